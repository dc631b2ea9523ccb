package tools

import (
	"maps"
	"slices"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/untrusted"
)

// checkArticle returns an error for what Intercom refuses: two bodies, two
// schedules, or one that is in the past.
func checkArticle(in intercomapi.ArticleFields, now time.Time) error {
	if err := checkOneBody("", in.Body, in.BodyMarkdown); err != nil {
		return err
	}
	for _, locale := range slices.Sorted(maps.Keys(in.TranslatedContent)) {
		text := in.TranslatedContent[locale]
		path := "translated_content." + locale + "."
		if err := checkOneBody(path, text.Body, text.BodyMarkdown); err != nil {
			return err
		}
		if err := checkFilled(path, map[string]*string{"title": text.Title, "body": text.Body, "body_markdown": text.BodyMarkdown}); err != nil {
			return err
		}
	}
	return checkSchedule(in, now)
}

// checkFilled returns an error for a text that is given and has nothing to read.
func checkFilled(path string, texts map[string]*string) error {
	for name, text := range texts {
		if text != nil && untrusted.IsBlank(*text) {
			return args.Errorf(path+name, "is blank: there is nothing in it to read")
		}
	}
	return nil
}

// checkOneBody returns an error where both bodies are given. path leads the names
// of the arguments, such as "translated_content.fr.".
func checkOneBody(path string, body, markdown *string) error {
	if body != nil && markdown != nil {
		return args.Errorf(path+"body_markdown", "does not go with body: give one of them")
	}
	return nil
}

// checkSchedule returns an error for times to publish and unpublish that do not
// go together, are not in the future or contradict the state.
func checkSchedule(in intercomapi.ArticleFields, now time.Time) error {
	publish, unpublish := in.ScheduledPublishAt, in.ScheduledUnpublishAt
	switch {
	case !publish.IsZero() && !unpublish.IsZero():
		return args.Errorf("scheduled_unpublish_at", "does not go with scheduled_publish_at: give one of them")
	case isPast(publish, now):
		return args.Errorf("scheduled_publish_at", "is not in the future")
	case isPast(unpublish, now):
		return args.Errorf("scheduled_unpublish_at", "is not in the future")
	case in.State == "draft" && !publish.IsZero() && !publish.Null:
		return args.Errorf("scheduled_publish_at", "does not go with state draft: give state published")
	}
	return nil
}

// isPast reports whether a time is given and not in the future.
func isPast(at intercomapi.Nullable[intercomapi.DateTime], now time.Time) bool {
	return !at.IsZero() && !at.Null && int64(at.Value) <= now.Unix()
}

// checkDraft returns an error for a field that a draft does not hold: Intercom
// would drop it without an error.
func checkDraft(in intercomapi.ArticleChange) error {
	for _, field := range []struct {
		name  string
		given bool
	}{
		{"state", in.State != ""},
		{"parent_id", in.ParentID != ""},
		{"parent_type", in.ParentType != ""},
		{"audience_ids", in.AudienceIDs != nil},
		{"ai_chatbot_availability", in.AIChatbotAvailability != nil},
		{"ai_copilot_availability", in.AICopilotAvailability != nil},
		{"ai_sales_agent_availability", in.AISalesAgentAvailability != nil},
		{"scheduled_publish_at", !in.ScheduledPublishAt.IsZero()},
		{"scheduled_unpublish_at", !in.ScheduledUnpublishAt.IsZero()},
	} {
		if field.given {
			return args.Errorf(field.name, "does not go with draft, which holds text alone")
		}
	}
	return nil
}
