//go:build race

package tools_test

// underRace: the race detector makes what computes much ten times slower.
const underRace = true
