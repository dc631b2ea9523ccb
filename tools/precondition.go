package tools

import (
	"fmt"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
)

// preconditionFailed returns err as the failure of a look-up before a write, so
// that the write was not sent; nil for nil. what says what failed, such as
// "find the assignee".
func preconditionFailed(what string, err error) error {
	if err == nil {
		return nil
	}
	return lookup.PreconditionFailed(fmt.Errorf("%s: %w", what, err))
}

// decodePrecondition decodes into v what a look-up before a write found. An error,
// the look-up's own or that of reading its answer, is a preconditionFailed.
func decodePrecondition(what string, found intercomapi.Object, err error, v any) error {
	if err == nil {
		err = found.Decode(v)
	}
	return preconditionFailed(what, err)
}
