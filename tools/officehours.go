package tools

import (
	"context"
	"fmt"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

// officeHoursTools returns the tools that define when the office is open.
func officeHoursTools(set string) []registry.Tool {
	return []registry.Tool{
		registry.Define(set, registry.Read, "list_office_hours_schedules", "List office hours schedules", "List office hours schedules.", listSchedules),
		registry.Define(set, registry.Create, "create_office_hours_schedule", "Create office hours schedule", "Add an office hours schedule.", createSchedule),
		registry.Define(set, registry.Update, "update_office_hours_schedule", "Update office hours schedule",
			"Change an office hours schedule.", updateSchedule),
		registry.Define(set, registry.Delete, "delete_office_hours_schedule", "Delete office hours schedule",
			"Delete an office hours schedule.", deleteSchedule),
		registry.Define(set, registry.Read, "list_office_hours_exceptions", "List office hours exceptions",
			"List the days on which a schedule does not hold.", listExceptions),
		registry.Define(set, registry.Create, "create_office_hours_exception", "Create office hours exception",
			"Close a schedule on a day, or give it other hours.", createException),
		registry.Define(set, registry.Update, "update_office_hours_exception", "Update office hours exception",
			"Change an exception of a schedule.", updateException),
		registry.Define(set, registry.Delete, "delete_office_hours_exception", "Delete office hours exception",
			"Delete an exception of a schedule.", deleteException),
	}
}

type scheduleResult struct {
	Schedule intercomapi.Object `json:"office_hours_schedule"`
}

type schedulesResult struct {
	Schedules result.Items[result.Plain] `json:"office_hours_schedules"`
}

func listSchedules(ctx context.Context, c registry.Caller, in optionalID) (schedulesResult, error) {
	schedules, err := in.fetch(ctx, c.Schedule, c.Schedules)
	return schedulesResult{schedules}, err
}

func createSchedule(ctx context.Context, c registry.Caller, in intercomapi.Schedule) (scheduleResult, error) {
	if err := checkIntervals(in.TimeIntervals, weekMinutes); err != nil {
		return scheduleResult{}, err
	}
	schedule, err := c.CreateSchedule(ctx, in)
	return scheduleResult{schedule}, err
}

type updateScheduleArgs struct {
	idArgs
	intercomapi.ScheduleChange
}

func updateSchedule(ctx context.Context, c registry.Caller, in updateScheduleArgs) (scheduleResult, error) {
	if err := checkIntervals(in.TimeIntervals, weekMinutes); err != nil {
		return scheduleResult{}, err
	}
	schedule, err := c.UpdateSchedule(ctx, in.ID, in.ScheduleChange)
	return scheduleResult{schedule}, err
}

func deleteSchedule(ctx context.Context, c registry.Caller, in idArgs) (deletedResult, error) {
	d, err := c.DeleteSchedule(ctx, in.ID)
	return deletion(c, d), err
}

// The period that intervals lie in, in minutes.
const (
	dayMinutes  = 24 * 60
	weekMinutes = 7 * dayMinutes
)

// checkIntervals returns an error for an interval that does not lie within a period
// of so many minutes. Intervals of a week start and end on a quarter of an hour.
func checkIntervals(intervals []intercomapi.Interval, minutes int) error {
	for i, v := range intervals {
		name := fmt.Sprintf("time_intervals[%d]", i)
		switch {
		case v.StartMinute > minutes || v.EndMinute > minutes:
			return args.Errorf(name, "is past minute %d, the last there is", minutes)
		case v.StartMinute >= v.EndMinute:
			return args.Errorf(name, "ends before it starts")
		case minutes == weekMinutes && (v.StartMinute%15 != 0 || v.EndMinute%15 != 0):
			return args.Errorf(name, "must start and end on a multiple of 15")
		}
	}
	return nil
}

// scheduleID is the argument that names the schedule of an exception.
type scheduleID struct {
	ScheduleID intercomapi.ID `json:"schedule_id" jsonschema:"Schedule id" rule:"main of=office_hours_schedule"`
}

type exceptionResult struct {
	Exception intercomapi.Object `json:"office_hours_exception"`
}

type exceptionsResult struct {
	Exceptions result.Items[result.Plain] `json:"office_hours_exceptions"`
}

type listExceptionsArgs struct {
	scheduleID
	optionalID
}

func listExceptions(ctx context.Context, c registry.Caller, in listExceptionsArgs) (exceptionsResult, error) {
	exceptions, err := in.fetch(ctx, func(ctx context.Context, id intercomapi.ID) (intercomapi.Object, error) {
		return c.Exception(ctx, in.ScheduleID, id)
	}, func(ctx context.Context) (intercomapi.Page, error) {
		return c.Exceptions(ctx, in.ScheduleID)
	})
	return exceptionsResult{exceptions}, err
}

// exceptionID are the arguments that name an exception and its schedule.
type exceptionID struct {
	scheduleID
	ID intercomapi.ID `json:"id" jsonschema:"Exception id"`
}

type createExceptionArgs struct {
	scheduleID
	intercomapi.Exception
}

func createException(ctx context.Context, c registry.Caller, in createExceptionArgs) (exceptionResult, error) {
	if in.ExceptionType == "custom_hours" && len(in.TimeIntervals) == 0 {
		return exceptionResult{}, args.Errorf("time_intervals", "is missing: custom_hours needs them")
	}
	if err := checkException(in.ExceptionDate, in.ExceptionType, in.TimeIntervals); err != nil {
		return exceptionResult{}, err
	}
	exception, err := c.CreateException(ctx, in.ScheduleID, in.Exception)
	return exceptionResult{exception}, err
}

type updateExceptionArgs struct {
	exceptionID
	intercomapi.ExceptionChange
}

func updateException(ctx context.Context, c registry.Caller, in updateExceptionArgs) (exceptionResult, error) {
	if err := checkException(in.ExceptionDate, in.ExceptionType, in.TimeIntervals.Value); err != nil {
		return exceptionResult{}, err
	}
	exception, err := c.UpdateException(ctx, in.ScheduleID, in.ID, in.ExceptionChange)
	return exceptionResult{exception}, err
}

// checkException returns an error for what does not go together in an exception.
// What is empty is not given.
func checkException(date, kind string, intervals []intercomapi.Interval) error {
	if _, err := time.Parse(time.DateOnly, date); date != "" && err != nil {
		return args.Errorf("exception_date", "%.40q is not a date such as 2026-12-25", date)
	}
	if kind == "closed" && len(intervals) > 0 {
		return args.Errorf("time_intervals", "does not go with closed")
	}
	return checkIntervals(intervals, dayMinutes)
}

func deleteException(ctx context.Context, c registry.Caller, in exceptionID) (deletedResult, error) {
	d, err := c.DeleteException(ctx, in.ScheduleID, in.ID)
	return deletion(c, d), err
}
