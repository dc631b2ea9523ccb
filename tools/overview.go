package tools

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/panics"
	"intercom-mcp/tools/registry"
)

// overviewTools are the tools that answer in one call what people script by hand.
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

// maxParallelSections is how many parts of an overview are asked for at once.
const maxParallelSections = 8

// sections are the parts of an overview: asked for side by side, so that it
// takes no longer than its slowest part, and each whatever becomes of the others.
type sections struct {
	group errgroup.Group
	all   []*section
}

type section struct {
	name string
	err  error
}

func newSections() *sections {
	s := &sections{}
	s.group.SetLimit(maxParallelSections)
	return s
}

// add asks for a part; get keeps what it finds where no other part writes.
func (s *sections) add(name string, get func() error) *section {
	part := &section{name: name}
	s.all = append(s.all, part)
	s.group.Go(func() error {
		part.err = panics.Catch(get)
		return nil
	})
	return part
}

// wait tells which parts are missing. That none could be had is an error, the
// first one's; so is that the caller gave up.
func (s *sections) wait(ctx context.Context) ([]string, error) {
	_ = s.group.Wait()
	for _, part := range s.all {
		panics.Rethrow(part.err)
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var warnings []string
	for _, part := range s.all {
		if part.err != nil {
			warnings = append(warnings, fmt.Sprintf("%s: not known: %v", part.name, part.err))
		}
	}
	if len(warnings) > 0 && len(warnings) == len(s.all) {
		return nil, s.all[0].err
	}
	return warnings, nil
}

// newestFirst asks a search for its first items in an order, the largest first unless
// the field begins with "+".
func newestFirst(n int, field string, q intercomapi.Query) intercomapi.Search {
	order := "descending"
	if field[0] == '+' {
		field, order = field[1:], "ascending"
	}
	return intercomapi.NewSearch(q, intercomapi.Listing{PerPage: n}).SortedBy(field, order)
}
