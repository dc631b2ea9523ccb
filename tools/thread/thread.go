package thread

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/result"
)

// DefaultTokens is how long a thread's page is where the call does not say.
const DefaultTokens = 4_000

// Args say what of a thread to show, and how.
type Args struct {
	DisplayAs   string         `json:"display_as,omitempty" jsonschema:"Default markdown; raw: Intercom's JSON" rule:"enum=markdown|plaintext|html|raw"`
	Include     []string       `json:"include,omitempty" jsonschema:"Default all" rule:"enum=messages|notes|events"`
	Before      intercomapi.ID `json:"before,omitempty" jsonschema:"Parts older than this part"`
	After       intercomapi.ID `json:"after,omitempty" jsonschema:"Parts newer than it"`
	Around      intercomapi.ID `json:"around,omitempty" jsonschema:"Parts around it"`
	PartID      intercomapi.ID `json:"part_id,omitempty" jsonschema:"Only this part"`
	Offset      int            `json:"offset,omitempty" jsonschema:"part_id's text from this character" rule:"min=0"`
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
	return nil
}

// mask is what of a thread a call includes.
func (in Args) mask() partClass {
	var m partClass
	for _, name := range in.Include {
		m |= classes[name]
	}
	if m == 0 {
		return messagePart | notePart | eventPart
	}
	return m
}

// Thread is a conversation or a ticket as it is read.
type Thread struct {
	word    string // conversation or ticket
	o       intercomapi.Object
	api     apiThread
	entries []*threadPart
	hidden  int // older parts that Intercom keeps to itself
	called  nameIndex
	show    display
	view    result.View
	texts   map[int]string // of parts, by place
	size    func(Page) int // what a page takes of the bound
}

func New(ctx context.Context, book lookup.Resolver, view result.View, word string, o intercomapi.Object, in Args) *Thread {
	o = view.Object(o) // before anything of it is cut
	t := &Thread{word: word, o: o, view: view, texts: map[int]string{}}
	_ = o.Decode(&t.api)
	t.entries, t.hidden = entriesOf(o)
	t.size = t.asItself
	t.show = display{as: in.DisplayAs, plain: word == "conversation", urls: in.IncludeURLs}
	if in.DisplayAs != "raw" {
		t.called = displayNames(ctx, book, t)
	}
	return t
}

// text is what a part says; "" where it is no more than an event.
func (t *Thread) text(place int) string {
	e := t.entries[place]
	if e.says == eventPart && t.show.as != "raw" {
		return ""
	}
	s, ok := t.texts[place]
	if !ok {
		if s = t.show.text(e); t.show.as != "raw" {
			s = t.view.Clean(s) // before it is cut: half an address would not be known as one
		}
		t.texts[place] = s
	}
	return s
}

// window finds the places that a call names.
func (t *Thread) window(in Args) (w span, err error) {
	w = span{before: -1, after: -1, around: -1, part: -1, offset: in.Offset}
	for _, a := range []struct {
		name string
		id   intercomapi.ID
		at   *int
	}{{"before", in.Before, &w.before}, {"after", in.After, &w.after}, {"around", in.Around, &w.around}, {"part_id", in.PartID, &w.part}} {
		if a.id == "" {
			continue
		}
		for i, e := range t.entries {
			if string(e.ID) == string(a.id) {
				*a.at = i
			}
		}
		if *a.at < 0 {
			return w, args.Errorf(a.name, "%q is no part of this %s that Intercom gives%s", a.id, t.word, t.partRange())
		}
	}
	if w.part >= 0 {
		if n := utf8.RuneCountInString(t.text(w.part)); in.Offset > 0 && in.Offset >= n {
			return w, args.Errorf("offset", "is beyond the end: the part has %d characters", n)
		}
	}
	return w, nil
}

// partRange names the oldest and newest part there is.
func (t *Thread) partRange() string {
	if len(t.entries) == 0 {
		return ": it has none"
	}
	return fmt.Sprintf(": it gives %s to %s", t.entries[0].ID, t.entries[len(t.entries)-1].ID)
}

// places are the parts that a call wants to see.
func (t *Thread) places(in Args, w span) []int {
	var all []int
	for i, e := range t.entries {
		if e.says&in.mask() != 0 || i == w.part || i == w.around {
			all = append(all, i)
		}
	}
	return all
}

// coverage says which parts of how many a page shows, and how to get the others.
type coverage struct {
	Shown  int      `json:"shown"`
	Total  int      `json:"total"`
	First  string   `json:"first,omitempty"`
	Last   string   `json:"last,omitempty"`
	Before string   `json:"before,omitempty" jsonschema:"Pass as before for older parts"`
	After  string   `json:"after,omitempty" jsonschema:"Pass as after for newer parts"`
	Hidden int      `json:"hidden_by_intercom,omitempty" jsonschema:"Older parts beyond Intercom's cap of 500"`
	Cut    *cutPart `json:"cut,omitempty" jsonschema:"A part that is not whole: pass part_id and offset"`
	Note   string   `json:"note,omitempty"`
}

// cap is how many parts Intercom gives at most.
const maxParts = 500

func (t *Thread) coverage(p *picker) coverage {
	c := coverage{Shown: p.hi - p.lo, Total: len(p.places), Hidden: t.hidden}
	id := func(i int) string { return string(t.entries[p.places[i]].ID) }
	if c.Shown > 0 {
		c.First, c.Last = id(p.lo), id(p.hi-1)
		if p.lo > 0 {
			c.Before = c.First
		}
		if p.hi < len(p.places) {
			c.After = c.Last
		}
	}
	for i := p.lo; i < p.hi; i++ {
		from, until := p.from[i], p.until[i]
		if from > 0 || until > 0 {
			c.Cut = &cutPart{id(i), from, until, utf8.RuneCountInString(p.text(i))}
		}
	}
	if t.hidden == 0 && len(t.entries) >= maxParts {
		c.Note = "Intercom gives the newest 500 parts at most: there may be older ones"
	}
	return c
}

// String tells it in a line.
func (c coverage) String() string {
	said := []string{fmt.Sprintf("coverage: %d of %d parts", c.Shown, c.Total)}
	if c.Shown > 0 {
		said[0] += fmt.Sprintf(", %s to %s", c.First, c.Last)
	}
	if c.Before != "" {
		said = append(said, "older: before="+c.Before)
	}
	if c.After != "" {
		said = append(said, "newer: after="+c.After)
	}
	if cut := c.Cut; cut != nil && cut.Offset > 0 {
		said = append(said, fmt.Sprintf("part %s is shown from character %d to %d of %d: read on with part_id=%s offset=%d", cut.PartID, cut.From, cut.Offset, cut.Length, cut.PartID, cut.Offset))
	} else if cut != nil {
		said = append(said, fmt.Sprintf("part %s is shown from character %d to its end", cut.PartID, cut.From))
	}
	if c.Hidden > 0 {
		said = append(said, fmt.Sprintf("%d older parts are beyond Intercom's cap of %d and cannot be read", c.Hidden, maxParts))
	}
	if c.Note != "" {
		said = append(said, c.Note)
	}
	return strings.Join(said, "; ")
}

// Page is what of a thread one answer shows.
type Page struct {
	Thread   string             `json:"thread,omitempty"`
	Coverage coverage           `json:"coverage"`
	head     string             `json:"-"`
	Object   intercomapi.Object `json:"-"`
}

// Markdown is the page as text: head, thread, coverage.
func (p Page) Markdown() string {
	if p.Thread == "" {
		return strings.TrimSpace(p.head) + "\n\n" + p.Coverage.String()
	}
	return p.head + "\n" + p.Thread
}
