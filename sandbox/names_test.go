package sandbox_test

import (
	"fmt"
	"strings"
	"testing"

	"intercom-mcp/sandbox"
)

// TestNamesAreEscaped: answers escape names for HTML, wherever they stand; what was written is found as it was written.
func TestNamesAreEscaped(t *testing.T) {
	w := newWorkspace(sandbox.Options{})
	for path, want := range map[string]string{
		"/contacts/" + contactNumber(41):               `"name":"Bony&#39;s Planning"`,
		"/contacts/" + contactNumber(71):               `"name":"Ximena &lt;Night Shift&gt; Santos"`,
		"/companies/66f0c0ffee0a1b2c00000008":          `"name":"Harbour Street Bread &amp; Cakes"`,
		"/contacts/" + contactNumber(8) + "/companies": `"name":"Harbour Street Bread &amp; Cakes"`,
		"/tags":         `"name":"Phone &amp; SMS"`,
		"/tags/7300013": `"name":"Phone &amp; SMS"`,
		"/contacts/" + contactNumber(41) + "/tags": `"name":"Phone &amp; SMS"`,
		"/conversations/215470000000005":           `"name":"Phone &amp; SMS"`,
		"/teams":                                   `"name":"Phone &amp; SMS"`,
		"/teams/6200006":                           `"name":"Phone &amp; SMS"`,
		"/admins":                                  `"name":"Niamh O&#39;Neill"`,
		"/admins/5100009":                          `"name":"Niamh O&#39;Neill"`,
		"/segments":                                `"name":"Trials &amp; demos"`,
		"/segments/66f05e650000000000000006":       `"name":"Trials &amp; demos"`,
	} {
		if said := ask(t, w, "GET", path, "").Body.String(); !strings.Contains(said, want) {
			t.Errorf("GET %s: no %s in %.300s", path, want, said)
		}
	}
	for body, want := range map[string]string{
		`{"query":{"field":"name","operator":"=","value":"Bony's Planning"}}`:               "/contacts/search",
		`{"query":{"field":"source.author.name","operator":"=","value":"Bony's Planning"}}`: "/conversations/search",
	} {
		if said := ask(t, w, "POST", want, body).Body.String(); !strings.Contains(said, `"name":"Bony&#39;s Planning"`) {
			t.Errorf("POST %s %s: %.300s", want, body, said)
		}
	}
}

// TestWrittenNamesComeEscaped: what a write gives comes back escaped, and is the same name for the next write.
func TestWrittenNamesComeEscaped(t *testing.T) {
	w := newWorkspace(sandbox.Options{})
	for path, body := range map[string]string{
		"/tags":      `{"name":"R&D"}`,
		"/companies": `{"company_id":"rd","name":"R&D"}`,
		"/contacts":  `{"email":"rd@example.com","name":"R&D"}`,
	} {
		first := ask(t, w, "POST", path, body)
		if said := first.Body.String(); first.Code != 200 || !strings.Contains(said, `"name":"R&amp;D"`) {
			t.Errorf("POST %s: %d %s", path, first.Code, said)
		}
	}
	if a, b := ask(t, w, "POST", "/tags", `{"name":"R&D"}`).Body.String(), ask(t, w, "POST", "/tags", `{"name":"R&D"}`).Body.String(); a != b {
		t.Errorf("a tag of the same name twice: %s and %s", a, b)
	}
}

// contactNumber returns the id of the n-th contact of the sample.
func contactNumber(n int) string { return fmt.Sprintf("66f0a1b2c3d4e5f6%08x", n) }
