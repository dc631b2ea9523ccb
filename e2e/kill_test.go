package e2e

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
)

const creates = 1000

// beginCreates has a program begin many creates against a sandbox that is a
// process of its own and takes its time over some, and waits until a part of
// them is answered.
func beginCreates(t *testing.T, answered int, faults ...string) (space, p *program, got map[string]message) {
	var args []string
	for _, f := range append(faults, "POST /contacts delay 50ms 50%") {
		args = append(args, "--fault", f)
	}
	space = serveSandbox(t, args...)
	p = start(t, "stdio", token, "INTERCOM_BASE_URL=http://"+space.addr)
	for n := range creates {
		p.send(call(n+1, "create_contact", fmt.Sprintf(`{"external_id":"kill-%d","role":"user"}`, n+1)))
	}
	return space, p, p.answers(answered)
}

// held returns how many contacts the sandbox has of each of those calls, by the
// call's number.
func (p *program) held() map[string]int {
	p.t.Helper()
	out := map[string]int{}
	for after := ""; ; {
		req, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, p.url("/contacts?per_page=150"+after), nil)
		if err != nil {
			p.t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer x")
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			p.t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		var page struct {
			Data []struct {
				ExternalID string `json:"external_id"`
			}
			Pages struct {
				Next struct {
					StartingAfter string `json:"starting_after"`
				}
			}
		}
		if err != nil || json.Unmarshal(body, &page) != nil {
			p.t.Fatalf("%v: %.300s", err, body)
		}
		for _, c := range page.Data {
			if n, ours := strings.CutPrefix(c.ExternalID, "kill-"); ours {
				out[n]++
			}
		}
		if page.Pages.Next.StartingAfter == "" {
			return out
		}
		after = "&starting_after=" + page.Pages.Next.StartingAfter
	}
}

// TestKilled ends the program without warning in the middle of its creates:
// what was acknowledged is there.
func TestKilled(t *testing.T) {
	t.Parallel()
	space, p, got := beginCreates(t, 300)
	if err := p.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	for _, line := range p.out.rest() { // what it wrote before
		var m message
		if json.Unmarshal([]byte(line), &m) == nil {
			got[string(m.ID)] = m
		}
	}
	p.exit()
	there := space.held()
	for id, m := range got {
		if text, failed := m.toolResult(t); failed || there[id] != 1 {
			t.Errorf("call %s: failed=%v %.200s; %d there", id, failed, text, there[id])
		}
	}
	if len(got) < 300 || len(got) == creates {
		t.Errorf("%d of %d are answered: it was not in the middle", len(got), creates)
	}
}

// TestStoppedInTheMiddle asks the program to stop in the middle of its creates:
// every call is answered, and each answer is true.
func TestStoppedInTheMiddle(t *testing.T) {
	t.Parallel()
	space, p, got := beginCreates(t, 300, "POST /contacts 503-after 2%", "POST /contacts cut 2%", "POST /contacts 429 x1")
	p.stop()
	for id, m := range p.answers(creates - 300) { // none of them was there before
		if _, twice := got[id]; twice {
			t.Errorf("call %s is answered twice", id)
		}
		got[id] = m
	}
	p.ended()
	there, fates := space.held(), map[string]int{}
	for n := range creates {
		id := fmt.Sprint(n + 1)
		m, ok := got[id]
		if !ok {
			t.Errorf("call %s is not answered", id)
			continue
		}
		text, failed := m.toolResult(t)
		fate, least, most := "not done", 0, 0
		switch {
		case !failed:
			fate, least, most = "done", 1, 1
		case strings.Contains(text, "may have happened"):
			fate, most = "uncertain", 1
		case !strings.Contains(strings.ToLower(text), "nothing has changed") && !strings.Contains(text, "Nothing was sent"):
			t.Errorf("call %s: neither done, nor not done, nor uncertain: %s", id, text)
		}
		fates[fate]++
		if there[id] < least || there[id] > most {
			t.Errorf("call %s: %s, and %d there: %s", id, fate, there[id], text)
		}
	}
	if fates["done"] < 250 || fates["not done"] == 0 {
		t.Errorf("it was not in the middle: %v", fates)
	}
}

// TestStopEndsRepetitions stops the program while a call waits for most of a
// minute to repeat its request: the call is answered, truly, and repeats nothing.
func TestStopEndsRepetitions(t *testing.T) {
	for name, c := range map[string]struct {
		tool, arguments string
		status          int
		says            string
	}{
		"a read":             {"list_tags", "{}", 503, "Nothing has changed"},
		"a write":            {"create_contact", `{"email":"a@example.com"}`, 429, "nothing has changed"},
		"one that may be in": {"update_contact", `{"id":"66f000000000000000000001","name":"x"}`, 503, "may have happened"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			arrived := make(chan struct{}, 10)
			u := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Retry-After", "50")
				w.WriteHeader(c.status)
				arrived <- struct{}{}
			}))
			t.Cleanup(u.Close)
			p := start(t, "stdio", token, "INTERCOM_BASE_URL="+u.URL)
			p.send(call(1, c.tool, c.arguments))
			<-arrived
			p.stop()
			text, failed := p.answer().toolResult(t)
			if !failed || !strings.Contains(text, c.says) || len(arrived) > 0 {
				t.Errorf("failed=%v, %d more requests: %s", failed, len(arrived), text)
			}
			p.ended()
		})
	}
}
