package lookup

import (
	"strings"

	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/untrusted"
)

// The members of conversations and tickets that say what they are about.
const (
	titleAttribute       = "_default_title_"
	descriptionAttribute = "_default_description_"
)

// TitleMembers are the members of a conversation or a ticket that Title and Description
// read: a tree of no more than these is enough.
var TitleMembers = []string{"ticket_attributes", "custom_attributes", "ticket", "title", "source"}

// attributeHolders are where the attributes of a ticket are: in the ticket itself, and in
// a conversation that is one.
var attributeHolders = []string{"ticket_attributes.", "ticket.custom_attributes.", "ticket.ticket_attributes.", "custom_attributes."}

// Titles returns what people may call a conversation or a ticket, each in one line, the
// best first: the title of the ticket, that of the conversation, the subject of the
// e-mail that it began with. Subjects come as HTML, and so may the others.
func Titles(t *jsontree.Node) []string {
	var all []string
	for _, text := range []string{attribute(t, titleAttribute), t.Get("title").Scalar(), jsontree.FindPath(t, "source.subject").Scalar()} {
		if text = untrusted.MixedLine(text); text != "" {
			all = append(all, text)
		}
	}
	return all
}

// Title returns what people call a conversation or a ticket; "" where it has no title.
func Title(t *jsontree.Node) string { return untrusted.FirstOf(Titles(t)...) }

// Description returns the description of a ticket, or of a conversation that is one, as
// Intercom has it: plain, HTML or both (untrusted.Mixed).
func Description(t *jsontree.Node) string { return attribute(t, descriptionAttribute) }

// attribute returns the first text that an attribute has in a ticket, or in a
// conversation that is one. It may stand in an object that tells its type as well.
func attribute(t *jsontree.Node, name string) string {
	for _, holder := range attributeHolders {
		v := jsontree.FindPath(t, holder+name)
		if inner := v.Get("value"); inner != nil {
			v = inner
		}
		if strings.TrimSpace(v.Scalar()) != "" {
			return v.Scalar()
		}
	}
	return ""
}

// botMailbox is how the addresses of Intercom's own bots begin.
const botMailbox = "operator+"

// IsBot reports whether an author is a bot by its type or its address: Intercom gives
// its own as an admin at times.
func IsBot(kind, email string) bool {
	return kind == "bot" || strings.HasPrefix(email, botMailbox) && strings.HasSuffix(email, "@intercom.io")
}
