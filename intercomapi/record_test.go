package intercomapi_test

import (
	"net/http"
	"sync"
	"testing"

	"intercom-mcp/intercomapi"
)

func TestRecording(t *testing.T) {
	api := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Request-Id", "r-"+r.Method)
		w.Header().Set("Date", "Tue, 14 Nov 2023 22:13:30 GMT")
		if r.Method == http.MethodDelete {
			saying(404, `{}`)(w, r)
			return
		}
		saying(200, `{"id":"1"}`)(w, r)
	})
	c := dial(t, api.URL)
	ctx, record := intercomapi.WithRecord(t.Context())
	if x, n := record.Last(); n != 0 || x != (intercomapi.Exchange{}) {
		t.Errorf("before any call: %+v, %d", x, n)
	}
	_ = contact(ctx, c)
	_, _ = c.DeleteContact(ctx, "1")
	_, _ = c.DeleteContact(ctx, "..") // refused here: no exchange
	_ = contact(t.Context(), c)       // of another context
	want := intercomapi.Exchange{Operation: "DELETE /contacts/{contact_id}", Status: 404, RequestID: "r-DELETE", Date: "Tue, 14 Nov 2023 22:13:30 GMT"}
	if x, n := record.Last(); n != 2 || x.Operation != want.Operation || x.Status != want.Status || x.RequestID != want.RequestID || x.Date != want.Date {
		t.Errorf("%+v, %d exchanges", x, n)
	}
	api.Close()
	_ = contact(ctx, c)
	if x, n := record.Last(); n != 3 || x.Operation != "GET /contacts/{contact_id}" || x.Status != 0 || x.RequestID != "" {
		t.Errorf("without an answer: %+v, %d", x, n)
	}
}

func TestRecordingSideBySide(t *testing.T) {
	api := serve(t, saying(200, `{"id":"1"}`))
	c := dial(t, api.URL)
	ctx, record := intercomapi.WithRecord(t.Context())
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() { _ = contact(ctx, c) })
	}
	wg.Wait()
	within, own := intercomapi.WithRecord(ctx) // of a part of the call
	_ = contact(within, c)
	if _, n := own.Last(); n != 1 {
		t.Errorf("%d exchanges of the part's one", n)
	}
	if _, n := record.Last(); n != 21 {
		t.Errorf("%d exchanges of 21", n)
	}
}

// TestDeletedKeepsTheRequestID since a result of a deletion tells it.
func TestDeletedKeepsTheRequestID(t *testing.T) {
	api := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Request-Id", "r1")
		saying(200, `{"type":"contact","id":5,"deleted":false}`)(w, r)
	})
	d, err := dial(t, api.URL).DeleteContact(t.Context(), "5")
	if err != nil || d != (intercomapi.Deleted{ID: "5", RequestID: "r1"}) {
		t.Errorf("%+v, %v", d, err)
	}
}
