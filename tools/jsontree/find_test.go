package jsontree

import "testing"

func TestFindPath(t *testing.T) {
	root := parsed(t, `{"a":{"b":1,"c.d":2},"a.b":{"e":3},"list":[{"id":"1"},{"x":0},{"id":"2"}],"n":null}`)
	for path, want := range map[string]string{
		"a.b":   `{"e":3}`, // a name with a dot comes first
		"a.c.d": `2`, "a.b.e": `3`, "list.id": `["1","2"]`, "list.y": `[]`, "n": `null`, "a.z": ``, "z": ``, "": ``, "n.a": ``, "a.": ``,
	} {
		if got := written(FindPath(root, path)); got != want {
			t.Errorf("%q: got %s, want %s", path, got, want)
		}
	}
	if FindPath(nil, "a") != nil {
		t.Error("something is found in nothing")
	}
}

func TestJoinPath(t *testing.T) {
	if got := JoinPath(JoinPath("", "contact"), "name"); got != "contact.name" {
		t.Error(got)
	}
}
