package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"

	"intercom-mcp/intercomapi"
	"intercom-mcp/sandbox"
)

// job is one call. A write carries a mark that nothing else carries.
type job struct{ tool, arguments, mark string }

// jobOf mixes reads, updates and writes. Most writes could be made twice
// without Intercom's noticing: contacts that nothing but a name names, and notes.
func jobOf(n int) job {
	mark := fmt.Sprintf("mark-%d", n)
	switch n % 50 {
	case 2: // the sandbox compares each with all others
		return job{"create_contact", fmt.Sprintf(`{"external_id":%q,"name":%q}`, mark, mark), mark}
	case 5:
		return job{"update_company", fmt.Sprintf(`{"id":%q,"size":%d}`, sandbox.CompanyAcme, n%1000), ""}
	}
	switch n % 10 {
	case 0, 1:
		return job{"create_contact", fmt.Sprintf(`{"role":"lead","name":%q}`, mark), mark}
	case 3:
		return job{"create_note", fmt.Sprintf(`{"contact_id":%q,"body":%q}`, sandbox.ContactMaria, mark), mark}
	case 4:
		return job{"create_message", fmt.Sprintf(`{"message_type":"inapp","to_type":"user","to_id":%q,"body":%q,"created_at":1700000000}`,
			sandbox.ContactMaria, mark), ""}
	case 5, 6:
		return job{"get_company", fmt.Sprintf(`{"id":%q}`, sandbox.CompanyAcme), ""}
	}
	return job{"list_tags", `{}`, ""}
}

// fate is what a call was told of its write.
type fate int

const (
	acknowledged fate = iota
	uncertain
	refused // surely not carried out
)

// ledger is what was told of every call.
type ledger struct {
	mu    sync.Mutex
	fate  map[string]fate // of writes with a mark
	reads [3]int          // of the others
	first map[fate]error
}

func (l *ledger) note(j job, err error) {
	f := acknowledged
	var e *intercomapi.Error
	switch {
	case errors.As(err, &e) && e.Uncertain():
		f = uncertain
	case err != nil:
		f = refused
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.first == nil {
		l.first = map[fate]error{}
	}
	if l.first[f] == nil {
		l.first[f] = err
	}
	if j.mark == "" {
		l.reads[f]++
		return
	}
	l.fate[j.mark] = f
}

// audit holds what was told against what the sandbox holds.
func (l *ledger) audit(held map[string]int) error {
	var told [3]int
	var there, wrong int
	for mark, f := range l.fate {
		told[f]++
		n := held[mark]
		if f == uncertain {
			there += n
		}
		if f == acknowledged && n != 1 || f == refused && n != 0 || n > 1 {
			wrong++
		}
	}
	stray := 0
	for mark := range held {
		if _, known := l.fate[mark]; !known {
			stray++
		}
	}
	fmt.Printf("marked writes: %d acknowledged, %d uncertain (%d of them carried out), %d refused\n", told[acknowledged], told[uncertain], there, told[refused])
	fmt.Printf("other calls: %d answered, %d uncertain, %d failed\n", l.reads[acknowledged], l.reads[uncertain], l.reads[refused])
	fmt.Printf("acknowledged and not there once, refused and there, or there twice: %d; there and never asked for: %d\n", wrong, stray)
	if l.reads[refused]+told[refused] > 0 {
		fmt.Printf("the first that failed: %v\n", l.first[refused])
	}
	if wrong+stray > 0 {
		return errors.New("the sandbox does not hold what was told")
	}
	return nil
}

// holds counts the marks in the sandbox.
func (h *testTarget) holds() (map[string]int, error) {
	ctx, held := context.Background(), map[string]int{}
	for at := (intercomapi.Listing{PerPage: 150}); ; {
		page, err := h.caller.Contacts(ctx, at)
		if err != nil {
			return nil, err
		}
		count(held, page.Items, "name")
		if at.StartingAfter = page.Next.StartingAfter; at.StartingAfter == "" {
			break
		}
	}
	for n := 1; ; n++ {
		page, err := h.caller.ContactNotes(ctx, sandbox.ContactMaria, intercomapi.Numbered{Page: n, PerPage: 150})
		if err != nil {
			return nil, err
		}
		count(held, page.Items, "body")
		if len(page.Items) == 0 {
			return held, nil
		}
	}
}

// count adds the marks in a field of some objects.
func count(held map[string]int, items []intercomapi.Object, field string) {
	for _, o := range items {
		var v map[string]json.RawMessage
		var text string
		if o.Decode(&v) != nil || json.Unmarshal(v[field], &text) != nil {
			continue
		}
		var n int
		for i := range text {
			if _, err := fmt.Sscanf(text[i:], "mark-%d", &n); err == nil {
				held[fmt.Sprintf("mark-%d", n)]++
				break
			}
		}
	}
}
