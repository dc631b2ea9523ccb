package sandbox

import (
	"slices"
	"strconv"
)

// A listFormat answers a list in one of the shapes that Intercom's lists have.
type listFormat func(c *call, rows []object) (any, error)

// unpagedList answers a list that has no pages.
func unpagedList(_ *call, rows []object) (any, error) {
	return object{"type": "list", "data": toList(rows, identity)}, nil
}

// cursorList pages by number; its cursor is that number, which Intercom's own lists of this shape leave empty.
func cursorList(c *call, rows []object) (any, error) {
	return cursorPage(c, rows, 20)
}

// articleList pages in the same way, by 25, the last changed article first.
func articleList(c *call, rows []object) (any, error) {
	slices.SortStableFunc(rows, func(a, b object) int { return b.num("updated_at") - a.num("updated_at") })
	return cursorPage(c, rows, 25)
}

func cursorPage(c *call, rows []object, size int) (any, error) {
	page, perPage, err := c.pageOrCursor(size, 150)
	if err != nil {
		return nil, err
	}
	shown, pages := pageByNumber(rows, page, perPage, func(n int) any {
		return object{"per_page": perPage, "starting_after": strconv.Itoa(n)}
	})
	return object{"type": "list", "data": toList(shown, identity), "total_count": len(rows), "pages": pages}, nil
}

// pageOrCursor returns the page that page or starting_after asks for by its number, and per_page.
func (c *call) pageOrCursor(size, most int) (page, perPage int, err error) {
	if perPage, err = c.queryInt("per_page", size, 1, most); err != nil {
		return 0, 0, err
	}
	name := "page"
	if c.query.Has("starting_after") {
		name = "starting_after"
	}
	page, err = c.queryInt(name, 1, 1, 1<<30)
	return page, perPage, err
}

// flatList answers a list that describes its pages beside the data.
func flatList(c *call, rows []object) (any, error) {
	page, perPage, err := c.pageOrCursor(20, 50)
	if err != nil {
		return nil, err
	}
	shown, pages := pageByNumber(rows, page, perPage, func(int) any { return nil })
	return object{
		"type": "list", "data": toList(shown, identity), "total_count": len(rows), "page": page, "per_page": perPage, "total_pages": pages["total_pages"],
	}, nil
}

// linkList pages by number; its next page is a URL.
func linkList(c *call, rows []object) (any, error) {
	shown, pages, err := pageByURL(c, rows, 20, 150)
	if err != nil {
		return nil, err
	}
	return object{"type": "list", "data": toList(shown, identity), "total_count": len(rows), "pages": pages}, nil
}

// macroList pages by cursor; updated_since leaves out what has not changed.
func macroList(c *call, rows []object) (any, error) {
	since, err := c.queryInt("updated_since", 0, 0, 1<<40)
	if err != nil {
		return nil, invalid("Invalid updated_since timestamp")
	}
	return uncountedList(c, slices.DeleteFunc(rows, func(o object) bool { return o.str("updated_at") < iso(since) }))
}

// uncountedList pages by cursor and has no total.
func uncountedList(c *call, rows []object) (any, error) {
	found, err := cursorList(c, rows)
	if err != nil {
		return nil, err
	}
	pages := found.(object).obj("pages")
	summary := object{"type": "pages", "per_page": pages["per_page"]}
	if next := pages.obj("next"); next != nil {
		summary["next"] = object{"starting_after": next["starting_after"]}
	}
	return object{"type": "list", "data": found.(object)["data"], "pages": summary}, nil
}

// connectorList returns connectors without their configuration.
func connectorList(c *call, rows []object) (any, error) {
	brief := make([]object, len(rows))
	for i, o := range rows {
		brief[i] = object{}
		brief[i].copyFields(o, "type", "id", "name", "description", "state", "http_method", "direct_fin_usage", "created_by_admin_id", "updated_by_admin_id",
			"created_at", "updated_at", "execution_results_url")
	}
	return uncountedList(c, brief)
}
