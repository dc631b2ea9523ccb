package tools_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// mainIDs are the main ids of tools that have no argument id.
var mainIDs = map[string]string{
	"tag_ticket": "ticket_id", "untag_ticket": "ticket_id",
	"link_conversation_to_ticket": "ticket_id", "unlink_conversation_from_ticket": "ticket_id",
	"tag_contact": "contact_id", "untag_contact": "contact_id", "subscribe_contact": "contact_id", "unsubscribe_contact": "contact_id",
	"attach_contact_to_company": "contact_id", "detach_contact_from_company": "contact_id", "create_message": "to_id",
	"create_conversation_attribute_option": "attribute_id", "create_ticket_type_attribute": "ticket_type_id",
	"create_office_hours_exception": "schedule_id", "list_data_connector_executions": "data_connector_id", "create_redirect": "help_center_id",
	"get_data_export": "job_identifier", "cancel_data_export": "job_identifier", "download_data_export": "job_identifier",
	"get_reporting_export": "job_identifier", "download_reporting_export": "job_identifier",
	"start_fin_conversation": "conversation_id", "reply_to_fin": "conversation_id", "submit_fin_rating": "conversation_id",
	"get_whatsapp_status": "message_id", "list_whatsapp_statuses": "ruleset_id",
}

// things are what tools with a main id work on, where their names don't say it.
var things = map[string]string{
	"search": "", "fetch": "", // ids of several kinds
	"link_conversation_to_ticket": "ticket", "unlink_conversation_from_ticket": "ticket", "create_message": "contact",
	"create_conversation_attribute_option": "conversation_attribute", "create_ticket_type_attribute": "ticket_type",
	"create_office_hours_exception": "office_hours_schedule", "list_data_connector_executions": "data_connector", "create_redirect": "help_center",
	"get_data_export": "job", "cancel_data_export": "job", "download_data_export": "job", "get_reporting_export": "job", "download_reporting_export": "job",
	"start_fin_conversation": "conversation", "reply_to_fin": "conversation", "submit_fin_rating": "conversation",
	"get_whatsapp_status": "message", "list_whatsapp_statuses": "ruleset", "add_internal_note": "conversation",
	"attach_contact_to_company": "contact", "detach_contact_from_company": "contact", "change_ticket_type": "ticket",
	"attach_contact_to_conversation": "conversation", "detach_contact_from_conversation": "conversation", "convert_conversation_to_ticket": "conversation",
	"create_event": "contact", "list_events": "contact", "dismiss_banner": "contact", "show_contact_banners": "contact", "get_customer": "contact",
	"find_fin_voice_calls": "registration", "get_call_recording": "call", "get_call_transcript": "call", "get_team_metrics": "team",
	"list_article_versions": "article", "publish_article_draft": "article", "list_company_related": "company", "list_contact_related": "contact",
	"list_conversation_related": "conversation", "set_admin_away": "admin", "tag_content": "article", "untag_content": "article",
}

// worksOn returns what a tool works on.
func worksOn(tool registry.Tool) string {
	if kind, ok := things[tool.Name]; ok {
		return kind
	}
	_, noun, _ := strings.Cut(tool.Name, "_")
	if strings.HasPrefix(tool.Name, "merge_") || strings.HasPrefix(tool.Name, "list_") {
		return strings.TrimSuffix(noun, "s")
	}
	return noun
}

// camel returns a name in the spelling of JavaScript: contactId.
func camel(name string) string {
	words := strings.Split(name, "_")
	for i, w := range words[1:] {
		words[i+1] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, "")
}

// mainIDOf returns a tool's main id, "" where it has none, and arguments that have it.
func mainIDOf(t *testing.T, tool registry.Tool) (name string, args object) {
	t.Helper()
	if name = mainIDs[tool.Name]; asObject(inputOf(t, tool)["properties"])["id"] != nil {
		name = "id"
	}
	args = samples.Smallest(t, tool)
	if name == "" || args[name] != nil {
		return name, args
	}
	for _, other := range samples.Others(tool) {
		if other[name] != nil {
			return name, samples.With(args, other)
		}
	}
	return name, object{name: "1"}
}

// TestMainIDs gives every tool the id of what it works on by each of the names that
// its sisters have for it.
func TestMainIDs(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		main, args := mainIDOf(t, tool)
		if main == "" {
			return
		}
		plain := newFake(statusReply(http.StatusOK))
		if text, failed := call(t, clocked(t, plain), tool, args); failed {
			t.Skip(text) // it can't go alone: its other arguments take its place
		}
		names := []string{"id"}
		if kind := worksOn(tool); kind != "" {
			names = append(names, kind+"_id", camel(kind+"_id"))
		}
		for _, name := range names {
			if name == main || asObject(inputOf(t, tool)["properties"])[name] != nil {
				continue
			}
			api := newFake(statusReply(http.StatusOK))
			text, failed := call(t, clocked(t, api), tool, samples.With(args, object{main: nil, name: args[main]}))
			if failed || !slices.Equal(slices.Sorted(slices.Values(api.requests())), slices.Sorted(slices.Values(plain.requests()))) {
				t.Errorf("%s for %s: %v %s", name, main, api.requests(), text)
			}
			text, failed = call(t, clocked(t, api), tool, samples.With(args, object{name: "4711"}))
			if !failed || !strings.Contains(text, "twice") {
				t.Errorf("%s beside %s: %s", name, main, text)
			}
		}
	})
}

// TestEveryRequiredIDIsKnown holds that a tool which needs one id alone takes it as
// id: a tool that is added must say which its main id is.
func TestEveryRequiredIDIsKnown(t *testing.T) {
	without := []string{ // what they need is no id of Intercom's, or they take several things alike
		"get_visitor", "create_company", "create_conversation", "create_event_summary", "create_external_page", "create_custom_object_instance",
		"create_reporting_export", "register_fin_voice_call", "create_ticket",
	}
	forEach(t, func(t *testing.T, tool registry.Tool) {
		fields := asObject(inputOf(t, tool)["properties"])
		if fields["id"] != nil || mainIDs[tool.Name] != "" || slices.Contains(without, tool.Name) {
			return
		}
		for _, name := range asList(inputOf(t, tool)["required"]) {
			if strings.HasSuffix(name.(string), "_id") {
				t.Errorf("%s needs %s, and has no main id", tool.Name, name)
			}
		}
	})
}
