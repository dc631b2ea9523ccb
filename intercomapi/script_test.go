package intercomapi_test

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
)

// step is what an API does with one request.
type step func(*http.Request) (*http.Response, error)

// script is an API in memory that takes one step for each request, and the last
// one for all that follow. It remembers when they came. In a synctest bubble its
// clock is injected: what waits costs no time.
type script struct {
	steps []step
	mu    sync.Mutex
	at    []time.Time
	seen  []string
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	n := len(s.at)
	s.at = append(s.at, time.Now())
	s.seen = append(s.seen, r.Method+" "+r.URL.Path)
	s.mu.Unlock()
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
	}
	return s.steps[min(n, len(s.steps)-1)](r)
}

// waits are the times between the requests.
func (s *script) waits() []time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []time.Duration
	for i := 1; i < len(s.at); i++ {
		out = append(out, s.at[i].Sub(s.at[i-1]))
	}
	return out
}

// says answers with a status, a body and headers: "Name: value".
func says(status int, body string, headers ...string) step {
	return func(r *http.Request) (*http.Response, error) {
		h := http.Header{"Content-Type": {"application/json"}}
		for _, line := range headers {
			name, value, _ := strings.Cut(line, ": ")
			h.Set(name, value)
		}
		return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r}, nil
	}
}

// breaks gives no answer.
func breaks(err error) step { return func(*http.Request) (*http.Response, error) { return nil, err } }

// cutIn answers with a status, and breaks in the middle of the body.
func cutIn(status int) step {
	return func(r *http.Request) (*http.Response, error) {
		body := io.MultiReader(strings.NewReader(`{"id":"1`), failingReader{})
		return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(body), ContentLength: -1, Request: r}, nil
	}
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// hangs answers never: it ends with the request.
func hangs(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// after answers a while later.
func after(d time.Duration, then step) step {
	return func(r *http.Request) (*http.Response, error) {
		select {
		case <-time.After(d):
			return then(r)
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
}

// resets are the headers of a window that ends after d and has so many left.
func resets(d time.Duration, left int) []string {
	return []string{"X-RateLimit-Limit: 100", fmt.Sprintf("X-RateLimit-Remaining: %d", left), fmt.Sprintf("X-RateLimit-Reset: %d", time.Now().Add(d).Unix())}
}

var (
	fine    = says(200, `{"id":"1","data":[]}`)
	broken  = breaks(io.ErrUnexpectedEOF)
	refused = breaks(&net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED})
	noName  = breaks(&net.DNSError{Err: "no such host", Name: "api.example", IsNotFound: true})
	alien   = breaks(&tls.CertificateVerificationError{Err: errors.New("unknown authority")})
)

// scripted is a client of a script, with a minute for repetitions.
func scripted(t testing.TB, steps ...step) (*intercomapi.Client, *script) {
	return scriptedWith(t, time.Minute, steps...)
}

func scriptedWith(t testing.TB, budget time.Duration, steps ...step) (*intercomapi.Client, *script) {
	t.Helper()
	s := &script{steps: steps}
	return dialWith(t, intercomapi.Config{BaseURL: "https://api.example", Transport: s, Budget: budget}), s
}

type operation = func(context.Context, *intercomapi.Client) error

// repeatable are operations that may be repeated though the first may have been
// carried out; unrepeatable are those that may not.
var repeatable = map[string]operation{
	"GET": contact,
	"PUT": func(ctx context.Context, c *intercomapi.Client) error {
		_, err := c.UpdateContact(ctx, "1", intercomapi.Contact{Email: "x@example.com"})
		return err
	},
	"DELETE": func(ctx context.Context, c *intercomapi.Client) error {
		_, err := c.DeleteContact(ctx, "1")
		return err
	},
	"search": func(ctx context.Context, c *intercomapi.Client) error {
		_, err := c.SearchContacts(ctx, intercomapi.Search{})
		return err
	},
	"list by POST": func(ctx context.Context, c *intercomapi.Client) error {
		_, err := c.Companies(ctx, intercomapi.CompanyListing{})
		return err
	},
	"upsert": func(ctx context.Context, c *intercomapi.Client) error {
		_, err := c.SaveCompany(ctx, "1", intercomapi.Company{})
		return err
	},
	"archive": func(ctx context.Context, c *intercomapi.Client) error {
		_, err := c.ArchiveContact(ctx, "1")
		return err
	},
	"tag": func(ctx context.Context, c *intercomapi.Client) error {
		_, err := c.TagArticle(ctx, "1", "2", "3")
		return err
	},
}

var unrepeatable = map[string]operation{
	"create": create,
	"reply": func(ctx context.Context, c *intercomapi.Client) error {
		_, err := c.ReplyConversation(ctx, "1", intercomapi.Reply{MessageType: "comment", Type: "admin", AdminID: "1", Body: "x"})
		return err
	},
	"message": func(ctx context.Context, c *intercomapi.Client) error {
		from, to := intercomapi.Sender{Type: "admin", ID: "1"}, intercomapi.Recipient{Type: "user", ID: "1"}
		_, err := c.CreateMessage(ctx, intercomapi.Message{Body: "x", From: from, To: to})
		return err
	},
	"ticket": func(ctx context.Context, c *intercomapi.Client) error {
		_, err := c.CreateTicket(ctx, intercomapi.Ticket{TicketTypeID: "1"})
		return err
	},
	"page of a scroll": func(ctx context.Context, c *intercomapi.Client) error {
		_, err := c.ScrollCompanies(ctx, "s")
		return err
	},
	"note": func(ctx context.Context, c *intercomapi.Client) error {
		_, err := c.CreateContactNote(ctx, "1", intercomapi.NewNote{Body: "x"})
		return err
	},
}

func create(ctx context.Context, c *intercomapi.Client) error {
	_, err := c.CreateContact(ctx, intercomapi.Contact{Email: somebody})
	return err
}
