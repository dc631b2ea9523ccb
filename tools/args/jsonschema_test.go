package args

import (
	"reflect"
	"testing"

	"intercom-mcp/intercomapi"
)

type paging struct {
	PerPage int `json:"per_page,omitempty" jsonschema:"Default 20" rule:"positive max=150"`
}

type schemaArgs struct {
	paging `rule:"per_page.max=50"`
	ID     intercomapi.ID               `json:"id" jsonschema:"Of \"it\""`
	Role   string                       `json:"role,omitempty" rule:"enum=user|lead"`
	Name   intercomapi.Nullable[string] `json:"name,omitzero" jsonschema:"Full" rule:"minlen=1"`
	Roles  []string                     `json:"roles,omitempty" rule:"minitems=1 enum=user|lead"`
	Query  query                        `json:"query,omitzero" rule:"brief"`
	Values map[string]any               `json:"values,omitempty"`
	Value  any                          `json:"value,omitempty"`
	Hidden string                       `json:"-"`
}

// TestSchema writes what the tags of a struct say.
func TestSchema(t *testing.T) {
	const want = `{"type":"object","properties":{"per_page":{"type":"integer","description":"Default 20","maximum":50},` +
		`"id":{"type":"string","description":"Of \"it\""},"role":{"type":"string","enum":["user","lead"]},` +
		`"name":{"type":"string","description":"Full","minLength":1},` +
		`"roles":{"type":"array","minItems":1,"items":{"type":"string","enum":["user","lead"]}},` +
		`"query":{"type":"object","properties":{},"additionalProperties":true},` +
		`"values":{"type":"object","properties":{},"additionalProperties":true},"value":{},` +
		`"clear":{"type":"array","description":"Fields to empty","items":{"type":"string","enum":["name"]}}},"required":["id"],"additionalProperties":false}`
	if got := string(NewDecoder(reflect.TypeFor[schemaArgs](), true).Schema); got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}

// TestOutputSchema allows for fields that the API may add.
func TestOutputSchema(t *testing.T) {
	const want = `{"type":"object","properties":{"field":{"type":"string"},"value":{}},"additionalProperties":true}`
	if got := string(OutputSchema(reflect.TypeFor[query]())); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestBrokenStructs refuses structs that no schema can describe as they are meant.
func TestBrokenStructs(t *testing.T) {
	for name, structType := range map[string]reflect.Type{
		"a channel":           reflect.TypeFor[struct{ C chan int }](),
		"no name":             reflect.TypeFor[struct{ Name string }](),
		"the same name twice": reflect.TypeFor[sameName](),
		"an unknown rule": reflect.TypeFor[struct {
			Name string `json:"name" rule:"most=5"`
		}](),
		"an unknown end of day": reflect.TypeFor[struct {
			Day intercomapi.Time `json:"day" rule:"day=start"`
		}](),
		"a rule for a field that is not embedded": reflect.TypeFor[missingField](),
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("taken")
				}
			}()
			NewDecoder(structType, false)
		})
	}
}

type sameName struct {
	paging
	Size int `json:"per_page,omitempty"`
}

type missingField struct {
	paging `rule:"page.max=50"`
}
