package sandbox

import "strconv"

const externalPageFields = "title html url ai_agent_availability ai_copilot_availability locale source_id external_id fin_availability"

func externalPageDefaults(_ *Workspace, id string, now int) object {
	return object{
		"type": "external_page", "id": id, "url": nil, "ai_agent_availability": true, "ai_copilot_availability": true, "ai_sales_agent_availability": false,
		"fin_availability": true, "external_id": id, "last_ingested_at": now,
	}
}

// deriveExternalPage makes the source's id a number: some clients send it as text.
func deriveExternalPage(_ *Workspace, o, _ object) {
	if n, err := strconv.Atoi(asID(o["source_id"])); err == nil {
		o["source_id"] = n
	}
}

// upsertExternalPage updates the page that has the same source and external id, or creates one.
func (w *Workspace) upsertExternalPage(c *call) (any, error) {
	if err := c.body.require("title", "html", "locale", "source_id", "external_id"); err != nil {
		return nil, err
	}
	if err := checkFields(c.body); err != nil {
		return nil, err
	}
	if _, ok := importSources.rows(w).get(c.body.id("source_id")); !ok {
		return nil, errResource
	}
	for _, o := range externalPages.rows(w).all() {
		if o["external_id"] == c.body["external_id"] && o.id("source_id") == c.body.id("source_id") {
			externalPages.set(w, o, c.body)
			o["updated_at"], o["last_ingested_at"] = c.now, c.now
			return o, nil
		}
	}
	return externalPages.add(w, "", c.body, c.now), nil
}

// deleteExternalPage answers with the page that was deleted.
func (w *Workspace) deleteExternalPage(c *call) (any, error) {
	o, err := externalPages.find(w, c)
	if err != nil {
		return nil, err
	}
	externalPages.rows(w).remove(o.str("id"))
	return o, nil
}

func importSourceDefaults(_ *Workspace, id string, now int) object {
	n, _ := strconv.Atoi(id)
	return object{"type": "content_import_source", "id": n, "last_synced_at": now, "status": "active", "audience_ids": []any{}}
}
