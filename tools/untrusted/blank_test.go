package untrusted

import "testing"

func TestIsBlank(t *testing.T) {
	for _, blank := range []string{
		"", " ", "\n\t", "<p></p>", "<p><br></p>", "<p>&nbsp;</p>", "&nbsp;", "&#8203;", "<div><p> </p><br/></div>", "<!-- x -->", "<script>x</script>",
		"\u00a0", "\u200b", "\ufeff", "\u2060", "\u00ad", "\u200d", "\u200c\u200e", "\u3164", "\u2800",
		"<b>\u200b</b>&#xfeff;", "<a href=\"https://x.example\"></a>", "<hr>",
		"&zwnj;&ZeroWidthSpace;&shy;",
	} {
		if !IsBlank(blank) {
			t.Errorf("%q is not blank", blank)
		}
	}
	for _, filled := range []string{
		"x", ".", "0", "👍", "<p>x</p>", "&amp;", "&lt;", "<nil>", "<ann@example.com>", "Ann <ann@example.com>", "<", "a\u200bb",
		`<img src="https://x.example/a.png">`,
		`<p><iframe src="https://video.example/1"></iframe></p>`, `<video src="a"></video>`,
	} {
		if IsBlank(filled) {
			t.Errorf("%q is blank", filled)
		}
	}
}
