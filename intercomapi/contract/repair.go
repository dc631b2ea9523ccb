package contract

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// repair mends one fault of the description that would make it refuse what Intercom takes, or take what Intercom refuses.
type repair struct {
	name string
	mend func(*openapi3.T) // its comment says which fault it mends
}

// repairs are made in this order after parsing. The replies are copied last, with what the others mended.
var repairs = []repair{
	{"servers", dropServers},
	{"job identifiers", placeJobIdentifiers},
	{"ids in paths", typeIDsString},
	{"paging of contacts", pageContacts},
	{"paging of other lists", pageOtherLists},
	{"paging of searches", boundSearchPages},
	{"paging of companies", boundCompanyPages},
	{"filter of events", flattenEventFilter},
	{"groups in searches", mixSearchGroups},
	{"sort of searches", sortSearches},
	{"inapp messages", allowInapp},
	{"messages to contacts", addressContacts},
	{"WhatsApp messages", declareWhatsApp},
	{"attribute values", openAttributeValues},
	{"tagging", loosenTagging},
	{"options of data attributes", loosenDataAttributes},
	{"companies taken off", letCompaniesGo},
	{"missing fields", declareMissingFields},
	{"recorded replies", allowRecorded},
	{"null in replies", copyRepliesNullable},
}

// dropServers: the servers are Intercom's own hosts, so that nothing sent to a test server would have a route.
func dropServers(doc *openapi3.T) { doc.Servers = nil }

// placeJobIdentifiers: two paths end in {job_identifier} and declare it as a required query parameter instead.
func placeJobIdentifiers(doc *openapi3.T) {
	for _, path := range []string{"/download/reporting_data/{job_identifier}", "/export/reporting_data/{job_identifier}"} {
		op := doc.Paths.Value(path).Get
		op.Parameters.GetByInAndName("query", "job_identifier").Required = false
		op.AddParameter(openapi3.NewPathParameter("job_identifier").WithSchema(openapi3.NewStringSchema()))
	}
}

// typeIDsString: 38 ids in paths are typed integer, among them the conversation's, which replies give as a string.
func typeIDsString(doc *openapi3.T) {
	for _, item := range doc.Paths.Map() {
		for _, op := range item.Operations() {
			for _, p := range slices.Concat(item.Parameters, op.Parameters) {
				if p.Value.In == "path" {
					p.Value.Schema = openapi3.NewStringSchema().NewRef()
				}
			}
		}
	}
}

// pageContacts: GET /contacts lacks its paging since 2.12, although it still works.
func pageContacts(doc *openapi3.T) {
	addQuery(doc.Paths.Value("/contacts").Get, perPage(150), startingAfter())
}

// pageOtherLists: sixteen lists reply with pages and declare no way to ask for the next one.
// A scroll is not among them: its reply has "pages", which are always null.
func pageOtherLists(doc *openapi3.T) {
	for path, item := range doc.Paths.Map() {
		if path == "/contacts" || item.Get == nil || item.Get.Parameters.GetByInAndName("query", "scroll_param") != nil {
			continue
		}
		if item.Get.Parameters.GetByInAndName("query", "per_page") == nil && replyHas(item.Get, "pages") {
			addQuery(item.Get, perPage(largestPage(path)), openapi3.NewQueryParameter("page").WithSchema(openapi3.NewIntegerSchema().WithMin(1)), startingAfter())
		}
	}
}

// largestPage returns 150, by Intercom's guide to paging, but for activity logs, whose page says 250.
func largestPage(path string) float64 {
	if path == "/admins/activity_logs" {
		return 250
	}
	return 150
}

// boundSearchPages: per_page has no bounds in a search, while Intercom's guide gives 150 for all of its API.
// The schema is replaced and not changed, since the pages of replies share it.
func boundSearchPages(doc *openapi3.T) {
	bounded := *component(doc, "starting_after_paging")
	bounded.Properties = maps.Clone(bounded.Properties)
	bounded.Properties["per_page"] = perPage(150).Schema
	for _, name := range []string{"search_request", "contact_search_request"} {
		component(doc, name).Properties["pagination"] = bounded.NewRef()
	}
}

// boundCompanyPages: POST /companies/list has no bounds on per_page, and Intercom answers 61 with parameter_invalid.
func boundCompanyPages(doc *openapi3.T) {
	doc.Paths.Value("/companies/list").Post.Parameters.GetByInAndName("query", "per_page").Schema = perPage(60).Schema
}

// exactlyOneOf is the extension that names query parameters of which a request has exactly one; OpenAPI has no word for it.
const exactlyOneOf = "x-exactly-one-of"

// flattenEventFilter: GET /events requires an object "filter", which no client can send. Its prose tells of type=user,
// one of three identifiers, and per_page.
func flattenEventFilter(doc *openapi3.T) {
	op := doc.Paths.Value("/events").Get
	op.Parameters = slices.DeleteFunc(op.Parameters, func(p *openapi3.ParameterRef) bool { return p.Value.Name == "filter" })
	who := []string{"user_id", "intercom_user_id", "email"}
	for _, name := range who {
		addQuery(op, openapi3.NewQueryParameter(name).WithSchema(openapi3.NewStringSchema()))
	}
	addQuery(op, perPage(150))
	op.Parameters.GetByInAndName("query", "type").Schema = openapi3.NewStringSchema().WithEnum("user").NewRef()
	op.Extensions = map[string]any{exactlyOneOf: who}
}

// mixSearchGroups: a group is a list of filters or a list of groups, while Intercom takes lists of both, and empty ones.
func mixSearchGroups(doc *openapi3.T) {
	group, filter := component(doc, "multiple_filter_search_request"), component(doc, "single_filter_search_request")
	either := &openapi3.Schema{AnyOf: openapi3.SchemaRefs{group.NewRef(), filter.NewRef()}}
	group.Properties["value"] = openapi3.NewArraySchema().WithItems(either).NewRef()
}

// sortSearches: only the search of contacts declares sort, and that of conversations and tickets takes it too.
func sortSearches(doc *openapi3.T) {
	component(doc, "search_request").Properties["sort"] = component(doc, "contact_search_request").Properties["sort"]
}

// allowInapp: message_type lacks the value that all examples and all of Intercom's own clients send.
func allowInapp(doc *openapi3.T) {
	kind := component(doc, "create_message_request").Properties["message_type"].Value
	kind.Enum = append(kind.Enum, "inapp")
}

// addressContacts: a recorded POST /messages has from.id as text and to.type "contact"; the description has a number, and roles alone.
func addressContacts(doc *openapi3.T) {
	from := component(doc, "create_message_request").Properties["from"].Value
	id := openapi3.SchemaRefs{from.Properties["id"], openapi3.NewStringSchema().NewRef()}
	from.Properties["id"] = (&openapi3.Schema{AnyOf: id}).NewRef()
	role := component(doc, "recipient").Properties["type"].Value
	role.Enum = append(role.Enum, "contact")
}

// declareWhatsApp: components, required, and locale, named in prose, are declared nowhere.
func declareWhatsApp(doc *openapi3.T) {
	message := component(doc, "create_message_request")
	part := openapi3.NewObjectSchema().WithAnyAdditionalProperties()
	message.Properties["components"] = openapi3.NewArraySchema().WithItems(part).NewRef()
	message.Properties["locale"] = openapi3.NewStringSchema().NewRef()
}

// openAttributeValues: custom attributes and metadata hold strings only, while the examples beside them hold numbers and
// booleans, in requests and replies.
func openAttributeValues(doc *openapi3.T) {
	for _, s := range doc.Components.Schemas {
		for _, field := range []string{"custom_attributes", "metadata"} {
			if p := s.Value.Properties[field]; p != nil && p.Value.AdditionalProperties.Schema != nil {
				open := *p.Value
				open.AdditionalProperties = openapi3.AdditionalProperties{Has: new(true)}
				s.Value.Properties[field] = open.NewRef()
			}
		}
	}
}

// loosenTagging: one of the bodies of POST /tags asks for a name only, which the others have too: of oneOf they fit two.
func loosenTagging(doc *openapi3.T) {
	loosen(doc.Paths.Value("/tags").Post.RequestBody.Value.Content.Get("application/json").Schema.Value)
}

// loosenDataAttributes: the alternative to having options accepts everything, so that options fit two of oneOf.
func loosenDataAttributes(doc *openapi3.T) { loosen(component(doc, "update_data_attribute_request")) }

// letCompaniesGo: null takes a conversation or a ticket off its company, which the prose alone says ("nil").
func letCompaniesGo(doc *openapi3.T) {
	for _, name := range []string{"update_conversation_request", "update_ticket_request"} {
		component(doc, name).Properties["company_id"].Value.Nullable = true
	}
}

func loosen(s *openapi3.Schema) { s.AnyOf, s.OneOf = s.OneOf, nil }

func component(doc *openapi3.T, name string) *openapi3.Schema {
	return doc.Components.Schemas[name].Value
}

func addQuery(op *openapi3.Operation, ps ...*openapi3.Parameter) {
	for _, p := range ps {
		op.AddParameter(p)
	}
}

func perPage(most float64) *openapi3.Parameter {
	return openapi3.NewQueryParameter("per_page").WithSchema(openapi3.NewIntegerSchema().WithMin(1).WithMax(most))
}

func startingAfter() *openapi3.Parameter {
	return openapi3.NewQueryParameter("starting_after").WithSchema(openapi3.NewStringSchema().WithMinLength(1))
}

// replyHas reports whether the operation's reply to success declares the field.
func replyHas(op *openapi3.Operation, field string) bool {
	ok := op.Responses.Status(200)
	if ok == nil || ok.Value.Content.Get("application/json") == nil {
		return false
	}
	return slices.ContainsFunc(branches(ok.Value.Content.Get("application/json").Schema.Value), func(s *openapi3.Schema) bool {
		return s.Properties[field] != nil
	})
}

// branches returns a schema with everything that it is composed of.
func branches(s *openapi3.Schema) []*openapi3.Schema {
	all := []*openapi3.Schema{s}
	for _, b := range slices.Concat(s.AllOf, s.OneOf, s.AnyOf) {
		all = append(all, branches(b.Value)...)
	}
	return all
}
