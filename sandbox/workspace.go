package sandbox

import (
	"fmt"
	"sync"
	"time"
)

// Options say how a Workspace starts.
type Options struct {
	// Now is the clock; nil means time.Now. Sample data is laid out relative to the UTC day of New's call.
	Now func() time.Time
	// Empty leaves out the sample contacts, companies, conversations and tickets; the look-ups stay.
	Empty bool
	// RateLimit is the number of calls that a 10-second window takes before 429; 0 means Intercom's 1666.
	RateLimit int
}

// A Workspace is one Intercom workspace. It is safe for concurrent use: one lock covers all of it, since nothing in it waits.
type Workspace struct {
	now    func() time.Time
	limit  limiter
	faults faults
	log    requestLog

	mu sync.Mutex
	store
}

// New returns a workspace, filled with the sample data unless o.Empty.
func New(o Options) *Workspace {
	w := &Workspace{now: o.Now, limit: limiter{size: o.RateLimit}, store: newStore()}
	if w.now == nil {
		w.now = time.Now
	}
	if w.limit.size == 0 {
		w.limit.size = 1666
	}
	w.seed(w.unix())
	if !o.Empty {
		w.seedSample()
	}
	return w
}

func (w *Workspace) unix() int { return int(w.now().Unix()) }

// A store is what the workspace remembers.
type store struct {
	contacts        table[*contact]
	companies       table[*company]
	conversations   table[*conversation]
	tickets         table[*ticket]
	ticketTypes     table[*ticketType]
	admins          table[object]
	teams           table[object]
	tags            table[object]
	segments        table[object]
	notes           table[object]
	subscriptions   table[object]
	states          table[object]
	attributes      table[object]
	jobs            table[object]
	events          []object
	activity        []object
	deleted         []object // conversations that were deleted, oldest first
	resources       map[string]*table[object]
	tagsOfResources map[string]*[]tagging // by resource and id
	scroll          scroll
	counters        map[string]int
	createdAt       int // when the workspace was made
}

func newStore() store {
	return store{counters: map[string]int{}, resources: map[string]*table[object]{}, tagsOfResources: map[string]*[]tagging{}}
}

// next returns the next number of a kind of thing, from 1.
func (s *store) next(kind string) int {
	s.counters[kind]++
	return s.counters[kind]
}

// numericID returns the next id of a kind whose ids are numbers. Each kind has its own range, so that an id that is mistaken
// for another kind's finds nothing.
func (s *store) numericID(kind string, base int) string { return fmt.Sprint(base + s.next(kind)) }

// hexID returns the next id of a kind whose ids are 24 hexadecimal digits.
func (s *store) hexID(kind, prefix string) string {
	return fmt.Sprintf("%s%0*x", prefix, 24-len(prefix), s.next(kind))
}

// A table keeps the things of one kind by id, in the order in which they came.
type table[T any] struct {
	rows map[string]T
	ids  []string
}

func (t *table[T]) get(id string) (T, bool) {
	row, ok := t.rows[id]
	return row, ok
}

// row returns the row of an id that is known to be there; the zero T if it is not.
func (t *table[T]) row(id string) T { return t.rows[id] }

// find returns the row of an id, or errNotFound.
func (t *table[T]) find(id string, errNotFound error) (T, error) {
	if row, ok := t.rows[id]; ok {
		return row, nil
	}
	var none T
	return none, errNotFound
}

func (t *table[T]) put(id string, row T) {
	if t.rows == nil {
		t.rows = map[string]T{}
	}
	if _, known := t.rows[id]; !known {
		t.ids = append(t.ids, id)
	}
	t.rows[id] = row
}

func (t *table[T]) remove(id string) {
	delete(t.rows, id)
	for i, known := range t.ids {
		if known == id {
			t.ids = append(t.ids[:i:i], t.ids[i+1:]...)
			return
		}
	}
}

func (t *table[T]) all() []T {
	rows := make([]T, 0, len(t.ids))
	for _, id := range t.ids {
		rows = append(rows, t.rows[id])
	}
	return rows
}
