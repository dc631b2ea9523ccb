package args

import (
	"encoding/json"
	"hash/crc32"
	"maps"
	"slices"
)

// notFilters are arguments of a list that do not say of what it is, or that
// its cursor carries by themselves.
var notFilters = []string{StartingAfter, "per_page", "page", "scroll", "fields", "detail", "sort", "order", "sort_field", "sort_order", "count_only", "show_query"}

// Fingerprint returns a checksum of what a list is of, by a call's arguments; 0
// for a tool that has none for it. Of a time it counts that there is one: a
// relative one may have been read a second before the list began.
func (a Arguments) Fingerprint(g Given) uint32 {
	if !slices.ContainsFunc(a.root.order, func(name string) bool { return !slices.Contains(notFilters, name) }) {
		return 0
	}
	filters := map[string]json.RawMessage{}
	_ = json.Unmarshal(g.JSON, &filters) // an object, made here
	maps.DeleteFunc(filters, func(name string, _ json.RawMessage) bool { return slices.Contains(notFilters, name) })
	for name := range filters {
		if f := a.root.fields[name]; f != nil && f.form == timeForm {
			filters[name] = nil
		}
	}
	raw, _ := json.Marshal(filters) // names sorted
	return crc32.ChecksumIEEE(raw)
}
