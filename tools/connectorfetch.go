package tools

import (
	"context"
	"fmt"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lazy"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/thread"
	"intercom-mcp/tools/tokens"
	"intercom-mcp/tools/untrusted"
)

type fetchArgs struct {
	ID string `json:"id" jsonschema:"Id from search"`
}

// fetchResult is a conversation or a contact, in the fields that clients expect
// which know only search and fetch.
type fetchResult struct {
	ID       string             `json:"id"`
	Title    string             `json:"title"`
	Text     string             `json:"text"`
	URL      string             `json:"url,omitempty" jsonschema:"Where people see it"`
	Metadata intercomapi.Object `json:"metadata"`
}

func fetch(ctx context.Context, c registry.Caller, in fetchArgs) (fetchResult, error) {
	kind, id, err := parseFetchID(ctx, c, args.TrimPasted(in.ID))
	if err != nil {
		return fetchResult{}, err
	}
	get := func() (intercomapi.Object, error) { return c.Conversation(ctx, id, intercomapi.ConversationView{}) }
	if kind == "contact" {
		get = func() (intercomapi.Object, error) { return c.Contact(ctx, id, intercomapi.ContactView{}) }
	}
	o, err := get()
	if err != nil {
		return fetchResult{}, err
	}
	out := fetchResult{
		ID:    kind + "_" + string(id),
		Title: untrusted.Name(newSearchResult(kind, c.View.Object(o)).Title, 200),
		URL:   webAddress(ctx, c, kind, id),
	}
	if kind == "contact" {
		return out.withContact(c, o)
	}
	return out.withConversation(ctx, c, o)
}

// parseFetchID returns what an id names: search's own, an address, or a contact's
// e-mail or external id. kind is conversation or contact.
func parseFetchID(ctx context.Context, c registry.Caller, s string) (kind string, id intercomapi.ID, err error) {
	switch {
	case args.IsAddress(s):
		address, err := args.ParseAddress(s)
		if err == nil && address.Kind != "contact" && address.Kind != "conversation" {
			err = address.MismatchError([]string{"conversation", "contact"})
		}
		if err != nil {
			return "", "", args.NewError("id", err)
		}
		return address.Kind, address.ID, nil
	case strings.Contains(s, "@"), strings.HasPrefix(s, args.ExternalIDPrefix):
		if id, err = c.ContactID(ctx, s); err != nil {
			return "", "", lookup.ArgumentError("id", err)
		}
		return "contact", id, nil
	}
	kind, rest, ok := strings.Cut(s, "_")
	id = intercomapi.ID(rest)
	if err := id.Check(); err != nil || !ok || kind != "conversation" && kind != "contact" {
		return "", "", args.Errorf("id", "%.60q is not an id that search gives, such as conversation_123 or contact_456", s)
	}
	return kind, id, nil
}

// withConversation returns f with the newest parts of a conversation. What f says
// besides them counts for the bound.
func (f fetchResult) withConversation(ctx context.Context, c registry.Caller, o intercomapi.Object) (fetchResult, error) {
	t := thread.New(ctx, c.Resolver, c.View, "conversation", o, thread.Args{})
	with := func(p thread.Page) fetchResult {
		f.Text = p.Markdown()
		if p.Coverage.Shown < p.Coverage.Total || p.Coverage.Cut != nil {
			f.Text += "\nThe tool get_conversation, with id=" + string(o.ID()) + ", reads on"
		}
		f.Metadata = t.Metadata(p)
		return f
	}
	p, err := t.Read(func(p thread.Page) int { return tokens.Estimate(jsontree.Quote(with(p))) })
	return with(p), err
}

// withContact returns f with what lists show of a contact, and its attributes.
func (f fetchResult) withContact(c registry.Caller, o intercomapi.Object) (fetchResult, error) {
	o = c.View.Object(o)
	root, err := jsontree.Parse(o)
	if err != nil {
		return f, err
	}
	var lines, metadata thread.Header
	summary := c.View.Summary(result.Contact{}, root)
	for i, name := range summary.Names {
		lines.Add(name, untrusted.Name(summary.Items[i].Scalar(), 200))
	}
	lines.AddMap("attributes", thread.Attributes(o))
	f.Text = lines.Within(min(thread.DefaultTokens, c.View.Max())/2).Markdown() + "The tool get_contact gives all of it"
	metadata.Add("role", summary.Get("role").Scalar())
	metadata.Add("created_at", summary.Get("created_at").Scalar())
	f.Metadata = metadata.Object()
	return f, nil
}

// appID matches the id of a workspace that is safe within an address.
var appID = lazy.Regexp(`^[A-Za-z0-9_-]+$`)

// webAddress returns the address of a conversation or a contact in Intercom's
// app; "" where the workspace is not known in time.
func webAddress(ctx context.Context, c registry.Caller, kind string, id intercomapi.ID) string {
	app, region, ok := c.App(ctx)
	if !ok || !appID().MatchString(app) {
		return ""
	}
	host := map[string]string{"EU": "app.eu.intercom.com", "AU": "app.au.intercom.com"}[strings.ToUpper(region)]
	if host == "" {
		host = "app.intercom.com"
	}
	if kind == "contact" {
		return fmt.Sprintf("https://%s/a/apps/%s/users/%s/all-conversations", host, app, id)
	}
	return fmt.Sprintf("https://%s/a/inbox/%s/inbox/conversation/%s", host, app, id)
}
