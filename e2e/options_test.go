package e2e

import (
	"slices"
	"strings"
	"testing"
)

// TestHelp shows that the help goes to standard output and tells no variable's value.
func TestHelp(t *testing.T) {
	p := start(t, "call", "--help", "INTERCOM_ACCESS_TOKEN=hidden-1", "INTERCOM_REDACT_KEY=hidden-2", "INTERCOM_REGION=mars")
	p.ended()
	help := p.out.all()
	for _, part := range []string{
		"intercom-mcp", "--access-token=", "$INTERCOM_ACCESS_TOKEN", "--toolsets=", "default: default", "--read-only ", "$INTERCOM_MCP_LOG_LEVEL",
	} {
		if !strings.Contains(help, part) {
			t.Errorf("not told: %s", part)
		}
	}
	if strings.Contains(help, "hidden") {
		t.Errorf("a secret is told:\n%s", help)
	}
	if said := p.log.all(); said != "" {
		t.Errorf("standard error: %s", said)
	}
}

// TestOptions shows that the process's own arguments and variables are read; the
// main package's tests show how.
func TestOptions(t *testing.T) {
	for name, c := range map[string]struct {
		args          string
		has, has2, no string
	}{
		"flag wins":                {"tools INTERCOM_TOOLSETS=contacts --toolsets articles", "get_article", "list_articles", "get_contact"},
		"no toolset in a variable": {"tools INTERCOM_TOOLSETS= --tools get_me,get_note", "get_me", "get_note", "get_contact"},
		"empty variables":          {"tools INTERCOM_REGION= INTERCOM_TIMEOUT= INTERCOM_READ_ONLY=", "create_contact", "get_me", "get_article"},
	} {
		t.Run(name, func(t *testing.T) {
			p := start(t, strings.Fields(c.args)...)
			p.ended()
			out := "\n" + p.out.all()
			if !strings.Contains(out, "\n"+c.has+" ") || !strings.Contains(out, "\n"+c.has2+" ") || strings.Contains(out, "\n"+c.no+" ") {
				t.Errorf("does not have %s and %s, or has %s:\n%s", c.has, c.has2, c.no, out)
			}
		})
	}
}

// TestSpacedLists writes lists as people do, with spaces.
func TestSpacedLists(t *testing.T) {
	p := serve(t, "http", "--sandbox", "--toolsets", "contacts, articles", "--allowed-hosts", "a.example.com, b.example.com")
	p.post(call(1, "list_articles", "{}"), "Host: b.example.com").works(t)
}

// TestTokenOfAFile gives a token with the line end of a file.
func TestTokenOfAFile(t *testing.T) {
	u := intercom(t)
	p := start(t, u.variable(), "INTERCOM_ACCESS_TOKEN=tok-of-file\n")
	p.write(initialize(1, "2025-11-25") + "\n" + call(2, "list_contacts", "{}") + "\n")
	p.answers(2)["2"].works(t)
	if got := u.seen(); !slices.Equal(got, []string{"tok-of-file"}) {
		t.Errorf("Intercom was asked with %q", got)
	}
}
