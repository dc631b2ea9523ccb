package sandbox

import (
	"net/http"
	"path"
	"slices"
	"strings"
)

// A part is what is added to a conversation or a ticket.
type part struct {
	kind        string // part_type
	author      object
	body        string
	attachments []any
	assignedTo  object
	options     []any // of a quick reply
}

func (w *Workspace) addPart(cv *conversation, in part, at int) object {
	p := object{
		"type": "conversation_part", "id": w.numericID("part", 8900000000), "part_type": in.kind, "body": nullIfZero(paragraph(in.body)),
		"created_at": at, "updated_at": at, "notified_at": at, "assigned_to": nullIfNil(in.assignedTo), "author": in.author,
		"attachments": emptyIfNil(in.attachments), "external_id": nil, "redacted": false, "email_message_metadata": nil,
		"state": cv.str("state"), "tags": []any{}, "event_details": nil, "app_package_code": nil,
	}
	if len(in.options) > 0 {
		p["metadata"] = object{"quick_reply_options": in.options}
	}
	cv.parts = append(cv.parts, p)
	cv.object["updated_at"] = at
	stats := cv.obj("statistics")
	stats["count_conversation_parts"] = stats.num("count_conversation_parts") + 1
	return p
}

// nullIfNil returns an untyped nil for a nil object, which JSON shows as null.
func nullIfNil(o object) any {
	if o == nil {
		return nil
	}
	return o
}

// addMessage adds a comment, a note or a quick reply to a conversation, with all that follows from it.
func (w *Workspace) addMessage(cv *conversation, in part, at int) object {
	switch in.author.str("type") {
	case "bot": // an answer by the AI agent is no reply of the team's
	case "admin":
		if in.kind != "note" {
			cv.recordAdminReply(at)
		}
		cv.addTeammate(in.author.str("id"))
	default:
		w.reopen(cv)
		cv.recordContactReply(at, "conversation")
		cv.object["read"] = false
	}
	return w.addPart(cv, in, at)
}

// adminID returns the id of an author who is an admin, "" for others.
func adminID(author object) string {
	if author.str("type") == "admin" {
		return author.str("id")
	}
	return ""
}

// reopen opens a conversation that the customer replies to, and counts that if it was closed.
func (w *Workspace) reopen(cv *conversation) {
	if cv.str("state") == "closed" {
		stats := cv.obj("statistics")
		stats["count_reopens"] = stats.num("count_reopens") + 1
	}
	cv.setState("open", nil)
}

func (cv *conversation) setState(state string, until any) {
	cv.object["state"], cv.object["open"], cv.object["snoozed_until"] = state, state != "closed", until
}

func (cv *conversation) recordAdminReply(at int) {
	stats := cv.obj("statistics")
	stats["last_admin_reply_at"] = at
	if stats["first_admin_reply_at"] == nil {
		stats["first_admin_reply_at"], stats["time_to_admin_reply"] = at, at-cv.num("created_at")
		stats["median_time_to_reply"] = at - cv.num("created_at")
	}
	if stats["last_assignment_at"] != nil {
		stats["last_assignment_admin_reply_at"] = at
	}
	cv.object["waiting_since"] = nil
	cv.object["read"] = true
}

// replyConversation adds a reply by an admin or in a contact's name.
func (w *Workspace) replyConversation(c *call) (any, error) {
	in, speaker, err := w.readReply(c)
	if err != nil {
		return nil, err
	}
	cv, err := w.conversationToReply(c.param(0), speaker)
	if err != nil {
		return nil, err
	}
	w.addMessage(cv, in, c.writeTime())
	return w.showWithParts(cv), nil
}

// conversationToReply returns the conversation of an id; "last" is the one of the speaker that changed last.
func (w *Workspace) conversationToReply(id, speaker string) (*conversation, error) {
	if cv, ok := w.conversations.get(id); ok {
		return cv, nil
	}
	var last *conversation
	for _, cv := range w.conversations.all() {
		if id == "last" && cv.hasParticipant(speaker) && (last == nil || cv.num("updated_at") >= last.num("updated_at")) {
			last = cv
		}
	}
	if last == nil {
		return nil, errResource
	}
	return last, nil
}

func (cv *conversation) hasParticipant(id string) bool {
	return slices.Contains(slices.Concat(cv.contacts, cv.teammates), id)
}

// readReply returns the part that a reply to a conversation or a ticket makes, and the id of its author.
func (w *Workspace) readReply(c *call) (part, string, error) {
	if err := c.body.require("type", "message_type"); err != nil {
		return part{}, "", err
	}
	in := part{kind: c.body.str("message_type"), body: c.body.str("body"), options: c.body.list("reply_options")}
	var err error
	if in.attachments, err = readAttachments(c.body); err != nil {
		return in, "", err
	}
	var kinds string
	switch c.body.str("type") {
	case "admin":
		kinds = " comment note quick_reply "
		in.author, err = w.adminAuthor(c.body)
	case "user":
		kinds = " comment quick_reply "
		in.author, err = w.contactAuthor(c.body)
	default:
		return in, "", invalid("type must be admin or user")
	}
	switch {
	case err != nil:
		return in, "", err
	case !strings.Contains(kinds, " "+in.kind+" "):
		return in, "", invalid("message_type must be one of:%s", kinds)
	case in.body == "" && in.kind != "quick_reply" && len(in.attachments) == 0:
		return in, "", invalid("Body is required")
	}
	return in, in.author.str("id"), nil
}

// writeTime returns when a write counts as made: created_at of the request, or now.
func (c *call) writeTime() int {
	if at := c.body.num("created_at"); at > 0 {
		return at
	}
	return c.now
}

const maxAttachments = 10

func readAttachments(in object) ([]any, error) {
	urls, files := in.list("attachment_urls"), in.list("attachment_files")
	if in["attachment_urls"] != nil && urls == nil {
		return nil, invalid("attachment_urls must be a list")
	}
	if len(urls) > maxAttachments || len(files) > maxAttachments {
		return nil, invalid("at most %d attachments are allowed", maxAttachments)
	}
	var all []any
	for _, u := range urls {
		s, _ := u.(string)
		if !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://") {
			return nil, invalid("'%v' is not a valid attachment URL", u)
		}
		all = append(all, attachment(path.Base(s), "image/png", 20480))
	}
	for _, f := range files {
		file, _ := f.(object)
		all = append(all, attachment(file.str("name"), file.str("content_type"), len(file.str("data"))*3/4))
	}
	return all, nil
}

func attachment(name, contentType string, size int) object {
	a := object{"type": "upload", "name": name, "url": "https://attachments.lumendesk.example/" + name, "content_type": contentType, "filesize": size,
		"width": nil, "height": nil}
	if strings.HasPrefix(contentType, "image/") {
		a["width"], a["height"] = "1280", "720"
	}
	return a
}

// adminAuthor returns the admin whom admin_id names, as an author.
func (w *Workspace) adminAuthor(in object) (object, error) {
	if err := in.require("admin_id"); err != nil {
		return nil, err
	}
	a, err := w.admins.find(in.id("admin_id"), fail(http.StatusNotFound, "admin_not_found", "Admin for admin_id not found"))
	if err != nil {
		return nil, err
	}
	return authorOf(a), nil
}

// authorOf returns an admin as an author.
func authorOf(o object) object {
	return escapeName(object{"type": o["type"], "id": o["id"], "name": o["name"], "email": o["email"]})
}

// contactAuthor returns the contact whom one of intercom_user_id, user_id and email names, as an author.
func (w *Workspace) contactAuthor(in object) (object, error) {
	for field, key := range map[string]string{"intercom_user_id": "id", "user_id": "external_id", "email": "email"} {
		if id := in.str(field); id != "" {
			ct := w.contactByField(key, id)
			if ct == nil {
				return nil, errUser
			}
			return ct.author(), nil
		}
	}
	return nil, missingParam("one of intercom_user_id, user_id and email must be given")
}

// contactByField returns the visible contact whose field has that text, nil if there is none.
func (w *Workspace) contactByField(key, value string) *contact {
	for _, ct := range w.visibleContacts() {
		if ct.str(key) == value {
			return ct
		}
	}
	return nil
}

func (ct *contact) author() object {
	return escapeName(object{"type": ct.object["role"], "id": ct.key(), "name": ct.object["name"], "email": ct.object["email"]})
}
