package tools

import (
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
)

const someConversation = `{"type":"conversation","id":"215470000000075","title":null,"state":"open","priority":"none","created_at":1769850000,"updated_at":1769850000,` +
	`"waiting_since":null,"snoozed_until":0,"admin_assignee_id":0,"team_assignee_id":6200005,"source":{"type":"email","subject":"","body":"<p>Dear all,<br>my <b>invoice</b> is &lt;wrong&gt;</p>","author":{"name":"Ann","email":"ann@acme.example"}},` +
	`"contacts":{"contacts":[{"id":"c1"},{"id":"c2"}]},"tags":{"tags":[{"name":"vip"}]},"statistics":{"time_to_admin_reply":9540,"first_close_at":1769850000,"x":null},"custom_attributes":{"a.b":12345678901234567890.10},"topics":{},` +
	`"conversation_parts":{"conversation_parts":[{"body":"<p>First</p>","author":{"name":"Ann"}},{"body":null},{"body":"Second","author":{"name":"Bob"}},{"body":""}]}}`

func TestSlim(t *testing.T) {
	short := `{"id":"215470000000075","title":"Dear all, my invoice is <wrong>","state":"open","from":"Ann","contact_id":["c1","c2"],"team":6200005,"tags":["vip"],` +
		`"created_at":"2026-01-31T09:00:00Z","updated_at":"2026-01-31T09:00:00Z","last_message":"Bob: Second"`
	for name, c := range map[string]struct {
		kinds map[string][]slimField
		shape shape
		in    string
		want  string
	}{
		"a kind with few fields": {slimKinds, shape{}, someConversation, short + `}`},
		"fields": {slimKinds, shape{Fields: []string{"source.type", "statistics", "custom_attributes.a.b", "conversation_parts.conversation_parts.body", "topics", "nothing.such"}}, someConversation,
			short + `,"source.type":"email","statistics":{"time_to_admin_reply":9540,"first_close_at":"2026-01-31T09:00:00Z"},"custom_attributes.a.b":12345678901234567890.10,"conversation_parts.conversation_parts.body":["<p>First</p>","Second"]}`},
		"full":         {slimKinds, shape{Detail: "full"}, someConversation, someConversation},
		"another kind": {nil, shape{}, `{"type":"tag","id":"1","n":0,"b":false,"s":"","l":[],"o":{"x":null},"tags":{"type":"tag.list","tags":[],"total_count":0},"created_at":1769850000}`, `{"type":"tag","id":"1","n":0,"b":false,"created_at":1769850000}`},
		"a ticket, its parts the newest first": {slimKinds, shape{}, `{"type":"ticket","id":"1","ticket_parts":{"ticket_parts":[{"body":null,"created_at":1769850003},{"body":"<p>Last</p>","created_at":1769850002,"author":{"name":"Bob"}},` +
			`{"body":"before it","created_at":1769850002},{"body":"First","created_at":1769850001}]}}`, `{"id":"1","last_message":"before it"}`},
		"nothing left": {nil, shape{}, `{"x":null}`, `{}`},
	} {
		out, err := slimmer{kinds: c.kinds, shape: c.shape}.items("items", []intercomapi.Object{intercomapi.Object(c.in)})
		if err != nil || string(out[0]) != c.want {
			t.Errorf("%s: %v\n got %s\nwant %s", name, err, out[0], c.want)
		}
	}
}

// TestFirstWords holds that no half of what is redacted is left at a cut.
func TestFirstWords(t *testing.T) {
	s := slimmer{view: redacting("email", "phone", "card")}
	for n := range 80 {
		text := strings.Repeat("x", n) + " 4111 1111 1111 1111 +1 415 555 0132 ann@acme.example and a good deal more of text"
		if got := s.words(text, 80); strings.ContainsAny(placeholders.ReplaceAllString(got, ""), "145@") || len([]rune(got)) > 81 {
			t.Errorf("%d: %s", n, got)
		}
	}
}

// TestSkippedItems takes up a page where the last answer left off.
func TestSkippedItems(t *testing.T) {
	at, err := resume(position{Tool: "list_contacts"}, more{at: position{Tool: "list_contacts", After: "abc", PerPage: 7, Skip: 2, From: 9}}.place().skipping(3))
	if err != nil || at.Skip != 5 || at.From != 0 || at.After != "abc" || at.PerPage != 7 {
		t.Errorf("%+v, %v", at, err)
	}
	if next := at.next(intercomapi.Page{Next: intercomapi.Next{StartingAfter: "def"}}); next.at.Skip != 5 || at.From != 0 || strings.Contains(next.StartingAfter, at.String()) {
		t.Errorf("%+v", next)
	}
	if on, err := parseCursor(at.next(intercomapi.Page{Next: intercomapi.Next{StartingAfter: "def"}}).StartingAfter); err != nil || on.Skip != 0 || on.After != "def" {
		t.Errorf("%+v, %v", on, err)
	}
	for _, p := range []position{{Tool: "x", Skip: -1}, {Tool: "x", From: -1}} {
		if _, err := parseCursor(p.String()); err == nil {
			t.Error("a negative number is taken")
		}
	}
	if scroll := (position{Tool: "list_companies"}).next(intercomapi.Page{Next: intercomapi.Next{Scroll: "s"}}); scroll.place().Tool != "" {
		t.Error("a page of a scroll is offered twice")
	}
}

// TestAbsentFields tells the names that are misspelt, with what there is.
func TestAbsentFields(t *testing.T) {
	items := []intercomapi.Object{intercomapi.Object(someConversation), intercomapi.Object(`{"id":"2","read":true}`)}
	for field, want := range map[string]string{
		"state": "", "from": "", "read": "", "waiting_since": "", "title.x": "", "custom_attributes.a.b": "", "conversation_parts.conversation_parts.body": "", "topics": "",
		"statis":                      `none of these items has "statis"; they have: state, statistics`,
		"updatedat":                   `"updatedat"; they have: updated_at`,
		"staet":                       `"staet"; they have: state`,
		"statistics.time_to_admin":    `; statistics has: time_to_admin_reply`,
		"zzz":                         `"zzz"; they have: admin_assignee_id, contacts, conversation_parts, created_at, custom_attributes, id,`,
		"tags.tags.nme":               `; tags.tags has: name`,
		"source.author.zzz":           `; source.author has: email, name`,
		"id.x":                        `"id.x"`,
		strings.Repeat("\u200b", 300): `none of these items has`,
	} {
		notes := slimmer{kinds: slimKinds, shape: shape{Fields: []string{field}}}.absent("conversations", items)
		if got := strings.Join(notes, "\n"); want == "" && got != "" || !strings.Contains(got, want) || len(got) > 600 {
			t.Errorf("%.40s: %s, want %s", field, got, want)
		}
	}
	whole := slimmer{kinds: slimKinds, shape: shape{Fields: []string{"x"}, Detail: "full"}}
	if notes := whole.absent("conversations", items); notes != nil {
		t.Error(notes)
	}
}
