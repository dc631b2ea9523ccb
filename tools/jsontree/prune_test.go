package jsontree

import "testing"

func TestPrune(t *testing.T) {
	for raw, want := range map[string]string{
		`null`: ``, `""`: ``, `{}`: ``, `[]`: ``, `0`: `0`, `false`: `false`, `" "`: `" "`,
		`{"a":null,"b":{"c":""},"d":[null,1,[]],"e":1.50}`:            `{"d":[1],"e":1.50}`,
		`{"tags":{"type":"tag.list","tags":[]}}`:                      ``,
		`{"type":"list","url":"/x","total_count":0,"has_more":false}`: ``,
		`{"type":"list","total_count":2}`:                             `{"type":"list","total_count":2}`,
		`{"type":"list","data":[1]}`:                                  `{"type":"list","data":[1]}`,
		`{"type":"contact"}`:                                          `{"type":"contact"}`,
	} {
		root := parsed(t, raw)
		before := written(root)
		if got := written(Prune(root)); got != want || written(root) != before {
			t.Errorf("%s: got %s, want %s; now it is %s", raw, got, want, written(root))
		}
	}
	if Prune(nil) != nil {
		t.Error("something is left of nothing")
	}
}
