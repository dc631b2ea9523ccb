package sandbox

import (
	"strings"

	"github.com/yuin/goldmark"
)

// deriveBody sets the body of an article that was given as Markdown. One that was given as HTML is not turned into Markdown here.
func deriveBody(o, in object) {
	switch markdown := in.str("body_markdown"); {
	case markdown != "":
		var html strings.Builder
		_ = goldmark.Convert([]byte(markdown), &html) // a Builder takes all that is written
		o["body"] = withoutMargins(html.String())
	case in["body"] != nil:
		o["body"], o["body_markdown"] = withoutMargins(in.str("body")), nil
	}
}

// withoutMargins returns a body with the class that Intercom gives to the paragraphs of articles.
func withoutMargins(html string) string {
	return strings.TrimSpace(strings.ReplaceAll(html, "<p>", `<p class="no-margin">`))
}

// deriveTranslations does the same for what each language has of its own, which is a draft unless it says otherwise.
func deriveTranslations(in object) {
	for _, v := range in.obj("translated_content") {
		if content, ok := v.(object); ok {
			deriveBody(content, content)
			if content["state"] == nil {
				content["state"] = "draft"
			}
		}
	}
}

// checkBodies refuses a body that is given twice, as HTML and as Markdown.
func checkBodies(_, in object) error {
	if in.str("body") != "" && in.str("body_markdown") != "" {
		return invalid("body and body_markdown are mutually exclusive")
	}
	for _, v := range in.obj("translated_content") {
		if content, ok := v.(object); ok && checkBodies(nil, content) != nil {
			return checkBodies(nil, content)
		}
	}
	return nil
}
