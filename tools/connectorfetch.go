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

// fetched is one thing in the words of clients that know only search and fetch.
type fetched struct {
	ID       string             `json:"id"`
	Title    string             `json:"title"`
	Text     string             `json:"text"`
	URL      string             `json:"url,omitempty" jsonschema:"Where people see it"`
	Metadata intercomapi.Object `json:"metadata"`
}

func fetch(ctx context.Context, c registry.Caller, in fetchArgs) (fetched, error) {
	kind, id, err := fetchable(ctx, c, args.TrimPasted(in.ID))
	if err != nil {
		return fetched{}, err
	}
	get := func() (intercomapi.Object, error) { return c.Conversation(ctx, id, intercomapi.ConversationView{}) }
	if kind == "contact" {
		get = func() (intercomapi.Object, error) { return c.Contact(ctx, id, intercomapi.ContactView{}) }
	}
	o, err := get()
	if err != nil {
		return fetched{}, err
	}
	out := fetched{ID: kind + "_" + string(id), Title: untrusted.OneLine(hitOf(kind, c.View.Object(o)).Title, 200), URL: webAddress(ctx, c, kind, id)}
	if kind == "contact" {
		return out.ofContact(c, o)
	}
	return out.ofThread(ctx, c, o)
}

// fetchable is what an id names: search's own, an address, or a contact's e-mail
// or external id.
func fetchable(ctx context.Context, c registry.Caller, s string) (kind string, id intercomapi.ID, err error) {
	switch {
	case args.IsAddress(s):
		a, err := args.ParseAddress(s)
		if err == nil && a.Kind != "contact" && a.Kind != "conversation" {
			err = a.Mismatch([]string{"conversation", "contact"})
		}
		if err != nil {
			return "", "", args.NewError("id", err)
		}
		return a.Kind, a.ID, nil
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

// ofThread reads the newest parts of a conversation. What the result says
// besides them counts for the bound.
func (f fetched) ofThread(ctx context.Context, c registry.Caller, o intercomapi.Object) (fetched, error) {
	t := thread.New(ctx, c.Resolver, c.View, "conversation", o, thread.Args{})
	with := func(p thread.Page) fetched {
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

// ofContact shows of a contact what lists do, and the attributes.
func (f fetched) ofContact(c registry.Caller, o intercomapi.Object) (fetched, error) {
	o = c.View.Object(o)
	root, err := jsontree.Parse(o)
	if err != nil {
		return f, err
	}
	var lines, m thread.Header
	slim := c.View.Summary(result.Contact{}, root)
	for i, name := range slim.Names {
		lines.Add(name, untrusted.OneLine(slim.Items[i].Scalar(), 200))
	}
	lines.AddMap("attributes", thread.Attributes(o))
	f.Text = lines.Within(min(thread.DefaultTokens, c.View.Max())/2).Markdown() + "The tool get_contact gives all of it"
	m.Add("role", slim.Get("role").Scalar())
	m.Add("created_at", slim.Get("created_at").Scalar())
	f.Metadata = m.Object()
	return f, nil
}

// appID is an id that is safe within an address.
var appID = lazy.Regexp(`^[A-Za-z0-9_-]+$`)

// webAddress returns where people see a conversation or a contact; "" where the
// workspace can't be told in time.
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
