package server_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"intercom-mcp/server"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// buggy is an API at which the program breaks, with a secret in what it says.
type buggy struct{}

func (buggy) RoundTrip(r *http.Request) (*http.Response, error) {
	panic(fmt.Sprintf("a bug with %v", r.Header))
}

// buggyConfig is a server of these tools at which every request breaks.
func buggyConfig(t *testing.T, log *journal, offered ...registry.Tool) server.Config {
	t.Helper()
	cfg := overTransport(t, buggy{}, offered...)
	cfg.Names, cfg.Guard, cfg.Log = lookup.NewCache(), registry.NewDuplicateGuard(0), log.logger()
	return cfg
}

var bugReference = regexp.MustCompile(`a bug in this server stopped the call \(reference (\w+) in its log\)`)

// TestBugs breaks every tool wherever its requests are made: the model gets a
// reference that the log has too, neither has a secret, and the server goes on.
func TestBugs(t *testing.T) {
	log := &journal{}
	c := connect(t, buggyConfig(t, log, everyTool()...))
	for _, tool := range everyTool() {
		for name, args := range map[string]object{"smallest": samples.Smallest(t, tool), "fullest": samples.Fullest(t, tool)} {
			log.forget()
			for range 2 {
				text, failed := call(t, c, tool.Name, args)
				ref := bugReference.FindStringSubmatch(text)
				if !failed || ref == nil || !strings.Contains(log.text(), ref[1]) {
					t.Errorf("%s, %s: failed=%v %s", tool.Name, name, failed, text)
				}
				quiet(t, text, private...)
			}
			quiet(t, log.text(), private...)
		}
	}
}

// TestBugsInCompletions are in the log; who types is offered nothing.
func TestBugsInCompletions(t *testing.T) {
	log := &journal{}
	c := connect(t, buggyConfig(t, log, selected(t, "all")...))
	for range 2 {
		if got := complete(t, c, ofPrompt("triage_inbox"), "team", "b"); len(got) > 0 {
			t.Errorf("offered %q", got)
		}
	}
	if len(log.entries(t, "bug")) != 2 {
		t.Errorf("not in the log: %s", log.text())
	}
	quiet(t, log.text(), private...)
}
