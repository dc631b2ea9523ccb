package tools_test

import (
	"slices"
	"strings"
	"testing"
)

// TestSearchTerms reads the queries of clients that know only search.
func TestSearchTerms(t *testing.T) {
	filter := func(field, operator, value string) string {
		return `{"field":"` + field + `","operator":"` + operator + `","value":"` + value + `"}`
	}
	for query, want := range map[string]string{
		`object_type:conversations state:open refund`:      filter("source.body", "~", "refund") + "," + filter("state", "=", "open"),
		`object_type:contacts name:\"Maria Silva\"`:        filter("name", "~", "Maria Silva"),
		`object_type:contacts ann@example.com`:             filter("email", "~", "ann@example.com"),
		`object_type:conversations \"error:404 again\"`:    filter("source.body", "~", "error:404") + "," + filter("source.body", "~", "again"),
		`object_type:conversations https://a.example Re:x`: filter("source.body", "~", "https://a.example") + "," + filter("source.body", "~", "Re:x"),
	} {
		_, sent, err := run(t, "search", `{"query":"`+query+`"}`)
		body := `{"query":{"operator":"AND","value":[` + want + `]},"pagination":{"per_page":20}}`
		if !strings.Contains(want, "},{") { // one filter needs no group
			body = `{"query":` + want + `,"pagination":{"per_page":20}}`
		}
		if err != nil || len(sent) != 1 || !slices.ContainsFunc([]string{"conversations", "contacts"},
			func(list string) bool { return sent[0] == "POST /"+list+"/search "+body }) {
			t.Errorf("%s:\n got %v, %v\nwant %s", query, sent, err, body)
		}
	}
	refuses(t, "search", `{"query":"object_type:conversations source_type:email refund"}`, "source_type:email", "object_type, email, name, state, subject",
		"quotes")
	refuses(t, "search", `{"query":"state:open limit:2"}`, "limit:2")
	refuses(t, "search", `{"query":"object_type:articles refund"}`, "object_type:articles")
	refuses(t, "search", `{"query":"object_type:contacts \"\""}`, "no word")
}
