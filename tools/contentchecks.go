package tools

import (
	"fmt"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// check returns an error for an action on many items that Intercom would refuse,
// or carry out for some of them alone.
func (in updateContentArgs) check() error {
	for _, group := range []struct {
		action, names string
		given         bool
	}{
		{"set_availability", "ai_agent, copilot, sales_agent", in.ContentAvailability != intercomapi.ContentAvailability{}},
		{"set_audience", "add_segment_ids, remove_segment_ids, remove_all", len(in.AddSegmentIDs)+len(in.RemoveSegmentIDs) > 0 || in.RemoveAll},
		{"update_tags", "add_tag_ids, remove_tag_ids", len(in.AddTagIDs)+len(in.RemoveTagIDs) > 0},
	} {
		switch {
		case group.given && in.Action != group.action:
			return args.Errorf("", "%s go with action %s alone", group.names, group.action)
		case !group.given && in.Action == group.action:
			return args.Errorf("", "action %s needs one of %s", group.action, group.names)
		}
	}
	if countDistinct(in.AddTagIDs, in.RemoveTagIDs) > maxTags {
		return args.Errorf("", "add_tag_ids and remove_tag_ids have more than %d tags", maxTags)
	}
	return in.checkTypes()
}

// maxTags is how many tags one action puts on and takes off, together.
const maxTags = 100

// countDistinct returns how many different ids the lists have together.
func countDistinct(lists ...[]intercomapi.IntID) int {
	ids := slices.Concat(lists...)
	slices.Sort(ids)
	return len(slices.Compact(ids))
}

// The types of content that an action takes, parted by spaces.
const (
	availableTypes = "article_content content_snippet external_content file_source_content internal_article"
	taggableTypes  = "article content_snippet external_content file_source_content internal_article"
)

// contentTypes are the types of content by the action that takes them.
var contentTypes = map[string]string{
	"publish": "article_content", "unpublish": "article_content",
	"set_availability": availableTypes, "set_audience": availableTypes, "update_tags": taggableTypes,
}

// checkTypes returns an error for items that Intercom would drop without an error.
func (in updateContentArgs) checkTypes() error {
	types := strings.Fields(contentTypes[in.Action])
	for i, item := range in.ContentIDs {
		if !slices.Contains(types, item.Type) {
			return args.Errorf(fmt.Sprintf("content_ids[%d].type", i), "is %s, and %s takes %s", item.Type, in.Action, strings.Join(types, ", "))
		}
	}
	return nil
}
