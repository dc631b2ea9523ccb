package args

import (
	"fmt"
	"slices"
	"strings"
)

// aliases are other spellings of arguments: each stands for the first of these
// that a tool has, one of an id only where it is the id of such a thing.
var aliases = map[string][]string{
	"contactId":             {"contact_id", "id"},
	"companyId":             {"company_id", "id"},
	"conversationId":        {"conversation_id", "id"},
	"conversation_id":       {"id"},
	"conversation_ids":      {"ids"},
	"ticketId":              {"ticket_id", "id"},
	"tagId":                 {"tag_id"},
	"disable_notifications": {"skip_notifications"},
}

// resolveAliases renames the arguments of a call that have another spelling.
func (n *node) resolveAliases(arguments map[string]any) error {
	for alias, names := range aliases {
		v, given := arguments[alias]
		i := slices.IndexFunc(names, func(name string) bool { return n.isAlias(alias, name) })
		if !given || i < 0 || n.fields[alias] != nil {
			continue
		}
		name := names[i]
		if v == nil { // as if absent
			delete(arguments, alias)
			continue
		}
		if other := arguments[name]; other != nil && fmt.Sprint(other) != fmt.Sprint(v) {
			return Errorf(name, "is given twice, as %s and %s, with different values", name, alias)
		}
		arguments[name] = v
		delete(arguments, alias)
	}
	return nil
}

// isAlias reports whether an alias stands for n's field of a name.
func (n *node) isAlias(alias, name string) bool {
	f := n.fields[name]
	kind, isID := strings.CutSuffix(strings.TrimSuffix(strings.ReplaceAll(alias, "_id", "Id"), "s"), "Id")
	return f != nil && (!isID || slices.Contains(f.itemOrSelf().kinds, kind))
}
