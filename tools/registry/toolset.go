package registry

import (
	"fmt"
	"slices"
	"strings"

	"intercom-mcp/tools/lazy"
	"intercom-mcp/tools/result"
)

// A Selection says which tools are offered.
type Selection struct {
	Toolsets []string // names of toolsets or views, "default" or "all"
	Tools    []string // names of tools that are offered as well
	Exclude  []string // names of tools that are not offered, whatever else says so
	ReadOnly bool     // offers tools of the effect Read alone
}

// defaultToolsets are what "default" stands for.
var defaultToolsets = []string{"contacts", "companies", "conversations", "tickets", "messages", "workspace"}

// definitions is the toolset whose writes change what things are called: tags,
// attributes, ticket types.
const definitions = "administration"

// Select returns the tools of s, in all's order. A name that is unknown, or a
// tool asked for that read-only mode forbids, is an error.
func Select(all []Tool, s Selection) ([]Tool, error) {
	sets, err := s.toolsets(all)
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Concat(s.Tools, s.Exclude) {
		if !slices.ContainsFunc(all, func(t Tool) bool { return t.Name == name }) {
			return nil, fmt.Errorf("unknown tool %q%s (tools: %s)", name, suggestion(name, names(all)), strings.Join(names(all), ", "))
		}
	}
	var chosen []Tool
	for _, t := range all {
		named := slices.Contains(s.Tools, t.Name)
		switch {
		case slices.Contains(s.Exclude, t.Name) || !named && !t.In(sets):
		case !s.ReadOnly || t.Effect == Read:
			chosen = append(chosen, t)
		case named:
			return nil, fmt.Errorf("read-only mode forbids the tool %q that is asked for: it writes (%s)", t.Name, t.Effect)
		}
	}
	return chosen, nil
}

// toolsets returns the toolsets of s, "default" and "all" spelt out.
func (s Selection) toolsets(all []Tool) ([]string, error) {
	known := Toolsets(all)
	var sets []string
	for _, name := range s.Toolsets {
		switch {
		case name == "all":
			sets = append(sets, known...)
		case name == "default":
			sets = append(sets, defaultToolsets...)
		case slices.Contains(known, name):
			sets = append(sets, name)
		default:
			return nil, fmt.Errorf("unknown toolset %q (toolsets: default, all, %s)", name, strings.Join(known, ", "))
		}
	}
	return sets, nil
}

// Toolsets returns the toolsets of some tools, in their order, and then the views.
func Toolsets(all []Tool) []string {
	var sets, views []string
	for _, t := range all {
		sets, views = append(sets, t.Toolset), append(views, t.Views...)
	}
	var known []string
	for _, name := range append(sets, views...) {
		if !slices.Contains(known, name) {
			known = append(known, name)
		}
	}
	return known
}

// Unknown returns what to tell who calls a tool that is not offered: that it is
// one of all, and how to have it, or which of the offered ones may be meant.
func Unknown(name string, offered, all []Tool) string {
	if len(name) > maxName {
		return "unknown tool: its name is too long for one"
	}
	for _, t := range all {
		if t.Name == name {
			return fmt.Sprintf("the tool %q is not offered: who runs this server can add it with --toolsets %s or --tools %s, "+
				"unless --read-only or --exclude-tools forbids it", name, t.Toolset, name)
		}
	}
	if near := names(likely(name, offered)); len(near) > 0 {
		return fmt.Sprintf("unknown tool %q: did you mean %s?", name, strings.Join(near, ", "))
	}
	if s := suggestion(name, names(offered)); s != "" {
		return fmt.Sprintf("unknown tool %q%s", name, s)
	}
	return fmt.Sprintf("unknown tool %q: see tools/list", name)
}

// likely returns the tools whose name has an unknown one in it, or is a part of
// it; else those that are about the same. One whose name is a verb, such as search,
// is part of too many names.
func likely(name string, offered []Tool) []Tool {
	wanted := strings.Join(nameWords(name), "_")
	if len(wanted) < 3 {
		return nil
	}
	var near []Tool
	for _, t := range offered {
		has := strings.Join(nameWords(t.Name), "_")
		if strings.Contains(has, wanted) || strings.Contains(wanted, has) && strings.Contains(has, "_") {
			near = append(near, t)
		}
	}
	if len(near) == 0 {
		near = about(name, offered)
	}
	return near[:min(len(near), maxLikely)]
}

// maxName is how long a name may be that is compared with others, in bytes.
const maxName = 200

// maxLikely is how many tools are named that may be meant.
const maxLikely = 8

// about returns tools that are about what a name is about: all its words but the
// verb are among theirs. Who only wants to look is told of none that writes.
func about(name string, offered []Tool) []Tool {
	wanted := nameWords(name)
	if len(wanted) < 2 {
		return nil
	}
	looks := slices.Contains([]string{"find", "search", "list", "get", "fetch", "retrieve", "lookup", "query", "show", "read", "view", "count"}, wanted[0])
	var near []Tool
	for _, t := range offered {
		has := nameWords(t.Name)
		if absent := func(w string) bool { return !slices.Contains(has, w) }; !slices.ContainsFunc(wanted[1:], absent) && (!looks || t.Effect == Read) {
			near = append(near, t)
		}
	}
	return near
}

// inCamelCase matches where a word of a name begins that has no mark between its words.
var inCamelCase = lazy.Regexp(`([a-z])([A-Z])`)

// nameWords returns the words of a tool's name that say what it does and to what,
// in lower case and in the singular. A user and a lead are contacts.
func nameWords(name string) []string {
	name = strings.ToLower(inCamelCase().ReplaceAllString(name, "${1}_$2"))
	parts := strings.FieldsFunc(name, func(r rune) bool { return r < 'a' || r > 'z' })
	parts = slices.DeleteFunc(parts, func(w string) bool { return slices.Contains([]string{"a", "an", "the", "to", "by", "id", "of"}, w) })
	for i, w := range parts {
		if y, ok := strings.CutSuffix(w, "ies"); ok {
			parts[i] = y + "y"
		} else {
			parts[i] = strings.TrimSuffix(w, "s")
		}
		if parts[i] == "user" || parts[i] == "lead" {
			parts[i] = "contact"
		}
	}
	return parts
}

// suggestion returns a question for a name that is unknown: whether one of the
// names is meant that are like it. It is "" where none is.
func suggestion(name string, all []string) string {
	near := slices.DeleteFunc(slices.Clone(all), func(n string) bool { return !result.Alike(n, name) })
	if len(near) == 0 {
		return ""
	}
	return ": did you mean " + strings.Join(near, ", ") + "?"
}

// names returns the names of some tools, sorted.
func names(all []Tool) []string {
	var out []string
	for _, t := range all {
		out = append(out, t.Name)
	}
	slices.Sort(out)
	return out
}

// Summary returns the first sentence of the tool's description.
func (t Tool) Summary() string {
	first, _, _ := strings.Cut(t.Description, ". ")
	return strings.TrimSuffix(first, ".") + "."
}

// bytesPerToken is the average length of a token of o200k_base in definitions.
const bytesPerToken = 4.2

// Tokens returns about how many tokens the tool's definition costs a model: name,
// description and input schema. The tests count exactly.
func (t Tool) Tokens() int {
	return int(float64(len(t.Name)+len(t.Description)+len(t.RawInputSchema)) / bytesPerToken)
}
