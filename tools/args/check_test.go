package args

import (
	"errors"
	"reflect"
	"testing"

	"intercom-mcp/intercomapi"
)

// TestCheckChange refuses updates that change nothing.
func TestCheckChange(t *testing.T) {
	const nothing = "nothing to change is given (null and \"\" are as if left out): give at least one of clear, email, name"
	d := NewDecoder(reflect.TypeFor[updateArgs](), true)
	for raw, want := range map[string]string{
		`{"id":"5"}`:              nothing,
		`{"id":"5","email":null}`: nothing,
		`{"id":"5","skip_notifications":true,"admin_id":"7"}`: nothing,
		`{"id":"5","name":null}`:                              nothing,
		`{"id":"5","clear":["name"]}`:                         "",
		`{"id":"5","clear":[]}`:                               nothing,
		`{"id":"5","email":"a@b.c"}`:                          "",
	} {
		call, err := decode[updateArgs](t, true, raw, nil)
		if err != nil {
			t.Errorf("%s: %v", raw, err)
			continue
		}
		if err := d.CheckChange(call); want == "" && err != nil || want != "" && (err == nil || err.Error() != want) {
			t.Errorf("%s: %v, want %q", raw, err, want)
		}
	}
	// A tool that has nothing but ids changes something by its name alone.
	d = NewDecoder(reflect.TypeFor[idArgs](), true)
	if call, err := decode[idArgs](t, true, `{"id":"5"}`, nil); err != nil || d.CheckChange(call) != nil {
		t.Error(err, d.CheckChange(call))
	}
}

type idArgs struct {
	ID intercomapi.ID `json:"id"`
}

func TestExactlyOne(t *testing.T) {
	for _, c := range []struct{ id, email, ok bool }{{true, false, true}, {false, true, true}, {false, false, false}, {true, true, false}} {
		err := ExactlyOne(Choices{{"id", c.id}, {"email", c.email}})
		if c.ok != (err == nil) || err != nil && err.Error() != "give exactly one of id, email" {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestError(t *testing.T) {
	cause := errors.New("is blank")
	if err := NewError("contacts[0].id", cause); err.Error() != "contacts[0].id is blank" || !errors.Is(err, cause) {
		t.Error(err)
	}
	if err := Errorf("", "%q is too many", "2"); err.Error() != `"2" is too many` {
		t.Error(err)
	}
}

type aliasArgs struct {
	ID                intercomapi.ID `json:"id,omitempty" rule:"of=contact"`
	CompanyID         string         `json:"company_id,omitempty"` // not an id of Intercom's
	SkipNotifications bool           `json:"skip_notifications,omitempty"`
	TagID             intercomapi.ID `json:"tag_id,omitempty"`
}

// TestAliases takes other spellings of arguments, of ids only where they are of
// the same kind of thing.
func TestAliases(t *testing.T) {
	for raw, want := range map[string]string{
		`{"contactId":"5"}`:                                          `{"id":"5"}`,
		`{"contactId":5,"id":"5"}`:                                   `{"id":"5"}`,
		`{"contactId":null,"id":"5"}`:                                `{"id":"5"}`,
		`{"contactId":"5","id":null}`:                                `{"id":"5"}`,
		`{"contact_id":"5"}`:                                         `{"id":"5"}`,
		`{"contact_id":"5","contactId":5}`:                           `{"id":"5"}`,
		`{"contact_id":"","id":"5"}`:                                 `{"id":"5"}`,
		`{"contact_id":"null","id":"5"}`:                             `{"id":"5"}`,
		`{"tagId":"5"}`:                                              `{"tag_id":"5"}`,
		`{"disable_notifications":true}`:                             `{"skip_notifications":true}`,
		`{"skip_notifications":true,"disable_notifications":"true"}`: `{"skip_notifications":true}`,
	} {
		checkDecoded[aliasArgs](t, false, raw, want)
	}
	for _, c := range []struct {
		raw   string
		words []string
	}{
		{`{"id":"5","contactId":"6"}`, []string{"id", "contactId", "twice"}},
		{`{"companyId":"63a07ddf"}`, []string{`unknown argument "companyId"`, "company_id"}},
		{`{"conversationId":"5"}`, []string{`unknown argument "conversationId"`}},
		{`{"ticketId":"5"}`, []string{`unknown argument "ticketId"`}},
		{`{"skip_notifications":true,"disable_notifications":false}`, []string{"skip_notifications", "disable_notifications"}},
	} {
		checkRefused[aliasArgs](t, false, c.raw, c.words...)
	}
	// An argument of that very name is no alias.
	checkDecoded[namedLikeAlias](t, false, `{"contactId":"5"}`, `{"contactId":"5"}`)
}

type namedLikeAlias struct {
	ID        intercomapi.ID `json:"id,omitempty" rule:"of=contact"`
	ContactID string         `json:"contactId,omitempty"`
}

type listArgs struct {
	Name    string            `json:"name,omitempty"`
	Since   *intercomapi.Time `json:"since,omitempty"`
	PerPage int               `json:"per_page,omitempty"`
	After   string            `json:"starting_after,omitempty" rule:"cursor"`
}

type pageArgs struct {
	PerPage int    `json:"per_page,omitempty"`
	After   string `json:"starting_after,omitempty" rule:"cursor"`
}

type mainArgs struct {
	ConversationID  intercomapi.ID   `json:"conversation_id" rule:"main"`
	TagID           intercomapi.ID   `json:"tag_id,omitempty"`
	ConversationIDs []intercomapi.ID `json:"ticket_ids,omitempty"`
	Contact         string           `json:"contact,omitempty"`
}

type sourceArgs struct {
	ID   intercomapi.ID `json:"id"`
	Tags []string       `json:"tags,omitempty"`
}

// TestMainID takes the id of what a tool works on by any of its names.
func TestMainID(t *testing.T) {
	for raw, want := range map[string]string{
		`{"id":"5","tag_id":"6"}`:                  `{"conversation_id":"5","tag_id":"6"}`,
		`{"conversationId":"5"}`:                   `{"conversation_id":"5"}`,
		`{"conversation_id":"5","id":5}`:           `{"conversation_id":"5"}`,
		`{"id":"5","ticket_id":"6"}`:               `{"conversation_id":"5","ticket_ids":["6"]}`,
		`{"id":"5","contact_id":"6"}`:              `{"contact":"6","conversation_id":"5"}`,
		`{"id":"5","contactId":"6"}`:               `{"contact":"6","conversation_id":"5"}`,
		`{"id":"5","ticketIds":["6"]}`:             `{"conversation_id":"5","ticket_ids":["6"]}`,
		`{"conversation_id":null,"id":"5"}`:        `{"conversation_id":"5"}`,
		`{"conversation_id":"5","id":null}`:        `{"conversation_id":"5"}`,
		`{"conversation_id":"","id":"5"}`:          `{"conversation_id":"5"}`,
		`{"conversation_id":"5","tagId":"null"}`:   `{"conversation_id":"5"}`,
		`{"conversation_id":"5","companyId":null}`: "",
	} {
		if want == "" {
			checkRefused[mainArgs](t, false, raw, `unknown argument "companyId"`)
			continue
		}
		checkDecoded[mainArgs](t, false, raw, want)
	}
	checkRefused[mainArgs](t, false, `{"id":"5","conversation_id":"6"}`, "conversation_id is given twice, as conversation_id and id")
	checkRefused[mainArgs](t, false, `{"tag_id":"6"}`, `missing argument "conversation_id"`)

	d := NewDecoder(reflect.TypeFor[sourceArgs](), false).Of("content_import_source")
	for _, name := range []string{"id", "source_id", "sourceId", "import_source_id", "content_import_source_id", "contentImportSourceId"} {
		call, err := d.Decode(t.Context(), []byte(`{"`+name+`":"5","tag_id":"VIP"}`), resolver(nil))
		if err != nil || string(call.JSON) != `{"id":"5","tags":["VIP"]}` {
			t.Errorf("%s: %s, %v", name, call.JSON, err)
		}
	}
	for _, name := range []string{"content_id", "_id", "ource_id", "ID"} {
		if call, err := d.Decode(t.Context(), []byte(`{"`+name+`":"5"}`), resolver(nil)); err == nil {
			t.Errorf("%s: %s", name, call.JSON)
		}
	}
}

// TestFingerprint tells lists with other filters apart, and no pages of a list.
func TestFingerprint(t *testing.T) {
	d := NewDecoder(reflect.TypeFor[listArgs](), false)
	fingerprint := func(raw string) uint32 {
		t.Helper()
		call, err := decode[listArgs](t, false, raw, nil)
		if err != nil {
			t.Fatal(err)
		}
		return d.Fingerprint(call)
	}
	first := fingerprint(`{"name":"Ann","since":"-1d"}`)
	for raw, same := range map[string]bool{
		`{"since":"-1d","name":"Ann","per_page":5,"starting_after":"abc"}`: true,
		`{"name":"Ann","since":"2026-01-30"}`:                              true, // a relative time moves on
		`{"name":"Bob","since":"-1d"}`:                                     false,
		`{"name":"Ann"}`:                                                   false,
		`{}`:                                                               false,
	} {
		if got := fingerprint(raw); got == 0 || (got == first) != same {
			t.Errorf("%s: %d, and %d at first", raw, got, first)
		}
	}
	call, err := decode[pageArgs](t, false, `{"per_page":5}`, nil)
	if got := NewDecoder(reflect.TypeFor[pageArgs](), false).Fingerprint(call); err != nil || got != 0 {
		t.Errorf("a list without filters has %d, %v", got, err)
	}
}
