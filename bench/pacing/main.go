// Command pacing runs the program against one sandbox with Intercom's rate
// limit, in real time: one process, and then three at once with the same token.
// It tells how much of the limit they use, and how many calls fail.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"
)

// limit is Intercom's, and the sandbox's: requests in ten seconds.
const limit = 1666

func main() {
	reads := flag.Int("reads", 20_000, "how many calls in all")
	callers := flag.Int("callers", 32, "how many at once, in each process")
	flag.Parse()
	if err := run(*reads, *callers); err != nil {
		fmt.Fprintln(os.Stderr, "pacing:", err)
		os.Exit(1)
	}
}

func run(reads, callers int) error {
	dir, err := os.MkdirTemp("", "intercom-mcp-pacing")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	binary := filepath.Join(dir, "intercom-mcp")
	if out, err := exec.Command("go", "build", "-o", binary, "intercom-mcp").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	for _, processes := range []int{1, 3} {
		r, err := measure(binary, processes, reads, callers)
		if err != nil {
			return err
		}
		fmt.Printf("%d process(es), %d reads from %d callers each: %.1f %% of the limit used, %d calls failed, %v\n",
			processes, reads/processes, callers, 100*r.share(), r.failed, r.took.Round(time.Second))
		if r.failed > 0 || r.share() < 0.95 {
			return errors.New("the pace is not kept")
		}
	}
	return nil
}

// A result counts what became of the calls of one run.
type result struct {
	mu      sync.Mutex
	windows map[int64]int // answers by window
	failed  int
	took    time.Duration
}

func (r *result) add(failed bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.windows[time.Now().Unix()/10]++
	if failed {
		r.failed++
	}
}

// share returns how much of the limit was used, from 0 to 1, in the windows between the first and the last.
func (r *result) share() float64 {
	first, last := int64(1<<62), int64(0)
	for w := range r.windows {
		first, last = min(first, w), max(last, w)
	}
	if last-first < 2 {
		return 1
	}
	used := 0
	for w := first + 1; w < last; w++ {
		used += r.windows[w]
	}
	return float64(used) / float64(limit*(last-first-1))
}

func measure(binary string, processes, reads, callers int) (*result, error) {
	space := exec.Command(binary, "sandbox", "--addr", "127.0.0.1:0", "--log-format", "json")
	log, err := space.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := space.Start(); err != nil {
		return nil, err
	}
	defer func() { _ = space.Process.Kill(); _ = space.Wait() }()
	var line struct{ Addr string }
	if err := json.NewDecoder(log).Decode(&line); err != nil {
		return nil, fmt.Errorf("the sandbox's address: %w", err)
	}
	go func() { _, _ = io.Copy(io.Discard, log) }()
	r := &result{windows: map[int64]int{}}
	start := time.Now()
	failures := make(chan error, processes)
	for range processes {
		go func() { failures <- drive(binary, "http://"+line.Addr, reads/processes, callers, r) }()
	}
	for range processes {
		err = errors.Join(err, <-failures)
	}
	r.took = time.Since(start)
	return r, err
}

// drive starts the program on pipes and has so many callers make calls of it.
func drive(binary, api string, reads, callers int, r *result) error {
	p := exec.Command(binary, "stdio", "--log-level", "error")
	p.Env = append(os.Environ(), "INTERCOM_BASE_URL="+api, "INTERCOM_ACCESS_TOKEN=shared")
	in, err := p.StdinPipe()
	if err != nil {
		return err
	}
	out, err := p.StdoutPipe()
	if err != nil {
		return err
	}
	if err := p.Start(); err != nil {
		return err
	}
	free := make(chan struct{}, callers)
	for range callers {
		free <- struct{}{}
	}
	go func() {
		for n := range reads {
			<-free
			_, _ = fmt.Fprintf(in, `{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"list_tags","arguments":{}}}`+"\n", n+1)
		}
	}()
	answers := bufio.NewReaderSize(out, 1<<20)
	for range reads {
		if err := answer(answers, r); err != nil {
			return err
		}
		free <- struct{}{}
	}
	_ = in.Close()
	return p.Wait()
}

func answer(from *bufio.Reader, r *result) error {
	line, err := from.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("an answer is missing: %w", err)
	}
	var m struct {
		Result *struct {
			IsError bool
			Content []struct{ Text string }
		}
	}
	if err := json.Unmarshal(line, &m); err != nil {
		return err
	}
	r.add(m.Result == nil || m.Result.IsError)
	if m.Result == nil || m.Result.IsError {
		fmt.Fprintf(os.Stderr, "failed: %.300s\n", line)
	}
	return nil
}
