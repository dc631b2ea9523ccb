package contract

import "github.com/getkin/kin-openapi/openapi3"

// recordedFields are fields of replies that recorded answers of workspaces have in another form than the schemas say. The form of
// the description is allowed as well.
var recordedFields = []struct {
	schema, field string
	form          *openapi3.Schema
	why           string
}{
	{"part_attachment", "width", openapi3.NewStringSchema(), "the sizes of pictures are text in every recorded attachment"},
	{"conversation_statistics", "last_closed_by_id", openapi3.NewIntegerSchema(), "a number in every recorded conversation"},
	{"part_attachment", "height", openapi3.NewStringSchema(), "the sizes of pictures are text in every recorded attachment"},
}

// allowRecorded: replies differ from the description where answers were recorded.
func allowRecorded(doc *openapi3.T) {
	for _, r := range recordedFields {
		properties := component(doc, r.schema).Properties
		properties[r.field] = (&openapi3.Schema{AnyOf: openapi3.SchemaRefs{properties[r.field], r.form.NewRef()}}).NewRef()
	}
	// GET /companies?company_id= replies with the company alone; the schema has a list.
	found := doc.Paths.Value("/companies").Get.Responses.Status(200).Value.Content.Get("application/json")
	found.Schema = (&openapi3.Schema{AnyOf: openapi3.SchemaRefs{found.Schema, component(doc, "company").NewRef()}}).NewRef()
}
