package main

import "time"

// peer is another way of giving a model an Intercom workspace, as it was
// measured on a machine of the same size, against an API on the same machine
// that answers at once. A figure of 0 was not measured or does not apply.
type peer struct {
	name         string
	tools        int
	definitions  int // characters
	start        time.Duration
	memory       float64 // MB
	thread       int     // characters of a conversation of 500 parts
	search       int     // characters of a search that finds 20 conversations
	onRateLimit  string  // what one 429 does
	threadRemark string
}

var peers = []peer{
	{"Printing Press intercom-pp-mcp (Go)", 144, 147_359, 20 * time.Millisecond, 18.3, 642_632, 64_476, "waits 5 s, whatever X-RateLimit-Reset says", ""},
	{"44-pixels (HTTP)", 27, 13_637, 627 * time.Millisecond, 84.3, 787_906, 88_085, "an error", ""},
	{"mcp-pool", 11, 7_000, 256 * time.Millisecond, 67.7, 26_675, 63_565, "an error", "451 parts are lost"},
	{"kaosensei 0.7", 16, 9_189, 322 * time.Millisecond, 67.1, 0, 0, "an error", ""},
	{"fabian1710", 2, 1_169, 419 * time.Millisecond, 80.6, 0, 88_085, "", ""},
	{"raoulbia", 4, 3_027, 224 * time.Millisecond, 50.9, 0, 215_604, "repeats", ""},
}

// printer writes a line.
type printer func(format string, args ...any)

func (r *report) writeCosts(p printer) {
	p("")
	p("## What a model pays")
	p("")
	p("Tokens of o200k_base. A definition is a tool's name, description and input schema.")
	p("")
	p("| toolset | tools | characters | tokens |")
	p("|---|---|---|---|")
	for _, t := range r.toolsets {
		p("| `%s` | %d | %s | %s |", t.name, t.tools, thousands(t.cost.chars), thousands(t.cost.tokens))
	}
	p("")
	p("Answers from the sandbox, beside the API's own reply of the same kind:")
	p("")
	p("| | characters | tokens | the API's characters |")
	p("|---|---|---|---|")
	for _, a := range r.answers {
		p("| %s | %s | %s | %s |", a.question, thousands(a.cost.chars), thousands(a.cost.tokens), thousands(a.raw))
	}
}

func (r *report) writePeers(p printer) {
	p("")
	p("## Beside others")
	p("")
	p("The others were measured earlier, on a machine of the same size, each against an API on the same machine; the conversation had 500")
	p("parts there, ours has 600, of which the API gives 500. Their texts differ, so compare orders of magnitude. None of them can read on in")
	p("a thread. – means: not measured, or the server has no such tool.")
	p("")
	p("| server | tools | definitions | start | memory | 500 parts | search of 20 | one 429 |")
	p("|---|---|---|---|---|---|---|---|")
	long, search := r.answers[0].cost.chars, r.answers[len(r.answers)-1].cost.chars
	for _, t := range r.toolsets {
		if t.name != "triage" {
			p("| **intercom-mcp**, `%s` | %d | %s | %.0f ms | %.1f MB | %s a page | %s | waits as long as the API says |", t.name, t.tools,
				thousands(t.cost.chars), millis(median(r.start)), median(r.memory), thousands(long), thousands(search))
		}
	}
	for _, o := range peers {
		thread := orDash(o.thread)
		if o.threadRemark != "" {
			thread += " (" + o.threadRemark + ")"
		}
		remark := o.onRateLimit
		if remark == "" {
			remark = "–"
		}
		p("| %s | %d | %s | %.0f ms | %.1f MB | %s | %s | %s |", o.name, o.tools, orDash(o.definitions), millis(o.start), o.memory, thread, orDash(o.search), remark)
	}
}
