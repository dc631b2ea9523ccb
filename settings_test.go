package main

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/jessevdk/go-flags"
)

// placeholders are values that nothing was put in place of.
func placeholders() []string {
	return []string{
		"${user_config.token}", "${INTERCOM_TOKEN}", "${env:TOKEN}", "${", "$INTERCOM_TOKEN", "$env:TOKEN", "$(cat token)", "%INTERCOM_TOKEN%", "{{token}}",
		"{env:TOKEN}", "<your token>", "<TOKEN>", "op://vault/intercom/token", "your-token", "YOUR_ACCESS_TOKEN_HERE", "…", "...", "undefined", "null",
		`"${TOKEN}"`, "'<token>'", " ${TOKEN}\n", "\ufeff${TOKEN}", "“{{ token }}”",
	}
}

// empties are values without anything in them.
func empties() []string { return []string{"''", `""`, " ", "\t\r\n", "\ufeff", `" "`, "“”"} }

// TestNoValues gives every flag, and its variable, a value that is none: it
// counts as not set, which is said without the value, or the program does not
// start.
func TestNoValues(t *testing.T) {
	for _, o := range globalFlags(t) {
		for _, value := range append(placeholders(), empties()...) {
			for setting, c := range map[string]struct{ args, env []string }{
				"--" + o.LongName: {args: []string{"--" + o.LongName + "=" + value}},
				o.EnvDefaultKey:   {env: []string{o.EnvDefaultKey + "=" + value}},
			} {
				if setting != "" {
					checkNoValue(t, o, setting, value, c.args, c.env)
				}
			}
		}
	}
}

func checkNoValue(t *testing.T, o *flags.Option, setting, value string, args, env []string) {
	t.Helper()
	var got cli
	_, err := parse(&got, args, env)
	if slices.Contains(guards(), o.LongName) && slices.Contains(placeholders(), value) {
		if err == nil || !strings.Contains(err.Error(), setting) {
			t.Errorf("%s=%q: %v", setting, value, err)
		}
		return
	}
	if err != nil || len(got.remarks) != 1 || got.remarks[0].setting != setting || !got.remarks[0].unset() {
		t.Errorf("%s=%q: %v, %+v", setting, value, err, got.remarks)
		return
	}
	if got.remarks = nil; !reflect.DeepEqual(got, parsed(t, nil, nil)) {
		t.Errorf("%s=%q makes a difference: %+v", setting, value, got)
	}
}

// TestHalfPlaceholders finds one in a longer value.
func TestHalfPlaceholders(t *testing.T) {
	for setting, stops := range map[string]bool{
		"--trace=/tmp/${USER}/trace": false, "--trace=/tmp/$USER/trace": false, `--trace=%TEMP%\trace`: false, "--base-url=https://${HOST}/": false,
		"--toolsets=contacts,${MORE}": false, "--exclude-tools=get_me,$MORE": true, "--exclude-tools=get_me, <more>": true, "--redact=email,{{kinds}}": true,
		"--redact-key=${KEY}-1": false, "--access-token=Bearer ${TOKEN}": false,
	} {
		var c cli
		_, err := parse(&c, []string{setting}, nil)
		if (err != nil) != stops || err == nil && (len(c.remarks) != 1 || c.remarks[0].what != isPlaceholder) {
			t.Errorf("%s: %v, %+v", setting, err, c.remarks)
		}
	}
	for _, setting := range []string{"--redact-key=a$ecret%and%more", "--access-token=a$b%c%d", "--fault=* garbage 5%", "--trace=a$"} {
		if c := parsed(t, []string{setting}, nil); len(c.remarks) > 0 {
			t.Errorf("%s: %+v", setting, c.remarks)
		}
	}
}

// TestSandboxMeant does not start with a real workspace where the sandbox may be meant.
func TestSandboxMeant(t *testing.T) {
	checkBadStart(t, []string{"INTERCOM_SANDBOX=${SANDBOX}", "INTERCOM_ACCESS_TOKEN=tok"}, "INTERCOM_SANDBOX")
	if got := runProgram(t, "", "INTERCOM_SANDBOX=${SANDBOX}"); got.status != 0 {
		t.Errorf("%+v", got)
	}
	if got := runProgram(t, "", "INTERCOM_SANDBOX=${SANDBOX}", "INTERCOM_ACCESS_TOKEN=tok", "--sandbox"); got.status != 0 {
		t.Errorf("%+v", got)
	}
}

// TestFlagsWin leaves a variable alone whose flag is set, and takes it where the
// flag has no value.
func TestFlagsWin(t *testing.T) {
	c := parsed(t, []string{"--read-only", "--region", "eu"}, []string{"INTERCOM_READ_ONLY=${X}", "INTERCOM_REGION=${X}"})
	if !c.Offer.ReadOnly || len(c.remarks) > 0 {
		t.Errorf("%+v", c)
	}
	if c := parsed(t, []string{"--region", "${X}"}, []string{"INTERCOM_REGION=eu"}); c.Workspace.Region != "eu" {
		t.Errorf("%+v", c)
	}
}

// TestTokensAsWritten takes off what does not belong to a token.
func TestTokensAsWritten(t *testing.T) {
	for _, value := range []string{
		"tok", `"tok"`, "'tok'", "“tok”", "‘tok’", "`tok`", `"tok`, "Bearer tok", "bearer tok", `"Bearer tok"`, `Bearer "tok"`, "Bearer Bearer tok",
		"Authorization: Bearer tok", " tok\r\n", "\ufefftok", "\u200btok", "BEARER\ttok",
	} {
		if c := parsed(t, nil, []string{"INTERCOM_ACCESS_TOKEN=" + value}); c.Workspace.AccessToken != "tok" || len(c.remarks) > 1 {
			t.Errorf("%q: %q, %+v", value, c.Workspace.AccessToken, c.remarks)
		}
	}
	for value, what := range map[string]string{"Bearer": isEmpty, "Bearer ": isEmpty, "to k": isNoToken, "tök": isNoToken, "Bearer <token>": isPlaceholder} {
		c := parsed(t, nil, []string{"INTERCOM_ACCESS_TOKEN=" + value})
		if c.Workspace.AccessToken != "" || len(c.remarks) != 1 || c.remarks[0].what != what {
			t.Errorf("%q: %q, %+v", value, c.Workspace.AccessToken, c.remarks)
		}
	}
}

// TestWordsInAnyCase takes words in any case, in quotes and with blanks.
func TestWordsInAnyCase(t *testing.T) {
	for text, want := range map[string]string{
		`--region=EU`:                               "--region=eu",
		`--region="Au"`:                             "--region=au",
		`--log-level=WARN`:                          "--log-level=warn",
		`--log-format=Json`:                         "--log-format=json",
		`--api-version=preview`:                     "--api-version=Preview",
		`--read-only=TRUE`:                          "--read-only=true",
		`--read-only=Yes`:                           "--read-only=true",
		`--read-only=oFF`:                           "--read-only=false",
		`--sandbox=On`:                              "--sandbox=true",
		`--toolsets= Contacts , ARTICLES `:          "--toolsets=contacts,articles",
		`--toolsets="contacts","articles"`:          "--toolsets=contacts,articles",
		`--toolsets=contacts articles`:              "--toolsets=contacts,articles",
		`--exclude-tools=Get_Me`:                    "--exclude-tools=get_me",
		`--redact=Email, PHONE`:                     "--redact=email,phone",
		`--timeout=30S`:                             "--timeout=30s",
		`--timeout=1m 30s`:                          "--timeout=1m30s",
		`--allowed-origins=HTTPS://App.example.com`: "--allowed-origins=https://app.example.com",
	} {
		if got := parsed(t, []string{text}, nil); !reflect.DeepEqual(got, parsed(t, []string{want}, nil)) {
			t.Errorf("%s: %+v", text, got)
		}
	}
}

// TestWarnings names the settings that count as not set, and tells no value; no
// file is made of one.
func TestWarnings(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	before, _ := filepath.Glob(here + "/*")
	got := runProgram(t, "", "INTERCOM_ACCESS_TOKEN=Bearer ${a_secret}", "INTERCOM_MCP_TRACE=${user_config.trace}",
		"--redact=email", "INTERCOM_REDACT_KEY=<a_secret>")
	for _, name := range []string{"INTERCOM_ACCESS_TOKEN", "INTERCOM_MCP_TRACE", "INTERCOM_REDACT_KEY"} {
		if !strings.Contains(got.log, "setting="+name) {
			t.Errorf("%s is not named", name)
		}
	}
	if after, _ := filepath.Glob(here + "/*"); got.status != 0 || strings.Contains(got.log, "a_secret") || len(after) != len(before) {
		t.Errorf("exit status %d, files %q:\n%s", got.status, after, got.log)
	}
}

// TestDoctorSettings says what is wrong with a value that is none.
func TestDoctorSettings(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		says []string
	}{
		"placeholder": {[]string{"INTERCOM_ACCESS_TOKEN=${TOKEN}"}, []string{"WRONG token         INTERCOM_ACCESS_TOKEN holds a placeholder"}},
		"empty":       {[]string{"INTERCOM_ACCESS_TOKEN=''"}, []string{"WRONG token         INTERCOM_ACCESS_TOKEN is empty"}},
		"no token":    {[]string{"INTERCOM_ACCESS_TOKEN=to k"}, []string{"WRONG token         INTERCOM_ACCESS_TOKEN holds what no access token can be"}},
		"another one": {
			[]string{"INTERCOM_REGION=${R}", "INTERCOM_ADMIN_ID="},
			[]string{"WRONG setting       INTERCOM_REGION holds", "ok    setting       INTERCOM_ADMIN_ID is empty"},
		},
		"in the sandbox": {[]string{"--sandbox", "INTERCOM_ACCESS_TOKEN=${TOKEN}"}, []string{"ok    token         none is needed"}},
	} {
		got := runProgram(t, "", append(c.args, "doctor")...)
		for _, part := range c.says {
			if !strings.Contains(got.out, part) {
				t.Errorf("%s: not said: %s\n%s", name, part, got.out)
			}
		}
	}
	u := intercom(t, untouched)
	if got := runProgram(t, "", "doctor", "--base-url="+u, `INTERCOM_ACCESS_TOKEN="Bearer tok"`); got.status != 0 ||
		!strings.Contains(got.out, "ok    token         is set; INTERCOM_ACCESS_TOKEN had quotes or Bearer around it") {
		t.Errorf("%+v", got)
	}
}
