package sandbox

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed sample/conversations.txt
var sampleConversationScripts string

// A script is a sample conversation as text: a head, and lines such as "U: the user says".
type script struct {
	subject, channel, team string
	tags                   []string
	lines                  [][2]string
}

func parseScripts(text string) []script {
	var all []script
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if head, ok := strings.CutPrefix(line, "= "); ok {
			f := strings.Split(head+" ", "|")
			all = append(all, script{strings.TrimSpace(f[0]), strings.TrimSpace(f[1]), strings.TrimSpace(f[2]), splitTags(f[3]), nil})
			continue
		}
		if mark, body, ok := strings.Cut(line, ":"); ok {
			last := &all[len(all)-1]
			last.lines = append(last.lines, [2]string{mark, strings.TrimSpace(body)})
		}
	}
	return all
}

func splitTags(s string) []string {
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// conversations adds conversations by the scripts, over and over; some end in the middle, as work does.
func (a *seeder) conversations() {
	scripts := parseScripts(sampleConversationScripts)
	contacts := a.visibleContacts()
	for n := 1; n <= sampleConversations; n++ {
		ct := contacts[(n*37)%len(contacts)]
		if n%30 == 2 {
			ct = contacts[0] // Maria writes often
		}
		s := scripts[(n-1)%len(scripts)]
		length := len(s.lines)
		if n%3 == 0 {
			length = 1 + a.random.IntN(length)
		}
		p := &play{seeder: a, ct: ct, script: s, at: a.daysAgo(1 + (n*53)%75)}
		p.number, p.amount = 1000+a.random.IntN(8999), fmt.Sprintf("€%d", 40+a.random.IntN(2400))
		p.run(s.lines[:length])
		if p.cv.key() == LongConversation {
			p.addLongExchange(600)
		}
		a.finishConversation(p.cv, ct, s, n)
	}
}

// A play is a script that is being turned into a conversation.
type play struct {
	*seeder
	ct     *contact
	script script
	cv     *conversation
	at     int
	number int
	amount string
	admin  object
}

func (p *play) run(lines [][2]string) {
	p.admin = p.teammate()
	first := p.text(lines[0][1])
	var files []any
	if len(lines) > 1 && lines[1][0] == "+" {
		files = p.files(lines[1][1])
	}
	channel := "email"
	if p.script.channel == "messenger" {
		channel = "conversation"
	}
	p.cv = p.addConversation(conversationStart{author: p.ct.author(), contacts: []string{p.ct.key()}, subject: p.script.subject, body: first, channel: channel,
		deliveredAs: "customer_initiated", attachments: files}, p.at)
	if channel == "conversation" {
		p.cv.obj("source")["subject"], p.cv.obj("source")["url"] = "", "https://app.lumendesk.example/planning"
	}
	p.cv.object["title"] = p.script.subject
	for i, line := range lines[1:] {
		if line[0] == "+" {
			continue
		}
		p.at = min(p.at+(3+p.random.IntN(150))*60, p.today-60)
		if i+2 < len(lines) && lines[i+2][0] == "+" {
			files = p.files(lines[i+2][1])
		} else {
			files = nil
		}
		p.step(line[0], line[1], files)
	}
}

func (p *play) step(mark, body string, files []any) {
	switch mark {
	case "U":
		p.addMessage(p.cv, part{kind: "comment", author: p.ct.author(), body: p.text(body), attachments: files}, p.at)
	case "A":
		p.addMessage(p.cv, part{kind: "comment", author: authorOf(p.admin), body: p.text(body), attachments: files}, p.at)
	case "N":
		p.addMessage(p.cv, part{kind: "note", author: authorOf(p.admin), body: p.text(body)}, p.at)
	case "F":
		p.answerByFin(p.text(body))
	case "T":
		p.assign(p.cv, botAuthor(), "", p.teamID(body), p.at)
		p.assign(p.cv, authorOf(p.admin), p.admin.str("id"), "", p.at)
	case "S":
		days, _ := strconv.Atoi(body)
		p.snooze(p.cv, authorOf(p.admin), p.at, p.today+days*daySeconds)
	case "C":
		p.close(p.cv, authorOrBot(p.cv, p.admin), "", p.at)
	case "R":
		p.rate(body)
	}
}

// answerByFin adds an answer of the AI agent.
func (p *play) answerByFin(body string) {
	author := botAuthor()
	author["from_ai_agent"], author["is_ai_answer"] = true, true
	p.addMessage(p.cv, part{kind: "comment", author: author, body: body}, p.at)
	p.cv.object["ai_agent_participated"] = true
	p.cv.object["ai_agent"] = object{
		"source_type": "workflow", "source_title": "Fin first", "last_answer_type": "ai_answer", "resolution_state": "assumed_resolution", "rating": nil,
		"rating_remark": nil, "created_at": p.at, "updated_at": p.at, "content_sources": object{"type": "content_source.list", "total_count": 0,
			"content_sources": []any{}},
	}
}

func botAuthor() object {
	return object{"type": "bot", "id": "5199999", "name": "Fin", "email": "fin@lumendesk.example"}
}

func authorOrBot(cv *conversation, admin object) object {
	if cv.num("admin_assignee_id") == 0 {
		return botAuthor()
	}
	return authorOf(admin)
}

func (p *play) rate(body string) {
	score, remark, _ := strings.Cut(body, " ")
	n, _ := strconv.Atoi(score)
	p.cv.object["conversation_rating"] = object{
		"rating": n, "remark": remark, "created_at": p.at, "updated_at": p.at, "contact": p.ct.reference(),
		"teammate": object{"type": "admin", "id": p.admin.str("id")},
	}
}

// addLongExchange replaces the parts by many: two engineers go through the rows of an import.
func (p *play) addLongExchange(parts int) {
	p.at = p.cv.num("created_at")
	p.cv.parts = nil
	for n := 1; n <= parts; n++ {
		p.at = min(p.at+5*60, p.today-60)
		mark, body := "U", fmt.Sprintf("Row %d of the import is refused: \"location unknown\".", n)
		if n%2 == 0 {
			mark, body = "A", fmt.Sprintf("Row %d is in now. I have added the location, please try the next one.", n-1)
		}
		p.step(mark, body, nil)
	}
	p.cv.obj("statistics")["count_conversation_parts"] = parts + 1
}

func (p *play) files(line string) []any {
	f := strings.Fields(p.text(line))
	size, _ := strconv.Atoi(f[2])
	return []any{attachment(f[0], f[1], size)}
}

// text returns a line with its placeholders filled in: {first} and the like, and one of [[this|that]].
func (p *play) text(s string) string {
	if !strings.ContainsAny(s, `{[\`) {
		return s
	}
	for {
		before, choice, ok := strings.Cut(s, "[[")
		if !ok {
			break
		}
		options, after, _ := strings.Cut(choice, "]]")
		all := strings.Split(options, "|")
		s = before + all[p.random.IntN(len(all))] + after
	}
	first, _, _ := strings.Cut(p.ct.str("name"), " ")
	admin, _, _ := strings.Cut(p.admin.str("name"), " ")
	companyName := "our company"
	if len(p.ct.companies) > 0 {
		co, _ := p.companies.get(p.ct.companies[0])
		companyName = co.str("name")
	}
	if first == "" {
		first = "there"
	}
	return strings.NewReplacer("{first}", first, "{admin}", admin, "{company}", companyName, "{n}", strconv.Itoa(p.number), "{amount}", p.amount, `\n`,
		"\n").Replace(s)
}

func (p *play) teamID(name string) string {
	for _, t := range p.teams.all() {
		if t.str("name") == name {
			return t.str("id")
		}
	}
	return ""
}

// teammate returns a member of the script's team.
func (p *play) teammate() object {
	t, _ := p.teams.get(p.teamID(p.script.team))
	members := t.list("admin_ids")
	a, _ := p.admins.get(asID(members[p.random.IntN(len(members))]))
	return a
}

// finishConversation connects a conversation with what is around it: tags, company, times.
func (a *seeder) finishConversation(cv *conversation, ct *contact, s script, n int) {
	for _, tag := range s.tags {
		cv.tags = append(cv.tags, a.tagging(tag, cv.num("created_at")))
	}
	if n%40 == 5 {
		cv.tags = append(cv.tags, a.tagging("Phone & SMS", cv.num("created_at")))
	}
	if len(ct.companies) > 0 {
		cv.company = ct.companies[0]
	}
	cv.object["priority"] = []string{"none", "none", "none", "medium", "low", "none", "high"}[n%7]
	if strings.Contains(strings.Join(s.tags, " "), "urgent") {
		cv.object["priority"] = "urgent"
	}
	last := cv.num("updated_at")
	for _, k := range []string{"created_at", "signed_up_at"} {
		if ct.num(k) > cv.num("created_at") {
			ct.object[k] = cv.num("created_at") - hour // nobody writes before we know them
		}
	}
	for _, k := range []string{"last_replied_at", "last_seen_at"} {
		if ct.object[k] == nil || ct.num(k) < last {
			ct.object[k] = last
		}
	}
	if cv.str("state") == "open" && n%11 == 0 {
		a.snooze(cv, authorOf(a.admins.all()[0]), last, a.today+(2+n%5)*daySeconds)
	}
	if cv.str("state") == "open" && last < a.today-30*daySeconds && cv.key() != LongConversation {
		a.close(cv, botAuthor(), "", last+3*hour) // nobody answered any more
	}
}
