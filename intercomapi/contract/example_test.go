package contract

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

// badExamples are the description's own examples that contradict its schemas: the fault that each has, for the reason given.
var badExamples = map[string]string{
	// the example's is a text
	"GET /admins/activity_logs 200 Successful response": "/activity_logs/0/metadata/after: value must be an object",
	// the same
	"POST /admins/activity_logs/search 200 Successful response": "/activity_logs/0/metadata/after: value must be an object",
	// the example's is a text
	"PUT /admins/{admin_id}/away 200 Successful response": "/away_status_reason_id: value must be an integer",
	// numbered in this example alone
	"GET /conversations/{conversation_id} 200 conversation found": "/conversation_parts/conversation_parts/0/id: value must be a string",
	// the example's is a number
	"GET /messages/status 200 Successful response": "/ruleset_id: value must be a string",
	// not the form of any other error
	"GET /messages/status 400 missing ruleset_id": `"errors" is missing`,
	// the same
	"GET /messages/status 500 server error": `"errors" is missing`,
	// the same
	"GET /messages/whatsapp/status 400 missing message_id": `"errors" is missing`,
	// the form before 2.12
	"POST /tickets/{ticket_id}/change_type 200 Successful response": "/ticket_state: value must be an object",
}

func TestExamplesOfReplies(t *testing.T) {
	d := Load(t)
	checked, bad := 0, 0
	for _, o := range d.Operations() {
		r, err := http.NewRequestWithContext(t.Context(), o.Method, o.Path, nil)
		if err != nil {
			t.Fatal(err)
		}
		for name, e := range d.examplesOf(o) {
			checked++
			faults := strings.Join(d.CheckReply(r, e.status, http.Header{"Content-Type": {"application/json"}}, e.body), "\n")
			want, known := badExamples[name]
			if known {
				bad++
			}
			if known != (faults != "") || !strings.Contains(faults, want) {
				t.Errorf("%s: faults %s, want %q", name, faults, want)
			}
		}
	}
	if checked < 700 || bad != len(badExamples) {
		t.Errorf("%d examples checked, %d of the %d known bad ones met", checked, bad, len(badExamples))
	}
}

type example struct {
	status int
	body   []byte
}

// examplesOf returns the examples of all replies of an operation, by "GET /path 200 name".
func (d *Description) examplesOf(o Operation) map[string]example {
	all := map[string]example{}
	for status := range d.doc.Paths.Value(o.Path).GetOperation(o.Method).Responses.Map() {
		code, _ := strconv.Atoi(status) // "default" has no examples
		for name, body := range d.examples(o.String(), code) {
			all[fmt.Sprintf("%s %d %s", o, code, name)] = example{code, body}
		}
	}
	return all
}
