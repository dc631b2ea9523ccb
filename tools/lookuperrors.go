package tools

import (
	"errors"
	"fmt"
)

// beforehandError is a failed look-up before a write: the write was not sent.
type beforehandError struct{ error }

func beforehand(err error) error { return beforehandError{err} }

func (e beforehandError) Unwrap() error { return e.error }

func isBeforehand(err error) bool {
	var before beforehandError
	return errors.As(err, &before)
}

// told is a failed look-up of an argument: a name that says too little or
// nothing is a fault of the argument, all else of the look-up.
func told(path string, err error) error {
	if _, ok := errors.AsType[nameError](err); ok {
		return newError(path, err)
	}
	return beforehand(fmt.Errorf("look up %s: %w", path, err))
}

// nameError is a name that stands for nothing, or for too much.
type nameError struct{ name, fault string }

func (e nameError) Error() string { return fmt.Sprintf("%.100q %s", e.name, e.fault) }
