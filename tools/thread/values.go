package thread

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/untrusted"
)

// withID is a thing by its name and id.
func withID(name, id jsontree.Lenient) string {
	switch {
	case id == "":
		return lineOf(name, 100)
	case name == "":
		return lineOf(id, 64)
	}
	return lineOf(name, 100) + " (" + lineOf(id, 64) + ")"
}

// colon joins what is there of two values.
func colon(a, b jsontree.Lenient) string {
	return strings.Trim(lineOf(a, 100)+": "+lineOf(b, 100), ": ")
}

// somebody is an assignee; Intercom says 0 for nobody.
func (v apiThread) somebody(called nameIndex, kind string, id jsontree.Lenient) string {
	if id == "" || id == "0" {
		return ""
	}
	return strings.TrimPrefix(called.of(kind, string(id)), "team ")
}

// customers are the contacts that take part: names where the thread tells
// them, and the e-mail of whoever wrote first.
func (v apiThread) customers(called nameIndex) []string {
	var all []string
	author := v.Source.Author
	for _, c := range v.Contacts.Contacts {
		who := withID(jsontree.Lenient(called[actor{"contact", c.ID}]), c.ID)
		if email := lineOf(author.Email, 100); email != "" && author.ID == c.ID && !strings.Contains(who, email) {
			who += " " + email
		}
		if c.ExternalID != "" {
			who += " external_id " + lineOf(c.ExternalID, 100)
		}
		all = append(all, who)
	}
	if len(all) == 0 && kindOf(author.Type) == "contact" && author.ID != "" {
		all = append(all, withID(jsontree.Lenient(author.name()), author.ID))
	}
	return all
}

func (v apiThread) ticketState() string {
	return withID(jsontree.Lenient(untrusted.FirstOf(string(v.TicketWord.Label), string(spaced(v.TicketWord.Category)))), v.TicketWord.ID)
}

func (v apiThread) tags() []string {
	var all []string
	for _, t := range v.Tags.Tags {
		if name := lineOf(t.Name, 60); name != "" {
			all = append(all, name)
		}
	}
	return all
}

func (v apiThread) rating() string {
	if v.Rating.Rating == "" {
		return ""
	}
	return colon(jsontree.Lenient(lineOf(v.Rating.Rating, 10)+"/5"), jsontree.Lenient(lineOf(v.Rating.Remark, 300)))
}

func (v apiThread) linked() []string {
	var all []string
	for _, l := range v.Linked.Data {
		all = append(all, strings.TrimSpace(lineOf(l.Type, 20)+" "+lineOf(l.ID, 64)+" "+lineOf(l.Category, 20)))
	}
	return all
}

// attributes are those that are set, without a ticket's title and description,
// which stand elsewhere.
func (v apiThread) attributes() map[string]string {
	const most = 25
	set, labels := map[string]string{}, v.optionLabels()
	for _, from := range []map[string]json.RawMessage{v.Attributes, v.TicketAttributes} {
		for _, name := range slices.Sorted(maps.Keys(from)) {
			if value := untrusted.OneLine(labelled(from[name], labels[name]), 200); value != "" && !strings.HasPrefix(name, "_default_") && len(set) < most {
				set[untrusted.OneLine(name, 60)] = value
			}
		}
	}
	return set
}

// Attributes returns the custom attributes of a thing that are set, by name.
func Attributes(o intercomapi.Object) map[string]string {
	var v apiThread
	_ = o.Decode(&v) // a field of another type leaves the rest
	return v.attributes()
}

// optionLabels are the labels of a ticket's lists: by attribute, then by the id
// of the option, which is all that the ticket's own value says.
func (v apiThread) optionLabels() map[string]map[string]string {
	var of struct{ Data []lookup.TicketAttribute }
	_ = json.Unmarshal(v.TicketType.Attributes, &of)
	labels := map[string]map[string]string{}
	for _, a := range of.Data {
		labels[a.Name] = map[string]string{}
		for _, o := range a.Input.Options {
			labels[a.Name][string(o.ID)] = o.Label
		}
	}
	return labels
}

// labelled is a value as text, with labels for the ids of options.
func labelled(raw json.RawMessage, labels map[string]string) string {
	var several []string
	if len(labels) == 0 || json.Unmarshal(raw, &several) != nil {
		return untrusted.FirstOf(labels[textOf(raw)], textOf(raw))
	}
	for i, id := range several {
		several[i] = untrusted.FirstOf(labels[id], id)
	}
	return strings.Join(several, ", ")
}

// textOf is a JSON value as text: a string's own, else its JSON; null is "".
func textOf(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}

// lineOf is l as one short line.
func lineOf(l jsontree.Lenient, most int) string { return untrusted.OneLine(string(l), most) }

func spaced(l jsontree.Lenient) jsontree.Lenient {
	return jsontree.Lenient(strings.ReplaceAll(string(l), "_", " "))
}

// closedBy is l with an end to what was opened before it, if there is anything.
func closedBy(l jsontree.Lenient, end string) jsontree.Lenient {
	if l == "" {
		return ""
	}
	return l + jsontree.Lenient(end)
}
