package sandbox

import (
	"net/http"
	"slices"
	"strings"
)

func (w *Workspace) archiveContact(_ *call, ct *contact) (any, error) {
	return ct.setArchived(true), nil
}

// unarchiveContact refuses a contact that was deleted, which Intercom does not do at once.
func (w *Workspace) unarchiveContact(c *call) (any, error) {
	if _, pending := w.records(deletedContacts).get(c.param(0)); pending {
		return nil, fail(http.StatusBadRequest, "client_error", "Contact is marked for permanent deletion")
	}
	ct, err := w.contactOf(c)
	if err != nil {
		return nil, err
	}
	return ct.setArchived(false), nil
}

func (ct *contact) setArchived(archived bool) object {
	ct.archived = archived
	return ct.reference().with(object{"archived": archived})
}

// blockContact blocks the contact and archives it, as Intercom does.
func (w *Workspace) blockContact(c *call, ct *contact) (any, error) {
	ct.blocked, ct.archived = true, true
	return ct.reference().with(object{"blocked": true}), nil
}

// mergeContacts merges a lead into a user: what the lead has becomes the user's, and the lead answers 410 from then on.
func (w *Workspace) mergeContacts(c *call) (any, error) {
	if err := c.body.require("from", "into"); err != nil {
		return nil, err
	}
	from, err := w.contact(c.body.str("from"))
	if err != nil {
		return nil, err
	}
	into, err := w.contact(c.body.str("into"))
	if err != nil {
		return nil, err
	}
	if err := checkMerge(from, into, c.body.flag("skip_duplicate_validation")); err != nil {
		return nil, err
	}
	w.merge(from, into, c.now)
	return w.withHistory(into, c), nil
}

// checkMerge returns an error unless from can be merged into into; skip waives that they be duplicates.
func checkMerge(from, into *contact, skip bool) error {
	alike := from.str("email") != "" && strings.EqualFold(from.str("email"), into.str("email")) || from.str("phone") != "" &&
		from.str("phone") == into.str("phone")
	switch {
	case from == into || from.str("role") != "lead" || into.str("role") != "user":
		return fail(http.StatusBadRequest, "invalid_merge", "Only a lead can be merged, and only into a user")
	case !alike && !skip:
		return fail(http.StatusBadRequest, "invalid_merge", "Contacts can only be merged when they are duplicates (matching email or phone). "+
			"Pass skip_duplicate_validation=true to override this check.")
	}
	return nil
}

func (w *Workspace) merge(from, into *contact, at int) {
	for _, k := range []string{"email", "phone", "name", "email_domain"} {
		if into.object[k] == nil {
			into.object[k] = from.object[k]
		}
	}
	for _, t := range from.tags {
		into.tags = addTagging(into.tags, t)
	}
	for _, id := range from.companies {
		if !slices.Contains(into.companies, id) {
			into.companies = append(into.companies, id)
		}
	}
	into.notes = append(into.notes, from.notes...)
	for _, cv := range w.conversations.all() {
		if i := slices.Index(cv.contacts, from.key()); i >= 0 {
			cv.contacts[i] = into.key()
		}
	}
	into.history = append(append([]any{}, from.history...), append([]any{mergeRecord(from, at)}, into.history...)...)
	into.object["updated_at"] = at
	from.mergedInto = into.key()
}

// listMergeHistory returns the contacts that were merged into a contact; all fit one page here.
func (w *Workspace) listMergeHistory(c *call) (any, error) {
	ct, err := w.contactOf(c)
	if err != nil {
		return nil, notFound("Contact not found")
	}
	items := slices.Clone(ct.history)
	if c.query.Get("order") == "asc" {
		slices.Reverse(items)
	}
	return object{"type": "list", "data": emptyIfNil(items), "next_cursor": nil, "has_more": false}, nil
}

func (w *Workspace) listContactSegments(c *call, ct *contact) (any, error) {
	return object{"type": "list", "data": toList(ct.segments, w.segmentRow)}, nil
}

func (w *Workspace) listCompanySegments(c *call, co *company) (any, error) {
	return object{"type": "list", "data": toList(co.segments, w.segmentRow)}, nil
}

// listContactSubscriptions returns what the contact has opted in to and out of.
func (w *Workspace) listContactSubscriptions(c *call, ct *contact) (any, error) {
	return object{"type": "list", "data": toList(slices.Concat(ct.optedIn, ct.optedOut), w.subscriptions.row)}, nil
}

// subscribe records consent or its refusal.
func (w *Workspace) subscribe(c *call, ct *contact) (any, error) {
	if err := c.body.require("id", "consent_type"); err != nil {
		return nil, err
	}
	s, err := w.subscriptions.find(c.body.id("id"), errResource)
	if err != nil {
		return nil, err
	}
	id := s.str("id")
	ct.optedIn, ct.optedOut = without(ct.optedIn, id), without(ct.optedOut, id)
	switch c.body.str("consent_type") {
	case "opt_in":
		ct.optedIn = append(ct.optedIn, id)
	case "opt_out":
		ct.optedOut = append(ct.optedOut, id)
	default:
		return nil, invalid("consent_type must be opt_in or opt_out")
	}
	return s, nil
}

func (w *Workspace) unsubscribe(c *call, ct *contact) (any, error) {
	id := c.param(1)
	if !slices.Contains(slices.Concat(ct.optedIn, ct.optedOut), id) {
		return nil, errResource
	}
	ct.optedIn, ct.optedOut = without(ct.optedIn, id), without(ct.optedOut, id)
	return w.subscriptions.row(id), nil
}

// listBanners returns no banners, since the sandbox has none.
func (w *Workspace) listBanners(c *call, _ *contact) (any, error) {
	return unpagedList(c, nil)
}

func (w *Workspace) dismissBanner(*call) (any, error) { return nil, errResource }
