package thread

import (
	"encoding/json"
	"slices"
	"strings"

	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/untrusted"
)

// eventDetails are what Intercom says of an event: each kind fills some of them.
type eventDetails struct {
	Attribute, Workflow struct{ Name jsontree.Lenient }
	Value               struct{ Name, Previous jsontree.Lenient }
	Action              struct{ Name, Result jsontree.Lenient }
	Event               struct{ Type, Result jsontree.Lenient }
}

// A textOrList is the text of a value, or of several with commas between them: the
// value of an attribute that holds files is a list of their names.
type textOrList string

// UnmarshalJSON takes any JSON. It returns no error.
func (v *textOrList) UnmarshalJSON(raw []byte) error {
	var several []jsontree.Lenient
	if json.Unmarshal(raw, &several) != nil {
		several = make([]jsontree.Lenient, 1)
		_ = several[0].UnmarshalJSON(raw)
	}
	words := make([]string, 0, len(several))
	for _, s := range several {
		if s != "" {
			words = append(words, string(s))
		}
	}
	*v = textOrList(strings.Join(words, ", "))
	return nil
}

// Who can have done what an event tells. Intercom often names a bot, or a teammate, as
// the author of what somebody else did.
const (
	byAnybody  = ""
	byTeammate = "teammate"
	byCustomer = "customer"
	byNobody   = "nobody" // it happened by itself
)

// A deed is what happened in an event of a type: in words that follow the name of who
// did it, and in words that stand alone where that is not known.
type deed struct {
	did, done string
	by        string // who can have done it
	to        string // in the place of did, before what the details name; "": did and a colon
}

var deeds = map[string]deed{
	"open": {did: "reopened it", done: "it was reopened"}, "close": {did: "closed it", done: "it was closed"},
	"snoozed": {did: "snoozed it", done: "it was snoozed"}, "unsnoozed": {did: "woke it", done: "it was woken"},
	"timer_unsnooze":                     {done: "its snooze ended", by: byNobody},
	"assign_and_reopen":                  {did: "reopened it,", done: "it was reopened,"},
	"assign_and_unsnooze":                {did: "woke it,", done: "it was woken,"},
	"note_and_reopen":                    {did: "reopened it", done: "it was reopened"},
	"note_and_unsnooze":                  {did: "woke it", done: "it was woken"},
	"away_mode_assignment":               {done: "its assignee is away:", by: byNobody},
	"participant_added":                  {did: "added a participant", done: "a participant was added", by: byTeammate},
	"participant_removed":                {did: "removed a participant", done: "a participant was removed", by: byTeammate},
	"merged_primary_conversation":        {did: "merged another conversation into it", done: "another conversation was merged into it", by: byTeammate},
	"merged_secondary_conversation":      {did: "merged it into another conversation", done: "it was merged into another conversation", by: byTeammate},
	"conversation_rating_requested":      {did: "asked for a rating", done: "a rating was asked for"},
	"rating_requested":                   {did: "asked for a rating", done: "a rating was asked for"},
	"conversation_rating_changed":        {did: "gave a rating", done: "a rating was given", by: byCustomer},
	"conversation_rating_remark_added":   {did: "added a remark to the rating", done: "a remark was added to the rating", by: byCustomer},
	"conversation_tags_updated":          {did: "changed its tags", done: "its tags were changed", by: byTeammate},
	"tag":                                {did: "tagged it", done: "it was tagged", by: byTeammate},
	"title_changed":                      {did: "changed its title", done: "its title was changed", by: byTeammate},
	"priority_changed":                   {did: "changed its priority", done: "its priority was changed", by: byTeammate},
	"company_updated":                    {did: "changed its company", done: "its company was changed", by: byTeammate},
	"entity_linked":                      {did: "linked something to it", done: "something was linked to it", by: byTeammate},
	"language_detection_details":         {done: "its language was detected", by: byNobody},
	"fin_guidance_applied":               {done: "guidance was applied to Fin", by: byNobody},
	"custom_answer_applied":              {done: "a custom answer was given", by: byNobody},
	"operator_workflow_event":            {done: "a workflow did something", by: byNobody},
	"custom_action_started":              {did: "started a custom action", done: "a custom action was started", to: "started"},
	"custom_action_finished":             {did: "finished a custom action", done: "a custom action was finished", to: "finished"},
	"channel_and_reply_time_expectation": {done: "the customer was told where and when to expect a reply", by: byNobody},
}

// deed returns what happened in the event.
func (e *part) deed() deed {
	kind := string(e.Type)
	if d, ok := deeds[kind]; ok {
		return d
	}
	d := deed{}
	switch {
	case strings.Contains(kind, "state_updated"), strings.Contains(kind, "state_changed"):
		d = deed{did: "changed its ticket state", done: "its ticket state was changed"}
	case strings.Contains(kind, "attribute_updated"):
		d = deed{did: "changed an attribute", done: "an attribute was changed", to: "set"}
	case strings.Contains(kind, "assign"):
		return deed{}
	default:
		d.done = untrusted.OneLine(strings.ReplaceAll(kind, "_", " "), 60)
	}
	switch {
	case strings.Contains(kind, "rating"):
		d.by = byCustomer
	case strings.HasSuffix(kind, "_by_admin"):
		d.by = byTeammate
	case strings.HasSuffix(kind, "_by_user"), strings.HasSuffix(kind, "_by_contact"):
		d.by = byCustomer
	}
	return d
}

// actor returns the name of who did what the event tells; "" where that is not known.
func (e *part) actor(d deed) string {
	if d.by != byAnybody && d.by != e.Author.role() {
		return ""
	}
	return e.Author.name()
}

// eventText returns an event in a few words of one line: who did what to whom.
func (e *part) eventText(known names) string {
	d := e.deed()
	who := e.actor(d)
	object, rest := e.details()
	if to := e.assignmentText(known, who != ""); to != "" {
		rest = append([]string{to}, rest...)
	}
	var words []string
	switch {
	case d.did == "" && d.done != "":
		words = []string{joinWords(": ", d.done, object)}
		if role := e.Author.role(); who != "" && role != "bot" && role != "AI" {
			rest = append(rest, "("+who+")")
		}
	case who == "":
		words = []string{joinWords(": ", d.done, object)}
	case object != "" && d.to != "":
		words = []string{who, d.to, object}
	default:
		words = []string{who, joinWords(": ", d.did, object)}
	}
	text := strings.Join(slices.Concat(words, rest), " ")
	return untrusted.Name(strings.TrimRight(text, ":,"), 600) // some deeds end so, for an assignment that may be missing
}

// details returns what Intercom says of an event: of what it is, and how that changed.
func (e *part) details() (object string, rest []string) {
	d := e.Details
	short := func(values ...string) string { return untrusted.OneLine(untrusted.FirstOf(values...), 80) }
	object = strings.Join(nonEmpty(
		short(string(d.Attribute.Name), string(e.Attribute.Attribute.Label)), short(string(d.Action.Name)), short(string(d.Action.Result)),
		short(string(d.Event.Type)), short(string(d.Event.Result)),
	), " ")
	change := func(now, before string) {
		if now != "" {
			rest = append(rest, "to "+now)
		}
		if before != "" && before != now {
			rest = append(rest, "(was "+before+")")
		}
	}
	change(short(string(d.Value.Name), string(e.Attribute.Value.Label), string(e.Attribute.Value.ID)), short(string(d.Value.Previous)))
	if workflow := short(string(d.Workflow.Name)); workflow != "" {
		rest = append(rest, "by workflow "+workflow)
	}
	change(short(string(withSpaces(e.TicketState))), short(string(withSpaces(e.StateBefore))))
	if until := jsontree.RFC3339(e.until); until != "" {
		rest = append(rest, "until "+until)
	}
	for _, t := range e.Tags {
		if name := untrusted.Name(string(t.Name), 80); name != "" {
			rest = append(rest, "#"+name)
		}
	}
	return object, rest
}

// nonEmpty returns the texts that are not empty.
func nonEmpty(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

// joinWords returns what there is of two texts, with a separator between them.
func joinWords(between, a, b string) string { return strings.Join(nonEmpty(a, b), between) }

// assignmentText returns to whom a part assigned its conversation, in words that follow
// the name of who did it where isNamed is set, else in words that stand alone. It returns
// "" for a part that is no assignment.
func (e *part) assignmentText(known names, isNamed bool) string {
	did, undid, unclear := "it was assigned to ", "it was unassigned", "the assignment was changed"
	if isNamed {
		did, undid, unclear = "assigned it to ", "unassigned it", "changed the assignment"
	}
	to := e.AssignedTo
	switch {
	case to.ID != "" && to.ID != "0" && to.Type != "nobody_admin":
		return did + known.label(string(to.Type), string(to.ID))
	case !strings.Contains(string(e.Type), "assign"):
		return ""
	case to.ID != "" || to.Type != "":
		return undid
	case deeds[string(e.Type)].done != "": // which says what happened
		return ""
	}
	return unclear
}

// setSnoozes sets until when snoozes lasted: what a part says itself, when a timer ended
// it, and for the one that lasts, what the conversation says.
func setSnoozes(all []*part, until int64) {
	var open *part
	for _, e := range all {
		switch kind := string(e.Type); {
		case kind == "snoozed":
			open = e
			e.until = e.SnoozedUntil.Unix()
		case kind == "timer_unsnooze" && open != nil && open.until == 0:
			open.until, open = e.at, nil
		case kind == "open", kind == "close", strings.Contains(kind, "unsnooze"), strings.HasSuffix(kind, "_and_reopen"):
			open = nil
		}
	}
	if open != nil && open.until == 0 {
		open.until = until
	}
}
