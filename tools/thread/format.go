package thread

import (
	"fmt"
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
	add(f.body(string(e.Body)))
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
		return untrusted.InMarkdown(strings.Join(append(words, "event:", strings.TrimSpace(e.Author.name()+" "+e.eventText(known))), " "))
	}
	words = append(words, e.Author.role())
	switch kind := string(e.Type); {
	case kind == "note":
		words = append(words, "internal note")
	case kind == ticketText:
		words = append(words[:len(words)-1], "ticket description")
	case kind != "comment" && kind != firstMessage:
		words = append(words, untrusted.FirstOf(e.assignmentText(known), untrusted.OneLine(strings.ReplaceAll(kind, "_", " "), 40)))
	}
	if cc := e.ccText(); cc != "" {
		words = append(words, cc)
	}
	words[len(words)-1] = strings.TrimSuffix(words[len(words)-1]+": "+e.Author.name(), ": ")
	return untrusted.InMarkdown(strings.Join(words, " "))
}

// ccText returns to whom else an e-mail went, the first five; "" if to nobody.
func (e *part) ccText() string {
	const maxCopies = 5
	var all []string
	for _, h := range e.Email.Headers {
		if h.Type == "cc" && len(all) < maxCopies {
			all = append(all, line(h.Address, 100))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return "(cc " + strings.Join(all, ", ") + ")"
}
