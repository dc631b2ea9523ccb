package thread

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/untrusted"
)

// nameAndID returns what there is of a name and an id.
func nameAndID(name, id jsontree.Lenient) string {
	switch {
	case id == "":
		return untrusted.Name(string(name), 100)
	case name == "":
		return line(id, 64)
	}
	return untrusted.Name(string(name), 100) + " (" + line(id, 64) + ")"
}

// joinColon returns what there is of two values, with a colon between them.
func joinColon(a, b jsontree.Lenient) string {
	return strings.Trim(line(a, 100)+": "+line(b, 100), ": ")
}

// assignee returns the label of an admin or a team; "" for nobody, which is 0.
func (v apiThread) assignee(known names, kind string, id jsontree.Lenient) string {
	if id == "" || id == "0" {
		return ""
	}
	return strings.TrimPrefix(known.label(kind, string(id)), "team ")
}

// customers returns the contacts that take part: ids, names where the thread has
// them, and the e-mail of who wrote first.
func (v apiThread) customers(known names) []string {
	var all []string
	author := v.Source.Author
	for _, c := range v.Contacts.Contacts {
		who := nameAndID(jsontree.Lenient(known[actor{"contact", c.ID}]), c.ID)
		if email := line(author.Email, 100); email != "" && author.ID == c.ID && !strings.Contains(who, email) {
			who += " " + email
		}
		if c.ExternalID != "" {
			who += " external_id " + line(c.ExternalID, 100)
		}
		all = append(all, who)
	}
	if len(all) == 0 && normalKind(author.Type) == "contact" && author.ID != "" {
		all = append(all, nameAndID(jsontree.Lenient(author.name()), author.ID))
	}
	return all
}

// ticketState returns the label of a ticket's state, as lists show it, and its id.
func (v apiThread) ticketState() string {
	s := v.TicketState
	label := untrusted.FirstOf(string(s.Internal), string(v.StateLabel), string(s.Name), string(withSpaces(s.Category)))
	return nameAndID(jsontree.Lenient(label), s.ID)
}

// company returns the name and the id of the company.
func (v apiThread) company(known names) string {
	if v.Company.ID == "" && v.Company.Name == "" {
		return nameAndID(jsontree.Lenient(known[actor{"company", v.CompanyID}]), v.CompanyID)
	}
	return nameAndID(v.Company.Name, v.Company.ID)
}

// sources returns the titles and the addresses of what Fin answered from.
func (v apiThread) sources() []string {
	var all []string
	for _, s := range v.AI.Sources.Sources {
		title, to := line(s.Title, 120), line(s.URL, 300)
		switch {
		case title == "":
			title = to
		case to != "":
			title += " (" + to + ")"
		}
		if title != "" {
			all = append(all, title)
		}
	}
	return all
}

// tags returns the names of the tags.
func (v apiThread) tags() []string {
	var all []string
	for _, t := range v.Tags.Tags {
		if name := untrusted.Name(string(t.Name), 60); name != "" {
			all = append(all, name)
		}
	}
	return all
}

// linked returns type, id and category of the linked objects.
func (v apiThread) linked() []string {
	var all []string
	for _, l := range v.Linked.Data {
		all = append(all, strings.TrimSpace(line(l.Type, 20)+" "+line(l.ID, 64)+" "+line(l.Category, 20)))
	}
	return all
}

// attributes returns the values of the first attributes that are set, by name, without
// a ticket's title and description, which the header and the first part have.
func (v apiThread) attributes() map[string]string {
	const maxAttributes = 25
	set, labels := map[string]string{}, v.optionLabels()
	for _, from := range []map[string]json.RawMessage{v.Attributes, v.TicketAttributes, v.Ticket.Attributes, v.Ticket.TicketAttributes} {
		for _, name := range slices.Sorted(maps.Keys(from)) {
			if value := untrusted.OneLine(labelValue(from[name], labels[name]), 200); value != "" && !strings.HasPrefix(name, "_default_") && len(set) < maxAttributes {
				set[untrusted.OneLine(name, 60)] = value
			}
		}
	}
	return set
}

// Attributes returns the values of the custom attributes of an object that are set, by
// name, at most 25.
func Attributes(o intercomapi.Object) map[string]string {
	var v apiThread
	_ = o.Decode(&v) // a field of another type leaves the rest
	return v.attributes()
}

// optionLabels returns the labels of a ticket type's lists: by attribute, then by the
// id of the option, which is all that the ticket's own value says.
func (v apiThread) optionLabels() map[string]map[string]string {
	var list struct{ Data []lookup.TicketAttribute }
	_ = json.Unmarshal(v.TicketType.Attributes, &list)
	labels := map[string]map[string]string{}
	for _, a := range list.Data {
		labels[a.Name] = map[string]string{}
		for _, o := range a.Input.Options {
			labels[a.Name][string(o.ID)] = o.Label
		}
	}
	return labels
}

// labelValue returns a value as text, with labels for the ids of options.
func labelValue(raw json.RawMessage, labels map[string]string) string {
	var several []string
	if len(labels) == 0 || json.Unmarshal(raw, &several) != nil {
		return untrusted.FirstOf(labels[valueText(raw)], valueText(raw))
	}
	for i, id := range several {
		several[i] = untrusted.FirstOf(labels[id], id)
	}
	return strings.Join(several, ", ")
}

// valueText returns a JSON value as text: a string's own, the names of a list of files,
// what an object has for its value, else its JSON; "" for null and for what is empty.
func valueText(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	switch t := bytes.TrimSpace(raw); {
	case bytes.HasPrefix(t, []byte("[")):
		var files []struct{ Name jsontree.Lenient }
		if json.Unmarshal(raw, &files) != nil || slices.ContainsFunc(files, func(f struct{ Name jsontree.Lenient }) bool { return f.Name == "" }) {
			break
		}
		var fileNames []string
		for _, f := range files {
			fileNames = append(fileNames, string(f.Name))
		}
		return strings.Join(fileNames, ", ")
	case bytes.HasPrefix(t, []byte("{")):
		return typedText(raw)
	}
	return string(raw)
}

// typedText returns the text of a value that comes with its type; the JSON of another object.
func typedText(raw json.RawMessage) string {
	var v map[string]json.RawMessage
	if json.Unmarshal(raw, &v) != nil || len(v) == 0 {
		return ""
	}
	value, typed := v["value"]
	if !typed || v["type"] == nil {
		return string(raw)
	}
	text := valueText(value)
	if strings.HasPrefix(valueText(v["type"]), "date") {
		return untrusted.FirstOf(jsontree.Lenient(text).RFC3339(), text)
	}
	return text
}

// line returns a value as one line of at most so many characters.
func line(l jsontree.Lenient, maxLength int) string { return untrusted.OneLine(string(l), maxLength) }

// withSpaces returns a word of the API as people write it.
func withSpaces(l jsontree.Lenient) jsontree.Lenient {
	return jsontree.Lenient(strings.ReplaceAll(string(l), "_", " "))
}
