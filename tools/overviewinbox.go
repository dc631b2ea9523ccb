package tools

import (
	"context"
	"fmt"
	"slices"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

const (
	inboxSearches = 20 // searches that count a team's or an admin's conversations
	inboxTeams    = 10 // of those, for teams at most
	inboxWaiting  = 5  // conversations that are shown
)

type inboxArgs struct {
	TeamID intercomapi.IntID `json:"team_id,omitempty" jsonschema:"Only this team"`
}

// inboxResult is the inbox in figures. A figure that is absent is not known.
type inboxResult struct {
	At             string         `json:"at"`
	Open           *int           `json:"open,omitempty"`
	Unassigned     *int           `json:"unassigned,omitempty" jsonschema:"Open, with neither admin nor team"`
	Snoozed        *int           `json:"snoozed,omitempty"`
	Waiting        *int           `json:"waiting,omitempty" jsonschema:"Open, the customer waits for an answer"`
	WaitingOverDay *int           `json:"waiting_over_1d,omitempty"`
	OpenOverWeek   *int           `json:"open_over_7d,omitempty" jsonschema:"Open, begun more than a week ago"`
	WaitingLongest result.Objects `json:"waiting_longest,omitzero"`
	ByTeam         []load         `json:"by_team,omitzero" jsonschema:"Who has any, the most first"`
	ByAssignee     []load         `json:"by_assignee,omitzero" jsonschema:"Who has any, the most first"`
	LeftOut        []string       `json:"left_out,omitempty"`
	Warnings       []string       `json:"warnings,omitempty"`
}

// load is how many open conversations somebody has.
type load struct {
	ID   intercomapi.ID `json:"id,omitempty"`
	Name string         `json:"name"`
	Open *int           `json:"open,omitempty"`
}

// inboxCounts counts conversations, by searches that ask for a total alone.
type inboxCounts struct {
	search func(intercomapi.Search) (intercomapi.Page, error)
	parts  *sections
	of     []intercomapi.Query // what every count is limited to
}

// nobodyID is how a search asks for what has no assignee.
const nobodyID = intercomapi.IntID("0")

func getInboxOverview(ctx context.Context, c registry.Caller, in inboxArgs) (inboxResult, error) {
	now := c.Now()
	out := inboxResult{At: now.UTC().Format(time.RFC3339)}
	box := inboxCounts{parts: newSections(), search: func(s intercomapi.Search) (intercomapi.Page, error) { return c.SearchConversations(ctx, s) }}
	teams, teamsErr := c.Directory(ctx, "team")
	admins, adminsErr := c.Directory(ctx, "admin")
	if in.TeamID != "" {
		box.of = append(box.of, intercomapi.Where("team_assignee_id", "=", in.TeamID))
	}
	open := intercomapi.Where("state", "=", "open")
	waits := intercomapi.Where("waiting_since", ">", 0)
	box.count("open", &out.Open, open)
	box.count("snoozed", &out.Snoozed, intercomapi.Where("state", "=", "snoozed"))
	box.count("waiting", &out.Waiting, open, waits)
	box.count("waiting_over_1d", &out.WaitingOverDay, open, waits, intercomapi.Where("waiting_since", "<", now.Add(-24*time.Hour).Unix()))
	box.count("open_over_7d", &out.OpenOverWeek, open, intercomapi.Where("created_at", "<", now.Add(-7*24*time.Hour).Unix()))
	if in.TeamID == "" {
		box.count("unassigned", &out.Unassigned, open, intercomapi.Where("admin_assignee_id", "=", nobodyID), intercomapi.Where("team_assignee_id", "=", nobodyID))
		out.ByTeam = box.loads("team", "team_assignee_id", teams, inboxTeams, teamsErr, &out)
	}
	out.ByAssignee = box.loads("admin", "admin_assignee_id", admins, inboxSearches-len(out.ByTeam), adminsErr, &out)
	longest := intercomapi.All(append(box.of, open, waits)...)
	box.parts.add("waiting_longest", func() error {
		page, err := box.search(first(inboxWaiting, "+waiting_since", longest))
		if err == nil {
			out.WaitingLongest = c.View.Summaries(result.Conversation{}, page.Items, lookup.NewDisplayNames(admins, teams))
		}
		return err
	})
	warnings, err := box.parts.wait(ctx)
	out.Warnings = append(out.Warnings, warnings...)
	out.ByTeam, out.ByAssignee = busiest(out.ByTeam), busiest(out.ByAssignee)
	return out, err
}

// busiest are the loads that are not nothing, the largest first.
func busiest(all []load) []load {
	all = slices.DeleteFunc(all, func(l load) bool { return l.Open == nil || *l.Open == 0 })
	slices.SortStableFunc(all, func(a, b load) int { return *b.Open - *a.Open })
	return all
}

// count asks how many conversations all of some filters find.
func (b inboxCounts) count(name string, into **int, filters ...intercomapi.Query) {
	q := intercomapi.All(append(append([]intercomapi.Query{}, b.of...), filters...)...)
	b.parts.add(name, func() error {
		page, err := b.search(intercomapi.NewSearch(q, intercomapi.Listing{PerPage: 1}))
		*into = page.Total
		return err
	})
}

// loads counts the open conversations of each, and of nobody, as far as most
// goes; the rest is told as left out.
func (b inboxCounts) loads(kind, field string, all []lookup.Entry, most int, err error, out *inboxResult) []load {
	if err != nil {
		out.Warnings = append(out.Warnings, fmt.Sprintf("by %s: not known: %v", kind, err))
		return nil
	}
	counted := all[:min(len(all), most-1)]
	if n := len(all) - len(counted); n > 0 {
		out.LeftOut = append(out.LeftOut, fmt.Sprintf("%d of %d %ss, which are not counted one by one: search_conversations counts any of them", n, len(all), kind))
	}
	loads := make([]load, len(counted)+1) // not appended to: counts write into it
	open := intercomapi.Where("state", "=", "open")
	for i, n := range counted {
		loads[i] = load{ID: n.ID, Name: n.Name}
		b.count(kind+" "+n.Name, &loads[i].Open, open, intercomapi.Where(field, "=", intercomapi.IntID(n.ID)))
	}
	last := &loads[len(counted)]
	last.Name = "no " + kind
	b.count(last.Name, &last.Open, open, intercomapi.Where(field, "=", nobodyID))
	return loads
}
