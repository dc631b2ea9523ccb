package lookup

import (
	"errors"
	"fmt"
	"strings"

	"intercom-mcp/tools/args"
)

// A preconditionError is a request before a write that failed: the write was not sent.
type preconditionError struct{ error }

func (e preconditionError) Unwrap() error { return e.error }

// PreconditionFailed marks err as the failure of a request before a write, which
// was then not sent.
func PreconditionFailed(err error) error { return preconditionError{err} }

// IsPreconditionFailed reports whether err, or an error that it wraps, was marked
// by PreconditionFailed.
func IsPreconditionFailed(err error) bool {
	_, ok := errors.AsType[preconditionError](err)
	return ok
}

// A nameError is a name that stands for nothing, or for more than one thing.
type nameError struct{ name, fault string }

// newNameError returns a nameError; the fault is a format of what follows the name.
func newNameError(name, fault string, values ...any) error {
	return nameError{name, fmt.Sprintf(fault, values...)}
}

func (e nameError) Error() string { return fmt.Sprintf("%.100q %s", e.name, e.fault) }

// isUnknown reports whether err is that of a name which stands for nothing.
func isUnknown(err error) bool {
	e, ok := errors.AsType[nameError](err)
	return ok && !strings.HasPrefix(e.fault, ambiguous)
}

// ambiguous begins the fault of a name that stands for more than one thing.
const ambiguous = "is ambiguous"

// ArgumentError returns the error of a look-up that an argument, given by its path,
// needed. A name that stands for nothing or for too much is an args.Error of the
// argument; anything else is a failed precondition.
func ArgumentError(argument string, err error) error {
	if _, ok := errors.AsType[nameError](err); ok {
		return args.NewError(argument, err)
	}
	return PreconditionFailed(fmt.Errorf("look up %s: %w", argument, err))
}
