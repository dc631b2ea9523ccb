package sandbox_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"intercom-mcp/sandbox"
)

func inject(t testing.TB, w *sandbox.Workspace, faults ...string) {
	t.Helper()
	for _, s := range faults {
		f, err := sandbox.ParseFault(s)
		if err != nil {
			t.Fatal(err)
		}
		w.Inject(f)
	}
}

func TestParseFaultRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                           "is empty",
		"POST /contacts":             "names no kind",
		"*":                          "names no kind",
		"POST contacts 429":          "no path that begins with /",
		"GET":                        "no path that begins with /",
		"G3T /me cut":                "no method",
		"GETT /me cut":               "use one of GET POST",
		"GET /me 200":                "no status from 400 to 599",
		"GET /me explode":            "no status from 400 to 599",
		"GET /me delay":              "needs a duration",
		"GET /me delay -1s":          "needs a duration",
		"GET /me delay-after 1s":     "has no -after",
		"GET /me cut-body-after":     "has no -after",
		"GET /me html":               "no status from 400 to 599",
		"GET /me redirect somewhere": "absolute URL",
		"GET /me cut x0":             "how often",
		"GET /me cut xx":             "how often",
		"GET /me cut 0%":             "how often",
		"GET /me cut 101%":           "how often",
		"GET /me cut often":          "how often",
		"GET /me cut x1 5%":          "more than",
	} {
		if _, err := sandbox.ParseFault(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestParseFaultKeepsItsText(t *testing.T) {
	f, err := sandbox.ParseFault("  get   /me  503-after x2 ")
	if err != nil || f.String() != "get /me 503-after x2" {
		t.Errorf("%q, %v", f, err)
	}
}

func TestFaultTargets(t *testing.T) {
	for _, c := range []struct {
		fault, request string
		hit            bool
	}{
		{"* 503", "GET /me", true},
		{"* /me 503", "GET /me", true},
		{"GET /me 503", "GET /me?x=1", true},
		{"POST /me 503", "GET /me", false},
		{"GET /contacts 503", "GET /contacts/1", false},
		{"GET /contacts* 503", "GET /contacts/1", true},
		{"GET /contacts/* 503", "GET /contacts/1/notes", true},
		{"GET /contacts/{id} 503", "GET /contacts/1", true},
		{"GET /contacts/{id} 503", "GET /contacts/1/notes", false},
		{"GET /contacts/*/notes 503", "GET /contacts/1/notes", true},
		{"GET /contacts/*/notes 503", "GET /contacts/1/2/notes", false},
	} {
		w := newWorkspace(sandbox.Options{Empty: true})
		inject(t, w, c.fault)
		method, target, _ := strings.Cut(c.request, " ")
		if got := ask(t, w, method, target, "").Code == 503; got != c.hit {
			t.Errorf("%s on %s: %v, want %v", c.fault, c.request, got, c.hit)
		}
	}
}

// A headRecorder keeps the beginning of a body and counts the rest.
type headRecorder struct {
	*httptest.ResponseRecorder
	size int
}

func (r *headRecorder) Write(b []byte) (int, error) {
	head := b[:min(len(b), max(0, 1024-r.size))]
	r.size += len(b)
	_, err := r.ResponseRecorder.Write(head)
	return len(b), err
}

func TestFaultKinds(t *testing.T) {
	for _, c := range []struct {
		fault    string
		status   int
		body     string // what the answer begins with
		header   string
		contacts string // how many contacts there are afterwards
	}{
		{"* 503 x1", 503, `{"errors":[{"code":"service_unavailable"`, "X-RateLimit-Limit", "0"},
		{"* 403:region_mismatch x1", 403, `{"errors":[{"code":"region_mismatch"`, "X-RateLimit-Limit", "0"},
		{"* 403:api_plan_restricted-after x1", 403, `{"errors":[{"code":"api_plan_restricted"`, "", "1"},
		{"* 418 x1", 418, `{"errors":[{"code":"server_error"`, "", "0"},
		{"* 429 x1", 429, `{"errors":[{"code":"rate_limit_exceeded"`, "X-RateLimit-Reset", "0"},
		{"* 500-after x1", 500, `{"errors":[{"code":"server_error"`, "", "1"},
		{"* garbage x1", 200, "\x1f\x8b", "", "0"},
		{"* html 502 x1", 502, "<html>", "", "0"},
		{"* html-after 502 x1", 502, "<html>", "", "1"},
		{"* empty x1", 200, "", "", "0"},
		{"* empty-after x1", 200, "", "", "1"},
		{"* huge x1", 200, `"aaaaaaaaaaaaaaaa`, "", "0"},
		{"* redirect https://example.com/ x1", 307, "", "Location", "0"},
		{"* delay 1ns x1", 200, "{", "", "1"},
	} {
		w := newWorkspace(sandbox.Options{Empty: true})
		inject(t, w, c.fault)
		rec := &headRecorder{ResponseRecorder: httptest.NewRecorder()}
		send(t, w, rec, "POST", "/contacts", `{"email":"a@example.com"}`)
		if huge := strings.Contains(c.fault, "huge"); huge != (rec.size == 64<<20) {
			t.Errorf("%s: %d bytes", c.fault, rec.size)
		}
		if rec.Code != c.status || !strings.HasPrefix(rec.Body.String(), c.body) || c.header != "" && rec.Header().Get(c.header) == "" {
			t.Errorf("%s: %d %v %.80q", c.fault, rec.Code, rec.Header(), rec.Body)
		}
		if list := ask(t, w, "GET", "/contacts", "").Body.String(); !strings.Contains(list, `"total_count":`+c.contacts+`,"type":"list"}`) {
			t.Errorf("%s: not %s contacts: %.200s", c.fault, c.contacts, list)
		}
	}
}

func TestFaultFrequency(t *testing.T) {
	hits := func(fault string, calls int) (hit int) {
		w := newWorkspace(sandbox.Options{Empty: true})
		inject(t, w, fault)
		for range calls {
			if ask(t, w, "GET", "/me", "").Code == 503 {
				hit++
			}
		}
		return hit
	}
	for fault, want := range map[string]int{"GET /me 503": 100, "GET /me 503 x3": 3, "GET /me 503 5%": 5, "GET /me 503 100%": 100, "GET /me 503 33%": 33} {
		if got := hits(fault, 100); got != want {
			t.Errorf("%s: %d of 100, want %d", fault, got, want)
		}
	}
}

func TestFaultsInTurn(t *testing.T) {
	w := newWorkspace(sandbox.Options{Empty: true})
	inject(t, w, "GET /me 429 x1", "GET /me 503 x1")
	var got []int
	for range 3 {
		got = append(got, ask(t, w, "GET", "/me", "").Code)
	}
	if got[0] != 429 || got[1] != 503 || got[2] != 200 {
		t.Error(got)
	}
}

func TestCuts(t *testing.T) {
	for _, c := range []struct{ fault, contacts string }{{"POST /contacts cut", "0"}, {"POST /contacts cut-after", "1"}, {"POST /contacts cut-body", "1"}} {
		for name, client := range clients(t) {
			w := newWorkspace(sandbox.Options{Empty: true})
			inject(t, w, c.fault)
			do := client(w)
			_, err := do(t.Context(), "POST", "/contacts", `{"email":"a@example.com"}`)
			if !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, io.EOF) {
				t.Errorf("%s, %s: %v", c.fault, name, err)
			}
			list, err := do(t.Context(), "GET", "/contacts", "")
			if err != nil || !strings.Contains(list, `"total_count":`+c.contacts+`,`) {
				t.Errorf("%s, %s: not %s contacts: %v %.200s", c.fault, name, c.contacts, err, list)
			}
		}
	}
}

type sendFunc func(ctx context.Context, method, path, body string) (string, error)

// clients returns the two ways to a workspace: over HTTP and in process.
func clients(t *testing.T) map[string]func(*sandbox.Workspace) sendFunc {
	client := func(base string, c *http.Client) sendFunc {
		return func(ctx context.Context, method, path, body string) (string, error) {
			r, err := http.NewRequestWithContext(ctx, method, base+path, strings.NewReader(body))
			if err != nil {
				return "", err
			}
			r.Header.Set("Authorization", "Bearer x")
			resp, err := c.Do(r)
			if err != nil {
				return "", err
			}
			defer func() { _ = resp.Body.Close() }()
			b, err := io.ReadAll(resp.Body)
			return string(b), err
		}
	}
	return map[string]func(*sandbox.Workspace) sendFunc{
		"in process": func(w *sandbox.Workspace) sendFunc {
			return client("https://api.intercom.example", &http.Client{Transport: w.Transport()})
		},
		"over HTTP": func(w *sandbox.Workspace) sendFunc {
			srv := httptest.NewUnstartedServer(w)
			srv.Config.ErrorLog = nil
			srv.Start()
			t.Cleanup(srv.Close)
			return client(srv.URL, srv.Client())
		},
	}
}

func TestDelayEndsWithRequest(t *testing.T) {
	w := newWorkspace(sandbox.Options{Empty: true})
	inject(t, w, "* delay 1h")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(context.Canceled)
	do := clients(t)["in process"](w)
	if _, err := do(ctx, "GET", "/me", ""); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	late, stop := context.WithTimeout(t.Context(), time.Millisecond)
	defer stop()
	if _, err := do(late, "GET", "/me", ""); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func FuzzParseFault(f *testing.F) {
	for _, s := range []string{"POST /contacts 429 x3", "GET /me delay 5s", "POST /tickets cut", "* garbage 5%", "* /a*/{b} html-after 502",
		"* redirect https://x.example"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		fault, err := sandbox.ParseFault(s)
		if err != nil {
			return
		}
		again, err := sandbox.ParseFault(fault.String())
		if err != nil || again.String() != fault.String() {
			t.Errorf("%q reads as %q, and that as %q, %v", s, fault, again, err)
		}
	})
}
