package e2e

import (
	"slices"
	"strings"
	"testing"
)

// TestHelp shows that the help tells every command, flag and variable, and no
// variable's value: some are secrets.
func TestHelp(t *testing.T) {
	for _, args := range []string{"--help", "-h", "call --help", "--sandbox http -h"} {
		t.Run(args, func(t *testing.T) {
			p := start(t, append(strings.Fields(args), "INTERCOM_ACCESS_TOKEN=hidden-1", "INTERCOM_REDACT_KEY=hidden-2", "INTERCOM_REGION=mars")...)
			p.ended()
			help := p.out.all()
			for _, part := range []string{"intercom-mcp", "--access-token=", "$INTERCOM_ACCESS_TOKEN", "--toolsets=", "default: default", "--read-only ",
				"$INTERCOM_MCP_LOG_LEVEL"} {
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
		})
	}
	p := start(t, "--help")
	p.ended()
	for _, command := range []string{"stdio", "http", "sse", "tools", "call", "doctor", "sandbox", "version"} {
		if !strings.Contains(p.out.all(), "\n  "+command+" ") {
			t.Errorf("not told: %s", command)
		}
	}
}

// TestOptions shows how flags and variables are read, by the tools that they select.
func TestOptions(t *testing.T) {
	for name, c := range map[string]struct {
		args          string
		has, has2, no string
	}{
		"default":                  {"tools", "create_contact", "get_me", "list_articles"},
		"flag before the command":  {"--toolsets contacts tools", "create_contact", "get_contact", "get_me"},
		"flag after the command":   {"tools --toolsets=contacts", "create_contact", "get_contact", "get_me"},
		"list in a flag":           {"tools --toolsets contacts,articles", "get_contact", "get_article", "get_me"},
		"list of flags":            {"tools --toolsets contacts --toolsets articles", "get_contact", "get_article", "get_me"},
		"list in a variable":       {"tools INTERCOM_TOOLSETS=contacts,articles", "get_contact", "get_article", "get_me"},
		"flag wins":                {"tools INTERCOM_TOOLSETS=contacts --toolsets articles", "get_article", "list_articles", "get_contact"},
		"no toolset":               {"tools --toolsets= --tools get_me,get_note", "get_me", "get_note", "get_contact"},
		"no toolset in a variable": {"tools INTERCOM_TOOLSETS= --tools get_me,get_note", "get_me", "get_note", "get_contact"},
		"excluded in a variable":   {"tools INTERCOM_EXCLUDE_TOOLS=get_company,get_me", "get_contact", "create_contact", "get_me"},
		"read-only":                {"--read-only tools", "get_contact", "get_me", "create_contact"},
		"read-only=true":           {"tools --read-only=true", "get_contact", "get_me", "create_contact"},
		"read-only=false wins":     {"tools INTERCOM_READ_ONLY=true --read-only=false", "create_contact", "get_me", "get_article"},
		"READ_ONLY=true":           {"tools INTERCOM_READ_ONLY=true", "get_contact", "get_me", "create_contact"},
		"READ_ONLY=1":              {"tools INTERCOM_READ_ONLY=1", "get_contact", "get_me", "create_contact"},
		"READ_ONLY=false":          {"tools INTERCOM_READ_ONLY=false", "create_contact", "get_me", "get_article"},
		"READ_ONLY=":               {"tools INTERCOM_READ_ONLY=", "create_contact", "get_me", "get_article"},
		"REGION=":                  {"tools INTERCOM_REGION= INTERCOM_TIMEOUT= --timeout 1m", "create_contact", "get_me", "get_article"},
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

// TestSpacedLists are written as people write lists.
func TestSpacedLists(t *testing.T) {
	p := serve(t, "http", "--sandbox", "--toolsets", "contacts, articles", "--allowed-hosts", "a.example.com, b.example.com")
	p.post(call(1, "list_articles", "{}"), "Host: b.example.com").works(t)
}

// TestTokenOfAFile has the line end that files of secrets end with.
func TestTokenOfAFile(t *testing.T) {
	u := intercom(t)
	p := start(t, u.variable(), "INTERCOM_ACCESS_TOKEN=tok-of-file\n")
	p.write(initialize(1, "2025-11-25") + "\n" + call(2, "list_contacts", "{}") + "\n")
	p.answers(2)["2"].works(t)
	if got := u.seen(); !slices.Equal(got, []string{"tok-of-file"}) {
		t.Errorf("Intercom was asked with %q", got)
	}
}
