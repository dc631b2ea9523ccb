package search

import "testing"

func TestIsOlder(t *testing.T) {
	for _, c := range []struct {
		version, than string
		want          bool
	}{
		{"2.9", "2.17", true}, {"2.16", "2.17", true}, {"2.17", "3.0", true}, {"2.9", "3.0", true}, {"2.17", "2.17.1", true},
		{"2.17", "2.17", false}, {"2.17.1", "2.17", false}, {"3.0", "2.17", false}, {"2.17", "2.9", false}, {"10.0", "2.17", false},
		{"Unstable", "2.17", false}, {"", "2.17", false}, {"2.17", "Unstable", true}, {"Unstable", "Unstable", false},
	} {
		if got := isOlder(c.version, c.than); got != c.want {
			t.Errorf("isOlder(%q, %q) = %v", c.version, c.than, got)
		}
	}
}
