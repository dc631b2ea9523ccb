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
	"intercom-mcp/tools/lazy"
	"intercom-mcp/tools/panics"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/search"
	"intercom-mcp/tools/untrusted"
)

// connectorTools is the small toolset of clients that know only "search" and "fetch".
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

// searchResult is one thing that was found.
type searchResult struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Text  string `json:"text,omitempty"`
}

type searchResults struct {
	Results  result.Rows[searchResult] `json:"results"`
	Warnings []string                  `json:"warnings,omitempty" jsonschema:"What could not be searched"`
	cursor.Page
}

// connectorTerms are what a query asks for: words, and name:value pairs.
type connectorTerms struct {
	object string // conversations, contacts or "" for both
	words  []string
	fields map[string]string
}

var termFields = []string{"email", "name", "state", "subject"}

// termPattern is a word, or a term such as name:"Maria Silva".
var termPattern = lazy.Regexp(`([a-z][a-z_.]*:)?("[^"]*"|\S+)`)

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
		case !slices.Contains(termFields, name): // as a word it would find nothing, in silence
			return t, args.Errorf("query", "has the term %.60s; there are object_type, %s (words with a colon need quotes)", m[0], strings.Join(termFields, ", "))
		case value != "":
			t.fields[name] = value
		}
	}
	if len(t.words) == 0 && len(t.fields) == 0 {
		return t, args.Errorf("query", "has no word to search for")
	}
	return t, nil
}

// conversations is the query for conversations; each word must be in the text.
func (t connectorTerms) conversations() (intercomapi.Query, bool) {
	var all []intercomapi.Query
	for _, w := range t.words {
		all = append(all, intercomapi.Where("source.body", "~", w))
	}
	for name, field := range map[string]string{"email": "source.author.email", "name": "source.author.name", "state": "state", "subject": "source.subject"} {
		if v, ok := t.fields[name]; ok {
			all = append(all, intercomapi.Where(field, operatorOf(name), v))
		}
	}
	return firstFilters(all), t.object != "contacts"
}

// contacts is the query for contacts; the words are their name.
func (t connectorTerms) contacts() (intercomapi.Query, bool) {
	var all []intercomapi.Query
	for name, v := range t.fields {
		if name == "email" || name == "name" {
			all = append(all, intercomapi.Where(name, operatorOf(name), v))
		}
	}
	for _, w := range t.words {
		all = append(all, intercomapi.Where("name", "~", w))
	}
	return firstFilters(all), t.object != "conversations" && len(all) > 0
}

func operatorOf(name string) string {
	if name == "state" {
		return "="
	}
	return "~"
}

// firstFilters wants all of some filters, of too many the first ones.
func firstFilters(filters []intercomapi.Query) intercomapi.Query {
	return intercomapi.All(filters[:min(len(filters), search.MaxFilters)]...)
}

func searchBoth(ctx context.Context, c registry.Caller, in connectorSearchArgs) (searchResults, error) {
	t, err := parseTerms(in.Query)
	if err != nil {
		return searchResults{}, err
	}
	at, err := cursor.Cursor{Tool: c.Tool, PerPage: in.PerPage}.Resume(in.StartingAfter)
	if err != nil {
		return searchResults{}, err
	}
	// Both at once; a cursor is that of the one list that goes on.
	var wg sync.WaitGroup
	var found [2]intercomapi.Page
	var failed [2]error
	lists := []string{"conversations", "contacts"}
	for i, ask := range []func() (intercomapi.Query, bool){t.conversations, t.contacts} {
		q, wanted := ask()
		if !wanted || at.Sort != "" && at.Sort != lists[i] {
			continue
		}
		run := []func(context.Context, intercomapi.Search) (intercomapi.Page, error){c.SearchConversations, c.SearchContacts}[i]
		wg.Go(func() {
			failed[i] = panics.Catch(func() (err error) {
				found[i], err = run(ctx, intercomapi.NewSearch(q, at.Listing()))
				return err
			})
		})
	}
	wg.Wait()
	panics.Rethrow(errors.Join(failed[:]...))
	return merge(at, lists, found, failed)
}

// merge makes one answer of what was found. One list's failure is a warning, as
// long as the other one answered.
func merge(at cursor.Cursor, lists []string, found [2]intercomapi.Page, failed [2]error) (searchResults, error) {
	out := searchResults{Results: result.Rows[searchResult]{}, Page: cursor.Page{At: at}}
	for i, page := range found {
		if failed[i] != nil {
			if found[1-i].Items == nil {
				return out, failed[i]
			}
			out.Warnings = append(out.Warnings, fmt.Sprintf("%s: %v", lists[i], failed[i]))
			continue
		}
		for _, item := range page.Items {
			out.Results = append(out.Results, newSearchResult(strings.TrimSuffix(lists[i], "s"), item))
		}
		on := at
		on.Sort = lists[i]
		switch next := on.Next(page).StartingAfter; {
		case next == "":
		case out.StartingAfter == "":
			out.StartingAfter = next
		default: // one cursor goes on with one list
			out.Warnings = append(out.Warnings, "There are more "+lists[i]+": add object_type:"+lists[i]+" to page through them")
		}
	}
	return out, nil
}

// newSearchResult is a found thing in a few words.
func newSearchResult(kind string, o intercomapi.Object) searchResult {
	var v struct {
		Name, Email, Title, State string
		Source                    struct {
			Subject, Body string
			Author        struct{ Name, Email string }
		}
	}
	_ = o.Decode(&v) // a field of another type leaves the rest
	h := searchResult{ID: kind + "_" + string(o.ID())}
	if kind == "contact" {
		h.Title = untrusted.FirstOf(v.Name, v.Email, string(o.ID()))
		h.Text = v.Email
		return h
	}
	h.Title = untrusted.FirstOf(v.Title, v.Source.Subject, "Conversation with "+untrusted.FirstOf(v.Source.Author.Name, v.Source.Author.Email, "a contact"))
	h.Text = v.State
	return h
}
