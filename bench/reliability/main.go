// Command reliability makes many calls of tools at once, over HTTP and against a
// sandbox that fails on one request in twenty, and then looks what the sandbox
// holds: every write that was acknowledged exactly once, and nothing else but
// what was reported as uncertain.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/sandbox"
	"intercom-mcp/tools"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
)

// injected are the faults: one request in a hundred each, so one in twenty in
// all. Half of them show after the request has done its work.
var injected = []string{"* cut 1%", "* cut-after 1%", "* 503 1%", "* html-after 502 1%", "* cut-body 1%", "POST /contacts 429 x3"}

func main() {
	calls := flag.Int("calls", 100_000, "how many calls")
	callers := flag.Int("callers", 64, "how many at once")
	limit := flag.Duration("limit", 3*time.Minute, "when to give up")
	flag.Parse()
	ctx, cancel := context.WithTimeout(context.Background(), *limit)
	err := run(ctx, *calls, *callers)
	cancel()
	if err != nil {
		fmt.Fprintln(os.Stderr, "reliability:", err)
		os.Exit(1)
	}
}

// footprint is what this process holds.
type footprint struct {
	goroutines int
	heap       uint64
}

func measure() footprint {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return footprint{runtime.NumGoroutine(), m.HeapAlloc}
}

func run(ctx context.Context, calls, callers int) error {
	before := measure()
	h, err := open()
	if err != nil {
		return err
	}
	book := &ledger{fate: map[string]fate{}}
	start := time.Now()
	if err := work(ctx, h, book, calls, callers); err != nil {
		return err
	}
	took := time.Since(start)
	fmt.Printf("%d calls from %d callers in %v\n", calls, callers, took.Round(time.Second))
	held, err := h.holds()
	if err != nil {
		return err
	}
	requests := h.requests.Load()
	if err := h.close(); err != nil {
		return err
	}
	after := settled(before)
	fmt.Printf("%d requests reached the sandbox\n", requests)
	fmt.Printf("goroutines %d before and %d after, heap %.1f MB before and %.1f MB after\n",
		before.goroutines, after.goroutines, float64(before.heap)/1e6, float64(after.heap)/1e6)
	return errors.Join(book.audit(held), leaks(before, after))
}

// settled returns a footprint: it measures again until goroutines that are ending have ended.
func settled(before footprint) footprint {
	after := measure()
	for range 50 {
		if after.goroutines <= before.goroutines {
			break
		}
		time.Sleep(100 * time.Millisecond)
		after = measure()
	}
	return after
}

// kept is the memory that caches may keep: the guard's and the pace's.
const kept = 20 << 20

func leaks(before, after footprint) error {
	if after.goroutines > before.goroutines || after.heap > before.heap+kept {
		return fmt.Errorf("something is left: %+v before, %+v after", before, after)
	}
	return nil
}

// A harness is a sandbox behind HTTP, and a caller of tools.
type harness struct {
	server    *http.Server
	transport *http.Transport
	caller    registry.Caller
	space     atomic.Pointer[sandbox.Workspace]
	requests  atomic.Int64
}

func open() (*harness, error) {
	h := &harness{transport: intercomapi.NewTransport()}
	h.space.Store(sandbox.New(sandbox.Options{RateLimit: 1 << 30}))
	for _, order := range injected {
		f, err := sandbox.ParseFault(order)
		if err != nil {
			return nil, err
		}
		h.space.Load().Inject(f)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	h.server = &http.Server{ReadHeaderTimeout: 10 * time.Second, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.requests.Add(1)
		h.space.Load().ServeHTTP(w, r)
	})}
	go func() { _ = h.server.Serve(ln) }()
	client, err := intercomapi.New(intercomapi.Config{BaseURL: "http://" + ln.Addr().String(), Transport: h.transport, Budget: time.Minute})
	if err != nil {
		return nil, err
	}
	h.caller = registry.Caller{Resolver: lookup.Resolver{Client: client.WithToken("bench"), AdminID: sandbox.AdminAnn},
		Guard: registry.NewDuplicateGuard(2 * time.Minute)}
	return h, nil
}

// close lets go of the sandbox and of its connections, not of the caller.
func (h *harness) close() error {
	h.transport.CloseIdleConnections()
	h.space.Store(nil)
	return h.server.Close()
}

// work makes the calls, each caller the next one that is left.
func work(ctx context.Context, h *harness, book *ledger, calls, callers int) error {
	byName := map[string]registry.Tool{}
	for _, t := range tools.All() {
		byName[t.Name] = t
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range callers {
		wg.Go(func() {
			for n := int(next.Add(1)); n <= calls && ctx.Err() == nil; n = int(next.Add(1)) {
				j := jobOf(n)
				_, err := byName[j.tool].Call(ctx, h.caller, json.RawMessage(j.arguments))
				book.note(j, err)
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}
