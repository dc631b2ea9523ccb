package intercomapi

import (
	"context"
	"slices"
	"sync"
)

// Exchange is one call of an operation and what came back.
type Exchange struct {
	Operation string // method and path template
	Status    int    // 0: no answer
	RequestID string // Intercom's
	Date      string // the answer's Date header: the API's clock
	Attempts  int    // requests that were sent, the last one's answer above
}

// Record collects the exchanges of one context: for a log line, or to tell
// which operations a call makes.
type Record struct {
	within *Record // the record of the context that this one's came from
	mu     sync.Mutex
	all    []Exchange
}

// Exchanges are those so far, in the order of their answers.
func (r *Record) Exchanges() []Exchange {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.all)
}

// Last is the latest exchange, and how many there were.
func (r *Record) Last() (Exchange, int) {
	all := r.Exchanges()
	if len(all) == 0 {
		return Exchange{}, 0
	}
	return all[len(all)-1], len(all)
}

type recordKey struct{}

// Recording returns a context whose calls are added to the record, and to that
// of ctx, if it has one.
func Recording(ctx context.Context) (context.Context, *Record) {
	r := &Record{within: recordOf(ctx)}
	return context.WithValue(ctx, recordKey{}, r), r
}

func recordOf(ctx context.Context) *Record {
	r, _ := ctx.Value(recordKey{}).(*Record)
	return r
}

func record(ctx context.Context, x Exchange) {
	for r := recordOf(ctx); r != nil; r = r.within {
		r.add(x)
	}
}

func (r *Record) add(x Exchange) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = append(r.all, x)
}
