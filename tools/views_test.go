package tools_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"intercom-mcp/sandbox"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
	"intercom-mcp/tools/tokens/o200k"
)

// bounded returns a caller whose results have so many tokens at most, 0 for the default.
func bounded(t *testing.T, transport http.RoundTripper, maxTokens int) registry.Caller {
	t.Helper()
	c := callerOver(t, transport)
	c.View.MaxTokens = maxTokens
	return c
}

func sandboxTransport() http.RoundTripper { return sandbox.New(sandbox.Options{}).Transport() }

var anyConversation = object{"query": object{"field": "created_at", "operator": ">", "value": "2020-01-01"}}

// TestSlimSearch is what a model pays for a page of conversations.
func TestSlimSearch(t *testing.T) {
	count := o200k.Counter(t)
	text, failed := call(t, bounded(t, sandboxTransport(), 0), named(t, "search_conversations"), anyConversation)
	if n := count(text); failed || n > 2_600 {
		t.Errorf("20 conversations are %d tokens, over 2,600: %s", n, text)
	} else {
		t.Logf("20 conversations: %d tokens", n)
	}
	items := asList(asObject(decoded(t, text))["conversations"])
	if len(items) != 20 {
		t.Fatalf("%d conversations", len(items))
	}
	for _, item := range items {
		for name, v := range item.(object) {
			if v == nil || v == "" || fmt.Sprint(v) == "[]" || fmt.Sprint(v) == "map[]" {
				t.Errorf("%s is empty in %v", name, item)
			}
		}
		if created, _ := asObject(item)["created_at"].(string); !strings.HasSuffix(created, "Z") {
			t.Errorf("created_at %q", created)
		}
	}
}

// TestBoundedLists walks lists with a small bound: every item must come, once.
func TestBoundedLists(t *testing.T) {
	count, bound := o200k.Counter(t), 1_000
	if underRace { // fewer pages
		bound = 4_000
	}
	for name, args := range map[string]object{
		"list_contacts": {"per_page": 60}, "list_companies": {"per_page": 60}, "list_conversations": {"per_page": 50},
		"search_conversations": samples.With(anyConversation, object{"per_page": 150, "fields": []any{"source.type"}}),
		"search_tickets":       samples.With(anyConversation, object{"per_page": 20, "detail": "full"}),
		"list_tags":            {}, "list_data_attributes": {}, "search": {"query": "email:e", "per_page": 50},
		"list_activity_logs":   {"created_at_after": "2020-01-01", "per_page": 100},
		"list_company_related": {"id": sandbox.CompanyAcme, "list": "contacts"},
	} {
		t.Run(name, func(t *testing.T) {
			whole := walk(t, bounded(t, sandboxTransport(), 1_000_000), name, args, func(string) {})
			pages := 0
			parts := walk(t, bounded(t, sandboxTransport(), bound), name, args, func(text string) {
				pages++
				if n := count(text); n > bound {
					t.Errorf("%d tokens of %d", n, bound)
				}
			})
			if strings.Join(whole, " ") != strings.Join(parts, " ") {
				t.Errorf("%d items at once, in %d pages %d:\n%v\n%v", len(whole), pages, len(parts), whole, parts)
			}
			t.Logf("%d items in %d pages", len(parts), pages)
		})
	}
}

// walk pages through a list and returns the ids of its items.
func walk(t *testing.T, c registry.Caller, name string, args object, each func(string)) (ids []string) {
	t.Helper()
	for range 2_000 {
		text, structured, failed := checkedAnswerTo(t, c, named(t, name), args)
		if failed {
			t.Fatal(text)
		}
		each(text)
		each(structured)
		page := asObject(decoded(t, text))
		for key, v := range page {
			if key == "warnings" {
				continue
			}
			for _, item := range asList(v) {
				ids = append(ids, fmt.Sprint(asObject(item)["id"], asObject(item)["name"]))
			}
		}
		next, _ := page["starting_after"].(string)
		if next == "" {
			return ids
		}
		args = samples.With(args, object{"starting_after": next})
	}
	t.Fatal("the list never ends")
	return nil
}

// huge is a random reply that holds too much of everything.
func huge(c *rand.Rand) object {
	return object{"type": "x", "id": "1", "role": "user", "deleted": true, "data": manyItems(c, 20),
		"title": randomText(c, 8_000), "body": "<p>" + randomText(c, 12_000) + "</p>",
		"conversation_parts": object{"conversation_parts": manyItems(c, 25)}, "ticket_parts": object{"ticket_parts": manyItems(c, 30)},
		"custom_attributes": wide(c, 100), "contacts": object{"contacts": manyItems(c, 10)}, "errors": []any{object{"code": "c", "message": randomText(c, 9_000)}}}
}

func manyItems(c *rand.Rand, n int) []any {
	out := make([]any, n)
	for i := range out {
		out[i] = object{"type": "tag", "id": fmt.Sprint(1000 + i),
			"name": randomText(c, c.IntN(200)), "body": randomText(c, c.IntN(1500)), "created_at": 1700000000 + i, "attributes": wide(c, c.IntN(9))}
	}
	return out
}

func wide(c *rand.Rand, n int) object {
	out := object{}
	for range n {
		out[randomText(c, 12)] = randomText(c, c.IntN(80))
	}
	return out
}

// randomText returns about n characters of anything.
func randomText(c *rand.Rand, n int) string {
	alphabets := []string{"abcdefghijklmnopqrstuvwxyz ", "0123456789abcdef",
		"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "äöüßéèñ漢字かなカナ한국어 абвгд", "👍🎉\n\t"}
	var b strings.Builder
	for b.Len() < n {
		runes := []rune(alphabets[c.IntN(len(alphabets))])
		for range 1 + c.IntN(20) {
			b.WriteRune(runes[c.IntN(len(runes))])
		}
	}
	return b.String()
}

// mostTokens returns what a result may have by the real encoding: the bound is
// kept by an estimate, which may be a little low for text that nobody writes.
func mostTokens(bound int) int { return bound * 110 / 100 }

// TestBound holds every tool's results against their bound, errors included.
func TestBound(t *testing.T) {
	count := o200k.Counter(t)
	chance := rand.New(rand.NewPCG(3, 4))
	for code, bound := range map[int]int{http.StatusOK: 1_000, http.StatusUnprocessableEntity: 1_500} {
		reply, err := json.Marshal(huge(chance))
		if err != nil {
			t.Fatal(err)
		}
		c := bounded(t, newFake(replying(code, string(reply))), bound)
		for _, tool := range sampled(allTools()) {
			text, structured, _ := checkedAnswerTo(t, c, tool, samples.Smallest(t, tool))
			for what, s := range map[string]string{"text": text, "structured": structured} {
				if n := count(s); n > mostTokens(bound) {
					t.Errorf("%s at %d: %s of %d tokens, over %d: %.300s", tool.Name, code, what, n, bound, s)
				}
			}
		}
	}
}

// sampled is every tool, or under the race detector every eighth: there, the
// tests of large results look for races and not for sizes.
func sampled(all []registry.Tool) []registry.Tool {
	if !underRace {
		return all
	}
	var some []registry.Tool
	for i := 0; i < len(all); i += 8 {
		some = append(some, all[i])
	}
	return some
}
