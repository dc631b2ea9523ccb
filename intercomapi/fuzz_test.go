package intercomapi_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
)

// canned is a transport that gives one answer.
type canned struct {
	status int
	header http.Header
	body   string
}

func (c canned) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: c.status, Header: c.header, Body: io.NopCloser(strings.NewReader(c.body)), Request: r}, nil
}

// oddBodies are answers that are not what they should be.
var oddBodies = []string{
	``, `null`, `[]`, `{}`, `"x"`, `<html>`, "\xff\xfe", strings.Repeat("[", 20_000), strings.Repeat(`{"data":`, 20_000),
	`{"data":[{"id":1}],"pages":{"next":{"page":2,"starting_after":"a"}},"total_count":1}`, `{"data":null,"pages":{"next":"https://x/?page=2"}}`,
	`{"data":[[]],"pages":[],"total_count":"x"}`, `{"total_count":1e400}`, `{"scroll_param":5,"next_cursor":{}}`, `{"pages":{"next":"%zz"}}`,
	`{"id":"1","deleted":"yes"}`, `{"errors":[{"code":"a","message":null,"field":5}],"request_id":5}`, `{"errors":{"a":["b"]}}`, `{"errors":"x"}`,
}

// FuzzReplies gives calls any answer: they neither panic nor fail in another
// way than by this package's error, and what they give can be written.
func FuzzReplies(f *testing.F) {
	for _, body := range oddBodies {
		for _, status := range []int{200, 204, 302, 404, 410, 429, 500} {
			f.Add(status, body, "x")
		}
	}
	f.Add(410, `{}`, `</contacts/..>; rel="canonical"`)
	f.Add(429, `{}`, `99999999999999999999`)
	f.Fuzz(func(t *testing.T, status int, body, header string) {
		if status < 200 || status > 599 {
			return
		}
		h := http.Header{}
		for _, name := range []string{"Link", "Retry-After", "X-Ratelimit-Reset", "X-Ratelimit-Limit", "X-Request-Id", "Date", "Location", "Content-Type"} {
			h.Set(name, header)
		}
		client := func() *intercomapi.Client { // one for each call: a 429 holds up those that follow
			return dialWith(t, intercomapi.Config{BaseURL: "https://api.example", Transport: canned{status, h, body}})
		}
		page, err := client().Contacts(t.Context(), intercomapi.Listing{})
		judge(t, status, page.Items, err)
		object, err := client().Me(t.Context())
		judge(t, status, object, err)
		deleted, err := client().DeleteContact(t.Context(), "1")
		judge(t, status, deleted, err)
		if file, err := client().DownloadDataExport(t.Context(), "1"); err != nil {
			judge(t, status, file, err)
		} else if status > 399 || status > 299 && file.Location == "" || status < 300 && string(file.Data) != body {
			t.Errorf("%d is a file: %+v", status, file)
		}
	})
}

func judge(t *testing.T, status int, out any, err error) {
	t.Helper()
	if err == nil {
		if _, err := json.Marshal(out); err != nil || status > 299 {
			t.Errorf("%d gives %v: %v", status, out, err)
		}
		return
	}
	var e *intercomapi.Error
	if !errors.As(err, &e) || e.Operation == "" || e.NotSent() || strings.Contains(e.Error(), secret) {
		t.Errorf("%T %v", err, err)
		return
	}
	if e.MergedTo != "" && e.MergedTo.Check() != nil {
		t.Errorf("merged into %q", e.MergedTo)
	}
}

// FuzzIDs holds what passes for an id to a path that it makes.
func FuzzIDs(f *testing.F) {
	for _, id := range []string{"1", "a-b_c", "", ".", "..", "a/b", "%2e", "search", "\x00", "ü", "a;b", strings.Repeat("a", 5000)} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		var path string
		c := dialWith(t, intercomapi.Config{BaseURL: "https://api.example", Transport: remember{&path}})
		_, err := c.Contact(t.Context(), intercomapi.ID(id), intercomapi.ContactView{})
		if passes := intercomapi.ID(id).Check() == nil; passes != (path == "/contacts/"+id) || passes != (err == nil) || !passes && path != "" {
			t.Errorf("%q: passes %v, sent %q, %v", id, passes, path, err)
		}
	})
}

// remember is a transport that keeps the path of the last request.
type remember struct{ path *string }

func (m remember) RoundTrip(r *http.Request) (*http.Response, error) {
	*m.path = r.URL.EscapedPath()
	return canned{200, http.Header{}, `{"id":"1"}`}.RoundTrip(r)
}
