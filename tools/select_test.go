package tools_test

import (
	"slices"
	"strings"
	"testing"

	"intercom-mcp/tools/registry"
)

func namesOf(all []registry.Tool) []string {
	var out []string
	for _, tool := range all {
		out = append(out, tool.Name)
	}
	return out
}

// selected are the names of what a selection offers.
func selected(t *testing.T, s registry.Selection) []string {
	t.Helper()
	chosen, err := registry.Select(allTools(), s)
	if err != nil {
		t.Fatalf("%+v: %v", s, err)
	}
	return namesOf(chosen)
}

func TestSelect(t *testing.T) {
	everything := namesOf(allTools())
	for name, c := range map[string]struct {
		s           registry.Selection
		with, lacks []string
		exactly     []string
	}{
		"default": {s: registry.Selection{Toolsets: []string{"default"}}, with: []string{"get_contact", "create_message", "get_me"},
			lacks: []string{"search", "fetch"}},
		"all":         {s: registry.Selection{Toolsets: []string{"all"}}, exactly: everything},
		"none":        {s: registry.Selection{}, exactly: nil},
		"one set":     {s: registry.Selection{Toolsets: []string{"messages"}}, exactly: []string{"create_message"}},
		"a set twice": {s: registry.Selection{Toolsets: []string{"messages", "messages"}}, exactly: []string{"create_message"}},
		"a view": {s: registry.Selection{Toolsets: []string{"triage"}}, with: []string{"get_customer", "reply_conversation"},
			lacks: []string{"delete_contact", "create_message"}},
		"tools alone":         {s: registry.Selection{Tools: []string{"get_contact", "create_message"}}, exactly: []string{"get_contact", "create_message"}},
		"a tool beside a set": {s: registry.Selection{Toolsets: []string{"messages"}, Tools: []string{"fetch"}}, exactly: []string{"create_message", "fetch"}},
		"all's order":         {s: registry.Selection{Tools: []string{"create_message", "get_contact"}}, exactly: []string{"get_contact", "create_message"}},
		"exclude":             {s: registry.Selection{Toolsets: []string{"messages"}, Exclude: []string{"create_message"}}, exactly: nil},
		"exclude wins": {s: registry.Selection{Tools: []string{"get_contact", "get_company"}, Exclude: []string{"get_contact"}},
			exactly: []string{"get_company"}},
		"read-only": {s: registry.Selection{Toolsets: []string{"contacts"}, ReadOnly: true}, with: []string{"get_contact", "search_contacts"},
			lacks: []string{"create_contact", "update_contact", "delete_contact"}},
		"read-only, read tool": {s: registry.Selection{Tools: []string{"get_contact"}, ReadOnly: true}, exactly: []string{"get_contact"}},
		"read-only, excluded":  {s: registry.Selection{Tools: []string{"delete_contact"}, Exclude: []string{"delete_contact"}, ReadOnly: true}, exactly: nil},
	} {
		got := selected(t, c.s)
		if c.with == nil && c.lacks == nil && !slices.Equal(got, c.exactly) {
			t.Errorf("%s: %v, want %v", name, got, c.exactly)
		}
		for _, want := range c.with {
			if !slices.Contains(got, want) {
				t.Errorf("%s: %s is missing", name, want)
			}
		}
		for _, other := range c.lacks {
			if slices.Contains(got, other) {
				t.Errorf("%s: %s is offered", name, other)
			}
		}
	}
}

func TestReadOnlySelectionReads(t *testing.T) {
	chosen, err := registry.Select(allTools(), registry.Selection{Toolsets: []string{"all"}, ReadOnly: true})
	if err != nil || len(chosen) == 0 {
		t.Fatal(err)
	}
	for _, tool := range chosen {
		if tool.Effect != registry.Read {
			t.Errorf("%s: %v", tool.Name, tool.Effect)
		}
	}
}

func TestSelectRefuses(t *testing.T) {
	for _, c := range []struct {
		s     registry.Selection
		words []string
	}{
		{registry.Selection{Toolsets: []string{"contact"}}, []string{`"contact"`, "contacts", "default", "all", "triage"}},
		{registry.Selection{Toolsets: []string{"Contacts"}}, []string{`"Contacts"`}},
		{registry.Selection{Toolsets: []string{""}}, []string{`""`}},
		{registry.Selection{Tools: []string{"get_contacts"}}, []string{`"get_contacts": did you mean get_contact, list_contacts?`, "create_message"}},
		{registry.Selection{Toolsets: []string{"all"}, Exclude: []string{"delete_everything"}}, []string{`"delete_everything"`, "delete_contact"}},
		{registry.Selection{Tools: []string{"delete_contact"}, ReadOnly: true}, []string{"read-only", `"delete_contact"`, "delete"}},
		{registry.Selection{Toolsets: []string{"all"}, Tools: []string{"create_message"}, ReadOnly: true}, []string{"read-only", `"create_message"`, "send"}},
	} {
		chosen, err := registry.Select(allTools(), c.s)
		if err == nil {
			t.Errorf("%+v offers %v", c.s, namesOf(chosen))
			continue
		}
		for _, word := range c.words {
			if !strings.Contains(err.Error(), word) {
				t.Errorf("%+v: %q is not in: %v", c.s, word, err)
			}
		}
	}
}

func TestToolsets(t *testing.T) {
	sets := registry.Toolsets(allTools())
	for i, set := range sets {
		if slices.Contains(sets[:i], set) {
			t.Errorf("%s is there twice", set)
		}
	}
	for _, want := range []string{"contacts", "companies", "conversations", "tickets", "messages", "workspace", "triage"} {
		if !slices.Contains(sets, want) {
			t.Errorf("no toolset %s in %v", want, sets)
		}
	}
	if len(registry.Toolsets(nil)) > 0 {
		t.Error("toolsets without tools")
	}
}

func TestSummary(t *testing.T) {
	for _, tool := range allTools() {
		if s := tool.Summary(); len(s) < 2 || !strings.HasSuffix(s, ".") || strings.HasSuffix(s, "..") ||
			!strings.HasPrefix(tool.Description, strings.TrimSuffix(s, ".")) {
			t.Errorf("%s: %q", tool.Name, s)
		}
	}
}
