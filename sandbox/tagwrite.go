package sandbox

import (
	"net/http"
	"slices"
)

// A tagFinder returns the tags of the thing that the path names.
type tagFinder func(*Workspace, *call) (*[]tagging, error)

func contactTags(w *Workspace, c *call) (*[]tagging, error) {
	ct, err := w.contactOf(c)
	if err != nil {
		return nil, err
	}
	return &ct.tags, nil
}

func conversationTags(w *Workspace, c *call) (*[]tagging, error) {
	cv, err := w.conversationOf(c)
	if err != nil {
		return nil, notFound("Conversation not found")
	}
	return &cv.tags, nil
}

func ticketTags(w *Workspace, c *call) (*[]tagging, error) {
	tk, err := w.ticketOf(c)
	if err != nil {
		return nil, err
	}
	return &tk.conversation.tags, nil
}

// attachTag returns the handler that puts a tag on a thing; some things need the admin who does it.
func attachTag(find tagFinder, byAdmin bool) handler {
	return func(w *Workspace, c *call) (any, error) {
		tags, err := find(w, c)
		if err != nil {
			return nil, err
		}
		by, err := w.taggedBy(c, byAdmin)
		if err != nil {
			return nil, err
		}
		if c.body.id("id") == "" {
			return nil, missingParam("id not specified")
		}
		tag, err := w.tags.find(c.body.id("id"), errResource)
		if err != nil {
			return nil, err
		}
		t := tagging{tag.str("id"), c.now, by}
		*tags = addTagging(*tags, t)
		return w.showTag(t), nil
	}
}

// detachTag returns the handler that takes a tag off a thing.
func detachTag(find tagFinder, byAdmin bool) handler {
	return func(w *Workspace, c *call) (any, error) {
		tags, err := find(w, c)
		if err != nil {
			return nil, err
		}
		if _, err := w.taggedBy(c, byAdmin); err != nil {
			return nil, err
		}
		i := slices.IndexFunc(*tags, func(t tagging) bool { return t.id == c.param(1) })
		if i < 0 {
			if byAdmin {
				return nil, errTag
			}
			return nil, errResource
		}
		*tags = slices.Delete(*tags, i, i+1)
		return w.showTag(tagging{id: c.param(1)}), nil
	}
}

// taggedBy returns a reference to the admin who tags.
func (w *Workspace) taggedBy(c *call, byAdmin bool) (object, error) {
	id := AdminAnn
	if byAdmin {
		by, err := w.adminAuthor(c.body)
		if err != nil {
			return nil, err
		}
		id = by.str("id")
	}
	return object{"type": "admin", "id": id}, nil
}

func (w *Workspace) listContactTags(c *call, ct *contact) (any, error) {
	return object{"type": "list", "data": toList(ct.tags, w.showTag)}, nil
}

// createTag creates or renames a tag, or adds it to companies and contacts, or removes it from them.
func (w *Workspace) createTag(c *call) (any, error) {
	name, id := c.body.str("name"), c.body.id("id")
	if name == "" {
		return nil, invalid("invalid tag parameters")
	}
	tag, err := w.findOrCreateTag(name, id)
	if err != nil {
		return nil, err
	}
	t := tagging{tag.str("id"), c.now, object{"type": "admin", "id": AdminAnn}}
	users, err := w.updateTaggings(c.body, "users", t)
	if err != nil {
		return nil, err
	}
	companies, err := w.updateTaggings(c.body, "companies", t)
	if err != nil {
		return nil, err
	}
	return escapeName(tag).with(object{"users": users, "companies": companies}), nil
}

func (w *Workspace) findOrCreateTag(name, id string) (object, error) {
	if id != "" {
		if _, ok := w.tags.get(id); !ok {
			return nil, errResource
		}
		w.tags.put(id, object{"type": "tag", "id": id, "name": name})
	}
	for _, tag := range w.tags.all() {
		if tag.str("name") == name {
			return tag, nil
		}
	}
	id = w.numericID("tag", 7300000)
	tag := object{"type": "tag", "id": id, "name": name}
	w.tags.put(id, tag)
	return tag, nil
}

// updateTaggings changes the tags of the things that a list names, and returns for each whether it has the tag now. All must
// exist.
func (w *Workspace) updateTaggings(in object, list string, t tagging) (any, error) {
	if in[list] == nil {
		return nil, nil
	}
	var found []*[]tagging
	done := []any{}
	for _, v := range in.list(list) {
		who, _ := v.(object)
		tags, id, err := w.tagsOf(list, who.orEmpty())
		if err != nil {
			return nil, err
		}
		found = append(found, tags)
		done = append(done, object{"id": id, "tagged": !who.flag("untag")})
	}
	for i, tags := range found {
		*tags = slices.DeleteFunc(*tags, func(has tagging) bool { return has.id == t.id })
		if done[i].(object).flag("tagged") {
			*tags = append(*tags, t)
		}
	}
	return done, nil
}

func (w *Workspace) tagsOf(list string, who object) (*[]tagging, string, error) {
	if list == "users" {
		ct, err := w.contact(who.str("id"))
		if err != nil {
			return nil, "", err
		}
		return &ct.tags, ct.key(), nil
	}
	co, err := w.company(who.str("id"))
	if err != nil {
		co, err = w.companyByExternalID(who.str("company_id"))
	}
	if err != nil {
		return nil, "", err
	}
	return &co.tags, co.key(), nil
}

// deleteTag removes the tag from everything.
func (w *Workspace) deleteTag(c *call) (any, error) {
	tag, err := w.tagOf(c)
	if err != nil {
		return nil, err
	}
	id := tag.str("id")
	gone := func(tags []tagging) []tagging {
		return slices.DeleteFunc(tags, func(t tagging) bool { return t.id == id })
	}
	for _, ct := range w.contacts.all() {
		ct.tags = gone(ct.tags)
	}
	for _, co := range w.companies.all() {
		co.tags = gone(co.tags)
	}
	for _, cv := range w.conversations.all() {
		cv.tags = gone(cv.tags)
	}
	for _, tags := range w.tagsOfResources {
		*tags = gone(*tags)
	}
	w.tags.remove(id)
	return reply{http.StatusOK, nil}, nil
}
