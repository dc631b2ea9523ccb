package markdown

import (
	"html"
	"regexp"
	"strings"
	"testing"

	nethtml "golang.org/x/net/html"
)

func TestMarkdown(t *testing.T) {
	for body, want := range map[string]string{
		"**Bold** and *italic*, __b__ _i_":                    "<p><b>Bold</b> and <i>italic</i>, <b>b</b> <i>i</i></p>",
		"one\ntwo\n\nthree **x**":                             "<p>one<br>two</p><p>three <b>x</b></p>",
		"See [docs](https://x.example/a?b=1&c=2)":             `<p>See <a href="https://x.example/a?b=1&amp;c=2">docs</a></p>`,
		"[mail](mailto:a@x.example) [call](tel:+4930)":        `<p><a href="mailto:a@x.example">mail</a> <a href="tel:+4930">call</a></p>`,
		"- a\n- b\n  1. c\n  2. d":                            "<ul><li>a</li><li>b<ol><li>c</li><li>d</li></ol></li></ul>",
		"1. a\n2. b":                                          "<ol><li>a</li><li>b</li></ol>",
		"- a\n\n  more\n- b":                                  "<ul><li>a<br>more</li><li>b</li></ul>",
		"# One\n\n## Two\n\n#### Four":                        "<h1>One</h1><h2>Two</h2><h2>Four</h2>",
		"Run `a <b>` now":                                     "<p>Run <code>a &lt;b&gt;</code> now</p>",
		"```sh\nls <x>\n  **a**\n```":                         "<pre><code>ls &lt;x&gt;\n  **a**\n</code></pre>",
		`![A "b"](https://x.example/a.png)`:                   `<p><img src="https://x.example/a.png" alt="A &quot;b&quot;"></p>`,
		"**a**<br>b":                                          "<p><b>a</b><br>b</p>",
		"**你好**吗":                                             "<p><b>你好</b>吗</p>",
		"**a** https://x.example/_a_/*b*/c":                   `<p><b>a</b> <a href="https://x.example/_a_/*b*/c">https://x.example/_a_/*b*/c</a></p>`,
		"**a** Ann <ann@x.example>":                           "<p><b>a</b> Ann &lt;ann@x.example&gt;</p>",
		`**a** C:\path snake_case_name <nil> 5 * 3 * 2 2*3*4`: `<p><b>a</b> C:\path snake_case_name &lt;nil&gt; 5 * 3 * 2 2*3*4</p>`,
		"**a** \\*b\\* &amp; AT&T":                            "<p><b>a</b> *b* &amp; AT&amp;T</p>",
		"**a**\n> quoted\n1) one":                             "<p><b>a</b><br>&gt; quoted<br>1) one</p>",
		"**a**\n---\nAnn":                                     "<p><b>a</b></p><p>---</p><p>Ann</p>",
		"**a**\n\n[1]: https://x.example":                     `<p><b>a</b></p><p>[1]: <a href="https://x.example">https://x.example</a></p>`,
		"**a** [x](javascript:alert(1))":                      "<p><b>a</b> [x](javascript:alert(1))</p>",
		"**a** ![x](data:text/html,b)":                        "<p><b>a</b> ![x](data:text/html,b)</p>",
	} {
		for _, format := range []string{"", Markdown} {
			if got := ToHTML(body, format); got != want {
				t.Errorf("%q as %q:\n got %s\nwant %s", body, format, got, want)
			}
		}
	}
	for body, want := range map[string]string{
		"Hello": "<p>Hello</p>", "<script>a</script>": "<p>&lt;script&gt;a&lt;/script&gt;</p>",
		"<b onclick=a>x</b>": "<p>&lt;b onclick=a&gt;x&lt;/b&gt;</p>",
		"- one":              "<ul><li>one</li></ul>", "<https://x.example>": `<p><a href="https://x.example">https://x.example</a></p>`,
		"<javascript:alert(1)>": "<p>&lt;javascript:alert(1)&gt;</p>",
	} {
		if got := ToHTML(body, Markdown); got != want {
			t.Errorf("%q:\n got %s\nwant %s", body, got, want)
		}
	}
}

// TestPlainText comes through as the same text.
func TestPlainText(t *testing.T) {
	for _, body := range []string{
		"Hello", "snake_case_name", "__init__.py and _id_", "5 * 3 * 2", "5*3*2", "x**2 + y**2, x**n + y**n", `C:\path`, `\\server\share`,
		"<nil>", "Ann <ann@example.com>",
		"#123", "1) one\n2) two", "a < b && c > d", "> you wrote\n> this\nYes", "https://x.example/a_b_c?d=*e*&f=1", "🎉 ok 👩‍👧", "one\ntwo",
		"one\n\ntwo", "Bye\n--\nAnn",
		"Thanks\n- Ann", "2024. That was a year", "3. Mai\n4. Mai", "price* (see note*)", "(*) see (*)", "* required", "Title\n=====",
		"List<String> and Map<K, V>",
		"vector<int>", "<your name>", "<title>", "<a>", "`quoted' and `again'", "it`s", "array[i](x)", "[1]: https://x.example", "# 5 in sales",
		"*args, **kwargs",
		"| a | b |\n|---|---|", "    indented", "~~no~~", "AT&T", "!important", "100 %", "a\\\nb", "1. one thing", "+49 30 1234", "<- left",
		"-> right", "<3", "***", "\"quotes\" 'too'",
	} {
		for _, format := range []string{"", Text} {
			got := ToHTML(body, format)
			if shown := shownText(t, got); shown != strings.TrimSpace(body) {
				t.Errorf("%q as %q: %s, which shows %q", body, format, got, shown)
			}
		}
	}
	for _, body := range []string{"**bold** `x`", "<p>Hi</p>", "&amp;", "- a\n- b"} {
		if got := ToHTML(body, Text); shownText(t, got) != body {
			t.Errorf("%q: %s", body, got)
		}
	}
}

// TestHTML is sent as it is.
func TestHTML(t *testing.T) {
	for _, body := range []string{
		"<p>Hi **there**</p>", "Hi<br>there", "a <B>b</B>", `<a href="https://x.example">x</a> - y`,
		"<ul><li>a</li></ul>\n\n<p>b</p>", `<img src="https://x.example/a.png">`,
		"<div\nclass='a'>x</div>", "<h1>A</h1>", "`a` <b>b</b>", "<p>x &lt; y</p>", "<br/>",
	} {
		if got := ToHTML(body, ""); got != body {
			t.Errorf("%q became %q", body, got)
		}
	}
	if body := "a **b** <nil>"; ToHTML(body, HTML) != body {
		t.Error(ToHTML(body, HTML))
	}
	for body, want := range map[string]string{"Use `<br>` here": "<p>Use <code>&lt;br&gt;</code> here</p>", "a &amp; b &lt;c&gt;": "<p>a &amp; b &lt;c&gt;</p>"} {
		if got := ToHTML(body, ""); got != want {
			t.Errorf("%q: %s", body, got)
		}
	}
}

var blockEnd = regexp.MustCompile(`</p>`)

// shownText returns what a reader of HTML sees.
func shownText(t testing.TB, body string) string {
	t.Helper()
	body = strings.TrimSuffix(blockEnd.ReplaceAllString(body, "\n\n"), "\n\n")
	body = strings.ReplaceAll(body, "<br>", "\n")
	return html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body, ""))
}

// FuzzMarkdown makes HTML of a few known tags, whatever is in a text.
func FuzzMarkdown(f *testing.F) {
	for _, seed := range []string{
		"**a**", "[x](javascript:alert(1))", "<script>alert(1)</script>", "- a\n- b", "![a](https://x/y\" onerror=a)", "```\n</code><script>",
		"<br>", "<javascript:a>",
		"[a](<https://x.example/\"><b>>)", "&lt;script&gt;", "**a**\n1. <b onclick=x>", "\x00", "[a\n](https://x.example \"t\")",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		for _, format := range []string{Markdown, Text} {
			checkSafe(t, ToHTML(body, format))
		}
		_ = ToHTML(body, "")
	})
}

// checkSafe fails for HTML with a tag or an attribute that is not ours, or an unsafe address.
func checkSafe(t *testing.T, got string) {
	t.Helper()
	allowed := map[string]bool{"p": true, "br": true, "b": true, "i": true, "a": true, "ul": true, "ol": true, "li": true, "h1": true, "h2": true,
		"pre": true, "code": true, "img": true}
	for z := nethtml.NewTokenizer(strings.NewReader(got)); z.Next() != nethtml.ErrorToken; {
		token := z.Token()
		if token.Type == nethtml.TextToken || token.Type == nethtml.EndTagToken && allowed[token.Data] {
			continue
		}
		if token.Type != nethtml.StartTagToken || !allowed[token.Data] {
			t.Errorf("%v in %q", token, got)
		}
		for _, a := range token.Attr {
			if isAddress := a.Key == "href" || a.Key == "src"; isAddress != isSafe([]byte(a.Val)) && a.Key != "alt" && a.Key != "start" {
				t.Errorf("%s=%q in %q", a.Key, a.Val, got)
			}
		}
	}
}
