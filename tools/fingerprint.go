package tools

import (
	"encoding/json"
	"hash/crc32"
	"maps"
	"slices"
)

// besideFilters are arguments of a list that do not say of what it is, or that
// its cursor carries by themselves.
var besideFilters = []string{startingAfter, "per_page", "page", "scroll", "fields", "detail", "sort", "order", "sort_field", "sort_order", "count_only", "show_query"}

// fingerprint returns a checksum of what a list is of, by a call's arguments; 0
// for a tool that has none for it. Of a time it counts that there is one: a
// relative one may have been read a second before the list began.
func (a arguments) fingerprint(g given) uint32 {
	if !slices.ContainsFunc(a.root.order, func(name string) bool { return !slices.Contains(besideFilters, name) }) {
		return 0
	}
	filters := map[string]json.RawMessage{}
	_ = json.Unmarshal(g.canonical, &filters) // an object, made here
	maps.DeleteFunc(filters, func(name string, _ json.RawMessage) bool { return slices.Contains(besideFilters, name) })
	for name := range filters {
		if f := a.root.fields[name]; f != nil && f.form == moment {
			filters[name] = nil
		}
	}
	raw, _ := json.Marshal(filters) // names sorted
	return crc32.ChecksumIEEE(raw)
}
