package tools_test

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/samples"
	"intercom-mcp/tools/tokens/o200k"
)

// marks are what a cut text begins or ends with.
var (
	fromMark = regexp.MustCompile(`^\[from character (\d+)\] `)
	moreMark = regexp.MustCompile(`… \[\d+ more characters\]$`)
)

// leaves adds the values of a result to those that were read before. Texts are
// put together, from where each part says that it begins.
func leaves(t *testing.T, path string, v any, into map[string]string, got map[string]int) {
	t.Helper()
	switch v := v.(type) {
	case object:
		for name, kid := range v {
			leaves(t, path+"."+name, kid, into, got)
		}
	case []any: // items are told apart by their ids
		for i, kid := range v {
			leaves(t, path+"."+fmt.Sprint(firstOf(asObject(kid)["id"], i)), kid, into, got)
		}
	case string:
		from := 1
		if m := fromMark.FindStringSubmatch(v); m != nil {
			_, _ = fmt.Sscan(m[1], &from)
			v = v[len(m[0]):]
		}
		if n := len([]rune(into[path])); from != n+1 {
			if from != 1 || into[path] != v { // what an object is called comes again
				t.Errorf("%s goes on at %d after %d characters", path, from, n)
			}
			return
		}
		into[path] += moreMark.ReplaceAllString(v, "")
		got[path]++
	default:
		into[path] = fmt.Sprint(v)
	}
}

func firstOf(a, b any) any {
	if a != nil {
		return a
	}
	return b
}

// readOn reads a result to its end, each answer within a bound.
func readOn(t *testing.T, api http.RoundTripper, tool registry.Tool, args object, bound int) (map[string]string, int) {
	t.Helper()
	count := o200k.Counter(t)
	c := bounded(t, api, bound)
	into, got := map[string]string{}, map[string]int{}
	for n := 1; ; n++ {
		text, structured, failed := checkedAnswerTo(t, c, tool, args)
		size := count(text)
		if structured != text {
			size = max(size, count(structured))
		}
		if failed || size > mostTokens(bound) || n > 2000 {
			t.Fatalf("%s, answer %d: failed=%v, %d tokens of %d: %s", tool.Name, n, failed, size, bound, text)
		}
		answer := asObject(decoded(t, structured))
		if said := decoded(t, text); !sameJSON(t, said, answer) {
			t.Fatalf("%s: text and structured content differ:\n%s\n%s", tool.Name, text, structured)
		}
		next, _ := answer["starting_after"].(string)
		if said, _ := answer["truncated"].(string); next != "" && !strings.Contains(said, "starting_after goes on") || strings.Contains(said, "changed") {
			t.Fatalf("%s, answer %d says %q", tool.Name, n, said)
		}
		delete(answer, "starting_after")
		delete(answer, "truncated")
		leaves(t, "", answer, into, got)
		if next == "" {
			return into, n
		}
		args = samples.With(args, object{"starting_after": next})
	}
}

func sameJSON(t *testing.T, a, b any) bool {
	t.Helper()
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	if errX != nil || errY != nil {
		t.Fatal(errX, errY)
	}
	return string(x) == string(y)
}

// TestReadOn reads what is too long for one answer over several: each value
// and each character of a text comes once, whatever the tool.
func TestReadOn(t *testing.T) {
	chance := rand.New(rand.NewPCG(5, 6))
	most := map[string]int{}
	least := result.LeastMaxTokens
	if underRace {
		least *= 4 // a quarter of the answers
	}
	for _, round := range []struct {
		tools []registry.Tool
		bound int
	}{
		{[]registry.Tool{named(t, "get_article")}, least}, // one alone, for its many answers
		{sampled(continuable(t)), 12_000},
	} {
		reply, err := json.Marshal(huge(chance))
		if err != nil {
			t.Fatal(err)
		}
		api := newFake(replying(http.StatusOK, string(reply)))
		for _, tool := range round.tools {
			whole, _ := readOn(t, api, tool, samples.Smallest(t, tool), 1_000_000)
			parts, answers := readOn(t, api, tool, samples.Smallest(t, tool), round.bound)
			most[tool.Name] = max(most[tool.Name], answers)
			for path, v := range whole {
				if parts[path] != v {
					t.Errorf("%s: %s is\n%.200q, and in %d answers\n%.200q", tool.Name, path, v, answers, parts[path])
					break
				}
			}
			if len(whole) != len(parts) {
				t.Errorf("%s: %d values, and in %d answers %d", tool.Name, len(whole), answers, len(parts))
			}
		}
	}
	t.Log(most)
	if most["get_article"] < 5 {
		t.Errorf("get_article took %d answers", most["get_article"])
	}
}

// continuable returns the tools whose long results go on by a cursor of ours.
func continuable(t *testing.T) (some []registry.Tool) {
	t.Helper()
	for _, tool := range allTools() {
		if samples.Continuable(t, tool) {
			some = append(some, tool)
		}
	}
	return some
}

// TestReadOnChanged says so when what is read on in is not what it was.
func TestReadOnChanged(t *testing.T) {
	body := strings.Repeat("word ", 5_000)
	c := bounded(t, newFake(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"type":"article","id":"1","body":"`+body+`"}`)
	}), 1_000)
	article := named(t, "get_article")
	text, _ := call(t, c, article, object{"id": "1"})
	body = "short"
	text, failed := call(t, c, article, object{"id": "1", "starting_after": asObject(decoded(t, text))["starting_after"]})
	if failed || !strings.Contains(text, "It has changed") {
		t.Error(text)
	}
}

// TestReadOnItem reads the rest of an item that is too long for its list.
func TestReadOnItem(t *testing.T) {
	c, search := bounded(t, sandboxTransport(), 1_000), named(t, "search_tickets")
	args := samples.With(anyConversation, object{"per_page": 20, "detail": "full"})
	text, _ := call(t, c, search, args)
	first := asObject(decoded(t, text))
	own := regexp.MustCompile(`starting_after=(\S+) with this one`).FindStringSubmatch(first["truncated"].(string))
	if own == nil {
		t.Fatal(first["truncated"])
	}
	text, failed := call(t, c, search, samples.With(args, object{"starting_after": own[1]}))
	rest := asObject(decoded(t, text))
	id, want := asObject(asList(rest["tickets"])[0])["id"], asObject(asList(first["tickets"])[0])["id"]
	if failed || id != want || !strings.Contains(rest["truncated"].(string), "This goes on at ") {
		t.Error(text)
	}
}

// TestSameCut holds that text and structured content say the same, also where
// one of them alone would have been within the bound.
func TestSameCut(t *testing.T) {
	long := strings.Repeat("all of it in one part, ", 700)
	api := newFake(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, `{"type":"conversation","id":"1","title":"x","conversation_parts":{"conversation_parts":[`+
			`{"id":"2","part_type":"comment","body":"`+long+`","author":{"type":"admin","id":"3","name":"\"Ann\""}}],"total_count":1}}`)
	})
	cut := 0
	for bound := 1_000; bound < 6_000; bound += 237 {
		c := bounded(t, api, bound)
		for _, as := range []string{"raw", "markdown", "plaintext"} {
			text, structured, failed := checkedAnswerTo(t, c, named(t, "get_conversation"), object{"id": "1", "display_as": as, "max_tokens": 20_000})
			answer := asObject(decoded(t, structured))
			switch thread, _ := answer["thread"].(string); {
			case failed:
				t.Fatal(text)
			case answer["truncated"] != nil:
				cut++
				if !sameJSON(t, decoded(t, text), answer) || !strings.Contains(text, "part_id and offset") {
					t.Errorf("%s at %d:\n%s\n%s", as, bound, text, structured)
				}
			case thread != "" && !strings.HasSuffix(text, thread):
				t.Errorf("%s at %d: the text is not the thread:\n%s\n%s", as, bound, text, thread)
			case thread == "" && strings.Contains(text, "more characters"):
				t.Errorf("%s at %d: the text alone is cut: %s", as, bound, text)
			}
		}
	}
	if cut == 0 {
		t.Error("nothing was cut")
	}
}
