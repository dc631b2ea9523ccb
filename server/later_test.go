package server_test

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"intercom-mcp/tools/registry"
)

// lastWord is an API that accepts one write and then is gone.
type lastWord struct {
	mu       sync.Mutex
	accepted bool
	late     []string // what came after the write
}

func (l *lastWord) RoundTrip(r *http.Request) (*http.Response, error) {
	call := r.Method + " " + r.URL.EscapedPath()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.accepted {
		l.late = append(l.late, call)
		return nil, io.ErrUnexpectedEOF
	}
	l.accepted = !reads(call)
	return coded(http.StatusOK)(r)
}

// TestLaterSteps breaks what a tool does after its write: the write was
// accepted, so the call has not failed, and must not invite to make it again.
func TestLaterSteps(t *testing.T) {
	forEach(t, func(t *testing.T, tool registry.Tool) {
		if tool.Effect == registry.Read {
			return
		}
		for _, args := range append([]object{smallest(t, tool), fullest(t, tool)}, others(t, tool)...) {
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
	for _, more := range cases()[tool.Name].others {
		out = append(out, with(smallest(t, tool), more))
	}
	return out
}

// blind is an API whose look-ups have a fault; it carries writes out.
type blind struct {
	fault  fault
	mu     sync.Mutex
	looked bool
	writes []string
}

func (b *blind) RoundTrip(r *http.Request) (*http.Response, error) {
	call := r.Method + " " + r.URL.EscapedPath()
	b.mu.Lock()
	defer b.mu.Unlock()
	if reads(call) {
		b.looked = true
		return b.fault.answer(r)
	}
	b.writes = append(b.writes, call)
	return coded(http.StatusOK)(r)
}

// TestEarlierSteps breaks what a tool looks up before its write: where the call
// fails, nothing was written, and it says nothing else.
func TestEarlierSteps(t *testing.T) {
	all := faults()
	forEach(t, func(t *testing.T, tool registry.Tool) {
		if tool.Effect == registry.Read {
			return
		}
		for _, args := range append([]object{smallest(t, tool), fullest(t, tool)}, others(t, tool)...) {
			for name, f := range all {
				synctest.Test(t, func(t *testing.T) {
					api := &blind{fault: f}
					text, failed := callOver(t, api, tool, args)
					if !api.looked || !failed {
						return
					}
					if len(api.writes) > 0 || strings.Contains(text, maybe) || strings.Contains(text, accepted) {
						t.Errorf("%s: wrote %v, and says %s", name, api.writes, text)
					}
				})
			}
		}
	})
}
