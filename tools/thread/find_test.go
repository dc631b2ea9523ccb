package thread_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/redact"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/thread"
	"intercom-mcp/tools/tokens/o200k"
)

// searched is a conversation in which words are looked for.
const searched = `{"id":"9","title":"Refunds","source":{"id":"s","body":"<p>I want my <b>money</b> back</p>","author":{"type":"user","name":"Zoe"}},
"custom_attributes":{"_default_description_":"The crème brûlée was cold.\nPlease refund me"},
"conversation_parts":{"total_count":7,"conversation_parts":[
{"id":"1","part_type":"comment","body":"<p>The REFUND policy says: no refunds for Crème Brûlée</p>","created_at":1769850000,
"author":{"type":"admin","name":"Ann"}},
{"id":"2","part_type":"note","body":"<p>refund approved</p><p>policy 12</p>","created_at":1769850060,"author":{"type":"admin","name":"Ann"}},
{"id":"3","part_type":"comment","body":"<p>see file</p>","attachments":[{"name":"refund-policy.pdf"}],"created_at":1769850120,
"author":{"type":"user","name":"Zoe"}},
{"id":"4","part_type":"conversation_attribute_updated_by_admin","created_at":1769850180,"author":{"type":"admin","name":"Ann"},
"event_details":{"attribute":{"name":"Refund policy"},"value":{"name":"Strict"}}},
{"id":"5","part_type":"comment","body":"<p>Straße 5, ann@acme.example</p>","created_at":1769850240,"author":{"type":"user","name":"Zoe"}}]}}`

func TestFind(t *testing.T) {
	for _, row := range []struct {
		find string
		ids  string
		text string // of the first that is found
	}{
		{"refund", "description 1 2 3 4", "The crème brûlée was cold. Please refund me"},
		{"REFUND policy", "1 2 3 4", "The REFUND policy says: no refunds for Crème Brûlée"},
		{`"refund policy"`, "1 4", "The REFUND policy says: no refunds for Crème Brûlée"},
		{`"approved policy"`, "2", "refund approved policy 12"},
		{"creme brulee", "description 1", "The crème brûlée was cold. Please refund me"},
		{"CRÈME brûlée, cold!", "description", "The crème brûlée was cold. Please refund me"},
		{"strasse", "5", "Straße 5, ann@acme.example"},
		{"money", "s", "I want my **money** back"},
		{"refund-policy.pdf", "3", "see file [attachment: refund-policy.pdf]"},
		{"strict", "4", ""},
	} {
		p := mustRead(t, "conversation", searched, map[string]any{"find": row.find})
		var ids []string
		blocks := p.Blocks(t)
		for _, b := range blocks {
			ids = append(ids, b.ID)
		}
		if strings.Join(ids, " ") != row.ids || strings.TrimSpace(blocks[0].Text) != row.text {
			t.Errorf("%s: %q", row.find, blocks)
		}
		if want := fmt.Sprintf("coverage: %d of 7 parts have ", len(ids)); !strings.Contains(p.Thread, want) ||
			!strings.Contains(p.Thread, "around=<part id> reads on there") ||
			!strings.Contains(p.Thread, "2 older parts are beyond Intercom's cap of 500 and cannot be read or searched") {
			t.Errorf("%s: %s", row.find, p.Thread)
		}
	}
}

func TestFindNothing(t *testing.T) {
	for find, want := range map[string]string{
		"invoice":        `none of 7 parts has "invoice"`,
		"refund invoice": `none of 7 parts has "invoice" and "refund": "invoice" in 0, "refund" in 5`,
	} {
		p := mustRead(t, "conversation", searched, map[string]any{"find": find})
		if !strings.Contains(p.Text, want) || p.Coverage.Shown != 0 || !strings.Contains(p.Text, "cannot be read or searched") {
			t.Error(p.Text)
		}
	}
	p := mustRead(t, "conversation", searched, map[string]any{"find": "refund", "include": []string{"notes"}})
	if b := p.Blocks(t); len(b) != 1 || b[0].ID != "2" || !strings.Contains(p.Text, `1 of 1 parts`) {
		t.Error(p.Text)
	}
}

func TestFindArguments(t *testing.T) {
	for want, args := range map[string]map[string]any{
		"find is blank":                      {"find": " \u00a0"},
		"find has no word":                   {"find": "\" \""},
		"find does not go with around":       {"find": "x", "around": "1"},
		"find does not go with around and":   {"find": "x", "part_id": "1"},
		"find does not go with display_as r": {"find": "x", "display_as": "raw"},
		"find does not go with display_as h": {"find": "x", "display_as": "html"},
		"find is longer than":                {"find": strings.Repeat("long ", 50)},
	} {
		if _, err := read(t, "conversation", searched, args); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v", args, err)
		}
	}
}

// needles is a thread of which every third part has a word, and the ids of these.
func needles() (object string, ids []string) {
	var parts []string
	for i := range 60 {
		body := strings.Repeat("other words here ", 20)
		if id := fmt.Sprint(1000 + i); i%3 == 0 {
			body, ids = body+"a needle "+body+" Needle Grüße", append(ids, id)
		}
		parts = append(parts, fmt.Sprintf(`{"id":"%d","part_type":"comment","created_at":%d,"body":"<p>%s</p>","author":{"type":"user","name":"Zoe"}}`,
			1000+i, 1769850000+i, body))
	}
	return `{"id":"9","title":"` + strings.Repeat("long ", 100) + `","conversation_parts":{"conversation_parts":[` + strings.Join(parts, ",") + `]}}`, ids
}

// TestFindPages pages through many hits, from both ends and within every bound.
func TestFindPages(t *testing.T) {
	for _, bound := range []int{500, 1200} {
		findPages(t, bound)
	}
}

func findPages(t *testing.T, bound int) {
	t.Helper()
	count := o200k.Counter(t)
	object, want := needles()
	page := func(direction, at string) (ids []string, next string) {
		p := mustRead(t, "conversation", object, map[string]any{"find": "needle GRUSSE", "max_tokens": bound, direction: at})
		if n := max(count(p.Text), count(p.Structured)); n > bound {
			t.Errorf("%s %s: %d tokens", direction, at, n)
		}
		for _, b := range p.Blocks(t) {
			if ids = append(ids, b.ID); !strings.Contains(strings.ToLower(b.Text), "needle") {
				t.Errorf("%q", b)
			}
		}
		if direction == "before" {
			return ids, p.Coverage.Before
		}
		return ids, p.Coverage.After
	}
	var ids, older, newer []string
	for next := "1059"; next != ""; older = append(ids, older...) {
		ids, next = page("before", next)
	}
	for next := "1000"; next != ""; newer = append(newer, ids...) {
		ids, next = page("after", next)
	}
	if !slices.Equal(older, want) || !slices.Equal(newer, want[1:]) {
		t.Errorf("%d: %v, %v", bound, older, newer)
	}
}

// TestFindRedacted finds nothing by what is redacted, and says no placeholder for it,
// which would confirm a guess.
func TestFindRedacted(t *testing.T) {
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://intercom.test", Transport: noNames{}})
	if err != nil {
		t.Fatal(err)
	}
	view := result.View{Redact: redact.Rules{Kinds: []string{"email"}, Key: "k"}.For([sha256.Size]byte{})}
	resolver := lookup.Resolver{Client: client.WithToken("t"), Names: lookup.NewCache()}
	for find, want := range map[string]string{
		"ann@acme.example":    "none of 7 parts has all of these words",
		"5 ann@acme.example":  "none of 7 parts has all of these words",
		"nobody@acme.example": "none of 7 parts has all of these words",
		"straße":              "1 of 7 parts have \"strasse\"",
	} {
		p, err := thread.New(t.Context(), resolver, view, "conversation", intercomapi.Object(searched), thread.Args{Find: find}).Read(nil)
		if err != nil || !strings.Contains(p.Markdown(), want) || strings.Contains(p.Markdown(), "acme") {
			t.Errorf("%s: %v %s", find, err, p.Markdown())
		}
		if p.Coverage.Shown == 0 && strings.Contains(p.Markdown(), "[email-") {
			t.Errorf("%s: %s", find, p.Markdown())
		}
	}
}
