package sandbox

// seedResources gives every resource a few records, so that its list is worth reading.
func (w *Workspace) seedResources() {
	w.records(customObjects.parent).put("Order", object{"id": "Order"})
	for _, seed := range []struct {
		resource *resource
		parent   string
		records  []object
	}{
		{helpCenters, "", []object{{"display_name": "Lumen Desk Help", "identifier": "lumen-desk", "url": "https://help.lumendesk.example"}}},
		{collections, "", []object{{"name": "Getting started", "description": "First steps"}, {"name": "Billing"}, {"name": "Planning"}}},
		{articles, "", []object{
			{"title": "Scheduled exports", "description": "Exports of any length",
				"body":      "<p>Exports from a report page stop at 10,000 rows. A scheduled export has no limit.</p>",
				"author_id": 5100001, "state": "published", "parent_id": 9300003},
			{"title": "Set up single sign-on", "description": "SAML with your identity provider",
				"body": "<p>Set the audience to <code>https://sso.lumendesk.example/saml</code>.</p>", "author_id": 5100003, "state": "published", "parent_id": 9300001},
			{"title": "Read your invoice", "body": "<p>What each line of the invoice means.</p>", "author_id": 5100002, "state": "published", "parent_id": 9300002},
			{"title": "Quiet hours", "body": "<p>To come.</p>", "author_id": 5100001, "state": "draft"},
		}},
		{internalArticles, "", []object{{"title": "Refunds: who may approve", "body": "<p>Up to €100 anybody in Billing; above, Bruno.</p>",
			"author_id": 5100001, "owner_id": 5100002}}},
		{newsfeeds, "", []object{{"name": "Product news"}}},
		{newsItems, "", []object{{"title": "The new planning board", "body": "<p>It is fast now.</p>", "sender_id": 5100001, "state": "live",
			"newsfeed_assignments": []any{object{"newsfeed_id": 9550001, "published_at": w.createdAt}}}}},
		{snippets, "", []object{{"title": "Support hours", "body_markdown": "We answer from 8 to 18 UTC."}}},
		{macros, "", []object{{"name": "Ask for diagnostics", "body": "<p>Could you send us the diagnostic file? Profile → Help → Send diagnostics.</p>"},
			{"name": "Refund done", "body": "<p>The refund is on its way; it takes three to five working days.</p>"}}},
		{audiences, "", []object{{"name": "Paying customers"}}},
		{schedules, "", []object{{"name": "Weekdays", "time_zone_name": "Etc/UTC",
			"time_intervals": []any{object{"start_minute": 480, "end_minute": 1080, "day_of_week": 1},
				object{"start_minute": 480, "end_minute": 1080, "day_of_week": 2}}}}},
		{scheduleExceptions, "9750001", []object{{"exception_date": "2027-01-01", "exception_type": "closed", "name": "New Year", "recurring_annually": true}}},
		{brands, "", []object{{"name": "Lumen Desk", "is_default": true, "help_center_id": "9400001"}}},
		{emailSettings, "", []object{{"email": "support@lumendesk.example", "domain": "lumendesk.example", "brand_id": "9800001"}}},
		{awayReasons, "", []object{{"label": "At lunch", "emoji": "🥪", "order": 1}, {"label": "On holiday", "emoji": "🏖️", "order": 2}}},
		{importSources, "", []object{{"sync_behavior": "api", "url": "https://docs.lumendesk.example"}}},
		{externalPages, "", []object{{"title": "API limits", "html": "<p>600 calls a minute.</p>", "url": "https://docs.lumendesk.example/limits",
			"locale": "en", "source_id": 9850001, "external_id": "limits"}}},
		{customObjects, "Order", []object{{"external_id": "order-1", "custom_attributes": object{"total": 120, "status": "shipped"}}}},
	} {
		for _, record := range seed.records {
			seed.resource.add(w, seed.parent, record, w.createdAt)
		}
	}
}
