package main

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

const (
	bareName  = "a bare server"
	relayName = "a bare relay"
)

// A report is all that was measured.
type report struct {
	size             float64 // MB
	memory           []float64
	start, bareStart []time.Duration
	targets          []*target
	toolsets         []toolset
	answers          []answer
}

func median[T cmp.Ordered](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// figures returns a figure of each round.
func (t *target) figures(f func(load) float64) []float64 {
	var out []float64
	for _, l := range t.loads {
		out = append(out, f(l))
	}
	return out
}

func rate(l load) float64      { return l.perSecond }
func p50Millis(l load) float64 { return l.p50.Seconds() * 1e3 }
func p99Millis(l load) float64 { return l.p99.Seconds() * 1e3 }

// ratio returns the median, over the rounds, of t's rate to that of another target.
func (r *report) ratio(t *target, to string) float64 {
	i := slices.IndexFunc(r.targets, func(o *target) bool { return o.name == to && o.places == t.places })
	mine, theirs := t.figures(rate), r.targets[i].figures(rate)
	for round := range mine {
		mine[round] /= theirs[round]
	}
	return median(mine)
}

func millis(d time.Duration) float64 { return d.Seconds() * 1e3 }

func (r *report) markdown() string {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("# Benchmarks")
	p("")
	p("Made by `go run ./bench -update` with %s on %s/%s, %d processors. Every figure is a median. The machine has other work to do,",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	p("so the ratios say more than the figures: both sides of each are measured in the same run, turn by turn.")
	p("")
	p("| | measured | target |")
	p("|---|---|---|")
	p("| from exec to the answer of `initialize`, over stdio | %.1f ms, %.1f × a bare program's | under 15 ms |",
		millis(median(r.start)), millis(median(r.start))/millis(median(r.bareStart)))
	p("| resident memory after `tools/list` | %.1f MB | under 20 MB |", median(r.memory))
	p("| the binary | %.1f MB | under 16.5 MB |", r.size)
	p("")
	p("Calls of `get_contact`, each of which makes one request to an API that answers at once, on the same machine. %q answers", bareName)
	p("the same JSON with nothing but `net/http` and `encoding/json`; %q also makes the request to the API.", relayName)
	p("")
	p("| server | at once | calls/s | p50 ms | p99 ms | calls to %s's | calls to %s's |", bareName, relayName)
	p("|---|---|---|---|---|---|---|")
	for _, t := range r.targets {
		p("| %s | %d | %.0f | %.2f | %.2f | %.2f | %.2f |", t.name, t.places, median(t.figures(rate)), median(t.figures(p50Millis)), median(t.figures(p99Millis)),
			r.ratio(t, bareName), r.ratio(t, relayName))
	}
	r.writeCosts(p)
	r.writePeers(p)
	return b.String()
}

// thousands writes 12345 as 12,345.
func thousands(n int) string {
	return message.NewPrinter(language.English).Sprint(n)
}

// orDash returns a figure, or a dash for 0.
func orDash(n int) string {
	if n == 0 {
		return "–"
	}
	return thousands(n)
}
