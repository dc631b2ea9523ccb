package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// build builds the program as a release does.
func build(to string) error {
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", to, "intercom-mcp")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	return nil
}

// size is a file's size in MB.
func size(path string) (float64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	return float64(info.Size()) / 1e6, nil
}

// process is a program that is spoken to over pipes.
type process struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func start(env []string, name string, args ...string) (*process, error) {
	p := &process{cmd: exec.Command(name, args...)}
	p.cmd.Env = append(os.Environ(), env...)
	var err error
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.out = bufio.NewReaderSize(out, 1<<20)
	return p, p.cmd.Start()
}

// startBare starts this very program as a bare server.
func startBare(kind, api string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return start(nil, self, "-bare", kind, "-api", api)
}

// listening starts a bare server and returns its address, which it prints.
func listening(kind, api string) (*process, string, error) {
	p, err := startBare(kind, api)
	if err != nil {
		return nil, "", err
	}
	addr, err := p.out.ReadString('\n')
	return p, "http://" + strings.TrimSpace(addr), err
}

// listeningProgram starts the program on a free port, which its first log line names.
func listeningProgram(binary, api string) (*process, string, error) {
	p := &process{cmd: exec.Command(binary, "http", "--addr", "127.0.0.1:0", "--log-format", "json")}
	p.cmd.Env = append(os.Environ(), "INTERCOM_BASE_URL="+api)
	log, err := p.cmd.StderrPipe()
	if err != nil {
		return nil, "", err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, "", err
	}
	lines := bufio.NewReader(log)
	first, err := lines.ReadBytes('\n')
	if err != nil {
		return p, "", fmt.Errorf("the program's first log line: %w", err)
	}
	var line struct{ Addr string }
	if err := json.Unmarshal(first, &line); err != nil {
		return p, "", err
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	return p, "http://" + line.Addr, nil
}

// ask sends a line and waits for the line that answers it.
func (p *process) ask(line string) (string, error) {
	if _, err := io.WriteString(p.in, line+"\n"); err != nil {
		return "", err
	}
	return p.out.ReadString('\n')
}

func (p *process) stop() {
	if p == nil {
		return
	}
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

// memory is the process's resident memory in MB.
func (p *process) memory() (float64, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(raw)) {
		var kB float64
		if _, err := fmt.Sscanf(line, "VmRSS: %f kB", &kB); err == nil {
			return kB / 1000, nil
		}
	}
	return 0, errors.New("the system tells no memory")
}

const (
	initialize = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},` +
		`"clientInfo":{"name":"bench","version":"1"}}}`
	list = `{"jsonrpc":"2.0","id":2,"method":"tools/list"}`
)

// measureStart measures from exec to the answer of initialize, and the memory
// after tools/list.
func (r *report) measureStart(binary string, times int) error {
	for range times {
		began := time.Now()
		p, err := start([]string{"INTERCOM_ACCESS_TOKEN=bench"}, binary)
		if err != nil {
			return err
		}
		_, err = p.ask(initialize)
		r.start = append(r.start, time.Since(began))
		if err == nil {
			_, err = p.ask(list)
		}
		if err == nil {
			var mb float64
			mb, err = p.memory()
			r.memory = append(r.memory, mb)
		}
		p.stop()
		if err != nil {
			return fmt.Errorf("start the program: %w", err)
		}
		began = time.Now()
		if p, err = startBare("stdio", ""); err != nil {
			return err
		}
		_, err = p.ask(initialize)
		r.bareStart = append(r.bareStart, time.Since(began))
		p.stop()
		if err != nil {
			return fmt.Errorf("start the bare program: %w", err)
		}
	}
	return nil
}
