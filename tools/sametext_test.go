package tools

import "testing"

// TestSameText holds what Intercom may make of a body against the body.
func TestSameText(t *testing.T) {
	for sent, kept := range map[string]struct{ same, other string }{
		"Hello there":               {"<p>Hello there</p>", "<p>Hello there!</p>"},
		"<p>Call&nbsp;<b>her</b>":   {"<p class=\"no-margin\">Call her</p>", "<p>Call him</p>"},
		"Fish & chips\n\nat five":   {"<p>Fish &amp; chips</p>\n<p>at five</p>", "<p>Fish</p>\n<p>at five</p>"},
		"5 < 6 > 4":                 {"<p>5 &lt; 6 &gt; 4</p>", "<p>5 4</p><p>6</p>"},
		`<img src="https://a/1">`:   {`<img src="https://a/1">`, `<img src="https://a/2">`},
		"":                          {"", "<p>Hello</p>"},
		"<p> </p><p>a b</p><p></p>": {"a b", ""},
	} {
		if !sameText(kept.same, sent) {
			t.Errorf("%q is not taken for %q", kept.same, sent)
		}
		if sameText(kept.other, sent) {
			t.Errorf("%q is taken for %q", kept.other, sent)
		}
	}
}
