package sandbox

// listContactNotes returns the notes on a contact, the latest first.
func (w *Workspace) listContactNotes(c *call, ct *contact) (any, error) {
	return w.noteList(c, ct.notes)
}

func (w *Workspace) listCompanyNotes(c *call, co *company) (any, error) {
	return w.noteList(c, co.notes)
}

func (w *Workspace) noteList(c *call, ids []string) (any, error) {
	page, perPage, err := c.pageNumber(50, 150)
	if err != nil {
		return nil, err
	}
	shown, pages := pageByNumber(ids, page, perPage, func(int) any { return object{"per_page": perPage, "starting_after": nil} })
	return object{"type": "list", "data": toList(shown, w.notes.row), "total_count": len(ids), "pages": pages}, nil
}

func (w *Workspace) createContactNote(c *call, ct *contact) (any, error) {
	note, err := w.newNote(c)
	if err != nil {
		return nil, err
	}
	note["contact"] = object{"type": "contact", "id": ct.key()}
	ct.notes = append([]string{note.str("id")}, ct.notes...)
	return note, nil
}

func (w *Workspace) createCompanyNote(c *call, co *company) (any, error) {
	note, err := w.newNote(c)
	if err != nil {
		return nil, err
	}
	note["company"] = object{"type": "company", "id": co.key()}
	co.notes = append([]string{note.str("id")}, co.notes...)
	return note, nil
}

// newNote stores a note; its author is the token's admin unless admin_id names another.
func (w *Workspace) newNote(c *call) (object, error) {
	if c.body.str("body") == "" {
		return nil, invalid("Body is required")
	}
	admin := AdminAnn
	if c.body["admin_id"] != nil {
		admin = c.body.id("admin_id")
	}
	author, err := w.admins.find(admin, errResource)
	if err != nil {
		return nil, err
	}
	id := w.numericID("note", 70000)
	note := object{"type": "note", "id": id, "created_at": c.now, "body": paragraph(c.body.str("body")), "author": escapeName(author), "contact": nil,
		"company": nil}
	w.notes.put(id, note)
	return note, nil
}

func (w *Workspace) getNote(c *call) (any, error) {
	return w.notes.find(c.param(0), errResource)
}
