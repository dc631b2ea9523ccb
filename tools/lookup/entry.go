package lookup

import (
	"fmt"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/untrusted"
)

// maxCandidates is how many entries an error names where a name is not enough.
const maxCandidates = 20

// An Entry is something that has a name where Intercom wants an id.
type Entry struct {
	Kind        string // admin, team, tag, contact, company and so on
	ID          intercomapi.ID
	Name, Email string

	role       string            // of a contact: user or lead
	aliases    []string          // other names
	category   string            // of a ticket state
	attributes []TicketAttribute // of a ticket type
	app        app               // of the workspace
	custom     customAttribute   // that it is itself
}

// Entries returns what objects of a kind say of their names. One without an id
// and one that is archived are left out.
func Entries(kind string, items []intercomapi.Object) []Entry {
	all := make([]Entry, 0, len(items))
	for _, item := range items {
		var v struct {
			Name, Email, Role, Category string
			Internal                    string                `json:"internal_label"`
			External                    string                `json:"external_label"`
			ExternalID                  string                `json:"external_id"`
			CompanyID                   string                `json:"company_id"`
			Default                     struct{ Name string } `json:"default_translation"`
			Archived                    bool
			Attributes                  struct{ Data []TicketAttribute } `json:"ticket_type_attributes"`
		}
		_ = item.Decode(&v) // a field of another type leaves the rest
		e := Entry{
			Kind: kind, ID: item.ID(), Name: untrusted.FirstOf(v.Name, v.Internal, v.External, v.Default.Name), Email: v.Email,
			role: v.Role, attributes: v.Attributes.Data,
		}
		if v.Internal != "" || v.External != "" {
			e.aliases, e.category = []string{v.External, v.Category, strings.ReplaceAll(v.Category, "_", " ")}, v.Category
		}
		for _, own := range []string{v.ExternalID, v.CompanyID} {
			if own != "" {
				e.aliases = append(e.aliases, own)
			}
		}
		if e.ID != "" && !v.Archived {
			all = append(all, e)
		}
	}
	return all
}

// String returns the entry's name with what tells it from others of the same name.
func (e Entry) String() string {
	name := untrusted.FirstOf(e.Name, e.Email, "without a name")
	if e.Email != "" && e.Name != "" {
		name += " <" + e.Email + ">"
	}
	return fmt.Sprintf("%s (%s %s%s)", name, args.KindWords(e.Kind), e.ID, untrusted.Prefixed(", ", e.role))
}

// HasName reports whether name is the entry's id or, in any case, its name, its
// e-mail or another name of it.
func (e Entry) HasName(name string) bool {
	return SameName(string(e.ID), name) || SameName(e.Name, name) || e.Email != "" && SameName(e.Email, name) ||
		slices.ContainsFunc(e.aliases, func(alias string) bool { return SameName(alias, name) })
}

// hasWords reports whether one of the entry's names has all of these words.
func (e Entry) hasWords(words []string) bool {
	mailbox, _, _ := strings.Cut(e.Email, "@")
	return slices.ContainsFunc(append([]string{e.Name, mailbox}, e.aliases...), func(name string) bool {
		have := strings.Fields(fold(name))
		return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(have, w) })
	})
}

// SameName reports whether people take two names for the same: case does not
// count, nor do spaces around and between words.
func SameName(a, b string) bool { return fold(a) == fold(b) }

// fold returns a name in the form in which names are compared.
func fold(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// Describe returns the names of the first 20 entries in one line, each with its id.
func Describe(entries []Entry) string {
	if len(entries) == 0 {
		return "none"
	}
	var names []string
	for _, e := range entries[:min(len(entries), maxCandidates)] {
		names = append(names, e.String())
	}
	if more := len(entries) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(names, ", ")
}

// matchExact returns the entries that have a name.
func matchExact(all []Entry, name string) []Entry {
	return slices.DeleteFunc(slices.Clone(all), func(e Entry) bool { return !e.HasName(name) })
}

// match returns the entries that a name may mean: those that have it, else those
// with all its words among their own. Some kinds need the exact name: a likely tag
// or segment would give sure but wrong answers, a likely subscription a consent
// that nobody gave.
func match(all []Entry, name string) []Entry {
	if fold(name) == "" {
		return nil
	}
	exact := matchExact(all, name)
	ownName := func(e Entry) bool { return e.Kind == "ticket_state" && SameName(e.Name, name) }
	if slices.ContainsFunc(exact, ownName) { // a state's own name before its category, which others share
		return slices.DeleteFunc(exact, func(e Entry) bool { return !ownName(e) })
	}
	if len(exact) > 0 {
		return exact
	}
	words := strings.Fields(fold(name))
	return slices.DeleteFunc(slices.Clone(all), func(e Entry) bool {
		return slices.Contains([]string{"tag", "segment", "subscription"}, e.Kind) || !e.hasWords(words)
	})
}

// only returns the only entry that was found, or an error that names all of them.
func only(name string, found []Entry) (Entry, error) {
	if len(found) == 1 {
		return found[0], nil
	}
	return Entry{}, newNameError(name, ambiguous+"; give the id of one: %s", Describe(found))
}

// similar returns the entries that have a word of a name as part of theirs; all if
// none has.
func similar(all []Entry, name string) []Entry {
	alike := slices.DeleteFunc(slices.Clone(all), func(e Entry) bool {
		own := fold(e.Name + " " + e.Email + " " + strings.Join(e.aliases, " "))
		return !slices.ContainsFunc(strings.Fields(fold(name)), func(w string) bool { return strings.Contains(own, w) })
	})
	if len(alike) > 0 {
		return alike
	}
	return all
}
