package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

// dataConnectorTools returns the tools that define data connectors: the calls that
// workflows and Fin make to other systems.
func dataConnectorTools(set string) []registry.Tool {
	return []registry.Tool{
		registry.Define(set, registry.Read, "list_data_connectors", "List data connectors",
			"List data connectors: calls to other systems that workflows and Fin make.", listDataConnectors),
		registry.Define(set, registry.Read, "get_data_connector", "Get data connector",
			"Fetch one data connector with inputs and response fields.", getDataConnector),
		registry.Define(set, registry.Create, "create_data_connector", "Create data connector", "Add a data connector, as a draft.", createDataConnector),
		registry.Define(set, registry.Update, "update_data_connector", "Update data connector",
			"Change a data connector. A given list replaces the old one.", updateDataConnector),
		registry.Define(set, registry.Delete, "delete_data_connector", "Delete data connector",
			"Delete a data connector that is a draft and not in use.", deleteDataConnector),
		registry.Define(set, registry.Read, "list_data_connector_executions", "List data connector executions",
			"List the runs of a data connector.", listDataConnectorExecutions),
		registry.Define(set, registry.Read, "get_data_connector_execution", "Get data connector execution",
			"Fetch one run with request and response.", getDataConnectorExecution),
	}
}

type dataConnectorResult struct {
	DataConnector intercomapi.Object `json:"data_connector"`
}

type dataConnectorsPage struct {
	DataConnectors result.Items[result.Plain] `json:"data_connectors"`
	cursor.Page
}

func listDataConnectors(ctx context.Context, c registry.Caller, in fiftyPerPage) (dataConnectorsPage, error) {
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.DataConnectors(ctx, at.Listing())
	})
	return dataConnectorsPage{items, page}, err
}

type getDataConnectorArgs struct {
	idArgs
	StateVersion string `json:"state_version,omitempty" jsonschema:"Default live" rule:"enum=draft|live"`
}

func getDataConnector(ctx context.Context, c registry.Caller, in getDataConnectorArgs) (dataConnectorResult, error) {
	connector, err := c.DataConnector(ctx, in.ID, in.StateVersion)
	return dataConnectorResult{connector}, err
}

func createDataConnector(ctx context.Context, c registry.Caller, in intercomapi.NewDataConnector) (dataConnectorResult, error) {
	connector, err := c.CreateDataConnector(ctx, in)
	return dataConnectorResult{connector}, err
}

type updateDataConnectorArgs struct {
	idArgs
	intercomapi.DataConnectorChange
}

func updateDataConnector(ctx context.Context, c registry.Caller, in updateDataConnectorArgs) (dataConnectorResult, error) {
	connector, err := c.UpdateDataConnector(ctx, in.ID, in.DataConnectorChange)
	return dataConnectorResult{connector}, err
}

func deleteDataConnector(ctx context.Context, c registry.Caller, in idArgs) (deletedResult, error) {
	d, err := c.DeleteDataConnector(ctx, in.ID)
	return deletion(c, d), err
}

// dataConnectorID is the argument that names the data connector of an execution.
type dataConnectorID struct {
	DataConnectorID intercomapi.ID `json:"data_connector_id" jsonschema:"Data connector id" rule:"main of=data_connector"`
}

type listExecutionsArgs struct {
	dataConnectorID
	intercomapi.ExecutionListing
	cursor.Args `rule:"per_page.max=30"`
}

type executionsPage struct {
	Executions result.Items[result.Plain] `json:"executions"`
	cursor.Page
}

func listDataConnectorExecutions(ctx context.Context, c registry.Caller, in listExecutionsArgs) (executionsPage, error) {
	items, page, err := in.List(cursor.ByCursor(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.DataConnectorExecutions(ctx, in.DataConnectorID, in.ExecutionListing, at.Listing())
	})
	return executionsPage{items, page}, err
}

// executionID are the arguments that name a run of a data connector.
type executionID struct {
	dataConnectorID
	ID intercomapi.ID `json:"id" jsonschema:"Execution id"`
}

type executionResult struct {
	Execution intercomapi.Object `json:"execution"`
}

func getDataConnectorExecution(ctx context.Context, c registry.Caller, in executionID) (executionResult, error) {
	execution, err := c.DataConnectorExecution(ctx, in.DataConnectorID, in.ID)
	return executionResult{execution}, err
}
