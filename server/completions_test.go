package server_test

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/sandbox"
	"intercom-mcp/server"
	"intercom-mcp/tools/redact"
)

func complete(t *testing.T, c *client.Client, ref any, name, value string) []string {
	t.Helper()
	return completion(t, c, ref, name, value).Values
}

func completion(t *testing.T, c *client.Client, ref any, name, value string) mcp.Completion {
	t.Helper()
	var req mcp.CompleteRequest
	req.Params.Ref = ref
	req.Params.Argument = mcp.CompleteArgument{Name: name, Value: value}
	res, err := c.Complete(context.WithoutCancel(t.Context()), req)
	if err != nil {
		t.Fatalf("%v %s=%q: %v", ref, name, value, err)
	}
	if len(res.Completion.Values) > 100 {
		t.Errorf("%d values", len(res.Completion.Values))
	}
	return res.Completion
}

func ofPrompt(name string) any   { return mcp.PromptReference{Type: "ref/prompt", Name: name} }
func ofResource(form string) any { return mcp.ResourceReference{Type: "ref/resource", URI: form} }

func TestCompletions(t *testing.T) {
	c, _ := sandboxClient(t, selected(t, "all"))
	for name, tt := range map[string]struct {
		ref         any
		arg, value  string
		want        string // among the values; "" for no values
		onlyThis    bool
		everyPrefix string
	}{
		"a value":        {ref: ofPrompt("draft_reply"), arg: "tone", value: "fr", want: "friendly", onlyThis: true},
		"in any case":    {ref: ofPrompt("draft_reply"), arg: "tone", value: "FR", want: "friendly", onlyThis: true},
		"no value":       {ref: ofPrompt("draft_reply"), arg: "tone", value: "x"},
		"a team":         {ref: ofPrompt("triage_inbox"), arg: "team", value: "bil", want: "Billing", onlyThis: true},
		"a ticket type":  {ref: ofPrompt("conversation_to_ticket"), arg: "ticket_type", value: "", want: "Bug"},
		"a ticket state": {ref: ofPrompt("conversation_to_ticket"), arg: "state", value: "wait", want: "Waiting on you", onlyThis: true},
		"a conversation": {ref: ofPrompt("summarize_conversation"), arg: "conversation_id", value: "2154",
			want: sandbox.LongConversation[:4], everyPrefix: "2154"},
		"a customer":      {ref: ofPrompt("prepare_customer_call"), arg: "customer", value: "maria.s", want: "maria.silva@acme.example", onlyThis: true},
		"by a last name":  {ref: ofPrompt("prepare_customer_call"), arg: "customer", value: "Silva", want: "maria.silva@acme.example"},
		"free text":       {ref: ofPrompt("draft_reply"), arg: "points", value: "a"},
		"no argument":     {ref: ofPrompt("draft_reply"), arg: "bogus", value: "a"},
		"no prompt":       {ref: ofPrompt("bogus"), arg: "tone", value: "f"},
		"ticket ids":      {ref: ofResource("intercom://tickets/{id}"), arg: "id", value: "2154", want: "2154", everyPrefix: "2154"},
		"contact ids":     {ref: ofResource("intercom://contacts/{id}"), arg: "id", value: "66f0", want: "66f0", everyPrefix: "66f0"},
		"company ids":     {ref: ofResource("intercom://companies/{id}"), arg: "id", value: "", want: sandbox.CompanyAcme},
		"article ids":     {ref: ofResource("intercom://articles/{id}"), arg: "id", value: "91", want: "9100001"},
		"no such id":      {ref: ofResource("intercom://tickets/{id}"), arg: "id", value: "zzz"},
		"no such form":    {ref: ofResource("intercom://nonsense/{id}"), arg: "id", value: ""},
		"not in the form": {ref: ofResource("intercom://tickets/{id}"), arg: "bogus", value: ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := complete(t, c, tt.ref, tt.arg, tt.value)
			holds := slices.ContainsFunc(got, func(v string) bool { return v == tt.want || tt.everyPrefix != "" })
			switch {
			case tt.want == "" && len(got) > 0, tt.want != "" && !holds, tt.onlyThis && len(got) != 1:
				t.Errorf("%q", got)
			}
			for _, v := range got {
				if !strings.HasPrefix(v, tt.everyPrefix) {
					t.Errorf("%s does not begin with %s", v, tt.everyPrefix)
				}
			}
		})
	}
}

// TestCompletionsOfMany gives the hundred that an answer may hold, and says that
// there are more.
func TestCompletionsOfMany(t *testing.T) {
	for _, n := range []int{100, 101, 130} {
		c, asked := sandboxClient(t, selected(t, "default"))
		var teams []string
		for i := range n {
			teams = append(teams, fmt.Sprintf(`{"id":"%d","name":"Team %03d"}`, i, i))
		}
		asked.next = replying(http.StatusOK, `{"teams":[`+strings.Join(teams, ",")+`]}`)
		got := completion(t, c, ofPrompt("triage_inbox"), "team", "team")
		if len(got.Values) != 100 || got.Total != n || got.HasMore != (n > 100) {
			t.Errorf("%d values of %d, more=%v; there are %d", len(got.Values), got.Total, got.HasMore, n)
		}
	}
}

// TestCompletionsAreCheap types every argument of every prompt and form key by
// key: what somebody does in a minute costs fewer than 50 requests.
func TestCompletionsAreCheap(t *testing.T) {
	c, asked := sandboxClient(t, selected(t, "all"))
	typed := []string{"maria.silva@acme.example", "billing", sandbox.LongConversation, sandbox.ContactMaria, "bug"}
	keys := 0
	for _, p := range listPrompts(t, c) {
		for _, a := range p.Arguments {
			for _, text := range typed {
				for i := range len(text) + 1 {
					complete(t, c, ofPrompt(p.Name), a.Name, text[:i])
					keys++
				}
			}
		}
	}
	for form := range readable {
		for _, text := range typed {
			for i := range len(text) + 1 {
				complete(t, c, ofResource(form), "id", text[:i])
				keys++
			}
		}
	}
	t.Logf("%d requests for %d keys", asked.total(), keys)
	if asked.total() >= 50 {
		t.Errorf("%d requests for %d keys", asked.total(), keys)
	}
}

// TestCompletionsFailInSilence: whatever goes wrong, the answer is no values.
func TestCompletionsFailInSilence(t *testing.T) {
	for name, configure := range map[string]func(*server.Config){
		"refused": nil, "no token": func(cfg *server.Config) { cfg.Token = "" }, "not offered": func(cfg *server.Config) { cfg.Tools = selected(t, "fin") },
	} {
		t.Run(name, func(t *testing.T) {
			if configure == nil {
				configure = func(*server.Config) {}
			}
			c, asked := sandboxClient(t, selected(t, "default"), configure)
			asked.refuse = true
			for _, got := range [][]string{
				complete(t, c, ofPrompt("triage_inbox"), "team", "b"), complete(t, c, ofPrompt("draft_reply"), "conversation_id", "2"),
				complete(t, c, ofResource("intercom://contacts/{id}"), "id", ""),
			} {
				if len(got) > 0 {
					t.Errorf("%q", got)
				}
			}
			if name != "refused" && asked.total() > 0 {
				t.Errorf("asked %v", asked.sent)
			}
		})
	}
}

// TestCompletionsAreRedacted: an e-mail that results hide is not offered either.
func TestCompletionsAreRedacted(t *testing.T) {
	c, _ := sandboxClient(t, selected(t, "default"), func(cfg *server.Config) { cfg.Redact = redact.Rules{Kinds: []string{"email"}} })
	for _, v := range complete(t, c, ofPrompt("prepare_customer_call"), "customer", "maria") {
		if strings.Contains(v, "@") {
			t.Errorf("%s is told", v)
		}
	}
}
