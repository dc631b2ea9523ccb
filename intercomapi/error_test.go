package intercomapi_test

import (
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
)

// failure is the error of a call that the API answers in this way.
func failure(t *testing.T, answer http.HandlerFunc) *intercomapi.Error {
	t.Helper()
	api := serve(t, answer)
	_, err := dial(t, api.URL).Contact(t.Context(), "1", intercomapi.ContactView{})
	var e *intercomapi.Error
	if !errors.As(err, &e) {
		t.Fatalf("error is %v", err)
	}
	return e
}

func TestErrorBodies(t *testing.T) {
	type details = []intercomapi.Detail
	for name, c := range map[string]struct {
		body      string
		want      details
		requestID string // "h" is the header's
	}{
		"envelope": {
			`{"type":"error.list","request_id":"b","errors":[{"code":"not_found","message":"Not here","field":"id"}]}`,
			details{{Code: "not_found", Message: "Not here", Field: "id"}}, "b",
		},
		"several":        {`{"errors":[{"code":"a","message":"x"},{"code":"b","message":"y"}]}`, details{{Code: "a", Message: "x"}, {Code: "b", Message: "y"}}, "h"},
		"null fields":    {`{"request_id":null,"errors":[{"code":"a","message":null,"field":null}]}`, details{{Code: "a"}}, "h"},
		"null code":      {`{"errors":[{"code":null,"message":"x"}]}`, details{{Message: "x"}}, "h"},
		"no errors":      {`{"type":"error.list","request_id":"b"}`, nil, "b"},
		"null errors":    {`{"errors":null}`, nil, "h"},
		"empty errors":   {`{"errors":[]}`, nil, "h"},
		"empty id":       {`{"request_id":"","errors":[]}`, nil, "h"},
		"by field":       {`{"errors":{"name":"is taken","age":"is low"}}`, details{{Message: "is low", Field: "age"}, {Message: "is taken", Field: "name"}}, "h"},
		"lone message":   {`{"error_key":"k","message":"x"}`, details{{Code: "k", Message: "x"}}, "h"},
		"numeric id":     {`{"request_id":5,"errors":[{"code":"a"}]}`, details{{Code: "a"}}, "5"},
		"numeric code":   {`{"errors":[{"code":5,"message":"x"}]}`, details{{Code: "5", Message: "x"}}, "h"},
		"list of fields": {`{"errors":[{"code":"a","field":["x","y"]}]}`, details{{Code: "a", Field: `["x","y"]`}}, "h"},
		"not JSON":       {`<html>Bad gateway</html>`, nil, "h"},
		"cut JSON":       {`{"errors":[{"code":"a"`, nil, "h"},
		"empty":          {``, nil, "h"},
		"list":           {`[]`, nil, "h"},
		"text":           {`"no"`, nil, "h"},
		"null":           {`null`, nil, "h"},
	} {
		t.Run(name, func(t *testing.T) {
			e := failure(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("X-Request-Id", "h")
				saying(http.StatusBadRequest, c.body)(w, r)
			})
			if e.Status != 400 || e.RequestID != c.requestID || e.Operation != "GET /contacts/{contact_id}" || e.NotSent() {
				t.Errorf("%+v", e)
			}
			if len(e.Details)+len(c.want) > 0 && !reflect.DeepEqual(e.Details, c.want) {
				t.Errorf("%s\n got %+v\nwant %+v", c.body, e.Details, c.want)
			}
			for _, d := range c.want {
				if !strings.Contains(e.Error(), d.Message) || !strings.Contains(e.Error(), d.Code) || !e.Has(d.Code) {
					t.Errorf("%v does not tell %+v", e, d)
				}
			}
		})
	}
}

func TestErrorText(t *testing.T) {
	for _, c := range []struct {
		e    intercomapi.Error
		want string
	}{
		{
			intercomapi.Error{Operation: "GET /me", Status: 401, Details: []intercomapi.Detail{{Code: "unauthorized", Message: "Access Token Invalid"}},
				RequestID: "r1"},
			"GET /me: 401 unauthorized: Access Token Invalid (request id r1)",
		},
		{intercomapi.Error{Operation: "GET /me", Status: 400, Details: []intercomapi.Detail{{Code: "a"}, {Message: "b", Field: "f"}}}, "GET /me: 400 a; b (field f)"},
		{intercomapi.Error{Operation: "GET /me", Status: 502}, "GET /me: 502 Bad Gateway (no error of Intercom's in the answer)"},
		{intercomapi.Error{Operation: "GET /me", Err: errors.New("cut")}, "GET /me: no answer: cut"},
		{intercomapi.Error{Operation: "GET /me", Status: 200, Err: errors.New("no JSON")}, "GET /me: 200, but no JSON"},
	} {
		if got := c.e.Error(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestRateLimitHeaders(t *testing.T) {
	ends := time.Unix(1700000010, 0)
	for name, c := range map[string]struct {
		headers map[string]string
		want    intercomapi.RateLimit
	}{
		"all": {
			map[string]string{"X-RateLimit-Limit": "167", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1700000010"},
			intercomapi.RateLimit{Limit: 167, Reset: ends},
		},
		"none":       {nil, intercomapi.RateLimit{}},
		"negative":   {map[string]string{"X-RateLimit-Limit": "-5", "X-RateLimit-Reset": "-1"}, intercomapi.RateLimit{}},
		"nonsense":   {map[string]string{"X-RateLimit-Limit": "many", "X-RateLimit-Reset": "soon", "Retry-After": "later"}, intercomapi.RateLimit{}},
		"reset wins": {map[string]string{"X-RateLimit-Reset": "1700000010", "Retry-After": "5"}, intercomapi.RateLimit{Reset: ends}},
		"a date":     {map[string]string{"Retry-After": "Tue, 14 Nov 2023 22:13:30 GMT"}, intercomapi.RateLimit{Reset: ends}},
	} {
		t.Run(name, func(t *testing.T) {
			e := failure(t, limited(c.headers))
			got := e.RateLimit
			if got.Limit != c.want.Limit || got.Remaining != c.want.Remaining || !got.Reset.Equal(c.want.Reset) {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

func limited(headers map[string]string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for name, value := range headers {
			w.Header().Set(name, value)
		}
		saying(http.StatusTooManyRequests, `{"errors":[{"code":"rate_limit_exceeded"}]}`)(w, r)
	}
}

func TestRetryAfterCountsFromNow(t *testing.T) {
	before := time.Now()
	reset := failure(t, limited(map[string]string{"Retry-After": "30"})).RateLimit.Reset
	if reset.Before(before.Add(30*time.Second)) || reset.After(time.Now().Add(30*time.Second)) {
		t.Errorf("comes back at %v, 30 s after %v", reset, before)
	}
	for _, long := range []string{"9223372037", "99999999999999"} { // seconds that nanoseconds can't hold
		if reset := failure(t, limited(map[string]string{"Retry-After": long})).RateLimit.Reset; reset.Before(before) || reset.After(before.Add(48*time.Hour)) {
			t.Errorf("a wait of %s s ends at %v", long, reset)
		}
	}
}

func TestMergedContact(t *testing.T) {
	for link, want := range map[string]intercomapi.ID{
		`</contacts/63a07ddf>; rel="canonical"`:                        "63a07ddf",
		`<https://api.intercom.io/contacts/63a07ddf>; rel="canonical"`: "63a07ddf",
		`</contacts/63a07ddf>;rel=canonical`:                           "63a07ddf",
		`</contacts/1>; rel="prev", </contacts/2>; rel="canonical"`:    "2",
		`</contacts/a/b>; rel="canonical"`:                             "",
		`</contacts/..>; rel="canonical"`:                              "",
		`</companies/5>; rel="canonical"`:                              "",
		``:                                                             "",
	} {
		e := failure(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Link", link)
			saying(http.StatusGone, `{"type":"error.list","errors":[{"code":"contact_merged","message":"Merged"}]}`)(w, r)
		})
		if e.Status != http.StatusGone || e.MergedTo != want || !e.Has("contact_merged") || e.Has("not_found") {
			t.Errorf("%s: merged into %q, want %q", link, e.MergedTo, want)
		}
	}
	e := failure(t, func(w http.ResponseWriter, r *http.Request) { // two headers, and no JSON
		w.Header()["Link"] = []string{`</contacts/1>; rel="prev"`, `</contacts/2>; rel="canonical"`}
		saying(http.StatusGone, `gone`)(w, r)
	})
	if e.MergedTo != "2" {
		t.Errorf("merged into %q", e.MergedTo)
	}
	e = failure(t, func(w http.ResponseWriter, r *http.Request) { // of no other status
		w.Header().Set("Link", `</contacts/5>; rel="canonical"`)
		saying(http.StatusNotFound, `{}`)(w, r)
	})
	if e.MergedTo != "" {
		t.Errorf("a 404 was merged into %s", e.MergedTo)
	}
}
