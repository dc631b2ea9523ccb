package intercomapi

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"intercom-mcp/intercomapi/ratelimit"
)

// Error is a call that failed: its answer was not a success or can't be read, or
// there was no answer at all.
type Error struct {
	Operation string    // method and path template, such as "POST /contacts/{contact_id}/companies"
	Status    int       // 0: no answer
	Details   []Detail  // every entry of the answer's errors[]; none if it was not Intercom's JSON
	RequestID string    // Intercom's, from the answer's body or headers
	RateLimit RateLimit // from the answer's headers
	MergedTo  ID        // of 410 contact_merged: the contact that took this one in
	Earlier   bool      // the call was repeated, and an earlier request may have been carried out
	Err       error     // why there is no answer, or why it can't be read; nil for an answer that was read
}

// Detail is one entry of errors[].
type Detail struct {
	Code    string `json:"code"` // such as "not_found"; new ones may come at any time; "" if none
	Message string `json:"message"`
	Field   string `json:"field"`
}

// RateLimit is what an answer's headers say of the current 10-second window.
// Limit is 0 where they say nothing.
type RateLimit struct {
	Limit     int
	Remaining int
	Reset     time.Time // the end of the window, or when Retry-After says to come back
}

// Error returns the operation, status, codes, messages, fields and request id, and
// never a URL, a header or a body.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Operation + ": ")
	switch {
	case e.Status == 0 && errors.As(e.Err, new(notSent)):
		fmt.Fprintf(&b, "not sent: %v", e.Err)
	case e.Status == 0:
		fmt.Fprintf(&b, "no answer: %v", e.Err)
	case e.Err != nil:
		fmt.Fprintf(&b, "%d, but %v", e.Status, e.Err)
	case len(e.Details) == 0:
		fmt.Fprintf(&b, "%d %s (no error of Intercom's in the answer)", e.Status, http.StatusText(e.Status))
	default:
		fmt.Fprintf(&b, "%d", e.Status)
	}
	for i, d := range e.Details {
		b.WriteString([]string{" ", "; "}[min(i, 1)] + d.String())
	}
	if e.RequestID != "" {
		fmt.Fprintf(&b, " (request id %s)", e.RequestID)
	}
	return b.String()
}

// Unwrap returns e.Err, which may be nil.
func (e *Error) Unwrap() error { return e.Err }

// String returns "code: message (field f)", without the parts that are empty.
func (d Detail) String() string {
	s := d.Code
	if d.Code != "" && d.Message != "" {
		s += ": "
	}
	s += d.Message
	if d.Field != "" {
		s += " (field " + d.Field + ")"
	}
	return s
}

// Has reports whether one of the answer's entries has this code.
func (e *Error) Has(code string) bool {
	for _, d := range e.Details {
		if d.Code == code {
			return true
		}
	}
	return false
}

// NotSent reports whether the call surely did nothing, since none of its requests
// reached the API: no request was made, or there was no connection.
func (e *Error) NotSent() bool {
	return e.Status == 0 && !e.Earlier && neverSent(e.Err)
}

// Uncertain reports whether a write may have been carried out all the same: there
// was no answer, one that can't be read, or a server's error.
func (e *Error) Uncertain() bool {
	switch {
	case e.Earlier, e.Status == http.StatusRequestTimeout, e.Status >= 500:
		return true
	case e.Status == 0:
		return !neverSent(e.Err)
	}
	return e.Status < 300 && e.Err != nil
}

var (
	// ErrStopping is the cause of an Error where a call was not sent since the server stops: see WithRetriesUntil.
	ErrStopping = errors.New("this server is being stopped")
	// ErrBusy is the cause of an Error where a request was not sent since the rate limit left no room for it in time.
	ErrBusy = ratelimit.ErrBusy
	// ErrOverTime is the cause of an Error where the time that WithTimeLimit gives was over.
	ErrOverTime = errors.New("the time for one call is over")
	// ErrUnfit is the cause of an Error where a value or the access token can't be put into a request.
	ErrUnfit = errors.New("no request can be made")
)

// notSent is why a request was not made.
type notSent struct{ error }

func (e notSent) Unwrap() error { return e.error }

// neverSent reports whether a request with this error has not left this process,
// or has not been connected to the API.
func neverSent(err error) bool {
	var refused notSent
	var dns *net.DNSError
	var op *net.OpError
	return errors.As(err, &refused) || errors.As(err, &dns) || badCertificate(err) || errors.Is(err, syscall.ECONNREFUSED) ||
		errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect")
}

// badCertificate reports whether the other side could not prove who it is, which
// no repetition mends.
func badCertificate(err error) bool {
	var bad *tls.CertificateVerificationError
	return errors.As(err, &bad)
}
