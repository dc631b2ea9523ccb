package main

import (
	"reflect"
	"strings"
	"testing"

	"github.com/jessevdk/go-flags"
)

// flagCases has values of every flag: two that differ from each other and from
// the default, and one that is refused (none where every value is taken) by the
// command that looks at it.
var flagCases = map[string]struct{ one, other, bad, command string }{
	"access-token":      {one: "tok-1", other: "tok-2"},
	"region":            {one: "eu", other: "au", bad: "mars"},
	"base-url":          {one: "https://one.example.com", other: "https://two.example.com", bad: "api.example.com"},
	"api-version":       {one: "2.14", other: "Preview", bad: "two"},
	"admin-id":          {one: "1", other: "2", bad: "a/b"},
	"timeout":           {one: "1s", other: "2m", bad: "0s"},
	"retry-budget":      {one: "0", other: "5s", bad: "-1s"},
	"call-limit":        {one: "0", other: "20s", bad: "-1s"},
	"duplicate-window":  {one: "0", other: "5s", bad: "-1s"},
	"sandbox":           {one: "true", other: "false", bad: "perhaps"},
	"fault":             {one: "* cut", other: "* garbage", bad: "nonsense", command: "--sandbox"},
	"toolsets":          {one: "contacts", other: "all,triage", bad: "nonsense"},
	"tools":             {one: "get_me", other: "get_note,get_contact", bad: "nonsense"},
	"exclude-tools":     {one: "get_me", other: "get_note,get_contact", bad: "nonsense"},
	"read-only":         {one: "true", other: "false", bad: "perhaps"},
	"max-result-tokens": {one: "5000", other: "6000", bad: "many"},
	"structured":        {one: "on", other: "off", bad: "perhaps"},
	"redact":            {one: "email", other: "phone,card", bad: "names"},
	"redact-key":        {one: "k1", other: "k2"},
	"addr":              {one: "127.0.0.1:1", other: "127.0.0.1:2", bad: "nonsense", command: "http"},
	"allowed-hosts":     {one: "a.example.com", other: "b.example.com,c.example.com", bad: "https://a.example.com", command: "http"},
	"allowed-origins":   {one: "https://a.example.com", other: "http://b.example.com", bad: "*", command: "http"},
	"trace":             {one: "a", other: "b", bad: "/nonexistent/t"},
	"log-level":         {one: "debug", other: "error", bad: "loud"},
	"log-format":        {one: "json", other: "text", bad: "xml"},
}

// withoutVariable are the flags that no variable sets.
var withoutVariable = map[string]bool{"fault": true}

// globalFlags returns all flags but those of single commands.
func globalFlags(t *testing.T) []*flags.Option {
	t.Helper()
	p, err := newParser(&cli{}, commands())
	if err != nil {
		t.Fatal(err)
	}
	return options(p.Groups())
}

// parsed returns the options that arguments and variables come to.
func parsed(t *testing.T, args, env []string) cli {
	t.Helper()
	var c cli
	if _, err := parse(&c, args, env); err != nil {
		t.Fatalf("%q %q: %v", args, env, err)
	}
	return c
}

// TestFlagsAndVariables checks of every flag that its values matter, that its
// variable does the same, that the flag wins, and that an empty variable is none.
func TestFlagsAndVariables(t *testing.T) {
	all := globalFlags(t)
	for _, o := range all {
		t.Run(o.LongName, func(t *testing.T) {
			c, ok := flagCases[o.LongName]
			if !ok {
				t.Fatal("flagCases has no values of this flag")
			}
			one := parsed(t, []string{"--" + o.LongName + "=" + c.one}, nil)
			other := parsed(t, []string{"--" + o.LongName + "=" + c.other}, nil)
			if reflect.DeepEqual(one, parsed(t, nil, nil)) || reflect.DeepEqual(one, other) {
				t.Errorf("the values make no difference: %+v", one)
			}
			if !withoutVariable[o.LongName] {
				checkVariable(t, o, one, other)
			} else if o.EnvDefaultKey != "" {
				t.Errorf("has the variable %s", o.EnvDefaultKey)
			}
		})
	}
	if len(all) != len(flagCases) {
		t.Errorf("flagCases has %d flags, the program %d", len(flagCases), len(all))
	}
}

// checkVariable checks the name and the effect of a flag's variable, by what the
// flag's two values in flagCases come to.
func checkVariable(t *testing.T, o *flags.Option, one, other cli) {
	t.Helper()
	words := "_" + strings.ToUpper(strings.ReplaceAll(o.LongName, "-", "_"))
	if !strings.HasPrefix(o.EnvDefaultKey, "INTERCOM_") || !strings.HasSuffix(o.EnvDefaultKey, words) {
		t.Errorf("the variable is called %q", o.EnvDefaultKey)
	}
	variable := []string{o.EnvDefaultKey + "=" + flagCases[o.LongName].one}
	if got := parsed(t, nil, variable); !reflect.DeepEqual(got, one) {
		t.Errorf("%s gives %+v, the flag %+v", variable, got, one)
	}
	flagOther := []string{"--" + o.LongName + "=" + flagCases[o.LongName].other}
	if got := parsed(t, flagOther, variable); !reflect.DeepEqual(got, other) {
		t.Errorf("%s with %s gives %+v", flagOther, variable, got)
	}
	empty := parsed(t, nil, []string{o.EnvDefaultKey + "="})
	if len(empty.remarks) != 1 || empty.remarks[0].setting != o.EnvDefaultKey {
		t.Errorf("of an empty variable is said: %v", empty.remarks)
	}
	if empty.remarks = nil; !reflect.DeepEqual(empty, parsed(t, nil, nil)) {
		t.Errorf("an empty variable gives %+v", empty)
	}
}

// TestEmptyToolsets selects no toolset: that is the one empty value with a meaning,
// in a variable only where tools are named besides.
func TestEmptyToolsets(t *testing.T) {
	for name, c := range map[string]cli{
		"flag":        parsed(t, []string{"--toolsets="}, nil),
		"variable":    parsed(t, nil, []string{"INTERCOM_TOOLSETS=", "INTERCOM_TOOLS=get_me"}),
		"with a flag": parsed(t, []string{"--tools=get_me"}, []string{"INTERCOM_TOOLSETS="}),
	} {
		if len(c.Offer.Toolsets) > 0 {
			t.Errorf("%s: %q", name, c.Offer.Toolsets)
		}
	}
}

// TestProcessEnvironment shows that only the given environment counts.
func TestProcessEnvironment(t *testing.T) {
	for _, o := range globalFlags(t) {
		if o.EnvDefaultKey != "" {
			t.Setenv(o.EnvDefaultKey, "nonsense")
		}
	}
	if got := parsed(t, nil, nil); got.Workspace.Region != "us" || got.Workspace.AccessToken != "" {
		t.Errorf("%+v", got)
	}
}

// TestBadValues starts the program with a bad value of every flag, as a flag and
// as a variable: one line says which flag or value is bad.
func TestBadValues(t *testing.T) {
	for _, o := range globalFlags(t) {
		c := flagCases[o.LongName]
		if c.bad == "" {
			continue
		}
		starts := map[string]string{"flag": "--" + o.LongName + "=" + c.bad, "variable": o.EnvDefaultKey + "=" + c.bad}
		if withoutVariable[o.LongName] {
			delete(starts, "variable")
		}
		for name, word := range starts {
			t.Run(o.LongName+"/"+name, func(t *testing.T) {
				checkBadStart(t, append(strings.Fields(c.command), word), c.bad)
			})
		}
	}
}

// checkBadStart checks that the program refuses to start, in one line that says a part.
func checkBadStart(t *testing.T, args []string, says string) {
	t.Helper()
	got := runProgram(t, "", args...)
	if got.status != statusBadStart || got.out != "" {
		t.Errorf("exit status %d, want 2; standard output %q", got.status, got.out)
	}
	if strings.Count(got.log, "\n") != 1 || !strings.HasPrefix(got.log, "intercom-mcp: ") || !strings.Contains(got.log, says) {
		t.Errorf("standard error is not one line with %q:\n%s", says, got.log)
	}
}

// TestBadStart shows that what can't be served is said in one line.
func TestBadStart(t *testing.T) {
	for name, c := range map[string]struct{ args, says string }{
		"unknown flag":          {"--sandbx", "sandbx"},
		"unknown command":       {"serve", "serve"},
		"a word too many":       {"stdio contacts", "contacts"},
		"an argument too many":  {"call get_me {} {} --sandbox", "{}"},
		"no tool to call":       {"call --sandbox", "TOOL"},
		"a tool that is none":   {"call get_contract --sandbox", "get_contract"},
		"a tool not offered":    {"call get_article --sandbox", "--toolsets articles"},
		"a tool that writes":    {"call create_contact --sandbox --read-only", "read-only"},
		"no JSON":               {"call get_me {id:1} --sandbox", "not JSON"},
		"no value":              {"--sandbox --region", "--region needs a value"},
		"bad switch":            {"--sandbox=perhaps", `--sandbox "perhaps" is not true or false`},
		"bad number":            {"--max-result-tokens many", `--max-result-tokens "many" is not a whole number`},
		"small number":          {"--max-result-tokens 1", "--max-result-tokens 1 is too small"},
		"bad region":            {"--region mars", `--region "mars" is not us, eu or au`},
		"bad timeout":           {"--timeout soon", `--timeout "soon" is not a time such as 30s`},
		"negative timeout":      {"--timeout -1s", "timeout"},
		"bad log level":         {"--log-level loud", `--log-level "loud" is not debug`},
		"unknown toolset":       {"--sandbox --toolsets contacts,nonsense", "nonsense"},
		"unknown tool":          {"--sandbox --tools nonsense", "nonsense"},
		"unknown excluded tool": {"--sandbox --exclude-tools nonsense", "nonsense"},
		"no tool":               {"--sandbox --toolsets=", "no tool"},
		"all tools excluded":    {"--sandbox --toolsets= --tools get_me --exclude-tools get_me", "no tool"},
		"writer in read-only":   {"--sandbox --read-only --tools create_contact", "create_contact"},
		"http, the same":        {"http --sandbox --read-only --tools create_contact", "create_contact"},
		"tools, the same":       {"tools --read-only --tools create_contact", "create_contact"},
		"doctor, the same":      {"doctor --sandbox --read-only --tools create_contact", "create_contact"},
		"base URL in clear":     {"--base-url http://api.example.com", "https"},
		"no base URL":           {"--base-url api.example.com", "api.example.com"},
		"bad version":           {"--api-version two", "two"},
		"bad admin":             {"--admin-id a/b", "a/b"},
		"fault without sandbox": {"--fault cut", "--sandbox"},
		"bad fault":             {"--sandbox --fault nonsense", "nonsense"},
		"bad fault, sandbox":    {"sandbox --fault nonsense", "nonsense"},
		"bad address":           {"http --sandbox --addr nonsense", "nonsense"},
		"bad address, sandbox":  {"sandbox --addr nonsense", "nonsense"},
		"no host":               {"http --sandbox --allowed-hosts https://mcp.example.com", "mcp.example.com"},
		"no origin":             {"http --sandbox --allowed-origins https://app.example.com/", "app.example.com/"},
		"any origin":            {"sse --sandbox --allowed-origins *", "origin"},
		"trace to nowhere":      {"--sandbox --trace /nonexistent/t", "/nonexistent/t"},
		"bad variable":          {"INTERCOM_REGION=mars", `--region "mars" is not us, eu or au (INTERCOM_REGION is set)`},
		"bad time variable":     {"INTERCOM_TIMEOUT=soon", "--timeout"},
		"bad switch variable":   {"INTERCOM_READ_ONLY=perhaps", "--read-only"},
		"bad level variable":    {"INTERCOM_MCP_LOG_LEVEL=loud", "--log-level"},
		"bad toolset variable":  {"INTERCOM_TOOLSETS=nonsense --sandbox", "nonsense"},
	} {
		t.Run(name, func(t *testing.T) { checkBadStart(t, strings.Fields(c.args), c.says) })
	}
}
