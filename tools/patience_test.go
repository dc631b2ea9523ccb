package tools_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/sandbox"
	"intercom-mcp/tools/lookup"
)

// TestPatience is about look-ups that a call can do without: whose token it is,
// where a reply names its author, and who is called how. None is waited for until
// the budget, which is the call's own, is gone.
func TestPatience(t *testing.T) {
	for tool, arguments := range map[string]string{
		"reply_conversation":   strings.TrimSuffix(greeting, "}") + `,"admin_id":"` + sandbox.AdminAnn + `"}`,
		"search_conversations": `{"state":"open"}`,
		"get_ticket":           `{"id":"` + sandbox.FirstTicket + `"}`,
		"get_customer":         `{"id":"` + sandbox.ContactMaria + `"}`,
		"fetch":                `{"id":"contact_` + sandbox.ContactMaria + `"}`,
	} {
		for _, names := range []*lookup.Cache{nil, lookup.NewCache()} {
			synctest.Test(t, func(t *testing.T) {
				w := openFilter(t, "GET /me 503", "GET /admins 503", "GET /teams 503")
				client, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: dated{w}, Budget: time.Minute})
				if err != nil {
					t.Fatal(err)
				}
				w.caller.Client, w.caller.Names, w.caller.AdminID = client.WithToken("x"), names, ""
				start := time.Now()
				text, failed := w.call(tool, arguments)
				if took := time.Since(start); failed || took > 5*time.Second {
					t.Errorf("%s, after %v: failed=%v %.300s", tool, took, failed, text)
				}
				time.Sleep(time.Minute) // by when the look-up has given up, too
			})
		}
	}
}
