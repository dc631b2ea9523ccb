package lookup

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"intercom-mcp/tools/args"
	"intercom-mcp/tools/untrusted"
)

// mostCandidates is how many an answer names where a name says too little.
const mostCandidates = 20

// Entry is something that has a name, and what it is.
type Entry struct {
	Named
	Kind string
}

func Entries(kind string, all []Named) []Entry {
	out := make([]Entry, len(all))
	for i, n := range all {
		out[i] = Entry{n, kind}
	}
	return out
}

// Find is the one thing of these kinds that has a name. One that is not known
// may be new, so it is asked for again.
func (c Resolver) Find(ctx context.Context, name string, kinds ...string) (Entry, error) {
	if Fold(name) == "me" && slices.Contains(kinds, "admin") {
		return c.self(ctx)
	}
	var all []Entry
	for _, age := range []time.Duration{Kept, fresh} {
		all = nil
		for _, kind := range kinds {
			known, err := c.directoryWithin(ctx, kind, age)
			if err != nil {
				return Entry{}, err
			}
			all = append(all, Entries(kind, known)...)
		}
		if found := Match(all, name); len(found) > 0 {
			return Single(name, found)
		}
		if c.Names == nil {
			break
		}
	}
	return Entry{}, NewNameError(name, fmt.Sprintf("is no %s here. There are: %s", args.KindWords(kinds...), Names20(similar(all, name))))
}

// self is the configured admin, or else the one that the token belongs to.
func (c Resolver) self(ctx context.Context) (Entry, error) {
	if c.AdminID != "" {
		return Entry{Named{ID: c.AdminID, Name: "me"}, "admin"}, nil
	}
	me, err := c.Directory(ctx, "me")
	if err != nil {
		return Entry{}, err
	}
	if len(me) == 0 {
		return Entry{}, NewNameError("me", "is nobody: the access token belongs to no admin")
	}
	return Entry{me[0], "admin"}, nil
}

// IsMe reports whether an id is that of the admin who writes where a call names
// none. What is not known in time is another's: a send must not wait for it.
func (c Resolver) IsMe(ctx context.Context, id string) bool {
	ctx, cancel := context.WithTimeout(ctx, NamesPatience)
	defer cancel()
	me, err := c.self(ctx)
	return err == nil && string(me.ID) == id
}

// Match are the entries that a name may mean: those that are called exactly so,
// else those with all its words among their own. Some kinds are called exactly: a
// likely tag or segment would give sure but wrong answers, a likely subscription
// a consent that nobody gave.
func Match(all []Entry, name string) []Entry {
	name = Fold(name)
	if name == "" {
		return nil
	}
	exact := exactly(all, name)
	if own := slices.DeleteFunc(slices.Clone(exact), func(e Entry) bool { return e.Kind != "ticket_state" || Fold(e.Name) != name }); len(own) > 0 {
		return own // a state's own name before its category, which others share
	}
	if len(exact) > 0 {
		return exact
	}
	return slices.DeleteFunc(slices.Clone(all), func(e Entry) bool {
		return slices.Contains([]string{"tag", "segment", "subscription"}, e.Kind) || !e.hasWords(strings.Fields(name))
	})
}

// exactly are the entries that are called so.
func exactly(all []Entry, name string) []Entry {
	return slices.DeleteFunc(slices.Clone(all), func(e Entry) bool { return !e.IsCalled(Fold(name)) })
}

// IsCalled reports whether a folded name is one of the entry's own.
func (e Entry) IsCalled(name string) bool {
	return string(e.ID) == name || Fold(e.Name) == name || e.Email != "" && Fold(e.Email) == name ||
		slices.ContainsFunc(e.aliases, func(s string) bool { return Fold(s) == name })
}

// hasWords reports whether one of the entry's names has all of these words.
func (e Entry) hasWords(words []string) bool {
	mailbox, _, _ := strings.Cut(e.Email, "@")
	return slices.ContainsFunc(append([]string{e.Name, mailbox}, e.aliases...), func(own string) bool {
		have := strings.Fields(Fold(own))
		return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(have, w) })
	})
}

// Single is the only entry, or an error with all of them.
func Single(name string, found []Entry) (Entry, error) {
	if len(found) == 1 {
		return found[0], nil
	}
	return Entry{}, NewNameError(name, "is ambiguous; give the id of one: "+Names20(found))
}

// similar are the entries that have something of a name, or else all.
func similar(all []Entry, name string) []Entry {
	alike := slices.DeleteFunc(slices.Clone(all), func(e Entry) bool {
		own := Fold(e.Name + " " + e.Email + " " + strings.Join(e.aliases, " "))
		return !slices.ContainsFunc(strings.Fields(Fold(name)), func(w string) bool { return strings.Contains(own, w) })
	})
	if len(alike) > 0 {
		return alike
	}
	return all
}

// Names20 names the first entries, each with its id.
func Names20(all []Entry) string {
	if len(all) == 0 {
		return "none"
	}
	var names []string
	for _, e := range all[:min(len(all), mostCandidates)] {
		names = append(names, e.String())
	}
	if more := len(all) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(names, ", ")
}

// String is a name with what tells it from others of the same name.
func (e Entry) String() string {
	name := untrusted.FirstOf(e.Name, e.Email, "without a name")
	if e.Email != "" && e.Name != "" {
		name += " <" + e.Email + ">"
	}
	return fmt.Sprintf("%s (%s %s%s)", name, args.KindWords(e.Kind), e.ID, untrusted.Prefixed(", ", e.role))
}

// IsName reports whether digits are a name: a tag of a year is called 2024. Ids
// are longer, as a rule, so that only few digits are looked for among names.
func (c Resolver) IsName(ctx context.Context, digits string, kinds ...string) bool {
	const least, most = 3, 5
	if len(digits) < least || len(digits) > most {
		return false
	}
	for _, kind := range kinds {
		all, err := c.Directory(ctx, kind)
		if err == nil && slices.ContainsFunc(all, func(n Named) bool { return n.Name == digits }) {
			return true
		}
	}
	return false
}
