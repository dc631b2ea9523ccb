package sandbox

import (
	"net/http"
	"net/url"
	"strings"
)

// apiVersion is the version of Intercom's API whose shapes the sandbox answers in.
const apiVersion = "2.16"

// route is one endpoint: the pattern is Intercom's own, with its names of path parameters.
type route struct {
	name     string // of the operation, where that is all that the sandbox knows of it
	method   string
	segments []string
	do       func(*Workspace, *call) (any, error)
}

func newRoute(pattern string, do func(*Workspace, *call) (any, error)) route {
	method, path, _ := strings.Cut(pattern, " ")
	return route{method: method, segments: strings.Split(strings.Trim(path, "/"), "/"), do: do}
}

// match tells whether the path fits, and how many of its segments were literal: the more, the better.
func (rt route) match(segments []string) (literal int, ok bool) {
	if len(segments) != len(rt.segments) {
		return 0, false
	}
	for i, want := range rt.segments {
		switch {
		case want == segments[i]:
			literal++
		case want[:min(1, len(want))] != "{" || segments[i] == "":
			return 0, false
		}
	}
	return literal, true
}

// params are the values of the path's parameters by name.
func (rt route) params(segments []string) map[string]string {
	values := map[string]string{}
	for i, want := range rt.segments {
		if name, isParam := strings.CutPrefix(want, "{"); isParam {
			values[strings.TrimSuffix(name, "}")] = segments[i]
		}
	}
	return values
}

// route finds the endpoint and runs it. A literal path wins over one with parameters, whatever their order in the table.
func (w *Workspace) route(r *http.Request, body []byte) (any, error) {
	if v := r.Header.Get("Intercom-Version"); !knownVersion(v) {
		return nil, fail(http.StatusBadRequest, "intercom_version_invalid", "The requested version %q could not be found", v)
	}
	segments := splitPath(r.URL)
	rt := find(w.routes, r.Method, segments)
	if rt == nil || rt.do == nil {
		return nil, lacks(r.Method, r.URL.Path, segments)
	}
	c, err := newCall(r, rt.params(segments), body, w.unix())
	if err != nil {
		return nil, err
	}
	return rt.do(w, c)
}

// find gives the route that fits best; of two that fit alike, the one that does something.
func find(routes []route, method string, segments []string) *route {
	var best *route
	bestLiteral := -1
	for i := range routes {
		rt := &routes[i]
		if rt.method != method {
			continue
		}
		if literal, ok := rt.match(segments); ok && (literal > bestLiteral || literal == bestLiteral && best.do == nil) {
			best, bestLiteral = rt, literal
		}
	}
	return best
}

// splitPath splits before it unescapes, so that an escaped slash stays inside its segment.
func splitPath(u *url.URL) []string {
	segments := strings.Split(strings.Trim(u.EscapedPath(), "/"), "/")
	for i, s := range segments {
		if plain, err := url.PathUnescape(s); err == nil {
			segments[i] = plain
		}
	}
	return segments
}

// knownVersion takes every version that Intercom has: the sandbox answers all of them in the shapes of 2.16.
func knownVersion(v string) bool {
	switch v {
	case "", "1.0", "1.1", "1.2", "1.3", "1.4", "2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.7", "2.8", "2.9",
		"2.10", "2.11", "2.12", "2.13", "2.14", "2.15", "2.16", "2.17", "Preview", "Unstable", "unstable":
		return true
	}
	return false
}
