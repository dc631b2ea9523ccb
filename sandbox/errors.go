package sandbox

import (
	"fmt"
	"net/http"
)

// An apiError is an error as the API answers it.
type apiError struct {
	status  int
	code    string
	message string
	field   string
	header  http.Header
}

func (f *apiError) Error() string { return fmt.Sprintf("%d %s: %s", f.status, f.code, f.message) }

// body returns Intercom's envelope of the error.
func (f *apiError) body(requestID string) object {
	e := object{"code": f.code, "message": f.message}
	if f.field != "" {
		e["field"] = f.field
	}
	return object{"type": "error.list", "request_id": requestID, "errors": []any{e}}
}

// fail returns an API error.
func fail(status int, code, format string, args ...any) error {
	return &apiError{status: status, code: code, message: fmt.Sprintf(format, args...)}
}

// invalid returns the error of a parameter with a bad value: 400.
func invalid(format string, args ...any) error {
	return fail(http.StatusBadRequest, "parameter_invalid", format, args...)
}

// missingParam returns the error of a parameter that is absent: 400.
func missingParam(format string, args ...any) error {
	return fail(http.StatusBadRequest, "parameter_not_found", format, args...)
}

// notFound returns the error of an unknown id: 404.
func notFound(format string, args ...any) error {
	return fail(http.StatusNotFound, "not_found", format, args...)
}

var (
	errResource = notFound("Resource Not Found")
	errUser     = notFound("User Not Found")
	errCompany  = fail(http.StatusNotFound, "company_not_found", "Company Not Found")
	errTicket   = fail(http.StatusNotFound, "ticket_not_found", "Ticket not found")
	errAssignee = fail(http.StatusNotFound, "assignee_not_found", "Assignee not found")
	errTag      = fail(http.StatusNotFound, "tag_not_found", "Tag not found")
)
