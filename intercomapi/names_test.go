package intercomapi_test

import (
	"net/http"
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
)

// TestNamesAreUnescaped once, and nothing else of a reply changes by a byte.
func TestNamesAreUnescaped(t *testing.T) {
	for sent, want := range map[string]string{
		`{"name" : "Phone &amp; SMS","n":1.50}`:                                         `{"name" : "Phone & SMS","n":1.50}`,
		`{"name":"Phone \u0026amp; SMS"}`:                                               `{"name":"Phone & SMS"}`,
		`{"name":"Bony&#39;s &quot;x&quot; \\ \u00e9 &lt;b&gt;"}`:                       `{"name":"Bony's \"x\" \\ é <b>"}`,
		`{"name":"AT&amp;amp;T"}`:                                                       `{"name":"AT&amp;T"}`,
		`{"name":"&amp;lt;b&amp;gt;"}`:                                                  `{"name":"&lt;b&gt;"}`,
		`{"name":"A & B","b":"\u0026"}`:                                                 `{"name":"A & B","b":"\u0026"}`,
		`{"name":"R&D; &ampx; &nosuch; &copy &;"}`:                                      `{"name":"R&D; &ampx; &nosuch; &copy &;"}`,
		`{"name":"Caf&eacute; &#x27;n&#x2F; &apos;"}`:                                   `{"name":"Café 'n/ '"}`,
		`{"body":"<p>a &amp; b</p>","title":"a &amp; b"}`:                               `{"body":"<p>a &amp; b</p>","title":"a &amp; b"}`,
		`{"body":"\"name\":\"a &amp; b\""}`:                                             `{"body":"\"name\":\"a &amp; b\""}`,
		`{"custom_attributes":{"name":"a &amp;","x":[{"name":"&lt;"}]},"name":"&amp;"}`: `{"custom_attributes":{"name":"a &amp;","x":[{"name":"&lt;"}]},"name":"&"}`,
		`{"ticket_type":"R&amp;D","description":"&amp;"}`:                               `{"ticket_type":"R&D","description":"&amp;"}`,
		`{"ticket_state_internal_label":"Ann&#39;s"}`:                                   `{"ticket_state_internal_label":"Ann's"}`,
		`{"name":["&amp;"],"x":{"name":null,"y":"&amp;"}}`:                              `{"name":["&amp;"],"x":{"name":null,"y":"&amp;"}}`,
		`{"source":{"author":{"name":"O&#39;Neil","email":"o&#39;neil@x.example"}},"teammates":{"admins":[{"name":"R&amp;D"}]}}`:// nested
		`{"source":{"author":{"name":"O'Neil","email":"o'neil@x.example"}},"teammates":{"admins":[{"name":"R&D"}]}}`,
	} {
		f := serve(t, saying(http.StatusOK, sent))
		got, err := dial(t, f.URL).Contact(t.Context(), "1", intercomapi.ContactView{})
		if err != nil || string(got) != want {
			t.Errorf("%s:\n got %s, %v\nwant %s", sent, got, err, want)
		}
	}
}

// TestNamesInLists reach the items, and what is cut short stays an error.
func TestNamesInLists(t *testing.T) {
	f := serve(t, saying(http.StatusOK, `{"type":"list","data":[{"id":"1","name":"Phone &amp; SMS"}]}`))
	page, err := dial(t, f.URL).Tags(t.Context())
	if err != nil || string(page.Items[0]) != `{"id":"1","name":"Phone & SMS"}` {
		t.Errorf("%s, %v", page.Items, err)
	}
	for _, cut := range []string{`{"name":"a &amp; b`, `{"name":"a &amp; b\`, `{"name":"&amp;"`, `}}&]]"`, `"name":"&amp;"`} {
		f := serve(t, saying(http.StatusOK, cut))
		if _, err := dial(t, f.URL).Tags(t.Context()); err == nil {
			t.Errorf("%s is taken", cut)
		}
	}
}

func TestSpellingsOfName(t *testing.T) {
	for name, want := range map[string]string{
		"Ann": "Ann", "Phone & SMS": "Phone & SMS|Phone &amp; SMS", "Bony's <b>": "Bony's <b>|Bony&#39;s &lt;b&gt;",
	} {
		all := intercomapi.SpellingsOfName(name)
		if got := strings.Join(all, "|"); got != want {
			t.Errorf("%s: %s", name, got)
		}
		if back := intercomapi.UnescapeName(all[len(all)-1]); back != name {
			t.Errorf("%s comes back as %s", name, back)
		}
	}
}
