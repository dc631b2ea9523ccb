package registry

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/result"
)

type noArguments struct{}

// TestBrokenToolsDoNotStart defines tools whose types contradict each other: none
// may be offered with items that are not summarised, or with a page that ends the
// list in silence.
func TestBrokenToolsDoNotStart(t *testing.T) {
	type plainList struct {
		Contacts []intercomapi.Object `json:"contacts"`
		cursor.Page
	}
	type pageAlone struct {
		cursor.Page
		Note string `json:"note"`
	}
	type contacts struct {
		cursor.Page                               // before the list, which must not matter
		Contacts     result.Items[result.Contact] `json:"contacts"`
		MatchedQuery string                       `json:"matched_query"`
	}
	type paged struct {
		cursor.Args
		result.FieldOptions
	}
	for name, row := range map[string]struct {
		tool    Tool
		refusal string
	}{
		"a list that is no Items":       {define[paged, plainList](Read), "Contacts is a plain list"},
		"a page without a list":         {define[paged, pageAlone](Read), "no list"},
		"a page that can't be followed": {define[noArguments, contacts](Read), "starting_after"},
		"summaries without options":     {define[cursor.Args, contacts](Read), "FieldOptions"},
		"a list that a write answers":   {define[paged, contacts](Update), "only a tool that reads"},
		"fields in any order":           {define[paged, contacts](Read), ""},
	} {
		if got := refusal(row.tool); row.refusal == "" && got != "" || !strings.Contains(got, row.refusal) || got != "" && !strings.Contains(got, "some_tool") {
			t.Errorf("%s: %q, want %q", name, got, row.refusal)
		}
	}
}

// define returns a tool of these types that does nothing.
func define[In, Out any](e Effect) Tool {
	return Define("contacts", e, "some_tool", "Some tool", "Some tool.", func(context.Context, Caller, In) (out Out, err error) { return out, nil })
}

// refusal returns why a tool does not start; "" if it does.
func refusal(t Tool) (why string) {
	defer func() {
		if r := recover(); r != nil {
			why = fmt.Sprint(r)
		}
	}()
	t.Ready()
	return ""
}
