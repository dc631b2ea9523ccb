package sandbox

import (
	"fmt"
	"net/http"
)

// failure is an error as the API answers it.
type apiError struct {
	status  int
	code    string
	message string
	field   string
	header  http.Header
}

func (f *apiError) Error() string { return fmt.Sprintf("%d %s: %s", f.status, f.code, f.message) }

func (f *apiError) body(requestID string) object {
	e := object{"code": f.code, "message": f.message}
	if f.field != "" {
		e["field"] = f.field
	}
	return object{"type": "error.list", "request_id": requestID, "errors": []any{e}}
}

func fail(status int, code, format string, args ...any) error {
	return &apiError{status: status, code: code, message: fmt.Sprintf(format, args...)}
}

func invalid(format string, args ...any) error {
	return fail(http.StatusBadRequest, "parameter_invalid", format, args...)
}

func missingParam(format string, args ...any) error {
	return fail(http.StatusBadRequest, "parameter_not_found", format, args...)
}

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
