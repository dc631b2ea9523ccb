package intercomapi_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
)

func TestHeaders(t *testing.T) {
	api := serve(t, saying(200, `{"id":"1"}`))
	c := dial(t, api.URL)
	for _, c := range []struct {
		name string
		call func() error
		body bool
	}{
		{"without a body", func() error { _, err := c.Contact(t.Context(), "1", intercomapi.ContactView{}); return err }, false},
		{"with one", func() error {
			_, err := c.CreateContact(t.Context(), intercomapi.Contact{Email: somebody})
			return err
		}, true},
		{"a write without one", func() error { _, err := c.ArchiveContact(t.Context(), "1"); return err }, false},
	} {
		if err := c.call(); err != nil {
			t.Fatal(err)
		}
		h := api.last(t).Header
		if h.Get("Intercom-Version") != "2.16" || h.Get("Authorization") != "Bearer "+secret || h.Get("Accept") != "application/json" {
			t.Errorf("%s: %v", c.name, h)
		}
		if got := h.Get("Content-Type"); (got == "application/json") != c.body || !c.body && got != "" {
			t.Errorf("%s: Content-Type %q", c.name, got)
		}
	}
}

func TestVersionCanBeSet(t *testing.T) {
	api := serve(t, saying(200, `{"id":"1"}`))
	c := dialWith(t, intercomapi.Config{BaseURL: api.URL, Version: "2.14"})
	if _, err := c.Me(t.Context()); err != nil || api.last(t).Header.Get("Intercom-Version") != "2.14" {
		t.Error(err, api.last(t).Header)
	}
}

func TestBodiesKeepHTML(t *testing.T) {
	api := serve(t, saying(200, `{"id":"1"}`))
	text := "<p>Fish & chips</p>"
	note := intercomapi.Reply{MessageType: "note", Type: "admin", AdminID: "5", Body: text}
	if _, err := dial(t, api.URL).ReplyConversation(t.Context(), "1", note); err != nil {
		t.Fatal(err)
	}
	if want := `{"message_type":"note","type":"admin","admin_id":"5","body":"<p>Fish & chips</p>"}`; api.last(t).Body != want {
		t.Errorf("sent %s", api.last(t).Body)
	}
}

func TestBaseURLs(t *testing.T) {
	for base, ok := range map[string]bool{
		"https://api.intercom.io": true, "https://api.intercom.io/": true, "HTTPS://proxy.example:8443/intercom": true,
		"http://127.0.0.1:4010": true, "http://localhost:4010/": true, "http://[::1]:4010": true, "http://127.9.9.9": true,
		"http://api.intercom.io": false, "http://localhost.example.com": false, "http://127.0.0.1.example.com": false, "http://0.0.0.0": false,
		"http://10.0.0.1": false, "ftp://127.0.0.1": false, "file:///etc/passwd": false, "": false, "api.intercom.io": false, "https://": false,
		"https://:443": false, "/contacts": false, "https://user:pass@api.intercom.io": false, "https://api.intercom.io?x=1": false,
		"https://api.intercom.io#x": false, "http://[::1": false,
	} {
		_, err := intercomapi.New(intercomapi.Config{BaseURL: base})
		if (err == nil) != ok {
			t.Errorf("%q: %v", base, err)
		}
		if err != nil && strings.Contains(err.Error(), "pass@") {
			t.Errorf("the password is told: %v", err)
		}
	}
	for _, region := range []string{"us", "eu", "au"} {
		if _, err := intercomapi.New(intercomapi.Config{BaseURL: intercomapi.BaseURL(region)}); err != nil {
			t.Error(err)
		}
	}
	if got := intercomapi.BaseURL("mars"); got != "" {
		t.Errorf("mars is at %s", got)
	}
}

func TestBaseURLWithAPath(t *testing.T) {
	api := serve(t, saying(200, `{"id":"1"}`))
	for _, tail := range []string{"/proxy", "/proxy/", "/proxy//"} {
		if _, err := dial(t, api.URL+tail).Contact(t.Context(), "5", intercomapi.ContactView{}); err != nil || api.last(t).Path != "/proxy/contacts/5" {
			t.Errorf("%s: %v, %s", tail, err, api.last(t).Path)
		}
	}
}

// TestTokensStayApart lets two callers share a pool at once: each call carries
// its caller's token, and nothing that an answer set for another caller.
func TestTokensStayApart(t *testing.T) {
	api := serve(t, func(w http.ResponseWriter, r *http.Request) {
		token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		http.SetCookie(w, &http.Cookie{Name: "session", Value: token})
		saying(200, `{"id":"`+token+`"}`)(w, r)
	})
	base, err := intercomapi.New(intercomapi.Config{BaseURL: api.URL})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for _, token := range []string{"one", "two", "three"} {
		c := base.WithToken(token)
		for range 20 {
			wg.Go(func() {
				if me, err := c.Me(t.Context()); err != nil || string(me.ID()) != token {
					t.Errorf("%s was answered %s, %v", token, me, err)
				}
			})
		}
	}
	wg.Wait()
	for _, token := range []string{"four", "five"} { // after the answers of others
		if me, err := base.WithToken(token).Me(t.Context()); err != nil || string(me.ID()) != token {
			t.Errorf("%s was answered %s, %v", token, me, err)
		}
	}
	for _, r := range api.requests() {
		if cookie := r.Header.Get("Cookie"); cookie != "" {
			t.Fatalf("%s came with the cookie %s", r.Header.Get("Authorization"), cookie)
		}
	}
}

// TestOnePool shows that copies with other tokens reuse the connection.
func TestOnePool(t *testing.T) {
	var mu sync.Mutex
	from := map[string]bool{}
	api := serve(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		from[r.RemoteAddr] = true
		mu.Unlock()
		saying(200, `{"id":"1"}`)(w, r)
	})
	base := dial(t, api.URL)
	for _, token := range []string{"one", "two", "three", "four"} {
		if _, err := base.WithToken(token).Me(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if len(from) != 1 {
		t.Errorf("%d connections", len(from))
	}
}

// TestSlowAnswers: how long an answer may take is for Config.Timeout alone to
// say, which may be longer than any bound of the pool's.
func TestSlowAnswers(t *testing.T) {
	if bound := intercomapi.NewTransport().ResponseHeaderTimeout; bound != 0 {
		t.Errorf("the pool waits for an answer's header no longer than %v", bound)
	}
}

// TestTokenThatNoHeaderHolds is told at once, and as not sent.
func TestTokenThatNoHeaderHolds(t *testing.T) {
	c := dialWith(t, intercomapi.Config{BaseURL: "http://127.0.0.1:1", Budget: time.Minute})
	for _, token := range []string{"tok\n", "tok\r\nX-Evil: 1", "t\x00k", "\x7f"} {
		for name, op := range map[string]operation{"read": contact, "write": create} {
			e := asError(t, op(t.Context(), c.WithToken(token)))
			if !e.NotSent() || e.Uncertain() || !strings.Contains(e.Error(), "access token") || strings.Contains(e.Error(), token) {
				t.Errorf("%s with %q: %v", name, token, e)
			}
		}
	}
}
