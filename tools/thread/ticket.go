package thread

import (
	"encoding/json"

	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/untrusted"
)

// A named is the type or the state of a ticket. In older versions of the API, and in a
// conversation that is a ticket, it is a word, which becomes the name.
type named struct {
	ID, Name, Category jsontree.Lenient
	Internal           jsontree.Lenient `json:"internal_label"`
	External           jsontree.Lenient `json:"external_label"`
	Attributes         json.RawMessage  `json:"ticket_type_attributes"`
}

// UnmarshalJSON reads the object, or the word. It returns no error.
func (n *named) UnmarshalJSON(raw []byte) error {
	type fields named
	if json.Unmarshal(raw, (*fields)(n)) != nil {
		_ = n.Name.UnmarshalJSON(raw)
	}
	return nil
}

// label returns the name or the label, and the id.
func (n named) label() string {
	return nameAndID(jsontree.Lenient(untrusted.FirstOf(string(n.Internal), string(n.Name), string(n.External))), n.ID)
}

// A conversationTicket is what a conversation says of the ticket that it is. Recorded
// answers give each attribute as an object of a type and a value.
type conversationTicket struct {
	Number           jsontree.Lenient `json:"ticket_id"`
	State            named
	TicketState      named                      `json:"ticket_state"`
	AdminLabel       jsontree.Lenient           `json:"ticket_custom_state_admin_label"`
	Type             named                      `json:"ticket_type"`
	Attributes       map[string]json.RawMessage `json:"custom_attributes"`
	TicketAttributes map[string]json.RawMessage `json:"ticket_attributes"`
}

// state returns the label that teammates see, else the word for the state.
func (t conversationTicket) state() string {
	return untrusted.FirstOf(untrusted.Name(string(t.AdminLabel), 100), t.TicketState.label(), string(withSpaces(jsontree.Lenient(t.State.label()))))
}

// A rating is what a customer thought of a conversation.
type rating struct {
	Rating, Remark jsontree.Lenient
	asked          bool // whether or not it was given
}

// UnmarshalJSON reads the rating. One that says that it is null, or when it was asked
// for, was asked for. It returns no error.
func (r *rating) UnmarshalJSON(raw []byte) error {
	type fields rating
	_ = json.Unmarshal(raw, (*fields)(r)) // a field of another type leaves the rest
	var members map[string]json.RawMessage
	_ = json.Unmarshal(raw, &members)
	r.asked = members["rating"] != nil || members["created_at"] != nil
	return nil
}

// String returns the rating of one to five with its remark; "" where none was asked for.
func (r rating) String() string {
	switch {
	case r.Rating != "":
		return joinColon(jsontree.Lenient(line(r.Rating, 10)+"/5"), jsontree.Lenient(line(r.Remark, 300)))
	case r.asked:
		return joinColon("asked for, not given", jsontree.Lenient(line(r.Remark, 300)))
	}
	return ""
}
