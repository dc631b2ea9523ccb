package intercomapi

import (
	"slices"
	"sync"
)

// Exchange is one call of an operation and what came back.
type Exchange struct {
	Operation string // method and path template
	Status    int    // 0: no answer
	RequestID string // Intercom's
	Date      string // the answer's Date header, by the API's clock; "" if there was none
	Attempts  int    // how many requests were sent; the fields above are of the last one's answer
}

// Record collects the exchanges of the calls of a context, for a log line or to
// tell which operations a call makes. It is safe for concurrent use.
type Record struct {
	parent *Record // the record of the context that this one's was derived from
	mu     sync.Mutex
	all    []Exchange
}

// Exchanges returns the exchanges so far, in the order of their answers.
func (r *Record) Exchanges() []Exchange {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.all)
}

// Last returns the latest exchange, and how many there were so far.
func (r *Record) Last() (Exchange, int) {
	all := r.Exchanges()
	if len(all) == 0 {
		return Exchange{}, 0
	}
	return all[len(all)-1], len(all)
}

// add appends x to r and to the records that it was derived from. A nil r takes
// nothing.
func (r *Record) add(x Exchange) {
	for ; r != nil; r = r.parent {
		r.mu.Lock()
		r.all = append(r.all, x)
		r.mu.Unlock()
	}
}
