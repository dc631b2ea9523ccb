package thread

import (
	"context"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/untrusted"
)

// nameIndex holds the names of admins, teams and contacts, by kind and id.
type nameIndex map[actor]string

// of is somebody as a person says and a call needs it: name and id.
func (n nameIndex) of(kind, id string) string {
	word := map[string]string{"team": "team "}[kind]
	if name := n[actor{jsontree.Lenient(kind), jsontree.Lenient(id)}]; name != "" {
		return word + name + " (" + id + ")"
	}
	if word == "" && kind != "" {
		word = untrusted.OneLine(kind, 20) + " "
	}
	return word + untrusted.OneLine(id, 64)
}

// take learns the name of a part's author.
func (n nameIndex) take(p person) {
	who := actor{kindOf(p.Type), p.ID}
	if name := untrusted.OneLine(untrusted.FirstOf(string(p.Name), string(p.Email)), 80); name != "" && p.ID != "" && n[who] == "" {
		n[who] = name
	}
}

// kindOf is one word for all the words for a customer.
func kindOf(kind jsontree.Lenient) jsontree.Lenient {
	switch kind {
	case "user", "lead", "contact", "visitor":
		return "contact"
	}
	return kind
}

// displayNames returns the names that a thread gives itself and, where its admins
// and teams lack some, those that the workspace knows.
func displayNames(ctx context.Context, resolver lookup.Resolver, t *Thread) nameIndex {
	n := nameIndex{}
	var wanted []actor
	for _, e := range t.entries {
		n.take(e.Author)
		wanted = append(wanted, e.AssignedTo)
	}
	wanted = append(wanted, actor{"admin", t.api.Admin}, actor{"team", t.api.Team})
	known := resolver.DisplayNamesOf(ctx, n.lack(wanted, "admin"), n.lack(wanted, "team"))
	for kind, byID := range map[jsontree.Lenient]map[string]string{"admin": known.Admins, "team": known.Teams} {
		for id, name := range byID {
			if name = untrusted.OneLine(name, 80); name != "" {
				n[actor{kind, jsontree.Lenient(id)}] = name
			}
		}
	}
	return n
}

func (n nameIndex) lack(wanted []actor, kind jsontree.Lenient) bool {
	for _, r := range wanted {
		if r.Type == kind && r.ID != "" && r.ID != "0" && intercomapi.ID(r.ID).Check() == nil && n[r] == "" {
			return true
		}
	}
	return false
}

// role is what a part's author is to the customer.
func (p person) role() string {
	switch {
	case p.FromAI == "true" || p.IsAI == "true":
		return "AI"
	case kindOf(p.Type) == "contact":
		return "customer"
	case p.Type == "admin":
		return "teammate"
	case p.Type == "team" || p.Type == "bot":
		return string(p.Type)
	case p.Type == "":
		return "unknown"
	}
	return strings.ReplaceAll(untrusted.OneLine(string(p.Type), 20), " ", "_")
}

// name is what to call the author of a part.
func (p person) name() string {
	return untrusted.OneLine(untrusted.FirstOf(string(p.Name), string(p.Email), string(p.ID)), 80)
}
