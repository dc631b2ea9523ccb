package jsontree

import (
	"encoding/json"
	"testing"
)

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
