package tools_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
	"intercom-mcp/intercomapi/contract"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// operations are the operations of Intercom's API that a tool makes, look-ups
// included: "GET /contacts/{contact_id}". They are seen, not told: the tool's
// cases are run against an API that answers everything.
func operations(t *testing.T, tool registry.Tool) []string {
	t.Helper()
	c := callerOver(t, newFake(statusReply(http.StatusOK)))
	seen := map[string]bool{}
	for _, args := range everyCall(t, tool) {
		raw, err := json.Marshal(args)
		if err != nil {
			t.Fatal(err)
		}
		ctx, record := intercomapi.WithRecord(t.Context())
		_, _ = tool.Call(ctx, c, raw) // what fails is for other tests to say
		for _, x := range record.Exchanges() {
			seen[x.Operation] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// everyCall returns the smallest, the fullest and all other sample arguments of a tool.
func everyCall(t *testing.T, tool registry.Tool) []object {
	t.Helper()
	return append(slices.Clone(samples.Others(tool)), samples.Smallest(t, tool), samples.Fullest(t, tool))
}

// lookUps are operations that tools make on the way to their own: they are not
// what those tools are for.
var lookUps = []string{"GET /me", "GET /contacts/{contact_id}", "GET /admins/{admin_id}", "GET /teams/{team_id}",
	"GET /tickets/{ticket_id}", "GET /ticket_states", "GET /ticket_types",
	"GET /ai/content_import_sources/{source_id}", "GET /ai/external_pages/{page_id}", "GET /news/news_items/{news_item_id}"}

// ownOperations returns a tool's operations without its look-ups.
func ownOperations(tool registry.Tool, ops []string) []string {
	if tool.Effect == registry.Read {
		return ops
	}
	return slices.DeleteFunc(slices.Clone(ops), func(op string) bool { return slices.Contains(lookUps, op) })
}

// byOperation returns the tools of each operation.
func byOperation(t *testing.T) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, tool := range allTools() {
		for _, op := range ownOperations(tool, operations(t, tool)) {
			out[op] = append(out[op], tool.Name)
		}
	}
	return out
}

// TestCoverage holds the tools against the description: no operation without a
// tool, no operation that is not described.
func TestCoverage(t *testing.T) {
	d := contract.Load(t)
	covered := byOperation(t)
	var rows strings.Builder
	missing := 0
	for _, op := range d.Operations() {
		by := covered[op.String()]
		if len(by) == 0 {
			t.Errorf("no tool for %s (%s)", op, op.ID)
			missing++
		}
		fmt.Fprintf(&rows, "| %s | `%s` | %s |\n", op.Tag, op, codeSpans(by))
		delete(covered, op.String())
	}
	for op, by := range covered {
		t.Errorf("%v call %s, which is not described", by, op)
	}
	all := len(d.Operations())
	golden(t, "../docs/coverage.md", []byte(fmt.Sprintf(coverageHead, all-missing, all)+rows.String()))
}

const coverageHead = `# Coverage of Intercom's API

%d of the %d operations of version 2.16 have a tool. This page is generated: ` + "`go test ./tools -run Coverage -update`" + `.
A look-up that a tool makes on the way to its own operation is not counted.

Left out on purpose, field by field: a word to the customer with ` + "`close_conversation` and `assign_conversation`" + `
(a word to a customer is ` + "`reply_conversation`" + `'s, which is marked as one), replies in a contact's name or with quick
reply options, messages over WhatsApp, and ` + "`email_verified`" + ` of a contact, which nobody but the contact can show.

| Resource | Operation | Tools |
|---|---|---|
`

// codeSpans returns names as Markdown code, "" for none.
func codeSpans(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "`" + strings.Join(names, "`, `") + "`"
}
