package sandbox

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// A Fault is something that goes wrong on purpose; ParseFault describes the kinds.
type Fault struct {
	text     string
	method   string         // "*" for any
	path     *regexp.Regexp // nil for any
	kind     string
	after    bool // the route has done its work before the fault shows
	status   int
	code     string // of the error's envelope; "": the usual one of the status
	delay    time.Duration
	location string
	limit    int // 0: for ever
	percent  int // percent of the matches; 0: all
}

// String returns the fault as it was written, with single spaces.
func (f Fault) String() string { return f.text }

// ParseFault reads a fault, or returns an error that says what is wrong with the text:
//
//	TARGET KIND [WHEN]
//
// TARGET says which requests: "METHOD /path", "* /path" for any method, or "*" for every request. In a path, a "*" at the
// end stands for anything, elsewhere for one segment or a part of it, and so does "{name}"; the query string does not count.
//
// KIND says what goes wrong:
//
//	400…599       this status with Intercom's error envelope; 429 comes with X-RateLimit-Reset
//	403:CODE      the same with a code of Intercom's, such as region_mismatch or api_plan_restricted
//	delay 5s      the answer comes that much later (any Go duration)
//	cut           the connection is cut before the first byte of the answer
//	cut-body      the connection is cut in the middle of the real answer, whose work is done
//	garbage       200 with a body that is not JSON
//	html 502      this status with an HTML page
//	empty         200 with no body
//	huge          200 with a body of 64 MiB
//	redirect URL  307 to that address
//
// Each kind but delay and cut-body also comes with "-after" ("cut-after", "503-after", "html-after 502"): the request does its
// work first, and only then the fault shows, as when the connection breaks behind a write.
//
// WHEN says how often: "x3" for the next three matches, "5%" for that share of the matches (evenly, by counting, so that a
// run can be repeated), nothing for all of them.
func ParseFault(s string) (Fault, error) {
	f := Fault{text: strings.Join(strings.Fields(s), " ")}
	words := strings.Fields(s)
	if !utf8.ValidString(s) {
		return Fault{}, fmt.Errorf("fault %q: is not UTF-8", s)
	}
	words, err := parseTarget(&f, words)
	if err == nil {
		words, err = parseKind(&f, words)
	}
	if err == nil {
		err = parseFrequency(&f, words)
	}
	if err != nil {
		return Fault{}, fmt.Errorf("fault %q: %w", s, err)
	}
	return f, nil
}

// methods are those that Intercom's operations have: a fault for another one would never show.
const methods = " GET POST PUT PATCH DELETE "

// parseTarget reads which requests the fault is for, and returns the words after that.
func parseTarget(f *Fault, words []string) ([]string, error) {
	if len(words) == 0 {
		return nil, errors.New("is empty; it is a target, a kind and how often, as in 'POST /contacts 429 x3'")
	}
	f.method = strings.ToUpper(words[0])
	if len(words) > 1 && strings.HasPrefix(words[1], "/") {
		if f.method != "*" && !strings.Contains(methods, " "+f.method+" ") {
			return nil, fmt.Errorf("%q is no method of Intercom's; use one of%sor * for any", words[0], methods)
		}
		f.path = pathPattern(words[1])
		return words[2:], nil
	}
	if f.method != "*" {
		return nil, fmt.Errorf("%q is followed by no path that begins with /; use 'METHOD /path', or * for every request", words[0])
	}
	return words[1:], nil
}

var wildcard = regexp.MustCompile(`\\\{[^/{}]*\\\}|\\\*`)

// pathPattern returns the expression of a path with wildcards.
func pathPattern(path string) *regexp.Regexp {
	open := strings.HasSuffix(path, "*")
	p := wildcard.ReplaceAllString(regexp.QuoteMeta(strings.TrimSuffix(path, "*")), `[^/]*`)
	if open {
		p += ".*"
	}
	return regexp.MustCompile("^" + p + "$")
}

// parseKind reads what goes wrong, and returns the words after that.
func parseKind(f *Fault, words []string) ([]string, error) {
	if len(words) == 0 {
		return nil, errors.New("names no kind; use a status, delay, cut, cut-body, garbage, html, empty, huge or redirect")
	}
	f.kind, f.after = strings.CutSuffix(words[0], "-after")
	arg := ""
	if len(words) > 1 {
		arg = words[1]
	}
	switch f.kind {
	case "cut", "garbage", "empty", "huge":
		return words[1:], nil
	case "cut-body":
		return words[1:], refuseAfter(f)
	case "delay":
		return afterArgument(words), parseDelay(f, arg)
	case "html":
		return afterArgument(words), parseStatus(f, arg)
	case "redirect":
		f.location = arg
		return afterArgument(words), checkURL(arg)
	}
	status, code, hasCode := strings.Cut(f.kind, ":")
	f.kind, f.code = "status", code
	if hasCode && !errorCode.MatchString(code) {
		return nil, fmt.Errorf("%q is no code of an error; write it as in 403:region_mismatch", code)
	}
	return words[1:], parseStatus(f, status)
}

var errorCode = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// afterArgument returns the words after a kind and its argument, where there is one.
func afterArgument(words []string) []string { return words[min(2, len(words)):] }

func refuseAfter(f *Fault) error {
	if f.after {
		return fmt.Errorf("%s does its work in any case and has no -after", f.kind)
	}
	return nil
}

func parseDelay(f *Fault, arg string) (err error) {
	if err := refuseAfter(f); err != nil {
		return err
	}
	f.delay, err = time.ParseDuration(arg)
	if err != nil || f.delay <= 0 {
		return fmt.Errorf("delay needs a duration such as 5s, not %q", arg)
	}
	return nil
}

func parseStatus(f *Fault, arg string) (err error) {
	f.status, err = strconv.Atoi(arg)
	if err != nil || f.status < 400 || f.status > 599 {
		return fmt.Errorf("%q is no kind and no status from 400 to 599; kinds are delay, cut, cut-body, garbage, html, empty, huge, redirect", arg)
	}
	return nil
}

func checkURL(s string) error {
	u, err := url.Parse(s)
	if err != nil || u.Scheme == "" || u.Host == "" {
		return fmt.Errorf("redirect needs an absolute URL, not %q", s)
	}
	return nil
}

// parseFrequency reads how often the fault shows.
func parseFrequency(f *Fault, words []string) (err error) {
	if len(words) == 0 {
		return nil
	}
	times, isTimes := strings.CutPrefix(words[0], "x")
	share, isShare := strings.CutSuffix(words[0], "%")
	switch {
	case len(words) > 1:
		return fmt.Errorf("has more than a target, a kind and how often: %q", strings.Join(words[1:], " "))
	case isTimes:
		f.limit, err = strconv.Atoi(times)
	case isShare:
		f.percent, err = strconv.Atoi(share)
	default:
		return fmt.Errorf("%q says not how often; use x3 or 5%%", words[0])
	}
	if err != nil || f.limit < 0 || f.percent < 0 || f.percent > 100 || f.limit+f.percent == 0 {
		return fmt.Errorf("%q says not how often; use x and a number from 1, or 1%% to 100%%", words[0])
	}
	return nil
}

// faults are the injected faults in their order.
type faults struct {
	mu     sync.Mutex
	active []*injectedFault
}

// An injectedFault is a fault, with how many requests it fitted and how often it showed.
type injectedFault struct {
	Fault
	matched, fired int
}

// Inject makes a fault happen from now on. Of several that fit a request, the first injected one that is due happens.
func (w *Workspace) Inject(f Fault) {
	w.faults.mu.Lock()
	defer w.faults.mu.Unlock()
	w.faults.active = append(w.faults.active, &injectedFault{Fault: f})
}

// pick returns the fault that happens to a request, and reports whether there is one.
func (fs *faults) pick(r *http.Request) (Fault, bool) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	for _, o := range fs.active {
		if o.matches(r) && o.due() {
			return o.Fault, true
		}
	}
	return Fault{}, false
}

func (f Fault) matches(r *http.Request) bool {
	return (f.method == "*" || f.method == r.Method) && (f.path == nil || f.path.MatchString(r.URL.Path))
}

// due reports whether the fault happens to the request that it has just fitted, and counts that.
func (o *injectedFault) due() bool {
	o.matched++
	switch {
	case o.limit > 0 && o.fired >= o.limit:
		return false
	case o.percent > 0 && o.matched*o.percent/100 == (o.matched-1)*o.percent/100:
		return false
	}
	o.fired++
	return true
}
