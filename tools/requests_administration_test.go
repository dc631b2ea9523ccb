package tools_test

import (
	"net/http"
	"strings"
	"testing"

	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

func workspaceRows() []singleRow {
	return []singleRow{
		{"get_me", object{}, "GET /me", ""},
		{"list_admins", object{"display_avatar": false}, "GET /admins?display_avatar=false", ""},
		{"list_admins", object{"id": "7"}, "GET /admins/7", ""},
		{"list_teams", object{}, "GET /teams", ""},
		{"list_teams", object{"id": "7"}, "GET /teams/7", ""},
		{"get_team_metrics", object{"id": "7", "idle_threshold": 60}, "GET /teams/7/metrics?idle_threshold=60", ""},
		{"list_tags", object{}, "GET /tags", ""},
		{"list_tags", object{"id": "7"}, "GET /tags/7", ""},
		{"list_segments", object{"include_count": true}, "GET /segments?include_count=true", ""},
		{"list_segments", object{"id": "7"}, "GET /segments/7", ""},
		{"list_subscription_types", object{}, "GET /subscription_types", ""},
		{"list_ticket_types", object{}, "GET /ticket_types", ""},
		{"list_ticket_types", object{"id": "7"}, "GET /ticket_types/7", ""},
		{"list_ticket_states", object{}, "GET /ticket_states", ""},
		{"list_away_status_reasons", object{}, "GET /away_status_reasons", ""},
		{"list_data_attributes", object{}, "GET /data_attributes", ""},
		{"list_data_attributes", object{"model": "company", "include_archived": true}, "GET /data_attributes?include_archived=true&model=company", ""},
		{"list_data_attributes", object{"model": "conversation", "include_archived": true}, "GET /conversations/attributes?include_archived=true", ""},
		{"get_conversation_attribute", object{"id": "7"}, "GET /conversations/attributes/7", ""},
	}
}

func settingsRows() []singleRow {
	return []singleRow{
		{"create_tag", object{"name": "vip"}, "POST /tags", `{"name":"vip"}`},
		{"create_tag", object{"name": "vip", "id": "7"}, "POST /tags", `{"name":"vip","id":"7"}`},
		{"delete_tag", object{"id": "7"}, "DELETE /tags/7", ""},
		{"tag_company", object{"name": "vip", "companies": []any{object{"id": "7"}, object{"company_id": "acme"}}}, "POST /tags",
			`{"name":"vip","companies":[{"id":"7"},{"company_id":"acme"}]}`},
		{"untag_company", object{"name": "vip", "companies": []any{object{"id": "7"}}}, "POST /tags", `{"name":"vip","companies":[{"id":"7","untag":true}]}`},
		{"set_admin_away", object{"id": "7", "away_mode_enabled": true, "away_mode_reassign": false, "away_status_reason_id": "9"}, "PUT /admins/7/away",
			`{"away_mode_enabled":true,"away_mode_reassign":false,"away_status_reason_id":9}`},
		{"list_activity_logs", object{"created_at_after": "1700000000", "created_at_before": "1700000060", "per_page": 250},
			"GET /admins/activity_logs?created_at_after=1700000000&created_at_before=1700000060&page=1&per_page=250", ""},
		{"list_activity_logs", object{"created_at_after": "1700000000", "event_types": []any{"admin_login_success"}}, "POST /admins/activity_logs/search",
			`{"created_at_after":1700000000,"event_types":["admin_login_success"],"page":1,"per_page":20}`},
		{"list_activity_log_event_types", object{}, "GET /admins/activity_log_event_types", ""},
		{"list_brands", object{}, "GET /brands", ""},
		{"list_brands", object{"id": "7"}, "GET /brands/7", ""},
		{"list_emails", object{}, "GET /emails", ""},
		{"list_emails", object{"id": "7"}, "GET /emails/7", ""},
		{"get_ip_allowlist", object{}, "GET /ip_allowlist", ""},
		{"update_ip_allowlist", object{"enabled": false, "ip_allowlist": []any{}}, "PUT /ip_allowlist", `{"enabled":false,"ip_allowlist":[]}`},
		{"get_workflow", object{"id": "7"}, "GET /export/workflows/7", ""},
	}
}

func attributeRows() []singleRow {
	return []singleRow{
		{"create_data_attribute", object{"name": "Plan", "model": "contact", "data_type": "options", "description": "d", "messenger_writable": false,
			"options": "gold, silver"}, "POST /data_attributes",
			`{"name":"Plan","model":"contact","data_type":"options","description":"d","messenger_writable":false,"options":[{"value":"gold"},{"value":"silver"}]}`},
		{"update_data_attribute", object{"id": "7", "archived": false, "description": "", "messenger_writable": true, "options": []any{"a", "b"}},
			"PUT /data_attributes/7",
			`{"archived":false,"description":"","messenger_writable":true,"options":[{"value":"a"},{"value":"b"}]}`},
		{"create_conversation_attribute", object{"name": "Plan", "data_type": "list", "options": []any{"gold"}, "description": "d", "required": false,
			"visible_to_team_ids": []any{"7"}}, "POST /conversations/attributes",
			`{"name":"Plan","data_type":"list","options":[{"label":"gold"}],"description":"d","required":false,"visible_to_team_ids":["7"]}`},
		{"create_conversation_attribute", object{"name": "Note", "data_type": "string", "multiline": true}, "POST /conversations/attributes",
			`{"name":"Note","data_type":"string","multiline":true}`},
		{"create_conversation_attribute", object{"name": "Order", "data_type": "relationship", "reference": object{"type": "many", "object_type_id": "o"}},
			"POST /conversations/attributes",
			`{"name":"Order","data_type":"relationship","reference":{"type":"many","object_type_id":"o"}}`},
		{"update_conversation_attribute", object{"id": "7", "name": "Plan", "description": "", "required": false, "visible_to_team_ids": []any{},
			"multiline": false, "reference": object{"type": "one"}}, "PUT /conversations/attributes/7",
			`{"name":"Plan","description":"","required":false,"visible_to_team_ids":[],"multiline":false,"reference":{"type":"one"}}`},
		{"delete_conversation_attribute", object{"id": "7"}, "DELETE /conversations/attributes/7", ""},
		{"create_conversation_attribute_option", object{"attribute_id": "7", "label": "gold"}, "POST /conversations/attributes/7/options", `{"label":"gold"}`},
		{"update_conversation_attribute_option", object{"attribute_id": "7", "id": "a-b", "label": "gold"}, "PUT /conversations/attributes/7/options/a-b",
			`{"label":"gold"}`},
		{"delete_conversation_attribute_option", object{"attribute_id": "7", "id": "a-b"}, "DELETE /conversations/attributes/7/options/a-b", ""},
	}
}

func ticketTypeRows() []singleRow {
	flags := object{
		"required_to_create": false, "required_to_create_for_contacts": true, "visible_on_create": false,
		"visible_to_contacts": true, "multiline": false, "list_items": []any{"s", "m"}, "allow_multiple_values": false,
	}
	const wire = `"required_to_create":false,"required_to_create_for_contacts":true,"visible_on_create":false,` +
		`"visible_to_contacts":true,"multiline":false,"list_items":"s,m","allow_multiple_values":false}`
	return []singleRow{
		{"create_ticket_type", object{"name": "Bug", "description": "d", "category": "Back-office", "icon": "🐞", "is_internal": false}, "POST /ticket_types",
			`{"name":"Bug","description":"d","category":"Back-office","icon":"🐞","is_internal":false}`},
		{"update_ticket_type", object{"id": "7", "name": "Bug", "description": "", "category": "Tracker", "icon": "🐞", "is_internal": true, "archived": false},
			"PUT /ticket_types/7",
			`{"name":"Bug","description":"","category":"Tracker","icon":"🐞","is_internal":true,"archived":false}`},
		{"create_ticket_type_attribute", samples.With(flags, object{"ticket_type_id": "7", "name": "Size", "description": "d", "data_type": "list"}),
			"POST /ticket_types/7/attributes",
			`{"name":"Size","description":"d","data_type":"list",` + wire},
		{"update_ticket_type_attribute", samples.With(flags, object{"ticket_type_id": "7", "id": "8", "name": "Size", "description": "", "archived": false}),
			"PUT /ticket_types/7/attributes/8",
			`{"name":"Size","description":"","archived":false,` + wire},
	}
}

func officeRows() []singleRow {
	hours := []any{object{"start_minute": 0, "end_minute": 1020}}
	const wire = `"time_intervals":[{"start_minute":0,"end_minute":1020}]}`
	const exceptions = "/office_hours_schedules/7/office_hours_exceptions"
	return []singleRow{
		{"list_office_hours_schedules", object{}, "GET /office_hours_schedules", ""},
		{"list_office_hours_schedules", object{"id": "7"}, "GET /office_hours_schedules/7", ""},
		{"create_office_hours_schedule", object{"name": "Day", "time_zone_name": "Europe/Dublin", "time_intervals": hours}, "POST /office_hours_schedules",
			`{"name":"Day","time_zone_name":"Europe/Dublin",` + wire},
		{"update_office_hours_schedule", object{"id": "7", "name": "Day", "time_zone_name": "Europe/Dublin", "time_intervals": hours},
			"PUT /office_hours_schedules/7", `{"name":"Day","time_zone_name":"Europe/Dublin",` + wire},
		{"delete_office_hours_schedule", object{"id": "7"}, "DELETE /office_hours_schedules/7", ""},
		{"list_office_hours_exceptions", object{"schedule_id": "7"}, "GET " + exceptions, ""},
		{"list_office_hours_exceptions", object{"schedule_id": "7", "id": "8"}, "GET " + exceptions + "/8", ""},
		{"create_office_hours_exception", object{"schedule_id": "7", "exception_date": "2026-12-24", "exception_type": "custom_hours", "name": "Eve",
			"time_intervals": hours, "recurring_annually": false}, "POST " + exceptions,
			`{"exception_date":"2026-12-24","exception_type":"custom_hours","name":"Eve","recurring_annually":false,` + wire},
		{"update_office_hours_exception", object{"schedule_id": "7", "id": "8", "exception_date": "2026-12-25", "exception_type": "closed", "name": "X",
			"clear": "time_intervals", "recurring_annually": true}, "PUT " + exceptions + "/8",
			`{"exception_date":"2026-12-25","exception_type":"closed","name":"X","recurring_annually":true,"time_intervals":null}`},
		{"update_office_hours_exception", object{"schedule_id": "7", "id": "8", "time_intervals": hours}, "PUT " + exceptions + "/8", `{` + wire},
		{"delete_office_hours_exception", object{"schedule_id": "7", "id": "8"}, "DELETE " + exceptions + "/8", ""},
	}
}

func audienceRows() []singleRow {
	who := []any{object{"attribute": "company.name", "type": "string", "comparison": "contains", "value": "Acme"}}
	const wire = `"predicates":[{"attribute":"company.name","type":"string","comparison":"contains","value":"Acme"}],"role_predicates":[]}`
	return []singleRow{
		{"list_audiences", object{"per_page": 50}, "GET /audiences?page=1&per_page=50", ""},
		{"get_audience", object{"id": "7"}, "GET /audiences/7", ""},
		{
			"create_audience", object{"name": "A", "predicates": who, "role_predicates": []any{}},
			"POST /audiences", `{"name":"A",` + strings.Replace(wire, `,"role_predicates":[]`, "", 1),
		},
		{"update_audience", object{"id": "7", "name": "A", "predicates": who, "role_predicates": []any{}}, "PUT /audiences/7", `{"name":"A",` + wire},
		{"delete_audience", object{"id": "7"}, "DELETE /audiences/7", ""},
	}
}

func connectorRows() []singleRow {
	all := object{
		"name": "Order", "description": "d", "http_method": "patch", "url": "https://example.com/{{id}}", "body": "<{{id}}>", "direct_fin_usage": false,
		"audiences": []any{"leads", "visitors"}, "headers": []any{object{"name": "A", "value": "b"}}, "customer_authentication": false,
		"data_inputs":           []any{object{"name": "id", "type": "string", "description": "d", "required": false, "default_value": "1"}},
		"bypass_authentication": false, "validate_missing_attributes": true, "mock_response": object{"n": 1}, "token_ids": []any{"3"},
	}
	const wire = `"name":"Order","description":"d","http_method":"patch","url":"https://example.com/{{id}}","body":"<{{id}}>","direct_fin_usage":false,` +
		`"audiences":["leads","visitors"],"headers":[{"name":"A","value":"b"}],"customer_authentication":false,` +
		`"data_inputs":[{"name":"id","type":"string","description":"d","required":false,"default_value":"1"}],` +
		`"bypass_authentication":false,"validate_missing_attributes":true,"mock_response":{"n":1},"token_ids":["3"]}`
	return []singleRow{
		{"list_data_connectors", object{"per_page": 50, "starting_after": "c=="}, "GET /data_connectors?per_page=50&starting_after=c%3D%3D", ""},
		{"get_data_connector", object{"id": "7", "state_version": "draft"}, "GET /data_connectors/7?state_version=draft", ""},
		{"create_data_connector", all, "POST /data_connectors", `{` + wire},
		{"update_data_connector", samples.With(all, object{"id": "7", "state": "live"}), "PATCH /data_connectors/7", `{"state":"live",` + wire},
		{"delete_data_connector", object{"id": "7"}, "DELETE /data_connectors/7", ""},
		{"list_data_connector_executions", object{"data_connector_id": "7", "success": false, "error_type": "faraday_error", "start_ts": "1700000000",
			"end_ts": "1700000060", "include_bodies": true, "per_page": 30, "starting_after": "c"},
			"GET " +
				"/data_connectors/7/execution_results?end_ts=1700000060&error_type=faraday_error&include_bodies=true&per_page=30&start_ts=1700000000&starting_after=c" +
				"&success=false", ""},
		{"get_data_connector_execution", object{"data_connector_id": "7", "id": "8"}, "GET /data_connectors/7/execution_results/8", ""},
	}
}

func TestAdministrationRequests(t *testing.T) {
	rows := rowsOf(workspaceRows(), settingsRows(), attributeRows(), ticketTypeRows(), officeRows(), audienceRows(), connectorRows())
	for _, row := range rows {
		t.Run(row.tool, func(t *testing.T) { row.check(t, statusReply(http.StatusOK), func(*registry.Caller) {}) })
	}
	checkArguments(t, rows, []string{"workspace", "administration"}, func(_ registry.Tool, name string) bool { return name == "starting_after" })
}
