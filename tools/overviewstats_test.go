package tools_test

import (
	"fmt"
	"strings"
	"testing"
)

// conversation with statistics: seconds until the first reply and the last
// close, -1 for none, and the rest of it.
func measured(response, closed int, rest string) string {
	null := func(n int) string {
		if n < 0 {
			return "null"
		}
		return fmt.Sprint(n)
	}
	return fmt.Sprintf(`{"id":"1","state":"closed","statistics":{"time_to_admin_reply":%s,"time_to_last_close":%s,"handling_time":null}%s}`, null(response),
		null(closed), rest)
}

func conversationPage(total int, next string, items ...string) string {
	return fmt.Sprintf(`{"conversations":[%s],"total_count":%d,"pages":{"next":%s}}`, strings.Join(items, ","), total, next)
}

func TestConversationStats(t *testing.T) {
	var items []string
	for i := range 10 { // 60 s to 600 s
		items = append(items, measured((i+1)*60, 90061*(i%2), ""))
	}
	items = append(items,
		`{"id":"2","state":"open","statistics":{"count_reopens":3},"conversation_rating":{"rating":1}}`,
		`{"id":"3","state":"snoozed","statistics":null,"conversation_rating":{"rating":4}}`,
		`{"id":"4","state":"open","statistics":{"time_to_admin_reply":"soon"}}`,
	)
	o := &office{routes: [][2]string{{"POST", conversationPage(13, "null", items...)}}}
	result, err := overview(t, o, "get_conversation_stats", `{}`)
	if err != nil {
		t.Fatal(err)
	}
	holds(t, result, map[string]string{
		"since": "2026-01-24T09:00:00Z", "until": "2026-01-31T09:00:00Z", "total": "13", "sampled": "12",
		"closed": "10", "open": "1", "snoozed": "1", "handling": "<nil>",
		"first_response.count": "10", "first_response.median": "5m0s", "first_response.p90": "9m0s", "first_response.median_seconds": "300",
		"close.p90": "1d1h", "reopened.conversations": "1", "reopened.times": "3",
		"rating.count": "2", "rating.average": "2.5", "rating.scores.1": "1", "rating.scores.4": "1",
		"not_recorded.0": "reply", "not_recorded.1": "handling",
		"warnings.0": "1 conversations are left out: their statistics can't be read",
	})
	const want = `POST /conversations/search {"query":{"operator":"AND","value":[{"field":"created_at","operator":"\u003e","value":1769245200},` +
		`{"field":"created_at","operator":"\u003c","value":1769850000}]},"pagination":{"per_page":150},"sort":{"field":"created_at","order":"descending"}}`
	if got := strings.NewReplacer(">", `\u003e`, "<", `\u003c`).Replace(o.sent[1]); len(o.sent) != 2 || got != want {
		t.Errorf("sent %s\nwant %s", got, want)
	}
}

// TestConversationStatsSample reads more than a page, and says how many of how many.
func TestConversationStatsSample(t *testing.T) {
	many := make([]string, 150)
	for i := range many {
		many[i] = measured(60, -1, "")
	}
	o := &office{routes: [][2]string{
		{`"starting_after":"two"`, conversationPage(1000, `{"starting_after":"three"}`, many...)},
		{"POST", conversationPage(1000, `{"starting_after":"two"}`, many...)},
	}}
	result, err := overview(t, o, "get_conversation_stats", `{"sample":200,"since":"-30d"}`)
	if err != nil {
		t.Fatal(err)
	}
	holds(t, result, map[string]string{
		"sampled": "200", "total": "1000", "first_response.count": "200", "close": "<nil>", "rating": "<nil>",
		"sample": "the newest 200 of 1000 conversations begun in the period, of which fewer are closed yet than of all",
	})
	if len(o.sent) != 3 || !strings.Contains(o.sent[2], `"per_page":150`) {
		t.Errorf("sent %v", o.sent)
	}
	o.routes[0][1] = "500"
	result, err = overview(t, o, "get_conversation_stats", `{"sample":200}`)
	if err != nil {
		t.Fatal(err)
	}
	holds(t, result, map[string]string{"sampled": "150"})
	if !strings.Contains(fmt.Sprint(result["warnings"]), "smaller than asked for") {
		t.Errorf("warnings: %v", result["warnings"])
	}
}

func TestConversationStatsOfNothing(t *testing.T) {
	result, err := overview(t, &office{}, "get_conversation_stats", `{"team_id":"5","admin_id":"7"}`)
	if err != nil {
		t.Fatal(err)
	}
	holds(t, result, map[string]string{"sampled": "0", "total": "0", "sample": "all 0 conversations begun in the period", "first_response": "<nil>"})
	refuses(t, "get_conversation_stats", `{"since":"-24h","until":"-48h"}`, "until is not after since")
}
