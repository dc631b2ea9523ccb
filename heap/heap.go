// Package heap says how much memory the program may take before it collects what
// it no longer needs. It is imported for that alone.
//
// It is a package, since packages are initialised before main is: Go takes those
// that are ready by the order of their paths, and this one needs little, so that
// it precedes the large ones. At the usual settings the first collection comes
// amid them, and every start waits for it: a fifth of the time until the program
// answers.
package heap

import "runtime/debug"

// A small heap would be collected without pause; memory is bounded instead.
var _, _ = debug.SetGCPercent(400), debug.SetMemoryLimit(1 << 30)
