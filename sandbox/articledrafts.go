package sandbox

import "strconv"

// articleVersions are kept beside the articles: one for each time that an article was published.
const articleVersions = "article_version"

var errObject = notFound("Object not found")

// draftFields are what a draft may change before it is published.
var draftFields = []string{"title", "description", "body", "body_markdown", "author_id"}

func (w *Workspace) articleOf(c *call, param string) (object, error) {
	if o, ok := w.collection("article").get(c.id(param)); ok {
		return o, nil
	}
	return nil, errObject
}

// getDraft shows the article as it would be if its draft were published.
func (w *Workspace) getDraft(c *call) (any, error) {
	o, err := w.articleOf(c, "id")
	if err != nil {
		return nil, err
	}
	draft, ok := w.collection("draft").get(c.id("id"))
	if !ok {
		return nil, errObject
	}
	return showArticle(w, o.with(draft)), nil
}

// stageDraft keeps changes to a published article back until they are published.
func (w *Workspace) stageDraft(c *call) (any, error) {
	o, err := w.articleOf(c, "id")
	if err != nil {
		return nil, err
	}
	if o.str("state") != "published" {
		return nil, unprocessable("Article must be published before a draft can be staged")
	}
	if err := checkFields(c.body); err != nil {
		return nil, err
	}
	draft, ok := w.collection("draft").get(c.id("id"))
	if !ok {
		draft = object{}
	}
	draft.take(c.body, draftFields...)
	w.collection("draft").put(c.id("id"), draft)
	o["has_unpublished_changes"], o["draft_updated_at"] = true, c.now
	return showArticle(w, o.with(draft)), nil
}

func (w *Workspace) publishDraft(c *call) (any, error) {
	o, err := w.articleOf(c, "id")
	if err != nil {
		return nil, err
	}
	draft, ok := w.collection("draft").get(c.id("id"))
	if !ok {
		return nil, unprocessable("Article has no draft to publish")
	}
	o.take(draft, draftFields...)
	o["has_unpublished_changes"], o["draft_updated_at"], o["updated_at"] = false, nil, c.now
	w.collection("draft").remove(c.id("id"))
	w.addVersion(o, c.now)
	return showArticle(w, o), nil
}

func (w *Workspace) addVersion(o object, now int) {
	id := w.number(articleVersions, 9150000)
	v := object{
		"type": articleVersions, "id": id, "article_id": o.str("id"), "author_id": strconv.Itoa(o.num("author_id")), "created_by_id": AdminAnn, "created_via": "api",
		"from_version_id": nil, "state": "published", "created_at": now, "updated_at": now,
	}
	v.take(o, "title", "description", "body", "body_markdown")
	w.collection(articleVersions).put(id, v)
}

// listVersions lists the versions of an article in brief, oldest first.
func (w *Workspace) listVersions(c *call) (any, error) {
	if _, err := w.articleOf(c, "parent"); err != nil {
		return nil, err
	}
	var rows []object
	for _, v := range w.collection(articleVersions).all() {
		if v.str("article_id") != c.id("parent") {
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
	v, ok := w.collection(articleVersions).get(c.id("id"))
	if !ok || v.str("article_id") != c.id("parent") {
		return nil, errObject
	}
	return v, nil
}
