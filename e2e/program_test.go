package e2e

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// watchdog ends a program that a test waits for in vain. No test comes near it.
const watchdog = 2 * time.Minute

// program is a running intercom-mcp.
type program struct {
	t    testing.TB
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  *lines
	log  *lines // standard error
	addr string // where it listens, if it does
	over bool   // exit was called
}

// start runs the program. Arguments of the form NAME=value are its variables;
// it inherits no other of its own.
func start(t testing.TB, args ...string) *program {
	t.Helper()
	return startBinary(t, binary(), args...)
}

func startBinary(t testing.TB, path string, args ...string) *program {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), watchdog)
	p := &program{t: t, cmd: exec.CommandContext(ctx, path)}
	p.cmd.Env = environment()
	for _, arg := range args {
		if strings.HasPrefix(arg, "INTERCOM_") {
			p.cmd.Env = append(p.cmd.Env, arg)
		} else {
			p.cmd.Args = append(p.cmd.Args, arg)
		}
	}
	var err error
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	errs, err := p.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	p.out, p.log = linesOf(out), linesOf(errs)
	t.Cleanup(func() {
		cancel()
		p.exit()
		if t.Failed() {
			t.Logf("%v logged:\n%s", p.cmd.Args[1:], p.log.all())
		}
	})
	return p
}

// environment returns this process's, without what configures the program. The
// race detector waits for a second at a process's end unless it is told not to.
func environment() []string {
	env := []string{"GORACE=atexit_sleep_ms=50"}
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "INTERCOM_") {
			env = append(env, v)
		}
	}
	return env
}

// serve runs a listening command on a free port, which the first log line names.
func serve(t testing.TB, args ...string) *program {
	t.Helper()
	return serveBinary(t, binary(), args...)
}

// serveSandbox runs the sandbox as a release builds it: it is not the program
// under test, and without the race detector it needs much less time.
func serveSandbox(t testing.TB, args ...string) *program {
	t.Helper()
	path, err := released()
	if err != nil {
		t.Fatal(err)
	}
	return serveBinary(t, path, append([]string{"sandbox"}, args...)...)
}

func serveBinary(t testing.TB, path string, args ...string) *program {
	t.Helper()
	p := startBinary(t, path, append(args, "--addr", "127.0.0.1:0", "--log-format", "json")...)
	line, ok := p.log.next()
	var first struct{ Addr string }
	if err := json.Unmarshal([]byte(line), &first); !ok || err != nil || first.Addr == "" {
		t.Fatalf("the first log line names no address: %q", line)
	}
	p.addr = first.Addr
	return p
}

func (p *program) url(path string) string { return "http://" + p.addr + path }

// stop asks the program to stop, as a service manager does.
func (p *program) stop() {
	p.t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
}

// exit waits for the program's end and returns its status, -1 for a signal's.
func (p *program) exit() int {
	if !p.over {
		p.over = true
		p.out.rest()
		p.log.rest()
		_ = p.cmd.Wait() // the status says it all
	}
	return p.cmd.ProcessState.ExitCode()
}

// ended checks that the program ends by itself and with status 0.
func (p *program) ended() {
	p.t.Helper()
	if status := p.exit(); status != 0 {
		p.t.Errorf("exit status %d, want 0", status)
	}
}
