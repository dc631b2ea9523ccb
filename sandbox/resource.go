package sandbox

import (
	"net/http"
	"strings"
)

// A resource describes things that the sandbox creates, reads, updates and deletes as they come: most of Intercom beside its five
// main resources is of this sort.
type resource struct {
	name          string            // of the table of its records, and the "object" of a deletion's answer
	base          int               // ids count from here
	required      string            // fields that a create must have
	fields        string            // fields that are stored and shown as they come
	enums         map[string]string // fields that have a fixed set of values
	createdStatus int               // of a create; 0: 200
	noContent     bool              // a delete answers 204 without a body
	notFound      error             // for an unknown id; nil: errResource
	parent        string            // the resource that these are in, whose id is the first parameter of the path; "": none
	parentField   string            // the field that names the parent
	format        listFormat
	defaults      func(w *Workspace, id string, now int) object // what a new record has before the request's fields
	derive        func(w *Workspace, o, in object)              // sets what follows from the request's fields; may be nil
	view          func(w *Workspace, o object) object           // how answers show a record; nil: as it is stored
	validate      func(o, in object) error                      // refuses a create (o is nil), an update, or a delete (in is nil); may be nil
}

// records returns the table of the records of a name, in the order in which they came.
func (w *Workspace) records(name string) *table[object] {
	if w.resources[name] == nil {
		w.resources[name] = &table[object]{}
	}
	return w.resources[name]
}

func (res *resource) rows(w *Workspace) *table[object] { return w.records(res.name) }

// checkParent returns an error if the path names a parent that does not exist.
func (res *resource) checkParent(w *Workspace, c *call) error {
	if res.parent == "" {
		return nil
	}
	_, err := w.records(res.parent).find(c.param(0), res.errNotFound())
	return err
}

func (res *resource) errNotFound() error {
	if res.notFound != nil {
		return res.notFound
	}
	return errResource
}

// inParent reports whether a record is in the parent that the path names; without parents, every record is.
func (res *resource) inParent(o object, c *call) bool {
	return res.parent == "" || asID(o[res.parentField]) == c.param(0)
}

// find returns the record that the path names.
func (res *resource) find(w *Workspace, c *call) (object, error) {
	id := c.param(0)
	if res.parent != "" {
		id = c.param(1)
	}
	o, ok := res.rows(w).get(id)
	if !ok || !res.inParent(o, c) {
		return nil, res.errNotFound()
	}
	return o, nil
}

func (res *resource) list(w *Workspace, c *call) (any, error) {
	if err := res.checkParent(w, c); err != nil {
		return nil, err
	}
	var found []object
	for _, o := range res.rows(w).all() {
		if res.inParent(o, c) {
			found = append(found, res.show(w, o))
		}
	}
	return res.format(c, found)
}

func (res *resource) create(w *Workspace, c *call) (any, error) {
	if err := res.checkParent(w, c); err != nil {
		return nil, err
	}
	if err := c.body.require(strings.Fields(res.required)...); err != nil {
		return nil, err
	}
	if err := res.check(nil, c.body); err != nil {
		return nil, err
	}
	return reply{max(res.createdStatus, http.StatusOK), res.show(w, res.add(w, c.param(0), c.body, c.now))}, nil
}

// check judges a request on a record; o is nil for a create, and in for a delete.
func (res *resource) check(o, in object) error {
	if err := checkFields(in); err != nil {
		return err
	}
	if err := checkEnums(in, res.enums); err != nil {
		return err
	}
	if res.validate == nil {
		return nil
	}
	return res.validate(o, in)
}

func (res *resource) show(w *Workspace, o object) object {
	if res.view == nil {
		return o
	}
	return res.view(w, o)
}

// add stores a new record. The request's fields are copied by name, so that nothing that it made up comes back.
func (res *resource) add(w *Workspace, parent string, in object, now int) object {
	id := w.numericID(res.name, res.base)
	o := res.defaults(w, id, now)
	if res.parent != "" {
		o[res.parentField] = parent
	}
	o["created_at"], o["updated_at"] = now, now
	res.set(w, o, in)
	res.rows(w).put(id, o)
	return o
}

func (res *resource) set(w *Workspace, o, in object) {
	o.copyFields(in, strings.Fields(res.fields)...)
	if res.derive != nil {
		res.derive(w, o, in)
	}
}

func (res *resource) read(w *Workspace, c *call) (any, error) {
	o, err := res.find(w, c)
	if err != nil {
		return nil, err
	}
	return res.show(w, o), nil
}

func (res *resource) update(w *Workspace, c *call) (any, error) {
	o, err := res.find(w, c)
	if err != nil {
		return nil, err
	}
	if err := res.check(o, c.body); err != nil {
		return nil, err
	}
	res.set(w, o, c.body)
	o["updated_at"] = c.now
	return res.show(w, o), nil
}

func (res *resource) delete(w *Workspace, c *call) (any, error) {
	o, err := res.find(w, c)
	if err != nil {
		return nil, err
	}
	if err := res.check(o, nil); err != nil {
		return nil, err
	}
	id := asID(o["id"])
	res.rows(w).remove(id)
	if res.noContent {
		return reply{http.StatusNoContent, nil}, nil
	}
	return object{"id": id, "object": res.name, "deleted": true}, nil
}
