package sandbox

import (
	"math"
	"slices"
	"strconv"
)

const externalPageFields = "title html url ai_agent_availability ai_copilot_availability locale source_id external_id fin_availability"

func freshExternalPage(_ *Workspace, id string, now int) object {
	return object{
		"type": "external_page", "id": id, "url": nil, "ai_agent_availability": true, "ai_copilot_availability": true, "ai_sales_agent_availability": false,
		"fin_availability": true, "external_id": id, "last_ingested_at": now,
	}
}

// finishExternalPage: some clients send the source's number as text, and answers have a number.
func finishExternalPage(_ *Workspace, o, _ object) {
	if n, err := strconv.Atoi(asID(o["source_id"])); err == nil {
		o["source_id"] = n
	}
}

// upsertExternalPage updates the page that has the same source and external id, or makes one.
func (w *Workspace) upsertExternalPage(c *call) (any, error) {
	if err := c.body.need("title", "html", "locale", "source_id", "external_id"); err != nil {
		return nil, err
	}
	if err := checkFields(c.body); err != nil {
		return nil, err
	}
	if _, ok := w.collection("content_import_source").get(c.body.id("source_id")); !ok {
		return nil, errResource
	}
	k := kindOf("external_page")
	for _, o := range w.collection(k.name).all() {
		if o["external_id"] == c.body["external_id"] && o.id("source_id") == c.body.id("source_id") {
			k.set(w, o, c.body)
			o["updated_at"], o["last_ingested_at"] = c.now, c.now
			return o, nil
		}
	}
	return k.add(w, "", c.body, c.now), nil
}

// deleteExternalPage answers with the page that is gone.
func (w *Workspace) deleteExternalPage(c *call) (any, error) {
	o, err := kindOf("external_page").find(w, c)
	if err != nil {
		return nil, err
	}
	w.collection("external_page").remove(c.id("id"))
	return o, nil
}

func freshImportSource(_ *Workspace, id string, now int) object {
	n, _ := strconv.Atoi(id)
	return object{"type": "content_import_source", "id": n, "last_synced_at": now, "status": "active", "audience_ids": []any{}}
}

// upsertInstance creates a custom object instance, or updates the one with the same external id.
func (w *Workspace) upsertInstance(c *call) (any, error) {
	typ := c.id("parent")
	if err := w.customType(typ); err != nil {
		return nil, err
	}
	if err := checkFields(c.body); err != nil {
		return nil, err
	}
	if err := c.body.need("external_id"); err != nil {
		return nil, err
	}
	k := kindOf("custom_object_instance")
	o := w.instance(typ, "external_id", c.body.str("external_id"))
	if o == nil {
		return k.add(w, typ, c.body, c.now), nil
	}
	attributes := o.obj("custom_attributes").with(nil).orEmpty()
	setAttributes(attributes, c.body)
	k.set(w, o, c.body)
	o["custom_attributes"], o["updated_at"] = attributes, c.now
	return o, nil
}

func (w *Workspace) customType(name string) error {
	if _, ok := w.collection("custom_object_type").get(name); !ok {
		return notFound("Custom object type `%s` not found", name)
	}
	return nil
}

func (w *Workspace) instance(typ, key, value string) object {
	for _, o := range w.collection("custom_object_instance").all() {
		if o.str("type") == typ && o.str(key) == value {
			return o
		}
	}
	return nil
}

// listInstances lists the instances of a type, or answers with the one that has the external id.
func (w *Workspace) listInstances(c *call) (any, error) {
	if err := w.customType(c.id("parent")); err != nil {
		return nil, err
	}
	if c.query.Has("external_id") {
		o := w.instance(c.id("parent"), "external_id", c.query.Get("external_id"))
		if o == nil {
			return nil, notFound("Custom object instance not found")
		}
		return linkList(c, []object{o})
	}
	return kindOf("custom_object_instance").index(w, c)
}

func (w *Workspace) deleteInstance(c *call) (any, error) { return w.dropInstance(c, "id", c.id("id")) }

func (w *Workspace) deleteInstanceByExternalID(c *call) (any, error) {
	return w.dropInstance(c, "external_id", c.query.Get("external_id"))
}

func (w *Workspace) dropInstance(c *call, key, value string) (any, error) {
	o := w.instance(c.id("parent"), key, value)
	if o == nil {
		return nil, notFound("Custom object instance not found")
	}
	w.collection("custom_object_instance").remove(o.str("id"))
	return object{"object": o.str("type"), "id": o.str("id"), "deleted": true}, nil
}

// teamMetrics counts what each member of a team has on the desk.
func (w *Workspace) teamMetrics(c *call) (any, error) {
	team, err := w.getTeam(c)
	if err != nil {
		return nil, err
	}
	idle, err := c.queryInt("idle_threshold", 240, 1, math.MaxInt32)
	if err != nil {
		return nil, err
	}
	data := []any{}
	for _, member := range team.(object).list("admin_ids") {
		m := object{"type": "team_metric", "admin_id": asID(member), "open": 0, "idle": 0, "snoozed": 0}
		for _, cv := range w.conversations.all() {
			if cv.object["admin_assignee_id"] != member || cv.str("state") == "closed" {
				continue
			}
			m[cv.str("state")] = m.num(cv.str("state")) + 1
			if cv.str("state") == "open" && c.now-cv.num("updated_at") > idle {
				m["idle"] = m.num("idle") + 1
			}
		}
		data = append(data, m)
	}
	return object{"type": "team_metric.list", "data": data}, nil
}

func (w *Workspace) getAllowlist(*call) (any, error) {
	o, ok := w.collection("ip_allowlist").get("it")
	if !ok {
		return object{"type": "ip_allowlist", "enabled": false, "ip_allowlist": []any{}}, nil
	}
	return o, nil
}

func (w *Workspace) setAllowlist(c *call) (any, error) {
	now, _ := w.getAllowlist(c)
	o := now.(object).with(nil)
	if c.body.check(isFlag, "enabled") != nil || c.body.check(listOf(isText), "ip_allowlist") != nil {
		return nil, unprocessable("enabled must be a boolean and ip_allowlist a list of addresses")
	}
	o.take(c.body, "enabled", "ip_allowlist")
	w.collection("ip_allowlist").put("it", o)
	return o, nil
}

// contactBanners: nobody in the sandbox sees one.
func (w *Workspace) contactBanners(c *call) (any, error) {
	if _, err := w.contactOf(c); err != nil {
		return nil, err
	}
	return bareList(c, slices.Clone([]object(nil)))
}

func (w *Workspace) dismissBanner(*call) (any, error) { return nil, errResource }
