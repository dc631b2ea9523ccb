package tools_test

import (
	"strings"
	"testing"
)

// TestUnknownAttributes tells a name that finds nothing from a value that does.
func TestUnknownAttributes(t *testing.T) {
	const note = `\"Plan\" is no custom attribute of contacts. There are: `
	for arguments, want := range map[string]bool{
		`{"custom_attributes":{"Plan":"scale"}}`:                   true,
		`{"custom_attributes":{"Plan":"scale"},"count_only":true}`: true,
		`{"custom_attributes":{"plan":"none such"}}`:               false,
		`{"custom_attributes":{"plan":"scale"}}`:                   false,
	} {
		text, failed := openFilter(t).call("search_contacts", arguments)
		if failed || strings.Contains(text, note) != want || want && !strings.Contains(text, "plan") {
			t.Errorf("%s: %s", arguments, text)
		}
	}
}
