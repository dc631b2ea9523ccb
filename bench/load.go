package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// caller makes one call, the id'th, and waits for its answer.
type caller func(id int) error

// load is how many calls were made, and how long they took.
type load struct {
	perSecond float64
	p50, p99  time.Duration
}

// measure calls from so many places at once, for a time.
func measure(call caller, places int, span time.Duration) (load, error) {
	var mu sync.Mutex
	var took []time.Duration
	var failed error
	var wg sync.WaitGroup
	began := time.Now()
	for place := range places {
		wg.Go(func() {
			var own []time.Duration
			var err error
			for id := place + 1; err == nil && time.Since(began) < span; id += places {
				at := time.Now()
				err = call(id)
				own = append(own, time.Since(at))
			}
			mu.Lock()
			defer mu.Unlock()
			took, failed = append(took, own...), errors.Join(failed, err)
		})
	}
	wg.Wait()
	all := time.Since(began)
	slices.Sort(took)
	return load{
		perSecond: float64(len(took)) / all.Seconds(),
		p50:       took[len(took)/2], p99: took[len(took)*99/100],
	}, failed
}

func callOf(id int) string {
	return fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"get_contact","arguments":{"id":"1"}}}`, id)
}

// check tells an answer that is not the contact.
func check(reply []byte) error {
	if !bytes.Contains(reply, []byte(`"structuredContent"`)) {
		return fmt.Errorf("a call is answered %.300s", reply)
	}
	return nil
}

// overHTTP calls a server by POST.
func overHTTP(url string) caller {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	return func(id int) error {
		r, err := http.NewRequest(http.MethodPost, url, strings.NewReader(callOf(id)))
		if err != nil {
			return err
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "application/json, text/event-stream")
		r.Header.Set("Authorization", "Bearer bench")
		res, err := client.Do(r)
		if err != nil {
			return err
		}
		defer func() { _ = res.Body.Close() }()
		reply, err := io.ReadAll(res.Body)
		return errors.Join(err, check(reply))
	}
}

// overPipes calls a program over its standard input and output.
func overPipes(p *process) caller {
	var mu sync.Mutex // of writes and of waiting
	waiting := map[int]chan []byte{}
	go func() {
		for {
			line, err := p.out.ReadBytes('\n')
			if err != nil {
				return
			}
			var m struct{ ID int }
			_ = json.Unmarshal(line, &m) // an answer without an id is nobody's
			mu.Lock()
			answered := waiting[m.ID]
			delete(waiting, m.ID)
			mu.Unlock()
			if answered != nil {
				answered <- line
			}
		}
	}()
	return func(id int) error {
		answered := make(chan []byte, 1)
		mu.Lock()
		waiting[id] = answered
		_, err := io.WriteString(p.in, callOf(id)+"\n")
		mu.Unlock()
		if err != nil {
			return err
		}
		return check(<-answered)
	}
}
