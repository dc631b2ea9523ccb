package result

import (
	"fmt"
	"reflect"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
)

// Items is the list that a result consists of: what Intercom gave, of one kind.
// A result has one list at most. How its items are summarised follows from K,
// and where it goes on from the Page that stands beside it.
type Items[K Kind] []intercomapi.Object

func (Items[K]) kindOfItems() Kind { return *new(K) }

// Rows is the list that a result consists of where its items are made here.
type Rows[T any] []T

func (Rows[T]) kindOfItems() Kind { return nil }

// Objects are Intercom's objects that stand beside a list, or that a tool has
// summarised itself. They are shown as they are.
type Objects []intercomapi.Object

// A Portioner is a result that can be shown in part, such as a file.
type Portioner interface {
	Length() int       // of the whole, in bytes
	Portion(n int) any // the result with n bytes at most, and where the rest begins
}

// A Markdowner is a result that is shown as Markdown where it fits.
type Markdowner interface{ Markdown() string }

// A Form is what a tool's result is, and how it is shown. It follows from the
// types of its arguments and of its result, whatever the order of their fields.
type Form struct {
	list        []int  // index of the list among the result's fields; nil: none
	name        string // of the list, in JSON
	kind        Kind   // of the items; nil: they are made here
	page        []int  // index of the list's Page; nil: none
	options     []int  // index of FieldOptions among the arguments; nil: none
	summarised  bool   // items are summaries
	whole       bool   // Intercom gives the list at once, and the cursor skips what was shown
	markdown    bool   // shown as Markdown where it fits
	Continuable bool   // a long answer goes on by a cursor that is added to the arguments
}

// FormOf returns the form of a tool's results, or why the tool can't be offered.
func FormOf(in, out reflect.Type, reads bool) (Form, error) {
	f := Form{}
	if out.Kind() != reflect.Struct {
		return f, fmt.Errorf("a result is a struct, not %v", out)
	}
	if err := f.readResult(out); err != nil {
		return f, err
	}
	pages, err := f.readArguments(in)
	if err != nil {
		return f, err
	}
	f.markdown = out.Implements(reflect.TypeFor[Markdowner]())
	f.Continuable = reads && !pages && f.page == nil && onlyObjects(out)
	return f, f.check(reads, pages)
}

// readResult finds the list and its Page among a result's fields.
func (f *Form) readResult(out reflect.Type) error {
	for _, field := range reflect.VisibleFields(out) {
		switch list, isList := reflect.TypeAssert[interface{ kindOfItems() Kind }](reflect.Zero(field.Type)); {
		case field.Type == reflect.TypeFor[cursor.Page]():
			f.page = field.Index
		case field.Type == reflect.TypeFor[[]intercomapi.Object]():
			return fmt.Errorf("%s is a plain list: make it Items, or Objects where it stands beside one", field.Name)
		case isList && f.list != nil:
			return fmt.Errorf("%s is a second list: a result has one", field.Name)
		case isList:
			f.list, f.kind = field.Index, list.kindOfItems()
			f.name, _, _ = strings.Cut(field.Tag.Get("json"), ",")
		}
	}
	return nil
}

// readArguments finds what among a tool's arguments decides on its result;
// pages reports whether there is a starting_after.
func (f *Form) readArguments(in reflect.Type) (pages bool, err error) {
	if in.Kind() != reflect.Struct {
		return false, fmt.Errorf("arguments are a struct, not %v", in)
	}
	for _, field := range reflect.VisibleFields(in) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case field.Type == reflect.TypeFor[FieldOptions]():
			f.options, f.summarised = field.Index, true
		case field.Type == reflect.TypeFor[SummaryOnly]():
			f.summarised = true
		case field.Type == reflect.TypeFor[cursor.ContinuationArgs]():
			f.whole = true
		case name == args.StartingAfter:
			pages = true
		}
	}
	return pages, nil
}

// check refuses what would be shown otherwise than it is meant.
func (f *Form) check(reads, pages bool) error {
	kinds := f.kind != nil && f.kind.summarises()
	switch {
	case f.list == nil && f.page != nil:
		return fmt.Errorf("the result has a Page and no list: make the list Items")
	case f.list != nil && !reads:
		return fmt.Errorf("only a tool that reads answers a list")
	case f.page != nil && !pages:
		return fmt.Errorf("the result has a Page, but no argument %s goes on with it", args.StartingAfter)
	case f.page == nil && pages:
		return fmt.Errorf("the argument %s goes on with a Page, which the result does not have", args.StartingAfter)
	case f.summarised != kinds:
		return fmt.Errorf("items are summarised where their kind has a summary and the arguments embed FieldOptions or SummaryOnly: here only one of the two is so")
	}
	return nil
}

// onlyObjects reports whether a result is an object of Intercom's or a list of
// them as it is, with nothing besides but warnings.
func onlyObjects(out reflect.Type) bool {
	given := false
	for f := range out.Fields() {
		items, isList := reflect.TypeAssert[interface{ kindOfItems() Kind }](reflect.Zero(f.Type))
		isObject := f.Type == reflect.TypeFor[intercomapi.Object]() || isList && items.kindOfItems() != nil
		given = given || isObject
		if !isObject && f.Type != reflect.TypeFor[[]string]() {
			return false
		}
	}
	return given
}

// ListsPages reports whether a tool answers pages of Intercom's items.
func (f Form) ListsPages() bool { return f.page != nil && f.kind != nil }

// ShowsMarkdown reports whether a result is shown as Markdown where it fits.
func (f Form) ShowsMarkdown() bool { return f.markdown }
