package lookup

import (
	"context"
	"maps"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
)

// stateCategories are those that every workspace's ticket states are of.
var stateCategories = []string{"submitted", "in_progress", "waiting_on_customer", "resolved"}

// StateCategory returns the category of the ticket states that a name means, by which
// Intercom searches, and the names of all states of this category. Where the name is
// itself a category, nothing is looked up and there are no names.
func (r Resolver) StateCategory(ctx context.Context, name string) (category string, states []string, err error) {
	if category = strings.ReplaceAll(fold(name), " ", "_"); slices.Contains(stateCategories, category) {
		return category, nil, nil
	}
	all, err := r.Directory(ctx, "ticket_state")
	if err != nil {
		return "", nil, err
	}
	found := match(all, name)
	if len(found) == 0 {
		return "", nil, newNameError(name, "is no ticket state here. There are: %s", Describe(all))
	}
	category = found[0].category
	if slices.ContainsFunc(found, func(e Entry) bool { return e.category != category }) {
		_, err := only(name, found)
		return "", nil, err
	}
	for _, e := range all {
		if e.category == category {
			states = append(states, e.Name)
		}
	}
	return category, states, nil
}

// An AttributeValue is a value of a ticket type's attribute as searches take it: of
// a list, the id of the option.
type AttributeValue struct {
	ID    intercomapi.ID // of the attribute
	Value any            // a []any where any of several will do
}

// SearchValues returns what a search for values of ticket attributes looks for: for
// each name, in order, the attributes of this name that ticket types have, at least
// one. types are the ids of the types that are meant; none means all.
func (r Resolver) SearchValues(ctx context.Context, values intercomapi.Attributes, types []string) ([][]AttributeValue, error) {
	if len(values) == 0 {
		return nil, nil
	}
	all, err := r.Directory(ctx, "ticket_type")
	if err != nil {
		return nil, err
	}
	var attributes []TicketAttribute
	for _, e := range all {
		if len(types) == 0 || slices.Contains(types, string(e.ID)) {
			attributes = append(attributes, e.attributes...)
		}
	}
	var found [][]AttributeValue
	for _, name := range slices.Sorted(maps.Keys(values)) {
		same, err := searchValues(name, values[name], attributes)
		if err != nil {
			return nil, err
		}
		found = append(found, same)
	}
	return found, nil
}

// searchValues returns a value, or each of a list of them, as searches take it.
func (a TicketAttribute) searchValues(v any) (any, error) {
	several, ok := v.([]any)
	if !ok {
		return a.searchValue(v)
	}
	if len(several) == 0 {
		return nil, newNameError(a.Name, "has no value to look for")
	}
	found := make([]any, len(several))
	for i := range several {
		var err error
		if found[i], err = a.searchValue(several[i]); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// searchValues returns a value for each attribute that has a name and takes the value.
func searchValues(name string, value any, attributes []TicketAttribute) ([]AttributeValue, error) {
	var found []AttributeValue
	known := map[string]bool{}
	var refused error
	for _, a := range attributes {
		known[a.Name] = true
		if !SameName(a.Name, defaultName(name)) {
			continue
		}
		v, err := a.searchValues(value)
		if err != nil {
			refused = err
			continue
		}
		found = append(found, AttributeValue{a.ID, v})
	}
	switch {
	case len(found) > 0:
		return found, nil
	case refused != nil:
		return nil, refused
	}
	return nil, newNameError(name, "is no attribute of these tickets. There are: %s", strings.Join(slices.Sorted(maps.Keys(known)), ", "))
}
