package lookup

import (
	"errors"
	"fmt"

	"intercom-mcp/tools/args"
)

// PreconditionError is a failed look-up before a write: the write was not sent.
type PreconditionError struct{ error }

func PreconditionFailed(err error) error { return PreconditionError{err} }

func (e PreconditionError) Unwrap() error { return e.error }

func IsPreconditionFailed(err error) bool {
	var before PreconditionError
	return errors.As(err, &before)
}

// ArgumentFailed is a failed look-up of an argument: a name that says too little or
// nothing is a fault of the argument, all else of the look-up.
func ArgumentFailed(path string, err error) error {
	if _, ok := errors.AsType[NameError](err); ok {
		return args.NewError(path, err)
	}
	return PreconditionFailed(fmt.Errorf("look up %s: %w", path, err))
}

// NameError is a name that stands for nothing, or for too much.
type NameError struct{ Name, fault string }

// NewNameError returns a NameError: what is wrong with the name follows it.
func NewNameError(name, fault string) error { return NameError{name, fault} }

func (e NameError) Error() string { return fmt.Sprintf("%.100q %s", e.Name, e.fault) }
