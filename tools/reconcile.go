package tools

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"net/http"
	"slices"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lazy"
	"intercom-mcp/tools/registry"
)

// How much earlier than the start of a call the date of what it made may be.
const (
	unknownClockTolerance = 5 * time.Minute // Intercom's clock is not known
	clockTolerance        = 2 * time.Second // it is known: both clocks count whole seconds
)

// searchWindow bounds a search for what was just made, whatever the clocks say.
const searchWindow = 24 * time.Hour

// reconciliation looks for what a call may have made that began at start and whose
// answer was lost.
type reconciliation struct {
	registry.Caller
	start  time.Time
	record *intercomapi.Record // of the requests that look for it: their answers carry Intercom's date
}

// newReconciliation returns a reconciliation, and the context of its requests.
func newReconciliation(ctx context.Context, c registry.Caller, start time.Time) (context.Context, reconciliation) {
	ctx, record := intercomapi.WithRecord(ctx)
	return ctx, reconciliation{c, start, record}
}

// mayBeOfCall reports whether something of this date may have been made by the
// call. The date is by Intercom's clock, as the date of its latest answer is.
func (r reconciliation) mayBeOfCall(at intercomapi.Time) bool {
	last, _ := r.record.Last()
	intercomNow, err := http.ParseTime(last.Date)
	if err != nil {
		return int64(at) >= r.start.Add(-unknownClockTolerance).Unix()
	}
	return int64(at) >= r.start.Add(intercomNow.Sub(r.Now())-clockTolerance).Unix()
}

// recentSearch returns a search for what was made lately and what all of some
// filters find, the newest first.
func (r reconciliation) recentSearch(filters ...intercomapi.Query) intercomapi.Search {
	recent := intercomapi.Where("created_at", ">", r.start.Add(-searchWindow).Unix())
	return intercomapi.Search{
		Query: intercomapi.All(append([]intercomapi.Query{recent}, filters...)...),
		Sort:  &intercomapi.SearchSort{Field: "created_at", Order: "descending"},
	}
}

// firstMatch returns the first of some objects that the call may have made and that
// matches, and its id; nil and "" for none.
func (r reconciliation) firstMatch(items []intercomapi.Object, matches func(intercomapi.Object) bool) (intercomapi.Object, intercomapi.ID) {
	for _, o := range items {
		var v struct {
			CreatedAt intercomapi.Time `json:"created_at"`
		}
		if o.Decode(&v) == nil && r.mayBeOfCall(v.CreatedAt) && matches(o) {
			return o, o.ID()
		}
	}
	return nil, ""
}

// markupTag matches a tag of HTML.
var markupTag = lazy.Regexp(`<[^>]*>`)

// sameText reports whether what Intercom keeps is what was sent, by the words alone:
// Intercom wraps and rewrites markup, and escapes what it takes for plain text.
// Where there are no words, the markup decides.
func sameText(kept, sent string) bool {
	words := func(s string) string {
		return strings.Join(strings.Fields(html.UnescapeString(markupTag().ReplaceAllString(s, " "))), "")
	}
	keptWords := words(kept)
	return keptWords != "" && (keptWords == words(sent) || keptWords == words(html.EscapeString(sent))) || kept == sent
}

// threadPart are the fields by which a part of a conversation or a ticket is known.
type threadPart struct {
	ID        intercomapi.ID
	PartType  string `json:"part_type"`
	Body      string
	CreatedAt intercomapi.Time `json:"created_at"`
	Author    struct{ ID intercomapi.ID }
}

// findPart returns the latest part that a reply may have made, and its id; nil and
// "" for none.
func (r reconciliation) findPart(parts []json.RawMessage, reply intercomapi.Reply) (intercomapi.Object, intercomapi.ID) {
	for _, raw := range slices.Backward(parts) {
		var p threadPart
		if json.Unmarshal(raw, &p) != nil {
			continue
		}
		dateFits := r.mayBeOfCall(p.CreatedAt)
		if reply.CreatedAt != nil {
			dateFits = p.CreatedAt == *reply.CreatedAt
		}
		if dateFits && p.PartType == reply.MessageType && p.Author.ID == reply.AdminID && sameText(p.Body, reply.Body) {
			return intercomapi.Object(raw), p.ID
		}
	}
	return nil, ""
}

// findReply looks for a reply in its conversation. It returns the conversation, and
// the id of the part; "" where it is not there.
func findReply(
	ctx context.Context, c registry.Caller, id intercomapi.ID, reply intercomapi.Reply, start time.Time,
) (intercomapi.Object, intercomapi.ID, error) {
	ctx, r := newReconciliation(ctx, c, start)
	conversation, err := c.Conversation(ctx, id, intercomapi.ConversationView{})
	if err != nil {
		return nil, "", err
	}
	var v struct {
		Parts struct {
			Parts []json.RawMessage `json:"conversation_parts"`
		} `json:"conversation_parts"`
	}
	if err := conversation.Decode(&v); err != nil {
		return nil, "", err
	}
	_, part := r.findPart(v.Parts.Parts, reply)
	return conversation, part, nil
}

// findTicketReply looks for a reply in its ticket. It returns the part and its id;
// nil and "" where it is not there.
func findTicketReply(
	ctx context.Context, c registry.Caller, id intercomapi.ID, reply intercomapi.Reply, start time.Time,
) (intercomapi.Object, intercomapi.ID, error) {
	ctx, r := newReconciliation(ctx, c, start)
	ticket, err := c.Ticket(ctx, id)
	if err != nil {
		return nil, "", err
	}
	var v struct {
		Parts struct {
			Parts []json.RawMessage `json:"ticket_parts"`
		} `json:"ticket_parts"`
	}
	if err := ticket.Decode(&v); err != nil {
		return nil, "", err
	}
	part, partID := r.findPart(v.Parts.Parts, reply)
	return part, partID, nil
}

// findContacts returns the contacts of an external id or an e-mail; an error where
// in has neither.
func findContacts(ctx context.Context, c registry.Caller, in intercomapi.Contact) ([]intercomapi.Object, error) {
	var q intercomapi.Query
	switch {
	case in.ExternalID != "":
		q = intercomapi.Where("external_id", "=", in.ExternalID)
	case in.Email != "":
		q = intercomapi.Where("email", "=", in.Email)
	default:
		return nil, errors.New("nothing names the contact")
	}
	page, err := c.SearchContacts(ctx, intercomapi.Search{Query: q})
	return page.Items, err
}

// findNewContact looks for a contact that was just made. It returns it and its id;
// nil and "" where it is not there.
func findNewContact(ctx context.Context, c registry.Caller, in intercomapi.Contact, start time.Time) (intercomapi.Object, intercomapi.ID, error) {
	ctx, r := newReconciliation(ctx, c, start)
	found, err := findContacts(ctx, c, in)
	if err != nil {
		return nil, "", err
	}
	contact, id := r.firstMatch(found, func(intercomapi.Object) bool { return true })
	return contact, id, nil
}

// findTicket looks for a ticket that was just made, of the same type, title and
// contact. It returns it and its id; nil and "" where it is not there.
func findTicket(ctx context.Context, c registry.Caller, in intercomapi.Ticket, start time.Time) (intercomapi.Object, intercomapi.ID, error) {
	title := in.TicketAttributes["_default_title_"]
	if title == nil {
		return nil, "", errors.New("nothing names the ticket")
	}
	ctx, r := newReconciliation(ctx, c, start)
	isContact, err := contactMatcher(ctx, c, in.Contacts[0])
	if err != nil {
		return nil, "", err
	}
	page, err := c.SearchTickets(ctx, r.recentSearch(intercomapi.Where("ticket_type_id", "=", string(in.TicketTypeID))))
	if err != nil {
		return nil, "", err
	}
	ticket, id := r.firstMatch(page.Items, func(o intercomapi.Object) bool {
		var v struct {
			Attributes map[string]any `json:"ticket_attributes"`
			Contacts   struct{ Contacts []intercomapi.ContactRef }
		}
		return o.Decode(&v) == nil && fmt.Sprint(v.Attributes["_default_title_"]) == fmt.Sprint(title) &&
			slices.ContainsFunc(v.Contacts.Contacts, isContact)
	})
	return ticket, id, nil
}

// contactMatcher returns a function that reports whether a ticket's contact is the
// one that a call named. Tickets name theirs by ids, so an e-mail is looked up.
func contactMatcher(ctx context.Context, c registry.Caller, named intercomapi.ContactRef) (func(intercomapi.ContactRef) bool, error) {
	ids := []intercomapi.ID{named.ID}
	if named.Email != "" {
		found, err := findContacts(ctx, c, intercomapi.Contact{Email: named.Email})
		if err != nil {
			return nil, err
		}
		for _, o := range found {
			ids = append(ids, o.ID())
		}
	}
	return func(contact intercomapi.ContactRef) bool {
		return contact.ID != "" && slices.Contains(ids, contact.ID) || named.ExternalID != "" && contact.ExternalID == named.ExternalID
	}, nil
}

// findConversation looks for a conversation that a contact just began with the same
// words. It returns it and its id; nil and "" where it is not there.
func findConversation(
	ctx context.Context, c registry.Caller, in intercomapi.NewConversation, start time.Time,
) (intercomapi.Object, intercomapi.ID, error) {
	ctx, r := newReconciliation(ctx, c, start)
	page, err := c.SearchConversations(ctx, r.recentSearch(intercomapi.Where("contact_ids", "=", string(in.From.ID))))
	if err != nil {
		return nil, "", err
	}
	conversation, id := r.firstMatch(page.Items, func(o intercomapi.Object) bool {
		var v struct{ Source struct{ Body string } }
		return o.Decode(&v) == nil && sameText(v.Source.Body, in.Body)
	})
	return conversation, id, nil
}

// withExistingContact returns a conflict with the id of the contact that exists,
// from Intercom's message or else by a search; any other error as it is.
func withExistingContact(ctx context.Context, c registry.Caller, in intercomapi.Contact, err error) error {
	e, ok := errors.AsType[*intercomapi.Error](err)
	if !ok || e.Status != http.StatusConflict {
		return err
	}
	for _, d := range e.Details {
		switch id := registry.NamedID(d); {
		case strings.Contains(strings.ToLower(d.Message), "archived"): // no search finds it
			return err
		case id != "":
			return registry.WithFinding(err, "The contact that exists has the id "+string(id))
		}
	}
	found, searchErr := findContacts(ctx, c, in)
	if searchErr != nil || len(found) == 0 {
		return registry.WithFinding(err, "It is not found by searching: it may be archived")
	}
	return registry.WithFinding(err, "The contact that exists has the id "+string(found[0].ID()))
}

// messageEvidence returns what a contact says of a message to them that was sent at
// start, and whose answer was lost.
func messageEvidence(ctx context.Context, c registry.Caller, to intercomapi.ID, start time.Time) string {
	const nobodyElse = "Intercom shows messages to nobody before they are answered, so that only the user can look, in the inbox or with the contact"
	ctx, r := newReconciliation(ctx, c, start)
	contact, err := c.Contact(ctx, to, intercomapi.ContactView{})
	var v struct {
		LastContactedAt intercomapi.Time `json:"last_contacted_at"`
	}
	if err != nil || contact.Decode(&v) != nil {
		return nobodyElse
	}
	at := jsontree.RFC3339(int64(v.LastContactedAt))
	switch {
	case at == "":
		return "The contact's last_contacted_at is not set, so it has not arrived so far, which does not prove that it never does. " + nobodyElse
	case r.mayBeOfCall(v.LastContactedAt):
		return "The contact's last_contacted_at is " + at + ", when this was sent: it has most likely arrived, or something else has. " +
			"Do not send it again. " + nobodyElse
	}
	return "The contact's last_contacted_at is " + at + ", before this was sent, so it has not arrived so far, " +
		"which does not prove that it never does. " + nobodyElse
}

// appendWarning returns warnings with w, unless that is blank.
func appendWarning(warnings []string, w string) []string {
	if strings.TrimSpace(w) == "" {
		return warnings
	}
	return append(warnings, w)
}
