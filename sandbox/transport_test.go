package sandbox_test

import (
	"fmt"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"intercom-mcp/sandbox"
)

func TestAuthorization(t *testing.T) {
	w := newWorkspace(sandbox.Options{Empty: true})
	for header, want := range map[string]int{"": 401, "Bearer": 401, "Bearer  ": 401, "Basic abc": 401, "Bearer x": 200, "bearer anything": 200} {
		r := httptest.NewRequest("GET", "/me", nil)
		r.Header.Set("Authorization", header)
		rec := httptest.NewRecorder()
		w.ServeHTTP(rec, r)
		if rec.Code != want || rec.Header().Get("X-RateLimit-Limit") == "" {
			t.Errorf("%q: %d %v", header, rec.Code, rec.Header())
		}
		if want == 401 && !strings.Contains(rec.Body.String(), `"code":"unauthorized"`) {
			t.Errorf("%q: %s", header, rec.Body)
		}
	}
}

func TestVersions(t *testing.T) {
	w := newWorkspace(sandbox.Options{Empty: true})
	for version, want := range map[string]int{"": 200, "2.14": 200, "2.16": 200, "Preview": 200, "9.9": 400} {
		r := httptest.NewRequest("GET", "/me", nil)
		r.Header.Set("Authorization", "Bearer x")
		r.Header.Set("Intercom-Version", version)
		rec := httptest.NewRecorder()
		w.ServeHTTP(rec, r)
		if rec.Code != want || want == 400 && !strings.Contains(rec.Body.String(), "intercom_version_invalid") {
			t.Errorf("%q: %d %s", version, rec.Code, rec.Body)
		}
		if echo := rec.Header().Get("Intercom-Version"); want == 200 && version != "" && echo != version {
			t.Errorf("%q comes back as %q", version, echo)
		}
	}
}

// TestOlderForms: what older versions of the API say in other words.
func TestOlderForms(t *testing.T) {
	w := newWorkspace(sandbox.Options{})
	for _, c := range []struct{ version, path, want string }{
		{"2.16", "/conversations/215470000000001", `"priority":"none"`},
		{"2.15", "/conversations/215470000000001", `"priority":"not_priority"`},
		{"2.11", "/conversations/215470000000006", `"priority":"priority"`},
		{"2.12", "/tickets/" + sandbox.FirstTicket, `"category":"waiting_on_customer","external_label"`},
		{"2.11", "/tickets/" + sandbox.FirstTicket, `"ticket_state":"waiting_on_customer"`},
		{"2.9", "/tickets/" + sandbox.FirstTicket, `"ticket_state":"waiting_on_customer"`},
	} {
		r := httptest.NewRequest("GET", c.path, nil)
		r.Header.Set("Authorization", "Bearer x")
		r.Header.Set("Intercom-Version", c.version)
		rec := httptest.NewRecorder()
		w.ServeHTTP(rec, r)
		if !strings.Contains(rec.Body.String(), c.want) {
			t.Errorf("%s %s: no %s in %.400s", c.version, c.path, c.want, rec.Body)
		}
	}
}

// TestRequestIDs: an id is 20 lower-case letters and digits, in the header and in the body of an error alike.
func TestRequestIDs(t *testing.T) {
	rec := ask(t, newWorkspace(sandbox.Options{}), "GET", "/conversations/1", "")
	id := rec.Header().Get("X-Request-Id")
	if !regexp.MustCompile(`^[a-z0-9]{20}$`).MatchString(id) || !strings.Contains(rec.Body.String(), `"request_id":"`+id+`"`) {
		t.Error(id, rec.Body)
	}
}

func TestRateLimit(t *testing.T) {
	now := noon
	w := newWorkspace(sandbox.Options{Empty: true, RateLimit: 2, Now: func() time.Time { return now }})
	var got []string
	for range 3 {
		rec := ask(t, w, "GET", "/me", "")
		got = append(got, fmt.Sprint(rec.Code, " ", rec.Header().Get("X-RateLimit-Remaining"), " ", rec.Header().Get("X-RateLimit-Reset")))
	}
	reset := fmt.Sprint(noon.Unix() + 13)
	for i, want := range []string{"200 1 ", "200 0 ", "429 0 "} {
		if got[i] != want+reset {
			t.Errorf("call %d: %s, want %s", i+1, got[i], want+reset)
		}
	}
	now = now.Add(10 * time.Second)
	if rec := ask(t, w, "GET", "/me", ""); rec.Code != 200 {
		t.Errorf("in the next window: %d", rec.Code)
	}
}

func TestBadBodies(t *testing.T) {
	w := newWorkspace(sandbox.Options{Empty: true})
	for _, body := range []string{"{", "[]", `"x"`, "{} {}", "null"} {
		if rec := ask(t, w, "POST", "/contacts", body); rec.Code != 400 || !strings.Contains(rec.Body.String(), `"code":"bad_request"`) {
			t.Errorf("%s: %d %s", body, rec.Code, rec.Body)
		}
	}
}

func TestScrollExpires(t *testing.T) {
	now := noon
	w := newWorkspace(sandbox.Options{Now: func() time.Time { return now }})
	if rec := ask(t, w, "GET", "/companies/scroll", ""); rec.Code != 200 {
		t.Fatal(rec.Body)
	}
	now = now.Add(time.Minute)
	if rec := ask(t, w, "GET", "/companies/scroll", ""); rec.Code != 400 {
		t.Errorf("after a minute: %d", rec.Code)
	}
	now = now.Add(time.Second)
	if rec := ask(t, w, "GET", "/companies/scroll", ""); rec.Code != 200 {
		t.Errorf("after more than a minute: %d", rec.Code)
	}
}

func TestUnsupported(t *testing.T) {
	w := newWorkspace(sandbox.Options{Empty: true})
	for request, want := range map[string]string{
		"GET /calls":            "The sandbox lacks listCalls",
		"GET /no/such/thing":    "and so does Intercom 2.16",
		"PATCH /contacts/1":     "its GET on this path is ShowContact",
		"POST /fin/start":       "The sandbox lacks startFinConversation",
		"GET /contacts/%2F/x/y": "and so does Intercom",
	} {
		method, path, _ := strings.Cut(request, " ")
		if rec := ask(t, w, method, path, ""); rec.Code != 404 || !strings.Contains(rec.Body.String(), want) ||
			!strings.Contains(rec.Body.String(), `"sandbox_lacks"`) {
			t.Errorf("%s: %d %s, want %q", request, rec.Code, rec.Body, want)
		}
	}
}

func TestRequests(t *testing.T) {
	w := newWorkspace(sandbox.Options{Empty: true})
	for n := range 1001 {
		ask(t, w, "GET", fmt.Sprintf("/me?n=%d", n), "")
	}
	ask(t, w, "POST", "/contacts", `{"name":"`+strings.Repeat("x", 100_000)+`"}`)
	all := w.Requests()
	if len(all) != 1000 || all[0].Query != "n=2" || all[999].Method != "POST" || all[999].Path != "/contacts" || len(all[999].Body) != 64<<10 {
		t.Errorf("%d requests, first %+v", len(all), all[0])
	}
}

func TestConcurrentUse(t *testing.T) {
	w := newWorkspace(sandbox.Options{})
	inject(t, w, "* 503 10%")
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			for i := range 20 {
				ask(t, w, "POST", "/contacts", fmt.Sprintf(`{"email":"c%d-%d@example.com"}`, n, i))
				ask(t, w, "GET", "/contacts", "")
				ask(t, w, "POST", "/conversations/215470000000001/reply", `{"type":"admin","message_type":"note","admin_id":"5100001","body":"x"}`)
				w.Requests()
			}
		})
	}
	all.Wait()
}
