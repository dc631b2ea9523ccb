package tools_test

import (
	"testing"

	"intercom-mcp/tools/samples"
)

// TestAdministrationRefusals are calls that Intercom would refuse, or take for
// another: they are refused before any request, with a word that says why.
func TestAdministrationRefusals(t *testing.T) {
	hours := func(from, to int) []any { return []any{object{"start_minute": from, "end_minute": to}} }
	exception := object{"schedule_id": "1", "exception_date": "2026-12-25", "exception_type": "custom_hours", "time_intervals": hours(0, 60)}
	for _, row := range []struct {
		tool string
		args object
		want string
	}{
		{"set_admin_away", object{"id": "1", "away_mode_enabled": true, "away_mode_reassign": true, "away_status_reason_id": "x"}, "away_status_reason_id"},
		{"create_data_attribute", object{"name": "a", "model": "contact", "data_type": "options"}, "2 values"},
		{"create_data_attribute", object{"name": "a", "model": "contact", "data_type": "date", "options": "a,b"}, "only for data_type options"},
		{"create_data_attribute", object{"name": "a", "model": "conversation", "data_type": "date"}, "model"},
		{"update_data_attribute", object{"id": "1", "options": []any{}}, "2 values"},
		{"create_conversation_attribute", object{"name": "a", "data_type": "files", "options": "a"}, "only for data_type list"},
		{"create_conversation_attribute", object{"name": "a", "data_type": "list", "multiline": false}, "only for data_type string"},
		{"create_conversation_attribute", object{"name": "a", "data_type": "list", "reference": object{"type": "one"}}, "only for data_type relationship"},
		{"update_ticket_type_attribute", object{"ticket_type_id": "1", "id": "1", "list_items": []any{"a,b"}}, "comma"},
		{"update_ticket_type_attribute", object{"ticket_type_id": "1", "id": "1", "list_items": []any{}}, "nothing to change"},
		{"create_office_hours_schedule", object{"name": "a", "time_zone_name": "UTC", "time_intervals": hours(0, 10)}, "multiple of 15"},
		{"update_office_hours_schedule", object{"id": "1", "time_intervals": hours(0, 10095)}, "10080"},
		{"create_office_hours_exception", samples.With(exception, object{"time_intervals": nil}), "custom_hours needs"},
		{"create_office_hours_exception", samples.With(exception, object{"time_intervals": hours(0, 1441)}), "1440"},
		{"create_office_hours_exception", samples.With(exception, object{"time_intervals": hours(60, 60)}), "ends before"},
		{"create_office_hours_exception", samples.With(exception, object{"exception_type": "closed"}), "closed"},
		{"create_office_hours_exception", samples.With(exception, object{"exception_date": "25.12.2026"}), "2026-12-25"},
		{"update_ip_allowlist", object{"ip_allowlist": "10.0.0.0/33"}, "neither an IP address"},
		{"update_ip_allowlist", object{}, "nothing to change"},
		{"tag_company", object{"name": "a", "companies": []any{object{"id": "1", "company_id": "1"}}}, "exactly one"},
		{"untag_company", object{"name": "a", "companies": []any{object{}}}, "exactly one"},
		{"list_audiences", object{"starting_after": "WzE3Nl0="}, "is not of list_audiences"},
		{"list_admins", object{"id": "activity_logs"}, "word of the API"},
		{"list_activity_logs", object{}, "created_at_after"},
		{"list_data_connectors", object{"per_page": 51}, "50"},
	} {
		checkRefusal(t, row.tool, row.args, row.want)
	}
}

// TestAdministrationPages goes on from a first page of lists that count pages.
func TestAdministrationPages(t *testing.T) {
	for _, row := range []struct {
		tool, answer string
		args         object
		want         string
	}{
		{"list_audiences", `{"data":[{"id":"1"}],"total_count":3,"page":1,"per_page":2,"total_pages":2}`, object{"per_page": 2}, "/audiences?page=2&per_page=2"},
		{"list_activity_logs", `{"activity_logs":[{"id":"1"}],"pages":{"next":{"page":2,"starting_after":"c"}}}`, object{"created_at_after": "1"},
			"/admins/activity_logs?created_at_after=1&page=2&per_page=20"},
		{"list_activity_logs", `{"activity_logs":[{"id":"1"}],"pages":{"next":"https://api.intercom.io/admins/activity_logs?page=2"}}`,
			object{"created_at_after": "1"}, "/admins/activity_logs?created_at_after=1&page=2&per_page=20"},
	} {
		_, request, more := secondPage(t, row.tool, row.args, row.answer)
		if !more || request != "GET "+row.want {
			t.Errorf("%s: %s, want %s", row.tool, request, row.want)
		}
	}
}
