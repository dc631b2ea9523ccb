package tools_test

import (
	"slices"
	"strings"
)

// scopes are the permissions that operations need, by the beginning of their
// path; the first row that fits counts. Intercom publishes no complete list:
// these are the names that its reference uses, and partly by analogy.
var scopes = []struct{ path, read, write string }{
	{"/contacts/{contact_id}/tags", "read_tags", "write_tags"},
	{"/companies/list", "write_users_companies", "write_users_companies"},
	{"/contacts", "read_users_companies", "write_users_companies"},
	{"/companies", "read_users_companies", "write_users_companies"},
	{"/visitors", "read_users_companies", "write_users_companies"},
	{"/notes", "read_users_companies", "write_users_companies"},
	{"/segments", "read_users_companies", "write_users_companies"},
	{"/subscription_types", "read_users_companies", "write_users_companies"},
	{"/events", "read_events", "write_events"},
	{"/tags", "read_tags", "write_tags"},
	{"/conversations/attributes", "read_conversations", "write_data_attributes"},
	{"/conversations", "read_conversations", "write_conversations"},
	{"/messages", "read_conversations", "write_conversations"},
	{"/macros", "read_conversations", "write_conversations"},
	{"/ticket", "read_tickets", "write_tickets"},
	{"/jobs", "read_jobs", ""},
	{"/me", "read_admins", ""},
	{"/admins", "read_admins", "write_admins"},
	{"/teams", "read_admins", ""},
	{"/away_status_reasons", "read_admins", ""},
	{"/articles", "read_articles", "read_write_articles"},
	{"/internal_articles", "read_articles", "read_write_articles"},
	{"/help_center/help_centers/{help_center_id}/redirects", "read_help_center_redirects", "write_help_center_redirects"},
	{"/help_center", "read_articles", "read_write_articles"},
	{"/content_snippets", "read_write_content_snippets", "read_write_content_snippets"},
	{"/content", "read_content", "write_content"},
	{"/ai", "read_content", "write_content"},
	{"/news", "read_news", "write_news"},
	{"/data_attributes", "read_users_companies", "write_data_attributes"},
	{"/office_hours", "read_write_office_hours", "read_write_office_hours"},
	{"/ip_allowlist", "manage_ip_allowlist", "manage_ip_allowlist"},
	{"/calls", "read_calls", ""},
}

// permissions are what a token needs for operations, as far as it is known.
func permissions(ops []string) string {
	var out []string
	for _, op := range ops {
		method, path, _ := strings.Cut(op, " ")
		i := slices.IndexFunc(scopes, func(s struct{ path, read, write string }) bool { return strings.HasPrefix(path, s.path) })
		if i < 0 {
			continue
		}
		scope := scopes[i].write
		if reads(method + " " + path) {
			scope = scopes[i].read
		}
		if scope != "" && !slices.Contains(out, scope) {
			out = append(out, scope)
		}
	}
	if len(out) == 0 {
		return "not documented"
	}
	return codeSpans(out)
}
