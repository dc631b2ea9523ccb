package result

import (
	"context"
	"reflect"
	"slices"
	"sync"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/lookup"
)

// Resume returns where a call continues of a tool whose result Intercom gives all
// at once; the zero Cursor for any other tool, which reads its cursor itself.
func (f Form) Resume(tool, startingAfter string) (cursor.Cursor, error) {
	if !f.allAtOnce && !f.Continuable {
		return cursor.Cursor{}, nil
	}
	return cursor.Cursor{Tool: tool}.ResumeOwn(startingAfter)
}

// A Call is what presenting a result needs to know of the call that it is for.
type Call struct {
	Arguments   any             // the tool's argument struct
	At          cursor.Cursor   // where the call continues, from Resume
	Fingerprint uint32          // of its filters
	Resolver    lookup.Resolver // names admins and teams
	View        View
}

// Present returns what a call sees of what its tool found: the items after those
// that the cursor skips, each summarised, or as Intercom gave it where the call
// wants it whole.
func (f Form) Present(ctx context.Context, call Call, found any) (any, error) {
	out := reflect.New(reflect.TypeOf(found)).Elem() // a copy that can be changed
	out.Set(reflect.ValueOf(found))
	skip, notes := 0, &[]string{}
	if page := f.pageOf(out); page != nil {
		if f.allAtOnce {
			page.At = call.At
		}
		page.SetFingerprint(call.Fingerprint)
		skip, notes = page.At.Skip, &page.Notes
	}
	if f.list != nil {
		list := out.FieldByIndex(f.list)
		list.Set(list.Slice(min(skip, list.Len()), list.Len()))
		if f.kind == nil || list.IsNil() {
			return out.Interface(), nil
		}
		if err := f.summarise(ctx, call, list, notes); err != nil {
			return nil, err
		}
	}
	if f.Continuable && call.At.Offset > 0 {
		return continuation{out.Interface(), call.At}, nil
	}
	return out.Interface(), nil
}

// pageOf returns the Page of a result, to be changed; nil if it has none.
func (f Form) pageOf(out reflect.Value) *cursor.Page {
	if f.page == nil {
		return nil
	}
	page, _ := reflect.TypeAssert[*cursor.Page](out.FieldByIndex(f.page).Addr())
	return page
}

// start returns where the page of a list begins.
func (f Form) start(out any) cursor.Cursor {
	page, _ := reflect.TypeAssert[cursor.Page](reflect.ValueOf(out).FieldByIndex(f.page))
	return page.At
}

// summarise replaces the items of a list by their summaries, and adds notes on
// fields that no item has.
func (f Form) summarise(ctx context.Context, call Call, list reflect.Value, notes *[]string) error {
	items := list.Convert(reflect.TypeFor[[]intercomapi.Object]()).Interface().([]intercomapi.Object)
	s := summariser{view: call.View, kind: f.kind}
	if f.summarised {
		s.names = sync.OnceValue(func() lookup.DisplayNames { return call.Resolver.DisplayNames(ctx) })
	}
	if f.options != nil {
		s.FieldOptions, _ = reflect.TypeAssert[FieldOptions](reflect.ValueOf(call.Arguments).FieldByIndex(f.options))
	}
	if !s.whole() && slices.ContainsFunc(conversationKinds, func(k Kind) bool { return f.kind == k }) {
		s.customers = call.Resolver.CustomersOf(ctx, items)
	}
	short, err := s.items(items)
	if err == nil {
		*notes = append(*notes, s.absentFields(items)...)
		list.Set(reflect.ValueOf(short).Convert(list.Type()))
	}
	return err
}
