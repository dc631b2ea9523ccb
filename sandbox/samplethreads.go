package sandbox

import "strconv"

// threadBase is where the ids of the sample threads below begin, apart from those of other conversations.
const threadBase = conversationBase + 900

// threads adds conversations that have what real ones have and the scripts lack: parts of every type, with text and without, events
// whose author is the bot, and fields that are null.
func (a *seeder) threads() {
	a.emailThread()
	a.ticketThread()
	a.citedThread()
	a.demoThread()
	a.askForRatings()
}

// A thread is a conversation that is being written part by part, an hour apart.
type thread struct {
	*seeder
	cv *conversation
	ct *contact
	at int
}

func (a *seeder) thread(n, nth, days int, in conversationStart) *thread {
	ct := a.contacts.all()[nth-1]
	at := a.today - days*daySeconds + 8*hour
	in.id, in.contacts = strconv.Itoa(threadBase+n), []string{ct.key()}
	if in.author == nil {
		in.author = ct.author()
	}
	cv := a.addConversation(in, at)
	if len(ct.companies) > 0 {
		cv.company = ct.companies[0]
	}
	return &thread{a, cv, ct, at}
}

func (t *thread) next() int {
	t.at += hour
	return t.at
}

// event adds a part without text, which says who did it and not what.
func (t *thread) event(kind string, author object) {
	t.addPart(t.cv, part{kind: kind, author: author}, t.next())
}

func (t *thread) says(kind string, author object, body string) object {
	return t.addMessage(t.cv, part{kind: kind, author: author, body: body}, t.next())
}

// emailThread has parts of nearly every type, and e-mails that change subject and receivers.
func (a *seeder) emailThread() {
	t := a.thread(1, 41, 40, conversationStart{subject: "Rota &amp; cover for May", channel: "email", deliveredAs: "customer_initiated",
		body: "<p>Hello,</p><p>two of us share the rota now. Can both be told when a shift is open?</p>"})
	ann, bruno := authorOf(a.admins.row(AdminAnn)), authorOf(a.admins.row(AdminBruno))
	t.event("channel_and_reply_time_expectation", botAuthor())
	t.event("operator_workflow_event", botAuthor())
	t.event("default_assignment", botAuthor())
	t.assign(t.cv, botAuthor(), "", TeamSupport, t.next())
	t.assign(t.cv, bruno, AdminAnn, "", t.next())["body"] = "<p>Ann, you know their rota. Can you take this?</p>"
	t.event("conversation_attribute_updated_by_workflow", botAuthor())
	t.event("conversation_tags_updated", botAuthor())
	answered := t.says("comment", ann, "<p>Yes: Settings → Notifications → <b>Open shifts</b>, and add both.</p>")
	answered["email_message_metadata"] = emailHeaders("Re: Rota & cover for May", "ann@lumendesk.example", t.ct.str("email"))
	t.snooze(t.cv, ann, t.next(), t.at+2*daySeconds)
	t.at += 2 * daySeconds
	t.cv.setState("open", nil)
	t.event("timer_unsnooze", botAuthor())
	t.close(t.cv, ann, "<p>I close this for now; just answer if it does not work.</p>", t.next())
	t.setReopened()
	again := t.addPart(t.cv, part{kind: "open", author: t.ct.author(), body: "<p>It works for me, but not for Niamh &lt;niamh@bony.example&gt;.</p>"}, t.next())
	again["email_message_metadata"] = emailHeaders("Cover for May, and June", t.ct.str("email"), "support@lumendesk.example")
	quick := t.says("quick_reply", ann, "<p>Did she confirm her address?</p>")
	quick["metadata"] = object{"quick_reply_options": []any{object{"text": "Yes", "uuid": "a5e1c524-5ddf-4c3e-9328-6bca5d6e3edb"}}}
	t.says("comment", t.ct.author(), "<p>She has now, and it works. Thank you!</p>")
	t.event("conversation_attribute_updated_by_admin", ann)
	t.close(t.cv, ann, "", t.next())
	t.event("conversation_rating_changed", botAuthor())
	t.cv.tags = []tagging{a.tagging("Phone & SMS", t.cv.num("created_at"))}
}

// setReopened counts that the customer reopened the conversation.
func (t *thread) setReopened() {
	t.reopen(t.cv)
	t.cv.recordContactReply(t.at+hour, "email")
}

func emailHeaders(subject, from, to string) object {
	return object{"subject": subject, "message_id": "<" + strconv.Itoa(len(subject)) + "." + from + ">", "email_address_headers": []any{
		object{"type": "from", "email_address": from, "name": nil}, object{"type": "to", "email_address": to, "name": nil}}}
}

// ticketThread is a customer's ticket in whose description stands all that the customer wrote; the first part is the bot's.
func (a *seeder) ticketThread() {
	ct := a.contacts.all()[70]
	t := a.thread(2, 71, 30, conversationStart{author: botAuthor(), deliveredAs: "automated"})
	kind, _ := a.ticketTypes.get(TicketTypeRequest)
	tk := a.makeTicket(t.cv, kind, object{"_default_title_": "Night shifts & holidays", "Order number": "SO-53001",
		"_default_description_": "Hello,\nnight shifts of " + ct.str("name") + " <night@bluebird.example> are not in the export.<br>The field says <nil>."}, t.at)
	dana := authorOf(a.admins.row("5100004"))
	t.says("comment", botAuthor(), "<p>Thanks for your request. We will be back to you by e-mail.</p>")
	t.assignTicket(tk, botAuthor(), "5100004", t.next())
	t.moveTicket(tk, dana, StateInProgress, t.next())
	t.says("note", dana, "<p>The export reads the day on which a shift begins.</p>")
	t.moveTicket(tk, dana, StateWaiting, t.next())
}

// citedThread was answered by the AI agent, which says what it read.
func (a *seeder) citedThread() {
	t := a.thread(3, 98, 25, conversationStart{channel: "conversation", deliveredAs: "customer_initiated", body: "<p>Is there a limit for exports?</p>"})
	t.cv.object["title"] = ""
	p := &play{seeder: a, ct: t.ct, cv: t.cv, at: t.next()}
	p.answerByFin("<p>An export from a report page stops at 10,000 rows. A scheduled export has no limit.</p>")
	t.cv.obj("ai_agent")["content_sources"] = object{"type": "content_source.list", "total_count": 2, "content_sources": []any{
		object{"content_type": "article", "url": "https://help.lumendesk.example/articles/9100001", "title": "Scheduled exports", "locale": "en"},
		object{"content_type": "external_content", "url": "https://docs.lumendesk.example/limits", "title": "API limits", "locale": "en"}}}
	t.close(t.cv, botAuthor(), "", t.next())
}

// demoThread is what a new workspace shows: it has neither source nor title.
func (a *seeder) demoThread() {
	t := a.thread(4, 8, 74, conversationStart{deliveredAs: "automated"})
	t.says("comment", botAuthor(), "<p>This is a demo message. It shows how a conversation looks.</p>")
	t.close(t.cv, botAuthor(), "", t.next())
	t.cv.object["source"] = nil
}

// askForRatings has some customers asked how it was who gave no answer.
func (a *seeder) askForRatings() {
	for n, cv := range a.Workspace.conversations.all() {
		if n%10 != 3 || cv.str("state") != "closed" || cv.object["conversation_rating"] != nil || len(cv.parts) == 0 {
			continue
		}
		at := cv.parts[len(cv.parts)-1].num("created_at")
		cv.object["conversation_rating"] = object{"rating": nil, "remark": nil, "created_at": at, "updated_at": at,
			"contact": a.contactReference(cv.contacts[0]), "teammate": nil}
	}
}
