package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTools shows how flags and variables select tools.
func TestTools(t *testing.T) {
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
			got := runProgram(t, "", strings.Fields(c.args)...)
			out := "\n" + got.out
			if got.status != 0 || !strings.Contains(out, "\n"+c.has+" ") || !strings.Contains(out, "\n"+c.has2+" ") || strings.Contains(out, "\n"+c.no+" ") {
				t.Errorf("exit status %d; does not have %s and %s, or has %s:\n%s", got.status, c.has, c.has2, c.no, out)
			}
		})
	}
}

func TestToolsSum(t *testing.T) {
	got := runProgram(t, "", "tools", "--toolsets=contacts,articles")
	for _, want := range []string{
		`^TOOL +TOOLSET +EFFECT +~TOKENS +WHAT IT DOES\n`, `\nTOOLSET +TOOLS +~TOKENS\n`, `\ncontacts +\d+ +\d+\n`, `\ntogether +\d+ +\d+\n$`,
	} {
		if !regexp.MustCompile(want).MatchString(got.out) {
			t.Errorf("nothing is like %s:\n%s", want, got.out)
		}
	}
}

func TestToolsJSON(t *testing.T) {
	got := runProgram(t, "", "tools", "--json", "--toolsets=", "--tools=get_me,get_note")
	var listed struct{ Tools []struct{ Name string } }
	if err := json.Unmarshal([]byte(got.out), &listed); err != nil || got.status != 0 || got.log != "" || len(listed.Tools) != 2 {
		t.Errorf("%v: %+v", err, got)
	}
}

// TestCall shows what call prints and with what status it ends.
func TestCall(t *testing.T) {
	for name, c := range map[string]struct {
		args   []string
		stdin  string
		status int
		says   string // in standard output
	}{
		"no arguments":     {[]string{"get_me"}, "", 0, `"name":"Ann Lee"`},
		"arguments":        {[]string{"list_contacts", `{"per_page":1}`}, "", 0, `"contacts":[{`},
		"standard input":   {[]string{"list_contacts", "-"}, `{"per_page":1}`, 0, `"contacts":[{`},
		"nothing on input": {[]string{"get_me", "-"}, "", 0, `"name":"Ann Lee"`},
		"JSON":             {[]string{"get_me", "--json"}, "", 0, `"structuredContent": {`},
		"an error":         {[]string{"get_contact", `{"id":"66f000000000000000000000"}`}, "", 1, "404"},
		"an error as JSON": {[]string{"get_contact", `{"id":"66f000000000000000000000"}`, "--json"}, "", 1, `"isError": true`},
		"bad arguments":    {[]string{"get_contact", `{"idd":"1"}`}, "", 1, "idd"},
		"a fault":          {[]string{"get_me", "--fault", "GET /me 404"}, "", 1, "404"},
	} {
		t.Run(name, func(t *testing.T) {
			got := runProgram(t, c.stdin, append([]string{"--sandbox", "call"}, c.args...)...)
			if got.status != c.status || !strings.Contains(got.out, c.says) {
				t.Errorf("exit status %d, want %d; want %q in:\n%s", got.status, c.status, c.says, got.out)
			}
			if strings.Contains(got.log, "intercom-mcp: ") {
				t.Errorf("standard error: %s", got.log)
			}
		})
	}
}

func TestCallWithoutToken(t *testing.T) {
	if got := runProgram(t, "", "call", "get_me"); got.status != statusFailed || !strings.Contains(got.out, "INTERCOM_ACCESS_TOKEN") {
		t.Errorf("%+v", got)
	}
}

func TestCallTrace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "trace")
	got := runProgram(t, "", "--sandbox", "--trace", path, "call", "get_me")
	if got.status != 0 || !strings.Contains(got.log, path) {
		t.Errorf("%+v", got)
	}
	if raw, err := os.ReadFile(path); err != nil || !strings.Contains(string(raw), "GET https://sandbox.invalid/me") {
		t.Errorf("%v: %s", err, raw)
	}
}

func TestVersion(t *testing.T) {
	got := runProgram(t, "", "version")
	if got.status != 0 || !regexp.MustCompile(`^intercom-mcp dev \(.+, go1\..+\)\n$`).MatchString(got.out) {
		t.Errorf("%+v", got)
	}
}

// brokenPipe takes no output.
type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

// TestBrokenOutput shows that output which nobody gets is a failure.
func TestBrokenOutput(t *testing.T) {
	for _, args := range [][]string{{"tools"}, {"tools", "--json"}, {"version"}, {"--help"}, {"--sandbox", "call", "get_me"}} {
		var log strings.Builder
		status := run(t.Context(), args, nil, strings.NewReader(""), brokenPipe{}, io.Writer(&log))
		if status != statusFailed || log.String() != "intercom-mcp: broken pipe\n" {
			t.Errorf("%q: exit status %d, standard error %q", args, status, log.String())
		}
	}
}
