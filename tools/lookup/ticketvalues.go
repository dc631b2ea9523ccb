package lookup

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/untrusted"
)

// FitTicketValues changes the values of a ticket's attributes, given as an argument,
// into what Intercom takes: the id of an option for its label, a number for its text,
// each under the attribute's own name. typeOf returns the ticket's type, and is called
// only where the values have attributes that not all types have. A value or name that
// the type does not know is an args.Error.
func (r Resolver) FitTicketValues(ctx context.Context, argument string, values intercomapi.Attributes, typeOf func() (intercomapi.ID, error)) error {
	if err := renameDefaults(values); err != nil {
		return args.NewError(argument, err)
	}
	if err := checkText(values); err != nil {
		return args.NewError(argument, err)
	}
	if !slices.ContainsFunc(slices.Sorted(maps.Keys(values)), isOfType) {
		return nil
	}
	id, err := typeOf()
	if err != nil {
		return err
	}
	for _, age := range []time.Duration{maxAge, recheckAge} { // an attribute or option that is not known may be new
		attributes := r.attributesOf(ctx, id, age)
		if len(attributes) == 0 {
			return nil // Intercom is the judge
		}
		if err = fitValues(values, attributes); err == nil || r.Names == nil {
			break
		}
	}
	if err != nil {
		return args.NewError(argument, err)
	}
	return nil
}

// checkText returns an error for a title without anything to read, and for a
// description that is not empty and has nothing to read either.
func checkText(values intercomapi.Attributes) error {
	for _, name := range []string{"_default_title_", "_default_description_"} {
		if s, ok := values[name].(string); ok && untrusted.IsBlank(s) && (s != "" || name == "_default_title_") {
			return newNameError(name, "is blank: there is nothing in it to read")
		}
	}
	return nil
}

// TypeIs returns the typeOf of FitTicketValues where the ticket's type is known.
func TypeIs(id intercomapi.ID) func() (intercomapi.ID, error) {
	return func() (intercomapi.ID, error) { return id, nil }
}

// isOfType reports whether an attribute is one that not all ticket types have.
func isOfType(name string) bool { return !strings.HasPrefix(name, "_default_") }

// attributesOf returns the attributes of a ticket type; none where they can't be had.
func (r Resolver) attributesOf(ctx context.Context, id intercomapi.ID, age time.Duration) []TicketAttribute {
	types, err := r.directory(ctx, "ticket_type", age)
	i := slices.IndexFunc(types, func(e Entry) bool { return e.ID == id })
	if err != nil || i < 0 {
		return nil
	}
	return types[i].attributes
}

// fitValues puts each value of a type's own attributes under the attribute's own
// name, as tickets take it. It changes nothing where one does not fit.
func fitValues(values intercomapi.Attributes, attributes []TicketAttribute) error {
	type change struct {
		from, to string
		value    any
	}
	var changes []change
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !isOfType(name) {
			continue
		}
		a, err := attributeByName(name, attributes)
		if err != nil {
			return err
		}
		v, err := a.writeValue(values[name])
		if err != nil {
			return err
		}
		if _, twice := values[a.Name]; twice && a.Name != name {
			return fmt.Errorf("has both %s and %s", name, a.Name)
		}
		changes = append(changes, change{name, a.Name, v})
	}
	for _, c := range changes {
		delete(values, c.from)
		values[c.to] = c.value
	}
	return nil
}

// ExplainMissing returns err, Intercom's refusal of a ticket, with which of the
// attributes that the ticket's type requires have no value.
func (r Resolver) ExplainMissing(ctx context.Context, ticketType intercomapi.ID, values intercomapi.Attributes, err error) error {
	if intercomapi.StatusOf(err) != http.StatusBadRequest {
		return err
	}
	var missing []string
	for _, a := range r.attributesOf(ctx, ticketType, maxAge) {
		if v := values[a.Name]; a.Required && (v == nil || v == "") {
			missing = append(missing, a.String())
		}
	}
	if len(missing) == 0 {
		return err
	}
	return fmt.Errorf("%w; required and not given: %s", err, strings.Join(missing, ", "))
}
