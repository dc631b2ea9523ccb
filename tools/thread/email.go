package thread

import (
	"slices"
	"strings"

	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lazy"
	"intercom-mcp/tools/untrusted"
)

// emailData is what Intercom says of a part that is an e-mail.
type emailData struct {
	Subject jsontree.Lenient
	History jsontree.Lenient
	Headers []struct {
		Type    jsontree.Lenient
		Address jsontree.Lenient `json:"email_address"`
	} `json:"email_address_headers"`
	recipients []recipient
}

// A recipient is whom the first message of a conversation went to, in version 2.16.
type recipient struct{ Type, Email jsontree.Lenient }

// addresses returns the addresses of a kind: from, to or cc.
func (d emailData) addresses(kind string) []string {
	var all []string
	for _, h := range d.Headers {
		if address := untrusted.Name(string(h.Address), 100); strings.EqualFold(string(h.Type), kind) && address != "" {
			all = append(all, address)
		}
	}
	if len(d.Headers) > 0 {
		return all
	}
	for _, r := range d.recipients {
		if address := untrusted.Name(string(r.Email), 100); strings.EqualFold(string(r.Type), kind) && address != "" {
			all = append(all, address)
		}
	}
	return all
}

// setEmailChanges tells of each e-mail what is new in its subject and its addresses: those
// of a customer are compared with the customers' last ones, those of others likewise.
// Before there is one, an answer is expected to go back where the other side's came from.
func setEmailChanges(all []*part, subject string) {
	subject = plainSubject(subject)
	last := map[bool]map[string][]string{} // by whether a customer wrote it, then by kind
	for _, e := range all {
		e.Email.recipients = e.Recipients
		if e.Email.Subject == "" && len(e.Email.Headers) == 0 && len(e.Recipients) == 0 {
			continue
		}
		var changes []string
		if s := untrusted.MixedLine(string(e.Email.Subject)); s != "" && plainSubject(s) != subject {
			changes, subject = append(changes, "subject: "+untrusted.Name(s, 200)), plainSubject(s)
		}
		side := normalKind(e.Author.Type) == "contact"
		before, other := last[side], last[!side]
		if before == nil {
			before = map[string][]string{"from": other["to"], "to": other["from"], "cc": other["cc"]}
		}
		now := map[string][]string{}
		for _, kind := range []string{"from", "to", "cc"} {
			now[kind] = e.Email.addresses(kind)
			isAuthor := kind == "from" && len(now[kind]) == 1 && strings.EqualFold(now[kind][0], string(e.Author.Email))
			if !isAuthor && !sameAddresses(now[kind], before[kind]) {
				changes = append(changes, kind+" "+addressList(now[kind]))
			}
		}
		last[side] = now
		e.change = strings.Join(changes, "; ")
	}
}

// replyPrefix is what mail programs write before the subject of an answer.
var replyPrefix = lazy.Regexp(`(?i)^((re|fwd?|aw|wg|sv|tr|rv|antw)(\[\d+\])?:\s*)+`)

// plainSubject returns a subject in the form in which subjects are compared.
func plainSubject(s string) string {
	return strings.ToLower(strings.TrimSpace(replyPrefix().ReplaceAllString(untrusted.MixedLine(s), "")))
}

// sameAddresses reports whether two lists have the same addresses, in any order.
func sameAddresses(a, b []string) bool {
	plain := func(all []string) []string {
		return slices.Sorted(slices.Values(strings.Fields(strings.ToLower(strings.Join(all, " ")))))
	}
	return slices.Equal(plain(a), plain(b))
}

// addressList returns the first five addresses in a line; "nobody" for none.
func addressList(all []string) string {
	const most = 5
	if len(all) == 0 {
		return "nobody"
	}
	return strings.Join(all[:min(len(all), most)], ", ") + strings.Repeat(" and others", max(0, min(1, len(all)-most)))
}
