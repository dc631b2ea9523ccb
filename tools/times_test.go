package tools_test

import "testing"

func TestSnoozesLieAhead(t *testing.T) {
	refuses(t, "snooze_conversation", `{"id":"1","snoozed_until":"-1d"}`, "snoozed_until", "past")
	refuses(t, "snooze_conversation", `{"id":"1","snoozed_until":"now"}`, "snoozed_until", "past")
	refuses(t, "update_ticket", `{"id":"1","snoozed_until":"2026-01-31T09:00:00Z"}`, "snoozed_until", "past")
	checkSent(t, "snooze_conversation", `{"id":"1","snoozed_until":"+1d"}`,
		`POST /conversations/1/parts {"message_type":"snoozed","admin_id":"7","snoozed_until":1769936400}`)
}
