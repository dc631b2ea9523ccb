package sandbox

import "slices"

// endpoint is one line of the route table.
type endpoint struct {
	pattern string
	do      func(*Workspace, *call) (any, error)
}

// routes are all endpoints: a line and a function each, besides what the kinds of plain things bring. One that is not here answers
// 404 and says so.
func routes() []route {
	all := operationRoutes()
	for _, e := range slices.Concat(workspaceRoutes(), attributeRoutes(), contactRoutes(), companyRoutes(), conversationRoutes(), ticketRoutes(), knowledgeRoutes()) {
		all = append(all, newRoute(e.pattern, e.do))
	}
	for _, k := range kinds() {
		all = append(all, k.routes()...)
	}
	return all
}

func workspaceRoutes() []endpoint {
	return []endpoint{
		{"GET /me", (*Workspace).me},
		{"GET /admins", (*Workspace).listAdmins},
		{"GET /admins/{admin_id}", (*Workspace).getAdmin},
		{"PUT /admins/{admin_id}/away", (*Workspace).setAway},
		{"GET /admins/activity_logs", (*Workspace).listActivity},
		{"POST /admins/activity_logs/search", (*Workspace).searchActivity},
		{"GET /admins/activity_log_event_types", (*Workspace).activityTypes},
		{"GET /teams", (*Workspace).listTeams},
		{"GET /teams/{team_id}", (*Workspace).getTeam},
		{"GET /tags", (*Workspace).listTags},
		{"GET /tags/{tag_id}", (*Workspace).getTag},
		{"POST /tags", (*Workspace).createTag},
		{"DELETE /tags/{tag_id}", (*Workspace).deleteTag},
		{"GET /segments", (*Workspace).listSegments},
		{"GET /segments/{segment_id}", (*Workspace).getSegment},
		{"GET /subscription_types", (*Workspace).listSubscriptionTypes},
		{"GET /notes/{note_id}", (*Workspace).getNote},
		{"POST /messages", (*Workspace).createMessage},
		{"GET /messages/whatsapp/status", (*Workspace).whatsAppStatus},
		{"GET /messages/status", (*Workspace).whatsAppStatuses},
	}
}

func attributeRoutes() []endpoint {
	return []endpoint{
		{"GET /data_attributes", (*Workspace).listAttributes},
		{"POST /data_attributes", (*Workspace).createAttribute},
		{"PUT /data_attributes/{data_attribute_id}", (*Workspace).updateAttribute},
		{"GET /conversations/attributes", (*Workspace).listConversationAttributes},
		{"POST /conversations/attributes", (*Workspace).createConversationAttribute},
		{"GET /conversations/attributes/{id}", (*Workspace).getConversationAttribute},
		{"PUT /conversations/attributes/{id}", (*Workspace).updateConversationAttribute},
		{"DELETE /conversations/attributes/{id}", (*Workspace).deleteConversationAttribute},
		{"POST /conversations/attributes/{id}/options", (*Workspace).createOption},
		{"PUT /conversations/attributes/{id}/options/{option_id}", (*Workspace).updateOption},
		{"DELETE /conversations/attributes/{id}/options/{option_id}", (*Workspace).deleteOption},
		{"POST /events", (*Workspace).createEvent},
		{"GET /events", (*Workspace).listEvents},
		{"POST /events/summaries", (*Workspace).createEventSummary},
		{"GET /visitors", (*Workspace).getVisitor},
		{"PUT /visitors", (*Workspace).updateVisitor},
		{"POST /visitors/convert", (*Workspace).convertVisitor},
	}
}

func contactRoutes() []endpoint {
	return []endpoint{
		{"POST /contacts", (*Workspace).createContact},
		{"GET /contacts", (*Workspace).listContacts},
		{"POST /contacts/search", (*Workspace).searchContacts},
		{"GET /contacts/find_by_external_id/{external_id}", (*Workspace).findContact},
		{"GET /contacts/{contact_id}", (*Workspace).getContact},
		{"PUT /contacts/{contact_id}", (*Workspace).updateContact},
		{"DELETE /contacts/{contact_id}", (*Workspace).deleteContact},
		{"POST /contacts/{contact_id}/companies", (*Workspace).attachCompany},
		{"GET /contacts/{contact_id}/companies", (*Workspace).contactCompanies},
		{"DELETE /contacts/{contact_id}/companies/{company_id}", (*Workspace).detachCompany},
		{"POST /contacts/merge", (*Workspace).mergeContacts},
		{"GET /contacts/{id}/merge_history", (*Workspace).mergeHistory},
		{"POST /contacts/{contact_id}/archive", (*Workspace).archiveContact},
		{"POST /contacts/{contact_id}/unarchive", (*Workspace).unarchiveContact},
		{"POST /contacts/{contact_id}/block", (*Workspace).blockContact},
		{"GET /contacts/{contact_id}/notes", (*Workspace).contactNotes},
		{"POST /contacts/{contact_id}/notes", (*Workspace).createContactNote},
		{"GET /contacts/{contact_id}/segments", (*Workspace).contactSegments},
		{"GET /contacts/{contact_id}/subscriptions", (*Workspace).contactSubscriptions},
		{"POST /contacts/{contact_id}/subscriptions", (*Workspace).subscribe},
		{"DELETE /contacts/{contact_id}/subscriptions/{subscription_id}", (*Workspace).unsubscribe},
		{"GET /contacts/{contact_id}/tags", (*Workspace).contactTagList},
		{"POST /contacts/{contact_id}/tags", tagIt(contactTags, false)},
		{"DELETE /contacts/{contact_id}/tags/{tag_id}", untagIt(contactTags, false)},
	}
}

func companyRoutes() []endpoint {
	return []endpoint{
		{"POST /companies", (*Workspace).upsertCompany},
		{"GET /companies", (*Workspace).findCompanies},
		{"POST /companies/list", (*Workspace).listCompanies},
		{"GET /companies/scroll", (*Workspace).scrollCompanies},
		{"GET /companies/{company_id}", (*Workspace).getCompany},
		{"PUT /companies/{company_id}", (*Workspace).updateCompany},
		{"DELETE /companies/{company_id}", (*Workspace).deleteCompany},
		{"GET /companies/{company_id}/contacts", (*Workspace).companyContacts},
		{"GET /companies/{company_id}/segments", (*Workspace).companySegments},
		{"GET /companies/{company_id}/notes", (*Workspace).companyNotes},
		{"POST /companies/{company_id}/notes", (*Workspace).createCompanyNote},
	}
}

func conversationRoutes() []endpoint {
	return []endpoint{
		{"GET /conversations", (*Workspace).listConversations},
		{"POST /conversations/search", (*Workspace).searchConversations},
		{"GET /conversations/{conversation_id}", (*Workspace).getConversation},
		{"POST /conversations/{conversation_id}/reply", (*Workspace).replyConversation},
		{"POST /conversations", (*Workspace).createConversation},
		{"PUT /conversations/{conversation_id}", (*Workspace).updateConversation},
		{"DELETE /conversations/{conversation_id}", (*Workspace).deleteConversation},
		{"GET /conversations/deleted", (*Workspace).listDeleted},
		{"POST /conversations/redact", (*Workspace).redactConversation},
		{"POST /conversations/{conversation_id}/parts", (*Workspace).manageConversation},
		{"POST /conversations/{conversation_id}/convert", (*Workspace).convertConversation},
		{"POST /conversations/{conversation_id}/customers", (*Workspace).attachCustomer},
		{"DELETE /conversations/{conversation_id}/customers/{contact_id}", (*Workspace).detachCustomer},
		{"POST /conversations/{id}/merge", (*Workspace).mergeConversation},
		{"GET /conversations/{id}/handling_events", (*Workspace).handlingEvents},
		{"GET /conversations/{id}/side_conversations", (*Workspace).sideConversations},
		{"POST /conversations/{conversation_id}/tags", tagIt(conversationTags, true)},
		{"DELETE /conversations/{conversation_id}/tags/{tag_id}", untagIt(conversationTags, true)},
	}
}

func ticketRoutes() []endpoint {
	return []endpoint{
		{"POST /tickets", (*Workspace).createTicket},
		{"POST /tickets/search", (*Workspace).searchTickets},
		{"GET /tickets/{ticket_id}", (*Workspace).getTicket},
		{"PUT /tickets/{ticket_id}", (*Workspace).updateTicket},
		{"DELETE /tickets/{ticket_id}", (*Workspace).deleteTicket},
		{"POST /tickets/{ticket_id}/reply", (*Workspace).replyTicket},
		{"POST /tickets/{ticket_id}/change_type", (*Workspace).changeTicketType},
		{"POST /tickets/{ticket_id}/linked_conversations", (*Workspace).linkConversation},
		{"DELETE /tickets/{ticket_id}/linked_conversations/{id}", (*Workspace).unlinkConversation},
		{"POST /tickets/enqueue", (*Workspace).enqueueTicket},
		{"GET /jobs/status/{job_id}", (*Workspace).jobStatus},
		{"POST /tickets/{ticket_id}/tags", tagIt(ticketTags, true)},
		{"DELETE /tickets/{ticket_id}/tags/{tag_id}", untagIt(ticketTags, true)},
		{"GET /ticket_types", (*Workspace).listTicketTypes},
		{"GET /ticket_types/{ticket_type_id}", (*Workspace).getTicketType},
		{"POST /ticket_types", (*Workspace).createTicketType},
		{"PUT /ticket_types/{ticket_type_id}", (*Workspace).updateTicketType},
		{"POST /ticket_types/{ticket_type_id}/attributes", (*Workspace).createTypeAttribute},
		{"PUT /ticket_types/{ticket_type_id}/attributes/{attribute_id}", (*Workspace).updateTypeAttribute},
		{"GET /ticket_states", (*Workspace).listTicketStates},
	}
}

func knowledgeRoutes() []endpoint {
	articleTags := knowledgeTags("article", "article_not_found", "Article not found")
	internalArticleTags := knowledgeTags("internal_article", "internal_article_not_found", "Internal article not found")
	snippetTags := knowledgeTags("content_snippet", "content_snippet_not_found", "Content snippet not found")
	return []endpoint{
		{"GET /teams/{team_id}/metrics", (*Workspace).teamMetrics},
		{"GET /ip_allowlist", (*Workspace).getAllowlist},
		{"PUT /ip_allowlist", (*Workspace).setAllowlist},
		{"GET /contacts/{id}/banners", (*Workspace).contactBanners},
		{"POST /contacts/{id}/banners/{view_id}/dismiss", (*Workspace).dismissBanner},
		{"GET /content/search", (*Workspace).searchContent},
		{"GET /articles/search", (*Workspace).searchArticles},
		{"POST /articles/{parent}/tags", tagIt(articleTags, false)},
		{"DELETE /articles/{parent}/tags/{tag_id}", untagIt(articleTags, false)},
		{"GET /internal_articles/search", (*Workspace).searchInternalArticles},
		{"POST /internal_articles/{parent}/tags", tagIt(internalArticleTags, false)},
		{"DELETE /internal_articles/{parent}/tags/{tag_id}", untagIt(internalArticleTags, false)},
		{"POST /content_snippets/{parent}/tags", tagIt(snippetTags, false)},
		{"DELETE /content_snippets/{parent}/tags/{tag_id}", untagIt(snippetTags, false)},
		{"GET /articles/{id}/draft", (*Workspace).getDraft},
		{"PUT /articles/{id}/draft", (*Workspace).stageDraft},
		{"POST /articles/{id}/draft/publish", (*Workspace).publishDraft},
		{"GET /articles/{parent}/versions", (*Workspace).listVersions},
		{"GET /articles/{parent}/versions/{id}", (*Workspace).getVersion},
		{"GET /data_connectors/{id}/execution_results", (*Workspace).connectorResults},
		{"GET /data_connectors/{id}/execution_results/{result}", (*Workspace).connectorResult},
		{"GET /news/newsfeeds/{id}/items", (*Workspace).liveItems},
		{"POST /ai/external_pages", (*Workspace).upsertExternalPage},
		{"DELETE /ai/external_pages/{id}", (*Workspace).deleteExternalPage},
		{"GET /custom_object_instances/{parent}", (*Workspace).listInstances},
		{"POST /custom_object_instances/{parent}", (*Workspace).upsertInstance},
		{"DELETE /custom_object_instances/{parent}", (*Workspace).deleteInstanceByExternalID},
		{"DELETE /custom_object_instances/{parent}/{id}", (*Workspace).deleteInstance},
	}
}
