package registry

import (
	"fmt"
	"slices"
	"strings"

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
