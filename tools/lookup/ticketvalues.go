package lookup

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// FitTicketValues gives the values of a ticket's attributes, an argument of that
// name, as Intercom wants them: the id of an option for its label. The type is
// looked up only where it has attributes of its own among them.
func (c Resolver) FitTicketValues(ctx context.Context, argument string, values intercomapi.Attributes, typeOf func() (intercomapi.ID, error)) error {
	if err := renameDefaults(values); err != nil {
		return args.NewError(argument, err)
	}
	if !slices.ContainsFunc(slices.Sorted(maps.Keys(values)), isOfType) {
		return nil
	}
	id, err := typeOf()
	if err != nil {
		return err
	}
	for _, age := range []time.Duration{Kept, fresh} { // an attribute or option that is not known may be new
		members := c.membersOf(ctx, id, age)
		if len(members) == 0 {
			return nil // Intercom is the judge
		}
		if err = fitValues(values, members); err == nil || c.Names == nil {
			break
		}
	}
	if err != nil {
		return args.NewError(argument, err)
	}
	return nil
}

// TypeIs says what is known already: a ticket's type.
func TypeIs(id intercomapi.ID) func() (intercomapi.ID, error) {
	return func() (intercomapi.ID, error) { return id, nil }
}

// isOfType reports whether an attribute is of a type's own, which not all types have.
func isOfType(name string) bool { return !strings.HasPrefix(name, "_default_") }

// membersOf are the attributes of a ticket type, none where they can't be had.
func (c Resolver) membersOf(ctx context.Context, id intercomapi.ID, age time.Duration) []TicketAttribute {
	types, err := c.directoryWithin(ctx, "ticket_type", age)
	i := slices.IndexFunc(types, func(n Named) bool { return n.ID == id })
	if err != nil || i < 0 {
		return nil
	}
	return types[i].Attributes
}

// fitValues puts each value of a type's own attributes under the attribute's own
// name, as it takes it. It changes nothing where one does not fit.
func fitValues(values intercomapi.Attributes, members []TicketAttribute) error {
	type place struct {
		from, to string
		value    any
	}
	var places []place
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !isOfType(name) {
			continue
		}
		a, err := attributeCalled(name, members)
		if err != nil {
			return err
		}
		v, err := a.fit(values[name])
		if err != nil {
			return err
		}
		if _, twice := values[a.Name]; twice && a.Name != name {
			return fmt.Errorf("has both %s and %s", name, a.Name)
		}
		places = append(places, place{name, a.Name, v})
	}
	for _, p := range places {
		delete(values, p.from)
		values[p.to] = p.value
	}
	return nil
}

func attributeCalled(name string, members []TicketAttribute) (TicketAttribute, error) {
	var names []string
	for _, same := range []func(string) bool{
		func(own string) bool { return own == name },
		func(own string) bool { return Fold(own) == Fold(name) },
	} {
		for _, a := range members {
			if same(a.Name) {
				return a, nil
			}
		}
	}
	for _, a := range members {
		names = append(names, a.Name)
	}
	return TicketAttribute{}, NewNameError(name, "is no attribute of this ticket type. There are: "+strings.Join(names, ", "))
}

// ExplainMissing adds to Intercom's refusal of a ticket which of the attributes
// that its type requires are not among the values.
func (c Resolver) ExplainMissing(ctx context.Context, id intercomapi.ID, values intercomapi.Attributes, err error) error {
	if intercomapi.StatusOf(err) != http.StatusBadRequest {
		return err
	}
	var missing []string
	for _, a := range c.membersOf(ctx, id, Kept) {
		if v := values[a.Name]; a.Required && (v == nil || v == "") {
			missing = append(missing, a.String())
		}
	}
	if len(missing) == 0 {
		return err
	}
	return fmt.Errorf("%w; required and not given: %s", err, strings.Join(missing, ", "))
}

// defaultAttributes are other spellings of the attributes that every ticket type has.
var defaultAttributes = map[string]string{
	"default_title":       "_default_title_",
	"default_description": "_default_description_",
}

// renameDefaults gives those their own spelling.
func renameDefaults(attributes intercomapi.Attributes) error {
	for alias, name := range defaultAttributes {
		v, given := attributes[alias]
		if !given {
			continue
		}
		if other, both := attributes[name]; both && !reflect.DeepEqual(other, v) {
			return fmt.Errorf("has both %s and %s, with different values", alias, name)
		}
		attributes[name] = v
		delete(attributes, alias)
	}
	return nil
}

// AttributeName is an attribute's name as Intercom spells it.
func AttributeName(name string) string {
	if own, ok := defaultAttributes[name]; ok {
		return own
	}
	return name
}
