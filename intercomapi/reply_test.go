package intercomapi_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
)

func contact(ctx context.Context, c *intercomapi.Client) error {
	_, err := c.Contact(ctx, "1", intercomapi.ContactView{})
	return err
}

// asError is err as the one error type that this package has.
func asError(t *testing.T, err error) *intercomapi.Error {
	t.Helper()
	var e *intercomapi.Error
	if !errors.As(err, &e) {
		t.Fatalf("%T %v is not this package's error", err, err)
	}
	return e
}

func TestRepliesThatCannotBeRead(t *testing.T) {
	for name, body := range map[string]string{
		"a page": "<html>Sign in</html>", "nothing": "", "a list": "[]", "text": `"ok"`, "null": "null", "cut": `{"id":"1"`,
	} {
		api := serve(t, saying(200, body))
		e := asError(t, contact(t.Context(), dial(t, api.URL)))
		if e.Status != 200 || e.Err == nil || e.NotSent() {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

func gzipped(n int) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(`{"id":"1","x":"`))
	_, _ = z.Write(bytes.Repeat([]byte("x"), n))
	_, _ = z.Write([]byte(`"}`))
	_ = z.Close()
	return b.Bytes()
}

func TestReplyBound(t *testing.T) {
	const bound = 4096
	for name, c := range map[string]struct {
		body  []byte
		gzip  bool
		large bool
	}{
		"small":     {body: []byte(`{"id":"1"}`)},
		"large":     {body: []byte(`{"id":"1","x":"` + strings.Repeat("x", bound) + `"}`), large: true},
		"gzip":      {body: gzipped(100), gzip: true},
		"gzip bomb": {body: gzipped(1 << 20), gzip: true, large: true},
	} {
		for _, status := range []int{200, 500} {
			api := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				if c.gzip {
					w.Header().Set("Content-Encoding", "gzip")
				}
				w.WriteHeader(status)
				_, _ = w.Write(c.body)
			})
			err := contact(t.Context(), dialWith(t, intercomapi.Config{BaseURL: api.URL, MaxReply: bound}))
			if errors.Is(err, intercomapi.ErrTooLarge) != c.large || status == 200 && !c.large && err != nil || err != nil && asError(t, err).NotSent() {
				t.Errorf("%s, %d: %v", name, status, err)
			}
		}
	}
}

// TestRedirects shows that none is followed: it could take the token to another
// host, or turn a write into a read.
func TestRedirects(t *testing.T) {
	elsewhere := serve(t, saying(200, `{"id":"1"}`))
	for _, status := range []int{301, 302, 303, 307, 308} {
		api := serve(t, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, elsewhere.URL+"/contacts/1", status)
		})
		c := dial(t, api.URL)
		if e := asError(t, contact(t.Context(), c)); e.Status != status {
			t.Errorf("GET: %v", e)
		}
		_, err := c.CreateContact(t.Context(), intercomapi.Contact{Email: somebody})
		if e := asError(t, err); e.Status != status || len(api.requests()) != 2 {
			t.Errorf("POST: %v", e)
		}
	}
	if n := len(elsewhere.requests()); n > 0 {
		t.Errorf("%d requests went to another host", n)
	}
}

// blocking answers when the caller has gone.
func blocking(arrived chan<- struct{}) http.HandlerFunc {
	return func(_ http.ResponseWriter, r *http.Request) {
		select {
		case arrived <- struct{}{}:
		default:
		}
		<-r.Context().Done()
	}
}

func TestCancelled(t *testing.T) {
	arrived := make(chan struct{}, 1)
	api := serve(t, blocking(arrived))
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-arrived
		cancel()
	}()
	err := contact(ctx, dial(t, api.URL))
	if e := asError(t, err); !errors.Is(err, context.Canceled) || e.Status != 0 || e.NotSent() {
		t.Errorf("%+v", e)
	}
	if err := contact(ctx, dial(t, api.URL)); !errors.Is(err, context.Canceled) || len(api.requests()) != 1 {
		t.Errorf("a call that was cancelled before it began: %v, %d requests", err, len(api.requests()))
	}
}

func TestTimeout(t *testing.T) {
	api := serve(t, blocking(make(chan struct{}, 1)))
	e := asError(t, contact(t.Context(), dialWith(t, intercomapi.Config{BaseURL: api.URL, Timeout: 20 * time.Millisecond})))
	var late net.Error
	if !errors.As(e.Err, &late) || !late.Timeout() || e.Status != 0 || e.NotSent() {
		t.Errorf("%v", e)
	}
	if errors.Is(e, context.Canceled) {
		t.Errorf("a timeout passes for a call that was given up: %v", e)
	}
	if !strings.HasSuffix(e.Error(), ": no answer: it did not come within 20ms") {
		t.Errorf("not in plain words: %v", e)
	}
}

func TestNoConnection(t *testing.T) {
	gone := serve(t, nil)
	gone.Close()
	if e := asError(t, contact(t.Context(), dial(t, gone.URL))); !e.NotSent() || !errors.Is(e, syscall.ECONNREFUSED) {
		t.Errorf("refused: %v", e)
	}
	for name, c := range map[string]struct {
		err     error
		notSent bool
	}{
		"no such name": {&net.DNSError{Err: "no such host", Name: "api.example"}, true},
		"no route":     {&net.OpError{Op: "dial", Net: "tcp", Err: syscall.EHOSTUNREACH}, true},
		"reset":        {&net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}, false},
		"broken pipe":  {&net.OpError{Op: "write", Net: "tcp", Err: syscall.EPIPE}, false},
	} {
		e := asError(t, contact(t.Context(), dialWith(t, intercomapi.Config{BaseURL: "https://api.example", Transport: failing{c.err}})))
		if e.NotSent() != c.notSent || e.Status != 0 {
			t.Errorf("%s: not sent is %v: %v", name, e.NotSent(), e)
		}
	}
}

// failing is a transport that only fails.
type failing struct{ err error }

func (f failing) RoundTrip(*http.Request) (*http.Response, error) { return nil, f.err }

func TestCutConnection(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"before the answer": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"in its middle": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write([]byte(`{"id":"1"`))
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		},
	} {
		api := serve(t, answer)
		_, err := dial(t, api.URL).CreateContact(t.Context(), intercomapi.Contact{Email: somebody})
		if e := asError(t, err); e.Err == nil || e.NotSent() || len(api.requests()) != 1 {
			t.Errorf("%s: %v, %d requests", name, e, len(api.requests()))
		}
	}
}

// TestErrorsKeepSecrets makes calls fail in each way, with a token and an
// e-mail in the query, and searches what is told.
func TestErrorsKeepSecrets(t *testing.T) {
	arrived := make(chan struct{}, 1)
	cut := func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }
	gone := serve(t, nil)
	gone.Close()
	for name, base := range map[string]string{
		"refused": gone.URL, "cut": serve(t, cut).URL, "500": serve(t, saying(500, "")).URL, "not JSON": serve(t, saying(200, "x")).URL,
		"too large": serve(t, saying(200, `{"x":"`+strings.Repeat("x", 5000)+`"}`)).URL, "late": serve(t, blocking(arrived)).URL,
		"redirect": serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.String(), http.StatusFound) }).URL,
	} {
		c := dialWith(t, intercomapi.Config{BaseURL: base, MaxReply: 4096, Timeout: 50 * time.Millisecond})
		_, err := c.FindCompanies(t.Context(), intercomapi.CompanyFilter{Name: somebody}, intercomapi.Numbered{})
		if err == nil {
			t.Fatalf("%s: no error", name)
		}
		_, err2 := c.ContactByExternalID(t.Context(), somebody, intercomapi.ContactView{})
		for _, text := range []string{err.Error(), err2.Error()} {
			for _, hidden := range []string{secret, somebody, "ann%40example.com", "ann@", "?"} {
				if strings.Contains(text, hidden) {
					t.Errorf("%s: %q is told: %s", name, hidden, text)
				}
			}
		}
	}
}
