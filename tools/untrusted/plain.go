package untrusted

import (
	"html"
	"net/url"
	"strings"

	nethtml "golang.org/x/net/html"

	"intercom-mcp/tools/lazy"
)

// skippedElements are those whose content nobody reads.
var skippedElements = map[string]bool{"script": true, "style": true, "title": true, "iframe": true, "template": true}

// Plain returns the text of HTML, tidied.
func Plain(body string, urls bool) string { return Tidy(plainText(body, urls), urls) }

// plainText returns the text of HTML in one pass, however long or deep it is.
func plainText(body string, urls bool) string {
	var b strings.Builder
	skip := ""
	z := nethtml.NewTokenizer(strings.NewReader(body))
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			return b.String()
		case nethtml.TextToken:
			if skip == "" {
				b.Write(z.Text())
			}
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			t := z.Token()
			if t.Type == nethtml.StartTagToken && skippedElements[t.Data] {
				skip = t.Data
			}
			if skip == "" {
				b.WriteString(tagText(t, urls))
			}
		case nethtml.EndTagToken:
			name, _ := z.TagName()
			switch {
			case string(name) == skip:
				skip = ""
			case skip == "" && !inline[string(name)] && string(name) != "span":
				b.WriteByte('\n')
			}
		}
	}
}

// tagText returns the text that stands in the place of a start tag.
func tagText(t nethtml.Token, urls bool) string {
	switch t.Data {
	case "br", "hr":
		return "\n"
	case "li":
		return "- "
	case "img":
		return imageText(t, urls)
	case "a":
		if to := attributeOf(t, "href"); strings.HasPrefix(to, "http") && (urls || !Signed(to)) {
			return "(" + to + ") "
		}
	}
	return ""
}

// HasText reports whether HTML has anything to read.
func HasText(body string) bool {
	if !strings.ContainsAny(body, "<&") {
		return strings.TrimSpace(Visible(body)) != ""
	}
	skip := ""
	z := nethtml.NewTokenizer(strings.NewReader(body))
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			return false
		case nethtml.TextToken:
			if skip == "" && strings.TrimSpace(Visible(string(z.Text()))) != "" {
				return true
			}
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			t := z.Token()
			if t.Data == "img" && imageText(t, false) != "" && skip == "" {
				return true
			}
			if t.Type == nethtml.StartTagToken && skippedElements[t.Data] {
				skip = t.Data
			}
		case nethtml.EndTagToken:
			if name, _ := z.TagName(); string(name) == skip {
				skip = ""
			}
		}
	}
}

var (
	webAddress  = lazy.Regexp(`(?i)(?:https?:)?//[^\s<>"\\` + "`" + `]+`)
	intercomCDN = lazy.Regexp(`(?i)(^|\.)(intercomcdn\.(com|eu)|intercom-attachments[-a-z0-9]*\.(com|eu|au))\.?$`)
	signatures  = lazy.Regexp(`(?i)(^|[?&;])` +
		`(x-amz-(signature|credential|security-token)|x-goog-(signature|credential)|signature|expires|sig|key-pair-id|access_token)=`)
)

// Signed reports whether an address carries a signature, and so opens what it names
// to anybody who has it.
func Signed(to string) bool {
	u, err := url.Parse(html.UnescapeString(to))
	if err != nil {
		return signatures().MatchString(to)
	}
	return intercomCDN().MatchString(u.Hostname()) || signatures().MatchString("?"+u.RawQuery)
}

// withoutSigned returns a text without its signed addresses.
func withoutSigned(text string) string {
	if !strings.Contains(text, "//") {
		return text
	}
	return webAddress().ReplaceAllStringFunc(text, func(to string) string {
		if Signed(to) {
			return "(address left out)"
		}
		return to
	})
}
