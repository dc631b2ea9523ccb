package sandbox

import (
	"net/http"
	"slices"
)

const availability = " ai_chatbot_availability ai_copilot_availability ai_sales_agent_availability"

// kinds is the table of plain things: a few lines each.
func kinds() []*kind {
	return slices.Concat(knowledgeKinds(), settingKinds())
}

const crud = "list create read update delete"

func knowledgeKinds() []*kind {
	return []*kind{
		{
			name: "article", path: "/articles", can: crud, base: 9100000, need: "title author_id", list: cursorList,
			take:    "title description body body_markdown author_id state translated_content" + availability,
			choices: map[string]string{"state": "published draft"}, fresh: freshArticle, finish: finishArticle, show: showArticle,
		},
		{
			name: "internal_article", path: "/internal_articles", can: crud, base: 9200000, need: "title author_id owner_id", list: cursorList,
			take: "title body body_markdown author_id owner_id" + availability, fresh: freshInternalArticle, finish: finishAudiences,
		},
		{
			name: "collection", path: "/help_center/collections", can: crud, base: 9300000, need: "name", list: cursorList,
			take: "name description translated_content help_center_id", fresh: freshCollection, finish: finishCollection,
		},
		{name: "help_center", path: "/help_center/help_centers", can: "list read", base: 9400000, take: "display_name identifier url", list: bareList, fresh: freshHelpCenter},
		{
			name: "help_center_redirect", path: "/help_center/help_centers/{parent}/redirects", can: "list create read delete", base: 9450000, list: cursorList,
			need: "from_url locale target_type target_id", take: "from_url locale target_type target_id", parent: "help_center", inField: "help_center_id",
			missing: notFound("Resource not found"), choices: map[string]string{"target_type": "article collection"}, fresh: typed("help_center_redirect", nil),
		},
		{
			name: "news-item", path: "/news/news_items", can: crud, base: 9500000, need: "title sender_id", list: cursorList,
			take: "title body sender_id state deliver_silently labels reactions newsfeed_assignments", choices: map[string]string{"state": "draft live"}, fresh: freshNewsItem,
		},
		{name: "newsfeed", path: "/news/newsfeeds", can: "list read", base: 9550000, take: "name", list: cursorList, fresh: typed("newsfeed", nil)},
		{
			name: "content_snippet", path: "/content_snippets", can: crud, base: 9600000, need: "title", list: flatList, created: http.StatusCreated, silent: true,
			take: "title locale json_blocks body_markdown" + availability, missing: notFound("Content snippet not found"), fresh: freshSnippet, finish: finishAudiences,
		},
		{name: "macro", path: "/macros", can: "list read", base: 9650000, missing: notFound("Macro not found"), list: macroList, take: "name body visible_to visible_to_team_ids", fresh: typed("macro", nil), finish: finishMacro, show: textTimes},
	}
}

func settingKinds() []*kind {
	return []*kind{
		{
			name: "audience", path: "/audiences", can: crud, base: 9700000, need: "name", list: flatList, created: http.StatusCreated, silent: true,
			take: "name predicates role_predicates", fresh: typed("audience", object{"predicates": []any{}, "role_predicates": []any{}}),
		},
		{
			name: "office_hours_schedule", path: "/office_hours_schedules", can: crud, base: 9750000, need: "name time_zone_name time_intervals", list: bareList, created: http.StatusCreated,
			take: "name time_zone_name time_intervals", missing: notFound("Object not found"), fresh: typed("office_hours_schedule", object{"twenty_four_seven": false}),
		},
		{
			name: "office_hours_exception", path: "/office_hours_schedules/{parent}/office_hours_exceptions", can: crud, base: 9760000, need: "exception_date exception_type",
			list: bareList, created: http.StatusCreated, take: "exception_date exception_type name time_intervals recurring_annually", parent: "office_hours_schedule",
			inField: "office_hours_schedule_id", missing: notFound("Object not found"), choices: map[string]string{"exception_type": "closed custom_hours"},
			fresh: typed("office_hours_exception", object{"name": nil, "time_intervals": []any{}, "recurring_annually": false}),
		},
		{name: "brand", path: "/brands", can: "list read", base: 9800000, take: "name is_default help_center_id", list: bareList, missing: notFound("Brand not found"), fresh: typed("brand", object{"default_address_settings_id": "9810001"})},
		{
			name: "email_setting", path: "/emails", can: "list read", base: 9810000, take: "email domain brand_id", list: bareList, missing: notFound("Email setting not found"),
			fresh: typed("email_setting", object{"verified": true, "forwarding_enabled": true, "forwarded_email_last_received_at": nil}),
		},
		{name: "away_status_reason", path: "/away_status_reasons", can: "list", base: 9820000, take: "label emoji order", list: bareList, fresh: typed("away_status_reason", object{"deleted": false})},
		{
			name: "content_import_source", path: "/ai/content_import_sources", can: crud, base: 9850000, need: "sync_behavior url", list: linkList, silent: true,
			take: "sync_behavior status url", choices: map[string]string{"sync_behavior": "api automatic manual", "status": "active deactivated"}, fresh: freshImportSource, finish: finishAudiences,
		},
		{name: "external_page", path: "/ai/external_pages", can: "list read update", base: 9860000, list: linkList, take: externalPageFields, fresh: freshExternalPage, finish: finishExternalPage},
		{
			name: "data_connector", path: "/data_connectors", can: crud, base: 9880000, list: connectorList, created: http.StatusCreated, patch: true,
			take:    "name description http_method url body direct_fin_usage audiences headers data_inputs customer_authentication bypass_authentication validate_missing_attributes token_ids state",
			missing: fail(http.StatusNotFound, "data_connector_not_found", "Data connector not found"), fresh: freshConnector, show: textTimes, guard: guardConnector,
		},
		{
			name: "custom_object_instance", path: "/custom_object_instances/{parent}", can: "read", base: 9900000, parent: "custom_object_type", inField: "type", missing: notFound("Custom object instance not found"),
			list: linkList, take: "external_id external_created_at external_updated_at custom_attributes", fresh: typed("", object{"custom_attributes": object{}}),
		},
	}
}

// typed gives a new thing its type and id, and some fields of its own.
func typed(name string, more object) func(*Workspace, string, int) object {
	return func(_ *Workspace, id string, _ int) object { return object{"type": name, "id": id}.with(more) }
}

func kindOf(name string) *kind {
	for _, k := range kinds() {
		if k.name == name {
			return k
		}
	}
	return nil
}
