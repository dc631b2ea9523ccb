package tools

import (
	"context"
	"fmt"
	"intercom-mcp/tools/strangers"
	"slices"
	"strings"
	"time"
)

// candidates is how many an answer names where a name says too little.
const candidates = 20

// entry is something that has a name, and what it is.
type entry struct {
	Named
	kind string
}

func entries(kind string, all []Named) []entry {
	out := make([]entry, len(all))
	for i, n := range all {
		out[i] = entry{n, kind}
	}
	return out
}

// find is the one thing of these kinds that has a name. One that is not known
// may be new, so it is asked for again.
func (c Book) find(ctx context.Context, name string, kinds ...string) (entry, error) {
	if fold(name) == "me" && slices.Contains(kinds, "admin") {
		return c.me(ctx)
	}
	var all []entry
	for _, age := range []time.Duration{namesKept, namesNew} {
		all = nil
		for _, kind := range kinds {
			known, err := c.directoryOf(ctx, kind, age)
			if err != nil {
				return entry{}, err
			}
			all = append(all, entries(kind, known)...)
		}
		if found := match(all, name); len(found) > 0 {
			return single(name, found)
		}
		if c.Names == nil {
			break
		}
	}
	return entry{}, nameError{name, fmt.Sprintf("is no %s here. There are: %s", word(kinds...), list20(near(all, name)))}
}

// me is the configured admin, or else the one that the token belongs to.
func (c Book) me(ctx context.Context) (entry, error) {
	if c.AdminID != "" {
		return entry{Named{ID: c.AdminID, Name: "me"}, "admin"}, nil
	}
	me, err := c.directory(ctx, "me")
	if err != nil {
		return entry{}, err
	}
	if len(me) == 0 {
		return entry{}, nameError{"me", "is nobody: the access token belongs to no admin"}
	}
	return entry{me[0], "admin"}, nil
}

// isMe reports whether an id is that of the admin who writes where a call names
// none. What is not known in time is another's: a send must not wait for it.
func (c Book) isMe(ctx context.Context, id string) bool {
	ctx, cancel := context.WithTimeout(ctx, namesPatience)
	defer cancel()
	me, err := c.me(ctx)
	return err == nil && string(me.ID) == id
}

// match are the entries that a name may mean: those that are called exactly so,
// else those with all its words among their own. Some kinds are called exactly: a
// likely tag or segment would give sure but wrong answers, a likely subscription
// a consent that nobody gave.
func match(all []entry, name string) []entry {
	name = fold(name)
	if name == "" {
		return nil
	}
	exact := exactly(all, name)
	if own := slices.DeleteFunc(slices.Clone(exact), func(e entry) bool { return e.kind != "ticket_state" || fold(e.Name) != name }); len(own) > 0 {
		return own // a state's own name before its category, which others share
	}
	if len(exact) > 0 {
		return exact
	}
	return slices.DeleteFunc(slices.Clone(all), func(e entry) bool {
		return slices.Contains([]string{"tag", "segment", "subscription"}, e.kind) || !e.hasWords(strings.Fields(name))
	})
}

// exactly are the entries that are called so.
func exactly(all []entry, name string) []entry {
	return slices.DeleteFunc(slices.Clone(all), func(e entry) bool { return !e.called(fold(name)) })
}

// called reports whether a folded name is one of the entry's own.
func (e entry) called(name string) bool {
	return string(e.ID) == name || fold(e.Name) == name || e.Email != "" && fold(e.Email) == name ||
		slices.ContainsFunc(e.also, func(s string) bool { return fold(s) == name })
}

// hasWords reports whether one of the entry's names has all of these words.
func (e entry) hasWords(words []string) bool {
	mailbox, _, _ := strings.Cut(e.Email, "@")
	return slices.ContainsFunc(append([]string{e.Name, mailbox}, e.also...), func(own string) bool {
		have := strings.Fields(fold(own))
		return !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(have, w) })
	})
}

// single is the only entry, or an error with all of them.
func single(name string, found []entry) (entry, error) {
	if len(found) == 1 {
		return found[0], nil
	}
	return entry{}, nameError{name, "is ambiguous; give the id of one: " + list20(found)}
}

// near are the entries that have something of a name, or else all.
func near(all []entry, name string) []entry {
	alike := slices.DeleteFunc(slices.Clone(all), func(e entry) bool {
		own := fold(e.Name + " " + e.Email + " " + strings.Join(e.also, " "))
		return !slices.ContainsFunc(strings.Fields(fold(name)), func(w string) bool { return strings.Contains(own, w) })
	})
	if len(alike) > 0 {
		return alike
	}
	return all
}

// list20 names the first entries, each with its id.
func list20(all []entry) string {
	if len(all) == 0 {
		return "none"
	}
	var names []string
	for _, e := range all[:min(len(all), candidates)] {
		names = append(names, e.String())
	}
	if more := len(all) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(names, ", ")
}

// String is a name with what tells it from others of the same name.
func (e entry) String() string {
	name := strangers.FirstOf(e.Name, e.Email, "without a name")
	if e.Email != "" && e.Name != "" {
		name += " <" + e.Email + ">"
	}
	return fmt.Sprintf("%s (%s %s%s)", name, word(e.kind), e.ID, strangers.Prefixed(", ", e.role))
}

// isName reports whether digits are a name: a tag of a year is called 2024. Ids
// are longer, as a rule, so that only few digits are looked for among names.
func (c Book) isName(ctx context.Context, digits string, kinds ...string) bool {
	const least, most = 3, 5
	if len(digits) < least || len(digits) > most {
		return false
	}
	for _, kind := range kinds {
		all, err := c.directory(ctx, kind)
		if err == nil && slices.ContainsFunc(all, func(n Named) bool { return n.Name == digits }) {
			return true
		}
	}
	return false
}
