package args

import (
	"encoding/json"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lazy"
)

// A reference is an id that was given by a name or an e-mail: it takes its place
// among a call's arguments until it is looked up.
type Reference struct {
	Argument string // the path of the argument
	Text     string // the name
	node     *node
	id       intercomapi.ID
}

// Kinds returns of what the id may be: contact, company, admin, team and so on.
func (r *Reference) Kinds() []string { return r.node.of }

// Set gives the reference the id that was found; an id that the argument can't
// take is an error.
func (r *Reference) Set(id intercomapi.ID) error {
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

// NamedKinds are the kinds of things that have a name which a call may give
// instead of their id.
var NamedKinds = []string{"admin", "team", "tag", "segment", "subscription", "ticket_type", "ticket_state"}

// hasName reports whether a call may give a name instead of an id of one of these kinds.
func hasName(kinds ...string) bool {
	return slices.ContainsFunc(kinds, func(kind string) bool { return slices.Contains(NamedKinds, kind) })
}

// idOf tells of what a field is the id, by its name: contact_id, team_ids.
func (n *node) idOf(name string) {
	kind, isID := strings.CutSuffix(strings.TrimSuffix(name, "s"), "_id")
	switch {
	case !isID:
	case kind == "assignee":
		n.setOf("admin", "team")
	case kind == "author", kind == "owner", kind == "sender":
		n.setOf("admin")
	case kind == "intercom_user":
		n.setOf("contact")
	case kind == "visible_to_team":
		n.setOf("team")
	case strings.Contains(" contact company conversation ticket article ", " "+kind+" "), hasName(kind):
		n.setOf(kind)
	}
}

func (n *node) setOf(kinds ...string) {
	if n.items != nil {
		n = n.items
	}
	if n.form == idForm || n.form == numericIDForm {
		n.of = kinds
	}
}

// ExternalIDPrefix begins a contact that is given by the caller's own id.
const ExternalIDPrefix = "external_id:"

// reference is what s names, if it is not an id but something to look up. What a
// tool is about, its argument id, is named by an id alone, or by what only a
// contact has: anything else there is refused before any request.
func (n *node) reference(path, s string) *Reference {
	byName := path != "id" && hasName(n.of...)
	person := slices.Contains(n.of, "contact") && (strings.Contains(s, "@") || strings.HasPrefix(s, ExternalIDPrefix))
	business := path != "id" && slices.Contains(n.of, "company") && !IsID(s) && !CompanyIDPattern().MatchString(s)
	if strings.TrimSpace(s) == "" || !person && !business && (!byName || IsID(s)) {
		return nil
	}
	return &Reference{Argument: path, Text: s, node: n}
}

// IsDigits reports whether a text has digits alone; an empty one does.
func IsDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// IsID tells the id of something that has a name from a name.
func IsID(s string) bool { return IsDigits(s) || len(s) == 24 && IsHexID(s) }

// CompanyIDPattern is what Intercom's own id of a company looks like.
var CompanyIDPattern = lazy.Regexp(`^([0-9a-f]{24}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$`)
