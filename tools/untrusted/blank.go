package untrusted

import (
	"strings"

	nethtml "golang.org/x/net/html"
)

// media are the elements that show something without a text.
var media = map[string]bool{
	"img": true, "iframe": true, "video": true, "audio": true, "picture": true, "svg": true, "object": true, "embed": true,
}

// IsUnseen reports whether a plain text has nothing but spaces and characters
// without a shape.
func IsUnseen(s string) bool { return strings.TrimSpace(Visible(s)) == "" }

// IsBlank reports whether a text, plain or HTML, has nothing to read and nothing to
// see: <p><br></p>, &nbsp; and characters without a shape are blank, a picture is
// not. What is no element of HTML's, such as <nil>, is text.
func IsBlank(s string) bool {
	if HasText(s) {
		return false
	}
	z := nethtml.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			return true
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			if t := z.Token(); media[t.Data] || t.DataAtom == 0 {
				return false
			}
		}
	}
}
