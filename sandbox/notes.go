package sandbox

import "math"

// contactNotes lists the notes on a contact, the last first.
func (w *Workspace) contactNotes(c *call) (any, error) {
	ct, err := w.contactOf(c)
	if err != nil {
		return nil, err
	}
	return w.noteList(c, ct.notes)
}

func (w *Workspace) companyNotes(c *call) (any, error) {
	co, err := w.company(c.id("company_id"))
	if err != nil {
		return nil, err
	}
	return w.noteList(c, co.notes)
}

func (w *Workspace) noteList(c *call, ids []string) (any, error) {
	perPage, err := c.queryInt("per_page", 50, 1, 150)
	if err != nil {
		return nil, err
	}
	page, err := c.queryInt("page", 1, 1, math.MaxInt32)
	if err != nil {
		return nil, err
	}
	shown, pages := numberedPage(ids, page, perPage, func(int) any { return object{"per_page": perPage, "starting_after": nil} })
	return object{"type": "list", "data": toList(shown, w.showNote), "total_count": len(ids), "pages": pages}, nil
}

func (w *Workspace) createContactNote(c *call) (any, error) {
	ct, err := w.contactOf(c)
	if err != nil {
		return nil, err
	}
	note, err := w.newNote(c)
	if err != nil {
		return nil, err
	}
	note["contact"] = object{"type": "contact", "id": ct.key()}
	ct.notes = append([]string{note.str("id")}, ct.notes...)
	return note, nil
}

func (w *Workspace) createCompanyNote(c *call) (any, error) {
	co, err := w.company(c.id("company_id"))
	if err != nil {
		return nil, err
	}
	note, err := w.newNote(c)
	if err != nil {
		return nil, err
	}
	note["company"] = object{"type": "company", "id": co.key()}
	co.notes = append([]string{note.str("id")}, co.notes...)
	return note, nil
}

// newNote reads a note; its author is the token's admin unless admin_id names another.
func (w *Workspace) newNote(c *call) (object, error) {
	if c.body.str("body") == "" {
		return nil, invalid("Body is required")
	}
	author, _ := w.admins.get(AdminAnn)
	if c.body["admin_id"] != nil {
		a, ok := w.admins.get(c.body.id("admin_id"))
		if !ok {
			return nil, errResource
		}
		author = a
	}
	id := w.number("note", 70000)
	note := object{"type": "note", "id": id, "created_at": c.now, "body": paragraph(c.body.str("body")), "author": author, "contact": nil, "company": nil}
	w.notes.put(id, note)
	return note, nil
}

func (w *Workspace) getNote(c *call) (any, error) {
	if n, ok := w.notes.get(c.id("note_id")); ok {
		return n, nil
	}
	return nil, errResource
}
