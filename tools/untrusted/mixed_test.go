package untrusted

import (
	"strings"
	"testing"
)

func TestMixed(t *testing.T) {
	for name, c := range map[string]struct{ in, markdown, line string }{
		"plain": {"Steps:\n\n1. Open\n   2. Wait", "Steps:\n\n1. Open\n   2. Wait", "Steps: 1. Open 2. Wait"},
		"plain, in brackets": {
			"From Ann <ann@example.com>\nList<String> is <nil>", "From Ann <ann@example.com>\nList<String> is <nil>",
			"From Ann <ann@example.com> List<String> is <nil>"},
		"entities": {"Tom &amp; Ann\r\n5 &lt; 6", "Tom & Ann\n5 < 6", "Tom & Ann 5 < 6"},
		"breaks":   {"one<br>two<br/>\nthree<BR />four", "one\ntwo\nthree\nfour", "one two three four"},
		"words in HTML": {"<p>From Ann <ann@example.com></p><p>got <nil></p>",
			"From Ann <ann@example.com>\n\ngot <nil>", "From Ann <ann@example.com> got <nil>"},
		"inline and line ends": {"Click <b>Save</b> &amp; wait\nthen <a href=\"https://x.example/a?b=1\">go</a>",
			"Click **Save** & wait\nthen [go](https://x.example/a?b=1)", "Click Save & wait then go"},
		"line ends in HTML":     {"<p>one\ntwo</p>\n\n<p class=\"no-margin\">three</p>\n", "one\ntwo\n\nthree", "one two three"},
		"generics":              {"Map<A, B> and List<A>\nand <b>bold</b>", "Map<A, B> and List<A>\nand **bold**", "Map<A, B> and List<A> and bold"},
		"names of elements":     {"The <title> and <object> tags", "The <title> and <object> tags", "The <title> and <object> tags"},
		"no tag":                {"a < b > c <- d", "a < b > c <- d", "a < b > c <- d"},
		"script and comment":    {"a<script>evil()</script><!-- hidden -->b<style>x</style>", "ab", "a b"},
		"mail program":          {"<p>Hello<o:p></o:p></p>", "Hello", "Hello"},
		"code block":            {"<pre>a\n  b</pre>", "```\na\n  b\n```", "a b"},
		"quoted attribute":      {`<p title="a > b">x</p>`, "x", "x"},
		"entity of a tag":       {"write &lt;br&gt; here<br>x", "write <br> here\nx", "write <br> here x"},
		"subject of an e-mail":  {"<p>Re: Invoice &amp; VAT</p>", "Re: Invoice & VAT", "Re: Invoice & VAT"},
		"list":                  {"<ul>\n<li>one</li>\n<li>two</li>\n</ul>", "- one\n- two", "one two"},
		"nothing":               {"<p><br></p>", "", ""},
		"upper case, no end":    {"Foo<P>one<P>two", "Foo\n\none\n\ntwo", "Foo one two"},
		"address in upper case": {"<Ann@Example.COM> wrote", "<Ann@Example.COM> wrote", "<Ann@Example.COM> wrote"},
	} {
		text, isHTML := Mixed(c.in)
		got := Tidy(text, false)
		if isHTML {
			got = Markdown(text, false)
		}
		if got != c.markdown {
			t.Errorf("%s: %q, want %q", name, got, c.markdown)
		}
		if got := MixedLine(c.in); got != c.line {
			t.Errorf("%s: in one line %q, want %q", name, got, c.line)
		}
	}
}

// TestHostileMixed holds that no text is lost, and that none grows beyond bounds.
func TestHostileMixed(t *testing.T) {
	for name, body := range hostileHTML() {
		body += strings.Repeat("<b", 1000) + strings.Repeat("<i>", 1000)
		if text, _ := Mixed(body); !strings.Contains(text, "word") || len(text) > 4*len(body)+100 {
			t.Errorf("%s: %d bytes in, %d out: %.200q", name, len(body), len(text), text)
		}
	}
}
