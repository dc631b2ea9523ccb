//go:build !race

package server_test

// underRace: the race detector makes what computes much ten times slower.
const underRace = false
