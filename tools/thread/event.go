package thread

import (
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

// eventWords say what happened in an event, by its type, after the name of who did it.
var eventWords = map[string]string{
	"open": "reopened it", "close": "closed it", "snoozed": "snoozed it", "unsnoozed": "woke it", "timer_unsnooze": "woke it on time",
	"assign_and_reopen": "reopened it", "assign_and_unsnooze": "woke it", "away_mode_assignment": "away: reassigned it",
	"participant_added": "added a participant", "participant_removed": "removed a participant",
	"merged_primary_conversation": "merged another conversation into it", "merged_secondary_conversation": "merged it into another conversation",
	"conversation_rating_requested": "asked for a rating", "conversation_rating_changed": "rated it", "rating_requested": "asked for a rating",
	"conversation_tags_updated": "changed its tags", "tag": "tagged it", "title_changed": "changed its title", "priority_changed": "changed its priority",
	"ticket_state_updated_by_admin": "moved it", "ticket_attribute_updated_by_admin": "set",
	"conversation_attribute_updated_by_admin": "set", "conversation_attribute_updated_by_user": "set", "conversation_attribute_updated_by_workflow": "set",
	"custom_action_started": "started", "custom_action_finished": "finished",
}

// eventText returns an event in a few words of one line: what happened, to whom.
func (e *part) eventText(known names) string {
	kind := string(e.Type)
	words := []string{eventWords[kind]}
	if words[0] == "" && !strings.Contains(kind, "assign") {
		words[0] = untrusted.OneLine(strings.ReplaceAll(kind, "_", " "), 60)
	}
	add := func(before string, value jsontree.Lenient) {
		if s := untrusted.OneLine(string(value), 80); s != "" {
			words = append(words, before+s)
		}
	}
	d := e.Details
	add("", jsontree.Lenient(untrusted.FirstOf(string(d.Attribute.Name), string(e.Attribute.Attribute.Label))))
	add("to ", jsontree.Lenient(untrusted.FirstOf(string(d.Value.Name), string(e.Attribute.Value.Label), string(e.Attribute.Value.ID))))
	add("(was ", withEnd(d.Value.Previous, ")"))
	add("", d.Action.Name)
	add("", d.Action.Result)
	add("", d.Event.Type)
	add("", d.Event.Result)
	add("by workflow ", d.Workflow.Name)
	add("to ", withSpaces(e.TicketState))
	add("(was ", withEnd(withSpaces(e.StateBefore), ")"))
	if to := e.assignmentText(known); to != "" {
		words = append(words, to)
	}
	for _, t := range e.Tags {
		if name := untrusted.Name(string(t.Name), 80); name != "" {
			words = append(words, "#"+name)
		}
	}
	return strings.TrimSpace(strings.Join(words, " "))
}

// assignmentText returns to whom a part assigned its conversation; "" where it did not.
func (e *part) assignmentText(known names) string {
	to := e.AssignedTo
	switch {
	case to.ID != "" && to.ID != "0" && to.Type != "nobody_admin":
		return "assigned it to " + known.label(string(to.Type), string(to.ID))
	case strings.Contains(string(e.Type), "assignment"):
		return "unassigned it"
	}
	return ""
}
