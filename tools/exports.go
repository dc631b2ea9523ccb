package tools

import (
	"context"
	"errors"

	"intercom-mcp/intercomapi"
)

func exports() []Tool {
	const set = "exports"
	return []Tool{
		Define(set, Create, "create_data_export", "Create data export", "Start an export of who got which outbound content and how they reacted; one at a time.", createDataExport),
		Define(set, Read, "get_data_export", "Get data export", "Status of a data export.", getDataExport),
		Define(set, Delete, "cancel_data_export", "Cancel data export", "Stop a data export.", cancelDataExport),
		Define(set, Read, "download_data_export", "Download data export", "CSV text of a completed data export, in parts.", downloadDataExport),
		Define(set, Read, "list_reporting_datasets", "List reporting datasets", "Datasets and attributes for create_reporting_export.", listReportingDatasets),
		Define(set, Create, "create_reporting_export", "Create reporting export", "Start an export of report data; five at a time.", createReportingExport),
		Define(set, Read, "get_reporting_export", "Get reporting export", "Status of a reporting export; one just started may not be found yet.", getReportingExport),
		Define(set, Read, "download_reporting_export", "Download reporting export", "CSV text of a complete reporting export, in parts.", downloadReportingExport),
	}
}

type exportResult struct {
	Export intercomapi.Object `json:"export"`
}

var errBackwards = errors.New("is before the start")

func createDataExport(ctx context.Context, c Caller, in intercomapi.ExportSpan) (exportResult, error) {
	if in.CreatedAtBefore < in.CreatedAtAfter {
		return exportResult{}, NewError("created_at_before", errBackwards)
	}
	export, err := c.CreateDataExport(ctx, in)
	return exportResult{export}, err
}

type exportID struct {
	JobIdentifier intercomapi.ID `json:"job_identifier" jsonschema:"Of the export"`
}

func getDataExport(ctx context.Context, c Caller, in exportID) (exportResult, error) {
	export, err := c.DataExport(ctx, in.JobIdentifier)
	return exportResult{export}, err
}

func cancelDataExport(ctx context.Context, c Caller, in exportID) (exportResult, error) {
	export, err := c.CancelDataExport(ctx, in.JobIdentifier)
	return exportResult{export}, err
}

type downloadDataArgs struct {
	exportID
	window
}

func downloadDataExport(ctx context.Context, c Caller, in downloadDataArgs) (fileResult, error) {
	return in.of(c.DownloadDataExport(ctx, in.JobIdentifier))
}

type datasetsResult struct {
	Datasets Items[Plain] `json:"datasets"`
}

func listReportingDatasets(ctx context.Context, c Caller, _ struct{}) (datasetsResult, error) {
	page, err := c.ReportingDatasets(ctx)
	return datasetsResult{page.Items}, err
}

func createReportingExport(ctx context.Context, c Caller, in intercomapi.ReportingExport) (exportResult, error) {
	if in.EndTime < in.StartTime {
		return exportResult{}, NewError("end_time", errBackwards)
	}
	export, err := c.CreateReportingExport(ctx, in)
	return exportResult{export}, err
}

type reportingExportArgs struct {
	exportID
	intercomapi.ReportingCaller
}

func getReportingExport(ctx context.Context, c Caller, in reportingExportArgs) (exportResult, error) {
	export, err := c.ReportingExport(ctx, in.JobIdentifier, in.ReportingCaller)
	return exportResult{export}, err
}

type downloadReportingArgs struct {
	exportID
	AppID string `json:"app_id,omitempty" jsonschema:"Workspace code, if Intercom asks for it"`
	window
}

func downloadReportingExport(ctx context.Context, c Caller, in downloadReportingArgs) (fileResult, error) {
	return in.of(c.DownloadReportingExport(ctx, in.JobIdentifier, in.AppID))
}

type jobID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Job id"`
}

type jobResult struct {
	Job intercomapi.Object `json:"job"`
}

func getJob(ctx context.Context, c Caller, in jobID) (jobResult, error) {
	job, err := c.Job(ctx, in.ID)
	return jobResult{job}, err
}
