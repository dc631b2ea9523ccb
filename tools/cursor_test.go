package tools_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// cursorOf is the starting_after of an answer.
func cursorOf(t *testing.T, tool, arguments, reply string) string {
	t.Helper()
	out, _, err := runAnswered(t, tool, arguments, reply)
	if err != nil {
		t.Fatal(err)
	}
	var page struct {
		StartingAfter string `json:"starting_after"`
	}
	if err := json.Unmarshal([]byte(out), &page); err != nil {
		t.Fatal(err)
	}
	return page.StartingAfter
}

func withCursor(cursor, more string) string {
	return fmt.Sprintf(`{"starting_after":%q%s}`, cursor, more)
}

const (
	byCursor = `{"data":[],"pages":{"next":{"page":2,"starting_after":"abc=="}},"total_count":40}`
	byNumber = `{"data":[{"id":"1"}],"pages":{"next":"https://api.example/x?page=2&per_page=5"}}`
	lastPage = `{"data":[],"pages":{"next":null}}`
)

const find = `{"query":{"field":"id","operator":"=","value":"1"}`

// TestCursorsGoOn asks for the next page with nothing but the cursor, and with
// the same arguments said again.
func TestCursorsGoOn(t *testing.T) {
	for _, c := range []struct{ tool, first, reply, again, want string }{
		{"list_contacts", `{}`, byCursor, ``, "GET /contacts?per_page=20&starting_after=abc%3D%3D"},
		{"list_contacts", `{"per_page":5}`, byCursor, ``, "GET /contacts?per_page=5&starting_after=abc%3D%3D"},
		{"list_contacts", `{"per_page":5}`, byCursor, `,"per_page":5`, "GET /contacts?per_page=5&starting_after=abc%3D%3D"},
		{"search_contacts", find + `,"sort_field":"name","sort_order":"ascending","per_page":5}`, byCursor, `,` + find[1:],
			`POST /contacts/search {"query":{"field":"id","operator":"=","value":"1"},"pagination":{"per_page":5,"starting_after":"abc=="},"sort":{"field":"name",` +
				`"order":"ascending"}}`},
		{"search_contacts", find + `,"sort_field":"name"}`, byCursor, `,"sort_order":"descending",` + find[1:],
			`POST /contacts/search {"query":{"field":"id","operator":"=","value":"1"},"pagination":{"per_page":20,"starting_after":"abc=="},` +
				`"sort":{"field":"name","order":"descending"}}`},
		{"list_conversations", `{"order":"asc"}`, byCursor, ``,
			`POST /conversations/search {"query":{"field":"created_at","operator":">","value":0},"pagination":{"per_page":20,"starting_after":"abc=="},` +
				`"sort":{"field":"updated_at","order":"ascending"}}`},
		{"list_companies", `{"per_page":5}`, byNumber, ``, "POST /companies/list?page=2&per_page=5"},
		{"list_companies", `{}`, byCursor, ``, "POST /companies/list?page=2&per_page=20"},
		{"list_companies", `{"scroll":true}`, `{"data":[{"id":"1"}],"scroll_param":"s/1"}`, ``, "GET /companies/scroll?scroll_param=s%2F1"},
		{"list_companies", `{"scroll":true}`, `{"data":[{"id":"1"}],"scroll_param":"s/1"}`, `,"scroll":true`, "GET /companies/scroll?scroll_param=s%2F1"},
		{"find_companies", `{"name":"A","per_page":5}`, byNumber, `,"name":"A"`, "GET /companies?name=A&page=2&per_page=5"},
		{"list_contact_related", `{"id":"1","list":"notes"}`, byNumber, `,"id":"1","list":"notes"`, "GET /contacts/1/notes?page=2&per_page=20"},
		{"list_deleted_conversations", `{"order":"asc","per_page":5}`, byNumber, ``, "GET /conversations/deleted?order=asc&page=2&per_page=5"},
	} {
		cursor := cursorOf(t, c.tool, c.first, c.reply)
		if cursor == "" {
			t.Errorf("%s %s: no starting_after", c.tool, c.first)
			continue
		}
		checkSent(t, c.tool, withCursor(cursor, c.again), c.want)
		if last := cursorOf(t, c.tool, c.first, lastPage); last != "" {
			t.Errorf("%s: the last page goes on at %s", c.tool, last)
		}
	}
	if end := cursorOf(t, "list_companies", `{"scroll":true}`, `{"data":[],"scroll_param":"s/1"}`); end != "" {
		t.Errorf("an empty page does not end a scroll: %s", end)
	}
}

// TestCursorsKeepTime asks for a later page an hour on: a day ago is still the
// day before the first page, or what lies between would be missed or come twice.
func TestCursorsKeepTime(t *testing.T) {
	const filters, reply = `"created_since":"-1d","query":{"field":"updated_at","operator":"<","value":"now"}`,
		`{"tickets":[],"pages":{"next":{"starting_after":"abc=="}}}`
	first := cursorOf(t, "search_tickets", "{"+filters+"}", reply)
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimPrefix(first, "page."))
	if err != nil {
		t.Fatal(err)
	}
	began := now.Add(-time.Hour).Unix()
	earlier := strings.Replace(string(raw), fmt.Sprintf(`"w":%d`, now.Unix()), fmt.Sprintf(`"w":%d`, began), 1)
	cursor := "page." + base64.RawURLEncoding.EncodeToString([]byte(earlier))
	checkSent(t, "search_tickets", withCursor(cursor, ","+filters),
		fmt.Sprintf(`POST /tickets/search {"query":{"operator":"AND","value":[{"field":"updated_at","operator":"<","value":%d},{"field":"created_at",`+
			`"operator":">","value":%d}]},`+
			`"pagination":{"per_page":20,"starting_after":"abc=="}}`, began, began-24*60*60))
	if next := cursorOf(t, "search_tickets", withCursor(cursor, ","+filters), reply); next != cursor {
		t.Errorf("the page after it has %s, not %s", next, cursor)
	}
}

func TestForeignCursors(t *testing.T) {
	checkSent(t, "list_contacts", withCursor("WzE3MDAwMDAwMDBd", ""), "GET /contacts?per_page=20&starting_after=WzE3MDAwMDAwMDBd")
	checkSent(t, "search_tickets", withCursor("abc==", `,"per_page":5,`+find[1:]),
		`POST /tickets/search {"query":{"field":"id","operator":"=","value":"1"},"pagination":{"per_page":5,"starting_after":"abc=="}}`)
	for _, sort := range []string{`,"sort":"created_at"`, `,"sort":"created_at","order":"desc"`} {
		checkSent(t, "list_conversations", withCursor("abc==", sort),
			`POST /conversations/search {"query":{"field":"created_at","operator":">","value":0},"pagination":{"per_page":20,"starting_after":"abc=="},`+
				`"sort":{"field":"created_at","order":"descending"}}`)
	}
	// Lists by number have no cursor of Intercom's: the first page would come again and again.
	refuses(t, "list_companies", withCursor("abc", ""), "starting_after", "list_companies")
	refuses(t, "find_companies", withCursor("abc", `,"name":"A"`), "starting_after")
	refuses(t, "list_deleted_conversations", withCursor("abc", ""), "starting_after")
	for _, list := range []string{"companies", "notes", "tags", "segments", "subscriptions"} {
		refuses(t, "list_contact_related", withCursor("abc", `,"id":"1","list":"`+list+`"`), "starting_after")
	}
	checkSent(t, "list_contact_related", withCursor("abc", `,"id":"1","list":"merge_history"`), "GET /contacts/1/merge_history?cursor=abc&per_page=20")
}

func TestCursorsThatDoNotFit(t *testing.T) {
	contacts := cursorOf(t, "list_contacts", `{"per_page":5}`, byCursor)
	sorted := cursorOf(t, "search_contacts", find+`,"sort_field":"name","sort_order":"ascending"}`, byCursor)
	notes := cursorOf(t, "list_contact_related", `{"id":"1","list":"notes"}`, byNumber)
	pages := cursorOf(t, "list_companies", `{}`, byNumber)
	lately := cursorOf(t, "search_tickets", `{"open":true,"created_since":"-1d"}`, byCursor)
	tagged := cursorOf(t, "find_companies", `{"tag_id":"1"}`, byNumber)
	words := cursorOf(t, "search", `{"query":"invoice object_type:contacts"}`, byCursor)
	for _, c := range []struct {
		tool, arguments string
		words           []string
	}{
		{"list_conversations", withCursor(contacts, ""), []string{"starting_after", "list_contacts", "list_conversations"}},
		{"list_companies", withCursor(contacts, ""), []string{"starting_after"}},
		{"list_contacts", withCursor(contacts, `,"per_page":6`), []string{"per_page", "5", "6"}},
		{"search_contacts", withCursor(sorted, `,"sort_field":"email",`+find[1:]), []string{"sort field", "name", "email"}},
		{"search_contacts", withCursor(sorted, `,"sort_order":"descending",`+find[1:]), []string{"sort order"}},
		{"search_contacts", withCursor(sorted, `,"role":"user",`+find[1:]), []string{"starting_after", "other filters"}},
		{"search_contacts", withCursor(sorted, `,"role":"user"`), []string{"starting_after", "other filters"}},
		{"search_tickets", withCursor(lately, `,"open":true`), []string{"starting_after", "other filters"}},
		{"search_tickets", withCursor(lately, `,"open":true,"created_since":"-1d","updated_since":"-1d"`), []string{"starting_after", "other filters"}},
		{"find_companies", withCursor(tagged, `,"tag_id":"2"`), []string{"starting_after", "other filters"}},
		{"find_companies", withCursor(tagged, `,"segment_id":"1"`), []string{"starting_after", "other filters"}},
		{"search", withCursor(words, `,"query":"refund object_type:contacts"`), []string{"starting_after", "other filters"}},
		{"list_contact_related", withCursor(notes, `,"id":"1","list":"tags"`), []string{"starting_after"}},
		{"list_contact_related", withCursor(notes, `,"id":"2","list":"notes"`), []string{"starting_after", "other filters"}},
		{"list_internal_articles", withCursor(cursorOf(t, "list_internal_articles", `{}`, byNumber), `,"folder_id":"5"`),
			[]string{"starting_after", "other filters"}},
		{"list_internal_articles", withCursor(cursorOf(t, "list_internal_articles", `{"folder_id":"5"}`, byNumber), ""), []string{"starting_after", "other filters"}},
		{"list_companies", withCursor(pages, `,"page":5`), []string{"page"}},
		{"list_companies", withCursor(pages, `,"scroll":true`), []string{"scroll"}},
		{"list_contacts", withCursor("page.", ""), []string{"starting_after", "damaged"}},
		{"list_companies", `{"page":2,"scroll":true}`, []string{"page", "scroll"}},
		{"list_companies", `{"page":501}`, []string{"10000", "scroll"}},
		{"list_companies", `{"page":9223372036854775807,"per_page":60}`, []string{"scroll"}},
	} {
		refuses(t, c.tool, c.arguments, c.words...)
	}
	checkSent(t, "list_companies", `{"page":500}`, "POST /companies/list?page=500&per_page=20")
}
