package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "rewrite golden files")

// outcome is what a run of the program came to.
type outcome struct {
	status   int
	out, log string // standard output and standard error
}

// runProgram runs the program in this process, with an empty environment but for
// the arguments of the form INTERCOM_NAME=value.
func runProgram(t *testing.T, stdin string, args ...string) outcome {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute) // of a server that should not have started
	defer cancel()
	args, env := splitVariables(args)
	var out, log bytes.Buffer
	status := run(ctx, args, env, strings.NewReader(stdin), &out, &log)
	return outcome{status, out.String(), log.String()}
}

// splitVariables divides words into arguments and variables.
func splitVariables(words []string) (args, env []string) {
	for _, w := range words {
		if strings.HasPrefix(w, "INTERCOM_") {
			env = append(env, w)
		} else {
			args = append(args, w)
		}
	}
	return args, env
}

// checkGolden compares text with a file in testdata, or writes it there with -update.
func checkGolden(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if text != string(want) {
		t.Errorf("not as in %s (go test . -update rewrites it):\n%s", path, text)
	}
}
