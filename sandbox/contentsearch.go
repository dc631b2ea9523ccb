package sandbox

import (
	"slices"
	"strings"
)

// contentKinds are the resources that a search over all content covers, with the names that it has for them.
var contentKinds = [][2]string{{"article", "article"}, {"internal_article", "internal_article"}, {"content_snippet", "snippet"},
	{"external_page", "external_content"}}

// searchContent finds content of all kinds by words of its title; of the other filters it knows types and states.
func (w *Workspace) searchContent(c *call) (any, error) {
	phrase := strings.ToLower(c.query.Get("query"))
	types, states := c.query["content_types"], c.query["states"]
	rows := []object{}
	for _, kind := range contentKinds {
		if len(types) > 0 && !slices.Contains(types, kind[1]) {
			continue
		}
		for _, o := range w.records(kind[0]).all() {
			if strings.Contains(strings.ToLower(o.str("title")), phrase) && (len(states) == 0 || o["state"] == nil || slices.Contains(states, o.str("state"))) {
				rows = append(rows, foundContent(kind[0], o))
			}
		}
	}
	shown, pages, err := pageByURL(c, rows, 10, 50)
	if err != nil {
		return nil, err
	}
	pages["prev"] = nil
	return object{"type": "list", "data": toList(shown, identity), "total_count": len(rows), "pages": pages}, nil
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
