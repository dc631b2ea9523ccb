package intercomapi

import (
	"context"
	"encoding/json"
	"net/url"
)

// Event is something that a contact did, as POST /events takes it. One of
// UserID, ID and Email names the contact; a lead is named by ID.
type Event struct {
	EventName string         `json:"event_name" jsonschema:"Past tense, such as updated-plan" rule:"minlen=1"`
	CreatedAt *Time          `json:"created_at,omitempty" jsonschema:"When; default now" rule:"utc"`
	UserID    string         `json:"user_id,omitempty" jsonschema:"Your own id of the user"`
	ID        ID             `json:"id,omitempty" jsonschema:"Intercom contact id; leads need it" rule:"of=contact"`
	Email     string         `json:"email,omitempty" jsonschema:"E-mail"`
	Metadata  map[string]any `json:"metadata,omitempty" jsonschema:"Up to 10 keys: text, number, *_date in Unix seconds, {url, value} or {amount in cents, currency}"`
}

// EventSummary counts how often an event happened to a user.
type EventSummary struct {
	EventName string `json:"event_name" jsonschema:"Event" rule:"minlen=1"`
	Count     *int   `json:"count,omitempty" jsonschema:"How often" rule:"min=0"`
	First     *Time  `json:"first,omitempty" jsonschema:"First time" rule:"utc"`
	Last      *Time  `json:"last,omitempty" jsonschema:"Last time" rule:"utc"`
}

// EventOwner names whose events are meant, by one of its fields.
type EventOwner struct {
	UserID         string `json:"user_id,omitempty" jsonschema:"Your own id of the user"`
	IntercomUserID ID     `json:"intercom_user_id,omitempty" jsonschema:"Intercom contact id"`
	Email          string `json:"email,omitempty" jsonschema:"E-mail"`
}

// EventListing says which events, and how many a page.
type EventListing struct {
	EventOwner
	Summary bool `json:"summary,omitempty"`
	PerPage int  `json:"per_page,omitempty"`
}

// EventPage is a page of events. Next is the query of its link to the page that
// follows, whose parameters Intercom names nowhere; "" on the last page.
type EventPage struct {
	Events []Object
	Next   string
}

// UnmarshalJSON reads events or their summary.
func (p *EventPage) UnmarshalJSON(b []byte) error {
	var raw struct {
		Events []Object
		Pages  struct{ Next *string }
	}
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	*p = EventPage{Events: append([]Object{}, raw.Events...)}
	if raw.Pages.Next == nil {
		return nil
	}
	if u, err := url.Parse(*raw.Pages.Next); err == nil {
		p.Next = u.RawQuery
	}
	return nil
}

// CreateEvent records an event. It must not be sent twice without its time:
// Intercom knows a repeat by contact, name and second alone. Errors: 404 for an
// unknown user. The answer has no body.
//
// POST /events (Data Events: Submit a data event)
func (c *Client) CreateEvent(ctx context.Context, in Event) (Empty, error) {
	return call[Empty](ctx, c, post("/events").withBody(in))
}

// Events lists the events of a user or lead of the last 90 days, or how often
// each one happened, which reaches further back. next is a page's Next, or "".
//
// GET /events (Data Events: List all data events)
func (c *Client) Events(ctx context.Context, l EventListing, next string) (EventPage, error) {
	return call[EventPage](ctx, c, get("/events").withQuery(l.query(next)))
}

// query returns the query of a listing, with what a link to its next page adds to
// it. The link never decides whose events they are.
func (l EventListing) query(next string) map[string]any {
	own := map[string]any{"type": "user"}
	raw, _ := json.Marshal(l) // text, a number and a boolean
	_ = json.Unmarshal(raw, &own)
	link, _ := url.ParseQuery(next)
	for name := range link {
		switch name {
		case "type", "user_id", "intercom_user_id", "email":
		default:
			if v := link.Get(name); v != "" {
				own[name] = v
			}
		}
	}
	return own
}

// CreateEventSummary records how often an event happened to a user, who is
// named by the caller's own id. The answer has no body.
//
// POST /events/summaries (Data Events: Create event summaries)
func (c *Client) CreateEventSummary(ctx context.Context, userID string, s EventSummary) (Empty, error) {
	body := struct {
		UserID  string       `json:"user_id"`
		Summary EventSummary `json:"event_summaries"` // one, whatever its name says
	}{userID, s}
	return call[Empty](ctx, c, post("/events/summaries").withBody(body))
}
