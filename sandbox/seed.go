package sandbox

import "strconv"

const daySeconds = 24 * 60 * 60

// seed adds what even an empty workspace has: people, teams, tags, segments, ticket types, data attributes.
func (w *Workspace) seed(now int) {
	w.createdAt = now/daySeconds*daySeconds - 900*daySeconds
	w.seedStaff()
	for _, name := range []string{"vip", "billing", "bug", "feature-request", "churn-risk", "onboarding", "refund", "urgent", "integration",
		"data-export", "security", "feedback", "Phone & SMS"} {
		id := w.numericID("tag", 7300000)
		w.tags.put(id, object{"type": "tag", "id": id, "name": name})
	}
	for i, name := range []string{"Active users", "New users", "Leads", "Slipping away", "Enterprise", "Trials & demos"} {
		id := w.hexID("segment", "66f05e65")
		person := "user"
		if i == 2 {
			person = "contact"
		}
		w.segments.put(id, object{"type": "segment", "id": id, "name": name, "created_at": w.createdAt, "updated_at": w.createdAt, "person_type": person})
	}
	w.seedSubscriptions()
	w.seedAttributes()
	w.seedTicketTypes()
	w.seedResources()
	w.addConversationAttribute(object{"name": "Refund due", "data_type": "boolean"}, w.createdAt)
	w.addConversationAttribute(object{"name": "Topic", "data_type": "list",
		"options": []any{object{"label": "Billing"}, object{"label": "Product"}, object{"label": "Account"}}}, w.createdAt)
	w.addConversationAttribute(object{"name": "Order number", "data_type": "string"}, w.createdAt)
}

func (w *Workspace) seedStaff() {
	teams := []string{"Support", "Billing", "Tier 2", "Onboarding", "Sales", "Phone & SMS"}
	staff := []struct {
		name, mail, job string
		team            int
	}{
		{"Ann Lee", "ann", "Head of Support", 1}, {"Bruno Costa", "bruno", "Billing Specialist", 2}, {"Chidi Okafor", "chidi", "Support Engineer", 3},
		{"Dana Novak", "dana", "Support Agent", 1}, {"Elif Yilmaz", "elif", "Onboarding Manager", 4}, {"Farah Haddad", "farah", "Support Engineer", 3},
		{"Goro Tanaka", "goro", "Account Executive", 5}, {"Hanne Berg", "hanne", "Support Agent", 1},
		{"Niamh O'Neill", "niamh", "Support Agent", 6},
	}
	members := map[int][]any{}
	for i, s := range staff {
		id := w.numericID("admin", 5100000)
		n, _ := strconv.Atoi(id)
		members[s.team] = append(members[s.team], n)
		w.admins.put(id, object{
			"type": "admin", "id": id, "name": s.name, "email": s.mail + "@lumendesk.example", "job_title": s.job, "away_mode_enabled": i == 7,
			"away_mode_reassign": i == 7, "away_status_reason_id": nil, "has_inbox_seat": true, "team_ids": []any{6200000 + s.team},
			"team_priority_level": object{"primary_team_ids": []any{6200000 + s.team}, "secondary_team_ids": []any{}},
		})
	}
	for i, name := range teams {
		id := w.numericID("team", 6200000)
		w.teams.put(id, object{
			"type": "team", "id": id, "name": name, "admin_ids": members[i+1], "assignment_limit": nil, "distribution_method": "manual",
			"admin_priority_level": object{"primary_admin_ids": members[i+1], "secondary_admin_ids": []any{}},
		})
	}
}

func (w *Workspace) seedSubscriptions() {
	for i, name := range []string{"Product news", "Billing notices", "Tips for planners"} {
		id := w.numericID("subscription", 91000)
		text := object{"name": name, "description": name + " from Lumen Desk", "locale": "en"}
		consent := "opt_out"
		if i == 2 {
			consent = "opt_in"
		}
		w.subscriptions.put(id, object{"type": "subscription", "id": id, "state": "live", "consent_type": consent, "default_translation": text,
			"translations": []any{text}, "content_types": []any{"email"}})
	}
}

func (w *Workspace) seedAttributes() {
	for _, a := range [][4]string{
		{"contact", "plan", "string", "Plan that the person's account is on"}, {"contact", "seats", "integer", "Seats that the person manages"},
		{"contact", "trial_ends_at", "date", "When the trial ends"}, {"contact", "is_owner", "boolean", "Owns the account"},
		{"contact", "health_score", "float", "From 0 to 1"}, {"contact", "job_title", "string", ""}, {"contact", "nps", "integer", "Last answer, 0 to 10"},
		{"company", "region", "string", "Sales region"}, {"company", "crm_id", "string", "Id in the CRM"},
		{"company", "renewal_at", "integer", "Unix time of the renewal"}, {"company", "onboarded", "boolean", ""},
	} {
		w.addAttribute(a[0], a[1], a[2], a[3], w.createdAt)
	}
}

func (w *Workspace) seedTicketTypes() {
	for i, category := range []string{"submitted", "in_progress", "waiting_on_customer", "resolved", "in_progress"} {
		id := w.numericID("state", 8500000)
		label := []string{"Submitted", "In progress", "Waiting on you", "Resolved", "With engineering"}[i]
		w.states.put(id, object{"type": "ticket_state", "id": id, "category": category, "internal_label": label, "external_label": label})
	}
	request := w.addTicketType(object{"name": "Customer request", "description": "Something that a customer asked for", "icon": "🙋"}, w.createdAt)
	w.addTypeAttribute(request, object{"name": "Order number", "data_type": "string"}, w.createdAt)
	w.addTypeAttribute(request, object{"name": "Amount", "data_type": "decimal"}, w.createdAt)
	task := w.addTicketType(object{"name": "Internal task", "description": "Work for a teammate", "icon": "🧰", "category": "Back-office",
		"is_internal": true}, w.createdAt)
	w.addTypeAttribute(task, object{"name": "Due", "data_type": "datetime"}, w.createdAt)
	bug := w.addTicketType(object{"name": "Bug", "description": "One fault that several customers report", "icon": "🐞", "category": "Tracker",
		"is_internal": true}, w.createdAt)
	bug.states = append(bug.states, w.states.ids[4])
	w.addTypeAttribute(bug, object{"name": "Severity", "data_type": "list", "required_to_create": true,
		"input_options": listOptions("Low", "Medium", "High", "Critical")}, w.createdAt)
	w.addTypeAttribute(bug, object{"name": "Reported by", "data_type": "integer"}, w.createdAt)
	bug.attributes[0]["required_to_create"] = true
}

// listOptions returns the options of a list attribute; a ticket names one by its id.
func listOptions(labels ...string) object {
	var options []any
	for i, label := range labels {
		options = append(options, object{"id": "5e1ec7ed-0000-4000-8000-00000000000" + strconv.Itoa(i+1), "label": label})
	}
	return object{"list_options": options, "allow_multiple_values": false}
}
