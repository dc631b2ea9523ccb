package intercomapi

import (
	"cmp"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"intercom-mcp/intercomapi/ratelimit"
)

// Error is a call that did not give what was asked: an answer that is not a
// success, an answer that can't be read, or no answer at all.
type Error struct {
	Operation string    // method and path template, such as "POST /contacts/{contact_id}/companies"
	Status    int       // 0: no answer
	Details   []Detail  // every entry of the answer's errors[]; none if it was not Intercom's JSON
	RequestID string    // Intercom's, from the answer's body or headers
	RateLimit RateLimit // from the answer's headers
	MergedTo  ID        // of 410 contact_merged: the contact that took this one in
	Earlier   bool      // the call was repeated, and an earlier request may have been carried out
	Err       error     // of no answer, or one that can't be read: why
}

// Detail is one entry of errors[].
type Detail struct {
	Code    string `json:"code"` // such as "not_found"; new ones may come at any time
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

// Error tells status, codes, messages, fields and request id, and never a URL,
// a header or a body.
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

// Unwrap gives the cause of no answer.
func (e *Error) Unwrap() error { return e.Err }

// String is "code: message (field f)" with what is there of it.
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

// NotSent reports that the request surely did not reach the API: its address
// was not found or could not be connected to, so nothing happened there.
func (e *Error) NotSent() bool {
	return e.Status == 0 && !e.Earlier && neverSent(e.Err)
}

// Uncertain reports that a write may have been carried out all the same: no
// answer, one that can't be read, or a failure on the way back.
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
	// ErrStopping is the cause of an Error where RepeatUntil ended a call before its request.
	ErrStopping = errors.New("this server is being stopped")
	// ErrBusy is the cause of an Error where the rate limit left no room for the request.
	ErrBusy = ratelimit.ErrBusy
	// ErrUnfit is the cause of an Error where a value or the access token can't be sent.
	ErrUnfit = errors.New("no request can be made")
)

// notSent is why a request was not made.
type notSent struct{ error }

func (e notSent) Unwrap() error { return e.error }

// neverSent reports that a request has not left this process, or has found nobody.
func neverSent(err error) bool {
	var refused notSent
	var dns *net.DNSError
	var op *net.OpError
	return errors.As(err, &refused) || errors.As(err, &dns) || untrusted(err) || errors.Is(err, syscall.ECONNREFUSED) ||
		errors.As(err, &op) && (op.Op == "dial" || op.Op == "proxyconnect")
}

// untrusted reports that the other side is not who it should be, which no
// repetition mends.
func untrusted(err error) bool {
	var bad *tls.CertificateVerificationError
	return errors.As(err, &bad)
}

// errorOf reads an answer that is not a success.
func errorOf(op string, status int, h http.Header, body []byte) *Error {
	e := &Error{Operation: op, Status: status, RequestID: requestID(h), RateLimit: rateLimit(h)}
	if status == http.StatusGone {
		e.MergedTo = canonical(h)
	}
	var envelope struct {
		RequestID words `json:"request_id"`
		Errors    details
		ErrorKey  words `json:"error_key"` // of a phone switch, with a message and no errors[]
		Message   words
	}
	if json.Unmarshal(body, &envelope) != nil {
		return e
	}
	e.RequestID = cmp.Or(string(envelope.RequestID), e.RequestID)
	e.Details = envelope.Errors
	if lone := (Detail{Code: string(envelope.ErrorKey), Message: string(envelope.Message)}); len(e.Details) == 0 && lone != (Detail{}) {
		e.Details = []Detail{lone}
	}
	return e
}

// details are errors[], which some operations give as messages by field.
type details []Detail

// UnmarshalJSON reads either form; null fields are "".
func (d *details) UnmarshalJSON(b []byte) error {
	var list []struct{ Code, Message, Field words }
	err := json.Unmarshal(b, &list)
	if err == nil {
		for _, x := range list {
			*d = append(*d, Detail{Code: string(x.Code), Message: string(x.Message), Field: string(x.Field)})
		}
		return nil
	}
	var byField map[string]words
	if json.Unmarshal(b, &byField) != nil {
		return err
	}
	for _, field := range slices.Sorted(maps.Keys(byField)) {
		*d = append(*d, Detail{Message: string(byField[field]), Field: field})
	}
	return nil
}

// words are what an error says: a string, null as "", or anything else as it
// stands, so that one odd field does not hide the rest.
type words string

// UnmarshalJSON reads any JSON.
func (w *words) UnmarshalJSON(b []byte) error {
	var s *string
	if json.Unmarshal(b, &s) != nil {
		*w = words(b)
		return nil
	}
	*w = ""
	if s != nil {
		*w = words(*s)
	}
	return nil
}

func requestID(h http.Header) string { return h.Get("X-Request-Id") }

// canonicalLink is the Link header of a merged contact: </contacts/ID>; rel="canonical".
var canonicalLink = regexp.MustCompile(`<[^>]*/contacts/([A-Za-z0-9_-]+)>; *rel="?canonical`)

func canonical(h http.Header) ID {
	if m := canonicalLink.FindStringSubmatch(strings.Join(h.Values("Link"), ", ")); m != nil {
		return ID(m[1])
	}
	return ""
}

// longestWait bounds Retry-After, in seconds: no caller waits for a day.
const longestWait = 24 * 60 * 60

func rateLimit(h http.Header) RateLimit {
	number := func(name string) int { n, _ := strconv.Atoi(h.Get(name)); return max(n, 0) }
	r := RateLimit{Limit: number("X-RateLimit-Limit"), Remaining: number("X-RateLimit-Remaining")}
	if at := number("X-RateLimit-Reset"); at > 0 {
		r.Reset = time.Unix(int64(at), 0)
	} else if s := number("Retry-After"); s > 0 {
		r.Reset = time.Now().Add(time.Duration(min(s, longestWait)) * time.Second)
	} else if at, err := http.ParseTime(h.Get("Retry-After")); err == nil {
		r.Reset = at
	}
	return r
}
