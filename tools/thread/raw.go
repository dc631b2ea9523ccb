package thread

import (
	"bytes"
	"encoding/json"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lazy"
	"intercom-mcp/tools/untrusted"
)

// given are those of some places that stand in Intercom's list of parts: the
// first message stands beside it.
func (t *Thread) given(places []int) []int {
	var all []int
	for _, at := range places {
		if e := t.entries[at]; e.Kind != firstMessage && e.Kind != ticketText {
			all = append(all, at)
		}
	}
	return all
}

// raw is Intercom's own object with the parts that were picked. Nothing else of
// it changes, but for addresses that are secret.
func (t *Thread) raw(p *picker) intercomapi.Object {
	var v struct {
		Conversation struct {
			Parts json.RawMessage `json:"conversation_parts"`
		} `json:"conversation_parts"`
		Ticket struct {
			Parts json.RawMessage `json:"ticket_parts"`
		} `json:"ticket_parts"`
	}
	_ = t.o.Decode(&v)
	list := v.Conversation.Parts
	if len(list) == 0 {
		list = v.Ticket.Parts
	}
	picked := []json.RawMessage{}
	for i := p.lo; i < p.hi; i++ {
		picked = append(picked, t.entries[p.places[i]].raw)
	}
	o := []byte(t.o)
	if len(list) > 0 && bytes.HasPrefix(bytes.TrimSpace(list), []byte("[")) {
		shown := append(append([]byte("["), bytes.Join(rawBytes(picked), []byte(","))...), ']')
		o = bytes.Replace(o, list, shown, 1)
	}
	if t.show.urls {
		return intercomapi.Object(o)
	}
	return intercomapi.Object(t.withoutAddresses(o))
}

func rawBytes(all []json.RawMessage) [][]byte {
	out := make([][]byte, len(all))
	for i, raw := range all {
		out[i] = raw
	}
	return out
}

// jsonAddress is an address in JSON text, however its characters are escaped.
var jsonAddress = lazy.Regexp(`(?i)(?:https?:)?(?:\\?/){2}(?:\\u[0-9a-f]{4}|\\/|[^\s"\\<>])+`)

// withoutAddresses takes out the addresses of files, and any that carry a signature.
func (t *Thread) withoutAddresses(o []byte) []byte {
	for _, e := range t.entries {
		var v struct {
			Attachments []struct{ URL json.RawMessage }
		}
		_ = json.Unmarshal(e.raw, &v)
		for _, a := range v.Attachments {
			if bytes.HasPrefix(a.URL, []byte(`"`)) && len(a.URL) > 2 {
				o = bytes.ReplaceAll(o, a.URL, []byte(`null`))
			}
		}
	}
	return jsonAddress().ReplaceAllFunc(o, func(found []byte) []byte {
		var to string
		if json.Unmarshal([]byte(`"`+string(found)+`"`), &to) == nil && untrusted.Signed(to) {
			return []byte("address-left-out")
		}
		return found
	})
}
