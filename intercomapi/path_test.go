package intercomapi_test

import (
	"net/url"
	"testing"

	"intercom-mcp/intercomapi"
)

// TestFreeTextInPaths sends callers' own ids: they stay one segment of the path.
func TestFreeTextInPaths(t *testing.T) {
	api := serve(t, saying(200, `{"id":"1"}`))
	c := dial(t, api.URL)
	for text, want := range map[string]string{
		"a/b?c": "a%2Fb%3Fc", "a#b": "a%23b", "a%2fb": "a%252fb", "ann@example.com": "", "../admins": "..%2Fadmins", "a b": "a%20b", "ü": "%C3%BC",
		"...": "...", "{contact_id}": "%7Bcontact_id%7D", "a;b": "", "a\nb": "a%0Ab", "a+b": "",
	} {
		if _, err := c.ContactByExternalID(t.Context(), text, intercomapi.ContactView{}); err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		sent := api.last(t)
		if want != "" && sent.Path != "/contacts/find_by_external_id/"+want || sent.Query != "" {
			t.Errorf("%q became %s?%s", text, sent.Path, sent.Query)
		}
		if got, err := url.PathUnescape(sent.Path); err != nil || got != "/contacts/find_by_external_id/"+text {
			t.Errorf("%q reads %q, %v", text, got, err)
		}
	}
	before := len(api.requests())
	for _, text := range []string{"", ".", ".."} {
		_, err := c.ContactByExternalID(t.Context(), text, intercomapi.ContactView{})
		if e := asError(t, err); !e.NotSent() || len(api.requests()) != before {
			t.Errorf("%q: %v, %d requests", text, e, len(api.requests())-before)
		}
	}
}

// TestHostileIDsSendNothing is about every place of a path.
func TestHostileIDsSendNothing(t *testing.T) {
	api := serve(t, saying(200, `{"id":"1"}`))
	c := dial(t, api.URL)
	for _, id := range []intercomapi.ID{"", ".", "..", "a/b", "a%2fb", "x?y", "x#y", "search", "last", "scroll", "find_by_external_id"} {
		_, first := c.DetachCompany(t.Context(), id, "1")
		_, second := c.DetachCompany(t.Context(), "1", id)
		_, lone := c.DeleteContact(t.Context(), id)
		for _, err := range []error{first, second, lone} {
			if e := asError(t, err); !e.NotSent() || e.Status != 0 {
				t.Errorf("%q: %v", id, e)
			}
		}
	}
	if n := len(api.requests()); n > 0 {
		t.Errorf("%d requests were sent: %+v", n, api.requests())
	}
}

func TestQueries(t *testing.T) {
	api := serve(t, saying(200, `{"data":[]}`))
	c := dial(t, api.URL)
	yes, no := true, false
	for _, q := range []struct {
		call func() error
		want string
	}{
		{func() error { _, err := c.Contacts(t.Context(), intercomapi.Listing{}); return err }, ""},
		{func() error {
			_, err := c.Contacts(t.Context(), intercomapi.Listing{PerPage: 5, StartingAfter: "a+b/c=="})
			return err
		}, "per_page=5&starting_after=a%2Bb%2Fc%3D%3D"},
		{func() error {
			_, err := c.FindCompanies(t.Context(), intercomapi.CompanyFilter{Name: "A&B=<C>"}, intercomapi.Numbered{Page: 2, PerPage: 1000000})
			return err
		}, "name=A%26B%3D%3CC%3E&page=2&per_page=1000000"},
		{func() error { _, err := c.DeleteConversation(t.Context(), "1", &no); return err }, "retain_metrics=false"},
		{func() error { _, err := c.DeleteConversation(t.Context(), "1", &yes); return err }, "retain_metrics=true"},
		{func() error { _, err := c.DeleteConversation(t.Context(), "1", nil); return err }, ""},
	} {
		if err := q.call(); err != nil || api.last(t).Query != q.want {
			t.Errorf("%v: query %q, want %q", err, api.last(t).Query, q.want)
		}
	}
}

// TestIDsThatMustBeNumbers fail before a request.
func TestIDsThatMustBeNumbers(t *testing.T) {
	api := serve(t, saying(200, `{"id":"1"}`))
	c := dial(t, api.URL)
	m := intercomapi.Message{
		MessageType: intercomapi.MessageInApp, Body: "x",
		From: intercomapi.Sender{Type: "admin", ID: "abc"}, To: intercomapi.Recipient{Type: "user", ID: "1"},
	}
	_, err := c.CreateMessage(t.Context(), m)
	if e := asError(t, err); !e.NotSent() || len(api.requests()) > 0 {
		t.Errorf("%v, %d requests", e, len(api.requests()))
	}
	m.From.ID = "9007199254740993"
	if _, err := c.CreateMessage(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if want := `{"message_type":"inapp","body":"x","from":{"type":"admin","id":9007199254740993},"to":{"type":"user","id":"1"}}`; api.last(t).Body != want {
		t.Errorf("sent %s", api.last(t).Body)
	}
}
