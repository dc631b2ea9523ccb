package intercomapi

import (
	"errors"
	"net/http"
)

// StatusOf returns the HTTP status of a failed call; 0 where there was no answer,
// or where err is no Error.
func StatusOf(err error) int {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Status
	}
	return 0
}

// IsNotFound reports whether err says that there is no such thing, or no longer.
func IsNotFound(err error) bool {
	status := StatusOf(err)
	return status == http.StatusNotFound || status == http.StatusGone
}
