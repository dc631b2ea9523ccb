package sandbox

import "strings"

// inVersion returns an answer as an older version of the API has it, as far as recorded answers show a difference: a conversation's
// priority before 2.16 is a word of two, a ticket's state before 2.12 a word.
func inVersion(v any, version string) any {
	if _, numbered := strings.CutPrefix(version, "2."); !numbered || version == apiVersion || version == "2.17" {
		return v
	}
	return olderForm(v, len(version) == len("2.9") || version == "2.10" || version == "2.11")
}

func olderForm(v any, before212 bool) any {
	switch v := v.(type) {
	case []any:
		list := make([]any, len(v))
		for i, item := range v {
			list[i] = olderForm(item, before212)
		}
		return list
	case object:
		return olderObject(v, before212)
	}
	return v
}

func olderObject(o object, before212 bool) object {
	older := make(object, len(o))
	for k, v := range o {
		older[k] = olderForm(v, before212)
	}
	if priority := o.str("priority"); o["type"] == "conversation" && priority != "" {
		older["priority"] = "priority"
		if priority == "none" {
			older["priority"] = "not_priority"
		}
	}
	if state := o.obj("ticket_state"); o["type"] == "ticket" && before212 && state != nil {
		older["ticket_state"] = state["category"]
		older["ticket_state_internal_label"], older["ticket_state_external_label"] = state["internal_label"], state["external_label"]
	}
	return older
}
