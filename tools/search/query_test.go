package search_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/search"
)

// now is the clock of every search here: 2026-01-31T09:00:00Z.
var now = time.Unix(1769850000, 0)

// recorder answers every request with an empty page and remembers it.
type recorder struct{ sent []string } // "POST /contacts/search {…}"

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	r.sent = append(r.sent, req.Method+" "+req.URL.RequestURI()+" "+string(body))
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(`{"data":[]}`)), Request: req,
	}, nil
}

// searches are the arguments of the search for each resource.
var searches = map[string]args.Decoder{
	"contacts":      args.NewDecoder(reflect.TypeFor[search.ContactSearch](), false),
	"conversations": args.NewDecoder(reflect.TypeFor[search.ConversationSearch](), false),
	"tickets":       args.NewDecoder(reflect.TypeFor[search.TicketSearch](), false),
}

// find searches a resource with a call's arguments, and returns the requests that it
// sent.
func find(t testing.TB, resource, arguments string) (sent []string, err error) {
	t.Helper()
	r := &recorder{}
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: r})
	if err != nil {
		t.Fatal(err)
	}
	resolver := lookup.Resolver{Client: client.WithToken("x"), AdminID: "7", Calendar: args.NewCalendar(now)}
	given, err := searches[resource].Decode(t.Context(), json.RawMessage(arguments), args.Resolver{
		Calendar: func(string) *args.Calendar { return resolver.Calendar }, Resolve: resolver.Resolve,
	})
	if err != nil {
		return r.sent, err
	}
	in := given.Struct.(interface {
		Find(context.Context, lookup.Resolver, string) (search.Found, error)
	})
	_, err = in.Find(t.Context(), resolver, "search_"+resource)
	return r.sent, err
}

// refuses checks that a search is refused as a fault of its arguments, in words that
// hold all of these, and that nothing is sent.
func refuses(t *testing.T, resource, arguments string, words ...string) {
	t.Helper()
	sent, err := find(t, resource, arguments)
	if _, ok := errors.AsType[args.Error](err); !ok || len(sent) > 0 {
		t.Errorf("%s %s: error %v, sent %v", resource, arguments, err, sent)
		return
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%s %s: %q is not in: %v", resource, arguments, word, err)
		}
	}
}

func query(q string) string { return `{"query":` + q + `}` }

func filters(n int) string {
	return strings.TrimSuffix(strings.Repeat(`{"field":"email","operator":"=","value":"a"},`, n), ",")
}

func TestQueriesPass(t *testing.T) {
	for _, c := range []struct{ resource, query, want string }{
		{"contacts", `{"field":"email","operator":"=","value":"a@b.c"}`, `{"field":"email","operator":"=","value":"a@b.c"}`},
		{"contacts", `{"field":"external_id","operator":"=","value":"ann"}`, `{"field":"external_id","operator":"=","value":"ann"}`},
		{"contacts", `{"field":"owner_id","operator":"=","value":null}`, `{"field":"owner_id","operator":"=","value":null}`},
		{"contacts", `{"field":"email","operator":"=","value":null}`, `{"field":"email","operator":"=","value":null}`},
		{"contacts", `{"field":"role","operator":"IN","value":["user","lead"]}`, `{"field":"role","operator":"IN","value":["user","lead"]}`},
		{"contacts", `{"field":"unsubscribed_from_emails","operator":"=","value":false}`, `{"field":"unsubscribed_from_emails","operator":"=","value":false}`},
		{"contacts", `{"field":"custom_attributes.n","operator":">=","value":9007199254740993}`,
			`{"field":"custom_attributes.n","operator":">=","value":9007199254740993}`},
		{"contacts", `{"field":"brand_new_field","operator":"!~","value":"x"}`, `{"field":"brand_new_field","operator":"!~","value":"x"}`},
		{"conversations", `{"field":"admin_assignee_id","operator":"=","value":0}`, `{"field":"admin_assignee_id","operator":"=","value":0}`},
		{"tickets", `{"field":"state","operator":"=","value":"submitted"}`, `{"field":"state","operator":"=","value":"submitted"}`},

		// dates
		{"contacts", `{"field":"created_at","operator":">","value":"-7d"}`, `{"field":"created_at","operator":">","value":1769245200}`},
		{"contacts", `{"field":"created_at","operator":">","value":1700000000}`, `{"field":"created_at","operator":">","value":1700000000}`},
		{"contacts", `{"field":"created_at","operator":">","value":"1700000000"}`, `{"field":"created_at","operator":">","value":1700000000}`},
		{"contacts", `{"field":"last_seen_at","operator":"=","value":null}`, `{"field":"last_seen_at","operator":"=","value":null}`},
		{"conversations", `{"field":"updated_at","operator":"IN","value":["2026-01-31T09:00:00Z",5]}`,
			`{"field":"updated_at","operator":"IN","value":[1769850000,5]}`},
		{"tickets", `{"field":"created_at","operator":"<=","value":"now"}`, `{"field":"created_at","operator":"<=","value":1769850000}`},

		// groups
		{"contacts", `{"operator":"AND","value":[{"field":"email","operator":"~","value":"a"},` +
			`{"operator":"OR","value":[{"field":"created_at","operator":"<","value":"2026-01-31"}]}]}`,
			`{"operator":"AND","value":[{"field":"email","operator":"~","value":"a"},` +
				`{"operator":"OR","value":[{"field":"created_at","operator":"<","value":1769853600}]}]}`},
		{"contacts", `{"operator":"AND","value":"[{\"field\":\"n\",\"operator\":\"=\",\"value\":9007199254740993}]"}`,
			`{"operator":"AND","value":[{"field":"n","operator":"=","value":9007199254740993}]}`},
		{"contacts", `"{\"operator\":\"OR\",\"value\":[{\"field\":\"email\",\"operator\":\"^\",\"value\":\"a\"}]}"`,
			`{"operator":"OR","value":[{"field":"email","operator":"^","value":"a"}]}`},
		{"contacts", `{"operator":"and","value":[{"operator":"Or","value":[{"field":"email","operator":"~","value":"a"}]}]}`,
			`{"operator":"AND","value":[{"operator":"OR","value":[{"field":"email","operator":"~","value":"a"}]}]}`},
		{"contacts", `{"operator":"AND","value":[` + filters(15) + `]}`, `{"operator":"AND","value":[` + filters(15) + `]}`},
	} {
		want := fmt.Sprintf(`POST /%s/search {"query":%s,"pagination":{"per_page":20}}`, c.resource, c.want)
		if sent, err := find(t, c.resource, query(c.query)); err != nil || len(sent) != 1 || sent[0] != want {
			t.Errorf("%s %s:\n got %v, %v\nwant %s", c.resource, c.query, sent, err, want)
		}
	}
}

func TestQueriesRefused(t *testing.T) {
	level3 := `{"operator":"AND","value":[{"operator":"OR","value":[{"operator":"AND","value":[{"field":"email","operator":"=","value":"a"}]}]}]}`
	for _, c := range []struct {
		resource, query string
		words           []string
	}{
		{"contacts", `{"operator":"AND","value":[` + filters(16) + `]}`, []string{"query", "16", "15"}},
		{"contacts", `{"operator":"AND","value":[{"operator":"OR","value":[` + filters(16) + `]}]}`, []string{"query.value[0]", "16", "15"}},
		{"conversations", `{"field":"tag_ids","operator":"!=","value":"vip"}`, []string{"query", `tag_ids takes ids, not names such as "vip"`}},
		{"tickets", `{"operator":"AND","value":[{"field":"teammate_ids","operator":"IN","value":["7","Ann"]}]}`,
			[]string{"query.value[0]", `not names such as "Ann"`}},
		{"contacts", level3, []string{"query.value[0].value[0]", "2 levels"}},
		{"contacts", `{"operator":"AND","value":[]}`, []string{"query", "empty"}},
		{"contacts", `{"operator":"AND","value":"[broken"}`, []string{"query", "list of filters"}},
		{"contacts", `{"operator":"AND","value":{"field":"email"}}`, []string{"query", "list of filters"}},
		{"contacts", `{"operator":"AND","value":5}`, []string{"query"}},
		{"contacts", `{"operator":"AND","value":null}`, []string{"query", "empty"}},
		{"contacts", `{"operator":"AND","value":[null]}`, []string{"query.value[0]"}},
		{"contacts", `{"operator":"AND","value":[{"field":"email","operator":"=","value":"a","x":1}]}`, []string{"query", "x"}},
		{"contacts", `{"field":"email","operator":"AND","value":[` + filters(1) + `]}`, []string{"query", "group"}},
		{"contacts", `{"operator":"=","value":"a"}`, []string{"query", "field"}},
		{"contacts", `{"field":"email","value":"a"}`, []string{"query.operator"}},
		{"contacts", `{"field":"email","operator":"="}`, []string{"query.value"}},
		{"contacts", `{"field":"email","operator":"LIKE","value":"a"}`, []string{"email", "!~", "LIKE"}},
		{"contacts", `{"field":"email","operator":">","value":"a"}`, []string{"email", "text"}},
		{"contacts", `{"field":"tag_id","operator":"IN","value":["1"]}`, []string{"tag_id", "= !="}},
		{"contacts", `{"field":"created_at","operator":">=","value":1}`, []string{"created_at", "date", "= > <"}},
		{"contacts", `{"field":"created_at","operator":"IN","value":[1]}`, []string{"created_at"}},
		{"contacts", `{"field":"unsubscribed_from_emails","operator":">","value":true}`, []string{"boolean"}},
		{"conversations", `{"field":"open","operator":"~","value":"t"}`, []string{"open", "boolean"}},
		{"conversations", `{"field":"created_at","operator":">=","value":1}`, []string{"created_at"}},
		{"contacts", `{"field":"role","operator":"IN","value":"user"}`, []string{"role", "list"}},
		{"contacts", `{"field":"role","operator":"=","value":["user"]}`, []string{"role", "list", "IN"}},
		{"contacts", `{"field":"new","operator":"NIN","value":{}}`, []string{"new", "list"}},
		{"contacts", `{"field":"created_at","operator":">","value":"last week"}`, []string{"query", "created_at", "not a time"}},
		{"contacts", `{"field":"created_at","operator":">","value":1700000000000}`, []string{"created_at", "milliseconds"}},
		{"contacts", `{"field":"created_at","operator":">","value":{}}`, []string{"created_at"}},
		{"conversations", `{"field":"created_at","operator":"IN","value":[true]}`, []string{"created_at"}},
	} {
		refuses(t, c.resource, query(c.query), c.words...)
	}
}

// TestEmptyFilters refuses a filter that asks for nothing: to leave it out would
// find what nobody asked for.
func TestEmptyFilters(t *testing.T) {
	refuses(t, "conversations", `{"text":"??? !","state":"open"}`, `text "??? !" has no word to look for`)
	refuses(t, "contacts", `{"email":"@","role":"user"}`, `email "@" is no address and no domain`)
	refuses(t, "contacts", `{"location":" , ","role":"user"}`, `location " , " is no place`)
	refuses(t, "contacts", `{"email":" ","role":"user"}`, "email is blank")
	refuses(t, "contacts", `{"email":"ann@","role":"user"}`, "email", "no domain")
}

// TestDaysEverywhere holds that a bare day, as a filter or in a query, is that
// day of the workspace's, wherever it is from Honolulu to Auckland.
func TestDaysEverywhere(t *testing.T) {
	for arguments, days := range map[string][]string{
		`{"created_since":"2026-01-30","created_until":"2026-01-31"}`:                  {"2026-01-29", "2026-02-01"}, // after the one, before the other
		`{"query":{"field":"created_at","operator":"=","value":"2026-01-31"}}`:         {"2026-01-31"},
		`{"role":"user","query":{"field":"seen","operator":"=","value":"2026-01-31"}}`: nil, // no date, as far as is known
	} {
		sent, err := find(t, "contacts", arguments)
		if err != nil || len(sent) != 1 {
			t.Fatal(sent, err)
		}
		times := regexp.MustCompile(`"value":(\d{10})`).FindAllStringSubmatch(sent[0], -1)
		if len(times) != len(days) {
			t.Errorf("%s: %s", arguments, sent[0])
			continue
		}
		for i, m := range times {
			at, _ := strconv.ParseInt(m[1], 10, 64)
			for hours := -10; hours <= 13; hours++ {
				if got := time.Unix(at, 0).In(time.FixedZone("", hours*60*60)).Format(time.DateOnly); got != days[i] {
					t.Errorf("%s at UTC%+d: %s, want %s", arguments, hours, got, days[i])
				}
			}
		}
	}
}

func FuzzQueries(f *testing.F) {
	for _, s := range []string{
		`{"field":"email","operator":"=","value":"a"}`, `{"operator":"AND","value":[{"field":"created_at","operator":">","value":"-7d"}]}`,
		`{"operator":"OR","value":"[]"}`,
		`{"operator":"AND","value":null}`, `{"operator":"IN"}`, `"{}"`, `null`,
		`[]`, strings.Repeat(`{"operator":"AND","value":[`, 500), `{"field":"tag_id","operator":"!=","value":[[[]]]}`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, resource := range []string{"contacts", "conversations", "tickets"} {
			sent, err := find(t, resource, query(s))
			if err != nil && len(sent) > 0 || err == nil && len(sent) != 1 {
				t.Errorf("%s %q: %v, sent %v", resource, s, err, sent)
			}
			if err != nil && utf8.ValidString(s) && !utf8.ValidString(err.Error()) {
				t.Errorf("%s %q: the error is no text: %q", resource, s, err)
			}
		}
	})
}
