package sandbox

// A tagging is one tag on one thing.
type tagging struct {
	id string
	at int
	by object // reference to the admin
}

func tagIDs(all []tagging) []string {
	list := make([]string, len(all))
	for i, t := range all {
		list[i] = t.id
	}
	return list
}

func tagIDValues(all []tagging) []any { return anyList(tagIDs(all)) }

func (w *Workspace) showTag(t tagging) object {
	return escapeName(w.tags.row(t.id)).with(object{"applied_at": nullIfZero(t.at), "applied_by": nullIfNil(t.by)})
}

func (w *Workspace) basicTag(t tagging) object {
	return escapeName(w.tags.row(t.id))
}

// tagList returns the list of tags inside a company or a conversation.
func tagList(all []tagging, show func(tagging) object) object {
	return object{"type": "tag.list", "tags": toList(all, show)}
}

// addTagging returns taggings with one more, unless they have that tag.
func addTagging(all []tagging, t tagging) []tagging {
	for _, has := range all {
		if has.id == t.id {
			return all
		}
	}
	return append(all, t)
}
