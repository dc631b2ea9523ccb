package intercomapi_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"intercom-mcp/intercomapi"
)

// Texts that no error may hold.
const (
	secret   = "dG9rOnNlY3JldA=="
	somebody = "ann@example.com"
)

// request is what reached the API.
type request struct {
	Method, Path, Query, Body string
	Header                    http.Header
}

// fake is an API that remembers what reached it.
type fake struct {
	*httptest.Server
	mu   sync.Mutex
	seen []request
}

func serve(t testing.TB, answer http.HandlerFunc) *fake {
	f := &fake{}
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		f.mu.Lock()
		f.seen = append(f.seen, request{r.Method, r.URL.EscapedPath(), r.URL.RawQuery, string(body), r.Header.Clone()})
		f.mu.Unlock()
		answer(w, r)
	}))
	t.Cleanup(f.Close)
	return f
}

// saying answers with a status and a body.
func saying(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func (f *fake) requests() []request {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]request(nil), f.seen...)
}

// last is the latest request; there must be one.
func (f *fake) last(t testing.TB) request {
	t.Helper()
	all := f.requests()
	if len(all) == 0 {
		t.Fatal("no request was sent")
	}
	return all[len(all)-1]
}

// dial is a client of the API at url, with a token.
func dial(t testing.TB, url string) *intercomapi.Client {
	t.Helper()
	return dialWith(t, intercomapi.Config{BaseURL: url})
}

func dialWith(t testing.TB, cfg intercomapi.Config) *intercomapi.Client {
	t.Helper()
	c, err := intercomapi.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c.WithToken(secret)
}
