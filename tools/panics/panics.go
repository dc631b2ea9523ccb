package panics

import (
	"errors"
	"fmt"
	"runtime/debug"
)

// Panic is a panic on its way from another goroutine to that of the call, where
// the server makes an error of it. Left where it was, it would end the program
// and with it what others are just sending.
type Panic struct {
	Type  string // of the panic's value, which itself may hold what no log may
	Stack string
}

// Error tells of no more than that.
func (b Panic) Error() string { return "a bug: " + b.Type }

// Recovered is a panic that was recovered just now.
func Recovered(value any) Panic {
	if b, ok := value.(Panic); ok {
		return b
	}
	return Panic{fmt.Sprintf("%T", value), string(debug.Stack())}
}

// Catch is what a goroutine of its own runs: a panic there is an error.
func Catch(run func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = Recovered(r)
		}
	}()
	return run()
}

// Rethrow goes on with the panic that an error is.
func Rethrow(err error) {
	if b, ok := errors.AsType[Panic](err); ok {
		panic(b)
	}
}
