package e2e

import (
	"strings"
	"testing"
)

// TestBadStart shows that what can't be served is said in one line, at once.
func TestBadStart(t *testing.T) {
	for name, c := range map[string]struct {
		args string
		says string
	}{
		"unknown flag":          {"--sandbx", "sandbx"},
		"unknown command":       {"serve", "serve"},
		"a word too many":       {"stdio contacts", "contacts"},
		"an argument too many":  {"call get_me {} {} --sandbox", "{}"},
		"no tool to call":       {"call --sandbox", "TOOL"},
		"a tool that is none":   {"call get_contract --sandbox", "get_contract"},
		"a tool not offered":    {"call get_article --sandbox", "--toolsets articles"},
		"a tool that writes":    {"call create_contact --sandbox --read-only", "read-only"},
		"no value":              {"--sandbox --region", "region"},
		"bad switch":            {"--sandbox=perhaps", "--sandbox"},
		"bad number":            {"--max-result-tokens many", "many"},
		"unknown toolset":       {"--sandbox --toolsets contacts,nonsense", "nonsense"},
		"unknown tool":          {"--sandbox --tools nonsense", "nonsense"},
		"unknown excluded tool": {"--sandbox --exclude-tools nonsense", "nonsense"},
		"no tool":               {"--sandbox --toolsets=", "no tool"},
		"writer in read-only":   {"--sandbox --read-only --tools create_contact", "create_contact"},
		"bad region":            {"--region mars", "mars"},
		"base URL in clear":     {"--base-url http://api.example.com", "https"},
		"no base URL":           {"--base-url api.example.com", "api.example.com"},
		"bad version":           {"--api-version two", "two"},
		"bad timeout":           {"--timeout soon", "soon"},
		"negative timeout":      {"--timeout -1s", "timeout"},
		"bad admin":             {"--admin-id a/b", "a/b"},
		"bad log level":         {"--log-level loud", "loud"},
		"fault without sandbox": {"--fault cut", "--sandbox"},
		"bad fault":             {"--sandbox --fault nonsense", "nonsense"},
		"bad address":           {"http --sandbox --addr nonsense", "nonsense"},
		"no host":               {"http --sandbox --allowed-hosts https://mcp.example.com", "mcp.example.com"},
		"no origin":             {"http --sandbox --allowed-origins https://app.example.com/", "app.example.com/"},
		"any origin":            {"sse --sandbox --allowed-origins *", "origin"},
		"trace to nowhere":      {"--sandbox --trace /nonexistent/t", "/nonexistent/t"},
		"bad variable":          {"INTERCOM_REGION=mars", "mars"},
		"bad time variable":     {"INTERCOM_TIMEOUT=soon", "--timeout"},
		"bad switch variable":   {"INTERCOM_READ_ONLY=perhaps", "--read-only"},
		"bad level variable":    {"INTERCOM_MCP_LOG_LEVEL=loud", "--log-level"},
		"bad toolset variable":  {"INTERCOM_TOOLSETS=nonsense --sandbox", "nonsense"},
		"http with a bad flag":  {"http --sandbox --read-only --tools create_contact", "create_contact"},
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
