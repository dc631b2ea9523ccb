package thread

import (
	"bytes"
	"encoding/json"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lazy"
	"intercom-mcp/tools/untrusted"
)

// listed returns the indexes of the parts that are in Intercom's list of parts; the
// first message stands beside it.
func (t *Thread) listed(indexes []int) []int {
	var all []int
	for _, i := range indexes {
		if e := t.parts[i]; e.Type != firstMessage && e.Type != ticketText {
			all = append(all, i)
		}
	}
	return all
}

// raw returns Intercom's own object with the parts of a window. Nothing else of it
// changes, but for addresses that are secret.
func (t *Thread) raw(w *window) intercomapi.Object {
	var v struct {
		Conversation struct {
			Parts json.RawMessage `json:"conversation_parts"`
		} `json:"conversation_parts"`
		Ticket struct {
			Parts json.RawMessage `json:"ticket_parts"`
		} `json:"ticket_parts"`
	}
	_ = t.object.Decode(&v)
	list := v.Conversation.Parts
	if len(list) == 0 {
		list = v.Ticket.Parts
	}
	var shown [][]byte
	for i := w.lo; i < w.hi; i++ {
		shown = append(shown, t.parts[w.indexes[i]].raw)
	}
	o := []byte(t.object)
	if len(list) > 0 && bytes.HasPrefix(bytes.TrimSpace(list), []byte("[")) {
		page := append(append([]byte("["), bytes.Join(shown, []byte(","))...), ']')
		o = bytes.Replace(o, list, page, 1)
	}
	if t.format.urls {
		return intercomapi.Object(o)
	}
	return intercomapi.Object(t.withoutSecretAddresses(o))
}

// jsonAddress matches an address in JSON text, however its characters are escaped.
var jsonAddress = lazy.Regexp(`(?i)(?:https?:)?(?:\\?/){2}(?:\\u[0-9a-f]{4}|\\/|[^\s"\\<>])+`)

// withoutSecretAddresses returns JSON without the addresses of files, and any that carry a signature.
func (t *Thread) withoutSecretAddresses(o []byte) []byte {
	for _, e := range t.parts {
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
