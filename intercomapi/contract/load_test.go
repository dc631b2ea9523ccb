package contract_test

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"intercom-mcp/intercomapi/contract"
)

func TestOperations(t *testing.T) {
	d := contract.Load(t)
	all := d.Operations()
	if len(all) != 231 {
		t.Errorf("%d operations, want 231", len(all))
	}
	seen, nameless := map[string]bool{}, 0
	for _, o := range all {
		if seen[o.String()] || o.Tag == "" {
			t.Errorf("%v: named twice, or without a tag", o)
		}
		seen[o.String()] = true
		if o.ID == "" {
			nameless++
		}
	}
	if nameless != 4 {
		t.Errorf("%d operations without an operationId, want 4", nameless)
	}
}

// Every operation must be found by its own path: /conversations/deleted is no conversation.
func TestOperationsAreRouted(t *testing.T) {
	d := contract.Load(t)
	id := regexp.MustCompile(`\{[^}]+\}`)
	for _, o := range d.Operations() {
		r, _ := request(t, o.Method+" "+id.ReplaceAllString(o.Path, "63a07ddf"))
		if got := d.Operation(r); got != o.String() {
			t.Errorf("%s %s is taken for %q, want %q", r.Method, r.URL.Path, got, o)
		}
	}
	r, _ := request(t, "GET /nothing")
	if got := d.Operation(r); got != "" {
		t.Errorf("an unknown path is taken for %q", got)
	}
}

func TestExample(t *testing.T) {
	d := contract.Load(t)
	var contact struct{ Type, ID string }
	if err := json.Unmarshal(d.Example("GET /contacts/{contact_id}", http.StatusOK), &contact); err != nil || contact.Type != "contact" || contact.ID == "" {
		t.Errorf("the example of a contact is %+v, %v", contact, err)
	}
	// of several it is the first by name, at every call
	for range 20 {
		if got := string(d.Example("POST /messages", http.StatusOK)); !strings.Contains(got, "admin_message") {
			t.Fatalf("the example of a message is %s", got)
		}
	}
	for _, op := range []string{"GET /nothing", "PATCH /contacts", "", "DELETE /content_snippets/{id}"} {
		if got := d.Example(op, http.StatusNoContent); got != nil {
			t.Errorf("%q has an example: %s", op, got)
		}
	}
}
