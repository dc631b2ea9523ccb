package server_test

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"intercom-mcp/tools"
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
	forEach(t, func(t *testing.T, tool tools.Tool) {
		if tool.Effect == tools.Read {
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

func others(t *testing.T, tool tools.Tool) (out []object) {
	t.Helper()
	for _, more := range cases()[tool.Name].others {
		out = append(out, with(smallest(t, tool), more))
	}
	return out
}
