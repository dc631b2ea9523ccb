package args

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"intercom-mcp/tools/lazy"
)

// The main id of a tool is that of the thing it works on: its argument id, or the
// one with the rule main. It may be given as id, and by the name of what it is the
// id of: conversation_id, conversationId. Other ids may be written so as well
// (tagId), and where a filter takes an id or a name, an id alone (contact_id).

// resolveAliases renames the arguments of a call that have another spelling.
func (n *node) resolveAliases(arguments map[string]any) error {
	for _, alias := range slices.Sorted(maps.Keys(arguments)) {
		name := n.aliasOf(alias)
		if name == "" {
			continue
		}
		v := arguments[alias]
		if f := n.fields[name]; f.isNull(v) || v == "" { // as if absent
			delete(arguments, alias)
			continue
		}
		if other := arguments[name]; other != nil && other != "" && fmt.Sprint(other) != fmt.Sprint(v) {
			return Errorf(name, "is given twice, as %s and %s, with different values", name, alias)
		}
		arguments[name] = v
		delete(arguments, alias)
	}
	return nil
}

// aliasOf returns the name of the field of n that an argument's name stands for; ""
// where it is no alias.
func (n *node) aliasOf(alias string) string {
	if n.fields[alias] != nil {
		return ""
	}
	if alias == "disable_notifications" && n.fields["skip_notifications"] != nil {
		return "skip_notifications"
	}
	name := alias
	if camelID().MatchString(alias) {
		name = strings.ToLower(capital().ReplaceAllString(alias, "_$0"))
	}
	if n.isID(name) || name == n.main {
		return name
	}
	if kind, isID := strings.CutSuffix(name, "_id"); isID {
		return n.ofKind(kind)
	}
	if kind, areIDs := strings.CutSuffix(name, "_ids"); areIDs && n.isID(idsArgument) && n.mainIsOf(kind) {
		return idsArgument
	}
	if name == "id" {
		return n.main
	}
	return ""
}

// ofKind returns the field of n that takes the id of a thing of a kind: the main id,
// a list of such ids, or a filter.
func (n *node) ofKind(kind string) string {
	switch {
	case n.mainIsOf(kind):
		return n.main
	case n.isID(kind + "_ids"):
		return kind + "_ids"
	case n.isFilter(kind):
		return kind
	case kind == "tag" && n.fields["tags"] != nil:
		return "tags"
	}
	return ""
}

// camelID matches an id's name in the spelling of JavaScript.
var (
	camelID = lazy.Regexp(`^[a-z]+([A-Z][a-z]+)*Ids?$`)
	capital = lazy.Regexp(`[A-Z]`)
)

// isID reports whether n has a field of this name that is an id, or a list of ids.
func (n *node) isID(name string) bool {
	f := n.fields[name]
	return f != nil && (f.itemOrSelf().form == idForm || f.itemOrSelf().form == numericIDForm)
}

// isFilter reports whether n has a filter that takes a thing of this kind by its id
// or its name.
func (n *node) isFilter(kind string) bool {
	return n.fields[kind] != nil && slices.Contains([]string{"contact", "company", "owner", "assignee", "team"}, kind)
}

// mainIsOf reports whether the main id is of a kind, whose first words may be left
// out: the source of a content_import_source.
func (n *node) mainIsOf(kind string) bool {
	main := n.fields[n.main]
	if main == nil || kind == "" {
		return false
	}
	kinds := main.itemOrSelf().kinds
	if kinds == nil {
		kinds = []string{n.noun}
	}
	return slices.ContainsFunc(kinds, func(k string) bool { return strings.HasSuffix("_"+k, "_"+kind) })
}
