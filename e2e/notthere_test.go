package e2e

import (
	"encoding/json"
	"fmt"
	"testing"
)

// TestResourceNotThere reads what there isn't over every transport: the error's
// data tells the address that was asked for.
func TestResourceNotThere(t *testing.T) {
	p := serve(t, "http", "--sandbox")
	local := start(t, "--sandbox")
	stream := openStream(t, p)
	for name, ask := range map[string]func(string) message{
		"stdio": func(m string) message { local.send(m); return local.answer() },
		"mcp":   func(m string) message { return p.post(m) },
		"sse":   stream.roundTrip,
	} {
		t.Run(name, func(t *testing.T) {
			for i, uri := range []string{
				"test://nothing", "intercom://nonsense/1?a=1&b=<2>", `odd:"quoted\"`, "odd:'a': resource not found", "odd:ü\u2028\u202e\n", "odd:$1${2}",
				`odd:"},"data":{"uri":"else"}}`,
			} {
				params, _ := json.Marshal(map[string]string{"uri": uri})
				for _, id := range []string{fmt.Sprint(i), `"a\",}\\"`, `"error"`, "1.5", "-3"} {
					m := ask(request(id, "resources/read", string(params)))
					var data struct{ URI string }
					if m.Error == nil || m.Error.Code != -32002 || json.Unmarshal(m.Error.Data, &data) != nil || data.URI != uri || string(m.ID) != id {
						t.Errorf("%s %q: %s %s %+v", id, uri, m.ID, m.Result, m.Error)
					}
				}
			}
			// Only that error is touched.
			m := ask(request(1, "resources/read", `{"uri":"intercom://contacts/66f000000000000000000000"}`))
			if m.Error == nil || m.Error.Data != nil {
				t.Errorf("a contact that is not there: %s %+v", m.Result, m.Error)
			}
			if m := ask(request(1, "handler not found for resource URI 'x': resource not found", "{}")); m.Error == nil || m.Error.Data != nil {
				t.Errorf("a method that is not there: %s %+v", m.Result, m.Error)
			}
		})
	}
}
