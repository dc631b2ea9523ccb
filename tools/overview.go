package tools

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/panics"
	"intercom-mcp/tools/registry"
)

// overviewTools returns the tools that answer in one call what else takes many.
func overviewTools() []registry.Tool {
	return []registry.Tool{
		registry.Define("contacts", registry.Read, "get_customer", "Get customer",
			"One contact with companies, tags, notes, newest conversations and tickets.", getCustomer).InTriage(),
		registry.Define("conversations", registry.Read, "get_inbox_overview", "Get inbox overview",
			"Count open, unassigned, snoozed and waiting conversations, by team and assignee; which wait longest.", getInboxOverview),
		registry.Define("conversations", registry.Read, "get_conversation_stats", "Get conversation stats",
			"Response and handling times, reopens and ratings of a period.", getConversationStats),
	}
}

// maxParallelSections is how many parts of an overview are fetched at once.
const maxParallelSections = 8

// sections are the parts of an overview. They are fetched at the same time, so
// that it takes no longer than its slowest part, and one that fails stops no other.
type sections struct {
	group errgroup.Group
	all   []*section
}

// section is one part of an overview, and after wait whether it failed.
type section struct {
	name string
	err  error
}

func newSections() *sections {
	s := &sections{}
	s.group.SetLimit(maxParallelSections)
	return s
}

// add starts to get a part. get keeps what it finds where no other part writes.
func (s *sections) add(name string, get func() error) *section {
	added := &section{name: name}
	s.all = append(s.all, added)
	s.group.Go(func() error {
		added.err = panics.Catch(get)
		return nil
	})
	return added
}

// wait waits for all parts and returns a warning for each that failed. Where all
// failed it returns the error of the first, and where the caller gave up that of ctx.
func (s *sections) wait(ctx context.Context) ([]string, error) {
	_ = s.group.Wait()
	for _, added := range s.all {
		panics.Rethrow(added.err)
	}
	if errors.Is(ctx.Err(), context.Canceled) { // not where the call's time is over: what is there is told
		return nil, ctx.Err()
	}
	var warnings []string
	for _, added := range s.all {
		if added.err != nil {
			warnings = append(warnings, fmt.Sprintf("%s: not known: %v", added.name, added.err))
		}
	}
	if len(warnings) > 0 && len(warnings) == len(s.all) {
		return nil, s.all[0].err
	}
	return warnings, nil
}

// newestFirst returns a search for the first n of what a query finds, the latest by
// a field of time first.
func newestFirst(n int, field string, q intercomapi.Query) intercomapi.Search {
	return intercomapi.NewSearch(q, intercomapi.Listing{PerPage: n}).SortedBy(field, "descending")
}
