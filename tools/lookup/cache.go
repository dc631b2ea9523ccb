package lookup

import (
	"context"
	"crypto/sha256"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/panics"
)

const (
	Kept        = 5 * time.Minute  // how long names stay known
	fresh       = 10 * time.Second // names of this age are not asked for again
	cachedLists = 512              // how many lists are kept, of all tokens
)

// Named is something that a person calls by a name where Intercom wants an id.
type Named struct {
	ID          intercomapi.ID
	Name, Email string

	role       string            // of a contact: user or lead
	aliases    []string          // other names of it
	Category   string            // what a search asks for instead of its id
	Attributes []TicketAttribute // of a ticket type, its attributes
}

// Cache remembers who and what is called how, per token, so that a model may
// use names all day at the price of a look-up every five minutes.
type Cache struct {
	lists  *lru.Cache[cacheKey, cachedList]
	flight singleflight.Group
}

type cacheKey struct {
	token [sha256.Size]byte
	kind  string
}

type cachedList struct {
	at  time.Time
	all []Named
}

// NewCache returns an empty memory.
func NewCache() *Cache {
	lists, err := lru.New[cacheKey, cachedList](cachedLists)
	if err != nil {
		panic(err) // the size is not positive
	}
	return &Cache{lists: lists}
}

// Directory lists what there is of a kind: admin, team, tag, segment,
// subscription, ticket_type or ticket_state; me is the admin that the token belongs to.
func (c Resolver) Directory(ctx context.Context, kind string) ([]Named, error) {
	return c.directoryWithin(ctx, kind, Kept)
}

// directoryWithin lists what there is of a kind, as it was at most that long ago.
func (c Resolver) directoryWithin(ctx context.Context, kind string, age time.Duration) ([]Named, error) {
	return c.Remembered(ctx, kind, age, directories[kind])
}

// Remembered is what an earlier call asked for under a name, at most that long
// ago, or else what ask finds.
func (c Resolver) Remembered(ctx context.Context, name string, age time.Duration, ask func(context.Context, Resolver) ([]Named, error)) ([]Named, error) {
	if c.Names == nil {
		return ask(ctx, c)
	}
	key := cacheKey{c.Fingerprint(), name}
	if l, ok := c.Names.lists.Get(key); ok && c.Now().Sub(l.at) < age {
		return l.all, nil
	}
	// Whoever asks meanwhile shares the request, so it must outlive the first
	// one's patience.
	answer := c.Names.flight.DoChan(string(key.token[:])+name, func() (any, error) {
		if l, ok := c.Names.lists.Get(key); ok && c.Now().Sub(l.at) < age { // since the look above
			return l.all, nil
		}
		var all []Named
		err := panics.Catch(func() (err error) {
			all, err = ask(context.WithoutCancel(ctx), c)
			return err
		})
		if err == nil {
			c.Names.lists.Add(key, cachedList{c.Now(), all})
		}
		return all, err
	})
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case a := <-answer:
		panics.Rethrow(a.Err)
		all, _ := a.Val.([]Named)
		return all, a.Err
	}
}
