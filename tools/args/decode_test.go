package args

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
)

// fixedNow is the clock of every call here: 2026-01-31T09:00:00Z.
var fixedNow = time.Unix(1769850000, 0)

// everyForm has an argument of each form.
type everyForm struct {
	ID         intercomapi.ID         `json:"id,omitempty" rule:"of=contact"`
	IntoID     intercomapi.IntID      `json:"into_id,omitempty"`
	Text       string                 `json:"text,omitempty" rule:"also=in_app:inapp|mail:email maxlen=20"`
	Role       string                 `json:"role,omitempty" rule:"enum=user|lead"`
	After      string                 `json:"starting_after,omitempty" rule:"cursor"`
	Since      *intercomapi.Time      `json:"since,omitempty"`
	Until      *intercomapi.Time      `json:"until,omitempty" rule:"day=end"`
	PerPage    int                    `json:"per_page,omitempty" rule:"positive max=150"`
	Count      *int                   `json:"count,omitempty"`
	Spend      *intercomapi.Whole     `json:"spend,omitempty"`
	Ratio      float64                `json:"ratio,omitempty"`
	Flag       *bool                  `json:"flag,omitempty"`
	URLs       []string               `json:"urls,omitempty" rule:"maxitems=3"`
	Ratings    []int                  `json:"ratings,omitempty"`
	TeamIDs    []intercomapi.ID       `json:"team_ids,omitempty"`
	Contacts   []contactRef           `json:"contacts,omitempty"`
	Query      query                  `json:"query,omitzero" rule:"brief"`
	Attributes intercomapi.Attributes `json:"attributes,omitempty"`
	Object     intercomapi.Object     `json:"object,omitempty"`
	Value      any                    `json:"value,omitempty"`
}

type contactRef struct {
	ID    intercomapi.ID `json:"id,omitempty" rule:"of=contact"`
	Email string         `json:"email,omitempty"`
}

type query struct {
	Field string `json:"field,omitempty"`
	Value any    `json:"value,omitempty"`
}

// decode decodes the arguments of a call. Names are looked up in ids; one that is
// not there is an error.
func decode[T any](t *testing.T, updates bool, raw string, ids map[string]intercomapi.ID) (Decoded, error) {
	t.Helper()
	return NewDecoder(reflect.TypeFor[T](), updates).Decode(t.Context(), json.RawMessage(raw), resolver(func(r *Reference) error {
		if id, ok := ids[r.Text]; ok {
			return r.SetID(id)
		}
		return errors.New("looked up " + r.Text)
	}))
}

// resolver returns a Resolver with this clock.
func resolver(resolve func(*Reference) error) Resolver {
	return Resolver{
		Calendar: func(string) *Calendar { return NewCalendar(fixedNow) },
		Resolve:  func(_ context.Context, r *Reference) error { return resolve(r) },
	}
}

// checkDecoded checks the canonical form of arguments.
func checkDecoded[T any](t *testing.T, updates bool, raw, want string) {
	t.Helper()
	if got, err := decode[T](t, updates, raw, nil); err != nil || string(got.JSON) != want {
		t.Errorf("%s:\n got %s, %v\nwant %s", raw, got.JSON, err, want)
	}
}

// checkRefused checks that arguments are refused by an Error that holds all of
// these words.
func checkRefused[T any](t *testing.T, updates bool, raw string, words ...string) {
	t.Helper()
	got, err := decode[T](t, updates, raw, nil)
	if _, ok := errors.AsType[Error](err); !ok {
		t.Errorf("%s: got %s, %v, want an Error", raw, got.JSON, err)
		return
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%s: %q is not in: %v", raw, word, err)
		}
	}
}

// TestForms decodes arguments in the forms that models and other products send.
func TestForms(t *testing.T) {
	for _, c := range []struct{ raw, want string }{
		{``, `{}`},
		{` `, `{}`},
		{`null`, `{}`},
		{`{"role":null,"per_page":null,"team_ids":null,"contacts":null}`, `{}`},
		{`{"value":null}`, `{"value":null}`},
		{`{"role":"null","per_page":" NULL ","team_ids":"null","contacts":"null","id":"null","flag":"null","spend":"null","query":"null"}`, `{}`},
		{`{"contacts":[null,{"id":null,"email":"a@b.c"}],"team_ids":[null,5]}`, `{"contacts":[{"email":"a@b.c"}],"team_ids":["5"]}`},
		{`{"contacts":[{"id":null,"email":null}],"team_ids":[null],"query":{"field":null,"value":null}}`, `{}`},
		{`{"text":"null"}`, `{"text":"null"}`},
		{`{"attributes":{"plan":null,"tier":"null"}}`, `{"attributes":{"plan":null,"tier":"null"}}`},

		// what is empty
		{`{"id":"","text":"","role":"","per_page":"","flag":"","starting_after":"","attributes":"","query":"","spend":"","urls":"","contacts":""}`, `{}`},
		{`{"id":[],"text":{},"attributes":[],"query":[],"urls":{},"contacts":{},"ratings":[],"flag":[]}`, `{}`},
		{`{"attributes":{},"urls":[],"contacts":[],"query":{}}`, `{}`},
		{`{"attributes":" {} ","urls":" [] "}`, `{}`},

		// ids
		{`{"id":"63a07ddf"}`, `{"id":"63a07ddf"}`},
		{`{"id":5}`, `{"id":"5"}`},
		{`{"id":" 5\n"}`, `{"id":"5"}`},
		{`{"id":9007199254740993}`, `{"id":"9007199254740993"}`},
		{`{"id":"9007199254740993"}`, `{"id":"9007199254740993"}`},
		{`{"into_id":9007199254740993}`, `{"into_id":"9007199254740993"}`},
		{`{"into_id":"2"}`, `{"into_id":"2"}`},
		{`{"id":"https://app.intercom.com/a/apps/x/users/6762f0dd1bb69f9f2193bb83"}`, `{"id":"6762f0dd1bb69f9f2193bb83"}`},

		// texts
		{`{"text":5}`, `{"text":"5"}`},
		{`{"text":1.50}`, `{"text":"1.50"}`},
		{`{"text":"mail"}`, `{"text":"email"}`},
		{`{"starting_after":5}`, `{"starting_after":"5"}`},

		// objects, their numbers to the last digit
		{`{"attributes":{"n":9007199254740993,"f":1.50,"b":false,"z":0,"x":null}}`, `{"attributes":{"b":false,"f":1.50,"n":9007199254740993,"x":null,"z":0}}`},
		{`{"attributes":"{\"n\":9007199254740993}"}`, `{"attributes":{"n":9007199254740993}}`},
		{`{"object":{"a":[1.0]}}`, `{"object":{"a":[1.0]}}`},
		{`{"query":"{\"field\":\"name\",\"value\":1.0}"}`, `{"query":{"field":"name","value":1.0}}`},
		{`{"value":{"a":[1.0,null]}}`, `{"value":{"a":[1.0,null]}}`},

		// lists
		{`{"urls":"https://a, https://b ,"}`, `{"urls":["https://a","https://b"]}`},
		{`{"urls":"[\"https://a\"]"}`, `{"urls":["https://a"]}`},
		{`{"ratings":"1, 2"}`, `{"ratings":[1,2]}`},
		{`{"ratings":3}`, `{"ratings":[3]}`},
		{`{"team_ids":"1,2"}`, `{"team_ids":["1","2"]}`},
		{`{"team_ids":1}`, `{"team_ids":["1"]}`},
		{`{"contacts":"[{\"id\":5}]"}`, `{"contacts":[{"id":"5"}]}`},
		{`{"contacts":{"email":"a@b.c"}}`, `{"contacts":[{"email":"a@b.c"}]}`},
		{`{"contacts":"5, 6"}`, `{"contacts":[{"id":"5"},{"id":"6"}]}`},
		{`{"contacts":[5,"6",{"id":7}]}`, `{"contacts":[{"id":"5"},{"id":"6"},{"id":"7"}]}`},

		// numbers and booleans
		{`{"per_page":"5"}`, `{"per_page":5}`},
		{`{"per_page":5.0}`, `{"per_page":5}`},
		{`{"per_page":" 5.0 "}`, `{"per_page":5}`},
		{`{"per_page":1e2}`, `{"per_page":100}`},
		{`{"count":0}`, `{"count":0}`},
		{`{"count":-3}`, `{"count":-3}`},
		{`{"spend":155.98}`, `{"spend":155.98}`},
		{`{"spend":"155.98"}`, `{"spend":155.98}`},
		{`{"ratio":"0.5"}`, `{"ratio":0.5}`},
		{`{"flag":"true"}`, `{"flag":true}`},
		{`{"flag":"false"}`, `{"flag":false}`},
		{`{"flag":false}`, `{"flag":false}`},
	} {
		checkDecoded[everyForm](t, false, c.raw, c.want)
	}
}

// TestBadForms refuses arguments that no form fits, and says which and why.
func TestBadForms(t *testing.T) {
	for _, c := range []struct {
		raw   string
		words []string
	}{
		{`[]`, []string{"not a JSON object"}},
		{`"5"`, []string{"not a JSON object"}},
		{`{"id":`, []string{"not a JSON object"}},
		{`{} {}`, []string{"not a JSON object"}},
		{`{"limit":5}`, []string{`unknown argument "limit"`, "attributes, contacts, count", "per_page", "starting_after"}},
		{`{"contacts":[{"mail":"x"}]}`, []string{`unknown argument "contacts[0].mail"`, "email, id"}},
		{`{"query":{"field":"id","values":[]}}`, []string{`unknown argument "query.values"`}},

		{`{"id":true}`, []string{"id"}},
		{`{"id":["5"]}`, []string{"id"}},
		{`{"id":1e3}`, []string{"id 1e3 is not an Intercom id: write all its digits"}},
		{`{"id":1.5}`, []string{"id"}},
		{`{"id":"a/b"}`, []string{"id"}},
		{`{"into_id":"abc"}`, []string{`into_id "abc" is not a number`}},
		{`{"text":true}`, []string{"text"}},
		{`{"text":" "}`, []string{"text is blank"}},
		{`{"text":"<p>&nbsp;</p>"}`, []string{"text is blank"}},
		{`{"urls":["\u200b"]}`, []string{"urls[0] is blank"}},
		{`{"text":"\u200b\ufeff"}`, []string{"text is blank"}},
		{`{"urls":["https://a",""]}`, []string{"urls[1] is blank"}},
		{`{"urls":" , "}`, []string{"urls is blank"}},
		{`{"text":"123456789012345678901"}`, []string{"text: 21 characters are more than 20"}},
		{`{"role":"owner"}`, []string{"role", "user"}},

		{`{"per_page":"many"}`, []string{"per_page", "integer"}},
		{`{"per_page":5.5}`, []string{"per_page"}},
		{`{"per_page":0}`, []string{"per_page", "at least 1"}},
		{`{"per_page":"0"}`, []string{"per_page", "at least 1"}},
		{`{"per_page":-1}`, []string{"per_page", "at least 1"}},
		{`{"per_page":151}`, []string{"per_page", "150"}},
		{`{"per_page":true}`, []string{"per_page"}},
		{`{"per_page":[5]}`, []string{"per_page"}},
		{`{"per_page":1e400}`, nil},
		{`{"per_page":"0x5"}`, []string{"per_page"}},
		{`{"spend":"NaN"}`, []string{"spend"}},
		{`{"flag":"yes"}`, []string{"flag", "boolean"}},
		{`{"flag":1}`, []string{"flag", "boolean"}},

		{`{"attributes":"{"}`, []string{"attributes", "not valid JSON"}},
		{`{"attributes":" "}`, []string{"attributes", "not valid JSON: it is empty"}},
		{`{"attributes":"{} {}"}`, []string{"attributes"}},
		{`{"attributes":{"n":1e400}}`, nil},
		{`{"query":"{broken"}`, []string{"query", "not valid JSON"}},
		{`{"urls":"[1"}`, []string{"urls", "not valid JSON"}},
		{`{"urls":"a,b,c,d"}`, []string{"urls: 4 items are more than 3"}},
	} {
		checkRefused[everyForm](t, false, c.raw, c.words...)
	}
}

type updateArgs struct {
	ID                intercomapi.ID               `json:"id"`
	Name              intercomapi.Nullable[string] `json:"name,omitzero" jsonschema:"Full name"`
	Email             string                       `json:"email,omitempty"`
	AdminID           intercomapi.ID               `json:"admin_id,omitempty"`
	SkipNotifications bool                         `json:"skip_notifications,omitempty"`
}

// TestNull takes null for what is not given, in an update, too.
func TestNull(t *testing.T) {
	for _, updates := range []bool{true, false} {
		checkDecoded[updateArgs](t, updates, `{"id":"5","name":null,"email":null}`, `{"id":"5"}`)
	}
	checkRefused[updateArgs](t, true, `{"id":null,"name":"x"}`, `missing argument "id"`)
	checkRefused[updateArgs](t, true, `{"id":"null","name":"x"}`, `missing argument "id"`)
	checkRefused[updateArgs](t, true, `{"id":"","name":"x"}`, "id is empty, and must be given")
}

// TestClear clears the fields of an update that are named.
func TestClear(t *testing.T) {
	for raw, want := range map[string]string{
		`{"id":"5","clear":["name"]}`:             `{"id":"5","name":null}`,
		`{"id":"5","clear":"name","name":null}`:   `{"id":"5","name":null}`,
		`{"id":"5","clear":null,"name":"Ann"}`:    `{"id":"5","name":"Ann"}`,
		`{"id":"5","clear":[],"email":"a@b.c"}`:   `{"email":"a@b.c","id":"5"}`,
		`{"id":"5","clear":[null],"name":"Ann"}`:  `{"id":"5","name":"Ann"}`,
		`{"id":"5","clear":["name","name"]}`:      `{"id":"5","name":null}`,
		`{"id":"5","clear":"[\"name\"]"}`:         `{"id":"5","name":null}`,
		`{"id":"5","clear":"","name":"Ann"}`:      `{"id":"5","name":"Ann"}`,
		`{"id":"5","clear":["name"],"name":""}`:   `{"id":"5","name":null}`,
		`{"id":"5","name":""}`:                    `{"id":"5"}`,
		`{"id":"5","clear":"null","name":"null"}`: `{"id":"5","name":"null"}`,
	} {
		checkDecoded[updateArgs](t, true, raw, want)
	}
	checkRefused[updateArgs](t, true, `{"id":"5","clear":["name"],"name":"Ann"}`, "clear names name, which this call sets as well")
	checkRefused[updateArgs](t, true, `{"id":"5","clear":["email"]}`, `"email" is none of name`)
	checkRefused[updateArgs](t, false, `{"id":"5","clear":["name"]}`, `unknown argument "clear"`)
	call, err := decode[updateArgs](t, true, `{"id":"5","clear":["name"]}`, nil)
	if got, ok := call.Struct.(updateArgs); err != nil || !ok || !got.Name.Null {
		t.Errorf("%+v, %v", call.Struct, err)
	}
}

type emptyArgs struct {
	ID          intercomapi.ID `json:"id,omitempty"`
	Title       string         `json:"title,omitempty" rule:"minlen=1"`
	Name        string         `json:"name,omitempty" rule:"filled"`
	Plan        string         `json:"plan,omitempty"`
	Kind        string         `json:"kind,omitempty" rule:"enum=a|b"`
	Description *string        `json:"description,omitempty"`
	Body        *string        `json:"body,omitempty" rule:"filled"`
	Teams       []string       `json:"teams,omitzero"`
	Labels      []string       `json:"labels,omitempty"`
	Reactions   []string       `json:"reactions,omitzero" rule:"empty"`
	Value       string         `json:"value" rule:"empty"`
}

// TestEmpty takes an empty value for what it can mean: a field that is not given,
// or in an update one that becomes empty.
func TestEmpty(t *testing.T) {
	const v = `"value":""`
	for raw, want := range map[string]string{
		`{"id":"","title":"","name":"","kind":"","labels":[],"teams":"","plan":"","body":"",` + v + `}`: `{` + v + `}`,
		`{"description":"",` + v + `}`: `{"description":"",` + v + `}`,
		`{"teams":[],` + v + `}`:       `{"teams":[],` + v + `}`,
		`{"teams":"[]",` + v + `}`:     `{"teams":[],` + v + `}`,
	} {
		checkDecoded[emptyArgs](t, true, raw, want)
	}
	checkDecoded[emptyArgs](t, false, `{"description":"","teams":[],"reactions":[],`+v+`}`, `{"reactions":[],`+v+`}`)
	checkDecoded[emptyArgs](t, false, `{"plan":"","body":"",`+v+`}`, `{`+v+`}`)
}

type requiredArgs struct {
	ID   intercomapi.ID `json:"id" jsonschema:"Of the conversation"`
	Type string         `json:"type" jsonschema:"What it is" rule:"enum=comment|note"`
}

func TestRequired(t *testing.T) {
	checkRefused[requiredArgs](t, false, `{"type":"note"}`, `missing argument "id": Of the conversation`)
	checkRefused[requiredArgs](t, false, `{"id":"1"}`, `missing argument "type" (comment, note): What it is`)
	checkDecoded[requiredArgs](t, false, `{"type":"note","id":1}`, `{"id":"1","type":"note"}`)
}

// TestStruct decodes into the tool's own struct, with what was looked up.
func TestStruct(t *testing.T) {
	call, err := decode[everyForm](t, false, `{"id":"a@b.c","team_ids":["Billing",2],"starting_after":"abc","until":"today","spend":1.9}`,
		map[string]intercomapi.ID{"a@b.c": "63a07ddf", "Billing": "7"})
	if err != nil {
		t.Fatal(err)
	}
	got, ok := call.Struct.(everyForm)
	if !ok || got.ID != "63a07ddf" || !reflect.DeepEqual(got.TeamIDs, []intercomapi.ID{"7", "2"}) || *got.Until != 1769903999 || *got.Spend != 1 {
		t.Errorf("%+v", call.Struct)
	}
	if call.StartingAfter != "abc" || got.After != "abc" {
		t.Errorf("starting_after is %q and %q", call.StartingAfter, got.After)
	}
	const want = `{"id":"63a07ddf","spend":1.9,"starting_after":"abc","team_ids":["7","2"],"until":"1769903999"}`
	if string(call.JSON) != want {
		t.Errorf("got %s, want %s", call.JSON, want)
	}
}

// TestExtraArguments takes arguments that the struct does not have.
func TestExtraArguments(t *testing.T) {
	d := NewDecoder(reflect.TypeFor[contactRef](), false, NewCursor("The rest"), NewFlag("again", "Once more"))
	var began string
	calendar := func(startingAfter string) *Calendar {
		began = startingAfter
		return NewCalendar(fixedNow)
	}
	call, err := d.Decode(t.Context(), json.RawMessage(`{"email":"a@b.c","starting_after":"abc","again":"true"}`), Resolver{Calendar: calendar})
	const want = `{"again":true,"email":"a@b.c","starting_after":"abc"}`
	if err != nil || call.StartingAfter != "abc" || began != "abc" || string(call.JSON) != want || call.Struct != (contactRef{Email: "a@b.c"}) {
		t.Errorf("%+v, %v, clock of %q", call, err, began)
	}
	for _, part := range []string{`"starting_after":{"type":"string","description":"The rest"}`, `"again":{"type":"boolean","description":"Once more"}`} {
		if !strings.Contains(string(d.Schema), part) {
			t.Errorf("%s is not in %s", part, d.Schema)
		}
	}
}

func TestParseJSON(t *testing.T) {
	for _, c := range []struct {
		raw  string
		want any
		ok   bool
	}{
		{"", nil, true}, {" \n", nil, true}, {"null", nil, true}, {"1.50", json.Number("1.50"), true}, {`["a"]`, []any{"a"}, true},
		{"{", nil, false}, {"1 2", nil, false},
	} {
		if got, err := ParseJSON([]byte(c.raw)); (err == nil) != c.ok || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q: %v, %v", c.raw, got, err)
		}
	}
}

// TestConversions turns values into other types, and leaves those that are of no such type.
func TestConversions(t *testing.T) {
	for _, c := range []struct {
		convert  func(any) any
		in, want any
	}{
		{ToText, json.Number("1.50"), "1.50"}, {ToText, "x", "x"}, {ToText, true, true}, {ToText, nil, nil},
		{ToNumber, " 5 ", json.Number("5")}, {ToNumber, "-1.5e3", json.Number("-1.5e3")}, {ToNumber, "true", "true"}, {ToNumber, "", ""},
		{ToNumber, "0x5", "0x5"}, {ToNumber, "+5", "+5"}, {ToNumber, json.Number("5"), json.Number("5")},
		{toInteger, "5.0", json.Number("5")}, {toInteger, json.Number("5e0"), json.Number("5")}, {toInteger, "5.5", json.Number("5.5")},
		{toInteger, json.Number("9007199254740993"), json.Number("9007199254740993")}, {toInteger, json.Number("1e400"), json.Number("1e400")},
		{ToBoolean, "true", true}, {ToBoolean, "false", false}, {ToBoolean, "yes", "yes"}, {ToBoolean, json.Number("1"), json.Number("1")},
	} {
		if got := c.convert(c.in); got != c.want {
			t.Errorf("%#v became %#v, want %#v", c.in, got, c.want)
		}
	}
}
