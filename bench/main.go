// Command bench measures the program: how long it takes to start, what memory
// and disk it needs, how many calls it makes and how long each takes. Beside it
// in the same run, turn by turn, it measures bare servers that do the least that
// such a server must: other work on the machine slows both, and leaves their
// ratio. It prints the table of docs/benchmarks.md, which -update writes.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

const page = "docs/benchmarks.md"

func main() {
	rounds := flag.Int("rounds", 7, "how often everything is measured; medians count")
	span := flag.Duration("span", time.Second, "how long one measurement of calls takes")
	update := flag.Bool("update", false, "write "+page)
	bare := flag.String("bare", "", "be a bare server: api, http, relay or stdio (the benchmark starts itself so)")
	api := flag.String("api", "", "address of the API, for -bare relay")
	flag.Parse()
	var err error
	switch {
	case *bare != "":
		err = serveBare(*bare, *api)
	default:
		err = run(*rounds, *span, *update)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(rounds int, span time.Duration, update bool) error {
	dir, err := os.MkdirTemp("", "intercom-mcp-bench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	binary := filepath.Join(dir, "intercom-mcp")
	if err := build(binary); err != nil {
		return err
	}
	var r report
	if r.size, err = size(binary); err != nil {
		return err
	}
	if err := r.measureStart(binary, 5*rounds); err != nil {
		return err
	}
	if err := r.measureCalls(binary, rounds, span); err != nil {
		return err
	}
	if err := r.measureAnswers(binary); err != nil {
		return err
	}
	text := r.markdown()
	fmt.Print(text)
	if update {
		return os.WriteFile(page, []byte(text), 0o644)
	}
	return nil
}
