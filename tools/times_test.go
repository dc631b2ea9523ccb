package tools_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
)

func TestSnoozesLieAhead(t *testing.T) {
	refuses(t, "snooze_conversation", `{"id":"1","snoozed_until":"-24h"}`, "snoozed_until", "past")
	refuses(t, "snooze_conversation", `{"id":"1","snoozed_until":"now"}`, "snoozed_until", "past")
	refuses(t, "update_ticket", `{"id":"1","snoozed_until":"2026-01-31T09:00:00Z"}`, "snoozed_until", "past")
	checkSent(t, "snooze_conversation", `{"id":"1","snoozed_until":"+24h"}`,
		`POST /conversations/1/parts {"message_type":"snoozed","admin_id":"7","snoozed_until":1769936400}`)
}

// atZone is a workspace in a time zone, whose clock shows a time. Everything but GET /me
// it answers alike.
func atZone(t *testing.T, zone string, at time.Time, reply string) (registry.Caller, *fakeAPI) {
	t.Helper()
	api := newFake(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/me" {
			reply := `{"type":"admin","id":"7","app":{"id_code":"x","region":"EU","timezone":` + zone + `}}`
			_, _ = w.Write([]byte(reply))
			return
		}
		_, _ = w.Write([]byte(reply))
	})
	c := callerOver(t, api)
	c.AdminID, c.Clock, c.Names = "7", func() time.Time { return at }, lookup.NewCache()
	return c, api
}

// moment returns a time in RFC 3339.
func moment(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestDaysAreTheWorkspaces reads days, and times without a zone, in the workspace's
// time zone, in every kind of tool that takes some, and says so where it mattered.
func TestDaysAreTheWorkspaces(t *testing.T) {
	const noon = "2026-01-31T12:00:00Z"
	for _, row := range []struct {
		name, zone, now, tool, arguments string
		want                             []string // in the last request
		note                             string   // "": none
	}{
		{"a day of a search", `"America/Los_Angeles"`, noon, "search_conversations", `{"created_since":"2026-01-30","created_until":"2026-01-30"}`,
			[]string{`"created_at","operator":">","value":1769760000`, `"created_at","operator":"<","value":1769846399`}, "America/Los_Angeles"},
		{"in Rails' words", `"Pacific Time (US &amp; Canada)"`, noon, "search_tickets", `{"updated_since":"yesterday"}`,
			[]string{`"value":1769760000`}, "America/Los_Angeles"},
		{"where it is still yesterday", `"Pacific/Honolulu"`, "2026-01-31T09:00:00Z", "search_conversations", `{"created_since":"today"}`,
			[]string{`"value":1769767200`}, "Pacific/Honolulu"},
		{"where it is tomorrow already", `"Auckland"`, noon, "snooze_conversation", `{"id":"5","snoozed_until":"tomorrow"}`,
			[]string{`"snoozed_until":1769943600`}, "Pacific/Auckland"},
		{"a time without a zone", `"Europe/Berlin"`, noon, "snooze_conversation", `{"id":"5","snoozed_until":"2026-07-01 09:00"}`,
			[]string{`"snoozed_until":1782889200`}, "Europe/Berlin"},
		{"a time with a zone", `"Europe/Berlin"`, noon, "snooze_conversation", `{"id":"5","snoozed_until":"2026-07-01T09:00Z"}`,
			[]string{`"snoozed_until":1782896400`}, ""},
		{"a query's own", `"Europe/Berlin"`, noon, "search_conversations", `{"query":{"field":"created_at","operator":">","value":"2026-01-30"}}`,
			[]string{`"value":1769727600`}, "Europe/Berlin"},
		{"a day of 23 hours", `"Europe/Berlin"`, noon, "search_conversations", `{"created_since":"2026-03-29","created_until":"2026-03-29"}`,
			[]string{`"value":1774738800`, `"value":1774821599`}, "Europe/Berlin"},
		{"a day of 25 hours", `"Europe/Berlin"`, noon, "search_conversations", `{"created_since":"2026-10-25","created_until":"2026-10-25"}`,
			[]string{`"value":1792879200`, `"value":1792969199`}, "Europe/Berlin"},
		{"over a day of 23 hours", `"Europe/Berlin"`, "2026-03-28T16:00:00Z", "snooze_conversation", `{"id":"5","snoozed_until":"+1d"}`,
			[]string{`"snoozed_until":1774796400`}, "Europe/Berlin"},
		{"hours over such a day", `"Europe/Berlin"`, "2026-03-28T16:00:00Z", "snooze_conversation", `{"id":"5","snoozed_until":"+24h"}`,
			[]string{`"snoozed_until":1774800000`}, ""},
		{"over no such day", `"Europe/Berlin"`, noon, "search_conversations", `{"created_since":"-7d"}`, []string{`"value":1769256000`}, ""},
		{"a midnight that is not", `"America/Sao_Paulo"`, noon, "search_conversations", `{"created_since":"2018-11-04"}`,
			[]string{`"value":1541300400`}, "America/Sao_Paulo"},
		{"the day before it", `"America/Sao_Paulo"`, noon, "search_conversations", `{"created_until":"2018-11-03"}`,
			[]string{`"value":1541300399`}, "America/Sao_Paulo"},
		{"contacts, by whole days", `"America/Los_Angeles"`, noon, "search_contacts", `{"created_since":"2026-01-30","created_until":"2026-01-30"}`,
			[]string{`"operator":">","value":1769716800`, `"operator":"<","value":1769889600`}, "America/Los_Angeles"},
		{"statistics", `"Asia/Tokyo"`, noon, "get_conversation_stats", `{"since":"2026-01-01"}`, []string{`"value":1767193200`}, "Asia/Tokyo"},
		{"a period over a day of 23 hours", `"Europe/Berlin"`, "2026-03-31T12:00:00Z", "get_conversation_stats", `{}`,
			[]string{`"value":1774357200`}, "Europe/Berlin"},
		{"a schedule", `"Europe/Dublin"`, noon, "create_article", `{"title":"A","scheduled_publish_at":"2026-07-01T09:00","author_id":"1"}`,
			[]string{`"scheduled_publish_at":"2026-07-01T08:00:00Z"`}, "Europe/Dublin"},
		{"an export", `"Dublin"`, noon, "create_data_export", `{"created_at_after":"2026-06-01","created_at_before":"2026-07-01T00:00:00Z"}`,
			[]string{`"created_at_after":1780268400`}, "Europe/Dublin"},
		{"an export of one day", `"Dublin"`, noon, "create_data_export", `{"created_at_after":"2026-06-01","created_at_before":"2026-06-01"}`,
			[]string{`"created_at_after":1780268400`, `"created_at_before":1780354799`}, "Europe/Dublin"},
		{"a report of one day", `"Dublin"`, noon, "create_reporting_export",
			`{"dataset_id":"x","attribute_ids":["a"],"start_time":"2026-06-01","end_time":"2026-06-01"}`,
			[]string{`"start_time":1780268400`, `"end_time":1780354799`}, "Europe/Dublin"},
		{"logs until a day", `"Dublin"`, noon, "list_activity_logs", `{"created_at_after":"2026-06-01","created_at_before":"2026-06-01"}`,
			[]string{`created_at_before=1780354799`}, "Europe/Dublin"},
		{"what is stored", `"Asia/Tokyo"`, noon, "update_contact", `{"id":"5ba682d23d7cf92bef87bfd4","signed_up_at":"2026-01-01","last_seen_at":"2026-01-02 10:00"}`,
			[]string{`"signed_up_at":1767225600`, `"last_seen_at":1767348000`}, ""},
		{"a zone that is UTC", `"Etc/UTC"`, noon, "search_conversations", `{"created_since":"2026-01-30"}`, []string{`"value":1769731200`}, ""},
		{"no zone", `null`, noon, "search_conversations", `{"created_since":"2026-01-30"}`,
			[]string{`"value":1769731200`}, "UTC: the workspace's time zone is not known"},
		{"a zone that nobody knows", `"Mars/Olympus"`, noon, "snooze_conversation", `{"id":"5","snoozed_until":"2026-07-01"}`,
			[]string{`"snoozed_until":1782864000`},
			"UTC: the workspace's time zone is not known"},
		{"the machine's own zone", `"Local"`, noon, "search_conversations", `{"created_since":"2026-01-30"}`, []string{`"value":1769731200`}, "is not known"},
	} {
		t.Run(row.name, func(t *testing.T) {
			c, api := atZone(t, row.zone, moment(t, row.now), anything)
			text, failed := call(t, c, named(t, row.tool), json.RawMessage(row.arguments))
			sent := api.requests()
			if failed || len(sent) == 0 {
				t.Fatalf("%s: sent %v", text, sent)
			}
			for _, part := range row.want {
				if !strings.Contains(sent[len(sent)-1], part) {
					t.Errorf("%s is not in %s", part, sent[len(sent)-1])
				}
			}
			if said := strings.Contains(text, "without a zone were read in"); said != (row.note != "") || !strings.Contains(text, row.note) {
				t.Errorf("%q is not said, or more: %s", row.note, text)
			}
		})
	}
}

// TestZoneIsAskedForWhereItMatters asks for the workspace's time zone only where a time
// depends on it, once for all calls with a token, and not for a call that is wrong.
func TestZoneIsAskedForWhereItMatters(t *testing.T) {
	const zone = `"Europe/Berlin"`
	for arguments, want := range map[string]int{
		`{"created_since":"2026-01-30T00:00:00Z"}`:                                       0,
		`{"created_since":"-12h","updated_since":1769731200}`:                            0,
		`{"created_since":"2026-01-30","waiting_until":"yesterday"}`:                     1,
		`{"created_since":"2026-01-30","per_page":"many"}`:                               0,
		`{"created_since":"2026-01-30","no_such":"argument"}`:                            0,
		`{"query":{"field":"created_at","operator":">","value":"2026-01-30T00:00:00Z"}}`: 0,
	} {
		c, api := atZone(t, zone, now, anything)
		for range 2 {
			call(t, c, named(t, "search_conversations"), json.RawMessage(arguments))
		}
		if got := strings.Count(strings.Join(api.requests(), " "), "GET /me"); got != want {
			t.Errorf("%s: %d requests for the zone, want %d", arguments, got, want)
		}
	}
}

// TestPagesKeepTheZone reads the days of a search on its second page as on its first,
// though the workspace has moved meanwhile.
func TestPagesKeepTheZone(t *testing.T) {
	const page = `{"conversations":[{"id":"1"}],"total_count":2,"pages":{"next":{"starting_after":"two"}}}`
	c, api := atZone(t, `"Asia/Tokyo"`, now, page)
	text, _ := call(t, c, named(t, "search_conversations"), json.RawMessage(`{"created_since":"today"}`))
	next, _ := asObject(decoded(t, text))["starting_after"].(string)
	first := api.requests()
	moved, api := atZone(t, `"America/Los_Angeles"`, now.Add(20*time.Hour), page)
	text, failed := call(t, moved, named(t, "search_conversations"), object{"created_since": "today", "starting_after": next})
	second := api.requests()
	const query = `"value":1769785200`
	if failed || len(second) != 1 || !strings.Contains(first[1], query) || !strings.Contains(second[0], query) || !strings.Contains(text, "Asia/Tokyo") {
		t.Errorf("first %s\nsecond %s\n%s", first, second, text)
	}
}
