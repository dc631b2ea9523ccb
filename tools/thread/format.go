package thread

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/untrusted"
)

// display says how a thread's texts are shown.
type display struct {
	as    string // markdown, plaintext, html or raw
	plain bool   // Intercom has made plain text of it already
	urls  bool   // with addresses that are secret
}

// body is a stranger's text as it is shown.
func (d display) body(text string) string {
	switch d.as {
	case "plaintext":
		if d.plain {
			return untrusted.Tidy(text, d.urls)
		}
		return untrusted.Plain(text, d.urls)
	case "html":
		return untrusted.HTML(text, d.urls)
	}
	return untrusted.Markdown(text, d.urls)
}

// text is all that a part says, files and all.
func (d display) text(e *threadPart) string {
	if d.as == "raw" {
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
	add(d.body(string(e.Body)))
	if e.Email.History != "" {
		add("[quoted history]\n" + d.body(string(e.Email.History)))
	}
	for _, o := range e.Metadata.Options {
		add("[option: " + untrusted.OneLine(string(o.Text), 200) + "]")
	}
	for _, a := range e.Attachments {
		add(d.attachment(a))
	}
	if len(all) == 0 {
		return "[no text]"
	}
	return strings.Join(all, "\n")
}

// attachment is a file by name, type and size.
func (d display) attachment(a attachment) string {
	s := "[attachment: " + strings.NewReplacer("[", "(", "]", ")").Replace(untrusted.OneLine(untrusted.FirstOf(string(a.Name), "unnamed"), 120))
	if kind := lineOf(a.ContentType, 60); kind != "" {
		s += ", " + kind
	}
	if n := a.Size.Unix(); n > 0 {
		s += ", " + bytesText(n)
	}
	if d.urls && a.URL != "" {
		s += ", " + strings.Join(strings.Fields(untrusted.Visible(string(a.URL))), "%20")
	}
	return s + "]"
}

func bytesText(n int64) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d B", n)
	case n < 1000*1000:
		return fmt.Sprintf("%d kB", (n+500)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// title is the line that begins a part, without its fence.
func (e *threadPart) title(called nameIndex) string {
	words := []string{string(e.ID)}
	if at := jsontree.RFC3339(e.at); at != "" {
		words = append(words, at)
	}
	if e.says == eventPart {
		return strings.Join(append(words, "event:", strings.TrimSpace(e.Author.name()+" "+e.deed(called))), " ")
	}
	words = append(words, e.Author.role())
	switch kind := string(e.Kind); {
	case kind == "note":
		words = append(words, "internal note")
	case kind == ticketText:
		words = append(words[:len(words)-1], "ticket description")
	case kind != "comment" && kind != firstMessage:
		words = append(words, untrusted.FirstOf(e.assignment(called), untrusted.OneLine(strings.ReplaceAll(kind, "_", " "), 40)))
	}
	if cc := e.copied(); cc != "" {
		words = append(words, cc)
	}
	return strings.Join(append(words[:len(words)-1], strings.TrimSuffix(words[len(words)-1]+": "+e.Author.name(), ": ")), " ")
}

// copied is to whom else an e-mail went.
func (e *threadPart) copied() string {
	var all []string
	for _, h := range e.Email.Headers {
		if h.Type == "cc" && len(all) < 5 {
			all = append(all, lineOf(h.Address, 100))
		}
	}
	if len(all) == 0 {
		return ""
	}
	return "(cc " + strings.Join(all, ", ") + ")"
}

// fence is a mark for the lines that begin a part: the same for the same page,
// and in none of its texts, so that no text can pretend to be a part.
func fence(texts ...string) string {
	h := sha256.New()
	for _, t := range texts {
		h.Write([]byte(t))
		h.Write([]byte{0})
	}
	for sum := h.Sum(nil); ; {
		mark := hex.EncodeToString(sum[:4])
		found := false
		for _, t := range texts {
			found = found || strings.Contains(strings.ToLower(t), mark)
		}
		if !found {
			return mark
		}
		next := sha256.Sum256(sum)
		sum = next[:]
	}
}
