package args

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
)

type referenceArgs struct {
	ID           intercomapi.ID    `json:"id,omitempty" rule:"of=contact"`
	ContactID    intercomapi.ID    `json:"contact_id,omitempty"`
	CompanyID    intercomapi.ID    `json:"company_id,omitempty"`
	AssigneeID   intercomapi.ID    `json:"assignee_id,omitempty"`
	AuthorID     intercomapi.IntID `json:"author_id,omitempty"`
	TagIDs       []intercomapi.ID  `json:"tag_ids,omitempty"`
	TicketTypeID intercomapi.ID    `json:"ticket_type_id,omitempty"`
	NoteID       intercomapi.ID    `json:"note_id,omitempty"`
	Name         string            `json:"visible_to_team_id,omitempty"`
}

// TestReferences looks up what is given by a name or an e-mail, and no id.
func TestReferences(t *testing.T) {
	const companyID = "6762f0dd1bb69f9f2193bb83"
	for _, c := range []struct{ raw, lookup, kinds string }{
		{`{"contact_id":"a@b.c"}`, "a@b.c", "contact"},
		{`{"contact_id":"Ann <a@b.c>"}`, "a@b.c", "contact"},
		{`{"contact_id":"external_id:7"}`, "external_id:7", "contact"},
		{`{"contact_id":"ann"}`, "", ""},
		{`{"id":"a@b.c"}`, "a@b.c", "contact"},
		{`{"company_id":"Acme"}`, "Acme", "company"},
		{`{"company_id":"` + companyID + `"}`, "", ""},
		{`{"company_id":"123e4567-e89b-12d3-a456-426614174000"}`, "", ""},
		{`{"assignee_id":"Billing"}`, "Billing", "admin team"},
		{`{"assignee_id":"0"}`, "", ""},
		{`{"author_id":"Rosa"}`, "Rosa", "admin"},
		{`{"tag_ids":"VIP, 2"}`, "VIP", "tag"},
		{`{"ticket_type_id":"Bug"}`, "Bug", "ticket_type"},
		{`{"note_id":"x"}`, "", ""},
		{`{"visible_to_team_id":"Billing"}`, "", ""}, // a text
	} {
		d := NewDecoder(reflect.TypeFor[referenceArgs](), false)
		var lookups []string
		_, err := d.Decode(t.Context(), json.RawMessage(c.raw), resolver(func(r *Reference) error {
			lookups = append(lookups, r.Text)
			if kinds := strings.Join(r.Kinds(), " "); kinds != c.kinds {
				t.Errorf("%s is looked up among %s, not %s", r.Text, kinds, c.kinds)
			}
			return r.SetID("5")
		}))
		if err != nil || strings.Join(lookups, " ") != c.lookup {
			t.Errorf("%s: looked up %q, %v", c.raw, lookups, err)
		}
	}
}

// TestNothingIsLookedUpInVain checks all arguments before the first is looked up.
func TestNothingIsLookedUpInVain(t *testing.T) {
	checkRefused[everyForm](t, false, `{"team_ids":["Billing"],"per_page":151}`, "per_page")
	checkRefused[everyForm](t, false, `{"team_ids":["Billing"],"until":"soon"}`, "until")
}

// TestIDsThatAreFound must be such as the argument takes.
func TestIDsThatAreFound(t *testing.T) {
	const want = `author_id "63a07ddf" is not a number, and this id must be one`
	_, err := decode[referenceArgs](t, false, `{"author_id":"Rosa"}`, map[string]intercomapi.ID{"Rosa": "63a07ddf"})
	if err == nil || err.Error() != want {
		t.Error(err)
	}
	call, err := decode[referenceArgs](t, false, `{"author_id":"Rosa","tag_ids":["VIP",2]}`, map[string]intercomapi.ID{"Rosa": "7", "VIP": "8"})
	if err != nil || string(call.JSON) != `{"author_id":"7","tag_ids":["8","2"]}` {
		t.Errorf("%s, %v", call.JSON, err)
	}
	if r := (&Reference{Text: "VIP"}); jsonOf(t, r) != `"VIP"` {
		t.Errorf("a reference that is not looked up is %s", jsonOf(t, r))
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

func TestIDs(t *testing.T) {
	const hex = "6762f0dd1bb69f9f2193bb83"
	for _, c := range []struct {
		s                          string
		digits, id, hexID, company bool
	}{
		{"", true, true, false, false},
		{"12", true, true, true, false},
		{hex, false, true, true, true},
		{strings.ToUpper(hex), false, true, true, false},
		{hex[1:], false, false, true, false},
		{"123e4567-e89b-12d3-a456-426614174000", false, false, true, true},
		{"segments", false, false, false, false},
		{"1.5", false, false, false, false},
		{"٣", false, false, false, false},
	} {
		got := []bool{IsDigits(c.s), IsID(c.s), IsHexID(c.s), IsCompanyID(c.s)}
		if want := []bool{c.digits, c.id, c.hexID, c.company}; !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", c.s, got, want)
		}
	}
}

func TestTrimPasted(t *testing.T) {
	for s, want := range map[string]string{
		" 5\n": "5", "<a@b.c>": "a@b.c", "Ann <a@b.c>": "a@b.c", "<https://x>": "https://x", "<b>": "<b>", "<<a@b.c>>": "<<a@b.c>>", "a<b": "a<b", "": "",
	} {
		if got := TrimPasted(s); got != want {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	}
}
