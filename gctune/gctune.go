// Package gctune makes garbage collection rarer and bounds the memory instead; it is imported for that effect alone.
// It must import nothing but runtime/debug: Go initialises packages that need little first, in the order of their paths, and this one
// has to precede the large ones. At Go's defaults the first collection falls into their initialisation and makes every start a fifth slower.
package gctune

import "runtime/debug"

const (
	percent = 400     // growth of the heap between two collections; Go's default is 100
	limit   = 1 << 30 // bytes of memory in all, above which garbage is collected more often
)

var _, _ = debug.SetGCPercent(percent), debug.SetMemoryLimit(limit)
