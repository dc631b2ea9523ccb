package thread

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxParts is how many parts Intercom gives at most.
const maxParts = 500

// A coverage says which parts of how many a page shows, and how to get the others.
type coverage struct {
	Shown  int      `json:"shown"`
	Total  int      `json:"total"`
	First  string   `json:"first,omitempty"`
	Last   string   `json:"last,omitempty"`
	Before string   `json:"before,omitempty" jsonschema:"Pass as before for older parts"`
	After  string   `json:"after,omitempty" jsonschema:"Pass as after for newer parts"`
	Hidden int      `json:"hidden_by_intercom,omitempty" jsonschema:"Older parts beyond Intercom's cap of 500"`
	Cut    *cutPart `json:"cut,omitempty" jsonschema:"A part that is not whole: pass part_id and offset"`
	Found  string   `json:"found,omitempty" jsonschema:"What find found; total counts the parts that have it"`
	Note   string   `json:"note,omitempty"`
}

// A cutPart says what of a part that is too long for its page is shown, in characters.
type cutPart struct {
	PartID string `json:"part_id"`
	From   int    `json:"from"`
	Offset int    `json:"offset,omitempty"` // where the next page goes on; 0: it is shown to its end
	Length int    `json:"length"`
}

// coverage returns what a window of the thread shows.
func (t *Thread) coverage(w *window) coverage {
	c := coverage{Shown: w.hi - w.lo, Total: len(w.indexes), Hidden: t.hidden}
	id := func(i int) string { return string(t.parts[w.indexes[i]].ID) }
	if c.Shown > 0 {
		c.First, c.Last = id(w.lo), id(w.hi-1)
		if w.lo > 0 {
			c.Before = c.First
		}
		if w.hi < len(w.indexes) {
			c.After = c.Last
		}
	}
	for i := w.lo; i < w.hi && t.found == nil; i++ {
		from, until := w.from[i], w.until[i]
		if from > 0 || until > 0 {
			c.Cut = &cutPart{id(i), from, until, utf8.RuneCountInString(w.text(i))}
		}
	}
	if t.found != nil {
		c.Found = t.describe(t.found, len(w.indexes))
	}
	if t.hidden == 0 && len(t.parts) >= maxParts {
		c.Note = "Intercom gives the newest 500 parts at most: there may be older ones"
	}
	return c
}

// String returns the coverage in one line.
func (c coverage) String() string {
	all := []string{fmt.Sprintf("coverage: %d of %d parts", c.Shown, c.Total)}
	if c.Found != "" {
		all[0] = fmt.Sprintf("coverage: %s; %d shown", c.Found, c.Shown)
	}
	if c.Shown > 0 {
		all[0] += fmt.Sprintf(", %s to %s", c.First, c.Last)
	}
	if c.Before != "" {
		all = append(all, "older: before="+c.Before)
	}
	if c.After != "" {
		all = append(all, "newer: after="+c.After)
	}
	if cut := c.Cut; cut != nil && cut.Offset > 0 {
		all = append(all, fmt.Sprintf("part %s is shown from character %d to %d of %d: read on with part_id=%s offset=%d",
			cut.PartID, cut.From, cut.Offset, cut.Length, cut.PartID, cut.Offset))
	} else if cut != nil {
		all = append(all, fmt.Sprintf("part %s is shown from character %d to its end", cut.PartID, cut.From))
	}
	if c.Hidden > 0 {
		cannot := "read"
		if c.Found != "" {
			cannot = "read or searched"
		}
		all = append(all, fmt.Sprintf("%d older parts are beyond Intercom's cap of %d and cannot be %s", c.Hidden, maxParts, cannot))
	}
	if c.Note != "" {
		all = append(all, c.Note)
	}
	return strings.Join(all, "; ")
}
