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
)

const (
	// lookBack is how much older than the call something may be that it made,
	// where Intercom's clock is not known.
	lookBack = 5 * time.Minute
	// slack is the same where it is: both count whole seconds.
	slack = 2 * time.Second
	// searchBack bounds a search for what was just made, whatever the clocks say.
	searchBack = 24 * time.Hour
)

// lookedError is an uncertain write that was looked for and not found.
type lookedError struct {
	error
	looked string // where, and what came of it
}

func (e lookedError) Unwrap() error { return e.error }

// settle looks once for what a write may have made although it failed. What is
// found is the call's result after all, with a warning that says so; what is
// not found is told with the error.
func settle[T any](ctx context.Context, err error, where string, find func() (T, intercomapi.ID, error)) (found T, warning string, rest error) {
	if err == nil || !mayHaveHappened(err) || ctx.Err() != nil {
		return found, "", err
	}
	found, id, failed := find()
	switch {
	case failed != nil:
		return found, "", lookedError{err, "Looked in " + where + ", which failed too"}
	case id == "":
		return found, "", lookedError{err, "Looked in " + where + " and did not find it, which does not prove that it never arrives"}
	}
	return found, "Intercom's answer was lost, but it has happened: it was found in " + where + ", with the id " + string(id) + ". Do not send it again", nil
}

// look is a search for what a call may have made that began at start.
type look struct {
	Caller
	start time.Time
	seen  *intercomapi.Record
}

func (c Caller) look(ctx context.Context, start time.Time) (context.Context, look) {
	ctx, seen := intercomapi.WithRecord(ctx)
	return ctx, look{c, start, seen}
}

// made reports whether something of this date may have been made by the call:
// the date is Intercom's, whose clock the answer tells in which it came.
func (l look) made(at intercomapi.Time) bool {
	last, _ := l.seen.Last()
	theirs, err := http.ParseTime(last.Date)
	if err != nil {
		return int64(at) >= l.start.Add(-lookBack).Unix()
	}
	return int64(at) >= l.start.Add(theirs.Sub(l.now())-slack).Unix()
}

// newest is a search for what was made lately, the newest first.
func (l look) newest(also ...intercomapi.Query) intercomapi.Search {
	lately := intercomapi.Query{Field: "created_at", Operator: ">", Value: l.start.Add(-searchBack).Unix()}
	return intercomapi.Search{
		Query: intercomapi.Query{Operator: "AND", Value: append([]intercomapi.Query{lately}, also...)},
		Sort:  &intercomapi.SearchSort{Field: "created_at", Order: "descending"},
	}
}

// first is the first of some objects that the call may have made and that is the one.
func (l look) first(items []intercomapi.Object, is func(intercomapi.Object) bool) (intercomapi.Object, intercomapi.ID, error) {
	for _, o := range items {
		var v struct {
			CreatedAt intercomapi.Time `json:"created_at"`
		}
		if o.Decode(&v) == nil && l.made(v.CreatedAt) && is(o) {
			return o, o.ID(), nil
		}
	}
	return nil, "", nil
}

var markup = lazy.Regexp(`<[^>]*>`)

// sameText compares what Intercom keeps with what was sent, by the words alone:
// Intercom wraps and rewrites markup, and escapes what it takes for plain text.
// Where there are no words, the markup decides.
func sameText(a, b string) bool {
	words := func(s string) string {
		return strings.Join(strings.Fields(html.UnescapeString(markup().ReplaceAllString(s, " "))), "")
	}
	said := words(a)
	return said != "" && (said == words(b) || said == words(html.EscapeString(b))) || a == b
}

// part is what is compared of a conversation's or a ticket's part.
type part struct {
	ID        intercomapi.ID
	PartType  string `json:"part_type"`
	Body      string
	CreatedAt intercomapi.Time `json:"created_at"`
	Author    struct{ ID intercomapi.ID }
}

// part finds the part that a reply made, among the newest ones.
func (l look) part(parts []json.RawMessage, reply intercomapi.Reply) (intercomapi.Object, intercomapi.ID, error) {
	for _, part0 := range slices.Backward(parts) {
		var p part
		if json.Unmarshal(part0, &p) != nil {
			continue
		}
		made := l.made(p.CreatedAt)
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
func (c Caller) findReply(ctx context.Context, id intercomapi.ID, reply intercomapi.Reply, start time.Time) (intercomapi.Object, intercomapi.ID, error) {
	ctx, l := c.look(ctx, start)
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
	_, made, err := l.part(v.Parts.Parts, reply)
	return conversation, made, err
}

// findTicketReply looks for a reply in its ticket.
func (c Caller) findTicketReply(ctx context.Context, id intercomapi.ID, reply intercomapi.Reply, start time.Time) (intercomapi.Object, intercomapi.ID, error) {
	ctx, l := c.look(ctx, start)
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
	return l.part(v.Parts.Parts, reply)
}

// findContact looks for a contact by what names it.
func (c Caller) findContact(ctx context.Context, in intercomapi.Contact) ([]intercomapi.Object, error) {
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
func (c Caller) findNewContact(ctx context.Context, in intercomapi.Contact, start time.Time) (intercomapi.Object, intercomapi.ID, error) {
	ctx, l := c.look(ctx, start)
	found, err := c.findContact(ctx, in)
	if err != nil {
		return nil, "", err
	}
	return l.first(found, func(intercomapi.Object) bool { return true })
}

// findTicket looks for a ticket of the same type, title and contact.
func (c Caller) findTicket(ctx context.Context, in intercomapi.Ticket, start time.Time) (intercomapi.Object, intercomapi.ID, error) {
	title := in.TicketAttributes["_default_title_"]
	if title == nil {
		return nil, "", errors.New("nothing names the ticket")
	}
	ctx, l := c.look(ctx, start)
	is, err := c.isContact(ctx, in.Contacts[0])
	if err != nil {
		return nil, "", err
	}
	page, err := c.SearchTickets(ctx, l.newest(intercomapi.Query{Field: "ticket_type_id", Operator: "=", Value: string(in.TicketTypeID)}))
	if err != nil {
		return nil, "", err
	}
	return l.first(page.Items, func(o intercomapi.Object) bool {
		var v struct {
			Attributes map[string]any `json:"ticket_attributes"`
			Contacts   struct{ Contacts []intercomapi.ContactRef }
		}
		return o.Decode(&v) == nil && fmt.Sprint(v.Attributes["_default_title_"]) == fmt.Sprint(title) && slices.ContainsFunc(v.Contacts.Contacts, is)
	})
}

// isContact tells the contact that a call named from others, as tickets name
// theirs: by ids, so that an e-mail address is looked up.
func (c Caller) isContact(ctx context.Context, named intercomapi.ContactRef) (func(intercomapi.ContactRef) bool, error) {
	ids := []intercomapi.ID{named.ID}
	if named.Email != "" {
		found, err := c.findContact(ctx, intercomapi.Contact{Email: named.Email})
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
func (c Caller) findConversation(ctx context.Context, in intercomapi.NewConversation, start time.Time) (intercomapi.Object, intercomapi.ID, error) {
	ctx, l := c.look(ctx, start)
	page, err := c.SearchConversations(ctx, l.newest(intercomapi.Query{Field: "contact_ids", Operator: "=", Value: string(in.From.ID)}))
	if err != nil {
		return nil, "", err
	}
	return l.first(page.Items, func(o intercomapi.Object) bool {
		var v struct{ Source struct{ Body string } }
		return o.Decode(&v) == nil && sameText(v.Source.Body, in.Body)
	})
}

// existing is the id in Intercom's word on a duplicate: "…already exists with id=…".
var existing = lazy.Regexp(`\bid=([A-Za-z0-9_-]+)`)

// existingContact adds to a conflict the id of the contact that is there, from
// Intercom's own words or by looking.
func (c Caller) existingContact(ctx context.Context, in intercomapi.Contact, err error) error {
	var e *intercomapi.Error
	if !errors.As(err, &e) || e.Status != 409 {
		return err
	}
	for _, d := range e.Details {
		if m := existing().FindStringSubmatch(d.Message); m != nil {
			return lookedError{err, "The contact that exists has the id " + m[1]}
		}
	}
	found, failed := c.findContact(ctx, in)
	if failed != nil || len(found) == 0 {
		return lookedError{err, "It is not found by searching: it may be archived"}
	}
	return lookedError{err, "The contact that exists has the id " + string(found[0].ID())}
}

// appendWarning adds a warning, if there is one.
func appendWarning(warnings []string, w string) []string {
	if strings.TrimSpace(w) == "" {
		return warnings
	}
	return append(warnings, w)
}
