package tools

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/untrusted"
)

// An articleText is an article in one language, or an internal one, as Intercom
// answers it.
type articleText struct {
	State     string `json:"state"` // an internal one has none
	Body      string `json:"body"`  // HTML, which Intercom makes of Markdown too
	HasStaged bool   `json:"has_unpublished_changes"`
}

// bodySeen returns what there is to see in the body: "body". markdown says that
// the write gave it as Markdown.
func (t articleText) bodySeen(markdown bool) string {
	blank := untrusted.IsBlank(t.Body)
	switch {
	case blank && markdown:
		return "no text: Intercom made no body of body_markdown; give body, as HTML"
	case blank:
		return "no text: body is empty"
	case markdown:
		return "body, the HTML that Intercom made of body_markdown"
	}
	return "body"
}

// seenBy returns what readers of the help center see of a text after a write to
// it: "nothing until state is published, then body". A write that is staged answers
// the draft.
func (t articleText) seenBy(staged, markdown bool) string {
	switch seen := t.bodySeen(markdown); {
	case t.State != "published":
		return "nothing until state is published, then " + seen
	case staged:
		return "what was published before; after publish_article_draft " + seen
	case t.HasStaged:
		return seen + ", without what is staged"
	default:
		return seen
	}
}

// readersSee returns what readers see of an article after a write to it, and of its
// translations: "body; fr: nothing until state is published, then body". It is ""
// for an answer that has no state.
func readersSee(article intercomapi.Object, in intercomapi.ArticleFields, staged bool) string {
	var whole struct {
		articleText
		Translated map[string]json.RawMessage `json:"translated_content"`
	}
	if article.Decode(&whole) != nil || whole.State == "" {
		return ""
	}
	said := []string{whole.seenBy(staged, in.BodyMarkdown != nil)}
	for _, locale := range slices.Sorted(maps.Keys(whole.Translated)) {
		var text articleText
		if json.Unmarshal(whole.Translated[locale], &text) == nil && text.State != "" { // there is a type among them
			said = append(said, locale+": "+text.seenBy(staged, in.TranslatedContent[locale].BodyMarkdown != nil))
		}
	}
	return strings.Join(said, "; ")
}

// internalReadersSee returns what admins and AI see of an internal article after a
// write to it, which has no draft.
func internalReadersSee(article intercomapi.Object, in intercomapi.InternalArticle) string {
	var text articleText
	if article.Decode(&text) != nil {
		return ""
	}
	return text.bodySeen(in.BodyMarkdown != nil)
}
