package e2e

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"intercom-mcp/sandbox"
)

// upstream is Intercom as the program sees it: the sandbox behind a door that a
// test can hold shut, so that a call is as slow as the test wants.
type upstream struct {
	*httptest.Server
	held    string        // path of the requests that wait at the door
	arrived chan struct{} // one for each of them
	door    chan struct{} // closed when it opens
	open    func()

	mu     sync.Mutex
	tokens []string // of every request
}

// slowIntercom returns an upstream that holds requests for a contact until open is called.
func slowIntercom(t testing.TB) *upstream {
	u := &upstream{held: "/contacts/", arrived: make(chan struct{}, 1000), door: make(chan struct{})}
	u.open = sync.OnceFunc(func() { close(u.door) })
	space := sandbox.New(sandbox.Options{})
	u.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		u.mu.Lock()
		u.tokens = append(u.tokens, strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer "))
		u.mu.Unlock()
		if strings.HasPrefix(r.URL.Path, u.held) && r.Method == http.MethodGet {
			u.arrived <- struct{}{}
			select {
			case <-u.door:
			case <-r.Context().Done():
			}
		}
		space.ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		u.open()
		u.CloseClientConnections()
		u.Close()
	})
	return u
}

// intercom returns an upstream that answers at once.
func intercom(t testing.TB) *upstream {
	u := slowIntercom(t)
	u.open()
	return u
}

// variable returns the variable that points the program to it.
func (u *upstream) variable() string { return "INTERCOM_BASE_URL=" + u.URL }

// wait waits until n requests are at the door.
func (u *upstream) wait(t testing.TB, n int) {
	t.Helper()
	for range n {
		select {
		case <-u.arrived:
		case <-t.Context().Done():
			t.Fatal("too few requests have arrived")
		}
	}
}

// seen returns the tokens of the requests so far.
func (u *upstream) seen() []string {
	u.mu.Lock()
	defer u.mu.Unlock()
	return append([]string{}, u.tokens...)
}

// aContact is an argument for a slow call: a contact that the sandbox has not,
// which its answer says.
const aContact = `{"id":"66f000000000000000000000"}`
