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
	idempotent   bool   // whether it may be repeated though the first one may have been carried out
}

// param fills one placeholder of the path: an id, or the caller's free text.
type param struct {
	value string
	free  bool
}

func get(path string) request   { return newRequest(http.MethodGet, path) }
func post(path string) request  { return newRequest(http.MethodPost, path) }
func put(path string) request   { return newRequest(http.MethodPut, path) }
func patch(path string) request { return newRequest(http.MethodPatch, path) }
func del(path string) request   { return newRequest(http.MethodDelete, path) }

// newRequest returns a request of the operation. All but a POST are idempotent.
func newRequest(method, path string) request {
	return request{method: method, path: path, idempotent: method != http.MethodPost}
}

// repeatable marks a POST that only reads, or that changes no more if it is
// carried out twice.
func (r request) repeatable() request { r.idempotent = true; return r }

// unrepeatable marks a GET that moves something on, so that a repetition would
// give what comes next and lose what the first one gave.
func (r request) unrepeatable() request { r.idempotent = false; return r }

// withIDs fills the path's next placeholders with ids, which are checked.
func (r request) withIDs(ids ...ID) request {
	for _, id := range ids {
		r.params = append(r.params, param{value: string(id)})
	}
	return r
}

// withText fills the path's next placeholder with free text, which will be escaped.
func (r request) withText(text string) request {
	r.params = append(r.params, param{value: text, free: true})
	return r
}

func (r request) withQuery(query any) request { r.query = query; return r }
func (r request) withBody(body any) request   { r.body = body; return r }

// accepting asks for an answer of a media type other than JSON.
func (r request) accepting(mediaType string) request { r.accept = mediaType; return r }

func (r request) operation() string { return r.method + " " + r.path }

var placeholder = regexp.MustCompile(`\{([^}]+)\}`)

// encoded is a request that is checked and ready to be sent, any number of times.
type encoded struct {
	params map[string]string
	query  url.Values
	accept string
	body   []byte // JSON; nil: none
}

// encode checks r and puts it into the form in which it is sent; an error means
// that nothing may be sent.
func (r request) encode() (encoded, error) {
	e := encoded{accept: r.accept}
	var err error
	if e.params, err = r.pathParams(); err != nil {
		return e, err
	}
	if e.query, err = queryValues(r.query); err != nil {
		return e, err
	}
	if r.body != nil {
		e.body, err = encodeJSON(r.body)
	}
	return e, err
}

// pathParams returns the values of the path's placeholders by name.
func (r request) pathParams() (map[string]string, error) {
	names := placeholder.FindAllStringSubmatch(r.path, -1)
	if len(names) != len(r.params) {
		return nil, fmt.Errorf("%d values for the path %s", len(r.params), r.path)
	}
	out := map[string]string{}
	for i, p := range r.params {
		if err := p.check(); err != nil {
			return nil, fmt.Errorf("%s %w", names[i][1], err)
		}
		out[names[i][1]] = p.value
	}
	return out, nil
}

// newRequest returns a fresh request of a client that carries e.
func (e encoded) newRequest(c *resty.Client) *resty.Request {
	req := c.R().SetPathParams(e.params).SetQueryParamsFromValues(e.query)
	if e.accept != "" {
		req.SetHeader("Accept", e.accept)
	}
	if e.body != nil {
		req.SetHeader("Content-Type", "application/json").SetBody(e.body)
	}
	return req
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

// queryValues returns the fields of a struct as a query string's values, by its
// json tags.
func queryValues(v any) (url.Values, error) {
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

// encodeJSON returns v as JSON with HTML left readable: <p> stays <p>.
func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// alreadyDeleted returns the body of the answer to a deletion whose work an
// earlier request has done.
func (r request) alreadyDeleted() []byte {
	done := Deleted{Deleted: true}
	if last := r.params[len(r.params)-1]; !last.free { // free text names a kind, and the query what is deleted
		done.ID = ID(last.value)
	}
	body, _ := json.Marshal(done)
	return body
}
