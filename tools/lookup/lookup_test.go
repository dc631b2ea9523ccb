package lookup_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
)

var now = time.Unix(1769850000, 0)

// workspace is an API with a few people and things, which remembers its requests.
type workspace struct {
	mu    sync.Mutex
	sent  []string
	began chan struct{} // where set, requests say that they began
	hold  chan struct{} // and wait for its end
}

var lists = map[string]string{
	"/admins": `{"admins":[{"id":"1","name":"Ann Lee","email":"ann@x.example"},{"id":"2","name":"Ann Berg","email":"berg@x.example"},` +
		`{"id":"3","name":"Bo Support","email":"bo@x.example"}]}`,
	"/teams":        `{"teams":[{"id":"9","name":"Support"},{"id":"8","name":"Tier 2"}]}`,
	"/tags":         `{"data":[{"id":"71","name":"vip"},{"id":"72","name":"Churn risk"},{"id":"73","name":"2024"}]}`,
	"/segments":     `{"segments":[{"id":"66f05e650000000000000001","name":"New users"}]}`,
	"/ticket_types": `{"data":[{"id":"41","name":"Bug"},{"id":"42","name":"Old","archived":true}]}`,
	"/ticket_states": `{"data":[{"id":"81","category":"submitted","internal_label":"Submitted"},` +
		`{"id":"82","category":"waiting_on_customer","internal_label":"Waiting on you","external_label":"Your turn"},` +
		`{"id":"84","category":"in_progress","internal_label":"Escalated","external_label":"In progress"},` +
		`{"id":"83","category":"in_progress","internal_label":"In progress"}]}`,
}

func (w *workspace) RoundTrip(r *http.Request) (*http.Response, error) {
	w.mu.Lock()
	w.sent = append(w.sent, r.Method+" "+r.URL.Path)
	w.mu.Unlock()
	if w.hold != nil {
		w.began <- struct{}{}
		<-w.hold
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(lists[r.URL.Path])), Request: r,
	}, nil
}

func (w *workspace) requests() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]string(nil), w.sent...)
}

func resolver(t testing.TB, w *workspace, names *lookup.Cache, at time.Time) lookup.Resolver {
	t.Helper()
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: w})
	if err != nil {
		t.Fatal(err)
	}
	return lookup.Resolver{Client: client.WithToken("x"), Clock: func() time.Time { return at }, Names: names}
}

// TestFind finds things by name and by id: a short number that is a name comes before
// an id, and an id is not looked up.
func TestFind(t *testing.T) {
	for _, c := range []struct{ kinds, name, want string }{
		{"admin", "ann lee", "Ann Lee <ann@x.example> (admin 1)"}, {"admin team", "tier  2", "Tier 2 (team 8)"}, {"admin team", "support", "Support (team 9)"},
		{"tag", "2024", "2024 (tag 73)"}, {"tag", "4040", "without a name (tag 4040)"}, {"admin team", "5100001", "without a name (admin 5100001)"},
		{"tag", "churn", `"churn" is no tag here. There are: Churn risk (tag 72)`},
		{"admin", "Ann", `"Ann" is ambiguous; give the id of one: Ann Lee <ann@x.example> (admin 1), Ann Berg <berg@x.example> (admin 2)`},
	} {
		found, err := resolver(t, &workspace{}, nil, now).Find(t.Context(), c.name, strings.Fields(c.kinds)...)
		got := found.String()
		if err != nil {
			got = err.Error()
		}
		if got != c.want {
			t.Errorf("%s %q: %s, want %s", c.kinds, c.name, got, c.want)
		}
	}
}

// TestStateCategory finds the category of a state, and which states it has.
func TestStateCategory(t *testing.T) {
	for name, want := range map[string]string{
		"In progress": "in_progress []", "your turn": "waiting_on_customer [Waiting on you]", "Escalated": "in_progress [Escalated In progress]",
		"lost": `"lost" is no ticket state here. There are: Submitted (ticket state 81), Waiting on you (ticket state 82), ` +
			`Escalated (ticket state 84), In progress (ticket state 83)`,
	} {
		category, states, err := resolver(t, &workspace{}, nil, now).StateCategory(t.Context(), name)
		got := fmt.Sprint(category, " ", states)
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%q: %s, want %s", name, got, want)
		}
	}
}

// TestNamesAreRemembered asks once in five minutes and per token, but again for
// a name that may be new.
func TestNamesAreRemembered(t *testing.T) {
	w, names := &workspace{}, lookup.NewCache()
	ask := func(r lookup.Resolver, tag string, want int) {
		t.Helper()
		if found, err := r.Find(t.Context(), tag, "tag"); (err == nil) != (tag != "unheard of") {
			t.Errorf("%s: %v, %v", tag, found, err)
		}
		n := 0
		for _, sent := range w.requests() {
			if sent == "GET /tags" {
				n++
			}
		}
		if n != want {
			t.Errorf("%s: %d look-ups in all, want %d", tag, n, want)
		}
	}
	ask(resolver(t, w, names, now), "vip", 1)
	ask(resolver(t, w, names, now.Add(4*time.Minute)), "churn risk", 1)
	ask(resolver(t, w, names, now.Add(5*time.Minute)), "vip", 2)
	ask(resolver(t, w, names, now.Add(5*time.Minute+time.Second)), "unheard of", 2) // known to be none
	ask(resolver(t, w, names, now.Add(6*time.Minute)), "unheard of", 3)             // may be new
	other := resolver(t, w, names, now.Add(6*time.Minute))
	other.Client = other.WithToken("another")
	ask(other, "vip", 4)
}

// TestLookUpsAreShared makes one request of many at once, which outlives a
// caller who gives up.
func TestLookUpsAreShared(t *testing.T) {
	w, names := &workspace{began: make(chan struct{}, 1), hold: make(chan struct{})}, lookup.NewCache()
	r := resolver(t, w, names, now)
	gone, give := context.WithCancel(t.Context())
	first := make(chan error, 1)
	go func() { _, err := r.Complete(gone, "tag", "v"); first <- err }()
	<-w.began
	give()
	if err := <-first; !errors.Is(err, context.Canceled) {
		t.Errorf("the first caller, who gave up: %v", err)
	}
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if found, err := r.Complete(t.Context(), "tag", "v"); err != nil || fmt.Sprint(found) != "[vip]" {
				t.Errorf("%v, %v", found, err)
			}
		})
	}
	close(w.hold)
	wg.Wait()
	if sent := w.requests(); len(sent) != 1 {
		t.Errorf("%d requests: %v", len(sent), sent)
	}
}

func TestComplete(t *testing.T) {
	for _, c := range []struct{ kind, prefix, want string }{
		{"admin", "an", "[Ann Berg Ann Lee]"}, {"admin", "LEE", "[Ann Lee]"}, {"admin", "bo@", "[bo@x.example]"},
		{"tag", "", "[2024 Churn risk vip]"}, {"tag", "ris", "[Churn risk]"},
		{"ticket_state", "w", "[Waiting on you]"}, {"ticket_type", "o", "[]"}, {"team", "2", "[Tier 2]"}, {"segment", "new", "[New users]"}, {"no kind", "x", "[]"},
	} {
		found, err := resolver(t, &workspace{}, nil, now).Complete(t.Context(), c.kind, c.prefix)
		if err != nil || fmt.Sprint(found) != c.want {
			t.Errorf("%s %q: %v, %v, want %s", c.kind, c.prefix, found, err, c.want)
		}
	}
}
