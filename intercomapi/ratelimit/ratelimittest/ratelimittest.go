// Package ratelimittest measures how well a rate limit was used, for tests. The
// requests of each window go in; the share of the limit comes out.
package ratelimittest

import (
	"maps"
	"slices"
)

// UsedShare returns how much of the whole windows was used, from 0 to 1: those
// between the first and the last, of which each has room for size requests. It is
// 1 where there are none.
func UsedShare(used map[int64]int, size int) float64 {
	if len(used) == 0 {
		return 1
	}
	windows := slices.Collect(maps.Keys(used))
	first, last := slices.Min(windows), slices.Max(windows)
	if last-first < 2 {
		return 1
	}
	sum := 0
	for w := first + 1; w < last; w++ {
		sum += used[w]
	}
	return float64(sum) / float64(size*int(last-first-1))
}
