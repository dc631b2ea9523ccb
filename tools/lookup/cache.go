package lookup

import (
	"context"
	"crypto/sha256"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"intercom-mcp/tools/panics"
)

const (
	maxAge      = 5 * time.Minute  // how long a list of names is used
	recheckAge  = 10 * time.Second // a list of this age is not fetched again for an unknown name
	maxLists    = 512              // how many lists are kept, of all tokens
	maxNameWait = 3 * time.Second  // how long a call waits for names that it can do without
)

// A Cache keeps lists of names per token, so that a model may use names all day
// at the price of one request every five minutes.
type Cache struct {
	lists  *lru.Cache[cacheKey, cachedList]
	flight singleflight.Group
}

type cacheKey struct {
	token [sha256.Size]byte
	list  string
}

type cachedList struct {
	at      time.Time
	entries []Entry
}

// NewCache returns an empty cache.
func NewCache() *Cache {
	lists, err := lru.New[cacheKey, cachedList](maxLists)
	if err != nil {
		panic(err) // the size is not positive
	}
	return &Cache{lists: lists}
}

// Forget drops the lists that are kept for the token, after a write that changed what
// things are called: the next call may use a new name at once.
func (r Resolver) Forget() {
	if r.Names == nil {
		return
	}
	token := r.Fingerprint()
	for _, key := range r.Names.lists.Keys() {
		if key.token == token {
			r.Names.lists.Remove(key)
		}
	}
}

// cached returns a list from the cache, if it is not older than age, or else
// fetches and keeps it. A fetch that takes longer than the caller waits goes on,
// for the next call.
func (r Resolver) cached(ctx context.Context, list string, age time.Duration, fetch func(context.Context) ([]Entry, error)) ([]Entry, error) {
	if r.Names == nil {
		return fetch(ctx)
	}
	key := cacheKey{r.Fingerprint(), list}
	if l, ok := r.Names.lists.Get(key); ok && r.Now().Sub(l.at) < age {
		return l.entries, nil
	}
	// Other callers share the request, so it must not end with the first one's context.
	answer := r.Names.flight.DoChan(string(key.token[:])+list, func() (any, error) {
		if l, ok := r.Names.lists.Get(key); ok && r.Now().Sub(l.at) < age { // fetched since the check above
			return l.entries, nil
		}
		var entries []Entry
		err := panics.Catch(func() (err error) {
			entries, err = fetch(context.WithoutCancel(ctx))
			return err
		})
		if err == nil {
			r.Names.lists.Add(key, cachedList{r.Now(), entries})
		}
		return entries, err
	})
	select {
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case a := <-answer:
		panics.Rethrow(a.Err)
		entries, _ := a.Val.([]Entry)
		return entries, a.Err
	}
}
