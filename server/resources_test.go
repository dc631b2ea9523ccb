package server_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/mark3labs/mcp-go/client"
	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/sandbox"
	"intercom-mcp/server"
	"intercom-mcp/tools"
	"intercom-mcp/tools/registry"
)

// counting counts the requests that it passes on, or refuses them all.
type counting struct {
	next   http.RoundTripper
	refuse bool

	mu   sync.Mutex
	sent []string
}

func (c *counting) RoundTrip(r *http.Request) (*http.Response, error) {
	c.mu.Lock()
	c.sent = append(c.sent, r.Method+" "+r.URL.Path)
	c.mu.Unlock()
	if c.refuse {
		return &http.Response{StatusCode: http.StatusForbidden, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
	}
	return c.next.RoundTrip(r)
}

func (c *counting) total() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.sent)
}

func readResource(t *testing.T, c *client.Client, uri string) (mcp.TextResourceContents, error) {
	t.Helper()
	var req mcp.ReadResourceRequest
	req.Params.URI = uri
	res, err := c.ReadResource(context.WithoutCancel(t.Context()), req)
	if err != nil {
		return mcp.TextResourceContents{}, err
	}
	if len(res.Contents) != 1 {
		t.Fatalf("%s: %+v", uri, res)
	}
	return res.Contents[0].(mcp.TextResourceContents), nil
}

// readable are ids that the sandbox has, by the template that they fit.
var readable = map[string]struct{ id, says string }{
	"intercom://conversations/{id}": {sandbox.LongConversation, "customer: Tessa Murphy"},
	"intercom://contacts/{id}":      {sandbox.ContactMaria, "Maria Silva"},
	"intercom://companies/{id}":     {sandbox.CompanyAcme, "Acme"},
	"intercom://tickets/{id}":       {sandbox.FirstTicket, sandbox.FirstTicket},
	"intercom://articles/{id}":      {"9100001", "9100001"},
}

// TestResources lists and reads every resource and template.
func TestResources(t *testing.T) {
	c, _ := sandboxClient(t, selected(t, "all"))
	list, err := c.ListResources(t.Context(), mcp.ListResourcesRequest{})
	if err != nil || len(list.Resources) != 1 {
		t.Fatalf("%+v %v", list, err)
	}
	templates, err := c.ListResourceTemplates(t.Context(), mcp.ListResourceTemplatesRequest{})
	if err != nil || len(templates.ResourceTemplates) != len(readable) {
		t.Fatalf("%+v %v", templates, err)
	}
	names := []string{list.Resources[0].Name}
	for _, template := range templates.ResourceTemplates {
		form := template.URITemplate.Raw()
		got, err := readResource(t, c, strings.ReplaceAll(form, "{id}", readable[form].id))
		if err != nil || !strings.Contains(got.Text, readable[form].says) {
			t.Errorf("%s: %v %.300s", form, err, got.Text)
		}
		if got.MIMEType != template.MIMEType || template.Description == "" || template.Title == "" || slices.Contains(names, template.Name) {
			t.Errorf("%s: %s for %+v", form, got.MIMEType, template)
		}
		names = append(names, template.Name)
	}
}

// TestResourcesByOtherIDs fills a template as clients do, percent-encoded, with
// what tools take for an id.
func TestResourcesByOtherIDs(t *testing.T) {
	c, _ := sandboxClient(t, selected(t, "default"))
	for _, uri := range []string{
		"intercom://contacts/maria.silva%40acme.example",
		"intercom://contacts/external_id%3Auser-0001",
		"intercom://contacts/" + url.QueryEscape("https://app.intercom.com/a/apps/x/users/"+sandbox.ContactMaria),
	} {
		if got, err := readResource(t, c, uri); err != nil || !strings.Contains(got.Text, sandbox.ContactMaria) || got.URI != uri {
			t.Errorf("%s: %v %s %.200s", uri, err, got.URI, got.Text)
		}
	}
}

func TestWorkspaceResource(t *testing.T) {
	c, asked := sandboxClient(t, selected(t, "default"))
	got, err := readResource(t, c, "intercom://workspace")
	if err != nil || got.MIMEType != "text/markdown" {
		t.Fatal(got, err)
	}
	for _, want := range []string{
		"You are Ann Lee (admin " + sandbox.AdminAnn, "Region US", "- " + sandbox.TeamBilling + ": Billing", "- " + sandbox.TagVIP + ": vip",
		"- " + sandbox.TicketTypeBug, "- " + sandbox.StateResolved + ": Resolved",
	} {
		if !strings.Contains(got.Text, want) {
			t.Errorf("%q is not in\n%s", want, got.Text)
		}
	}
	if _, err := readResource(t, c, "intercom://workspace"); err != nil || asked.total() > 7 {
		t.Errorf("%v; %d requests for two readings: %v", err, asked.total(), asked.sent)
	}
}

// TestWorkspaceOfMany: a list that is long leaves room for those after it.
func TestWorkspaceOfMany(t *testing.T) {
	c, asked := sandboxClient(t, selected(t, "default"))
	var tags []string
	for i := range 3000 {
		tags = append(tags, fmt.Sprintf(`{"id":"%d","name":"a tag with a number, which is %d"}`, i, i))
	}
	all := asked.next
	asked.next = &splitting{all, map[string]http.RoundTripper{
		"/tags": replying(http.StatusOK, `{"data":[`+strings.Join(tags, ",")+`]}`),
	}}
	got, err := readResource(t, c, "intercom://workspace")
	if err != nil || got.MIMEType != "text/markdown" {
		t.Fatal(got, err)
	}
	for _, want := range []string{"which is 99\n\n## Ticket types", "- " + sandbox.StateResolved + ": Resolved",
		"tags: the first 100 of 3000: list_tags gives all"} {
		if !strings.Contains(got.Text, want) {
			t.Errorf("%q is not in\n%s", want, got.Text)
		}
	}
}

// splitting has some paths answered by others.
type splitting struct {
	http.RoundTripper
	paths map[string]http.RoundTripper
}

func (s *splitting) RoundTrip(r *http.Request) (*http.Response, error) {
	if other := s.paths[r.URL.Path]; other != nil {
		return other.RoundTrip(r)
	}
	return s.RoundTripper.RoundTrip(r)
}

func TestResourceRefusals(t *testing.T) {
	c, asked := sandboxClient(t, selected(t, "default"))
	for uri, want := range map[string]string{
		"intercom://contacts/66f000000000000000000000": "404",
		"intercom://conversations/999":                 "Nothing has this id",
		"intercom://contacts/..%2fadmins":              "is not an Intercom id",
		"intercom://contacts/search":                   "is not an Intercom id",
		"intercom://contacts/":                         "give exactly one of id, external_id",
		"intercom://nonsense/1":                        "not found",
		"intercom://articles/9100001":                  "not found",
		"file:///etc/passwd":                           "not found",
	} {
		if got, err := readResource(t, c, uri); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v %.200s, want %q", uri, err, got.Text, want)
		}
	}
	if n := asked.total(); n > 2 {
		t.Errorf("asked %v", asked.sent)
	}
}

// TestResourcesFollowTools: what an operator does not offer can't be read either.
func TestResourcesFollowTools(t *testing.T) {
	all, err := registry.Select(tools.All(), registry.Selection{Toolsets: []string{"default"}, Exclude: []string{"get_conversation", "get_me"}})
	if err != nil {
		t.Fatal(err)
	}
	c, asked := sandboxClient(t, all, func(cfg *server.Config) { cfg.Readers = selected(t, "articles") })
	for _, uri := range []string{"intercom://conversations/" + sandbox.FirstConversation, "intercom://workspace"} {
		if _, err := readResource(t, c, uri); err == nil {
			t.Errorf("%s can be read", uri)
		}
	}
	if asked.total() > 0 {
		t.Errorf("asked %v", asked.sent)
	}
	if _, err := readResource(t, c, "intercom://articles/9100001"); err != nil {
		t.Errorf("for resources alone: %v", err)
	}
}

func TestResourcesNeedAToken(t *testing.T) {
	c, asked := sandboxClient(t, selected(t, "default"), func(cfg *server.Config) { cfg.Token = "" })
	for _, uri := range []string{"intercom://workspace", "intercom://contacts/" + sandbox.ContactMaria} {
		if _, err := readResource(t, c, uri); err == nil || !strings.Contains(err.Error(), "INTERCOM_ACCESS_TOKEN") {
			t.Errorf("%s: %v", uri, err)
		}
	}
	if asked.total() > 0 {
		t.Errorf("asked %v", asked.sent)
	}
}

// TestSubscriptions are taken, and end nothing.
func TestSubscriptions(t *testing.T) {
	c, _ := sandboxClient(t, selected(t, "default"))
	var on mcp.SubscribeRequest
	on.Params.URI = "intercom://workspace"
	var off mcp.UnsubscribeRequest
	off.Params.URI = on.Params.URI
	if err := c.Subscribe(t.Context(), on); err != nil { //nolint:staticcheck // clients of older versions do
		t.Error(err)
	}
	if err := c.Unsubscribe(t.Context(), off); err != nil { //nolint:staticcheck // as above
		t.Error(err)
	}
}
