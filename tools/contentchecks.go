package tools

import (
	"fmt"
	"slices"
	"strings"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

// check refuses an action on many items that Intercom would refuse, or do for
// some of them alone.
func (in updateContentArgs) check() error {
	for _, part := range []struct {
		action, names string
		given         bool
	}{
		{"set_availability", "ai_agent, copilot, sales_agent", in.ContentAvailability != intercomapi.ContentAvailability{}},
		{"set_audience", "add_segment_ids, remove_segment_ids, remove_all", len(in.AddSegmentIDs)+len(in.RemoveSegmentIDs) > 0 || in.RemoveAll},
		{"update_tags", "add_tag_ids, remove_tag_ids", len(in.AddTagIDs)+len(in.RemoveTagIDs) > 0},
	} {
		switch {
		case part.given && in.Action != part.action:
			return args.Errorf("", "%s go with action %s alone", part.names, part.action)
		case !part.given && in.Action == part.action:
			return args.Errorf("", "action %s needs one of %s", part.action, part.names)
		}
	}
	if countDistinct(in.AddTagIDs, in.RemoveTagIDs) > maxTags {
		return args.Errorf("", "add_tag_ids and remove_tag_ids have more than %d tags", maxTags)
	}
	return in.checkTypes()
}

// maxTags is how many tags one action puts on and takes off.
const maxTags = 100

func countDistinct(lists ...[]intercomapi.IntID) int {
	all := slices.Concat(lists...)
	slices.Sort(all)
	return len(slices.Compact(all))
}

// Types of content that actions take.
const (
	availableTypes = "article_content content_snippet external_content file_source_content internal_article"
	taggableTypes  = "article content_snippet external_content file_source_content internal_article"
)

var contentTypes = map[string]string{
	"publish": "article_content", "unpublish": "article_content",
	"set_availability": availableTypes, "set_audience": availableTypes, "update_tags": taggableTypes,
}

// checkTypes refuses items that Intercom would drop in silence.
func (in updateContentArgs) checkTypes() error {
	types := strings.Fields(contentTypes[in.Action])
	for i, item := range in.ContentIDs {
		if !slices.Contains(types, item.Type) {
			return args.Errorf(fmt.Sprintf("content_ids[%d].type", i), "is %s, and %s takes %s", item.Type, in.Action, strings.Join(types, ", "))
		}
	}
	return nil
}
