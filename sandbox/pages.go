package sandbox

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// A listable is a thing that can be listed, sorted and searched.
type listable interface {
	key() string
	// value is what a search or sort field holds: a scalar, nil, or []any where there are many.
	value(field string) any
}

const (
	ascending  = "ascending"
	descending = "descending"
)

// A pageRequest says which page of a list is asked for, and in which order.
type pageRequest struct {
	perPage int
	after   string // "" for the first page
	field   string
	order   string
}

// A cursor is what starting_after holds. The server keeps no state of it: what changes between two pages shows as gaps and
// repeats.
type cursor struct {
	field, order string
	page         int
	value        any
	key          string
}

func (c cursor) String() string {
	return base64.StdEncoding.EncodeToString(encode([]any{c.field, c.order, c.page, c.value, c.key}))
}

// parseCursor reads a cursor, and reports whether it is one.
func parseCursor(s string) (cursor, bool) {
	raw, err := base64.StdEncoding.DecodeString(s)
	if err != nil {
		return cursor{}, false
	}
	v, err := decode(raw)
	l, ok := v.([]any)
	if err != nil || !ok || len(l) != 5 {
		return cursor{}, false
	}
	o := object{"field": l[0], "order": l[1], "page": l[2], "key": l[4]}
	return cursor{o.str("field"), o.str("order"), o.num("page"), l[3], o.str("key")}, true
}

// pageByCursor sorts rows and returns the page that is asked for, with the description of pages that answers have.
func pageByCursor[T listable](rows []T, in pageRequest) ([]T, object, error) {
	slices.SortFunc(rows, func(a, b T) int { return in.compare(a.value(in.field), a.key(), b.value(in.field), b.key()) })
	page, start := 1, 0
	if in.after != "" {
		c, ok := parseCursor(in.after)
		if !ok {
			return nil, nil, fail(http.StatusBadRequest, "client_error", "Invalid starting_after cursor")
		}
		if c.field != in.field || c.order != in.order {
			return nil, nil, fail(http.StatusInternalServerError, "server_error", "The cursor belongs to another sort")
		}
		page = c.page
		start = len(rows) - len(slices.DeleteFunc(slices.Clone(rows), func(r T) bool { return in.compare(r.value(in.field), r.key(), c.value, c.key) <= 0 }))
	}
	end := min(len(rows), start+in.perPage)
	pages := object{"type": "pages", "page": page, "per_page": in.perPage, "total_pages": ceilDiv(len(rows), in.perPage)}
	if end < len(rows) {
		last := rows[end-1]
		next := cursor{in.field, in.order, page + 1, last.value(in.field), last.key()}
		pages["next"] = object{"per_page": in.perPage, "starting_after": next.String()}
	}
	return rows[start:end], pages, nil
}

// compare compares two rows by their values, and by their keys where those are equal.
func (in pageRequest) compare(a any, keyA string, b any, keyB string) int {
	order := cmp.Or(compareValues(a, b), strings.Compare(keyA, keyB))
	if in.order == descending {
		return -order
	}
	return order
}

// compareValues orders what fields hold: null, booleans, numbers, text.
func compareValues(a, b any) int {
	if rank := cmp.Compare(typeRank(a), typeRank(b)); rank != 0 {
		return rank
	}
	switch text := a.(type) {
	case string:
		return strings.Compare(strings.ToLower(text), strings.ToLower(b.(string)))
	case int, float64:
		return cmp.Compare(asFloat(a), asFloat(b))
	case bool:
		return cmp.Compare(asFloat(a), asFloat(b))
	}
	return 0
}

func typeRank(v any) int {
	switch v.(type) {
	case nil:
		return 0
	case bool:
		return 1
	case int, float64:
		return 2
	case string:
		return 3
	}
	return 4
}

func asFloat(v any) float64 {
	switch v := v.(type) {
	case int:
		return float64(v)
	case float64:
		return v
	case bool:
		if v {
			return 1
		}
	}
	return 0
}

func ceilDiv(n, by int) int { return (n + by - 1) / by }

// queryPage returns what per_page and starting_after of the query ask for; the list has that order.
func (c *call) queryPage(size, most int, field, order string) (pageRequest, error) {
	perPage, err := c.queryInt("per_page", size, 1, most)
	if err != nil {
		return pageRequest{}, err
	}
	in := pageRequest{perPage: perPage, after: c.query.Get("starting_after"), field: field, order: order}
	if c.query.Has("starting_after") && in.after == "" {
		return in, fail(http.StatusBadRequest, "client_error", "starting_after is empty")
	}
	return in, nil
}

// queryInt returns a number of the query, otherwise if it is absent.
func (c *call) queryInt(name string, otherwise, least, most int) (int, error) {
	s := c.query.Get(name)
	if s == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < least || n > most {
		return 0, invalid("%s must be a number from %d to %d", name, least, most)
	}
	return n, nil
}

// bodyPage returns what pagination and sort of a search ask for; without sort, the list has that order.
func (c *call) bodyPage(size int, field, order string) (pageRequest, error) {
	in := pageRequest{perPage: size, field: field, order: order}
	paging := c.body.obj("pagination")
	if n, given := paging["per_page"]; given && n != nil {
		in.perPage = asNumber(n)
		if in.perPage < 1 || in.perPage > 150 {
			return in, invalid("per_page must be a number from 1 to 150")
		}
	}
	if after, given := paging["starting_after"]; given && after != nil {
		if in.after = paging.str("starting_after"); in.after == "" {
			return in, fail(http.StatusBadRequest, "client_error", "starting_after is empty")
		}
	}
	return in.sortedBy(c.body.obj("sort"))
}

// sortedBy returns the request in the order that the sort of a search asks for.
func (in pageRequest) sortedBy(sort object) (pageRequest, error) {
	if f := sort.str("field"); f != "" {
		in.field, in.order = f, descending
	}
	order, given := sort["order"]
	if !given {
		return in, nil
	}
	if order != ascending && order != descending {
		return in, fail(http.StatusBadRequest, "invalid_sort_order", "Invalid sort order '%v'. Must be one of: ascending, descending", order)
	}
	in.order = order.(string)
	return in, nil
}

// asNumber returns a number, which a page size may have as text too; -1 for anything else.
func asNumber(v any) int {
	switch v := v.(type) {
	case int:
		return v
	case string:
		if n, err := strconv.Atoi(v); err == nil {
			return n
		}
	}
	return -1
}

// pageByNumber returns a page of a list that pages by number, with the description of pages, which has no next on the last page. next
// returns what answers show of the next page.
func pageByNumber[T any](rows []T, page, perPage int, next func(page int) any) ([]T, object) {
	start := min(len(rows), (page-1)*perPage)
	end := min(len(rows), start+perPage)
	pages := object{"type": "pages", "page": page, "per_page": perPage, "total_pages": ceilDiv(len(rows), perPage)}
	if end < len(rows) {
		pages["next"] = next(page + 1)
	}
	return rows[start:end], pages
}

// pageNumber returns page and per_page of the query; per_page is size unless given, and most at most.
func (c *call) pageNumber(size, most int) (page, perPage int, err error) {
	if perPage, err = c.queryInt("per_page", size, 1, most); err != nil {
		return 0, 0, err
	}
	page, err = c.queryInt("page", 1, 1, 1<<30)
	return page, perPage, err
}

// pageByURL returns a page of a list whose next page is a URL.
func pageByURL[T any](c *call, rows []T, size, most int) ([]T, object, error) {
	page, perPage, err := c.pageNumber(size, most)
	if err != nil {
		return nil, nil, err
	}
	shown, pages := pageByNumber(rows, page, perPage, func(n int) any {
		return fmt.Sprintf("https://api.intercom.io%s?page=%d&per_page=%d", c.r.URL.Path, n, perPage)
	})
	return shown, pages, nil
}
