package main

import (
	"fmt"
	"time"
)

// target is what is measured, with what each round gave.
type target struct {
	name   string
	places int
	call   caller
	loads  []load
}

// measureCalls measures every target in turn, round by round.
func (r *report) measureCalls(binary string, rounds int, span time.Duration) error {
	var running []*process
	defer func() {
		for _, p := range running {
			p.stop()
		}
	}()
	bare := func(kind, api string) (string, error) {
		p, url, err := listening(kind, api)
		running = append(running, p)
		return url, err
	}
	api, err := bare("api", "")
	if err != nil {
		return err
	}
	plain, err := bare("http", "")
	if err != nil {
		return err
	}
	relay, err := bare("relay", api)
	if err != nil {
		return err
	}
	program, url, err := listeningProgram(binary, api)
	running = append(running, program)
	if err != nil {
		return err
	}
	piped, err := start([]string{"INTERCOM_BASE_URL=" + api, "INTERCOM_ACCESS_TOKEN=bench"}, binary)
	running = append(running, piped)
	if err != nil {
		return err
	}
	pipes := overPipes(piped)
	for _, places := range []int{1, 32} {
		r.targets = append(r.targets,
			&target{name: bareName, places: places, call: overHTTP(plain)},
			&target{name: relayName, places: places, call: overHTTP(relay)},
			&target{name: "stdio", places: places, call: pipes},
			&target{name: "`/mcp`", places: places, call: overHTTP(url + "/mcp")},
		)
	}
	return r.takeTurns(rounds, span)
}

func (r *report) takeTurns(rounds int, span time.Duration) error {
	for round := range rounds + 1 {
		for _, t := range r.targets {
			got, err := measure(t.call, t.places, span)
			if err != nil {
				return fmt.Errorf("%s: %w", t.name, err)
			}
			if round > 0 { // the first one warms up
				t.loads = append(t.loads, got)
			}
		}
	}
	return nil
}
