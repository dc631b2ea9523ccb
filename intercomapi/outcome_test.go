package intercomapi_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"intercom-mcp/intercomapi"
)

// TestDeletedAlready is about a 404: after a request that may have done it, it is
// success; otherwise there was nothing to delete.
func TestDeletedAlready(t *testing.T) {
	gone := says(404, `{"errors":[{"code":"not_found"}]}`)
	deletions := map[string]func(context.Context, *intercomapi.Client) (any, error){
		"contact": func(ctx context.Context, c *intercomapi.Client) (any, error) { return c.DeleteContact(ctx, "7") },
		"tag": func(ctx context.Context, c *intercomapi.Client) (any, error) { // answers nothing
			_, err := c.DeleteTag(ctx, "7")
			return intercomapi.Deleted{ID: "7", Deleted: true}, err
		},
		"company of a contact": func(ctx context.Context, c *intercomapi.Client) (any, error) { // answers the company
			o, err := c.DetachCompany(ctx, "1", "7")
			return intercomapi.Deleted{ID: o.ID(), Deleted: true}, err
		},
		"by the caller's own id": func(ctx context.Context, c *intercomapi.Client) (any, error) {
			d, err := c.DeleteInstanceByExternalID(ctx, "Order", "a")
			d.ID += "7" // it has none
			return d, err
		},
	}
	for name, del := range deletions {
		for how, c := range map[string]struct {
			steps []step
			fine  bool
		}{
			"at once":   {[]step{gone}, false},
			"503":       {[]step{says(503, ``), gone}, true},
			"cut":       {[]step{broken, gone}, true},
			"cut twice": {[]step{broken, refused, gone}, true},
			"in body":   {[]step{cutIn(200), gone}, true},
			"429":       {[]step{says(429, ``), gone}, false},
			"refused":   {[]step{refused, gone}, false},
		} {
			synctest.Test(t, func(t *testing.T) {
				client, _ := scripted(t, c.steps...)
				out, err := del(t.Context(), client)
				if (err == nil) != c.fine {
					t.Errorf("%s, %s: %v", name, how, err)
				}
				if d, ok := out.(intercomapi.Deleted); err == nil && (!ok || d.ID != "7" || !d.Deleted) {
					t.Errorf("%s, %s: %+v", name, how, out)
				}
			})
		}
	}
}

// TestWhatMayHaveHappened is about the outcome of a call of several requests:
// the last one's answer does not undo what an earlier one may have done.
func TestWhatMayHaveHappened(t *testing.T) {
	put := repeatable["PUT"]
	for name, c := range map[string]struct {
		op        operation
		steps     []step
		uncertain bool
		notSent   bool
	}{
		"refused":               {create, []step{refused}, false, true},
		"cut":                   {create, []step{broken}, true, false},
		"accepted and cut":      {create, []step{cutIn(200)}, true, false},
		"accepted, not JSON":    {create, []step{says(200, `<html>`)}, true, false},
		"accepted, empty":       {create, []step{says(200, ``)}, true, false},
		"503":                   {create, []step{says(503, ``)}, true, false},
		"400":                   {create, []step{says(400, ``)}, false, false},
		"400 cut":               {create, []step{cutIn(400)}, false, false},
		"redirect":              {create, []step{says(307, ``)}, false, false},
		"429":                   {create, []step{says(429, ``)}, false, false},
		"refused, then 400":     {create, []step{refused, says(400, ``)}, false, false},
		"429, then cut":         {create, []step{says(429, ``), broken}, true, false},
		"cut, then refused":     {put, []step{broken, refused}, true, false},
		"503, then 429":         {put, []step{says(503, ``), says(429, ``)}, true, false},
		"503, then 409":         {put, []step{says(503, ``), says(409, ``)}, true, false},
		"429, then refused":     {put, []step{says(429, ``), refused}, false, true},
		"refused, then 409":     {put, []step{refused, says(409, ``)}, false, false},
		"another's certificate": {put, []step{alien}, false, true},
	} {
		synctest.Test(t, func(t *testing.T) {
			client, _ := scriptedWith(t, 3*time.Second, c.steps...)
			e := asError(t, c.op(t.Context(), client))
			if e.Uncertain() != c.uncertain || e.NotSent() != c.notSent {
				t.Errorf("%s: uncertain %v, not sent %v: %v", name, e.Uncertain(), e.NotSent(), e)
			}
		})
	}
}

// TestAcceptedAndCut is told as accepted, and not repeated.
func TestAcceptedAndCut(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(unrepeatable)) {
		synctest.Test(t, func(t *testing.T) {
			client, s := scripted(t, cutIn(200))
			e := asError(t, unrepeatable[name](t.Context(), client))
			if len(s.at) != 1 || e.Status != 200 || e.Err == nil || !e.Uncertain() {
				t.Errorf("%s: %d requests, %+v", name, len(s.at), e)
			}
		})
	}
}

// TestCancelledCallsSendNothing covers a call that is given up before it begins.
func TestCancelledCallsSendNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	client, s := scripted(t, fine)
	if e := asError(t, create(ctx, client)); !e.NotSent() || e.Uncertain() || len(s.at) > 0 || !errors.Is(e, context.Canceled) {
		t.Errorf("%d requests, %+v", len(s.at), e)
	}
}
