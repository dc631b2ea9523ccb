// Package thread shows a conversation or a ticket as pages to read: a header of what
// is known of it, then its messages, notes and events, oldest first, as many as a
// call leaves room for. An object of the API and the arguments of a call go in; a
// page, as text and as JSON, comes out. It must not know how the object was fetched
// or of which tool the page becomes the result.
package thread

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/result"
	"intercom-mcp/tools/untrusted"
)

// DefaultTokens is how long a page is, in tokens, where the call does not say.
const DefaultTokens = 4_000

// Args say what of a thread to show, and how.
type Args struct {
	DisplayAs   string         `json:"display_as,omitempty" jsonschema:"Default markdown; raw: Intercom's JSON" rule:"enum=markdown|plaintext|html|raw"`
	Include     []string       `json:"include,omitempty" jsonschema:"Default all" rule:"enum=messages|notes|events"`
	Before      intercomapi.ID `json:"before,omitempty" jsonschema:"Older than this part"`
	After       intercomapi.ID `json:"after,omitempty" jsonschema:"Newer than it"`
	Around      intercomapi.ID `json:"around,omitempty" jsonschema:"Around it"`
	PartID      intercomapi.ID `json:"part_id,omitempty" jsonschema:"Only this part"`
	Offset      int            `json:"offset,omitempty" jsonschema:"From this character of part_id's text" rule:"min=0"`
	Find        string         `json:"find,omitempty" jsonschema:"Words: excerpts of parts that have them all"`
	MaxTokens   int            `json:"max_tokens,omitempty" jsonschema:"Default 4000" rule:"min=500 max=20000"`
	IncludeURLs bool           `json:"include_urls,omitempty" jsonschema:"With files' secret addresses"`
}

// Check refuses arguments that contradict each other.
func (in Args) Check() error {
	given := 0
	for _, id := range []intercomapi.ID{in.Before, in.After, in.Around, in.PartID} {
		if id != "" {
			given++
		}
	}
	switch {
	case given > 1:
		return args.Errorf("", "give at most one of before, after, around and part_id")
	case in.Offset > 0 && in.PartID == "":
		return args.Errorf("offset", "needs part_id, the part to read on in")
	case in.Offset > 0 && in.DisplayAs == "raw":
		return args.Errorf("offset", "does not go with display_as raw, where no part is cut")
	}
	return in.checkFind()
}

// classes returns the classes of parts that a call includes.
func (in Args) classes() class {
	var all class
	for _, name := range in.Include {
		all |= classByName[name]
	}
	if all == 0 {
		return messageClass | noteClass | eventClass
	}
	return all
}

// A Thread is a conversation or a ticket that a call reads.
type Thread struct {
	kind   string // conversation or ticket
	in     Args
	object intercomapi.Object
	api    apiThread
	parts  []*part
	beside int // how many of the first parts stand beside Intercom's list
	hidden int // how many older parts of that list Intercom does not give
	names  names
	format format
	view   result.View
	texts  map[int]string // of parts, by index
	found  *finding       // by find; nil: the call reads
}

// New returns the thread in an object of the API, of the kind conversation or ticket,
// as a call with these arguments reads it. Names of admins and teams that the object
// does not tell are looked up.
func New(ctx context.Context, resolver lookup.Resolver, view result.View, kind string, o intercomapi.Object, in Args) *Thread {
	o = view.Object(o) // before anything of it is cut
	t := &Thread{kind: kind, in: in, object: o, view: view, texts: map[int]string{}}
	_ = o.Decode(&t.api) // a field of another type leaves the rest
	about := titleMembers(o)
	t.api.titles = lookup.Titles(about)
	t.parts, t.beside, t.hidden = parseParts(o, lookup.Description(about))
	setSnoozes(t.parts, t.api.SnoozedUntil.Unix())
	setEmailChanges(t.parts, untrusted.FirstOf(string(t.api.Source.Subject), string(t.api.Title)))
	t.format = format{as: in.DisplayAs, isPlain: kind == "conversation", urls: in.IncludeURLs}
	if in.DisplayAs != "raw" {
		t.names = collectNames(ctx, resolver, t)
	}
	return t
}

// titleMembers returns what of an object tells what it is about: the parts are many.
func titleMembers(o intercomapi.Object) *jsontree.Node {
	about := &jsontree.Node{Kind: jsontree.Object}
	var members map[string]json.RawMessage
	_ = o.Decode(&members)
	for _, name := range lookup.TitleMembers {
		if value, err := jsontree.Parse(members[name]); err == nil {
			about.Set(name, value)
		}
	}
	return about
}

// text returns the text of the part at an index; "" where it is no more than an event.
func (t *Thread) text(index int) string {
	e := t.parts[index]
	if e.class == eventClass && t.format.as != "raw" {
		return ""
	}
	s, ok := t.texts[index]
	if !ok {
		if s = t.format.text(e); t.format.as != "raw" {
			s = t.view.Clean(s) // before it is cut: half an address would not be known as one
		}
		t.texts[index] = s
	}
	return s
}

// anchors returns where in the thread the parts are that the call names.
func (t *Thread) anchors() (anchors, error) {
	a := anchors{before: -1, after: -1, around: -1, part: -1, offset: t.in.Offset}
	for _, given := range []struct {
		name string
		id   intercomapi.ID
		at   *int
	}{{"before", t.in.Before, &a.before}, {"after", t.in.After, &a.after}, {"around", t.in.Around, &a.around}, {"part_id", t.in.PartID, &a.part}} {
		if given.id == "" {
			continue
		}
		for i, e := range t.parts {
			if string(e.ID) == string(given.id) {
				*given.at = i
			}
		}
		switch {
		case *given.at >= 0:
		case t.mayBeInGap(given.id):
			return a, args.Errorf(given.name, "%q is in the gap: %s", given.id, t.gap())
		default:
			return a, args.Errorf(given.name, "%q is no part of this %s that Intercom gives%s", given.id, t.kind, t.partRange())
		}
	}
	if a.part >= 0 {
		if n := utf8.RuneCountInString(t.text(a.part)); a.offset > 0 && a.offset >= n {
			return a, args.Errorf("offset", "is beyond the end: the part has %d characters", n)
		}
	}
	return a, nil
}

// partRange returns the ids of the oldest and the newest part, for an error.
func (t *Thread) partRange() string {
	if len(t.parts) == 0 {
		return ": it has none"
	}
	return fmt.Sprintf(": it gives %s to %s", t.parts[0].ID, t.parts[len(t.parts)-1].ID)
}

// mayBeInGap reports whether an id is of a part that Intercom does not give: ids grow, so
// it is below that of the oldest part in its list.
func (t *Thread) mayBeInGap(id intercomapi.ID) bool {
	if t.hidden == 0 && len(t.parts)-t.beside < maxParts || t.beside >= len(t.parts) {
		return false
	}
	oldest, err := strconv.ParseUint(string(t.parts[t.beside].ID), 10, 64)
	asked, notNumber := strconv.ParseUint(string(id), 10, 64)
	return err == nil && notNumber == nil && asked < oldest
}

// gap returns a sentence on the parts that Intercom does not give.
func (t *Thread) gap() string {
	count := "older parts"
	if t.hidden > 0 {
		count = fmt.Sprintf("%d older parts", t.hidden)
	}
	return fmt.Sprintf("Intercom gives the newest %d parts at most, here from %s on; the %s before them can be read in Intercom alone",
		maxParts, t.parts[t.beside].ID, count)
}

// indexes returns where in the thread the parts are that the call may see.
func (t *Thread) indexes(a anchors) []int {
	var all []int
	for i, e := range t.parts {
		if e.class&t.in.classes() != 0 || i == a.part || i == a.around {
			all = append(all, i)
		}
	}
	return all
}

// Metadata returns the state and the times of the thread, and what of it a page shows.
func (t *Thread) Metadata(p Page) intercomapi.Object {
	var h Header
	h.Add("state", line(t.api.State, 20))
	h.Add("created_at", t.api.CreatedAt.RFC3339())
	h.Add("updated_at", t.api.UpdatedAt.RFC3339())
	h.Add("coverage", p.Coverage.String())
	return h.Object()
}

// A Page is what one answer shows of a thread.
type Page struct {
	Thread   string             `json:"thread,omitempty"` // the parts; "" where the object itself is shown
	Coverage coverage           `json:"coverage"`
	Object   intercomapi.Object `json:"-"` // the header, or Intercom's object with the parts of the page
	header   string             `json:"-"` // Object as text
}

// Markdown returns the page as text: header, parts, coverage.
func (p Page) Markdown() string {
	if p.Thread == "" {
		return strings.TrimSpace(p.header) + "\n\n" + p.Coverage.String()
	}
	return p.header + "\n" + p.Thread
}
