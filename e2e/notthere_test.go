package e2e

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestResourceNotThere reads what there isn't over every transport: the error's
// data tells the address that was asked for. What fails otherwise has the code of its
// kind.
func TestResourceNotThere(t *testing.T) {
	p := serve(t, "http", "--sandbox")
	local := start(t, "--sandbox")
	events := openStream(t, p)
	for name, exchange := range map[string]func(string) message{
		"stdio": func(m string) message { local.send(m); return local.answer() },
		"mcp":   func(m string) message { return p.post(m) },
		"sse":   events.roundTrip,
	} {
		t.Run(name, func(t *testing.T) {
			checkAddresses(t, exchange)
			checkOtherFailures(t, exchange)
		})
	}
}

// checkAddresses asks for addresses of no resource: the error's data names the address.
func checkAddresses(t *testing.T, exchange func(string) message) {
	t.Helper()
	for i, uri := range []string{
		"test://nothing", "intercom://nonsense/1?a=1&b=<2>", `odd:"quoted\"`, "odd:'a': resource not found", "odd:ü\u2028\u202e\n", "odd:$1${2}",
		`odd:"},"data":{"uri":"else"}}`,
	} {
		params, _ := json.Marshal(map[string]string{"uri": uri})
		for _, id := range []string{fmt.Sprint(i), `"a\",}\\"`, `"error"`, "1.5", "-3"} {
			m := exchange(request(id, "resources/read", string(params)))
			var data struct{ URI string }
			if m.Error == nil || m.Error.Code != -32002 || json.Unmarshal(m.Error.Data, &data) != nil || data.URI != uri || string(m.ID) != id {
				t.Errorf("%s %q: %s %s %+v", id, uri, m.ID, m.Result, m.Error)
			}
		}
	}
}

// checkOtherFailures asks for what fails otherwise: the error has the code of its kind, and no data.
func checkOtherFailures(t *testing.T, exchange func(string) message) {
	t.Helper()
	for _, c := range []struct {
		method, params, says string
		code                 int
	}{
		{"resources/read", `{"uri":"intercom://contacts/66f000000000000000000000"}`, "get_contact: GET ", -32002},
		{"resources/read", `{"uri":"intercom://contacts/nobody%40x.example"}`, "invalid arguments for get_contact: ", -32602},
		{"resources/read", `{"uri":"intercom://contacts/..%2fadmins"}`, "invalid arguments for get_contact: ", -32602},
		{"prompts/get", `{"name":"draft_reply","arguments":{"conversation_id":"1"}}`, "the argument tone is missing", -32602},
		{"prompts/get", `{"name":"draft_reply","arguments":{"conversation_id":"1","tone":"x","code -32002: ":"1"}}`, "tone is one of", -32602},
	} {
		m := exchange(request(`"code -32001: "`, c.method, c.params))
		if m.Error == nil || m.Error.Code != c.code || !strings.HasPrefix(m.Error.Message, c.says) || m.Error.Data != nil {
			t.Errorf("%s %s: %s %+v", c.method, c.params, m.Result, m.Error)
		}
	}
	if m := exchange(request(1, "handler not found for resource URI 'x': resource not found", "{}")); m.Error == nil || m.Error.Data != nil {
		t.Errorf("a method that is not there: %s %+v", m.Result, m.Error)
	}
}
