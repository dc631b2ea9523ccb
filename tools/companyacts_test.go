package tools_test

import (
	"strings"
	"testing"

	"intercom-mcp/sandbox"
)

// TestFindCompanies finds a company by a name in another case and by a word of
// it, where Intercom itself finds whole names alone; else it names some.
func TestFindCompanies(t *testing.T) {
	for name, want := range map[string]string{
		"Acme":    `"id":"` + sandbox.CompanyAcme + `"`,
		"acme":    `"id":"` + sandbox.CompanyAcme + `"`,
		"orchard": `"name":"Orchard Foods"`,
		"Acmes":   `name "Acmes" is no company's name, company_id or Intercom id. The latest: `,
	} {
		text, failed := openFilter(t).call("find_companies", `{"name":"`+name+`"}`)
		if failed != strings.Contains(want, "is no") || !strings.Contains(text, want) {
			t.Errorf("%s: %s", name, text)
		}
	}
}
