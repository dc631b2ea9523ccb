package lookup

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// A Model is what custom attributes are of: contact, company or conversation.
type Model string

// The models of custom attributes.
const (
	ContactModel      Model = "contact"
	CompanyModel      Model = "company"
	ConversationModel Model = "conversation"
)

// A customAttribute is an attribute that a workspace has defined.
type customAttribute struct {
	name    string
	kind    string // string, integer, float, decimal, boolean, date, datetime, list and others
	options []customOption
}

// A customOption is one of the values that an attribute can have.
type customOption struct {
	id, label string
}

// FitCustomValues changes the values of custom attributes of a model, given as the
// argument custom_attributes, into what Intercom takes: under the attribute's own name
// for its label or another case, numbers and booleans for their text, Unix seconds for
// a date, an option as it is spelled. It returns a warning for each attribute that
// Intercom will make new, which it does for companies alone; of the other models a name
// that is not known is an args.Error, as is a value that does not fit. Where the
// attributes can't be had within three seconds, Intercom is the judge.
func (r Resolver) FitCustomValues(ctx context.Context, model Model, values intercomapi.Attributes) (warnings []string, err error) {
	if len(values) == 0 {
		return nil, nil
	}
	for _, age := range []time.Duration{maxAge, recheckAge} { // an attribute or option that is not known may be new
		all := r.customAttributes(ctx, model, age)
		if len(all) == 0 {
			return nil, nil
		}
		warnings, err = r.fitCustomValues(model, values, all)
		if err == nil && len(warnings) == 0 || r.Names == nil {
			break
		}
	}
	if err != nil {
		return nil, args.NewError("custom_attributes", err)
	}
	return warnings, nil
}

// customAttributes returns the attributes of a model, but for archived ones and for
// Intercom's own; none where they can't be had in time.
func (r Resolver) customAttributes(ctx context.Context, model Model, age time.Duration) []Entry {
	ctx, cancel := context.WithTimeout(ctx, maxNameWait)
	defer cancel()
	all, err := r.cached(ctx, "attributes "+string(model), age, func(ctx context.Context) ([]Entry, error) {
		fetch := func() (intercomapi.Page, error) { return r.ConversationAttributes(ctx, nil) }
		if model != ConversationModel {
			fetch = func() (intercomapi.Page, error) {
				return r.DataAttributes(ctx, intercomapi.DataAttributeListing{Model: string(model)})
			}
		}
		page, err := fetch()
		if err != nil { // it wants a permission that the write does not
			return nil, err
		}
		return customEntries(page.Items), nil
	})
	if err != nil {
		return nil
	}
	return all
}

// customEntries returns attributes as entries that are found by name and by label.
func customEntries(items []intercomapi.Object) (all []Entry) {
	for _, item := range items {
		var v struct {
			Name, Label string
			FullName    string `json:"full_name"`
			Type        string `json:"data_type"`
			Custom      *bool
			Archived    bool
			Options     []json.RawMessage
		}
		_ = item.Decode(&v) // a field of another type leaves the rest
		if v.Name == "" || v.Archived || v.Custom != nil && !*v.Custom {
			continue
		}
		a := customAttribute{name: v.Name, kind: v.Type}
		for _, raw := range v.Options {
			if o := readOption(raw); o.label != "" {
				a.options = append(a.options, o)
			}
		}
		all = append(all, Entry{Kind: "attribute", Name: v.Name, aliases: []string{v.Label, v.FullName}, custom: a})
	}
	return all
}

// readOption reads an option: its text alone, or an object with a label or a value.
func readOption(raw json.RawMessage) customOption {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return customOption{label: text}
	}
	var v struct {
		ID           intercomapi.ID
		Label, Value string
		Archived     bool
	}
	if json.Unmarshal(raw, &v) != nil || v.Archived {
		return customOption{}
	}
	return customOption{string(v.ID), v.Label + v.Value}
}

// fitCustomValues puts each value under the attribute's own name, as Intercom takes it.
// It changes nothing where one does not fit.
func (r Resolver) fitCustomValues(model Model, values intercomapi.Attributes, all []Entry) (warnings []string, err error) {
	fitted := intercomapi.Attributes{}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		a, known := attributeNamed(all, name)
		value := values[name]
		switch {
		case known:
			if value, err = a.fit(value, r.Now().UTC()); err != nil {
				return nil, err
			}
		case model == CompanyModel:
			a.name = name
			warnings = append(warnings, fmt.Sprintf("Companies had no attribute %q: Intercom makes it new, for good. There are: %s", name, namesOf(all)))
		default:
			return nil, newNameError(name, "is no custom attribute of %s. There are: %s", plural[model], namesOf(all))
		}
		if _, twice := fitted[a.name]; twice {
			return nil, fmt.Errorf("has %s twice, as %s too", a.name, name)
		}
		fitted[a.name] = value
	}
	clear(values)
	maps.Copy(values, fitted)
	return warnings, nil
}

var plural = map[Model]string{ContactModel: "contacts", CompanyModel: "companies", ConversationModel: "conversations"}

// attributeNamed returns the attribute of a name, written exactly so, or of a label or
// in another case.
func attributeNamed(all []Entry, name string) (customAttribute, bool) {
	if fold(name) == "" {
		return customAttribute{}, false
	}
	for _, same := range []func(Entry) bool{
		func(e Entry) bool { return e.Name == name },
		func(e Entry) bool { return e.HasName(name) },
	} {
		if i := slices.IndexFunc(all, same); i >= 0 {
			return all[i].custom, true
		}
	}
	return customAttribute{}, false
}

// namesOf returns the first 50 names of attributes in one line.
func namesOf(all []Entry) string {
	const most = 50
	var names []string
	for _, e := range all[:min(len(all), most)] {
		names = append(names, e.Name)
	}
	if more := len(all) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(names, ", ")
}

// fit returns a value as Intercom takes it: null clears.
func (a customAttribute) fit(v any, now time.Time) (any, error) {
	if list, ok := v.([]any); ok && len(a.options) > 0 {
		fitted := make([]any, len(list))
		for i, item := range list {
			var err error
			if fitted[i], err = a.fit(item, now); err != nil {
				return nil, err
			}
		}
		return fitted, nil
	}
	if v == nil {
		return nil, nil
	}
	switch a.kind {
	case "integer":
		return a.whole(v, now)
	case "float", "decimal":
		if n, ok := args.ToNumber(v).(json.Number); ok {
			return n, nil
		}
		return nil, newNameError(a.name, "takes a number, not %s", shown(v))
	case "boolean":
		if b, ok := lowerBoolean(v).(bool); ok {
			return b, nil
		}
		return nil, newNameError(a.name, "takes true or false, not %s", shown(v))
	case "date", "datetime":
		return a.time(v, now)
	case "string", "list", "options":
		return a.text(v)
	}
	return v, nil // Intercom is the judge
}

// whole returns a whole number: of a date its Unix seconds, since many workspaces keep
// dates so.
func (a customAttribute) whole(v any, now time.Time) (any, error) {
	if text, ok := v.(string); ok && (args.IsDate(text) || strings.HasSuffix(a.name, "_at") || strings.Contains(text, "T")) {
		if at, err := args.ParseTime(text, now); err == nil {
			return json.Number(fmt.Sprint(at)), nil
		}
	}
	n, ok := args.ToNumber(v).(json.Number)
	if f, err := n.Float64(); ok && err == nil && f == math.Trunc(f) {
		if strings.ContainsAny(n.String(), ".eE") && math.Abs(f) < 1<<53 {
			return json.Number(fmt.Sprintf("%.0f", f)), nil
		}
		return n, nil
	}
	return nil, newNameError(a.name, "takes a whole number, not %s", shown(v))
}

// time returns a time in Unix seconds. As other data that is stored, one without a zone
// is UTC.
func (a customAttribute) time(v any, now time.Time) (any, error) {
	text, ok := args.ToText(v).(string)
	if !ok {
		return nil, newNameError(a.name, "takes a date, not %s", shown(v))
	}
	at, err := args.ParseTime(text, now)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", a.name, err)
	}
	return json.Number(fmt.Sprint(at)), nil
}

// text returns a text, of an attribute with options one of these as it is spelled.
func (a customAttribute) text(v any) (any, error) {
	if b, ok := v.(bool); ok {
		v = strconv.FormatBool(b)
	}
	text, ok := args.ToText(v).(string)
	switch {
	case !ok && a.kind == "string":
		return nil, newNameError(a.name, "takes a text, not %s", shown(v))
	case !ok, len(a.options) == 0:
		return args.ToText(v), nil
	}
	var labels []string
	for _, o := range a.options {
		if o.id != "" && o.id == text || SameName(o.label, text) || SameName(intercomapi.UnescapeName(o.label), text) {
			return o.label, nil
		}
		labels = append(labels, o.label)
	}
	return nil, newNameError(text, "is no value of %s. There are: %s", a.name, strings.Join(labels, ", "))
}

// lowerBoolean is args.ToBoolean for a text in any case.
func lowerBoolean(v any) any {
	if s, ok := v.(string); ok {
		return args.ToBoolean(strings.ToLower(strings.TrimSpace(s)))
	}
	return v
}

// shown returns a value as an error shows it.
func shown(v any) string {
	raw, _ := json.Marshal(v)
	return fmt.Sprintf("%.40s", raw)
}
