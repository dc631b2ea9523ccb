package args

import (
	"encoding/json"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
)

// A Reference is an id that was given by a name or an e-mail: it stands among a
// call's arguments until it is looked up.
type Reference struct {
	Argument string // the path of the argument
	Text     string // the name, e-mail or external id
	Create   bool   // the call says that a thing of this name is to be made where there is none
	node     *node
	id       intercomapi.ID
}

// Kinds returns what the id may be of: contact, company, admin, team and so on.
func (r *Reference) Kinds() []string { return r.node.kinds }

// SetID sets the id that was found. An id that the argument cannot take is an Error.
func (r *Reference) SetID(id intercomapi.ID) error {
	r.id = id
	return r.node.checkID(r.Argument, string(id))
}

// MarshalJSON writes the id, or the text as long as that is not known.
func (r *Reference) MarshalJSON() ([]byte, error) {
	if r.id == "" {
		return json.Marshal(r.Text)
	}
	return json.Marshal(r.id)
}

// Create is the argument by which a call says that a tag which it names is to be made
// where there is none.
const Create = "create"

// NamedKinds are the kinds of things that have a name which a call may give
// instead of their id.
var NamedKinds = []string{"admin", "team", "tag", "segment", "subscription", "ticket_type", "ticket_state"}

// hasName reports whether a call may give a name instead of an id of one of these kinds.
func hasName(kinds ...string) bool {
	return slices.ContainsFunc(kinds, func(kind string) bool { return slices.Contains(NamedKinds, kind) })
}

// inferKinds sets what a field is the id of, by its name: contact_id, team_ids.
func (n *node) inferKinds(name string) {
	kind, isID := strings.CutSuffix(strings.TrimSuffix(name, "s"), "_id")
	switch {
	case !isID:
	case kind == "assignee":
		n.setKinds("admin", "team")
	case kind == "author", kind == "owner", kind == "sender":
		n.setKinds("admin")
	case kind == "intercom_user":
		n.setKinds("contact")
	case kind == "visible_to_team":
		n.setKinds("team")
	case slices.Contains([]string{"contact", "company", "conversation", "ticket", "article"}, kind), hasName(kind):
		n.setKinds(kind)
	}
}

// setKinds sets what an id, or the ids of a list, are of; other nodes stay as they are.
func (n *node) setKinds(kinds ...string) {
	if id := n.itemOrSelf(); id.form == idForm || id.form == numericIDForm {
		id.kinds = kinds
	}
}

// ExternalIDPrefix precedes the caller's own id of a contact, where an argument
// takes other ids as well.
const ExternalIDPrefix = "external_id:"

// reference returns a Reference to what s names, or nil if s is an id. The id of
// what a tool works on, its argument id, is given by an id alone, or by what only
// a contact has: anything else there is refused before any request.
func (n *node) reference(path, s string) *Reference {
	if strings.TrimSpace(s) == "" {
		return nil
	}
	contact := slices.Contains(n.kinds, "contact") && (strings.Contains(s, "@") || strings.HasPrefix(s, ExternalIDPrefix))
	company := path != "id" && slices.Contains(n.kinds, "company") && !IsID(s) && !IsCompanyID(s)
	named := path != "id" && hasName(n.kinds...) && !IsID(s)
	if !contact && !company && !named {
		return nil
	}
	return &Reference{Argument: path, Text: s, node: n}
}
