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

// asked tells what a list is of, by a call's canonical arguments; 0 of a tool
// that has none for it. Of a time it counts that there is one: a relative one may
// have been read a second before the list began.
func (n *node) asked(canonical []byte) uint32 {
	if !slices.ContainsFunc(n.order, func(name string) bool { return !slices.Contains(besideFilters, name) }) {
		return 0
	}
	args := map[string]json.RawMessage{}
	_ = json.Unmarshal(canonical, &args) // an object, made here
	maps.DeleteFunc(args, func(name string, _ json.RawMessage) bool { return slices.Contains(besideFilters, name) })
	for name := range args {
		if f := n.fields[name]; f != nil && f.form == moment {
			args[name] = nil
		}
	}
	raw, _ := json.Marshal(args) // names sorted
	return crc32.ChecksumIEEE(raw)
}

// sameList refuses a cursor of the tool's that began with other filters: the
// next page would be another list's, in silence.
func (t Tool) sameList(canonical []byte, asked uint32) error {
	var in struct {
		StartingAfter string `json:"starting_after"`
	}
	_ = json.Unmarshal(canonical, &in)
	p, err := parseCursor(in.StartingAfter)
	if err != nil || p.Tool != t.Name || p.Asked == 0 || p.Asked == asked {
		return nil // what is no cursor of this list's is told by who reads it
	}
	return errorf(startingAfter, "began with other filters: go on with the same, or start again without starting_after")
}

// of binds the cursors of a page to what its list is of.
func (m *more) of(asked uint32) {
	m.at.Asked = asked
	if p, err := parseCursor(m.StartingAfter); err == nil && p.Tool != "" {
		p.Asked = asked
		m.StartingAfter = p.String()
	}
}
