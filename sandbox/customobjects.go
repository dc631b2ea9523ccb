package sandbox

// upsertInstance creates a custom object instance, or updates the one that has the same external id.
func (w *Workspace) upsertInstance(c *call) (any, error) {
	typ := c.param(0)
	if err := w.customType(typ); err != nil {
		return nil, err
	}
	if err := checkFields(c.body); err != nil {
		return nil, err
	}
	if err := c.body.require("external_id"); err != nil {
		return nil, err
	}
	o := w.instance(typ, "external_id", c.body.str("external_id"))
	if o == nil {
		return customObjects.add(w, typ, c.body, c.now), nil
	}
	attributes := o.obj("custom_attributes").with(nil).orEmpty()
	setAttributes(attributes, c.body)
	customObjects.set(w, o, c.body)
	o["custom_attributes"], o["updated_at"] = attributes, c.now
	return o, nil
}

// customType returns an error unless there is a custom object type of that name.
func (w *Workspace) customType(name string) error {
	if _, ok := w.records("custom_object_type").get(name); !ok {
		return notFound("Custom object type `%s` not found", name)
	}
	return nil
}

// instance returns the instance of a type whose field key has that value, nil if there is none.
func (w *Workspace) instance(typ, key, value string) object {
	for _, o := range customObjects.rows(w).all() {
		if o.str("type") == typ && o.str(key) == value {
			return o
		}
	}
	return nil
}

// listInstances returns the instances of a type, or the one that has the external id of the query.
func (w *Workspace) listInstances(c *call) (any, error) {
	if err := w.customType(c.param(0)); err != nil {
		return nil, err
	}
	if c.query.Has("external_id") {
		o := w.instance(c.param(0), "external_id", c.query.Get("external_id"))
		if o == nil {
			return nil, notFound("Custom object instance not found")
		}
		return linkList(c, []object{o})
	}
	return customObjects.list(w, c)
}

func (w *Workspace) deleteInstance(c *call) (any, error) { return w.dropInstance(c, "id", c.param(1)) }

func (w *Workspace) deleteInstanceByExternalID(c *call) (any, error) {
	return w.dropInstance(c, "external_id", c.query.Get("external_id"))
}

func (w *Workspace) dropInstance(c *call, key, value string) (any, error) {
	o := w.instance(c.param(0), key, value)
	if o == nil {
		return nil, notFound("Custom object instance not found")
	}
	customObjects.rows(w).remove(o.str("id"))
	return object{"object": o.str("type"), "id": o.str("id"), "deleted": true}, nil
}
