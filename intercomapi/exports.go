package intercomapi

import "context"

// octetStream is the media type that downloads must accept.
const octetStream = "application/octet-stream"

// ExportSpan is the time whose outbound content is exported, in Unix seconds.
type ExportSpan struct {
	CreatedAtAfter  Time `json:"created_at_after" jsonschema:"From"`
	CreatedAtBefore Time `json:"created_at_before" jsonschema:"To, included" rule:"day=end"`
}

// CreateDataExport starts an export of who got which outbound content and what
// they did with it. Errors: 429 while another export runs.
//
// POST /export/content/data (Data Export: Create content data export)
func (c *Client) CreateDataExport(ctx context.Context, in ExportSpan) (Object, error) {
	return call[Object](ctx, c, post("/export/content/data").withBody(in))
}

// DataExport tells how far an export is: pending, in_progress, failed,
// completed, no_data or canceled.
//
// GET /export/content/data/{job_identifier} (Data Export: Show content data export)
func (c *Client) DataExport(ctx context.Context, job ID) (Object, error) {
	return call[Object](ctx, c, get("/export/content/data/{job_identifier}").withIDs(job))
}

// CancelDataExport stops an export.
//
// POST /export/cancel/{job_identifier} (Data Export: Cancel content data export)
func (c *Client) CancelDataExport(ctx context.Context, job ID) (Object, error) {
	return call[Object](ctx, c, post("/export/cancel/{job_identifier}").repeatable().withIDs(job))
}

// DownloadDataExport fetches a completed export: packed CSV files, kept for two
// days.
//
// GET /download/content/data/{job_identifier} (Data Export: Download content data export)
func (c *Client) DownloadDataExport(ctx context.Context, job ID) (Download, error) {
	return c.download(ctx, get("/download/content/data/{job_identifier}").withIDs(job).accepting(octetStream))
}

// ReportingExport is what POST /export/reporting_data/enqueue takes. Times are
// Unix seconds.
type ReportingExport struct {
	DatasetID    string   `json:"dataset_id" jsonschema:"Dataset id"`
	AttributeIDs []string `json:"attribute_ids" jsonschema:"qualified_id of its attributes" rule:"minitems=1"`
	StartTime    Time     `json:"start_time" jsonschema:"From"`
	EndTime      Time     `json:"end_time" jsonschema:"To" rule:"day=end"`
}

// ReportingCaller says who asks for a reporting export. Intercom's reference
// wants both; its API is known to answer without them.
type ReportingCaller struct {
	AppID    string `json:"app_id,omitempty" jsonschema:"Workspace code, if Intercom asks for it"`
	ClientID string `json:"client_id,omitempty" jsonschema:"App's client id, if Intercom asks for it"`
}

// ReportingDatasets lists the datasets of reports and their attributes.
//
// GET /export/reporting_data/get_datasets (Reporting Data Export: List available datasets and attributes)
func (c *Client) ReportingDatasets(ctx context.Context) (Page, error) {
	return call[Page](ctx, c, get("/export/reporting_data/get_datasets"))
}

// CreateReportingExport starts an export of a dataset. Errors: 400 bad_request
// for an unknown dataset or attribute, 429 while five exports run.
//
// POST /export/reporting_data/enqueue (Reporting Data Export: Enqueue a new reporting data export job)
func (c *Client) CreateReportingExport(ctx context.Context, in ReportingExport) (Object, error) {
	return call[Object](ctx, c, post("/export/reporting_data/enqueue").withBody(in))
}

// ReportingExport tells how far an export is: pending, complete or failed.
// Errors: 404, also shortly after its start.
//
// GET /export/reporting_data/{job_identifier} (Reporting Data Export: Get export job status)
func (c *Client) ReportingExport(ctx context.Context, job ID, by ReportingCaller) (Object, error) {
	return call[Object](ctx, c, get("/export/reporting_data/{job_identifier}").withIDs(job).withQuery(by))
}

// DownloadReportingExport fetches a complete export, which is CSV. It takes no
// client id. Errors: 404.
//
// GET /download/reporting_data/{job_identifier} (Reporting Data Export: Download completed export job data)
func (c *Client) DownloadReportingExport(ctx context.Context, job ID, appID string) (Download, error) {
	by := ReportingCaller{AppID: appID}
	return c.download(ctx, get("/download/reporting_data/{job_identifier}").withIDs(job).withQuery(by).accepting(octetStream))
}

// Job tells how far a job in the background is: pending, success or failed.
// Errors: 404 job_not_found.
//
// GET /jobs/status/{job_id} (Jobs: Retrieve job status)
func (c *Client) Job(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/jobs/status/{job_id}").withIDs(id))
}
