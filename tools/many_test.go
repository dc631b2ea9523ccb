package tools_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/sandbox"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/panics"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// ofMany is what a call that gives many ids answers.
type ofMany struct {
	registry.Outcomes
	Warnings []string
}

// callMany calls a tool with the smallest arguments that it takes and these, over an API.
func callMany(t *testing.T, c registry.Caller, tool registry.Tool, more object) (out ofMany, text string, failed bool) {
	t.Helper()
	text, structured, failed := checkedAnswerTo(t, c, tool, samples.With(samples.Smallest(t, tool), more))
	if !failed {
		if err := json.Unmarshal([]byte(structured), &out); err != nil {
			t.Fatal(err)
		}
	}
	return out, text, failed
}

// forEachOfMany runs a test for every tool that takes many ids.
func forEachOfMany(t *testing.T, test func(*testing.T, registry.Tool)) {
	t.Helper()
	found := 0
	for _, tool := range allTools() {
		if asObject(inputOf(t, tool)["properties"])["ids"] != nil && tool.Effect != registry.Read {
			found++
			t.Run(tool.Name, func(t *testing.T) { test(t, tool) })
		}
	}
	if found < 7 {
		t.Errorf("%d tools take many ids", found)
	}
}

// byConversation answers writes to some conversations otherwise than 200; looks find nothing.
func byConversation(replies map[string]http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/conversations/"), "/")
		if reply := replies[id]; reply != nil && r.Method != http.MethodGet {
			reply(w, r)
			return
		}
		statusReply(http.StatusOK)(w, r)
	}
}

func TestManyOutcomes(t *testing.T) {
	forEachOfMany(t, func(t *testing.T, tool registry.Tool) {
		synctest.Test(t, func(t *testing.T) {
			api := newFake(byConversation(map[string]http.HandlerFunc{
				"2": statusReply(http.StatusNotFound), "3": func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
			}))
			c := callerOver(t, api)
			c.Names = lookup.NewCache() // as in the server: who writes and the time zone are one request
			out, text, failed := callMany(t, c, tool, object{"ids": []any{"1", "2", "1", "3", "4"}})
			if failed || !slices.Equal(out.Done, idList("1", "4")) || len(out.NotTried) > 0 ||
				!isOnly(out.Refused, "2", "some_code: some message", "find the right id") || !isOnly(out.Uncertain, "3", "It may have happened all the same") {
				t.Errorf("failed=%v %s", failed, text)
			}
			if !strings.Contains(text, "1 of the 5 ids") || !strings.Contains(text, "2 of 4 are done") {
				t.Error(text)
			}
			for id, want := range map[string]int{"1": 1, "2": 1, "4": 1} {
				if n := strings.Count(strings.Join(api.writes(), "\n"), "/conversations/"+id+"/"); n != want {
					t.Errorf("%s: %d writes in %v", id, n, api.writes())
				}
			}
			if n := strings.Count(strings.Join(api.calls(), "\n"), "GET /me"); n > 2 { // who writes, and in which time zone
				t.Errorf("asked %d times who writes", n)
			}
		})
	})
}

// isOnly reports whether one id failed, and for a reason with these words, which
// does not begin with the tool's name.
func isOnly(failures []registry.Failure, id intercomapi.ID, words ...string) bool {
	return len(failures) == 1 && failures[0].ID == id && !strings.Contains(failures[0].Reason, "_conversation: ") &&
		!slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(failures[0].Reason, w) })
}

func idList(all ...string) (out []intercomapi.ID) {
	for _, id := range all {
		out = append(out, intercomapi.ID(id))
	}
	return out
}

// TestManyNoneDone is an error that tells of each.
func TestManyNoneDone(t *testing.T) {
	forEachOfMany(t, func(t *testing.T, tool registry.Tool) {
		api := newFake(byConversation(map[string]http.HandlerFunc{"2": statusReply(http.StatusNotFound), "3": statusReply(http.StatusUnprocessableEntity)}))
		_, text, failed := callMany(t, callerOver(t, api), tool, object{"ids": []any{"2", "3"}})
		if !failed || !strings.HasPrefix(text, tool.Name+": none of the 2 was done. Refused: 2: ") || !strings.Contains(text, "; 3: ") {
			t.Errorf("failed=%v %s", failed, text)
		}
	})
}

// TestManyRefusedArguments are refused before any request.
func TestManyRefusedArguments(t *testing.T) {
	tooMany := make([]any, 51)
	for i := range tooMany {
		tooMany[i] = fmt.Sprint(i + 1)
	}
	forEachOfMany(t, func(t *testing.T, tool registry.Tool) {
		for says, more := range map[string]object{
			"give exactly one of id, ids":     {"ids": []any{}},
			"give exactly one of id, ids\x00": {"id": nil},
			"50":                              {"ids": tooMany},
			"ids[1] is the address of a con":  {"ids": []any{"1", contactAddress}},
		} {
			api := newFake(statusReply(http.StatusOK))
			text, failed := call(t, callerOver(t, api), tool, samples.With(samples.Smallest(t, tool), more))
			if !failed || !strings.Contains(text, strings.TrimSuffix(says, "\x00")) || len(api.calls()) > 0 {
				t.Errorf("%v: failed=%v %v %s", more, failed, api.calls(), text)
			}
		}
		api := newFake(statusReply(http.StatusOK))
		both := samples.Smallest(t, tool)
		both["ids"] = []any{"2"}
		if text, failed := call(t, callerOver(t, api), tool, both); !failed || !strings.Contains(text, "give exactly one of id, ids") || len(api.calls()) > 0 {
			t.Errorf("both: failed=%v %v %s", failed, api.calls(), text)
		}
	})
}

// slowReply answers a write after 20 s of the bubble's clock.
func slowReply(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		time.Sleep(20 * time.Second)
	}
	statusReply(http.StatusOK)(w, r)
}

// refusingSecond refuses conversation 2 at once, while the others are on their way.
func refusingSecond(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if strings.Contains(r.URL.Path, "/conversations/2/") {
			statusReply(status)(w, r)
			return
		}
		slowReply(w, r)
	}
}

// TestManyHalts begins no further act once none can succeed, and tells which were not tried.
func TestManyHalts(t *testing.T) {
	for name, c := range map[string]struct {
		reply       http.HandlerFunc
		least, most int // are done: those that were on their way when it halted
		says        string
	}{
		"time is over": {slowReply, 8, 8, "since the time of one call was over"},
		"401 for one":  {refusingSecond(http.StatusUnauthorized), 1, 3, "since Intercom would refuse the others too"},
		"403 for one":  {refusingSecond(http.StatusForbidden), 1, 3, "since Intercom would refuse the others too"},
	} {
		synctest.Test(t, func(t *testing.T) {
			api := newFake(c.reply)
			ctx, cancel := intercomapi.WithTimeLimit(t.Context(), 50*time.Second)
			defer cancel()
			raw, err := named(t, "close_conversation").Call(ctx, callerOver(t, api), json.RawMessage(`{"ids":"1,2,3,4,5,6,7,8,9","admin_id":"7"}`))
			if err != nil {
				t.Fatal(name, err)
			}
			var out ofMany
			text := jsonOf(t, raw)
			if err := json.Unmarshal([]byte(text), &out); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(text, c.says) || len(out.NotTried) == 0 || len(out.Done) < c.least || len(out.Done) > c.most {
				t.Errorf("%s: %s", name, text)
			}
			if len(api.writes())+len(out.NotTried) != 9 {
				t.Errorf("%s: %d sent and %d not tried", name, len(api.writes()), len(out.NotTried))
			}
		})
	}
}

// TestManyCancelled begins nothing more, and each id is in one list.
func TestManyCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var once sync.Once
		api := newFake(func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodGet {
				once.Do(cancel)
			}
			statusReply(http.StatusOK)(w, r)
		})
		_, err := named(t, "close_conversation").Call(ctx, callerOver(t, api), json.RawMessage(`{"ids":"1,2,3,4,5,6,7,8,9,10,11,12","admin_id":"7"}`))
		if n := len(api.writes()); n == 0 || n > 4 {
			t.Errorf("%d sent: %v", n, err)
		}
	})
}

// TestManyAndABug: one act that panics is told as uncertain and logged; what was
// done before is told, and nothing begins after it.
func TestManyAndABug(t *testing.T) {
	bug := func(http.ResponseWriter, *http.Request) { panic("a bug") }
	c := callerOver(t, newFake(byConversation(map[string]http.HandlerFunc{"2": bug})))
	logged := 0
	c.Bug = func(panics.Panic) error { logged++; return io.ErrNoProgress }
	out, text, failed := callMany(t, c, named(t, "close_conversation"), object{"ids": []any{"1", "2"}})
	if failed || logged != 1 || !slices.Equal(out.Done, idList("1")) || !isOnly(out.Uncertain, "2", io.ErrNoProgress.Error()) {
		t.Errorf("failed=%v, logged %d times: %s", failed, logged, text)
	}
	c.Bug = nil
	defer func() {
		if recover() == nil {
			t.Error("a bug that nobody logs is kept quiet")
		}
	}()
	_, _, _ = callMany(t, c, named(t, "close_conversation"), object{"ids": []any{"1", "2"}})
}

// TestManyTellsProgress after each, and never backwards.
func TestManyTellsProgress(t *testing.T) {
	c := callerOver(t, newFake(statusReply(http.StatusOK)))
	var told []string
	c.Progress = func(done, total int) { told = append(told, fmt.Sprint(done, "/", total)) }
	if _, text, failed := callMany(t, c, named(t, "close_conversation"), object{"ids": []any{"1", "2", "2", "3"}}); failed {
		t.Fatal(text)
	}
	if want := []string{"1/3", "2/3", "3/3"}; !slices.Equal(told, want) {
		t.Errorf("%v, want %v", told, want)
	}
}

// TestManyNotesThatWereLost are looked for, each in its own conversation.
func TestManyNotesThatWereLost(t *testing.T) {
	w := openFilter(t, "POST /conversations/"+sandbox.LongConversation+"/reply cut-after x1")
	text, failed := w.call("add_internal_note", `{"ids":["`+sandbox.LongConversation+`","999"],"body":"Call her back"}`)
	if failed || !strings.Contains(text, `"done":["`+sandbox.LongConversation+`"]`) || !strings.Contains(text, `"refused":[{"id":"999"`) ||
		!strings.Contains(text, sandbox.LongConversation+": Intercom's answer was lost, but it has happened") {
		t.Errorf("failed=%v %s", failed, text)
	}
	if n := w.posts("POST /conversations/*/reply"); n != 2 {
		t.Errorf("sent %d times", n)
	}
}

// TestManyNames looks a name up once for all.
func TestManyNames(t *testing.T) {
	w := openFilter(t)
	text, failed := w.call("assign_conversation", `{"ids":["`+sandbox.LongConversation+`",""],"assignee_id":"me"}`)
	if !failed || !strings.Contains(text, "ids[1]") {
		t.Fatal(text)
	}
	text, failed = w.call("assign_conversation", `{"ids":"`+conversationAddress+`, `+sandbox.LongConversation+`","assignee_id":"me"}`)
	if failed {
		t.Fatal(text)
	}
	asked := 0
	for _, r := range w.Requests() {
		if r.Method == http.MethodGet {
			asked++
		}
	}
	if asked > 1 {
		t.Errorf("%d look-ups", asked)
	}
}

func jsonOf(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
