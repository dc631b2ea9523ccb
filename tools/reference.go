package tools

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
)

// reference is an id that was given by a name or an e-mail: it takes its place
// among a call's arguments until it is looked up.
type reference struct {
	path, text string
	node       *node
	id         intercomapi.ID
}

// MarshalJSON writes the id, or the text as long as that is not known.
func (r *reference) MarshalJSON() ([]byte, error) {
	if r.id == "" {
		return json.Marshal(r.text)
	}
	return json.Marshal(r.id)
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
	case strings.Contains(" contact company conversation ticket article ", " "+kind+" "), directories[kind] != nil:
		n.setOf(kind)
	}
}

func (n *node) setOf(kinds ...string) {
	if n.items != nil {
		n = n.items
	}
	if n.form == id || n.form == numericID {
		n.of = kinds
	}
}

// ownID begins a contact that is given by the caller's own id.
const ownID = "external_id:"

// reference is what s names, if it is not an id but something to look up. What a
// tool is about, its argument id, is named by an id alone, or by what only a
// contact has: anything else there is refused before any request.
func (n *node) reference(path, s string) *reference {
	byName := path != "id" && slices.ContainsFunc(n.of, func(kind string) bool { return directories[kind] != nil })
	person := slices.Contains(n.of, "contact") && (strings.Contains(s, "@") || strings.HasPrefix(s, ownID))
	business := path != "id" && slices.Contains(n.of, "company") && !isID(s) && !companyKey().MatchString(s)
	if strings.TrimSpace(s) == "" || !person && !business && (!byName || isID(s)) {
		return nil
	}
	return &reference{path: path, text: s, node: n}
}

// isID tells the id of something that has a name from a name.
func isID(s string) bool { return isDigits(s) || len(s) == 24 && longID(s) }

// resolve looks up what r names.
func (c Book) resolve(ctx context.Context, r *reference) (err error) {
	switch of := r.node.of; {
	case slices.Contains(of, "contact"):
		r.id, err = c.contactID(ctx, r.text)
	case slices.Contains(of, "company"):
		var found entry
		found, err = c.company(ctx, r.text, exactly)
		r.id = found.ID
	case len(of) > 1 && nobody(r.text):
		r.id = "0"
	default:
		var found entry
		found, err = c.find(ctx, r.text, of...)
		r.id = found.ID
	}
	if err != nil {
		return told(r.path, err)
	}
	return r.node.checkID(r.path, string(r.id))
}

// told is a failed look-up of an argument: a name that says too little or
// nothing is a fault of the argument, all else of the look-up.
func told(path string, err error) error {
	if _, ok := errors.AsType[nameError](err); ok {
		return newError(path, err)
	}
	return beforehand(fmt.Errorf("look up %s: %w", path, err))
}

// nobody reports whether s says that there is nobody.
func nobody(s string) bool {
	return slices.Contains([]string{"0", "nobody", "unassigned", "none", "no one"}, fold(s))
}

// contactID is the id of the one contact that has an e-mail, or of the user
// that has an external id.
func (c Book) contactID(ctx context.Context, s string) (intercomapi.ID, error) {
	if own, ok := strings.CutPrefix(s, ownID); ok {
		if strings.Trim(own, ".") == "" {
			return "", nameError{s, "holds no external_id"}
		}
		contact, err := c.ContactByExternalID(ctx, own, intercomapi.ContactView{})
		if status(err) == http.StatusNotFound {
			return "", nameError{s, "is no user's external_id"}
		}
		return contact.ID(), err
	}
	found, err := c.contactsWith(ctx, intercomapi.Query{Field: "email", Operator: "=", Value: s})
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", unknownEmail(s)
	}
	one, err := single(s, found)
	return one.ID, err
}

// unknownEmail is an e-mail that no search finds, which is not to say that nobody
// has it.
func unknownEmail(s string) error {
	return nameError{s, "is no contact's e-mail (archived contacts are not found, new ones after some minutes)"}
}

// contactsWith lists contacts that a filter finds, as many as can be told apart.
func (c Book) contactsWith(ctx context.Context, q intercomapi.Query) ([]entry, error) {
	page, err := c.SearchContacts(ctx, intercomapi.Search{Query: q, Pagination: &intercomapi.Listing{PerPage: candidates}})
	if err != nil {
		return nil, err
	}
	all, err := namedItems(page, nil)
	return entries("contact", all), err
}

// status is the API's status of a failed call; 0 if it is none.
func status(err error) int {
	if e, ok := errors.AsType[*intercomapi.Error](err); ok {
		return e.Status
	}
	return 0
}
