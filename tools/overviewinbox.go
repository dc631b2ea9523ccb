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
	inboxSearches = 20 // searches that count the conversations of one team or admin
	inboxTeams    = 10 // of those, for teams at most
	inboxWaiting  = 5  // conversations that are shown
)

type inboxArgs struct {
	TeamID intercomapi.IntID `json:"team_id,omitempty" jsonschema:"Only this team"`
}

// inboxResult is the inbox in figures. One that is absent could not be fetched.
type inboxResult struct {
	At             string         `json:"at"`
	Open           *int           `json:"open,omitempty"`
	Unassigned     *int           `json:"unassigned,omitempty" jsonschema:"Open, with neither admin nor team"`
	Snoozed        *int           `json:"snoozed,omitempty"`
	Waiting        *int           `json:"waiting,omitempty" jsonschema:"Open, the customer waits for an answer"`
	WaitingOverDay *int           `json:"waiting_over_1d,omitempty"`
	OpenOverWeek   *int           `json:"open_over_7d,omitempty" jsonschema:"Open, begun more than a week ago"`
	WaitingLongest result.Objects `json:"waiting_longest,omitzero"`
	ByTeam         []openCount    `json:"by_team,omitzero" jsonschema:"Who has any, the most first"`
	ByAssignee     []openCount    `json:"by_assignee,omitzero" jsonschema:"Who has any, the most first"`
	LeftOut        []string       `json:"left_out,omitempty"`
	Warnings       []string       `json:"warnings,omitempty"`
}

// openCount is how many open conversations a team, an admin or nobody has.
type openCount struct {
	ID   intercomapi.ID `json:"id,omitempty"`
	Name string         `json:"name"`
	Open *int           `json:"open,omitempty"`
}

// inboxCounter counts conversations, by searches of which only the total is used.
type inboxCounter struct {
	search   func(intercomapi.Search) (intercomapi.Page, error)
	sections *sections
	filters  []intercomapi.Query // of every count
}

// noAssignee is the id by which a search finds what has no assignee.
const noAssignee = intercomapi.IntID("0")

// getInboxOverview counts at the same time. A count that fails is absent, with a warning.
func getInboxOverview(ctx context.Context, c registry.Caller, in inboxArgs) (inboxResult, error) {
	now := c.Now()
	out := inboxResult{At: now.UTC().Format(time.RFC3339)}
	box := inboxCounter{sections: newSections(), search: func(s intercomapi.Search) (intercomapi.Page, error) { return c.SearchConversations(ctx, s) }}
	teams, teamsErr := c.Directory(ctx, "team")
	admins, adminsErr := c.Directory(ctx, "admin")
	if in.TeamID != "" {
		box.filters = append(box.filters, intercomapi.Where("team_assignee_id", "=", in.TeamID))
	}
	open := intercomapi.Where("state", "=", "open")
	waiting := intercomapi.Where("waiting_since", ">", 0)
	box.count("open", &out.Open, open)
	box.count("snoozed", &out.Snoozed, intercomapi.Where("state", "=", "snoozed"))
	box.count("waiting", &out.Waiting, open, waiting)
	box.count("waiting_over_1d", &out.WaitingOverDay, open, waiting, intercomapi.Where("waiting_since", "<", now.Add(-24*time.Hour).Unix()))
	box.count("open_over_7d", &out.OpenOverWeek, open, intercomapi.Where("created_at", "<", now.Add(-7*24*time.Hour).Unix()))
	if in.TeamID == "" {
		box.count("unassigned", &out.Unassigned, open,
			intercomapi.Where("admin_assignee_id", "=", noAssignee), intercomapi.Where("team_assignee_id", "=", noAssignee))
		out.ByTeam = box.countEach("team", "team_assignee_id", teams, inboxTeams, teamsErr, &out)
	}
	out.ByAssignee = box.countEach("admin", "admin_assignee_id", admins, inboxSearches-len(out.ByTeam), adminsErr, &out)
	longest := intercomapi.NewSearch(box.all(open, waiting), intercomapi.Listing{PerPage: inboxWaiting}).SortedBy("waiting_since", "ascending")
	box.sections.add("waiting_longest", func() error {
		page, err := box.search(longest)
		if err == nil {
			names := lookup.NewDisplayNames(admins, teams)
			names.Customers = c.CustomersOf(ctx, page.Items)
			out.WaitingLongest = c.View.Summaries(result.Conversation{}, page.Items, names)
		}
		return err
	})
	warnings, err := box.sections.wait(ctx)
	out.Warnings = append(out.Warnings, warnings...)
	out.ByTeam, out.ByAssignee = mostOpenFirst(out.ByTeam), mostOpenFirst(out.ByAssignee)
	return out, err
}

// mostOpenFirst returns the counts that are known and not zero, the largest first.
// It changes the slice.
func mostOpenFirst(counts []openCount) []openCount {
	counts = slices.DeleteFunc(counts, func(n openCount) bool { return n.Open == nil || *n.Open == 0 })
	slices.SortStableFunc(counts, func(a, b openCount) int { return *b.Open - *a.Open })
	return counts
}

// all returns the query for what all of the counter's own filters and these find.
func (b inboxCounter) all(filters ...intercomapi.Query) intercomapi.Query {
	return intercomapi.All(slices.Concat(b.filters, filters)...)
}

// count starts to count the conversations that all of some filters find.
func (b inboxCounter) count(name string, into **int, filters ...intercomapi.Query) {
	q := b.all(filters...)
	b.sections.add(name, func() error {
		page, err := b.search(intercomapi.NewSearch(q, intercomapi.Listing{PerPage: 1}))
		*into = page.Total
		return err
	})
}

// countEach starts to count the open conversations of each owner of a kind, admin
// or team, and of those without one, most counts in all. It adds to out how many
// owners are left out, and a warning where err says that the owners are not known.
func (b inboxCounter) countEach(kind, field string, owners []lookup.Entry, most int, err error, out *inboxResult) []openCount {
	if err != nil {
		out.Warnings = append(out.Warnings, fmt.Sprintf("by %s: not known: %v", kind, err))
		return nil
	}
	counted := owners[:min(len(owners), most-1)]
	if n := len(owners) - len(counted); n > 0 {
		out.LeftOut = append(out.LeftOut, fmt.Sprintf(
			"%d of %d %ss, which are not counted one by one: search_conversations counts any of them", n, len(owners), kind))
	}
	counts := make([]openCount, len(counted)+1) // never appended to: searches write into it
	open := intercomapi.Where("state", "=", "open")
	for i, owner := range counted {
		counts[i] = openCount{ID: owner.ID, Name: owner.Name}
		b.count(kind+" "+owner.Name, &counts[i].Open, open, intercomapi.Where(field, "=", intercomapi.IntID(owner.ID)))
	}
	last := &counts[len(counted)]
	last.Name = "no " + kind
	b.count(last.Name, &last.Open, open, intercomapi.Where(field, "=", noAssignee))
	return counts
}
