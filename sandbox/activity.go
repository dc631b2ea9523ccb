package sandbox

import (
	"math"
	"slices"
	"strconv"
)

// activityKinds are the events that the sandbox's log can hold.
var activityKinds = []any{"admin_login_success", "admin_away_mode_change"}

// logActivity adds what an admin did to the log, which keeps the newest thousand entries.
func (w *Workspace) logActivity(admin object, kind, description string, metadata object, at int) {
	if len(w.activity) == maxRequests {
		w.activity = slices.Delete(w.activity, 0, 1)
	}
	w.activity = append(w.activity, object{
		"id": "activity-" + strconv.Itoa(w.next("activity")), "created_at": at, "activity_type": kind, "activity_description": description, "metadata": metadata,
		"performed_by": object{"type": "admin", "id": admin["id"], "email": admin["email"], "ip": "192.0.2.10"},
	})
}

// listActivity returns what admins did after a time, the latest first.
func (w *Workspace) listActivity(c *call) (any, error) {
	after, err := c.queryInt("created_at_after", -1, 0, math.MaxInt)
	if err != nil {
		return nil, err
	}
	if after < 0 {
		return nil, missingParam("created_at_after not specified")
	}
	before, err := c.queryInt("created_at_before", math.MaxInt, 0, math.MaxInt)
	if err != nil {
		return nil, err
	}
	page, perPage, err := c.pageOrCursor(20, 250)
	if err != nil {
		return nil, err
	}
	return w.activityPage(after, before, nil, page, perPage), nil
}

// searchActivity returns the same for some kinds of event.
func (w *Workspace) searchActivity(c *call) (any, error) {
	if err := c.body.require("created_at_after"); err != nil {
		return nil, err
	}
	if err := c.body.checkType(isWhole, "created_at_after", "created_at_before", "page", "per_page"); err != nil {
		return nil, err
	}
	before, page, perPage := math.MaxInt, max(1, c.body.num("page")), 20
	if c.body["created_at_before"] != nil {
		before = c.body.num("created_at_before")
	}
	if c.body["per_page"] != nil {
		perPage = c.body.num("per_page")
	}
	if perPage < 1 || perPage > 250 {
		return nil, invalid("per_page must be a number from 1 to 250")
	}
	return w.activityPage(c.body.num("created_at_after"), before, c.body.list("event_types"), page, perPage), nil
}

func (w *Workspace) activityPage(after, before int, kinds []any, page, perPage int) object {
	rows := slices.DeleteFunc(slices.Clone(w.activity), func(o object) bool {
		at := o.num("created_at")
		return at < after || at > before || len(kinds) > 0 && !slices.Contains(kinds, o["activity_type"])
	})
	slices.SortStableFunc(rows, func(a, b object) int { return b.num("created_at") - a.num("created_at") })
	shown, pages := pageByNumber(rows, page, perPage, func(n int) any { return object{"per_page": perPage, "starting_after": strconv.Itoa(n)} })
	return object{"type": "activity_log.list", "pages": pages, "activity_logs": toList(shown, identity)}
}

func (w *Workspace) listActivityTypes(*call) (any, error) {
	return object{"type": "list", "event_types": activityKinds}, nil
}
