package contract

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Example returns the description's example of a reply as JSON, the first by name, since they come in no order; nil if there is none.
func (d *Description) Example(op string, status int) []byte {
	all := d.examples(op, status)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		return all[name]
	}
	return nil
}

// examples returns all examples of a reply, by name.
func (d *Description) examples(op string, status int) map[string][]byte {
	method, path, _ := strings.Cut(op, " ")
	item := d.doc.Paths.Value(path)
	if item == nil || item.Operations()[method] == nil {
		return nil
	}
	reply := item.Operations()[method].Responses.Value(strconv.Itoa(status))
	if reply == nil || reply.Value.Content.Get("application/json") == nil {
		return nil
	}
	all := map[string][]byte{}
	for name, one := range reply.Value.Content.Get("application/json").Examples {
		if data, err := json.Marshal(one.Value.Value); err == nil {
			all[name] = data
		}
	}
	return all
}
