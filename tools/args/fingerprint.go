package args

import (
	"encoding/json"
	"hash/crc32"
	"maps"
	"slices"
)

// notFilters are arguments of a list that do not say which items it has, or that
// its cursor carries by themselves.
var notFilters = []string{
	StartingAfter, "per_page", "page", "scroll", "fields", "detail", "sort", "order", "sort_field", "sort_order", "count_only", "show_query",
}

// Fingerprint returns a checksum of the arguments that say which items a list
// has; 0 for a tool without such arguments. Of a time it counts that there is
// one: a relative one may have been read a second before the list began.
func (d Decoder) Fingerprint(call Decoded) uint32 {
	if !slices.ContainsFunc(d.root.order, func(name string) bool { return !slices.Contains(notFilters, name) }) {
		return 0
	}
	filters := map[string]json.RawMessage{}
	_ = json.Unmarshal(call.JSON, &filters) // an object, made here
	maps.DeleteFunc(filters, func(name string, _ json.RawMessage) bool { return slices.Contains(notFilters, name) })
	for name := range filters {
		if f := d.root.fields[name]; f != nil && f.form == timeForm {
			filters[name] = nil
		}
	}
	raw, _ := json.Marshal(filters) // names sorted
	return crc32.ChecksumIEEE(raw)
}
