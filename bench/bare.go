package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"

	"intercom-mcp/sandbox"
)

// serveBare serves what does the least:
//
//	api    answers every request with one and the same contact, as Intercom would
//	http   answers a JSON-RPC call with that contact, at hand
//	relay  the same, the contact fetched from the API for each call
//	stdio  answers with next to nothing, over standard input and output
func serveBare(kind, api string) error {
	contact := json.RawMessage("{}")
	fetch := func() (json.RawMessage, error) { return contact, nil }
	if kind == "stdio" { // is there to be started: it fetches no contact first
		return bareLines(os.Stdin, os.Stdout, fetch)
	}
	var err error
	if contact, err = aContact(); err != nil {
		return err
	}
	switch kind {
	case "api":
		return listen(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write(contact)
		})
	case "http":
	case "relay":
		client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
		fetch = func() (json.RawMessage, error) { return get(client, api+"/contacts/1") }
	default:
		return fmt.Errorf("-bare %s is not known", kind)
	}
	return listen(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if err := bareAnswer(r.Body, w, fetch); err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
		}
	})
}

// aContact returns one of the sandbox's contacts.
func aContact() (json.RawMessage, error) {
	r, err := http.NewRequest(http.MethodGet, "https://sandbox.invalid/contacts?per_page=1", nil)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer bench")
	res, err := sandbox.New(sandbox.Options{}).Transport().RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	var contacts struct{ Data []json.RawMessage }
	if err := json.NewDecoder(res.Body).Decode(&contacts); err != nil {
		return nil, err
	}
	if len(contacts.Data) == 0 {
		return nil, errors.New("the sandbox has no contact")
	}
	return contacts.Data[0], nil
}

func get(client *http.Client, url string) (json.RawMessage, error) {
	res, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	return io.ReadAll(res.Body)
}

// listen serves on a free port and prints its address.
func listen(h http.HandlerFunc) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(ln.Addr())
	return http.Serve(ln, h)
}

// bareLines answers line by line.
func bareLines(in io.Reader, out io.Writer, fetch func() (json.RawMessage, error)) error {
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return nil
		}
		if err := bareAnswer(bytes.NewReader(line), out, fetch); err != nil {
			return err
		}
	}
}

// bareAnswer reads a call and writes a result such as the program's: the contact
// as an object and as text.
func bareAnswer(in io.Reader, out io.Writer, fetch func() (json.RawMessage, error)) error {
	var call struct {
		ID     json.RawMessage `json:"id"`
		Params struct {
			Name      string         `json:"name"`
			Arguments map[string]any `json:"arguments"`
		} `json:"params"`
	}
	if err := json.NewDecoder(in).Decode(&call); err != nil {
		return err
	}
	raw, err := fetch()
	if err != nil {
		return err
	}
	var contact map[string]any
	if err := json.Unmarshal(raw, &contact); err != nil {
		return err
	}
	return json.NewEncoder(out).Encode(map[string]any{"jsonrpc": "2.0", "id": call.ID, "result": map[string]any{
		"content":           []map[string]string{{"type": "text", "text": string(raw)}},
		"structuredContent": map[string]any{"contact": contact},
	}})
}
