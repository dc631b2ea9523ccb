package result

import (
	"context"
	"encoding/json"
	"reflect"
	"sync"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/lookup"
)

// Start returns where a call of a tool goes on whose result Intercom gives at
// once; the zero Cursor for any other tool.
func (f Form) Start(tool, startingAfterText string) (cursor.Cursor, error) {
	if !f.whole && !f.Continuable {
		return cursor.Cursor{}, nil
	}
	return cursor.Cursor{Tool: tool}.ResumeWithin(startingAfterText)
}

// Present makes of what a tool found what its call sees: the items after those
// that the cursor skips, each summarised, or as the API gave it where the call
// says so. in are the tool's arguments, at is where the call goes on.
func (f Form) Present(ctx context.Context, book lookup.Resolver, view View, in, found any, at cursor.Cursor, fingerprint uint32) (any, error) {
	out := reflect.New(reflect.TypeOf(found)).Elem() // a copy that can be changed
	out.Set(reflect.ValueOf(found))
	skip, notes := 0, &[]string{}
	if page := f.pageOf(out); page != nil {
		if f.whole {
			page.At = at
		}
		page.Bind(fingerprint)
		skip, notes = page.At.Skip, &page.Notes
	}
	if f.list != nil {
		list := out.FieldByIndex(f.list)
		list.Set(list.Slice(min(skip, list.Len()), list.Len()))
		if f.kind == nil || list.IsNil() {
			return out.Interface(), nil
		}
		if err := f.summarise(ctx, book, view, in, list, notes); err != nil {
			return nil, err
		}
	}
	if f.Continuable && at.From > 0 {
		return continuation{out.Interface(), at}, nil
	}
	return out.Interface(), nil
}

// pageOf returns the Page of a result that can be changed; nil if it has none.
func (f Form) pageOf(out reflect.Value) *cursor.Page {
	if f.page == nil {
		return nil
	}
	page, _ := reflect.TypeAssert[*cursor.Page](out.FieldByIndex(f.page).Addr())
	return page
}

// place returns where a page of a list begins; the zero Cursor for what is none.
func (f Form) place(out any) cursor.Cursor {
	if f.page == nil {
		return cursor.Cursor{}
	}
	page, _ := reflect.TypeAssert[cursor.Page](reflect.ValueOf(out).FieldByIndex(f.page))
	return page.At
}

// summarise puts summaries in the place of a list's items.
func (f Form) summarise(ctx context.Context, book lookup.Resolver, view View, in any, list reflect.Value, notes *[]string) error {
	items := list.Convert(reflect.TypeFor[[]intercomapi.Object]()).Interface().([]intercomapi.Object)
	s := summariser{view: view, kind: f.kind}
	if f.summarised {
		s.names = sync.OnceValue(func() lookup.DisplayNames { return book.DisplayNames(ctx) })
	}
	if f.options != nil {
		s.FieldOptions, _ = reflect.TypeAssert[FieldOptions](reflect.ValueOf(in).FieldByIndex(f.options))
	}
	short, err := s.items(items)
	if err == nil {
		*notes = append(*notes, s.absent(items)...)
		list.Set(reflect.ValueOf(short).Convert(list.Type()))
	}
	return err
}

// A continuation is a result of which an earlier answer has shown the beginning.
type continuation struct {
	result any
	at     cursor.Cursor
}

// MarshalJSON writes the whole result.
func (c continuation) MarshalJSON() ([]byte, error) { return json.Marshal(c.result) }
