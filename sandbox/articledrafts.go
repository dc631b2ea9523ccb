package sandbox

import "strconv"

// articleVersions names the table of versions of articles: one for each time that an article was published.
const articleVersions = "article_version"

var errObject = notFound("Object not found")

// draftFields are what a draft may change before it is published.
var draftFields = []string{"title", "description", "body", "body_markdown", "author_id"}

// articleOf returns the article that the first parameter of the path names.
func (w *Workspace) articleOf(c *call) (object, error) {
	return articles.rows(w).find(c.param(0), errObject)
}

// getDraft returns the article as it would be if its draft were published.
func (w *Workspace) getDraft(_ *call, o object) (any, error) {
	draft, ok := w.records("draft").get(o.str("id"))
	if !ok {
		return nil, errObject
	}
	return showArticle(w, o.with(draft)), nil
}

// stageDraft keeps changes to a published article back until they are published.
func (w *Workspace) stageDraft(c *call, o object) (any, error) {
	if o.str("state") != "published" {
		return nil, unprocessable("Article must be published before a draft can be staged")
	}
	if err := checkFields(c.body); err != nil {
		return nil, err
	}
	if err := checkBodies(nil, c.body); err != nil {
		return nil, err
	}
	draft, ok := w.records("draft").get(o.str("id"))
	if !ok {
		draft = object{}
	}
	draft.copyFields(c.body, draftFields...)
	deriveBody(draft, c.body)
	w.records("draft").put(o.str("id"), draft)
	o["has_unpublished_changes"], o["draft_updated_at"] = true, c.now
	return showArticle(w, o.with(draft)), nil
}

func (w *Workspace) publishDraft(c *call, o object) (any, error) {
	draft, ok := w.records("draft").get(o.str("id"))
	if !ok {
		return nil, unprocessable("Article has no draft to publish")
	}
	o.copyFields(draft, draftFields...)
	o["has_unpublished_changes"], o["draft_updated_at"], o["updated_at"] = false, nil, c.now
	w.records("draft").remove(o.str("id"))
	w.addVersion(o, c.now)
	return showArticle(w, o), nil
}

func (w *Workspace) addVersion(o object, now int) {
	id := w.numericID(articleVersions, 9150000)
	v := object{
		"type": articleVersions, "id": id, "article_id": o.str("id"), "author_id": strconv.Itoa(o.num("author_id")), "created_by_id": AdminAnn, "created_via": "api",
		"from_version_id": nil, "state": "published", "created_at": now, "updated_at": now,
	}
	v.copyFields(o, "title", "description", "body", "body_markdown")
	w.records(articleVersions).put(id, v)
}

// listVersions returns the versions of an article without their text, oldest first.
func (w *Workspace) listVersions(c *call, o object) (any, error) {
	var rows []object
	for _, v := range w.records(articleVersions).all() {
		if v.str("article_id") != o.str("id") {
			continue
		}
		brief := v.with(nil)
		for _, k := range []string{"body", "body_markdown", "updated_at"} {
			delete(brief, k)
		}
		rows = append(rows, brief)
	}
	return cursorList(c, rows)
}

func (w *Workspace) getVersion(c *call) (any, error) {
	v, ok := w.records(articleVersions).get(c.param(1))
	if !ok || v.str("article_id") != c.param(0) {
		return nil, errObject
	}
	return v, nil
}
