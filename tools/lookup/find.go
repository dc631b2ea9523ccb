package lookup

import (
	"context"
	"slices"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// Resolve looks up what ref names, and sets its id. It is the args.Environment's.
func (r Resolver) Resolve(ctx context.Context, ref *args.Reference) error {
	id, err := r.idByName(ctx, ref.Text, ref.Kinds())
	if err != nil && ref.Create && slices.Equal(ref.Kinds(), []string{"tag"}) && isUnknown(err) {
		id, err = r.newTag(ctx, ref.Text)
	}
	if err != nil {
		return ArgumentError(ref.Argument, err)
	}
	return ref.SetID(id)
}

// newTag makes a tag and returns its id.
func (r Resolver) newTag(ctx context.Context, name string) (intercomapi.ID, error) {
	tag, err := r.SaveTag(ctx, intercomapi.NewTag{Name: strings.TrimSpace(name)})
	r.Forget()
	return tag.ID(), err
}

// idByName returns the id of the one thing of some kinds that has a name.
func (r Resolver) idByName(ctx context.Context, name string, kinds []string) (intercomapi.ID, error) {
	switch {
	case slices.Contains(kinds, "contact"):
		return r.ContactID(ctx, name)
	case slices.Contains(kinds, "company"):
		found, err := r.findCompany(ctx, name, matchExact)
		return found.ID, err
	case len(kinds) > 1 && IsNobody(name):
		return "0", nil
	}
	found, err := r.findByName(ctx, name, kinds)
	return found.ID, err
}

// IsNobody reports whether s means that there is no assignee or owner.
func IsNobody(s string) bool {
	return slices.Contains([]string{"0", "nobody", "unassigned", "none", "no one"}, fold(s))
}

// Find returns the one thing of these kinds that is given by its name, its e-mail or
// its id. Of a thing given by its id no name is known, and its kind is the first.
func (r Resolver) Find(ctx context.Context, nameOrID string, kinds ...string) (Entry, error) {
	if args.IsID(nameOrID) && !r.isNameOfDigits(ctx, nameOrID, kinds) {
		return Entry{Kind: kinds[0], ID: intercomapi.ID(nameOrID)}, nil
	}
	return r.findByName(ctx, nameOrID, kinds)
}

// findByName returns the one thing of these kinds that has a name. A name that is
// not known may be new, so the lists are fetched again for it.
func (r Resolver) findByName(ctx context.Context, name string, kinds []string) (Entry, error) {
	if SameName(name, "me") && slices.Contains(kinds, "admin") {
		return r.me(ctx)
	}
	var all []Entry
	for _, age := range []time.Duration{maxAge, recheckAge} {
		all = nil
		for _, kind := range kinds {
			known, err := r.directory(ctx, kind, age)
			if err != nil {
				return Entry{}, err
			}
			all = append(all, known...)
		}
		if found := match(all, name); len(found) > 0 {
			return only(name, found)
		}
		if r.Names == nil {
			break
		}
	}
	return Entry{}, newNameError(name, "is no %s here. There are: %s", args.KindWords(kinds...), Describe(similar(all, name)))
}

// isNameOfDigits reports whether something of these kinds has digits for a name: a
// tag of a year is called 2024. Ids are longer, as a rule, so that only few digits
// are looked for among names.
func (r Resolver) isNameOfDigits(ctx context.Context, digits string, kinds []string) bool {
	const least, most = 3, 5
	if len(digits) < least || len(digits) > most {
		return false
	}
	for _, kind := range kinds {
		all, err := r.Directory(ctx, kind)
		if err == nil && slices.ContainsFunc(all, func(e Entry) bool { return e.Name == digits }) {
			return true
		}
	}
	return false
}
