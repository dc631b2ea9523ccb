package tools_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"intercom-mcp/sandbox"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// attributesOnly answers with the attributes of a workspace, and with an object.
func attributesOnly(w http.ResponseWriter, r *http.Request) {
	reply := goodReply
	switch r.URL.Path {
	case "/data_attributes":
		reply = `{"type":"list","data":[
			{"name":"email","full_name":"email","label":"Email","data_type":"string","custom":false},
			{"name":"plan_tier","full_name":"custom_attributes.plan_tier","label":"Plan tier","data_type":"string","options":["Gold","R&amp;D"],"custom":true},
			{"name":"region","label":"Region","data_type":"string","options":[{"value":"EMEA"}],"custom":true},
			{"name":"crm_id","label":"CRM id","data_type":"string","custom":true},
			{"name":"seats","label":"Seats","data_type":"integer","custom":true},
			{"name":"score","label":"Score","data_type":"float","custom":true},
			{"name":"vip","label":"VIP","data_type":"boolean","options":["true","false"],"custom":true},
			{"name":"renewal_at","label":"Renewal","data_type":"date","custom":true},
			{"name":"old","label":"Old","data_type":"string","custom":true,"archived":true}]}`
	case "/conversations/attributes":
		reply = `{"type":"list","data":[{"id":1,"name":"Topic","data_type":"list",
			"options":[{"id":"u-1","label":"Billing"},{"id":"u-2","label":"Gone","archived":true}]},
			{"id":2,"name":"Due","data_type":"datetime"},{"id":3,"name":"Amount","data_type":"decimal"},{"id":4,"name":"Files","data_type":"files"}]}`
	}
	replying(http.StatusOK, reply)(w, r)
}

// TestCustomValues are sent as Intercom takes them, in every write that has them.
func TestCustomValues(t *testing.T) {
	for _, tool := range []struct{ name, others string }{
		{"create_contact", `"email":"a@x.example",`}, {"update_contact", `"id":"5",`}, {"update_visitor", `"user_id":"v1",`},
		{"create_company", `"company_id":"a",`}, {"update_company", `"id":"5",`}, {"create_phone_switch", `"phone":"+353832345678",`},
	} {
		for _, c := range []struct{ given, want string }{
			{`{"Seats":"5","vip":"TRUE","score":"1.50","PLAN TIER":"gold"}`, `{"plan_tier":"Gold","score":1.50,"seats":5,"vip":true}`},
			{`{"seats":5.0,"crm_id":42,"region":"emea","custom_attributes.plan_tier":"r&amp;d"}`, `{"crm_id":"42","plan_tier":"R&amp;D","region":"EMEA","seats":5}`},
			{`{"renewal":"2026-02-01"}`, `{"renewal_at":1769904000}`},
			{`{"seats":"2026-02-01"}`, `{"seats":1769904000}`},
			{`{"plan_tier":"R&D"}`, `{"plan_tier":"R&amp;D"}`},
			{`{"renewal_at":"-1d"}`, `{"renewal_at":1769763600}`},
			{`{"renewal_at":1769904000}`, `{"renewal_at":1769904000}`},
			{`{"seats":null,"vip":null}`, `{"seats":null,"vip":null}`},
			{`{"seats":9007199254740993}`, `{"seats":9007199254740993}`},
			{`{"seats":"many"}`, `refused: "seats" takes a whole number, not "many"`},
			{`{"seats":1.5}`, `refused: takes a whole number`},
			{`{"score":"high"}`, `refused: takes a number`},
			{`{"vip":"perhaps"}`, `refused: takes true or false`},
			{`{"renewal_at":"whenever"}`, `refused: is not a time`},
			{`{"region":"Mars"}`, `refused: "Mars" is no value of region. There are: EMEA`},
			{`{"seats":1,"Seats":2}`, `refused: twice`},
			{`{"seats":{"a":1}}`, `refused: `},
		} {
			api := newFake(attributesOnly)
			who := callerOver(t, api)
			who.Clock, who.Names = func() time.Time { return now }, lookup.NewCache()
			text, failed := call(t, who, named(t, tool.name), argumentsOf(`{`+tool.others+`"custom_attributes":`+c.given+`}`))
			sent := strings.Join(api.writes(), " ")
			if want, refused := strings.CutPrefix(c.want, "refused: "); refused {
				if !failed || sent != "" || !strings.Contains(text, want) || !strings.Contains(text, "custom_attributes") {
					t.Errorf("%s %s: sent %q, %s", tool.name, c.given, sent, text)
				}
			} else if all := strings.Join(api.requests(), " "); failed || !strings.Contains(strings.ReplaceAll(all, `\u0026`, "&"), `"custom_attributes":`+want) {
				t.Errorf("%s %s: %s\n%s\nwant %s", tool.name, c.given, text, all, want)
			}
		}
	}
}

// TestEveryCustomValue that a call sets is held against the workspace's attributes,
// whatever the tool, but for a custom object's: Intercom lists none of those.
func TestEveryCustomValue(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		if tool.Effect == registry.Read || asObject(inputOf(t, tool)["properties"])["custom_attributes"] == nil || tool.Name == "create_custom_object_instance" {
			return
		}
		given := samples.With(samples.Smallest(t, tool), object{"custom_attributes": object{"no such": 1}})
		text, _ := call(t, callerOver(t, newFake(attributesOnly)), tool, given)
		if !strings.Contains(text, "no such") || !strings.Contains(text, "There are: ") {
			t.Error(text)
		}
	})
}

// TestConversationValues are checked by the attributes of conversations.
func TestConversationValues(t *testing.T) {
	for _, c := range []struct{ given, want string }{
		{`{"topic":"billing","due":"2026-02-01T10:00:00Z","AMOUNT":"9.90"}`, `{"Amount":9.90,"Due":1769940000,"Topic":"Billing"}`},
		{`{"Topic":"u-1","Files":["x"]}`, `{"Files":["x"],"Topic":"Billing"}`},
		{`{"Topic":"Gone"}`, `refused: is no value of Topic. There are: Billing`},
		{`{"Topik":"Billing"}`, `refused: "Topik" is no custom attribute of conversations. There are: Topic, Due, Amount, Files`},
	} {
		text, failed, sent := callAs(t, "7", "update_conversation", `{"id":"5","custom_attributes":`+c.given+`}`, attributesOnly)
		all := strings.Join(sent, " ")
		if want, refused := strings.CutPrefix(c.want, "refused: "); refused {
			if !failed || strings.Contains(all, "PUT") || !strings.Contains(text, want) {
				t.Errorf("%s: %s, %s", c.given, text, all)
			}
		} else if failed || !strings.Contains(all, `"custom_attributes":`+want) {
			t.Errorf("%s: %s, %s", c.given, text, all)
		}
	}
}

// TestNewAttributes are refused where Intercom makes none, and told where it does.
func TestNewAttributes(t *testing.T) {
	for tool, want := range map[string]string{
		`create_contact {"email":"a@x.example","custom_attributes":{"seets":1}}`: `"seets" is no custom attribute of contacts. There are: plan_tier, region, crm_id`,
		`update_contact {"id":"5","custom_attributes":{"email":"x"}}`:            `"email" is no custom attribute of contacts`,
		`update_contact {"id":"5","custom_attributes":{"old":"x"}}`:              `"old" is no custom attribute`,
		`update_contact {"id":"5","custom_attributes":{" ":"x"}}`:                `" " is no custom attribute`,
		`update_company {"id":"5","custom_attributes":{"seets":1,"Seats":"2"}}`:  `Companies had no attribute \"seets\": Intercom makes it new`,
		`create_company {"company_id":"5","custom_attributes":{"seets":1}}`:      `Companies had no attribute \"seets\": Intercom makes it new`,
	} {
		name, arguments, _ := strings.Cut(tool, " ")
		text, failed, _ := callAs(t, "7", name, arguments, attributesOnly)
		if failed != strings.Contains(name, "contact") || !strings.Contains(text, want) {
			t.Errorf("%s: failed=%v %s", tool, failed, text)
		}
	}
}

// TestAttributesThatCannotBeHad leave the judgement to Intercom.
func TestAttributesThatCannotBeHad(t *testing.T) {
	for _, status := range []int{http.StatusForbidden, http.StatusNotFound} {
		text, failed, sent := callAs(t, "7", "update_contact", `{"id":"5","custom_attributes":{"seets":"1"}}`, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				statusReply(status)(w, r)
				return
			}
			statusReply(http.StatusOK)(w, r)
		})
		if failed || !strings.HasSuffix(strings.Join(sent, " "), `PUT /contacts/5 {"custom_attributes":{"seets":"1"}}`) {
			t.Errorf("%d: %s, %q", status, text, sent)
		}
	}
}

// TestTagsAreMade only where the call says so, and after all else is found.
func TestTagsAreMade(t *testing.T) {
	const tags = `{"data":[{"id":"71","name":"VIP"}]}`
	answer := func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method == http.MethodGet && r.URL.Path == "/tags":
			replying(http.StatusOK, tags)(w, r)
		case r.URL.Path == "/contacts/search":
			replying(http.StatusOK, `{"data":[]}`)(w, r)
		default:
			replying(http.StatusOK, `{"id":"99","name":"New & old"}`)(w, r)
		}
	}
	for _, c := range []struct{ tool, args, want, refused string }{
		{"tag_conversation", `{"conversation_id":"5","tag_id":"New & old","create":true}`, `POST /conversations/5/tags {"id":"99","admin_id":"7"}`, ""},
		{"tag_conversation", `{"conversation_id":"5","tag_id":"vip","create":true}`, `POST /conversations/5/tags {"id":"71","admin_id":"7"}`, ""},
		{"tag_conversation", `{"conversation_id":"5","tag_id":"new"}`, "", "With create: true it is made"},
		{"tag_conversation", `{"conversation_id":"5","tag_id":"new","create":false}`, "", "With create: true it is made"},
		{"untag_conversation", `{"conversation_id":"5","tag_id":"new"}`, "", "is no tag here. There are: VIP (tag 71)"},
		{"tag_contact", `{"tag_id":"new","contact_id":"nobody@x.example","create":true}`, "", "is no contact's e-mail"},
	} {
		text, failed, sent := callAs(t, "7", c.tool, c.args, answer)
		if c.refused != "" {
			if !failed || !strings.Contains(text, c.refused) || strings.Contains(strings.Join(sent, " "), "POST /tags") {
				t.Errorf("%s %s: %s, %q", c.tool, c.args, text, sent)
			}
		} else if failed || sent[len(sent)-1] != c.want {
			t.Errorf("%s %s: %s, %q", c.tool, c.args, text, sent)
		}
	}
}

// TestNewNames may be used by the next call, and names that are gone are refused by it.
func TestNewNames(t *testing.T) {
	w := openFilter(t)
	w.caller.Names = lookup.NewCache()
	for _, c := range []struct{ tool, arguments, refused string }{
		{"untag_conversation", `{"id":"` + sandbox.LongConversation + `","tag_id":"Made anew"}`, "is no tag here"}, // the list is kept from here on
		{"tag_conversation", `{"id":"` + sandbox.LongConversation + `","tag_id":"Made anew","create":true}`, ""},
		{"untag_conversation", `{"id":"` + sandbox.LongConversation + `","tag_id":"made anew"}`, ""},
		{"create_tag", `{"name":"Another one"}`, ""},
		{"tag_contact", `{"contact_id":"maria.silva@acme.example","tag_id":"Another one"}`, ""},
		{"tag_company", `{"name":"A third","companies":[{"id":"` + sandbox.CompanyAcme + `"}]}`, ""},
		{"tag_contact", `{"contact_id":"maria.silva@acme.example","tag_id":"A third"}`, ""},
		{"tag_contact", `{"contact_id":"maria.silva@acme.example","tag_id":"billing"}`, ""},
		{"delete_tag", `{"id":"` + sandbox.TagBilling + `"}`, ""},
		{"tag_contact", `{"contact_id":"maria.silva@acme.example","tag_id":"billing"}`, "is no tag here"},
		{"update_contact", `{"id":"maria.silva@acme.example","custom_attributes":{"Floor":3}}`, "is no custom attribute"},
		{"create_data_attribute", `{"name":"floor","model":"contact","data_type":"integer"}`, ""},
		{"update_contact", `{"id":"maria.silva@acme.example","custom_attributes":{"Floor":3}}`, ""},
	} {
		text, failed := w.call(c.tool, c.arguments)
		if failed != (c.refused != "") || !strings.Contains(text, c.refused) {
			t.Errorf("%s %s: failed=%v %s", c.tool, c.arguments, failed, text)
		}
	}
}

// TestEchoes tell what a write changed, as the answer has it.
func TestEchoes(t *testing.T) {
	const answer = `{"id":"5","title":"Late &amp; lost","company":{"id":"9","name":"R&amp;D"},"custom_attributes":{"Topic":"Billing","Other":"x"},` +
		`"ticket_attributes":{"_default_title_":"It burns","Severity":"o1"},"conversation_parts":{"conversation_parts":[{"id":"77"}]},` +
		`"ticket_type":{"id":"41","ticket_type_attributes":{"data":[{"name":"Severity","input_options":{"list_options":[{"id":"o1","label":"High"}]}}]}}}`
	for _, c := range []struct{ tool, args, has, lacks string }{
		{"update_conversation", `{"id":"5","title":"Late & lost","custom_attributes":{"Topic":"Billing","Gone":null}}`,
			`"title":"Late & lost"|"attributes":{"Gone":null,"Topic":"Billing"}`, `part_id|Other|company`},
		{"update_conversation", `{"id":"5","company_id":"9"}`, `"company":"R&D (9)"`, "part_id|title|attributes"},
		{"close_conversation", `{"id":"5"}`, `"part_id":"77"`, "title|attributes|company"},
		{"merge_conversations", `{"id":"6","into_id":"5"}`, `"id":"5"`, "part_id"},
		{"redact_conversation", `{"id":"5","part_id":"1"}`, `"id":"5"`, "part_id"},
		{"create_ticket", `{"ticket_type_id":"41","contacts":[{"id":"1"}],"ticket_attributes":{"_default_title_":"It burns"},"skip_notifications":true}`,
			`"title":|"contact_told":false`, "part_id|attributes"},
		{"create_ticket", `{"ticket_type_id":"41","contacts":[{"id":"1"}]}`, `"contact_told":true`, "part_id"},
		{"update_ticket", `{"id":"5","ticket_attributes":{"Severity":"o1"}}`, `"attributes":{"Severity":"High"}`, "part_id|title"},
		{"update_ticket", `{"id":"5","ticket_attributes":{"_default_title_":"It burns"}}`, `"title":`, "part_id|attributes"},
	} {
		text, failed, _ := callAs(t, "7", c.tool, c.args, replying(http.StatusOK, answer))
		for word := range strings.SplitSeq(c.has, "|") {
			if failed || !strings.Contains(text, word) {
				t.Errorf("%s %s: no %s in %s", c.tool, c.args, word, text)
			}
		}
		for word := range strings.SplitSeq(c.lacks, "|") {
			if strings.Contains(text, word) {
				t.Errorf("%s %s: %s in %s", c.tool, c.args, word, text)
			}
		}
	}
}

// TestNewTicketsAddress is told where the workspace is known.
func TestNewTicketsAddress(t *testing.T) {
	w := openFilter(t)
	w.caller.Names = lookup.NewCache()
	text, failed := w.call("create_ticket", lost["ticket"].arguments)
	if failed || !strings.Contains(text, `"url":"https://app`) || !strings.Contains(text, `"title":"It burns"`) {
		t.Error(text)
	}
}
