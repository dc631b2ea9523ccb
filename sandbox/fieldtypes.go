package sandbox

import (
	"net/http"
	"slices"
	"strings"
)

// fieldTypes are the types of the fields of resources: a name means the same in all of them.
var fieldTypes = []struct {
	fits  func(any) bool
	names string
}{
	{isText, `title name description body body_markdown url from_url locale target_type target_id time_zone_name exception_date exception_type external_id
		html state sync_behavior status http_method phrase parent_type visible_to emoji label`},
	{isID, "author_id owner_id sender_id source_id help_center_id"},
	{isFlag, `ai_chatbot_availability ai_copilot_availability ai_sales_agent_availability ai_agent_availability fin_availability deliver_silently
		recurring_annually direct_fin_usage customer_authentication bypass_authentication validate_missing_attributes`},
	{listOf(isObject), "time_intervals predicates role_predicates newsfeed_assignments headers data_inputs json_blocks"},
	{listOf(isText), "labels token_ids audiences visible_to_team_ids ip_allowlist"},
	{isWhole, "external_created_at external_updated_at"},
	{isObject, "custom_attributes translated_content"},
}

// checkFields returns an error if a field that is known has the wrong type.
func checkFields(in object) error {
	for _, t := range fieldTypes {
		if err := in.checkType(t.fits, strings.Fields(t.names)...); err != nil {
			return err
		}
	}
	return nil
}

func isObject(v any) bool { _, ok := v.(object); return ok }

// isID reports whether v is an id as a number; digits in a string are something else here.
func isID(v any) bool { _, ok := v.(int); return ok }

// listOf returns a check that a value is a list, all of whose items fit.
func listOf(fits func(any) bool) func(any) bool {
	return func(v any) bool {
		list, ok := v.([]any)
		return ok && !slices.ContainsFunc(list, func(item any) bool { return !fits(item) })
	}
}

// checkEnums returns an error if a field with a fixed set of values, such as "draft published", has another one.
func checkEnums(in object, enums map[string]string) error {
	for field, allowed := range enums {
		if v := in.str(field); in[field] != nil && !slices.Contains(strings.Fields(allowed), v) {
			return &apiError{status: http.StatusBadRequest, code: "parameter_invalid", message: field + " must be one of: " + allowed, field: field}
		}
	}
	return nil
}
