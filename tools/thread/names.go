package thread

import (
	"context"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/untrusted"
)

// names are the names of admins, teams and contacts, by kind and id.
type names map[actor]string

// label returns an admin, a team or another actor as people and calls need it: the
// name, where it is known, and the id.
func (n names) label(kind, id string) string {
	word := map[string]string{"team": "team "}[kind]
	if name := n[actor{jsontree.Lenient(kind), jsontree.Lenient(id)}]; name != "" {
		return word + name + " (" + id + ")"
	}
	if word == "" && kind != "" {
		word = untrusted.OneLine(kind, 20) + " "
	}
	return word + untrusted.OneLine(id, 64)
}

// add keeps the name of a part's author.
func (n names) add(p person) {
	who := actor{normalKind(p.Type), p.ID}
	if name := untrusted.Name(untrusted.FirstOf(string(p.Name), string(p.Email)), 80); name != "" && p.ID != "" && n[who] == "" {
		n[who] = name
	}
}

// normalKind returns the kind of an actor, with one word for all the words for a customer.
func normalKind(kind jsontree.Lenient) jsontree.Lenient {
	switch kind {
	case "user", "lead", "contact", "visitor":
		return "contact"
	}
	return kind
}

// collectNames returns the names that a thread gives itself and, where its admins
// and teams lack some, those that the workspace knows.
func collectNames(ctx context.Context, resolver lookup.Resolver, t *Thread) names {
	n := names{}
	var actors []actor
	for _, e := range t.parts {
		n.add(e.Author)
		actors = append(actors, e.AssignedTo)
	}
	n.addCustomers(ctx, resolver, t)
	actors = append(actors, actor{"admin", t.api.Admin}, actor{"team", t.api.Team})
	known := resolver.DisplayNamesOf(ctx, n.missing(actors, "admin"), n.missing(actors, "team"))
	for kind, byID := range map[jsontree.Lenient]map[string]string{"admin": known.Admins, "team": known.Teams} {
		for id, name := range byID {
			if name = untrusted.Name(name, 80); name != "" {
				n[actor{kind, jsontree.Lenient(id)}] = name
			}
		}
	}
	return n
}

// addCustomers keeps the names of the contacts and the company that the thread gives by
// their ids alone.
func (n names) addCustomers(ctx context.Context, resolver lookup.Resolver, t *Thread) {
	var unknown []string
	for _, c := range t.api.Contacts.Contacts {
		if n[actor{"contact", c.ID}] == "" && len(unknown) < maxValues {
			unknown = append(unknown, string(c.ID))
		}
	}
	for id, name := range resolver.ContactNames(ctx, unknown) {
		n[actor{"contact", jsontree.Lenient(id)}] = untrusted.Name(name, 80)
	}
	if id := t.api.CompanyID; id != "" && t.api.Company.ID == "" {
		n[actor{"company", id}] = untrusted.Name(resolver.CompanyName(ctx, string(id)), 80)
	}
}

// missing reports whether one of the actors is of a kind and has no name yet.
func (n names) missing(actors []actor, kind jsontree.Lenient) bool {
	for _, a := range actors {
		if a.Type == kind && a.ID != "" && a.ID != "0" && intercomapi.ID(a.ID).Check() == nil && n[a] == "" {
			return true
		}
	}
	return false
}

// role returns what a part's author is to the customer, in one word.
func (p person) role() string {
	switch {
	case p.FromAI == "true" || p.IsAI == "true":
		return "AI"
	case lookup.IsBot(string(p.Type), string(p.Email)):
		return "bot"
	case normalKind(p.Type) == "contact":
		return "customer"
	case p.Type == "admin":
		return "teammate"
	case p.Type == "team":
		return "team"
	case p.Type == "":
		return "unknown"
	}
	return strings.ReplaceAll(untrusted.OneLine(string(p.Type), 20), " ", "_")
}

// name returns the name of a part's author, else the e-mail, else the id.
func (p person) name() string {
	return untrusted.Name(untrusted.FirstOf(string(p.Name), string(p.Email), string(p.ID)), 80)
}
