package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"github.com/mark3labs/mcp-go/mcp"

	"intercom-mcp/server/mcpfix"
	"intercom-mcp/tools"
	"intercom-mcp/tools/registry"
)

const (
	scheme       = "intercom://"
	workspaceURI = scheme + "workspace"
	markdownType = "text/markdown"
	jsonType     = "application/json"
)

// resource is a kind of thing that can be read by its id: what a tool answers,
// as text, so that it is shown, bounded and refused as the tool's results are.
type resource struct {
	kind, plural, tool, mimeType, description string
}

func resources() []resource {
	return []resource{
		{"conversation", "conversations", "get_conversation", markdownType, "A conversation as a thread to read: who wrote what and when, notes and events."},
		{"contact", "contacts", "get_contact", jsonType, "A contact: user or lead."},
		{"company", "companies", "get_company", jsonType, "A company, by Intercom's id."},
		{"ticket", "tickets", "get_ticket", markdownType, "A ticket as a thread to read."},
		{"article", "articles", "get_article", jsonType, "An article of the help center."},
	}
}

// template returns the form of the resource's addresses.
func (r resource) template() string { return scheme + r.plural + "/{id}" }

// reader returns the tool that a resource is read with: an offered one, or one that
// is there for resources alone.
func (s *Server) reader(r resource) (registry.Tool, bool) {
	if t, ok := toolNamed(s.cfg.Tools, r.tool); ok {
		return t, true
	}
	return toolNamed(s.cfg.Readers, r.tool)
}

func (s *Server) addResources() {
	for _, r := range resources() {
		t, ok := s.reader(r)
		if !ok {
			continue
		}
		s.mcp.AddResourceTemplate(mcp.NewResourceTemplate(r.template(), r.kind,
			mcp.WithTemplateTitle(strings.ToUpper(r.kind[:1])+r.kind[1:]), mcp.WithTemplateDescription(r.description), mcp.WithTemplateMIMEType(r.mimeType),
		), func(ctx context.Context, req mcp.ReadResourceRequest) ([]mcp.ResourceContents, error) {
			// A template's value is percent-encoded: an e-mail's @, for one.
			id, err := url.PathUnescape(strings.TrimPrefix(req.Params.URI, scheme+r.plural+"/"))
			if err != nil {
				return nil, mcpfix.CodedError{Code: mcp.INVALID_PARAMS, Message: fmt.Sprintf("%s is no address: %v", req.Params.URI, err)}
			}
			return s.read(ctx, t, req.Params.URI, map[string]any{"id": id})
		})
	}
	if !s.offers("get_me") {
		return
	}
	t := tools.WorkspaceReader()
	s.mcp.AddResource(mcp.NewResource(workspaceURI, "workspace",
		mcp.WithResourceTitle(t.Title), mcp.WithResourceDescription(t.Description), mcp.WithMIMEType(markdownType),
	), func(ctx context.Context, req mcp.ReadResourceRequest) ([]mcp.ResourceContents, error) {
		return s.read(ctx, t, req.Params.URI, nil)
	})
}

// read calls a tool and returns its text. Its failure is the request's.
func (s *Server) read(ctx context.Context, t registry.Tool, uri string, args map[string]any) ([]mcp.ResourceContents, error) {
	raw, err := json.Marshal(args)
	if err != nil {
		return nil, err
	}
	answer, err := s.call(ctx, t, raw, false)
	if err != nil {
		return nil, mcpfix.CodedError{Code: errorCode(ctx, err), Message: s.explain(ctx, t, err, raw)}
	}
	mimeType := markdownType
	if strings.HasPrefix(answer.Text, "{") {
		mimeType = jsonType
	}
	return []mcp.ResourceContents{mcp.TextResourceContents{URI: uri, MIMEType: mimeType, Text: answer.Text}}, nil
}
