package result

import (
	"testing"

	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/redact"
)

var placeholders = bracketedPlaceholder()

func redacting(kinds ...string) View {
	return View{Redact: redact.Rules{Kinds: kinds, Key: "k"}.For([32]byte{})}
}

// TestRedactValues holds that ids stay and phone numbers go, in any form.
func TestRedactValues(t *testing.T) {
	v := redacting("email", "phone", "card")
	in := `{"id":"4111111111111111","contact_ids":["215470000000042"],"phone":"4155550132","mobile":4155550132,` +
		`"Phone":"4155550132, 415 5550133 (home)","手机":"13800138000","external_id":"ann@acme.example",` +
		`"n":4111111111111111,"amount":12345678901,"ratio":1.50,"created_at":1769850000,` +
		`"text":"see 4111111111111111 and 5500000000000004","starting_after":"page.x@y.example"}`
	root, err := jsontree.Parse([]byte(in))
	if err != nil {
		t.Fatal(err)
	}
	v.clean(root)
	got := placeholders.ReplaceAllString(string(root.Append(nil)), "[$1]")
	want := `{"id":"4111111111111111","contact_ids":["215470000000042"],"phone":"[phone]","mobile":"[phone]",` +
		`"Phone":"[phone], [phone] (home)","手机":"[phone]","external_id":"[email]",` +
		`"n":4111111111111111,"amount":12345678901,"ratio":1.50,"created_at":1769850000,` +
		`"text":"see 4111111111111111 and [card]","starting_after":"page.x@y.example"}`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
