package contract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
)

// Operation names the operation that a request calls, "POST /contacts/{contact_id}/companies", or "" if the description has none.
func (d *Description) Operation(r *http.Request) string {
	route, _, err := d.router.FindRoute(r)
	if err != nil {
		return ""
	}
	return r.Method + " " + route.Path
}

// CheckRequest returns what is wrong with a request, whose body is given by itself: its path ids, query and body, names that the
// description does not declare included, and Intercom-Version, which may be absent. It is nil for a valid request.
func (d *Description) CheckRequest(r *http.Request, body []byte) []string {
	route, ids, err := d.router.FindRoute(r)
	if err != nil {
		return []string{"no operation of the description: " + err.Error()}
	}
	sent := r.Clone(r.Context())
	sent.Body, sent.GetBody, sent.ContentLength = io.NopCloser(bytes.NewReader(body)), nil, int64(len(body))
	bad := reasons(openapi3filter.ValidateRequest(r.Context(), &openapi3filter.RequestValidationInput{
		Request: sent, PathParams: ids, Route: route, Options: requestOptions(),
	}))
	bad = append(bad, checkPathIDs(ids)...)
	bad = append(bad, checkQuery(r, slices.Concat(route.PathItem.Parameters, route.Operation.Parameters))...)
	bad = append(bad, checkExactlyOne(r, route.Operation)...)
	if b := route.Operation.RequestBody; b != nil && len(body) > 0 {
		bad = append(bad, undeclaredIn(body, b.Value.Content.Get("application/json"))...)
	}
	return bad
}

// requestOptions: a token is nobody's to judge here, since a call without one is a test of its own.
func requestOptions() *openapi3filter.Options {
	o := &openapi3filter.Options{
		MultiError: true, SkipSettingDefaults: true, RejectWhenRequestBodyNotSpecified: true,
		AuthenticationFunc: openapi3filter.NoopAuthenticationFunc,
	}
	o.WithCustomSchemaErrorFunc(describeMismatch)
	return o
}

// checkPathIDs refuses ids that would turn the call into another one on its way. Other odd ids may be somebody's external id.
func checkPathIDs(ids map[string]string) []string {
	var bad []string
	for _, name := range slices.Sorted(maps.Keys(ids)) {
		if id, err := url.PathUnescape(ids[name]); err != nil || id == "." || id == ".." {
			bad = append(bad, fmt.Sprintf("path parameter %q: %q is no id", name, ids[name]))
		}
	}
	return bad
}

func checkQuery(r *http.Request, declared openapi3.Parameters) []string {
	var bad []string
	query := r.URL.Query()
	for _, name := range slices.Sorted(maps.Keys(query)) {
		switch p := declared.GetByInAndName("query", name); {
		case p == nil:
			bad = append(bad, fmt.Sprintf("undeclared query parameter %q", name))
		case len(query[name]) > 1 && !p.Schema.Value.Type.Is("array"):
			bad = append(bad, fmt.Sprintf("query parameter %q: sent %d times", name, len(query[name])))
		}
	}
	return bad
}

func checkExactlyOne(r *http.Request, op *openapi3.Operation) []string {
	names, _ := op.Extensions[exactlyOneOf].([]string)
	sent := 0
	for _, name := range names {
		if r.URL.Query().Has(name) {
			sent++
		}
	}
	if len(names) > 0 && sent != 1 {
		return []string{fmt.Sprintf("query has %d of %s, not exactly one", sent, strings.Join(names, ", "))}
	}
	return nil
}

// CheckReply returns what is wrong with a reply to r. It is judged by the schema of its status; an error that the operation does
// not describe is judged by the schema that all errors share. Undeclared fields are wrong too, but for those in missingFields.
// It is nil for a valid reply.
func (d *Description) CheckReply(r *http.Request, status int, header http.Header, body []byte) []string {
	reply := d.described(r, status)
	if reply == nil {
		return []string{fmt.Sprintf("status %d is not described", status)}
	}
	if len(reply.Content) == 0 {
		if len(body) > 0 && status < 300 {
			return []string{fmt.Sprintf("status %d is described without a body, and has one", status)}
		}
		return nil
	}
	kind := header.Get("Content-Type")
	media := reply.Content.Get(kind)
	if media == nil {
		return []string{fmt.Sprintf("content type %q is not described", kind)}
	}
	if !strings.Contains(kind, "json") || media.Schema == nil {
		return nil
	}
	return checkReplyBody(body, media)
}

func checkReplyBody(body []byte, media *openapi3.MediaType) []string {
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		return []string{"body: " + err.Error()}
	}
	bad := reasons(media.Schema.Value.VisitJSON(value, openapi3.MultiErrors(), openapi3.VisitAsResponse(),
		openapi3.SetSchemaErrorMessageCustomizer(describeMismatch)))
	for _, field := range undeclared("", value, media.Schema.Value) {
		bad = append(bad, "undeclared field "+field)
	}
	return bad
}

// described finds the description of a reply: the operation's own, or the one of all errors; nil if there is none.
func (d *Description) described(r *http.Request, status int) *openapi3.Response {
	if route, _, err := d.router.FindRoute(r); err == nil {
		if own := route.Operation.Responses.Status(status); own != nil {
			return own.Value
		}
	}
	if status < 400 {
		return nil
	}
	return openapi3.NewResponse().WithJSONSchema(component(d.doc, "error"))
}

func undeclaredIn(body []byte, media *openapi3.MediaType) []string {
	var value any
	if media == nil || json.Unmarshal(body, &value) != nil {
		return nil // reported as a mismatch
	}
	var bad []string
	for _, field := range undeclared("", value, media.Schema.Value) {
		bad = append(bad, "undeclared body field "+field)
	}
	return bad
}

// reasons returns the validator's tree of errors as one line each.
func reasons(err error) []string {
	switch e := err.(type) { //nolint:errorlint // the validator wraps none of them
	case nil:
		return nil
	case openapi3.MultiError:
		var all []string
		for _, one := range e {
			all = append(all, reasons(one)...)
		}
		return all
	case *openapi3filter.RequestError:
		return requestReasons(e)
	}
	return []string{err.Error()}
}

func requestReasons(e *openapi3filter.RequestError) []string {
	where := "body"
	if e.Parameter != nil {
		where = fmt.Sprintf("%s parameter %q", e.Parameter.In, e.Parameter.Name)
	}
	if e.Err == nil {
		return []string{where + ": " + e.Reason}
	}
	all := reasons(e.Err)
	for i, reason := range all {
		all[i] = where + ": " + reason
	}
	return all
}

// describeMismatch leaves out the schema and the value that the validator would print in full.
func describeMismatch(e *openapi3.SchemaError) string {
	text := fmt.Sprintf("/%s: %s", strings.Join(e.JSONPointer(), "/"), e.Reason)
	if e.Origin != nil {
		text += " (" + e.Origin.Error() + ")"
	}
	return text
}
