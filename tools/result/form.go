package result

import (
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
)

// Items is the list that a result consists of: Intercom's objects of one kind. A
// result has one list at most. How its items are summarised follows from K, and
// how it continues from the cursor.Page that stands beside it.
type Items[K Kind] []intercomapi.Object

func (Items[K]) itemKind() Kind { return *new(K) }

// Rows is the list that a result consists of where this server makes its items.
type Rows[T any] []T

func (Rows[T]) itemKind() Kind { return nil }

// A listType is a type of the list that a result consists of: Items or Rows.
type listType interface {
	itemKind() Kind // nil: this server makes the items
}

// listOf returns the list that a type is; ok reports whether it is one. A struct that
// embeds a list has its methods, but is none.
func listOf(t reflect.Type) (list listType, ok bool) {
	if t.Kind() != reflect.Slice || !t.Implements(reflect.TypeFor[listType]()) {
		return nil, false
	}
	return reflect.TypeAssert[listType](reflect.Zero(t))
}

// Objects are Intercom's objects that stand beside a list, or that a tool has
// summarised itself. They are shown as they are.
type Objects []intercomapi.Object

// A Portioner is a result that can be shown in part, such as a file.
type Portioner interface {
	Length() int       // of the whole, in bytes
	Portion(n int) any // the result with n bytes at most, and where the rest begins
}

// A Markdowner is a result that is shown as Markdown where it is within the bound.
type Markdowner interface{ Markdown() string }

// A Form is what a tool's result is, and how it is shown. It follows from the
// types of the tool's arguments and of its result, whatever the order of their
// fields.
type Form struct {
	result      reflect.Type
	list        []int  // index of the list among the result's fields; nil: none
	listName    string // of the list, in JSON
	kind        Kind   // of the items; nil: there are none, or this server makes them
	page        []int  // index of the list's Page; nil: none
	options     []int  // index of FieldOptions among the arguments; nil: none
	summarised  bool   // the arguments say that items are summaries
	allAtOnce   bool   // Intercom gives the whole list, and the cursor skips what was shown
	markdown    bool   // the result is shown as Markdown where it is within the bound
	Continuable bool   // a long result continues by a cursor, which is one more argument
}

// FormOf returns the form of the results of a tool with arguments of type in and
// results of type out. reads says that the tool changes nothing. It returns an
// error for a tool whose results would not be shown as they are meant.
func FormOf(in, out reflect.Type, reads bool) (Form, error) {
	found, err := readResult(out)
	if err != nil {
		return Form{}, err
	}
	given, pages, err := readArguments(in)
	if err != nil {
		return Form{}, err
	}
	f := Form{
		result: out, list: found.list, listName: found.listName, kind: found.kind, page: found.page,
		options: given.options, summarised: given.summarised, allAtOnce: given.allAtOnce,
		markdown:    out.Implements(reflect.TypeFor[Markdowner]()),
		Continuable: reads && !pages && found.page == nil && onlyObjects(out),
	}
	return f, f.check(reads, pages)
}

// readResult finds the list and its Page among a result's fields.
func readResult(out reflect.Type) (f Form, err error) {
	if out.Kind() != reflect.Struct {
		return f, fmt.Errorf("a result is a struct, not %v", out)
	}
	for field := range fieldsOf(out) {
		list, isList := listOf(field.Type)
		switch {
		case field.Type == reflect.TypeFor[cursor.Page]() && f.page != nil:
			return f, fmt.Errorf("%s is a second Page: a result has one", field.Name)
		case field.Type == reflect.TypeFor[cursor.Page]():
			f.page = field.Index
		case field.Type == reflect.TypeFor[[]intercomapi.Object]():
			return f, fmt.Errorf("%s is a plain list: make it Items, or Objects where it stands beside one", field.Name)
		case isList && f.list != nil:
			return f, fmt.Errorf("%s is a second list: a result has one", field.Name)
		case isList:
			f.list, f.kind, f.listName = field.Index, list.itemKind(), jsonName(field)
		case !field.Anonymous && holdsList(field.Type, deepest):
			return f, fmt.Errorf("%s holds a list: a list is a field of the result itself", field.Name)
		}
	}
	return f, nil
}

// readArguments finds what among a tool's arguments decides on its results; pages
// reports whether there is a starting_after.
func readArguments(in reflect.Type) (f Form, pages bool, err error) {
	if in.Kind() != reflect.Struct {
		return f, false, fmt.Errorf("arguments are a struct, not %v", in)
	}
	for field := range fieldsOf(in) {
		switch {
		case field.Type == reflect.TypeFor[FieldOptions]():
			f.options, f.summarised = field.Index, true
		case field.Type == reflect.TypeFor[SummaryOnly]():
			f.summarised = true
		case field.Type == reflect.TypeFor[cursor.ContinuationArgs]():
			f.allAtOnce = true
		case jsonName(field) == args.StartingAfter:
			pages = true
		}
	}
	return f, pages, nil
}

// check returns an error where a result would not be shown as it is meant.
func (f Form) check(reads, pages bool) error {
	hasSummary := f.kind != nil && f.kind.summarised()
	switch {
	case f.list == nil && f.page != nil:
		return errors.New("the result has a Page and no list: make the list Items")
	case f.list != nil && !reads:
		return errors.New("the result is a list, which only a tool that reads can return")
	case f.page != nil && !pages:
		return fmt.Errorf("the result has a Page, but there is no argument %s to continue with", args.StartingAfter)
	case f.page == nil && pages:
		return fmt.Errorf("there is an argument %s, but the result has no Page that gives a cursor for it", args.StartingAfter)
	case hasSummary && !f.summarised:
		return errors.New("the items have a summary: embed FieldOptions or SummaryOnly in the arguments")
	case f.summarised && !hasSummary:
		return errors.New("the arguments have FieldOptions or SummaryOnly, but the result has no Items of a kind with a summary")
	}
	return nil
}

// onlyObjects reports whether a result is an object of Intercom's or a list of
// them as it is, with nothing besides but warnings.
func onlyObjects(out reflect.Type) bool {
	found := false
	for field := range out.Fields() {
		list, isList := listOf(field.Type)
		isObject := field.Type == reflect.TypeFor[intercomapi.Object]() || isList && list.itemKind() != nil
		found = found || isObject
		if !isObject && field.Type != reflect.TypeFor[[]string]() {
			return false
		}
	}
	return found
}

// required returns the names of the members that the schema requires of objects
// within a result, which this server makes. A client may refuse one without.
func (f Form) required() (names []string) {
	for field := range fieldsOf(f.result) {
		if !field.Anonymous {
			names = appendRequired(names, field.Type, deepest)
		}
	}
	return names
}

// appendRequired adds the names of the required members of t, and of the structs
// that it holds.
func appendRequired(names []string, t reflect.Type, depth int) []string {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return appendRequired(names, t.Elem(), depth)
	case reflect.Struct:
		for field := range fieldsOf(t) {
			if tag := field.Tag.Get("json"); tag != "" && tag != "-" && !strings.Contains(tag, ",omit") {
				names = append(names, jsonName(field))
			}
			if depth > 0 && !field.Anonymous {
				names = appendRequired(names, field.Type, depth-1)
			}
		}
	}
	return names
}

// deepest is how many types within each other are searched for a list: a type may
// hold itself.
const deepest = 10

// holdsList reports whether a value of a type may hold a list that belongs in the
// result itself, where it is found.
func holdsList(t reflect.Type, depth int) bool {
	if _, isList := listOf(t); isList || t == reflect.TypeFor[[]intercomapi.Object]() || t == reflect.TypeFor[cursor.Page]() {
		return true
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return depth > 0 && holdsList(t.Elem(), depth-1)
	case reflect.Struct:
		for field := range t.Fields() {
			if depth > 0 && holdsList(field.Type, depth-1) {
				return true
			}
		}
	}
	return false
}

// fieldsOf returns the fields of a struct, and those of the structs that it embeds
// beside their own. It is reflect.VisibleFields without the memory that finding
// hidden fields takes, at the start of a server with some two hundred tools.
func fieldsOf(t reflect.Type) iter.Seq[reflect.StructField] {
	return func(yield func(reflect.StructField) bool) { eachField(t, nil, yield) }
}

func eachField(t reflect.Type, index []int, yield func(reflect.StructField) bool) bool {
	for field := range t.Fields() {
		field.Index = append(slices.Clip(index), field.Index...)
		if !yield(field) || field.Anonymous && field.Type.Kind() == reflect.Struct && !eachField(field.Type, field.Index, yield) {
			return false
		}
	}
	return true
}

// jsonName returns the name of a field in JSON; "" where it has no tag.
func jsonName(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}

// ListsPages reports whether a tool answers pages of Intercom's items.
func (f Form) ListsPages() bool { return f.page != nil && f.kind != nil }

// ShowsMarkdown reports whether the result is shown as Markdown where it is within
// the bound.
func (f Form) ShowsMarkdown() bool { return f.markdown }
