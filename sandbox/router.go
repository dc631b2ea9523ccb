package sandbox

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// apiVersion is the version of Intercom's API whose shapes the sandbox answers in.
const apiVersion = "2.16"

// A handler answers one operation. It returns what the body of the answer is made of, or a reply for a status other than 200.
type handler func(*Workspace, *call) (any, error)

// on returns a handler of an operation on a thing that the path names. find returns that thing, or the error to answer with.
func on[T any](find func(*Workspace, *call) (T, error), do func(*Workspace, *call, T) (any, error)) handler {
	return func(w *Workspace, c *call) (any, error) {
		found, err := find(w, c)
		if err != nil {
			return nil, err
		}
		return do(w, c, found)
	}
}

func onContact(do func(*Workspace, *call, *contact) (any, error)) handler {
	return on((*Workspace).contactOf, do)
}

func onCompany(do func(*Workspace, *call, *company) (any, error)) handler {
	return on((*Workspace).companyOf, do)
}

func onConversation(do func(*Workspace, *call, *conversation) (any, error)) handler {
	return on((*Workspace).conversationOf, do)
}

func onTicket(do func(*Workspace, *call, *ticket) (any, error)) handler {
	return on((*Workspace).ticketOf, do)
}

func onTicketType(do func(*Workspace, *call, *ticketType) (any, error)) handler {
	return on((*Workspace).ticketTypeOf, do)
}

func onConversationAttribute(do func(*Workspace, *call, object) (any, error)) handler {
	return on((*Workspace).conversationAttributeOf, do)
}

func onListAttribute(do func(*Workspace, *call, listAttribute) (any, error)) handler {
	return on((*Workspace).listAttributeOf, do)
}

func onArticle(do func(*Workspace, *call, object) (any, error)) handler {
	return on((*Workspace).articleOf, do)
}

// A compiledRoute is a route with its pattern taken apart.
type compiledRoute struct {
	route
	method   string
	segments []string // of the path; a parameter begins with "{"
}

// compiledRoutes returns the table of routes, compiled once for all workspaces.
var compiledRoutes = sync.OnceValue(func() []compiledRoute {
	all := routes()
	compiled := make([]compiledRoute, len(all))
	for i, rt := range all {
		method, path, _ := strings.Cut(rt.pattern, " ")
		compiled[i] = compiledRoute{rt, method, strings.Split(strings.Trim(path, "/"), "/")}
	}
	return compiled
})

// match reports whether a path fits, and returns how many of its segments the route has literally: the more, the better the fit.
func (rt *compiledRoute) match(segments []string) (literal int, ok bool) {
	if len(segments) != len(rt.segments) {
		return 0, false
	}
	for i, want := range rt.segments {
		switch {
		case want == segments[i]:
			literal++
		case !strings.HasPrefix(want, "{") || segments[i] == "":
			return 0, false
		}
	}
	return literal, true
}

// params returns the values of the path's parameters in their order.
func (rt *compiledRoute) params(segments []string) []string {
	var values []string
	for i, want := range rt.segments {
		if strings.HasPrefix(want, "{") {
			values = append(values, segments[i])
		}
	}
	return values
}

// findRoute returns the route that fits best, nil if none does. A literal path wins over one with parameters, wherever they stand
// in the table; http.ServeMux refuses two of the patterns for that.
func findRoute(method string, segments []string) *compiledRoute {
	all := compiledRoutes()
	var best *compiledRoute
	most := -1
	for i := range all {
		rt := &all[i]
		if rt.method != method {
			continue
		}
		if literal, ok := rt.match(segments); ok && literal > most {
			best, most = rt, literal
		}
	}
	return best
}

// route answers a request by the handler of its route.
func (w *Workspace) route(r *http.Request, body []byte) (any, error) {
	if v := r.Header.Get("Intercom-Version"); !knownVersion(v) {
		return nil, fail(http.StatusBadRequest, "intercom_version_invalid", "The requested version %q could not be found", v)
	}
	segments := splitPath(r.URL)
	rt := findRoute(r.Method, segments)
	if rt == nil || rt.handle == nil {
		return nil, unsupported(rt, r, segments)
	}
	c, err := newCall(r, rt.params(segments), body, w.unix())
	if err != nil {
		return nil, err
	}
	return rt.handle(w, c)
}

// unsupported returns an error that says what the sandbox does not support, so that nobody takes its gap for Intercom's. It has a
// code of its own, so that nobody goes looking for an id.
func unsupported(rt *compiledRoute, r *http.Request, segments []string) error {
	lacks := func(format string, args ...any) error {
		return fail(http.StatusNotFound, "sandbox_lacks", "The sandbox lacks "+format, args...)
	}
	if rt != nil {
		return lacks("%s (%s %s), which Intercom has", rt.operation, r.Method, r.URL.Path)
	}
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		if other := findRoute(method, segments); other != nil {
			return lacks("%s %s, and so does Intercom %s: its %s on this path is %s", r.Method, r.URL.Path, apiVersion, method, other.operation)
		}
	}
	return lacks("%s %s, and so does Intercom %s", r.Method, r.URL.Path, apiVersion)
}

// splitPath returns the segments of a path. It splits before it unescapes, so that an escaped slash stays inside its segment.
func splitPath(u *url.URL) []string {
	segments := strings.Split(strings.Trim(u.EscapedPath(), "/"), "/")
	for i, s := range segments {
		if unescaped, err := url.PathUnescape(s); err == nil {
			segments[i] = unescaped
		}
	}
	return segments
}

// knownVersion reports whether Intercom has that version of its API; "" is the default one. The sandbox answers all of them in
// the shapes of apiVersion.
func knownVersion(v string) bool {
	switch v {
	case "", "1.0", "1.1", "1.2", "1.3", "1.4", "2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9",
		"2.10", "2.11", "2.12", "2.13", "2.14", "2.15", "2.16", "2.17", "Preview", "Unstable", "unstable":
		return true
	}
	return false
}
