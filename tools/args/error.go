package args

import "fmt"

// An Error is a fault in a call's arguments, found before the call changed anything.
type Error struct {
	argument string // its path, such as contacts[0].id; "" where the message names it
	err      error
}

// NewError returns an Error about the argument at a path; "" where err names it.
func NewError(argument string, err error) error { return Error{argument, err} }

// Errorf returns an Error about the argument at a path, whose name precedes the
// message, as in "body is blank".
func Errorf(argument, format string, values ...any) error {
	return Error{argument, fmt.Errorf(format, values...)}
}

// Error returns what is wrong, after the name of the argument.
func (e Error) Error() string {
	if e.argument == "" {
		return e.err.Error()
	}
	return e.argument + " " + e.err.Error()
}

// Unwrap returns the fault without the argument's name.
func (e Error) Unwrap() error { return e.err }
