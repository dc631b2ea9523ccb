package thread

import (
	"fmt"
	"html"
	"strings"

	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/untrusted"
)

// A format says how a thread's texts are shown.
type format struct {
	as      string // markdown, plaintext, html or raw
	isPlain bool   // what plaintext shows is plain text already: Intercom made it so
	urls    bool   // with the secret addresses of files
}

// body returns a text by a customer or a teammate as it is shown.
func (f format) body(text string) string {
	switch f.as {
	case "plaintext":
		if f.isPlain {
			return untrusted.Tidy(text, f.urls)
		}
		return untrusted.Plain(text, f.urls)
	case "html":
		return untrusted.HTML(text, f.urls)
	}
	return untrusted.Markdown(text, f.urls)
}

// mixed returns a ticket's description, which may be plain, HTML or both, as it is shown.
func (f format) mixed(text string) string {
	text, isHTML := untrusted.Mixed(text)
	switch {
	case !isHTML && f.as == "html":
		return untrusted.Tidy(strings.ReplaceAll(html.EscapeString(text), "\n", "<br>\n"), f.urls)
	case !isHTML:
		return untrusted.Tidy(text, f.urls)
	case f.as == "plaintext":
		return untrusted.Plain(text, f.urls)
	}
	return f.body(text)
}

// text returns the whole text of a part: its body, what it quotes, options and files.
func (f format) text(e *part) string {
	if f.as == "raw" {
		return string(e.raw)
	}
	var all []string
	add := func(s string) {
		if s != "" {
			all = append(all, s)
		}
	}
	if e.Redacted == "true" {
		add("[redacted]")
	}
	if e.Type == ticketText {
		add(f.mixed(string(e.Body)))
	} else {
		add(f.body(string(e.Body)))
	}
	if e.Email.History != "" {
		add("[quoted history]\n" + f.body(string(e.Email.History)))
	}
	for _, o := range e.Metadata.Options {
		add("[option: " + untrusted.OneLine(string(o.Text), 200) + "]")
	}
	for _, a := range e.Attachments {
		add(f.attachment(a))
	}
	if len(all) == 0 {
		return "[no text]"
	}
	return strings.Join(all, "\n")
}

// attachment returns a file by name, type and size.
func (f format) attachment(a attachment) string {
	s := "[attachment: " + strings.NewReplacer("[", "(", "]", ")").Replace(untrusted.OneLine(untrusted.FirstOf(string(a.Name), "unnamed"), 120))
	if kind := line(a.ContentType, 60); kind != "" {
		s += ", " + kind
	}
	if n := a.Size.Unix(); n > 0 {
		s += ", " + sizeText(n)
	}
	if f.urls && a.URL != "" {
		s += ", " + strings.Join(strings.Fields(untrusted.Visible(string(a.URL))), "%20")
	}
	return s + "]"
}

// sizeText returns a number of bytes in the unit that people use for it.
func sizeText(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1000*1000:
		return fmt.Sprintf("%d kB", (n+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// heading returns the line that begins a part, without the boundary.
func (e *part) heading(known names) string {
	words := []string{string(e.ID)}
	if at := jsontree.RFC3339(e.at); at != "" {
		words = append(words, at)
	}
	if e.class == eventClass {
		return untrusted.InMarkdown(strings.Join(append(words, "event:", e.eventText(known)), " "))
	}
	if e.Type == ticketText {
		return strings.Join(append(words, "ticket description"), " ")
	}
	role, name := e.writer()
	words = append(words, nonEmpty(role, e.kindText(known))...)
	if e.change != "" {
		words = append(words, "("+e.change+")")
	}
	return untrusted.InMarkdown(joinWords(": ", strings.Join(words, " "), name))
}

// writer returns the role and the name of who wrote a part's text. What only a customer
// can have done is the customer's, whoever Intercom names.
func (e *part) writer() (role, name string) {
	role, name = e.Author.role(), e.Author.name()
	if d := deeds[string(e.Type)]; d.by == byCustomer && role != byCustomer {
		return byCustomer, ""
	}
	return role, name
}

// replyWords say of a text what else it did, by the type of its part.
var replyWords = map[string]string{
	"open": "reply that reopened it", "close": "reply that closed it", "snoozed": "reply that snoozed it", "unsnoozed": "reply that woke it",
	"timer_unsnooze": "reply that woke it", "assign_and_reopen": "reopened it,", "assign_and_unsnooze": "woke it,",
	"note": "internal note", "note_and_reopen": "internal note that reopened it", "note_and_unsnooze": "internal note that woke it",
	"conversation_rating_changed": "rating", "conversation_rating_remark_added": "remark on the rating", "operator_workflow_event": "workflow",
	"comment": "", firstMessage: "",
}

// kindText returns what kind of a message or a note a part is; "" for a usual one.
func (e *part) kindText(known names) string {
	words, ok := replyWords[string(e.Type)]
	if to := e.assignmentText(known, true); to != "" {
		return joinWords(" ", words, to)
	}
	if until := jsontree.RFC3339(e.until); until != "" {
		words += " until " + until
	}
	if !ok {
		words = untrusted.OneLine(strings.ReplaceAll(string(e.Type), "_", " "), 40)
	}
	return words
}
