package tools

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lazy"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/panics"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/search"
	"intercom-mcp/tools/untrusted"
)

// connectorTools returns the toolset of clients that know only "search" and "fetch".
func connectorTools() []registry.Tool {
	const set = "connector"
	return []registry.Tool{
		registry.Define(set, registry.Read, "search", "Search",
			"Find conversations and contacts by words, an e-mail address, or terms such as object_type:contacts, email:, name:, state:open. "+
				"Answers ids for fetch.", searchBoth),
		registry.Define(set, registry.Read, "fetch", "Fetch",
			"Read one thing by an id that search gave: conversation_123 (its newest messages; get_conversation pages), contact_456.", fetch),
	}
}

type connectorSearchArgs struct {
	Query string `json:"query" jsonschema:"Words and terms" rule:"minlen=1"`
	cursor.Args
}

// searchResult is a conversation or a contact that was found.
type searchResult struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text,omitempty"`
}

// searchResults are a page of what was found. One list that fails is a warning.
type searchResults struct {
	Results  result.Rows[searchResult] `json:"results"`
	Warnings []string                  `json:"warnings,omitempty" jsonschema:"What could not be searched"`
	cursor.Page
}

// connectorTerms are what a query asks for: words, and name:value pairs.
type connectorTerms struct {
	object string // conversations, contacts or "" for both
	words  []string
	fields map[string]string // the values by the names of termFields
}

// termFields are the names that a term can have besides object_type.
var termFields = []string{"email", "name", "state", "subject"}

// termPattern matches a word, or a term such as name:"Maria Silva".
var termPattern = lazy.Regexp(`([a-z][a-z_.]*:)?("[^"]*"|\S+)`)

// parseTerms returns the terms of a query. A term of a name that is not known is
// an error of the argument query.
func parseTerms(query string) (connectorTerms, error) {
	t := connectorTerms{fields: map[string]string{}}
	for _, m := range termPattern().FindAllStringSubmatch(query, -1) {
		name, value := strings.TrimSuffix(m[1], ":"), strings.Trim(m[2], `"`)
		switch {
		case name == "" && strings.Contains(value, "@") && !strings.ContainsAny(value, ": "):
			t.fields["email"] = value
		case name == "":
			t.words = append(t.words, strings.Fields(value)...)
		case strings.HasPrefix(value, "//"): // an address
			t.words = append(t.words, m[0])
		case name == "object_type" && (value == "conversations" || value == "contacts"):
			t.object = value
		case name == "object_type":
			return t, args.Errorf("query", "has object_type:%s; it can be conversations or contacts", value)
		case !slices.Contains(termFields, name): // as a word it would find nothing, without an error
			return t, args.Errorf("query", "has the term %.60s; there are object_type, %s (words with a colon need quotes)",
				m[0], strings.Join(termFields, ", "))
		case value != "":
			t.fields[name] = value
		}
	}
	if len(t.words) == 0 && len(t.fields) == 0 {
		return t, args.Errorf("query", "has no word to search for")
	}
	return t, nil
}

// conversations returns the query for conversations, and reports whether the terms
// ask for them. Each word must be in the text.
func (t connectorTerms) conversations() (intercomapi.Query, bool) {
	var all []intercomapi.Query
	for _, w := range t.words {
		all = append(all, intercomapi.Where("source.body", "~", w))
	}
	for name, field := range map[string]string{
		"email": "source.author.email", "name": "source.author.name", "state": "state", "subject": "source.subject",
	} {
		if v, ok := t.fields[name]; ok {
			all = append(all, intercomapi.Where(field, operatorOf(name), v))
		}
	}
	return firstFilters(all), t.object != "contacts"
}

// contacts returns the query for contacts, and reports whether the terms ask for
// them. The words are taken for their name.
func (t connectorTerms) contacts() (intercomapi.Query, bool) {
	var all []intercomapi.Query
	for name, v := range t.fields {
		if name == "email" || name == "name" {
			all = append(all, intercomapi.WhereName(name, operatorOf(name), v))
		}
	}
	for _, w := range t.words {
		all = append(all, intercomapi.Where("name", "~", w))
	}
	return firstFilters(all), t.object != "conversations" && len(all) > 0
}

// operatorOf returns the operator for a term: a state is equal, all else contains.
func operatorOf(name string) string {
	if name == "state" {
		return "="
	}
	return "~"
}

// firstFilters returns a query for all of the filters, of too many the first ones.
func firstFilters(filters []intercomapi.Query) intercomapi.Query {
	return intercomapi.All(filters[:min(len(filters), search.MaxFilters)]...)
}

// connectorList is one of the two lists that a search asks: how, and what came back.
type connectorList struct {
	name  string // conversations or contacts; a cursor names by it the list that it goes on with
	kind  string // of one item: conversation or contact
	query func() (q intercomapi.Query, wanted bool)
	find  func(context.Context, intercomapi.Search) (intercomapi.Page, error)

	found intercomapi.Page
	err   error
}

// searchBoth searches conversations and contacts at the same time, or the one
// list that a cursor goes on with.
func searchBoth(ctx context.Context, c registry.Caller, in connectorSearchArgs) (searchResults, error) {
	t, err := parseTerms(in.Query)
	if err != nil {
		return searchResults{}, err
	}
	at, err := cursor.Cursor{Tool: c.Tool, PerPage: in.PerPage}.Resume(in.StartingAfter)
	if err != nil {
		return searchResults{}, err
	}
	lists := [2]*connectorList{
		{name: "conversations", kind: "conversation", query: t.conversations, find: c.SearchConversations},
		{name: "contacts", kind: "contact", query: t.contacts, find: c.SearchContacts},
	}
	var wg sync.WaitGroup
	for _, list := range lists {
		q, wanted := list.query()
		if !wanted || at.Sort != "" && at.Sort != list.name {
			continue
		}
		wg.Go(func() {
			list.err = panics.Catch(func() (err error) {
				list.found, err = list.find(ctx, intercomapi.NewSearch(q, at.Listing()))
				return err
			})
		})
	}
	wg.Wait()
	panics.Rethrow(errors.Join(lists[0].err, lists[1].err))
	return mergeResults(at, lists)
}

// mergeResults returns what both lists found as one page. One list's failure is a
// warning, as long as the other one answered.
func mergeResults(at cursor.Cursor, lists [2]*connectorList) (searchResults, error) {
	out := searchResults{Results: result.Rows[searchResult]{}, Page: cursor.Page{At: at}}
	for i, list := range lists {
		if list.err != nil {
			if lists[1-i].found.Items == nil {
				return out, list.err
			}
			out.Warnings = append(out.Warnings, fmt.Sprintf("%s: %v", list.name, list.err))
			continue
		}
		for _, item := range list.found.Items {
			out.Results = append(out.Results, newSearchResult(list.kind, item))
		}
		on := at
		on.Sort = list.name
		switch next := on.Next(list.found).StartingAfter; {
		case next == "":
		case out.StartingAfter == "":
			out.StartingAfter = next
		default: // one cursor goes on with one list
			out.Warnings = append(out.Warnings, "There are more "+list.name+": add object_type:"+list.name+" to page through them")
		}
	}
	return out, nil
}

// newSearchResult returns what a search says of a conversation or a contact.
func newSearchResult(kind string, o intercomapi.Object) searchResult {
	out := searchResult{ID: kind + "_" + string(o.ID())}
	t, err := jsontree.Parse(o)
	if err != nil {
		return out // it was parsed before: an Object is JSON
	}
	if kind == "contact" {
		email := t.Get("email").Scalar()
		out.Title, out.Text = untrusted.FirstOf(t.Get("name").Scalar(), email, string(o.ID())), email
		return out
	}
	author := jsontree.FindPath(t, "source.author")
	if lookup.BegunByBot(t) {
		author = lookup.FirstContact(t)
	}
	with := untrusted.FirstOf(author.Get("name").Scalar(), author.Get("email").Scalar(), "a contact")
	out.Title, out.Text = untrusted.FirstOf(lookup.Title(t), "Conversation with "+with), t.Get("state").Scalar()
	return out
}
