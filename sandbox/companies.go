package sandbox

import (
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
)

// A company is a company with what is attached to it.
type company struct {
	object
	tags     []tagging
	segments []string
	notes    []string
}

func (co *company) key() string { return co.str("id") }

func (co *company) value(field string) any { return co.at(field) }

func (w *Workspace) addCompany(companyID string, now int) *company {
	co := &company{object: object{
		"type": "company", "id": w.hexID("company", companyPrefix), "company_id": companyID, "app_id": workspaceID, "name": companyID, "created_at": now,
		"updated_at": now, "remote_created_at": now, "monthly_spend": 0, "session_count": 0, "plan": object{}, "custom_attributes": object{},
	}}
	w.companies.put(co.key(), co)
	return co
}

func (w *Workspace) showCompany(co *company) object {
	return escapeName(co.object).with(object{
		"user_count": len(w.contactsOf(co.key())),
		"tags":       tagList(co.tags, w.basicTag),
		"segments":   object{"type": "segment.list", "segments": toList(co.segments, w.segmentRow)},
		"notes":      object{"type": "note.list", "notes": toList(co.notes, w.noteOfCompany)},
	})
}

// noteOfCompany returns a note as it is shown inside its company: without a contact.
func (w *Workspace) noteOfCompany(id string) object {
	n := w.notes.row(id).with(nil)
	delete(n, "contact")
	return n
}

// contactsOf returns the visible contacts of a company.
func (w *Workspace) contactsOf(id string) []*contact {
	return slices.DeleteFunc(w.visibleContacts(), func(ct *contact) bool { return !slices.Contains(ct.companies, id) })
}

func (w *Workspace) company(id string) (*company, error) {
	return w.companies.find(id, errCompany)
}

// companyOf returns the company that the first parameter of the path names.
func (w *Workspace) companyOf(c *call) (*company, error) { return w.company(c.param(0)) }

// companyByExternalID returns the company that has an id of the caller's own, its company_id.
func (w *Workspace) companyByExternalID(companyID string) (*company, error) {
	for _, co := range w.companies.all() {
		if co.str("company_id") == companyID {
			return co, nil
		}
	}
	return nil, errCompany
}

// upsertCompany creates a company, or updates the one that has the same company_id.
func (w *Workspace) upsertCompany(c *call) (any, error) {
	companyID := c.body.id("company_id")
	if companyID == "" {
		return nil, missingParam("company_id not specified")
	}
	if err := checkCompany(c.body); err != nil {
		return nil, err
	}
	co, err := w.companyByExternalID(companyID)
	if err != nil {
		co = w.addCompany(companyID, c.now)
	}
	w.setCompany(co, c.body, c.now)
	return w.showCompany(co), nil
}

func (w *Workspace) getCompany(c *call, co *company) (any, error) {
	return w.showCompany(co), nil
}

func (w *Workspace) updateCompany(c *call, co *company) (any, error) {
	if err := checkCompany(c.body); err != nil {
		return nil, err
	}
	delete(c.body, "remote_created_at") // can be given at the start only
	w.setCompany(co, c.body, c.now)
	return w.showCompany(co), nil
}

func (w *Workspace) deleteCompany(c *call, co *company) (any, error) {
	w.companies.remove(co.key())
	for _, ct := range w.contacts.all() {
		ct.companies = without(ct.companies, co.key())
	}
	return object{"id": co.key(), "object": "company", "deleted": true}, nil
}

// without returns ids less one of them.
func without(ids []string, id string) []string {
	return slices.DeleteFunc(ids, func(has string) bool { return has == id })
}

func checkCompany(in object) error {
	if err := in.checkType(isText, "name", "plan", "website", "industry"); err != nil {
		return err
	}
	if err := in.checkType(isWhole, "size", "remote_created_at"); err != nil {
		return err
	}
	spend := asFloat(in["monthly_spend"])
	if in["monthly_spend"] != nil && (typeRank(in["monthly_spend"]) != typeRank(0) || spend > math.MaxInt32) {
		return invalid("monthly_spend must be a number up to %d", math.MaxInt32)
	}
	for name, v := range in.obj("custom_attributes") {
		if _, nested := v.(object); nested || strings.ContainsAny(name, ".$") {
			return fail(http.StatusBadRequest, "bad_request", "bad '%s' parameter", name)
		}
	}
	return nil
}

func (w *Workspace) setCompany(co *company, in object, now int) {
	co.copyFields(in, "name", "size", "website", "industry", "remote_created_at")
	if in["monthly_spend"] != nil {
		co.object["monthly_spend"] = int(asFloat(in["monthly_spend"]))
	}
	if plan := in.str("plan"); plan != "" {
		co.object["plan"] = object{"type": "plan", "id": w.planID(plan), "name": plan}
	}
	if in.flag("update_last_request_at") {
		co.object["last_request_at"] = now
	}
	for name, v := range in.obj("custom_attributes") {
		w.createMissingAttribute("company", name, v, now)
	}
	setAttributes(co.obj("custom_attributes"), in)
	co.object["updated_at"] = now
}

// planID returns the id of a plan's name, a new one if no company has that plan.
func (w *Workspace) planID(name string) string {
	for _, co := range w.companies.all() {
		if co.at("plan.name") == name {
			return co.obj("plan").str("id")
		}
	}
	return w.numericID("plan", 1900000)
}

// createMissingAttribute creates an attribute whose name is new, as the companies API does and the contacts API does not.
func (w *Workspace) createMissingAttribute(model, name string, v any, now int) {
	if w.attribute(model, name) != nil {
		return
	}
	dataType := "string"
	switch v.(type) {
	case int:
		dataType = "integer"
	case float64:
		dataType = "float"
	case bool:
		dataType = "boolean"
	}
	w.addAttribute(model, name, dataType, "", now)
}

// findCompanies returns the companies of a company_id, a name, a tag or a segment, or all. The answer is a list,
// but for one company_id, whose company comes alone.
func (w *Workspace) findCompanies(c *call) (any, error) {
	q := c.query
	rows := slices.DeleteFunc(w.companies.all(), func(co *company) bool {
		return q.Has("company_id") && co.str("company_id") != q.Get("company_id") ||
			q.Has("name") && co.str("name") != q.Get("name") ||
			q.Has("tag_id") && !slices.Contains(tagIDs(co.tags), q.Get("tag_id")) ||
			q.Has("segment_id") && !slices.Contains(co.segments, q.Get("segment_id"))
	})
	if len(rows) == 0 && (q.Has("company_id") || q.Has("name")) {
		return nil, errCompany
	}
	if q.Has("company_id") {
		return w.showCompany(rows[0]), nil
	}
	return w.companyPage(rows, c)
}

// listCompanies returns companies that have a contact, as Intercom does: a new one is missing until a contact is attached.
func (w *Workspace) listCompanies(c *call) (any, error) {
	return w.companyPage(w.companiesWithContacts(), c)
}

func (w *Workspace) companiesWithContacts() []*company {
	members := map[string]bool{}
	for _, ct := range w.visibleContacts() {
		for _, id := range ct.companies {
			members[id] = true
		}
	}
	return slices.DeleteFunc(w.companies.all(), func(co *company) bool { return !members[co.key()] })
}

const companyCeiling = 10_000

func (w *Workspace) companyPage(rows []*company, c *call) (any, error) {
	page, perPage, err := c.pageNumber(15, 60)
	if err != nil {
		return nil, err
	}
	if page*perPage > companyCeiling {
		return nil, fail(http.StatusBadRequest, "bad_request", "Only the first %d companies can be paged; use the scroll API", companyCeiling)
	}
	in := pageRequest{field: "last_request_at", order: descending}
	if c.query.Get("order") == "asc" {
		in.order = ascending
	}
	slices.SortFunc(rows, func(a, b *company) int {
		return in.compare(a.value(in.field), a.key(), b.value(in.field), b.key())
	})
	shown, pages := pageByNumber(rows, page, perPage, func(int) any { return object{"per_page": perPage, "starting_after": nil} })
	return object{"type": "list", "data": toList(shown, w.showCompany), "total_count": len(rows), "pages": pages}, nil
}

// A scroll is the one run through all companies that a workspace allows at a time.
type scroll struct {
	param string
	left  []*company
	seen  int // Unix time of its last call
}

const (
	scrollPage = 100
	scrollIdle = 60 // seconds
)

func (w *Workspace) scrollCompanies(c *call) (any, error) {
	s, param := &w.scroll, c.query.Get("scroll_param")
	if c.now-s.seen > scrollIdle {
		s.param = ""
	}
	switch {
	case param == "" && s.param != "":
		return nil, fail(http.StatusBadRequest, "scroll_exists", "scroll already exists for this workspace")
	case param == "":
		s.param, s.left = fmt.Sprintf("scroll-%s-%d", workspaceID, w.next("scroll")), w.companiesWithContacts()
	case param != s.param:
		return nil, notFound("scroll parameter not found")
	}
	n := min(len(s.left), scrollPage)
	page := object{"type": "list", "data": toList(s.left[:n], w.showCompany), "scroll_param": s.param, "pages": nil, "total_count": nil}
	s.left, s.seen = s.left[n:], c.now
	if n == 0 {
		s.param = ""
	}
	return page, nil
}
