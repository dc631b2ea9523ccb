package sandbox

import (
	"net/http"
	"slices"
)

// maxEvents is how many events the sandbox keeps, the newest ones.
const maxEvents = 10_000

// createEvent records that a contact did something.
func (w *Workspace) createEvent(c *call) (any, error) {
	if err := c.body.require("event_name", "created_at"); err != nil {
		return nil, err
	}
	if !isWhole(c.body["created_at"]) {
		return nil, invalid("created_at must be a Unix time")
	}
	ct, err := w.eventContact(c.body.str("id"), c.body.str("user_id"), c.body.str("email"))
	if err != nil {
		return nil, err
	}
	if len(w.events) == maxEvents {
		w.events = slices.Delete(w.events, 0, 1)
	}
	w.events = append(w.events, object{"contact": ct.key(), "name": c.body.str("event_name"), "at": c.body.num("created_at"), "count": 1})
	return reply{http.StatusAccepted, nil}, nil
}

func (w *Workspace) eventContact(id, userID, email string) (*contact, error) {
	if id != "" {
		return w.contact(id)
	}
	for key, v := range map[string]string{"external_id": userID, "email": email} {
		if v == "" {
			continue
		}
		if ct := w.contactByField(key, v); ct != nil {
			return ct, nil
		}
		return nil, errUser
	}
	return nil, missingParam("one of id, user_id and email must be given")
}

// createEventSummary records how often a user did something.
func (w *Workspace) createEventSummary(c *call) (any, error) {
	ct, err := w.eventContact("", c.body.str("user_id"), "")
	if err != nil {
		return nil, err
	}
	s := c.body.obj("event_summaries")
	if err := s.orEmpty().require("event_name", "count"); err != nil {
		return nil, err
	}
	w.events = append(w.events, object{"contact": ct.key(), "name": s.str("event_name"), "at": s.num("last"), "first": s.num("first"), "count": s.num("count")})
	return reply{http.StatusOK, nil}, nil
}

// listEvents returns a user's events summed up by name: Intercom's description has no other shape, with summary or without.
func (w *Workspace) listEvents(c *call) (any, error) {
	q := c.query
	if q.Get("type") != "user" {
		return nil, invalid("type must be user")
	}
	ct, err := w.eventContact(q.Get("intercom_user_id"), q.Get("user_id"), q.Get("email"))
	if err != nil {
		return nil, err
	}
	sums := table[object]{}
	for _, e := range w.events {
		if e.str("contact") == ct.key() {
			addToSummary(&sums, e)
		}
	}
	return object{
		"type": "event.summary", "email": ct.object["email"], "intercom_user_id": ct.key(), "user_id": ct.object["external_id"],
		"events": toList(sums.all(), showSummary),
	}, nil
}

// addToSummary counts an event in the sum of its name.
func addToSummary(sums *table[object], e object) {
	first := e.num("at")
	if e.num("first") > 0 {
		first = e.num("first")
	}
	s, known := sums.get(e.str("name"))
	if !known {
		s = object{"name": e.str("name"), "first": first, "last": e.num("at"), "count": 0}
		sums.put(e.str("name"), s)
	}
	s["first"], s["last"], s["count"] = min(s.num("first"), first), max(s.num("last"), e.num("at")), s.num("count")+e.num("count")
}

func showSummary(s object) object {
	return object{"name": s.str("name"), "first": iso(s.num("first")), "last": iso(s.num("last")), "count": s.num("count"), "description": nil}
}
