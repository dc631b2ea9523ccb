package sandbox

import (
	"net/http"
	"slices"
	"strings"
)

// contentKinds are the kinds that a search over all content looks at, with the names that it has for them.
var contentKinds = [][2]string{{"article", "article"}, {"internal_article", "internal_article"}, {"content_snippet", "snippet"}, {"external_page", "external_content"}}

// searchContent finds content of all kinds by words of its title; of the other filters it knows types and states.
func (w *Workspace) searchContent(c *call) (any, error) {
	phrase := strings.ToLower(c.query.Get("query"))
	types, states := c.query["content_types"], c.query["states"]
	rows := []object{}
	for _, kind := range contentKinds {
		if len(types) > 0 && !slices.Contains(types, kind[1]) {
			continue
		}
		for _, o := range w.collection(kind[0]).all() {
			if strings.Contains(strings.ToLower(o.str("title")), phrase) && (len(states) == 0 || o["state"] == nil || slices.Contains(states, o.str("state"))) {
				rows = append(rows, foundContent(kind[0], o))
			}
		}
	}
	shown, pages, err := linkedPage(c, rows, 10, 50)
	if err != nil {
		return nil, err
	}
	pages["prev"] = nil
	return object{"type": "list", "data": toList(shown, same), "total_count": len(rows), "pages": pages}, nil
}

func foundContent(kind string, o object) object {
	found := object{"type": kind, "id": o["id"], "title": o["title"]}
	switch kind {
	case "external_page":
		found["type"] = "external_content"
	case "article":
		found["contents"] = []any{object{"type": "article_content", "id": o["id"], "title": o["title"], "locale": "en"}}
	}
	return found
}

// whatsAppStatus: the sandbox sends no WhatsApp messages, so that there is none to find.
func (w *Workspace) whatsAppStatus(c *call) (any, error) {
	if c.query.Get("message_id") == "" {
		return nil, missing("message_id is required")
	}
	return nil, fail(http.StatusNotFound, "whatsapp_message_not_found", "Whatsapp message not found")
}

func (w *Workspace) whatsAppStatuses(c *call) (any, error) {
	ruleset := c.query.Get("ruleset_id")
	if ruleset == "" {
		return nil, missing("ruleset_id is required")
	}
	perPage, err := c.queryInt("per_page", 20, 1, 100)
	if err != nil {
		return nil, err
	}
	pages := object{"type": "pages", "per_page": perPage, "total_pages": 0, "next": nil}
	return object{"type": "list", "ruleset_id": ruleset, "pages": pages, "total_count": 0, "events": []any{}}, nil
}
