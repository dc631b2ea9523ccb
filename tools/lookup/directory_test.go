package lookup

import (
	"maps"
	"slices"
	"testing"

	"intercom-mcp/tools/args"
)

// TestNamedKinds holds the kinds that arguments take by name against those that can
// be looked up.
func TestNamedKinds(t *testing.T) {
	known := slices.Sorted(maps.Keys(directories))
	if taken := slices.Sorted(slices.Values(args.NamedKinds)); !slices.Equal(taken, known) {
		t.Errorf("arguments take %v by name, directories know %v", taken, known)
	}
}
