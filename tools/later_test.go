package tools_test

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/samples"
)

// lastWord is an API that accepts one write and then is gone.
type lastWord struct {
	mu       sync.Mutex
	accepted bool
	late     []string // what came after the write
}

func (l *lastWord) RoundTrip(r *http.Request) (*http.Response, error) {
	request := r.Method + " " + r.URL.EscapedPath()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.accepted {
		l.late = append(l.late, request)
		return nil, io.ErrUnexpectedEOF
	}
	l.accepted = !reads(request)
	return coded(http.StatusOK)(r)
}

// TestLaterSteps breaks what a tool does after its write: the write was
// accepted, so the call has not failed, and must not invite to make it again.
func TestLaterSteps(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		if tool.Effect == registry.Read {
			return
		}
		for _, args := range append([]object{samples.Smallest(t, tool), samples.Fullest(t, tool)}, others(t, tool)...) {
			synctest.Test(t, func(t *testing.T) {
				api := &lastWord{}
				text, failed := callOver(t, api, tool, args)
				if !api.accepted || len(api.late) == 0 {
					return
				}
				if failed || !strings.Contains(text, "warning") {
					t.Errorf("then %v: failed=%v %s", api.late, failed, text)
				}
			})
		}
	})
}

func others(t *testing.T, tool registry.Tool) (out []object) {
	t.Helper()
	for _, more := range samples.Others(tool) {
		out = append(out, samples.With(samples.Smallest(t, tool), more))
	}
	return out
}

// blind is an API whose look-ups have a fault; it carries writes out.
type blind struct {
	fault  brokenReply
	mu     sync.Mutex
	looked bool
	writes []string
}

func (b *blind) RoundTrip(r *http.Request) (*http.Response, error) {
	request := r.Method + " " + r.URL.EscapedPath()
	b.mu.Lock()
	defer b.mu.Unlock()
	if reads(request) {
		b.looked = true
		return b.fault.answer(r)
	}
	b.writes = append(b.writes, request)
	return coded(http.StatusOK)(r)
}

// looksUp reports whether a call reads something where nothing is broken.
func looksUp(t *testing.T, tool registry.Tool, args object) (looked bool) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		api := &blind{fault: brokenReply{answer: coded(http.StatusOK)}}
		_, _ = callOver(t, api, tool, args)
		looked = api.looked
	})
	return looked
}

// TestEarlierSteps breaks what a tool looks up before its write: where the call
// fails, nothing was written, and it says nothing else.
func TestEarlierSteps(t *testing.T) {
	all := brokenReplies()
	forEach(t, func(t *testing.T, tool registry.Tool) {
		if tool.Effect == registry.Read {
			return
		}
		for _, args := range append([]object{samples.Smallest(t, tool), samples.Fullest(t, tool)}, others(t, tool)...) {
			if !looksUp(t, tool, args) { // then it has nothing to break
				continue
			}
			for name, f := range all {
				synctest.Test(t, func(t *testing.T) { checkNothingWritten(t, tool, args, name, f) })
			}
		}
	})
}

// checkNothingWritten calls a tool whose look-ups have a fault: if it fails, it
// has written nothing and says nothing else.
func checkNothingWritten(t *testing.T, tool registry.Tool, args object, name string, f brokenReply) {
	t.Helper()
	api := &blind{fault: f}
	text, failed := callOver(t, api, tool, args)
	if !api.looked || !failed {
		return
	}
	if len(api.writes) > 0 || strings.Contains(text, maybe) || strings.Contains(text, mostLikely) {
		t.Errorf("%s: wrote %v, and says %s", name, api.writes, text)
	}
}
