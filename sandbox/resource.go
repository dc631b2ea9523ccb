package sandbox

import (
	"net/http"
	"strconv"
	"strings"
)

// kind describes things that the sandbox keeps as they come: most of Intercom beside its five main resources is of this sort.
type kind struct {
	name    string            // where they are kept, and the "object" of a deletion's answer
	path    string            // where they are listed; with {parent} where they lie inside another kind
	can     string            // of "list create read update delete", what is offered
	base    int               // their ids count from here
	need    string            // fields that a create must have
	take    string            // fields that come in and go out as they are
	created int               // status of a create, 200 unless said
	silent  bool              // a delete answers 204 without a body
	missing error             // for an id that is none; Resource Not Found unless said
	parent  string            // the kind that they lie in
	inField string            // the field that names the parent
	choices map[string]string // fields that have a fixed set of values
	patch   bool              // an update is PATCH, not PUT
	list    lister
	fresh   func(w *Workspace, id string, now int) object // what a new one has before the request's fields
	finish  func(w *Workspace, o, in object)              // what follows from the request's fields
	show    func(w *Workspace, o object) object           // how answers show it, if not as it is kept
	guard   func(o, in object) error                      // refuses a create (o is nil), an update, or a delete (in is nil)
}

// lister answers a list in one of Intercom's several shapes.
type lister func(c *call, rows []object) (any, error)

// collection gives the plain things of one kind, in the order in which they came.
func (w *Workspace) collection(kind string) *table[object] {
	if w.plain[kind] == nil {
		w.plain[kind] = &table[object]{}
	}
	return w.plain[kind]
}

// routes are the endpoints that a kind offers.
func (k *kind) routes() []route {
	one := k.path + "/{id}"
	all := map[string]route{
		"list":   newRoute("GET "+k.path, k.index),
		"create": newRoute("POST "+k.path, k.create),
		"read":   newRoute("GET "+one, k.read),
		"update": newRoute("PUT "+one, k.update),
		"delete": newRoute("DELETE "+one, k.delete),
	}
	if k.patch {
		all["update"] = newRoute("PATCH "+one, k.update)
	}
	var offered []route
	for what := range strings.FieldsSeq(k.can) {
		offered = append(offered, all[what])
	}
	return offered
}

// parentOf checks that the thing exists in which these lie.
func (k *kind) parentOf(w *Workspace, c *call) error {
	if k.parent == "" {
		return nil
	}
	if _, ok := w.collection(k.parent).get(c.id("parent")); !ok {
		return k.notThere()
	}
	return nil
}

func (k *kind) notThere() error {
	if k.missing != nil {
		return k.missing
	}
	return errResource
}

func (k *kind) find(w *Workspace, c *call) (object, error) {
	o, ok := w.collection(k.name).get(c.id("id"))
	if !ok || k.parent != "" && asID(o[k.inField]) != c.id("parent") {
		return nil, k.notThere()
	}
	return o, nil
}

func (k *kind) index(w *Workspace, c *call) (any, error) {
	if err := k.parentOf(w, c); err != nil {
		return nil, err
	}
	var rows []object
	for _, o := range w.collection(k.name).all() {
		if k.parent == "" || asID(o[k.inField]) == c.id("parent") {
			rows = append(rows, k.shown(w, o))
		}
	}
	return k.list(c, rows)
}

func (k *kind) create(w *Workspace, c *call) (any, error) {
	if err := k.parentOf(w, c); err != nil {
		return nil, err
	}
	if err := c.body.need(strings.Fields(k.need)...); err != nil {
		return nil, err
	}
	if err := k.allow(nil, c.body); err != nil {
		return nil, err
	}
	return reply{max(k.created, http.StatusOK), k.shown(w, k.add(w, c.id("parent"), c.body, c.now))}, nil
}

func (k *kind) allow(o, in object) error {
	if err := checkFields(in); err != nil {
		return err
	}
	if err := checkChoices(in, k.choices); err != nil {
		return err
	}
	if k.guard == nil {
		return nil
	}
	return k.guard(o, in)
}

func (k *kind) shown(w *Workspace, o object) object {
	if k.show == nil {
		return o
	}
	return k.show(w, o)
}

// add keeps a new thing. The request's fields are copied by name, so that nothing that it made up comes back.
func (k *kind) add(w *Workspace, parent string, in object, now int) object {
	id := w.number(k.name, k.base)
	o := k.fresh(w, id, now)
	if k.parent != "" {
		o[k.inField] = parent
	}
	o["created_at"], o["updated_at"] = now, now
	k.set(w, o, in)
	w.collection(k.name).put(id, o)
	return o
}

func (k *kind) set(w *Workspace, o, in object) {
	o.take(in, strings.Fields(k.take)...)
	if k.finish != nil {
		k.finish(w, o, in)
	}
}

func (k *kind) read(w *Workspace, c *call) (any, error) {
	o, err := k.find(w, c)
	if err != nil {
		return nil, err
	}
	return k.shown(w, o), nil
}

func (k *kind) update(w *Workspace, c *call) (any, error) {
	o, err := k.find(w, c)
	if err != nil {
		return nil, err
	}
	if err := k.allow(o, c.body); err != nil {
		return nil, err
	}
	k.set(w, o, c.body)
	o["updated_at"] = c.now
	return k.shown(w, o), nil
}

func (k *kind) delete(w *Workspace, c *call) (any, error) {
	o, err := k.find(w, c)
	if err != nil {
		return nil, err
	}
	if err := k.allow(o, nil); err != nil {
		return nil, err
	}
	w.collection(k.name).remove(c.id("id"))
	if k.silent {
		return reply{http.StatusNoContent, nil}, nil
	}
	return object{"id": asID(o["id"]), "object": k.name, "deleted": true}, nil
}

// bareList is a list that does not page.
func bareList(_ *call, rows []object) (any, error) {
	return object{"type": "list", "data": toList(rows, same)}, nil
}

// cursorList pages by number; its cursor is that number, which Intercom's own lists of this shape leave empty.
func cursorList(c *call, rows []object) (any, error) {
	page, perPage, err := c.numbered(20, 150)
	if err != nil {
		return nil, err
	}
	shown, pages := numberedPage(rows, page, perPage, func(n int) any {
		return object{"per_page": perPage, "starting_after": strconv.Itoa(n)}
	})
	return object{"type": "list", "data": toList(shown, same), "total_count": len(rows), "pages": pages}, nil
}

// numbered reads the page that is asked for by its number, in page or in starting_after.
func (c *call) numbered(size, most int) (page, perPage int, err error) {
	if perPage, err = c.queryInt("per_page", size, 1, most); err != nil {
		return 0, 0, err
	}
	name := "page"
	if c.query.Has("starting_after") {
		name = "starting_after"
	}
	page, err = c.queryInt(name, 1, 1, 1<<30)
	return page, perPage, err
}

// flatList is a list whose pages are described beside its data.
func flatList(c *call, rows []object) (any, error) {
	page, perPage, err := c.numbered(20, 50)
	if err != nil {
		return nil, err
	}
	shown, pages := numberedPage(rows, page, perPage, func(int) any { return nil })
	return object{
		"type": "list", "data": toList(shown, same), "total_count": len(rows), "page": page, "per_page": perPage, "total_pages": pages["total_pages"],
	}, nil
}

// linkList pages by number, and its next page is an address.
func linkList(c *call, rows []object) (any, error) {
	shown, pages, err := linkedPage(c, rows, 20, 150)
	if err != nil {
		return nil, err
	}
	return object{"type": "list", "data": toList(shown, same), "total_count": len(rows), "pages": pages}, nil
}
