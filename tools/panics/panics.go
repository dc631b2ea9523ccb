// Package panics carries a panic from a goroutine to the one that waits for it.
// In goes a function to run or a value that was recovered; out comes an error
// with the panic's type and stack, which Rethrow makes a panic again. It must not
// know what runs, and never keeps the panic's value, which may hold a customer's
// text or a token.
package panics

import (
	"errors"
	"fmt"
	"runtime/debug"
)

// A Panic is a panic as an error. Not recovered in its own goroutine, it would
// end the program, and with it every request on its way.
type Panic struct {
	Type  string // of the panic's value
	Stack string // of the goroutine that panicked
}

// Error returns the type of the panic's value alone.
func (p Panic) Error() string { return "a bug: " + p.Type }

// Recovered returns the Panic of a value that recover has just returned; a
// Panic as it is.
func Recovered(value any) Panic {
	if p, ok := value.(Panic); ok {
		return p
	}
	return Panic{fmt.Sprintf("%T", value), string(debug.Stack())}
}

// Catch returns the error of run, which is a Panic if it panics. Goroutines run
// what may panic in it.
func Catch(run func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = Recovered(r)
		}
	}()
	return run()
}

// Rethrow panics if err is a Panic, or wraps one.
func Rethrow(err error) {
	if p, ok := errors.AsType[Panic](err); ok {
		panic(p)
	}
}
