package sandbox

import "slices"

// A route is one of Intercom's operations, and what answers it here.
type route struct {
	pattern   string  // method and path, with Intercom's names of the path's parameters
	operation string  // Intercom's id of the operation; a description where it has none
	handle    handler // nil: the sandbox does not support the operation
}

// routes returns a route for every operation of Intercom's. Requests are routed by it, and answers about what the sandbox does
// not support name operations from it.
func routes() []route {
	return slices.Concat(adminRoutes(), contactRoutes(), companyRoutes(), attributeRoutes(), conversationRoutes(), ticketRoutes(),
		articleRoutes(), contentRoutes(), unsupportedRoutes())
}

// adminRoutes returns the routes of admins, teams and what is set for the whole workspace.
func adminRoutes() []route {
	return []route{
		{"GET /admins", "listAdmins", (*Workspace).listAdmins},
		{"GET /admins/activity_log_event_types", "listActivityLogEventTypes", (*Workspace).listActivityTypes},
		{"GET /admins/activity_logs", "listActivityLogs", (*Workspace).listActivity},
		{"POST /admins/activity_logs/search", "searchActivityLogs", (*Workspace).searchActivity},
		{"GET /admins/{admin_id}", "retrieveAdmin", (*Workspace).getAdmin},
		{"PUT /admins/{admin_id}/away", "setAwayAdmin", (*Workspace).setAway},

		{"GET /audiences", "listAudiences", audiences.list},
		{"POST /audiences", "createAudience", audiences.create},
		{"GET /audiences/{id}", "retrieveAudience", audiences.read},
		{"PUT /audiences/{id}", "updateAudience", audiences.update},
		{"DELETE /audiences/{id}", "deleteAudience", audiences.delete},

		{"GET /away_status_reasons", "listAwayStatusReasons", awayReasons.list},
		{"GET /brands", "listBrands", brands.list},
		{"GET /brands/{id}", "retrieveBrand", brands.read},
		{"GET /emails", "listEmails", emailSettings.list},
		{"GET /emails/{id}", "retrieveEmail", emailSettings.read},
		{"GET /ip_allowlist", "getIpAllowlist", (*Workspace).getAllowlist},
		{"PUT /ip_allowlist", "updateIpAllowlist", (*Workspace).setAllowlist},
		{"GET /jobs/status/{job_id}", "jobsStatus", (*Workspace).getJob},
		{"GET /me", "identifyAdmin", (*Workspace).getMe},

		{"GET /office_hours_schedules", "listOfficeHoursSchedules", schedules.list},
		{"POST /office_hours_schedules", "createOfficeHoursSchedule", schedules.create},
		{"GET /office_hours_schedules/{id}", "getOfficeHoursSchedule", schedules.read},
		{"PUT /office_hours_schedules/{id}", "updateOfficeHoursSchedule", schedules.update},
		{"DELETE /office_hours_schedules/{id}", "deleteOfficeHoursSchedule", schedules.delete},
		{"GET /office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions", "listOfficeHoursExceptions", scheduleExceptions.list},
		{"POST /office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions", "createOfficeHoursException", scheduleExceptions.create},
		{"GET /office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions/{id}", "getOfficeHoursException", scheduleExceptions.read},
		{"PUT /office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions/{id}", "updateOfficeHoursException", scheduleExceptions.update},
		{"DELETE /office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions/{id}", "deleteOfficeHoursException", scheduleExceptions.delete},

		{"GET /segments", "listSegments", (*Workspace).listSegments},
		{"GET /segments/{segment_id}", "retrieveSegment", (*Workspace).getSegment},
		{"GET /subscription_types", "listSubscriptionTypes", (*Workspace).listSubscriptionTypes},

		{"GET /tags", "listTags", (*Workspace).listTags},
		{"POST /tags", "createTag", (*Workspace).createTag},
		{"GET /tags/{tag_id}", "findTag", (*Workspace).getTag},
		{"DELETE /tags/{tag_id}", "deleteTag", (*Workspace).deleteTag},

		{"GET /teams", "listTeams", (*Workspace).listTeams},
		{"GET /teams/{team_id}", "retrieveTeam", (*Workspace).getTeam},
		{"GET /teams/{team_id}/metrics", "getTeamMetrics", (*Workspace).getTeamMetrics},
	}
}

// contactRoutes returns the routes of contacts, visitors and their events.
func contactRoutes() []route {
	return []route{
		{"GET /contacts", "ListContacts", (*Workspace).listContacts},
		{"POST /contacts", "CreateContact", (*Workspace).createContact},
		{"GET /contacts/find_by_external_id/{external_id}", "ShowContactByExternalId", (*Workspace).findContact},
		{"POST /contacts/merge", "MergeContact", (*Workspace).mergeContacts},
		{"POST /contacts/search", "SearchContacts", (*Workspace).searchContacts},
		{"GET /contacts/{contact_id}", "ShowContact", onContact((*Workspace).getContact)},
		{"PUT /contacts/{contact_id}", "UpdateContact", onContact((*Workspace).updateContact)},
		{"DELETE /contacts/{contact_id}", "DeleteContact", onContact((*Workspace).deleteContact)},
		{"POST /contacts/{contact_id}/archive", "ArchiveContact", onContact((*Workspace).archiveContact)},
		{"GET /contacts/{id}/banners", "listContactBanners", onContact((*Workspace).listBanners)},
		{"POST /contacts/{id}/banners/{view_id}/dismiss", "dismissContactBanner", (*Workspace).dismissBanner},
		{"POST /contacts/{contact_id}/block", "BlockContact", onContact((*Workspace).blockContact)},
		{"GET /contacts/{contact_id}/companies", "listCompaniesForAContact", onContact((*Workspace).listContactCompanies)},
		{"POST /contacts/{contact_id}/companies", "attachContactToACompany", onContact((*Workspace).attachCompany)},
		{"DELETE /contacts/{contact_id}/companies/{company_id}", "detachContactFromACompany", onContact((*Workspace).detachCompany)},
		{"GET /contacts/{id}/merge_history", "ListContactMergeHistory", (*Workspace).listMergeHistory},
		{"GET /contacts/{contact_id}/notes", "listNotes", onContact((*Workspace).listContactNotes)},
		{"POST /contacts/{contact_id}/notes", "createNote", onContact((*Workspace).createContactNote)},
		{"GET /contacts/{contact_id}/segments", "listSegmentsForAContact", onContact((*Workspace).listContactSegments)},
		{"GET /contacts/{contact_id}/subscriptions", "listSubscriptionsForAContact", onContact((*Workspace).listContactSubscriptions)},
		{"POST /contacts/{contact_id}/subscriptions", "attachSubscriptionTypeToContact", onContact((*Workspace).subscribe)},
		{"DELETE /contacts/{contact_id}/subscriptions/{subscription_id}", "detachSubscriptionTypeToContact", onContact((*Workspace).unsubscribe)},
		{"GET /contacts/{contact_id}/tags", "listTagsForAContact", onContact((*Workspace).listContactTags)},
		{"POST /contacts/{contact_id}/tags", "attachTagToContact", attachTag(contactTags, false)},
		{"DELETE /contacts/{contact_id}/tags/{tag_id}", "detachTagFromContact", detachTag(contactTags, false)},
		{"POST /contacts/{contact_id}/unarchive", "UnarchiveContact", (*Workspace).unarchiveContact},

		{"GET /events", "lisDataEvents", (*Workspace).listEvents},
		{"POST /events", "createDataEvent", (*Workspace).createEvent},
		{"POST /events/summaries", "dataEventSummaries", (*Workspace).createEventSummary},
		{"GET /notes/{note_id}", "retrieveNote", (*Workspace).getNote},
		{"GET /visitors", "retrieveVisitorWithUserId", (*Workspace).getVisitor},
		{"PUT /visitors", "updateVisitor", (*Workspace).updateVisitor},
		{"POST /visitors/convert", "convertVisitor", (*Workspace).convertVisitor},
	}
}

// companyRoutes returns the routes of companies.
func companyRoutes() []route {
	return []route{
		{"GET /companies", "retrieveCompany", (*Workspace).findCompanies},
		{"POST /companies", "createOrUpdateCompany", (*Workspace).upsertCompany},
		{"POST /companies/list", "listAllCompanies", (*Workspace).listCompanies},
		{"GET /companies/scroll", "scrollOverAllCompanies", (*Workspace).scrollCompanies},
		{"GET /companies/{company_id}", "RetrieveACompanyById", onCompany((*Workspace).getCompany)},
		{"PUT /companies/{company_id}", "UpdateCompany", onCompany((*Workspace).updateCompany)},
		{"DELETE /companies/{company_id}", "deleteCompany", onCompany((*Workspace).deleteCompany)},
		{"GET /companies/{company_id}/contacts", "ListAttachedContacts", onCompany((*Workspace).listCompanyContacts)},
		{"GET /companies/{company_id}/notes", "listCompanyNotes", onCompany((*Workspace).listCompanyNotes)},
		{"POST /companies/{company_id}/notes", "createCompanyNote", onCompany((*Workspace).createCompanyNote)},
		{"GET /companies/{company_id}/segments", "ListAttachedSegmentsForCompanies", onCompany((*Workspace).listCompanySegments)},
	}
}

// attributeRoutes returns the routes of data attributes, conversation attributes and custom objects.
func attributeRoutes() []route {
	return []route{
		{"GET /conversations/attributes", "listConversationAttributes", (*Workspace).listConversationAttributes},
		{"POST /conversations/attributes", "createConversationAttribute", (*Workspace).createConversationAttribute},
		{"GET /conversations/attributes/{id}", "getConversationAttribute", onConversationAttribute((*Workspace).getConversationAttribute)},
		{"PUT /conversations/attributes/{id}", "updateConversationAttribute", onConversationAttribute((*Workspace).updateConversationAttribute)},
		{"DELETE /conversations/attributes/{id}", "deleteConversationAttribute", onConversationAttribute((*Workspace).deleteConversationAttribute)},
		{"POST /conversations/attributes/{id}/options", "createConversationAttributeOption", onListAttribute((*Workspace).createOption)},
		{"PUT /conversations/attributes/{id}/options/{option_id}", "updateConversationAttributeOption", onListAttribute((*Workspace).updateOption)},
		{"DELETE /conversations/attributes/{id}/options/{option_id}", "deleteConversationAttributeOption", onListAttribute((*Workspace).deleteOption)},

		{"GET /custom_object_instances/{custom_object_type_identifier}", "listCustomObjectInstances", (*Workspace).listInstances},
		{"POST /custom_object_instances/{custom_object_type_identifier}", "createCustomObjectInstances", (*Workspace).upsertInstance},
		{"DELETE /custom_object_instances/{custom_object_type_identifier}", "deleteCustomObjectInstancesById", (*Workspace).deleteInstanceByExternalID},
		{"GET /custom_object_instances/{custom_object_type_identifier}/{custom_object_instance_id}", "getCustomObjectInstancesById", customObjects.read},
		{
			"DELETE /custom_object_instances/{custom_object_type_identifier}/{custom_object_instance_id}", "deleteCustomObjectInstancesByExternalId",
			(*Workspace).deleteInstance,
		},

		{"GET /data_attributes", "lisDataAttributes", (*Workspace).listAttributes},
		{"POST /data_attributes", "createDataAttribute", (*Workspace).createAttribute},
		{"PUT /data_attributes/{data_attribute_id}", "updateDataAttribute", (*Workspace).updateAttribute},
	}
}

// conversationRoutes returns the routes of conversations, messages and macros.
func conversationRoutes() []route {
	return []route{
		{"GET /conversations", "listConversations", (*Workspace).listConversations},
		{"POST /conversations", "createConversation", (*Workspace).createConversation},
		{"GET /conversations/deleted", "listDeletedConversationIds", (*Workspace).listDeleted},
		{"POST /conversations/redact", "redactConversation", (*Workspace).redactConversation},
		{"POST /conversations/search", "searchConversations", (*Workspace).searchConversations},
		{"GET /conversations/{conversation_id}", "retrieveConversation", onConversation((*Workspace).getConversation)},
		{"PUT /conversations/{conversation_id}", "updateConversation", onConversation((*Workspace).updateConversation)},
		{"DELETE /conversations/{conversation_id}", "deleteConversation", onConversation((*Workspace).deleteConversation)},
		{"POST /conversations/{conversation_id}/convert", "convertConversationToTicket", onConversation((*Workspace).convertConversation)},
		{"POST /conversations/{conversation_id}/customers", "attachContactToConversation", onConversation((*Workspace).attachCustomer)},
		{"DELETE /conversations/{conversation_id}/customers/{contact_id}", "detachContactFromConversation", onConversation((*Workspace).detachCustomer)},
		{"GET /conversations/{id}/handling_events", "listHandlingEvents", onConversation((*Workspace).listHandlingEvents)},
		{"POST /conversations/{id}/merge", "mergeConversation", (*Workspace).mergeConversation},
		{"POST /conversations/{conversation_id}/parts", "manageConversation", onConversation((*Workspace).manageConversation)},
		{"POST /conversations/{conversation_id}/reply", "replyConversation", (*Workspace).replyConversation},
		{"GET /conversations/{id}/side_conversations", "listSideConversations", onConversation((*Workspace).listSideConversations)},
		{"POST /conversations/{conversation_id}/tags", "attachTagToConversation", attachTag(conversationTags, true)},
		{"DELETE /conversations/{conversation_id}/tags/{tag_id}", "detachTagFromConversation", detachTag(conversationTags, true)},

		{"GET /macros", "listMacros", macros.list},
		{"GET /macros/{id}", "getMacro", macros.read},
		{"POST /messages", "createMessage", (*Workspace).createMessage},
		{"GET /messages/status", "getWhatsAppMessageStatus", (*Workspace).listWhatsAppStatuses},
		{"GET /messages/whatsapp/status", "RetrieveWhatsAppMessageStatus", (*Workspace).getWhatsAppStatus},
	}
}

// ticketRoutes returns the routes of tickets, their types and their states.
func ticketRoutes() []route {
	return []route{
		{"GET /ticket_states", "listTicketStates", (*Workspace).listTicketStates},

		{"GET /ticket_types", "listTicketTypes", (*Workspace).listTicketTypes},
		{"POST /ticket_types", "createTicketType", (*Workspace).createTicketType},
		{"GET /ticket_types/{ticket_type_id}", "getTicketType", onTicketType((*Workspace).getTicketType)},
		{"PUT /ticket_types/{ticket_type_id}", "updateTicketType", onTicketType((*Workspace).updateTicketType)},
		{"POST /ticket_types/{ticket_type_id}/attributes", "createTicketTypeAttribute", onTicketType((*Workspace).createTypeAttribute)},
		{"PUT /ticket_types/{ticket_type_id}/attributes/{attribute_id}", "updateTicketTypeAttribute", onTicketType((*Workspace).updateTypeAttribute)},

		{"POST /tickets", "createTicket", (*Workspace).createTicket},
		{"POST /tickets/enqueue", "enqueueCreateTicket", (*Workspace).enqueueTicket},
		{"POST /tickets/search", "searchTickets", (*Workspace).searchTickets},
		{"GET /tickets/{ticket_id}", "getTicket", onTicket((*Workspace).getTicket)},
		{"PUT /tickets/{ticket_id}", "updateTicket", onTicket((*Workspace).updateTicket)},
		{"DELETE /tickets/{ticket_id}", "deleteTicket", onTicket((*Workspace).deleteTicket)},
		{"POST /tickets/{ticket_id}/change_type", "changeTicketType", (*Workspace).changeTicketType},
		{"POST /tickets/{ticket_id}/linked_conversations", "linkConversationToTicket", (*Workspace).linkConversation},
		{"DELETE /tickets/{ticket_id}/linked_conversations/{id}", "unlinkConversationFromTicket", (*Workspace).unlinkConversation},
		{"POST /tickets/{ticket_id}/reply", "replyTicket", (*Workspace).replyTicket},
		{"POST /tickets/{ticket_id}/tags", "attachTagToTicket", attachTag(ticketTags, true)},
		{"DELETE /tickets/{ticket_id}/tags/{tag_id}", "detachTagFromTicket", detachTag(ticketTags, true)},
	}
}

// articleRoutes returns the routes of articles, internal articles and the help center.
func articleRoutes() []route {
	return []route{
		{"GET /articles", "listArticles", articles.list},
		{"POST /articles", "createArticle", articles.create},
		{"GET /articles/search", "searchArticles", (*Workspace).searchArticles},
		{"GET /articles/{article_id}", "retrieveArticle", articles.read},
		{"PUT /articles/{article_id}", "updateArticle", articles.update},
		{"DELETE /articles/{article_id}", "deleteArticle", articles.delete},
		{"GET /articles/{id}/draft", "retrieveArticleDraft", onArticle((*Workspace).getDraft)},
		{"PUT /articles/{id}/draft", "stageArticleDraft", onArticle((*Workspace).stageDraft)},
		{"POST /articles/{id}/draft/publish", "publishArticleDraft", onArticle((*Workspace).publishDraft)},
		{"POST /articles/{article_id}/tags", "attachTagToArticle", attachTag(articleTags, false)},
		{"DELETE /articles/{article_id}/tags/{id}", "detachTagFromArticle", detachTag(articleTags, false)},
		{"GET /articles/{article_id}/versions", "listArticleVersions", onArticle((*Workspace).listVersions)},
		{"GET /articles/{article_id}/versions/{id}", "retrieveArticleVersion", (*Workspace).getVersion},

		{"GET /help_center/collections", "listAllCollections", collections.list},
		{"POST /help_center/collections", "createCollection", collections.create},
		{"GET /help_center/collections/{collection_id}", "retrieveCollection", collections.read},
		{"PUT /help_center/collections/{collection_id}", "updateCollection", collections.update},
		{"DELETE /help_center/collections/{collection_id}", "deleteCollection", collections.delete},

		{"GET /help_center/help_centers", "listHelpCenters", helpCenters.list},
		{"GET /help_center/help_centers/{help_center_id}", "retrieveHelpCenter", helpCenters.read},
		{"GET /help_center/help_centers/{help_center_id}/redirects", "listHelpCenterRedirects", redirects.list},
		{"POST /help_center/help_centers/{help_center_id}/redirects", "createHelpCenterRedirect", redirects.create},
		{"GET /help_center/help_centers/{help_center_id}/redirects/{id}", "retrieveHelpCenterRedirect", redirects.read},
		{"DELETE /help_center/help_centers/{help_center_id}/redirects/{id}", "deleteHelpCenterRedirect", redirects.delete},

		{"GET /internal_articles", "listInternalArticles", internalArticles.list},
		{"POST /internal_articles", "createInternalArticle", internalArticles.create},
		{"GET /internal_articles/search", "searchInternalArticles", (*Workspace).searchInternalArticles},
		{"GET /internal_articles/{internal_article_id}", "retrieveInternalArticle", internalArticles.read},
		{"PUT /internal_articles/{internal_article_id}", "updateInternalArticle", internalArticles.update},
		{"DELETE /internal_articles/{internal_article_id}", "deleteInternalArticle", internalArticles.delete},
		{"POST /internal_articles/{internal_article_id}/tags", "attachTagToInternalArticle", attachTag(internalArticleTags, false)},
		{"DELETE /internal_articles/{internal_article_id}/tags/{id}", "detachTagFromInternalArticle", detachTag(internalArticleTags, false)},
	}
}

// contentRoutes returns the routes of snippets, news, and content from elsewhere.
func contentRoutes() []route {
	return []route{
		{"GET /ai/content_import_sources", "listContentImportSources", importSources.list},
		{"POST /ai/content_import_sources", "createContentImportSource", importSources.create},
		{"GET /ai/content_import_sources/{source_id}", "getContentImportSource", importSources.read},
		{"PUT /ai/content_import_sources/{source_id}", "updateContentImportSource", importSources.update},
		{"DELETE /ai/content_import_sources/{source_id}", "deleteContentImportSource", importSources.delete},

		{"GET /ai/external_pages", "listExternalPages", externalPages.list},
		{"POST /ai/external_pages", "createExternalPage", (*Workspace).upsertExternalPage},
		{"GET /ai/external_pages/{page_id}", "getExternalPage", externalPages.read},
		{"PUT /ai/external_pages/{page_id}", "updateExternalPage", externalPages.update},
		{"DELETE /ai/external_pages/{page_id}", "deleteExternalPage", (*Workspace).deleteExternalPage},

		{"POST /content/bulk_actions", "bulkContentActions", nil},
		{"GET /content/search", "searchContent", (*Workspace).searchContent},

		{"GET /content_snippets", "listContentSnippets", snippets.list},
		{"POST /content_snippets", "createContentSnippet", snippets.create},
		{"GET /content_snippets/{id}", "getContentSnippet", snippets.read},
		{"PUT /content_snippets/{id}", "updateContentSnippet", snippets.update},
		{"DELETE /content_snippets/{id}", "deleteContentSnippet", snippets.delete},
		{"POST /content_snippets/{content_snippet_id}/tags", "attachTagToContentSnippet", attachTag(snippetTags, false)},
		{"DELETE /content_snippets/{content_snippet_id}/tags/{id}", "detachTagFromContentSnippet", detachTag(snippetTags, false)},

		{"GET /data_connectors", "listDataConnectors", connectors.list},
		{"POST /data_connectors", "createDataConnector", connectors.create},
		{"GET /data_connectors/{id}", "RetrieveDataConnector", connectors.read},
		{"PATCH /data_connectors/{id}", "updateDataConnector", connectors.update},
		{"DELETE /data_connectors/{id}", "deleteDataConnector", connectors.delete},
		{"GET /data_connectors/{data_connector_id}/execution_results", "listDataConnectorExecutionResults", (*Workspace).listConnectorResults},
		{"GET /data_connectors/{data_connector_id}/execution_results/{id}", "showDataConnectorExecutionResult", (*Workspace).getConnectorResult},

		{"GET /news/news_items", "listNewsItems", newsItems.list},
		{"POST /news/news_items", "createNewsItem", newsItems.create},
		{"GET /news/news_items/{news_item_id}", "retrieveNewsItem", newsItems.read},
		{"PUT /news/news_items/{news_item_id}", "updateNewsItem", newsItems.update},
		{"DELETE /news/news_items/{news_item_id}", "deleteNewsItem", newsItems.delete},

		{"GET /news/newsfeeds", "listNewsfeeds", newsfeeds.list},
		{"GET /news/newsfeeds/{newsfeed_id}", "retrieveNewsfeed", newsfeeds.read},
		{"GET /news/newsfeeds/{newsfeed_id}/items", "listLiveNewsfeedItems", (*Workspace).listLiveItems},
	}
}

// unsupportedRoutes returns the routes of calls, exports and the API of the AI agent, none of which the sandbox has.
func unsupportedRoutes() []route {
	return []route{
		{"GET /calls", "listCalls", nil},
		{"POST /calls/search", "listCallsWithTranscripts", nil},
		{"GET /calls/{call_id}", "showCall", nil},
		{"GET /calls/{call_id}/recording", "showCallRecording", nil},
		{"GET /calls/{call_id}/transcript", "showCallTranscript", nil},
		{"GET /download/content/data/{job_identifier}", "downloadDataExport", nil},
		{"GET /download/reporting_data/{job_identifier}", "the download of a reporting export", nil},
		{"POST /export/cancel/{job_identifier}", "cancelDataExport", nil},
		{"POST /export/content/data", "createDataExport", nil},
		{"GET /export/content/data/{job_identifier}", "getDataExport", nil},
		{"POST /export/reporting_data/enqueue", "the start of a reporting export", nil},
		{"GET /export/reporting_data/get_datasets", "the list of reporting datasets", nil},
		{"GET /export/reporting_data/{job_identifier}", "the status of a reporting export", nil},
		{"GET /export/workflows/{id}", "exportWorkflow", nil},
		{"POST /fin/csat", "submitFinCsat", nil},
		{"POST /fin/reply", "replyToFin", nil},
		{"POST /fin/start", "startFinConversation", nil},
		{"GET /fin_voice/collect/{id}", "collectFinVoiceCallById", nil},
		{"GET /fin_voice/conversation/{conversation_id}", "collectFinVoiceCallsByConversationId", nil},
		{"GET /fin_voice/external_id/{external_id}", "collectFinVoiceCallByExternalId", nil},
		{"GET /fin_voice/phone_number/{phone_number}", "collectFinVoiceCallByPhoneNumber", nil},
		{"POST /fin_voice/register", "registerFinVoiceCall", nil},
		{"POST /phone_call_redirects", "createPhoneSwitch", nil},
	}
}
