package sandbox

import "net/http"

const availability = " ai_chatbot_availability ai_copilot_availability ai_sales_agent_availability"

// Articles and what else a help center or a newsfeed shows.
var (
	articles = &resource{
		name: "article", base: 9100000, required: "title author_id", format: articleList,
		fields: "title description body body_markdown author_id state translated_content" + availability,
		enums:  map[string]string{"state": "published draft"}, defaults: articleDefaults, derive: deriveArticle, view: showArticle, validate: checkBodies,
	}
	internalArticles = &resource{
		name: "internal_article", base: 9200000, required: "title author_id owner_id", format: cursorList,
		fields: "title body body_markdown author_id owner_id" + availability, defaults: internalArticleDefaults, derive: deriveInternalArticle,
		validate: checkBodies,
	}
	collections = &resource{
		name: "collection", base: 9300000, required: "name", format: cursorList,
		fields: "name description translated_content help_center_id", defaults: collectionDefaults, derive: deriveCollection,
	}
	helpCenters = &resource{
		name: "help_center", base: 9400000, fields: "display_name identifier url", format: unpagedList, defaults: helpCenterDefaults,
	}
	redirects = &resource{
		name: "help_center_redirect", base: 9450000, format: cursorList,
		required: "from_url locale target_type target_id", fields: "from_url locale target_type target_id", parent: "help_center", parentField: "help_center_id",
		notFound: notFound("Resource not found"), enums: map[string]string{"target_type": "article collection"}, defaults: typed("help_center_redirect", nil),
	}
	newsItems = &resource{
		name: "news-item", base: 9500000, required: "title sender_id", format: cursorList,
		fields: "title body sender_id state deliver_silently labels reactions newsfeed_assignments",
		enums:  map[string]string{"state": "draft live"}, defaults: newsItemDefaults,
	}
	newsfeeds = &resource{
		name: "newsfeed", base: 9550000, fields: "name", format: cursorList, defaults: typed("newsfeed", nil),
	}
	snippets = &resource{
		name: "content_snippet", base: 9600000, required: "title", format: flatList, createdStatus: http.StatusCreated, noContent: true,
		fields:   "title locale json_blocks body_markdown" + availability,
		notFound: notFound("Content snippet not found"), defaults: snippetDefaults, derive: deriveAudiences,
	}
	macros = &resource{
		name: "macro", base: 9650000, notFound: notFound("Macro not found"), format: macroList,
		fields: "name body visible_to visible_to_team_ids", defaults: typed("macro", nil), derive: deriveMacro, view: isoTimes,
	}
)

// Settings of the workspace, and content that comes from elsewhere.
var (
	audiences = &resource{
		name: "audience", base: 9700000, required: "name", format: flatList, createdStatus: http.StatusCreated, noContent: true,
		fields: "name predicates role_predicates", defaults: typed("audience", object{"predicates": []any{}, "role_predicates": []any{}}),
	}
	schedules = &resource{
		name: "office_hours_schedule", base: 9750000, required: "name time_zone_name time_intervals", format: unpagedList, createdStatus: http.StatusCreated,
		fields: "name time_zone_name time_intervals", notFound: notFound("Object not found"), defaults: typed("office_hours_schedule",
			object{"twenty_four_seven": false}),
	}
	scheduleExceptions = &resource{
		name: "office_hours_exception", base: 9760000, required: "exception_date exception_type",
		format: unpagedList, createdStatus: http.StatusCreated, fields: "exception_date exception_type name time_intervals recurring_annually",
		parent:      "office_hours_schedule",
		parentField: "office_hours_schedule_id", notFound: notFound("Object not found"), enums: map[string]string{"exception_type": "closed custom_hours"},
		defaults: typed("office_hours_exception", object{"name": nil, "time_intervals": []any{}, "recurring_annually": false}),
	}
	brands = &resource{
		name: "brand", base: 9800000, fields: "name is_default help_center_id", format: unpagedList,
		notFound: notFound("Brand not found"), defaults: typed("brand", object{"default_address_settings_id": "9810001"}),
	}
	emailSettings = &resource{
		name: "email_setting", base: 9810000, fields: "email domain brand_id", format: unpagedList, notFound: notFound("Email setting not found"),
		defaults: typed("email_setting", object{"verified": true, "forwarding_enabled": true, "forwarded_email_last_received_at": nil}),
	}
	awayReasons = &resource{
		name: "away_status_reason", base: 9820000, fields: "label emoji order", format: unpagedList,
		defaults: typed("away_status_reason", object{"deleted": false}),
	}
	importSources = &resource{
		name: "content_import_source", base: 9850000, required: "sync_behavior url", format: linkList, noContent: true,
		fields: "sync_behavior status url", defaults: importSourceDefaults, derive: deriveAudiences,
		enums: map[string]string{"sync_behavior": "api automatic manual", "status": "active deactivated"},
	}
	externalPages = &resource{
		name: "external_page", base: 9860000, format: linkList, fields: externalPageFields, defaults: externalPageDefaults, derive: deriveExternalPage,
	}
	connectors = &resource{
		name: "data_connector", base: 9880000, format: connectorList, createdStatus: http.StatusCreated,
		fields: "name description http_method url body direct_fin_usage audiences headers data_inputs" +
			" customer_authentication bypass_authentication validate_missing_attributes token_ids state",
		notFound: fail(http.StatusNotFound, "data_connector_not_found", "Data connector not found"),
		defaults: connectorDefaults, view: isoTimes, validate: validateConnector,
	}
	customObjects = &resource{
		name: "custom_object_instance", base: 9900000, parent: "custom_object_type", parentField: "type", notFound: notFound("Custom object instance not found"),
		format: linkList, fields: "external_id external_created_at external_updated_at custom_attributes",
		defaults: typed("", object{"custom_attributes": object{}}),
	}
)

// typed returns defaults of a type and an id, and some fields more.
func typed(name string, more object) func(*Workspace, string, int) object {
	return func(_ *Workspace, id string, _ int) object { return object{"type": name, "id": id}.with(more) }
}
