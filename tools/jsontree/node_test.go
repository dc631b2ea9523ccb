package jsontree

import (
	"encoding/json"
	"math"
	"testing"
)

func parsed(t *testing.T, raw string) *Node {
	t.Helper()
	root, err := Parse([]byte(raw))
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return root
}

// written returns a node as JSON; "" for one that is not there.
func written(n *Node) string {
	if n == nil {
		return ""
	}
	return string(n.Append(nil))
}

// TestOrderAndDigits are kept, and < is written as it is.
func TestOrderAndDigits(t *testing.T) {
	for raw, want := range map[string]string{
		` { "b" : 1.50 , "a" : [ true , null , 9007199254740993 ] } `: `{"b":1.50,"a":[true,null,9007199254740993]}`,
		`"\u003cp\u003e & \n\u0001\u007f\"\\\/"`:                      `"<p> & \n\u0001\u007f\"\\/"`,
		`"\ud83d\ude00 \ud800"`:                                       `"😀 ` + "\uFFFD" + `"`,
	} {
		if got := written(parsed(t, raw)); got != want {
			t.Errorf("%s: got %s, want %s", raw, got, want)
		}
	}
	for _, raw := range []string{``, `{`, `{"a"}`, `[1,]`, `1 2`, `{} x`} {
		if root, err := Parse([]byte(raw)); err == nil {
			t.Errorf("%s is taken as %s", raw, written(root))
		}
	}
}

func TestMembers(t *testing.T) {
	n := parsed(t, `{"a":1,"b":"x","a":2,"c":null}`)
	if got := n.Get("a").Scalar() + n.Get("b").Scalar() + n.Get("c").Scalar() + n.Get("z").Scalar(); got != "1x" {
		t.Error(got)
	}
	if !n.Get("c").IsNull() || !n.Get("z").IsNull() || n.Get("a").IsNull() || parsed(t, `[1]`).Get("a") != nil {
		t.Error("null")
	}
	n = parsed(t, `{"a":1,"b":2,"c":3}`)
	n.Set("b", NewText("x"))
	n.Set("d", parsed(t, `[]`))
	n.Remove("a")
	n.Remove("z")
	if got := written(n); got != `{"b":"x","c":3,"d":[]}` {
		t.Error(got)
	}
	if got := written(n.Pick("c", "z", "b")); got != `{"c":3,"b":"x"}` {
		t.Error(got)
	}
	if got := written((*Node)(nil).Pick("a")); got != `{}` {
		t.Error(got)
	}
}

func TestQuote(t *testing.T) {
	for _, c := range []struct {
		v    any
		want string
	}{
		{"<a> & b", `"<a> & b"`}, {map[string]int{"b": 1, "a": 2}, `{"a":2,"b":1}`}, {nil, `null`}, {math.NaN(), `null`},
	} {
		if got := Quote(c.v); got != c.want {
			t.Errorf("%v: %s", c.v, got)
		}
	}
}

func FuzzTree(f *testing.F) {
	f.Add(`{"a":[1.50,"x<y",null,true,{}],"a":"\ud800"}`)
	f.Fuzz(func(t *testing.T, s string) {
		root, err := Parse([]byte(s))
		if (err == nil) != json.Valid([]byte(s)) {
			t.Fatalf("%q: %v", s, err)
		}
		if err != nil {
			return
		}
		once := root.Append(nil)
		again, err := Parse(once)
		if err != nil || string(again.Append(nil)) != string(once) {
			t.Errorf("%q: %s, then %v", s, once, err)
		}
	})
}
