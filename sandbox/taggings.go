package sandbox

// tagging is one tag on one thing.
type tagging struct {
	id string
	at int
	by object // reference to the admin
}

func ids(all []tagging) []string {
	list := make([]string, len(all))
	for i, t := range all {
		list[i] = t.id
	}
	return list
}

func tagIDs(all []tagging) []any { return anyList(ids(all)) }

func (w *Workspace) showTag(t tagging) object {
	return w.tags.row(t.id).with(object{"applied_at": orNull(t.at), "applied_by": t.by})
}

func (w *Workspace) basicTag(t tagging) object {
	return w.tags.row(t.id)
}

// tagList is the list of tags inside a company or conversation.
func tagList(all []tagging, show func(tagging) object) object {
	return object{"type": "tag.list", "tags": toList(all, show)}
}

// put adds a tag once.
func put(all []tagging, t tagging) []tagging {
	for _, has := range all {
		if has.id == t.id {
			return all
		}
	}
	return append(all, t)
}
