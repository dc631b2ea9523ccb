package intercomapi

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// errorOf returns an answer that is not a success as an Error.
func errorOf(op string, status int, h http.Header, body []byte) *Error {
	e := &Error{Operation: op, Status: status, RequestID: requestID(h), RateLimit: rateLimit(h)}
	if status == http.StatusGone {
		e.MergedTo = mergedInto(h)
	}
	var envelope struct {
		RequestID looseText `json:"request_id"`
		Errors    errorList
		ErrorKey  looseText `json:"error_key"` // of a phone switch, with a message and no errors[]
		Message   looseText
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

// errorList is the answer's errors: a list, or messages by field.
type errorList []Detail

// UnmarshalJSON reads either form; null fields are "".
func (d *errorList) UnmarshalJSON(b []byte) error {
	var list []struct{ Code, Message, Field looseText }
	err := json.Unmarshal(b, &list)
	if err == nil {
		for _, x := range list {
			*d = append(*d, Detail{Code: string(x.Code), Message: string(x.Message), Field: string(x.Field)})
		}
		return nil
	}
	var byField map[string]looseText
	if json.Unmarshal(b, &byField) != nil {
		return err
	}
	for _, field := range slices.Sorted(maps.Keys(byField)) {
		*d = append(*d, Detail{Message: string(byField[field]), Field: field})
	}
	return nil
}

// looseText is text in an error: a string, "" for null, or any other JSON as it
// is written, so that one odd field does not hide the rest.
type looseText string

// UnmarshalJSON reads any JSON.
func (w *looseText) UnmarshalJSON(b []byte) error {
	var s *string
	if json.Unmarshal(b, &s) != nil {
		*w = looseText(b)
		return nil
	}
	*w = ""
	if s != nil {
		*w = looseText(*s)
	}
	return nil
}

func requestID(h http.Header) string { return h.Get("X-Request-Id") }

// canonicalLink is the Link header of a merged contact: </contacts/ID>; rel="canonical".
var canonicalLink = regexp.MustCompile(`<[^>]*/contacts/([A-Za-z0-9_-]+)>; *rel="?canonical`)

func mergedInto(h http.Header) ID {
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
