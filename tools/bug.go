package tools

import (
	"errors"
	"fmt"
	"runtime/debug"
)

// Bug is a panic on its way from another goroutine to that of the call, where
// the server makes an error of it. Left where it was, it would end the program
// and with it what others are just sending.
type Bug struct {
	Type  string // of the panic's value, which itself may hold what no log may
	Stack string
}

// Error tells of no more than that.
func (b Bug) Error() string { return "a bug: " + b.Type }

// NewBug is a panic that was recovered just now.
func NewBug(value any) Bug {
	if b, ok := value.(Bug); ok {
		return b
	}
	return Bug{fmt.Sprintf("%T", value), string(debug.Stack())}
}

// aside is what a goroutine of its own runs: a panic there is an error.
func aside(run func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = NewBug(r)
		}
	}()
	return run()
}

// raise goes on with the panic that an error is.
func raise(err error) {
	if b, ok := errors.AsType[Bug](err); ok {
		panic(b)
	}
}
