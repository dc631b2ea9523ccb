package intercomapi

import "context"

// Interval is a time when the office is open, in minutes: from Monday 00:00 in
// a schedule (0 to 10080), from midnight in an exception (0 to 1440).
type Interval struct {
	StartMinute int `json:"start_minute" jsonschema:"Start" rule:"min=0"`
	EndMinute   int `json:"end_minute" jsonschema:"End" rule:"min=0"`
}

// Schedule is an office hours schedule to add.
type Schedule struct {
	Name          string     `json:"name" jsonschema:"Name"`
	TimeZoneName  string     `json:"time_zone_name" jsonschema:"IANA name: Europe/Dublin"`
	TimeIntervals []Interval `json:"time_intervals" jsonschema:"Open times, in minutes from Monday 00:00 (Tuesday 09:00 = 1980), multiples of 15"`
}

// ScheduleChange holds the fields of an office hours schedule that change.
type ScheduleChange struct {
	Name          string     `json:"name,omitempty" jsonschema:"Name" rule:"filled"`
	TimeZoneName  string     `json:"time_zone_name,omitempty" jsonschema:"IANA name" rule:"filled"`
	TimeIntervals []Interval `json:"time_intervals,omitzero" jsonschema:"All open times, in minutes from Monday 00:00, multiples of 15"`
}

// Exception is a day that an office hours schedule does not hold for, to add.
type Exception struct {
	ExceptionDate     string     `json:"exception_date" jsonschema:"YYYY-MM-DD"`
	ExceptionType     string     `json:"exception_type" jsonschema:"Closed, or other hours" rule:"enum=custom_hours|closed"`
	Name              string     `json:"name,omitempty" jsonschema:"Name"`
	TimeIntervals     []Interval `json:"time_intervals,omitempty" jsonschema:"custom_hours: open times, in minutes from midnight"`
	RecurringAnnually *bool      `json:"recurring_annually,omitempty" jsonschema:"Every year"`
}

// ExceptionChange holds the fields of an exception that change.
type ExceptionChange struct {
	ExceptionDate     string               `json:"exception_date,omitempty" jsonschema:"YYYY-MM-DD" rule:"filled"`
	ExceptionType     string               `json:"exception_type,omitempty" jsonschema:"Closed, or other hours" rule:"enum=custom_hours|closed"`
	Name              string               `json:"name,omitempty" jsonschema:"Name"`
	TimeIntervals     Nullable[[]Interval] `json:"time_intervals,omitzero" jsonschema:"All open times, in minutes from midnight"`
	RecurringAnnually *bool                `json:"recurring_annually,omitempty" jsonschema:"Every year"`
}

// Schedules lists the office hours schedules.
//
// GET /office_hours_schedules (Office Hours: List all office hours schedules)
func (c *Client) Schedules(ctx context.Context) (Page, error) {
	return call[Page](ctx, c, get("/office_hours_schedules"))
}

// Schedule fetches an office hours schedule. Errors: 404.
//
// GET /office_hours_schedules/{id} (Office Hours: Retrieve an office hours schedule)
func (c *Client) Schedule(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/office_hours_schedules/{id}").withIDs(id))
}

// CreateSchedule adds an office hours schedule. Errors: 422.
//
// POST /office_hours_schedules (Office Hours: Create an office hours schedule)
func (c *Client) CreateSchedule(ctx context.Context, in Schedule) (Object, error) {
	return call[Object](ctx, c, post("/office_hours_schedules").withBody(in))
}

// UpdateSchedule changes the fields that in sets. Errors: 404, 422.
//
// PUT /office_hours_schedules/{id} (Office Hours: Update an office hours schedule)
func (c *Client) UpdateSchedule(ctx context.Context, id ID, in ScheduleChange) (Object, error) {
	return call[Object](ctx, c, put("/office_hours_schedules/{id}").withIDs(id).withBody(in))
}

// DeleteSchedule removes an office hours schedule. Errors: 404.
//
// DELETE /office_hours_schedules/{id} (Office Hours: Delete an office hours schedule)
func (c *Client) DeleteSchedule(ctx context.Context, id ID) (Deleted, error) {
	return call[Deleted](ctx, c, del("/office_hours_schedules/{id}").withIDs(id))
}

// Exceptions lists the exceptions of a schedule. Errors: 404.
//
// GET /office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions (Office Hours: List all office hours exceptions)
func (c *Client) Exceptions(ctx context.Context, schedule ID) (Page, error) {
	return call[Page](ctx, c, get("/office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions").withIDs(schedule))
}

// Exception fetches an exception of a schedule. Errors: 404.
//
// GET /office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions/{id} (Office Hours: Retrieve an office hours exception)
func (c *Client) Exception(ctx context.Context, schedule, id ID) (Object, error) {
	return call[Object](ctx, c, get("/office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions/{id}").withIDs(schedule, id))
}

// CreateException adds an exception to a schedule. Errors: 404, 422.
//
// POST /office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions (Office Hours: Create an office hours exception)
func (c *Client) CreateException(ctx context.Context, schedule ID, in Exception) (Object, error) {
	return call[Object](ctx, c, post("/office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions").withIDs(schedule).withBody(in))
}

// UpdateException changes the fields that in sets. Errors: 404, 422.
//
// PUT /office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions/{id} (Office Hours: Update an office hours exception)
func (c *Client) UpdateException(ctx context.Context, schedule, id ID, in ExceptionChange) (Object, error) {
	return call[Object](ctx, c, put("/office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions/{id}").withIDs(schedule, id).withBody(in))
}

// DeleteException removes an exception of a schedule. Errors: 404.
//
// DELETE /office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions/{id} (Office Hours: Delete an office hours exception)
func (c *Client) DeleteException(ctx context.Context, schedule, id ID) (Deleted, error) {
	return call[Deleted](ctx, c, del("/office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions/{id}").withIDs(schedule, id))
}
