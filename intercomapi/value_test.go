package intercomapi_test

import (
	"encoding/json"
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
)

// roundTrip reads in as a T and writes it again.
func roundTrip[T any](in string) (string, error) {
	var v T
	if err := json.Unmarshal([]byte(in), &v); err != nil {
		return "", err
	}
	out, err := json.Marshal(v)
	return string(out), err
}

func TestValuesAreReadAndWritten(t *testing.T) {
	for name, kind := range map[string]struct {
		trip  func(string) (string, error)
		cases map[string]string // "" is an error
	}{
		"ID": {roundTrip[intercomapi.ID], map[string]string{
			`"63a07ddf"`: `"63a07ddf"`, `""`: `""`, `5`: `"5"`, ` 5 `: `"5"`, `9007199254740993`: `"9007199254740993"`, `null`: `""`,
			`true`: "", `[]`: "", `{}`: "",
		}},
		"IntID": {roundTrip[intercomapi.IntID], map[string]string{
			`"5"`: `5`, `5`: `5`, `9007199254740993`: `9007199254740993`, `"9223372036854775807"`: `9223372036854775807`,
			`"abc"`: "", `""`: "", `null`: "", `"9223372036854775808"`: "", `"1.5"`: "", `true`: "",
		}},
		"Time": {roundTrip[intercomapi.Time], map[string]string{
			`1700000000`: `1700000000`, `"1700000000"`: `1700000000`, `null`: `0`, `0`: `0`, `-5`: `-5`,
			`"2023-11-14T22:13:20Z"`: `1700000000`, `"2023-11-14T23:13:20.500+01:00"`: `1700000000`,
			`""`: "", `"yesterday"`: "", `true`: "", `{}`: "",
		}},
		"Whole": {roundTrip[intercomapi.Whole], map[string]string{
			`155.98`: `155`, `-155.98`: `-155`, `0`: `0`, `0.9`: `0`, `1e3`: `1000`, `2147483647`: `2147483647`,
			`1e300`: "", `"5"`: "", `true`: "",
		}},
		"Attributes": {roundTrip[intercomapi.Attributes], map[string]string{
			`{"a":"x","b":1.5,"c":true,"d":null}`: `{"a":"x","b":1.5,"c":true,"d":null}`, `{}`: `{}`, `null`: `null`, `[]`: "", `"{}"`: "",
		}},
		"Nullable string": {roundTrip[intercomapi.Nullable[string]], map[string]string{
			`"x"`: `"x"`, `""`: `""`, `null`: `null`, ` null `: `null`, `5`: "",
		}},
		"Nullable bool": {roundTrip[intercomapi.Nullable[bool]], map[string]string{`false`: `false`, `true`: `true`, `null`: `null`, `"x"`: ""}},
		"Nullable time": {roundTrip[intercomapi.Nullable[intercomapi.Time]], map[string]string{`0`: `0`, `"5"`: `5`, `null`: `null`, `"x"`: ""}},
		"Object": {roundTrip[intercomapi.Object], map[string]string{
			`{"id":9007199254740993,"x":"<p>"}`: `{"id":9007199254740993,"x":"\u003cp\u003e"}`, `{}`: `{}`,
			`null`: "", `[]`: "", `"{}"`: "", `5`: "",
		}},
	} {
		for in, want := range kind.cases {
			if got, err := kind.trip(in); got != want || (err == nil) != (want != "") {
				t.Errorf("%s %s: got %s, %v; want %s", name, in, got, err, want)
			}
		}
	}
}

// TestNullable is about the three things that a field of an update can say.
func TestNullable(t *testing.T) {
	type change struct {
		Name intercomapi.Nullable[string] `json:"name,omitzero"`
		Size intercomapi.Nullable[int]    `json:"size,omitzero"`
	}
	for _, c := range []struct {
		in   change
		want string
	}{
		{change{}, `{}`},
		{change{Name: intercomapi.Set("x")}, `{"name":"x"}`},
		{change{Name: intercomapi.Set(""), Size: intercomapi.Set(0)}, `{"name":"","size":0}`},
		{change{Name: intercomapi.Nullable[string]{Null: true}}, `{"name":null}`},
	} {
		got, err := json.Marshal(c.in)
		if err != nil || string(got) != c.want {
			t.Errorf("got %s, %v; want %s", got, err, c.want)
		}
	}
	var reused change
	for _, in := range []string{`{"name":null}`, `{"name":"y"}`} { // into the same value
		if err := json.Unmarshal([]byte(in), &reused); err != nil {
			t.Fatal(err)
		}
		if got, _ := json.Marshal(reused); string(got) != in {
			t.Errorf("%s became %s", in, got)
		}
	}
}

func TestIDCheck(t *testing.T) {
	for _, id := range []intercomapi.ID{"5", "63a07ddf05a32042dffac965", "001fp099oa4ulkinhhq0", "a-b_C", "0", "Search", "lastly"} {
		if err := id.Check(); err != nil {
			t.Errorf("%q: %v", id, err)
		}
	}
	hostile := []intercomapi.ID{
		"", ".", "..", "/", "a/b", "../admins", "a%2fb", "%2e%2e", "x?y", "x#y", "x;y", "a b", " 5", "5\n", "\x00", "ü", "{id}", "a.b", "5&x=1", `5"`, `a\b`,
		"last", "search", "scroll", "list", "merge", "deleted", "me", "find_by_external_id", "enqueue", "attributes", "run", "count", "redact",
	}
	for _, id := range hostile {
		if err := id.Check(); err == nil {
			t.Errorf("%q passes for an id", id)
		} else if len(err.Error()) > 200 {
			t.Errorf("%q: %v", id, err)
		}
	}
	for _, c := range []string{"/", "5"} {
		if err := intercomapi.ID(strings.Repeat(c, 10_000)).Check(); err == nil || len(err.Error()) > 200 {
			t.Errorf("a long id of %s passes, or makes a long message", c)
		}
	}
}

func TestObject(t *testing.T) {
	o := intercomapi.Object(`{"id":9007199254740993,"name":"Ann"}`)
	var v struct{ Name string }
	if err := o.Decode(&v); err != nil || v.Name != "Ann" || o.ID() != "9007199254740993" {
		t.Errorf("%v %+v %s", err, v, o.ID())
	}
	for _, without := range []string{`{}`, `{"id":null}`, `{"id":[]}`, `nonsense`, ``} {
		if id := intercomapi.Object(without).ID(); id != "" {
			t.Errorf("%q has the id %q", without, id)
		}
	}
	if _, err := json.Marshal(intercomapi.Object(nil)); err == nil {
		t.Error("no object was written as one")
	}
}
