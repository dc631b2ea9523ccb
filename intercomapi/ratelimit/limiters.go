// Package ratelimit decides when a request may be sent, so that the requests of
// each access token stay within Intercom's rate limit. In go a token's key, the
// caller whose turn it is, and each answer's status and headers; out come slots,
// one for each request, shared fairly between callers. It must not know what a
// request is, how it is sent, or whether it is repeated.
package ratelimit

import (
	"container/list"
	"crypto/sha256"

	lru "github.com/hashicorp/golang-lru/v2"
)

// maxTokens is how many tokens have their limiter kept: the latest used ones.
const maxTokens = 1000

// Limiters holds one Limiter for each token in use. It is safe for concurrent
// use.
type Limiters struct {
	byToken *lru.Cache[[sha256.Size]byte, *Limiter]
}

// New returns Limiters for all calls of a process.
func New() *Limiters {
	cache, err := lru.New[[sha256.Size]byte, *Limiter](maxTokens)
	if err != nil {
		panic(err) // the size is not positive
	}
	return &Limiters{cache}
}

// For returns the limiter of the token that has this key, such as its hash. It
// is the same for all who ask.
func (l *Limiters) For(key [sha256.Size]byte) *Limiter {
	if found, ok := l.byToken.Get(key); ok {
		return found
	}
	fresh := &Limiter{queues: map[any]*list.List{}, window: window{lastShare: 1}}
	if found, ok, _ := l.byToken.PeekOrAdd(key, fresh); ok {
		return found
	}
	return fresh
}
