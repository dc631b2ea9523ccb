package untrusted

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// TestLargeHTML is plain text, whatever it is to be: no policy has passed it.
func TestLargeHTML(t *testing.T) {
	body := "<p>Hello</p>" + strings.Repeat("<script>evil()</script>", 20_000)
	for name, made := range map[string]string{"markdown": Markdown(body, false), "html": HTML(body, false), "plain": Plain(body, false)} {
		if made != "Hello" {
			t.Errorf("%s: %.100q", name, made)
		}
	}
}

func TestMarkdown(t *testing.T) {
	const cdn = "https://downloads.intercomcdn.com/i/o/1/shot%20one.png?expires=1&amp;signature=abc"
	for name, c := range map[string]struct{ in, want string }{
		"plain":             {"plain\n\n# text", "plain\n\n# text"},
		"plain with signs":  {"Tom & Ann &amp; Bob\n  5 < 6", "Tom & Ann & Bob\n  5 < 6"},
		"text as typed":     {"<p>Error E_42*x, see [1] and C:\\a_b</p>", "Error E_42*x, see [1] and C:\\a_b"},
		"emphasis and code": {"<p>Hi <b>Ann</b>,<br>run <code>a_b</code></p>", "Hi **Ann**,\nrun `a_b`"},
		"link":              {`<a href="https://x.example/a?b=1&amp;c=2">this</a>`, "[this](https://x.example/a?b=1&c=2)"},
		"link of its text":  {`<a href="https://x.example/">https://x.example</a> <a href="mailto:a@x.example">a@x.example</a>`, "https://x.example a@x.example"},
		"lists":             {"<ul><li>one<li>two<ol><li>x</li></ol></ul>", "- one\n- two\n\n  1. x"},
		"table":             {"<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2|3</td></tr></table>", "| A | B |\n|---|---|\n| 1 | 2\\|3 |"},
		"table, no header":  {"<table><tr><td>A</td><td>B</td></tr><tr><td>1</td><td><p>2</p><p>3</p></td></tr></table>", "| A | B |\n|---|---|\n| 1 | 2 3 |"},
		"table in a layout": {
			"<table><tr><td><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table></td></tr></table>after",
			"| A | B |\n|---|---|\n| 1 | 2 |\n\nafter"},
		"layout alone":     {"<table><tr><td><p>Dear Ann,</p></td></tr><tr><td>bye</td></tr></table>", "Dear Ann,\n\nbye"},
		"image":            {`<img src="` + cdn + `"> <img alt="A plan" src="https://x.example/p.png">`, "[image: shot one.png] [image: A plan]"},
		"pixel":            {`a<img src="https://x.example/p.gif" width="1" height="1">b`, "ab"},
		"signed address":   {`<a href="` + cdn + `">file.pdf</a> https://x.example/f?X-Amz-Signature=1`, "file.pdf (address left out)"},
		"script and style": {"a<script>evil()</script><style>x</style><!-- hidden --><title>t</title>b", "ab"},
		"javascript and data": {`<a href="javascript:x()">j</a> <a href="data:text/html,x">d</a> <img src="data:image/png;base64,AAAA" alt="dot">`,
			"j d [image: dot]"},
		"handlers":           {`<p onclick="x()" style="position:fixed">a</p>`, "a"},
		"open frame":         {"<frame>text that follows", "text that follows"},
		"entities":           {"&lt;script&gt; &amp; &#8203;x", "<script> & x"},
		"code block":         {"<pre>line 1\n  line 2 ```\n</pre>", "````\nline 1\n  line 2 ```\n````"},
		"quote":              {"<blockquote><p>q1</p><p>q2</p></blockquote>", "> q1\n>\n> q2"},
		"ends without start": {"</div></td></table>a</p></b>", "a"},
		"nothing":            {"<p> <br></p>", ""},
	} {
		if got := Markdown(c.in, false); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if got := Markdown(`<img src="`+cdn+`"><a href="`+cdn+`">f</a>`, true); strings.Count(got, "signature=abc") != 2 {
		t.Errorf("addresses are asked for: %s", got)
	}
}

// hostileHTML is what costs a parser time or depth; every text in it is "word".
func hostileHTML() map[string]string {
	deep := func(tag string, n int) string {
		return strings.Repeat("<"+tag+">", n) + "word" + strings.Repeat("</"+tag+">", n)
	}
	return map[string]string{
		"deep divs":         deep("div", 10_000),
		"deep tables":       deep("table><tr><td", 3_000),
		"deep quotes":       deep("blockquote", 10_000),
		"deep lists":        deep("ul><li", 5_000),
		"formatting":        strings.Repeat("<b><i><a href=x>", 6_000) + "word",
		"misnested":         strings.Repeat("<b><p></b>word</p>", 4_000),
		"open tables":       strings.Repeat("<table><td>", 9_000) + "word",
		"wide table":        "<table><tr>" + strings.Repeat("<td>word", 9_000),
		"much text":         "<p>" + strings.Repeat("word ", megabytes<<20/5) + "</p>",
		"many tags":         strings.Repeat("<p>word</p>", megabytes<<20/10),
		"long attribute":    `<p title="` + strings.Repeat("x", megabytes<<20) + `">word</p>`,
		"long comment":      "<!--" + strings.Repeat("x", megabytes<<20) + "-->word",
		"long data URI":     `<img src="data:image/png;base64,` + base64.StdEncoding.EncodeToString(make([]byte, megabytes<<20*3/4)) + `">word`,
		"open angle quotes": strings.Repeat("<", 200_000) + " word",
		"ampersands":        strings.Repeat("&", 200_000) + "word",
		"entities":          strings.Repeat("&#x1F600;", 25_000) + "word",
		"spans":             `<table><tr><td colspan="1000000000" rowspan="1000000000">word</td><td>word</td></tr></table>`,
		"backticks":         "<pre>" + strings.Repeat("`", 100_000) + "</pre>word",
		"white space":       "<p>" + strings.Repeat(" \n", 100_000) + "word</p>",
		"list numbers":      `<ol start="999999999999999999999">` + strings.Repeat("<li>word", 5_000),
	}
}

// TestHostileHTML only has to end: in a bounded time, with a result that is no
// larger than what came in.
func TestHostileHTML(t *testing.T) {
	for name, body := range hostileHTML() {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			got := Markdown(body, false)
			t.Logf("%d bytes in, %d out, %v", len(body), len(got), time.Since(start).Round(time.Millisecond))
			if !strings.Contains(got, "word") || len(got) > 4*len(body)+100 {
				t.Errorf("%d bytes: %.200q", len(got), got)
			}
		})
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{
		"<p>a<b>b</p>c</b>", "<table><tr><td><table><td>x</table>", "<a href='https://x.intercomcdn.com/?signature=1'>f</a>", "<pre>`</pre>", "a\u202eb&#8203;",
		"<ul><li><p>x</ul></li>", "<img alt=']<b>' src=//x>", "<td>x</td></table><div>", "<code><pre>x</code>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, body string) {
		got := Markdown(body, false)
		if !utf8.ValidString(got) || Visible(got) != got || strings.TrimSpace(got) != got {
			t.Errorf("%q: %q", body, got)
		}
		if withoutSigned(got) != got {
			t.Errorf("%q: a signed address in %q", body, got)
		}
		if plain := plainText(body, false); HasText(body) && strings.TrimSpace(plain) == "" {
			t.Errorf("%q has text, which is lost", body)
		}
	})
}

func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		" Ann \n Lee": "Ann Lee", "AT&amp;T": "AT&amp;T", "<b>x</b>": "<b>x</b>", "Grüße\u200b": "Grüße", "abcdefghijk": "abcdefghij…",
	} {
		if got := Name(name, 10); got != want {
			t.Errorf("%q: %q", name, got)
		}
	}
	for text, want := range map[string]string{
		"<b>x</b>": `\<b>x\</b>`, "<nil> Ann <ann@x.example> 1 < 2 <": "<nil> Ann <ann@x.example> 1 < 2 <", "<!-- x <IMG src=y": `\<!-- x \<IMG src=y`,
	} {
		if got := InMarkdown(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
