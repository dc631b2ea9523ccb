package sandbox

import (
	"math"
	"net/http"
	"strconv"
)

func (w *Workspace) isAdmin(id string) bool {
	_, ok := w.admins.get(id)
	return ok
}

// getMe returns the admin that the token belongs to, whatever the token.
func (w *Workspace) getMe(*call) (any, error) {
	me := escapeName(w.admins.row(AdminAnn)).with(object{
		"email_verified": true,
		"avatar":         object{"type": "avatar", "image_url": "https://static.lumendesk.example/avatars/" + AdminAnn + ".png"},
		"app": object{
			"type": "app", "id_code": workspaceID, "name": "Lumen Desk", "region": "US", "timezone": "Etc/UTC", "created_at": w.createdAt,
			"identity_verification": false, "secure": false,
		},
	})
	delete(me, "team_priority_level")
	delete(me, "away_status_reason_id")
	return me, nil
}

func (w *Workspace) listAdmins(*call) (any, error) {
	return object{"type": "admin.list", "admins": toList(w.admins.all(), escapeName)}, nil
}

func (w *Workspace) getAdmin(c *call) (any, error) { return escaped(w.adminOf(c)) }

// escaped returns a record that was found as answers show it.
func escaped(o object, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	return escapeName(o), nil
}

func (w *Workspace) adminOf(c *call) (object, error) {
	return w.admins.find(c.param(0), fail(http.StatusNotFound, "admin_not_found", "Admin not found"))
}

// setAway sets whether an admin is away, and whether new replies go to others meanwhile.
func (w *Workspace) setAway(c *call) (any, error) {
	a, err := w.adminOf(c)
	if err != nil {
		return nil, err
	}
	if err := c.body.require("away_mode_enabled", "away_mode_reassign"); err != nil {
		return nil, err
	}
	if err := c.body.checkType(isFlag, "away_mode_enabled", "away_mode_reassign"); err != nil {
		return nil, err
	}
	a = a.with(nil)
	a.copyFields(c.body, "away_mode_enabled", "away_mode_reassign", "away_status_reason_id")
	w.admins.put(a.str("id"), a)
	w.logActivity(a, "admin_away_mode_change", a.str("name")+" changed away mode",
		object{"away_mode": a["away_mode_enabled"], "reassign_conversations": a["away_mode_reassign"]}, c.now)
	return escapeName(a), nil
}

func (w *Workspace) listTeams(*call) (any, error) {
	return object{"type": "team.list", "teams": toList(w.teams.all(), escapeName)}, nil
}

func (w *Workspace) getTeam(c *call) (any, error) {
	return escaped(w.teamOf(c))
}

func (w *Workspace) teamOf(c *call) (object, error) {
	return w.teams.find(c.param(0), fail(http.StatusNotFound, "team_not_found", "Team not found"))
}

func (w *Workspace) listTags(*call) (any, error) {
	return object{"type": "list", "data": toList(w.tags.all(), escapeName)}, nil
}

func (w *Workspace) getTag(c *call) (any, error) {
	return escaped(w.tagOf(c))
}

func (w *Workspace) tagOf(c *call) (object, error) {
	return w.tags.find(c.param(0), errResource)
}

// listSegments returns the segments of users and leads, with their sizes if asked.
func (w *Workspace) listSegments(c *call) (any, error) {
	show := func(s object) object {
		if c.query.Get("include_count") != "true" {
			return escapeName(s)
		}
		return escapeName(s).with(object{"count": w.segmentSize(s.str("id"))})
	}
	return object{"type": "segment.list", "segments": toList(w.segments.all(), show)}, nil
}

func (w *Workspace) segmentSize(segment string) int {
	n := 0
	for _, ct := range w.visibleContacts() {
		for _, id := range ct.segments {
			if id == segment {
				n++
			}
		}
	}
	return n
}

func (w *Workspace) getSegment(c *call) (any, error) {
	return escaped(w.segments.find(c.param(0), errResource))
}

// segmentRow returns a segment that is known to be there as answers show it.
func (w *Workspace) segmentRow(id string) object { return escapeName(w.segments.row(id)) }

func (w *Workspace) listSubscriptionTypes(*call) (any, error) {
	return object{"type": "list", "data": toList(w.subscriptions.all(), identity)}, nil
}

// listAttributes returns the data attributes of one model or of both.
func (w *Workspace) listAttributes(c *call) (any, error) {
	model := c.query.Get("model")
	if model == "conversation" {
		return nil, fail(http.StatusUnprocessableEntity, "parameter_invalid",
			"model=conversation is no longer supported. Use GET /conversations/attributes instead")
	}
	data := []any{}
	for _, a := range w.attributes.all() {
		if (model == "" || a.str("model") == model) && (!a.flag("archived") || c.query.Get("include_archived") == "true") {
			data = append(data, a)
		}
	}
	return object{"type": "list", "data": data}, nil
}

func (w *Workspace) addAttribute(model, name, dataType, description string, now int) object {
	id := w.numericID("attribute", 600000)
	n, _ := strconv.Atoi(id)
	a := object{
		"type": "data_attribute", "id": n, "model": model, "name": name, "full_name": "custom_attributes." + name, "label": name, "description": description,
		"data_type": dataType, "api_writable": true, "messenger_writable": false, "ui_writable": true, "custom": true, "archived": false,
		"created_at": now, "updated_at": now, "admin_id": AdminAnn,
	}
	w.attributes.put(id, a)
	return a
}

// getTeamMetrics returns how many conversations are assigned to each member of a team.
func (w *Workspace) getTeamMetrics(c *call) (any, error) {
	team, err := w.teamOf(c)
	if err != nil {
		return nil, err
	}
	idle, err := c.queryInt("idle_threshold", 240, 1, math.MaxInt32)
	if err != nil {
		return nil, err
	}
	data := []any{}
	for _, member := range team.list("admin_ids") {
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
	o, ok := w.records("ip_allowlist").get("it")
	if !ok {
		return object{"type": "ip_allowlist", "enabled": false, "ip_allowlist": []any{}}, nil
	}
	return o, nil
}

func (w *Workspace) setAllowlist(c *call) (any, error) {
	now, _ := w.getAllowlist(c)
	o := now.(object).with(nil)
	if c.body.checkType(isFlag, "enabled") != nil || c.body.checkType(listOf(isText), "ip_allowlist") != nil {
		return nil, unprocessable("enabled must be a boolean and ip_allowlist a list of addresses")
	}
	o.copyFields(c.body, "enabled", "ip_allowlist")
	w.records("ip_allowlist").put("it", o)
	return o, nil
}
