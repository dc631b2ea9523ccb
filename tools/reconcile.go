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
	"intercom-mcp/tools/lazy"
	"intercom-mcp/tools/registry"
)

const (
	// unknownClockTolerance is how much older than the call something may be that it made,
	// where Intercom's clock is not known.
	unknownClockTolerance = 5 * time.Minute
	// clockTolerance is the same where it is: both count whole seconds.
	clockTolerance = 2 * time.Second
	// searchWindow bounds a search for what was just made, whatever the clocks say.
	searchWindow = 24 * time.Hour
)

// reconciliation is a search for what a call may have made that began at start.
type reconciliation struct {
	registry.Caller
	start  time.Time
	record *intercomapi.Record
}

func newReconciliation(ctx context.Context, c registry.Caller, start time.Time) (context.Context, reconciliation) {
	ctx, seen := intercomapi.WithRecord(ctx)
	return ctx, reconciliation{c, start, seen}
}

// mayBeOfCall reports whether something of this date may have been made by the call:
// the date is Intercom's, whose clock the answer tells in which it came.
func (l reconciliation) mayBeOfCall(at intercomapi.Time) bool {
	last, _ := l.record.Last()
	theirs, err := http.ParseTime(last.Date)
	if err != nil {
		return int64(at) >= l.start.Add(-unknownClockTolerance).Unix()
	}
	return int64(at) >= l.start.Add(theirs.Sub(l.Now())-clockTolerance).Unix()
}

// recentOnly is a search for what was made lately, the newest first.
func (l reconciliation) recentOnly(also ...intercomapi.Query) intercomapi.Search {
	lately := intercomapi.Query{Field: "created_at", Operator: ">", Value: l.start.Add(-searchWindow).Unix()}
	return intercomapi.Search{
		Query: intercomapi.Query{Operator: "AND", Value: append([]intercomapi.Query{lately}, also...)},
		Sort:  &intercomapi.SearchSort{Field: "created_at", Order: "descending"},
	}
}

// firstMatch is the first of some objects that the call may have made and that is the one.
func (l reconciliation) firstMatch(items []intercomapi.Object, is func(intercomapi.Object) bool) (intercomapi.Object, intercomapi.ID, error) {
	for _, o := range items {
		var v struct {
			CreatedAt intercomapi.Time `json:"created_at"`
		}
		if o.Decode(&v) == nil && l.mayBeOfCall(v.CreatedAt) && is(o) {
			return o, o.ID(), nil
		}
	}
	return nil, "", nil
}

var markupTag = lazy.Regexp(`<[^>]*>`)

// sameText compares what Intercom keeps with what was sent, by the words alone:
// Intercom wraps and rewrites markup, and escapes what it takes for plain text.
// Where there are no words, the markup decides.
func sameText(a, b string) bool {
	words := func(s string) string {
		return strings.Join(strings.Fields(html.UnescapeString(markupTag().ReplaceAllString(s, " "))), "")
	}
	said := words(a)
	return said != "" && (said == words(b) || said == words(html.EscapeString(b))) || a == b
}

// threadPart is what is compared of a conversation's or a ticket's part.
type threadPart struct {
	ID        intercomapi.ID
	PartType  string `json:"part_type"`
	Body      string
	CreatedAt intercomapi.Time `json:"created_at"`
	Author    struct{ ID intercomapi.ID }
}

// findPart finds the part that a reply made, among the newest ones.
func (l reconciliation) findPart(parts []json.RawMessage, reply intercomapi.Reply) (intercomapi.Object, intercomapi.ID, error) {
	for _, part0 := range slices.Backward(parts) {
		var p threadPart
		if json.Unmarshal(part0, &p) != nil {
			continue
		}
		made := l.mayBeOfCall(p.CreatedAt)
		if reply.CreatedAt != nil {
			made = p.CreatedAt == *reply.CreatedAt
		}
		if made && p.PartType == reply.MessageType && p.Author.ID == reply.AdminID && sameText(p.Body, reply.Body) {
			return intercomapi.Object(part0), p.ID, nil
		}
	}
	return nil, "", nil
}

// findReply looks for a reply in its conversation.
func findReply(ctx context.Context, c registry.Caller, id intercomapi.ID, reply intercomapi.Reply, start time.Time) (intercomapi.Object, intercomapi.ID, error) {
	ctx, l := newReconciliation(ctx, c, start)
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
	_, made, err := l.findPart(v.Parts.Parts, reply)
	return conversation, made, err
}

// findTicketReply looks for a reply in its ticket.
func findTicketReply(ctx context.Context, c registry.Caller, id intercomapi.ID, reply intercomapi.Reply, start time.Time) (intercomapi.Object, intercomapi.ID, error) {
	ctx, l := newReconciliation(ctx, c, start)
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
	return l.findPart(v.Parts.Parts, reply)
}

// findContact looks for a contact by what names it.
func findContact(ctx context.Context, c registry.Caller, in intercomapi.Contact) ([]intercomapi.Object, error) {
	var q intercomapi.Query
	switch {
	case in.ExternalID != "":
		q = intercomapi.Query{Field: "external_id", Operator: "=", Value: in.ExternalID}
	case in.Email != "":
		q = intercomapi.Query{Field: "email", Operator: "=", Value: in.Email}
	default:
		return nil, errors.New("nothing names the contact")
	}
	page, err := c.SearchContacts(ctx, intercomapi.Search{Query: q})
	return page.Items, err
}

// findNewContact looks for a contact that was just made.
func findNewContact(ctx context.Context, c registry.Caller, in intercomapi.Contact, start time.Time) (intercomapi.Object, intercomapi.ID, error) {
	ctx, l := newReconciliation(ctx, c, start)
	found, err := findContact(ctx, c, in)
	if err != nil {
		return nil, "", err
	}
	return l.firstMatch(found, func(intercomapi.Object) bool { return true })
}

// findTicket looks for a ticket of the same type, title and contact.
func findTicket(ctx context.Context, c registry.Caller, in intercomapi.Ticket, start time.Time) (intercomapi.Object, intercomapi.ID, error) {
	title := in.TicketAttributes["_default_title_"]
	if title == nil {
		return nil, "", errors.New("nothing names the ticket")
	}
	ctx, l := newReconciliation(ctx, c, start)
	is, err := isContact(ctx, c, in.Contacts[0])
	if err != nil {
		return nil, "", err
	}
	page, err := c.SearchTickets(ctx, l.recentOnly(intercomapi.Query{Field: "ticket_type_id", Operator: "=", Value: string(in.TicketTypeID)}))
	if err != nil {
		return nil, "", err
	}
	return l.firstMatch(page.Items, func(o intercomapi.Object) bool {
		var v struct {
			Attributes map[string]any `json:"ticket_attributes"`
			Contacts   struct{ Contacts []intercomapi.ContactRef }
		}
		return o.Decode(&v) == nil && fmt.Sprint(v.Attributes["_default_title_"]) == fmt.Sprint(title) && slices.ContainsFunc(v.Contacts.Contacts, is)
	})
}

// isContact tells the contact that a call named from others, as tickets name
// theirs: by ids, so that an e-mail address is looked up.
func isContact(ctx context.Context, c registry.Caller, named intercomapi.ContactRef) (func(intercomapi.ContactRef) bool, error) {
	ids := []intercomapi.ID{named.ID}
	if named.Email != "" {
		found, err := findContact(ctx, c, intercomapi.Contact{Email: named.Email})
		if err != nil {
			return nil, err
		}
		for _, o := range found {
			ids = append(ids, o.ID())
		}
	}
	return func(r intercomapi.ContactRef) bool {
		return r.ID != "" && slices.Contains(ids, r.ID) || named.ExternalID != "" && r.ExternalID == named.ExternalID
	}, nil
}

// findConversation looks for a conversation that a contact began with the same words.
func findConversation(ctx context.Context, c registry.Caller, in intercomapi.NewConversation, start time.Time) (intercomapi.Object, intercomapi.ID, error) {
	ctx, l := newReconciliation(ctx, c, start)
	page, err := c.SearchConversations(ctx, l.recentOnly(intercomapi.Query{Field: "contact_ids", Operator: "=", Value: string(in.From.ID)}))
	if err != nil {
		return nil, "", err
	}
	return l.firstMatch(page.Items, func(o intercomapi.Object) bool {
		var v struct{ Source struct{ Body string } }
		return o.Decode(&v) == nil && sameText(v.Source.Body, in.Body)
	})
}

// existingID is the id in Intercom's word on a duplicate: "…already exists with id=…".
var existingID = lazy.Regexp(`\bid=([A-Za-z0-9_-]+)`)

// withExistingContact adds to a conflict the id of the contact that is there, from
// Intercom's own words or by looking.
func withExistingContact(ctx context.Context, c registry.Caller, in intercomapi.Contact, err error) error {
	var e *intercomapi.Error
	if !errors.As(err, &e) || e.Status != 409 {
		return err
	}
	for _, d := range e.Details {
		if m := existingID().FindStringSubmatch(d.Message); m != nil {
			return registry.WithFinding(err, "The contact that exists has the id "+m[1])
		}
	}
	found, failed := findContact(ctx, c, in)
	if failed != nil || len(found) == 0 {
		return registry.WithFinding(err, "It is not found by searching: it may be archived")
	}
	return registry.WithFinding(err, "The contact that exists has the id "+string(found[0].ID()))
}

// appendWarning adds a warning, if there is one.
func appendWarning(warnings []string, w string) []string {
	if strings.TrimSpace(w) == "" {
		return warnings
	}
	return append(warnings, w)
}
