package tools

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/registry"
)

const (
	statsSample = 150 // conversations, unless a call says otherwise: one request
	statsPage   = 150
	statsPeriod = "-7d" // until now
)

type statsArgs struct {
	Since   *intercomapi.Time `json:"since,omitempty" jsonschema:"Default -7d"`
	Until   *intercomapi.Time `json:"until,omitempty" jsonschema:"Default now" rule:"day=end"`
	TeamID  intercomapi.IntID `json:"team_id,omitempty" jsonschema:"Team"`
	AdminID intercomapi.IntID `json:"admin_id,omitempty" jsonschema:"Assignee"`
	Sample  int               `json:"sample,omitempty" jsonschema:"Default 150" rule:"min=1 max=600"`
}

// statsResult says how the conversations of a period were handled.
type statsResult struct {
	Since         string           `json:"since"`
	Until         string           `json:"until"`
	Sample        string           `json:"sample" jsonschema:"What the figures are counted over"`
	Total         *int             `json:"total,omitempty" jsonschema:"Conversations begun in the period"`
	Sampled       int              `json:"sampled"`
	Open          int              `json:"open"`
	Closed        int              `json:"closed"`
	Snoozed       int              `json:"snoozed"`
	FirstResponse *durationSummary `json:"first_response,omitempty" jsonschema:"Until an admin's first reply, in office hours"`
	Reply         *durationSummary `json:"reply,omitempty" jsonschema:"Until an admin's reply, each conversation's median, in office hours"`
	Handling      *durationSummary `json:"handling,omitempty" jsonschema:"From assignment to close"`
	Close         *durationSummary `json:"close,omitempty" jsonschema:"Until the last close, in office hours"`
	Reopened      reopenCount      `json:"reopened"`
	Rating        *ratingSummary   `json:"rating,omitempty"`
	NotRecorded   []string         `json:"not_recorded,omitempty" jsonschema:"Figures that Intercom has for none of the sampled"`
	Warnings      []string         `json:"warnings,omitempty"`
}

// durationSummary says how long something took, over the conversations that have
// the figure.
type durationSummary struct {
	Count         int    `json:"count" jsonschema:"Conversations that have this figure"`
	Median        string `json:"median"`
	P90           string `json:"p90"`
	MedianSeconds int    `json:"median_seconds"`
	P90Seconds    int    `json:"p90_seconds"`
}

type reopenCount struct {
	Conversations int `json:"conversations"`
	Times         int `json:"times"`
}

type ratingSummary struct {
	Count   int            `json:"count"`
	Average float64        `json:"average" jsonschema:"Of 1 to 5"`
	Scores  map[string]int `json:"scores"`
}

// errBeforeSince is the error of a period that does not end after it starts.
var errBeforeSince = errors.New("is not after since")

// conversationHandling are the fields of a conversation that say how it was
// handled. Times are in seconds; what is nil is not known.
type conversationHandling struct {
	State      string
	Statistics *struct {
		FirstResponse *int `json:"time_to_admin_reply"`
		Reply         *int `json:"median_time_to_reply"`
		Handling      *int `json:"handling_time"`
		Close         *int `json:"time_to_last_close"`
		Reopens       *int `json:"count_reopens"`
	}
	Rating *struct{ Rating *int } `json:"conversation_rating"`
}

// getConversationStats counts over a sample, since Intercom gives no figures of a
// period.
func getConversationStats(ctx context.Context, c registry.Caller, in statsArgs) (statsResult, error) {
	days := c.Days(ctx)
	until := days.Now.Unix()
	var since int64
	if in.Since != nil {
		since = int64(*in.Since)
	} else {
		since, _ = days.Parse(statsPeriod) // it is a time
	}
	if in.Until != nil {
		until = int64(*in.Until)
	}
	if until <= since {
		return statsResult{}, args.NewError("until", errBeforeSince)
	}
	filters := []intercomapi.Query{intercomapi.Where("created_at", ">", since), intercomapi.Where("created_at", "<", until)}
	if in.TeamID != "" {
		filters = append(filters, intercomapi.Where("team_assignee_id", "=", in.TeamID))
	}
	if in.AdminID != "" {
		filters = append(filters, intercomapi.Where("admin_assignee_id", "=", in.AdminID))
	}
	if in.Sample == 0 {
		in.Sample = statsSample
	}
	out := statsResult{Since: jsontree.RFC3339(since), Until: jsontree.RFC3339(until)}
	sample, err := sampleConversations(ctx, c, intercomapi.All(filters...), in.Sample, &out)
	if err != nil {
		return out, err
	}
	out.count(sample)
	return out, nil
}

// sampleConversations returns the newest conversations that a query finds, and
// writes their total to out. A page that fails after the first leaves a smaller
// sample, with a warning.
func sampleConversations(ctx context.Context, c registry.Caller, q intercomapi.Query, most int, out *statsResult) ([]conversationHandling, error) {
	var sample []conversationHandling
	unread := 0
	for next := ""; ; {
		search := newestFirst(min(most, statsPage), "created_at", q)
		search.Pagination.StartingAfter = next
		page, err := c.SearchConversations(ctx, search)
		if err != nil && (next == "" || errors.Is(ctx.Err(), context.Canceled)) {
			return nil, err
		}
		if err != nil {
			out.Warnings = append(out.Warnings, fmt.Sprintf("The sample is smaller than asked for: %v", err))
			break
		}
		out.Total = page.Total
		for _, item := range page.Items[:min(len(page.Items), most-len(sample))] {
			var h conversationHandling
			if item.Decode(&h) != nil {
				unread++
				continue
			}
			sample = append(sample, h)
		}
		if next = page.Next.StartingAfter; next == "" || len(sample)+unread >= most {
			break
		}
	}
	if unread > 0 {
		out.Warnings = append(out.Warnings, fmt.Sprintf("%d conversations are left out: their statistics can't be read", unread))
	}
	return sample, nil
}

// count writes the figures of a sample to r.
func (r *statsResult) count(sample []conversationHandling) {
	var response, reply, handling, closed []int
	add := func(to *[]int, v *int) {
		if v != nil {
			*to = append(*to, *v)
		}
	}
	r.Sampled = len(sample)
	for _, h := range sample {
		r.addConversation(h)
		if s := h.Statistics; s != nil {
			add(&response, s.FirstResponse)
			add(&reply, s.Reply)
			add(&handling, s.Handling)
			add(&closed, s.Close)
		}
	}
	r.FirstResponse, r.Reply = summariseDurations(response), summariseDurations(reply)
	r.Handling, r.Close = summariseDurations(handling), summariseDurations(closed)
	if r.Rating != nil {
		r.Rating.Average = math.Round(r.Rating.Average/float64(r.Rating.Count)*100) / 100
	}
	r.NotRecorded = r.missingFigures()
	r.Sample = r.describeSample()
}

// missingFigures returns the names of the figures that no conversation of the sample
// has; none where the sample is empty.
func (r *statsResult) missingFigures() (names []string) {
	for _, figure := range []struct {
		name    string
		missing bool
	}{
		{"first_response", r.FirstResponse == nil},
		{"reply", r.Reply == nil},
		{"handling", r.Handling == nil},
		{"close", r.Close == nil},
		{"rating", r.Rating == nil},
	} {
		if figure.missing && r.Sampled > 0 {
			names = append(names, figure.name)
		}
	}
	return names
}

// addConversation adds a conversation's state, reopens and rating to the counts.
func (r *statsResult) addConversation(h conversationHandling) {
	switch h.State {
	case "open":
		r.Open++
	case "closed":
		r.Closed++
	case "snoozed":
		r.Snoozed++
	}
	if s := h.Statistics; s != nil && s.Reopens != nil && *s.Reopens > 0 {
		r.Reopened.Conversations++
		r.Reopened.Times += *s.Reopens
	}
	if h.Rating == nil || h.Rating.Rating == nil {
		return
	}
	if r.Rating == nil {
		r.Rating = &ratingSummary{Scores: map[string]int{}}
	}
	r.Rating.Count++
	r.Rating.Average += float64(*h.Rating.Rating) // a sum, until all are counted
	r.Rating.Scores[fmt.Sprint(*h.Rating.Rating)]++
}

// describeSample returns what the figures are counted over, in words.
func (r *statsResult) describeSample() string {
	if r.Total != nil && r.Sampled < *r.Total {
		return fmt.Sprintf("the newest %d of %d conversations begun in the period, of which fewer are closed yet than of all", r.Sampled, *r.Total)
	}
	return fmt.Sprintf("all %d conversations begun in the period", r.Sampled)
}

// summariseDurations returns the median and the 90th percentile of durations, by
// nearest rank; nil for none. It sorts the slice.
func summariseDurations(seconds []int) *durationSummary {
	if len(seconds) == 0 {
		return nil
	}
	slices.Sort(seconds)
	rank := func(p float64) int { return seconds[int(math.Ceil(p*float64(len(seconds))))-1] }
	median, p90 := rank(0.5), rank(0.9)
	return &durationSummary{len(seconds), formatDuration(median), formatDuration(p90), median, p90}
}

// formatDuration returns a duration to its two largest units: 2d3h, 3h33m or 4m5s.
func formatDuration(seconds int) string {
	const day = 24 * 60 * 60
	if days := seconds / day; days > 0 {
		return fmt.Sprintf("%dd%dh", days, seconds%day/3600)
	}
	d := time.Duration(seconds) * time.Second
	if d >= time.Hour {
		d = d.Round(time.Minute)
	}
	text := d.String()
	if d >= time.Hour {
		text = strings.TrimSuffix(text, "0s")
	}
	return text
}
