package e2e

import (
	"strings"
	"testing"
)

// TestBadStart shows that the process ends at once, with status 2 and one line,
// where it can't serve; the main package's tests do so for every option.
func TestBadStart(t *testing.T) {
	for name, c := range map[string]struct {
		args string
		says string
	}{
		"unknown flag":        {"--sandbx", "sandbx"},
		"no value":            {"--sandbox --region", "region"},
		"a tool not offered":  {"call get_article --sandbox", "--toolsets articles"},
		"writer in read-only": {"--sandbox --read-only --tools create_contact", "create_contact"},
		"bad address":         {"http --sandbox --addr nonsense", "nonsense"},
		"bad variable":        {"INTERCOM_REGION=mars", "mars"},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, strings.Fields(c.args)...)
			_ = p.in.Close()
			if status := p.exit(); status != 2 {
				t.Errorf("exit status %d, want 2", status)
			}
			if said := p.log.all(); strings.Count(said, "\n") > 0 || !strings.Contains(said, c.says) {
				t.Errorf("standard error is not one line with %q:\n%s", c.says, said)
			}
			if out := p.out.all(); out != "" {
				t.Errorf("standard output: %s", out)
			}
		})
	}
}
