package tools

import (
	"context"
	"errors"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

func exportTools() []registry.Tool {
	const set = "exports"
	return []registry.Tool{
		registry.Define(set, registry.Create, "create_data_export", "Create data export",
			"Start an export of who got which outbound content and how they reacted; one at a time.", createDataExport),
		registry.Define(set, registry.Read, "get_data_export", "Get data export", "Status of a data export.", getDataExport),
		registry.Define(set, registry.Delete, "cancel_data_export", "Cancel data export", "Stop a data export.", cancelDataExport),
		registry.Define(set, registry.Read, "download_data_export", "Download data export",
			"CSV text of a completed data export, in parts.", downloadDataExport),
		registry.Define(set, registry.Read, "list_reporting_datasets", "List reporting datasets",
			"Datasets and attributes for create_reporting_export.", listReportingDatasets),
		registry.Define(set, registry.Create, "create_reporting_export", "Create reporting export",
			"Start an export of report data; five at a time.", createReportingExport),
		registry.Define(set, registry.Read, "get_reporting_export", "Get reporting export",
			"Status of a reporting export; one just started may not be found yet.", getReportingExport),
		registry.Define(set, registry.Read, "download_reporting_export", "Download reporting export",
			"CSV text of a complete reporting export, in parts.", downloadReportingExport),
	}
}

type exportResult struct {
	Export   intercomapi.Object `json:"export"`
	Warnings []string           `json:"warnings,omitempty"`
}

// errBeforeStart is the error of an end that comes before the start.
var errBeforeStart = errors.New("is before the start")

func createDataExport(ctx context.Context, c registry.Caller, in intercomapi.ExportSpan) (exportResult, error) {
	if in.CreatedAtBefore < in.CreatedAtAfter {
		return exportResult{}, args.NewError("created_at_before", errBeforeStart)
	}
	export, err := c.CreateDataExport(ctx, in)
	return exportResult{Export: export}, err
}

type exportID struct {
	JobIdentifier intercomapi.ID `json:"job_identifier" jsonschema:"Of the export" rule:"main of=job"`
}

func getDataExport(ctx context.Context, c registry.Caller, in exportID) (exportResult, error) {
	export, err := c.DataExport(ctx, in.JobIdentifier)
	return exportResult{Export: export}, err
}

func cancelDataExport(ctx context.Context, c registry.Caller, in exportID) (exportResult, error) {
	export, err := c.CancelDataExport(ctx, in.JobIdentifier)
	return exportResult{Export: export}, err
}

type downloadDataArgs struct {
	exportID
	fileArgs
}

func downloadDataExport(ctx context.Context, c registry.Caller, in downloadDataArgs) (fileResult, error) {
	return in.part(c.DownloadDataExport(ctx, in.JobIdentifier))
}

type datasetsResult struct {
	Datasets result.Items[result.Plain] `json:"datasets"`
}

func listReportingDatasets(ctx context.Context, c registry.Caller, _ noArguments) (datasetsResult, error) {
	page, err := c.ReportingDatasets(ctx)
	return datasetsResult{page.Items}, err
}

func createReportingExport(ctx context.Context, c registry.Caller, in intercomapi.ReportingExport) (exportResult, error) {
	if in.EndTime < in.StartTime {
		return exportResult{}, args.NewError("end_time", errBeforeStart)
	}
	export, err := c.CreateReportingExport(ctx, in)
	return exportResult{Export: export}, err
}

type reportingExportArgs struct {
	exportID
	intercomapi.ReportingCaller
}

func getReportingExport(ctx context.Context, c registry.Caller, in reportingExportArgs) (exportResult, error) {
	export, err := c.ReportingExport(ctx, in.JobIdentifier, in.ReportingCaller)
	return exportResult{Export: export}, err
}

type downloadReportingArgs struct {
	exportID
	AppID string `json:"app_id,omitempty" jsonschema:"Workspace code, if Intercom asks for it"`
	fileArgs
}

func downloadReportingExport(ctx context.Context, c registry.Caller, in downloadReportingArgs) (fileResult, error) {
	return in.part(c.DownloadReportingExport(ctx, in.JobIdentifier, in.AppID))
}
