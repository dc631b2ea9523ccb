package main

import (
	"strings"
	"testing"
)

// TestHelp compares the help with its golden files: it shows every command, flag
// and variable, and no variable's value, since some are secrets.
func TestHelp(t *testing.T) {
	for args, golden := range map[string]string{
		"--help": "help.txt", "-h": "help.txt", "call --help": "help-call.txt", "--sandbox call -h": "help-call.txt", "doctor -h --region eu": "help-doctor.txt",
	} {
		t.Run(args, func(t *testing.T) {
			words := append(strings.Fields(args), "INTERCOM_ACCESS_TOKEN=hidden-1", "INTERCOM_REDACT_KEY=hidden-2", "INTERCOM_REGION=mars")
			got := runProgram(t, "", words...)
			if got.status != 0 || got.log != "" {
				t.Errorf("exit status %d, standard error %q", got.status, got.log)
			}
			checkGolden(t, golden, got.out)
			for _, o := range globalFlags(t) {
				if o.Description == "" || !strings.Contains(got.out, "--"+o.LongName) || !strings.Contains(got.out, "$"+o.EnvDefaultKey) {
					t.Errorf("--%s or its variable is missing or has no description", o.LongName)
				}
			}
		})
	}
	all := runProgram(t, "", "--help").out
	for _, cmd := range commands() {
		if !strings.Contains(all, "\n  "+cmd.name+" ") {
			t.Errorf("the command %s is missing", cmd.name)
		}
	}
	if len(descriptions()) != len(globalFlags(t)) {
		t.Error("a description has no flag")
	}
}
