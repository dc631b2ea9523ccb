package tools

import (
	"context"
	"reflect"
	"strings"
	"sync"
	"time"

	"intercom-mcp/intercomapi"
)

// showing runs a tool that reads, and makes of what it found what the call sees:
// the items after those that the cursor skips, each slim, or as the API gave it
// where the call says so.
func showing(ctx context.Context, c Caller, tool string, in any, asked uint32,
	run func(context.Context, Caller, any) (any, error),
) (any, error) {
	at, err := placeOf(tool, in)
	if err != nil {
		return nil, err
	}
	found, err := run(ctx, c, in)
	if err != nil {
		return found, err
	}
	out := reflect.New(reflect.TypeOf(found)) // a copy that can be changed
	out.Elem().Set(reflect.ValueOf(found))
	if page, ok := reflect.TypeAssert[interface{ page() *more }](out); ok {
		if at.Tool != "" {
			page.page().at = at
		}
		page.page().of(asked)
	}
	err = present(ctx, c, in, out.Interface())
	return out.Elem().Interface(), err
}

// namesPatience is how long a call waits for names that it can do without, such
// as a list's of those it names by ids. A look-up that takes longer is there for
// the next call.
const namesPatience = 3 * time.Second

// present skips and slims the items of the result that out points to.
func present(ctx context.Context, c Caller, in, out any) error {
	name, list := itemsOf(out)
	if !list.IsValid() {
		return nil
	}
	if page, ok := out.(interface{ page() *more }); ok {
		list.Set(list.Slice(min(page.page().at.Skip, list.Len()), list.Len()))
	}
	items, ok := reflect.TypeAssert[[]intercomapi.Object](list)
	if !ok || items == nil {
		return nil
	}
	s := slimmer{view: c.View}
	if how, ok := in.(interface{ shaped() shape }); ok {
		s.shape, s.kinds = how.shaped(), slimKinds
		s.names = sync.OnceValue(func() called { return c.callings(ctx) })
	}
	slim, err := s.items(name, items)
	if page, ok := out.(interface{ page() *more }); ok && err == nil {
		page.page().Notes = append(page.page().Notes, s.absent(name, items)...)
	}
	list.Set(reflect.ValueOf(slim))
	return err
}

// itemsOf is the list that a result consists of, and what it is called: its
// first field, where that is a list.
func itemsOf(out any) (name string, list reflect.Value) {
	v := reflect.ValueOf(out).Elem()
	if v.Kind() != reflect.Struct || v.NumField() == 0 || v.Field(0).Kind() != reflect.Slice || v.Field(0).Type() == reflect.TypeFor[intercomapi.Object]() || !v.Field(0).CanSet() {
		return "", reflect.Value{}
	}
	name, _, _ = strings.Cut(v.Type().Field(0).Tag.Get("json"), ",")
	return name, v.Field(0)
}

// rest are the arguments of a tool that lists what Intercom gives all at once:
// where that is too much for one answer, the rest comes with a cursor.
type rest struct {
	StartingAfter string `json:"starting_after,omitempty" jsonschema:"Next page" rule:"cursor"`
}

func (r rest) cursor() string { return r.StartingAfter }

// placeOf is where a call of such a tool goes on; nowhere for any other tool.
func placeOf(tool string, in any) (position, error) {
	r, ok := in.(interface{ cursor() string })
	if !ok {
		return position{}, nil
	}
	at, err := resume(position{Tool: tool}, r.cursor())
	if err == nil && at.After != "" {
		err = newError("starting_after", errNumbered)
	}
	return at, err
}
