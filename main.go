// Command intercom-mcp gives AI agents access to a company's Intercom workspace
// as MCP tools, over standard input and output, Streamable HTTP and legacy SSE.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	_ "intercom-mcp/gctune"
)

// The program's exit statuses besides 0.
const (
	statusFailed   = 1 // the command ran, and failed
	statusBadStart = 2 // what was asked for can't be done: a bad flag, variable or combination
)

// badStart is an error in what the user asked for.
type badStart struct{ error }

// errFailed ends a command that has already said what is wrong.
var errFailed = errors.New("")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr))
}

// run runs the program and returns its exit status. The environment env is in
// the form of os.Environ. Once ctx is done, a server finishes its calls and ends.
func run(ctx context.Context, args, env []string, in io.Reader, out, errs io.Writer) int {
	c := cli{stdin: in, stdout: out, stderr: errs}
	cmd, err := parse(&c, args, env)
	if wanted := (helpWanted{}); errors.As(err, &wanted) {
		_, err = io.WriteString(out, wanted.text)
		return complain(errs, err, statusFailed)
	}
	if err != nil {
		return complain(errs, err, statusBadStart)
	}
	err = cmd.run(ctx, &c)
	if bad := (badStart{}); errors.As(err, &bad) {
		return complain(errs, err, statusBadStart)
	}
	return complain(errs, err, statusFailed)
}

// complain prints err, if there is one, on one line and returns the exit status.
func complain(w io.Writer, err error, status int) int {
	if err == nil {
		return 0
	}
	if msg := strings.ReplaceAll(err.Error(), "\n", "; "); msg != "" {
		_, _ = fmt.Fprintln(w, "intercom-mcp: "+msg)
	}
	return status
}
