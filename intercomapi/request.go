package intercomapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"

	"github.com/go-resty/resty/v2"
)

// request is one call: an operation of Intercom's reference and what it takes.
// The path is the reference's template, so that tests can hold the methods of
// this package against Intercom's description.
type request struct {
	method, path string
	params       []param
	query, body  any    // structs with json tags; nil for none
	accept       string // the media type of the answer, if not JSON
	again, once  bool   // see repeatable and moving
}

// param fills one placeholder of the path: an id, or the caller's free text.
type param struct {
	value string
	free  bool
}

func get(path string) request   { return request{method: http.MethodGet, path: path} }
func post(path string) request  { return request{method: http.MethodPost, path: path} }
func put(path string) request   { return request{method: http.MethodPut, path: path} }
func patch(path string) request { return request{method: http.MethodPatch, path: path} }
func del(path string) request   { return request{method: http.MethodDelete, path: path} }

// at fills the path's next placeholders with ids.
func (r request) at(ids ...ID) request {
	for _, id := range ids {
		r.params = append(r.params, param{value: string(id)})
	}
	return r
}

// named fills the path's next placeholder with free text, which is escaped.
func (r request) named(text string) request {
	r.params = append(r.params, param{value: text, free: true})
	return r
}

func (r request) asking(query any) request { r.query = query; return r }
func (r request) sending(body any) request { r.body = body; return r }

// wanting asks for an answer that is not JSON.
func (r request) wanting(mediaType string) request { r.accept = mediaType; return r }

func (r request) operation() string { return r.method + " " + r.path }

var placeholder = regexp.MustCompile(`\{([^}]+)\}`)

// fill puts r into req; an error means that nothing may be sent.
func (r request) fill(req *resty.Request) error {
	names := placeholder.FindAllStringSubmatch(r.path, -1)
	if len(names) != len(r.params) {
		return fmt.Errorf("%d values for the path %s", len(r.params), r.path)
	}
	for i, p := range r.params {
		if err := p.check(); err != nil {
			return fmt.Errorf("%s %w", names[i][1], err)
		}
		req.SetPathParam(names[i][1], p.value)
	}
	query, err := values(r.query)
	if err != nil {
		return err
	}
	req.SetQueryParamsFromValues(query)
	if r.accept != "" {
		req.SetHeader("Accept", r.accept)
	}
	if r.body == nil {
		return nil
	}
	body, err := encode(r.body)
	if err != nil {
		return err
	}
	req.SetHeader("Content-Type", "application/json").SetBody(body)
	return nil
}

// check refuses what would turn the call into another one.
func (p param) check() error {
	if !p.free {
		return ID(p.value).Check()
	}
	if p.value == "" || p.value == "." || p.value == ".." {
		return errors.New("is empty or only dots")
	}
	return nil
}

// values is a struct as a query string's values, by its json tags.
func values(v any) (url.Values, error) {
	if v == nil {
		return nil, nil
	}
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	fields := map[string]any{}
	if err := d.Decode(&fields); err != nil {
		return nil, err
	}
	out := url.Values{}
	for name, value := range fields {
		out.Set(name, queryText(value))
	}
	return out, nil
}

// encode is v as JSON with HTML left readable: <p> stays <p>.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// gone is what a deletion answers that finds its work done.
func (r request) gone() []byte {
	done := Deleted{Deleted: true}
	if last := r.params[len(r.params)-1]; !last.free { // free text names a kind, and the query what is deleted
		done.ID = ID(last.value)
	}
	body, _ := json.Marshal(done)
	return body
}
