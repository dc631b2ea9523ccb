package intercomapi

import "context"

// DataConnector fields, as POST and PATCH /data_connectors take them.
type DataConnector struct {
	Description               *string           `json:"description,omitempty" jsonschema:"What it does"`
	HTTPMethod                string            `json:"http_method,omitempty" jsonschema:"Method" rule:"enum=get|post|put|delete|patch"`
	URL                       string            `json:"url,omitempty" jsonschema:"URL; {{input}} stands for an input"`
	Body                      *string           `json:"body,omitempty" jsonschema:"Body, likewise"`
	Headers                   []ConnectorHeader `json:"headers,omitzero" jsonschema:"HTTP headers"`
	DataInputs                []ConnectorInput  `json:"data_inputs,omitzero" jsonschema:"All inputs"`
	Audiences                 []string          `json:"audiences,omitzero" jsonschema:"For whom" rule:"enum=leads|users|visitors"`
	DirectFinUsage            *bool             `json:"direct_fin_usage,omitempty" jsonschema:"Fin may use it"`
	CustomerAuthentication    *bool             `json:"customer_authentication,omitempty" jsonschema:"Customers verify themselves first"`
	BypassAuthentication      *bool             `json:"bypass_authentication,omitempty" jsonschema:"Nobody does"`
	ValidateMissingAttributes *bool             `json:"validate_missing_attributes,omitempty" jsonschema:"Refuse a run without required inputs"`
	MockResponse              Object            `json:"mock_response,omitempty" jsonschema:"Sample answer: makes response fields"`
	TokenIDs                  []ID              `json:"token_ids,omitzero" jsonschema:"Authentication tokens"`
}

// ConnectorHeader is an HTTP header that a connector sends.
type ConnectorHeader struct {
	Name  string `json:"name" jsonschema:"Name"`
	Value string `json:"value" jsonschema:"Value" rule:"empty"`
}

// ConnectorInput is what a connector asks for before it runs.
type ConnectorInput struct {
	Name         string `json:"name" jsonschema:"Name"`
	Type         string `json:"type" jsonschema:"Type" rule:"enum=string|integer|decimal|boolean"`
	Description  string `json:"description" jsonschema:"Description" rule:"empty"`
	Required     *bool  `json:"required,omitempty" jsonschema:"Required"`
	DefaultValue string `json:"default_value,omitempty" jsonschema:"Default"`
}

// NewDataConnector is a data connector to add.
type NewDataConnector struct {
	Name string `json:"name" jsonschema:"Name" rule:"minlen=1"`
	DataConnector
}

// DataConnectorChange holds the fields of a data connector that change.
type DataConnectorChange struct {
	Name  string `json:"name,omitempty" jsonschema:"Name" rule:"filled"`
	State string `json:"state,omitempty" jsonschema:"live: in use" rule:"enum=draft|live"`
	DataConnector
}

// DataConnectors lists data connectors, at most 50 a page, the latest updated
// first. Errors: 400 for a cursor that is not Intercom's.
//
// GET /data_connectors (Data Connectors: List all data connectors)
func (c *Client) DataConnectors(ctx context.Context, l Listing) (Page, error) {
	return call[Page](ctx, c, get("/data_connectors").withQuery(l))
}

// DataConnector fetches a data connector with inputs and response fields, as it
// is in use ("live", or "") or as it is being written ("draft"). Errors: 404.
//
// GET /data_connectors/{id} (Data Connectors: Retrieve a data connector)
func (c *Client) DataConnector(ctx context.Context, id ID, version string) (Object, error) {
	query := struct {
		StateVersion string `json:"state_version,omitempty"`
	}{version}
	return call[Object](ctx, c, get("/data_connectors/{id}").withIDs(id).withQuery(query))
}

// CreateDataConnector adds a data connector as a draft. Errors: 422.
//
// POST /data_connectors (Data Connectors: Create a data connector)
func (c *Client) CreateDataConnector(ctx context.Context, in NewDataConnector) (Object, error) {
	return call[Object](ctx, c, post("/data_connectors").withBody(in))
}

// UpdateDataConnector changes the fields that in sets. Errors: 404, 409
// data_connector_in_use, 422.
//
// PATCH /data_connectors/{id} (Data Connectors: Update a data connector)
func (c *Client) UpdateDataConnector(ctx context.Context, id ID, in DataConnectorChange) (Object, error) {
	return call[Object](ctx, c, patch("/data_connectors/{id}").withIDs(id).withBody(in))
}

// DeleteDataConnector removes a data connector. Errors: 404, 409
// data_connector_in_use for one that is live or used.
//
// DELETE /data_connectors/{id} (Data Connectors: Delete a data connector)
func (c *Client) DeleteDataConnector(ctx context.Context, id ID) (Deleted, error) {
	return call[Deleted](ctx, c, del("/data_connectors/{id}").withIDs(id))
}

// ExecutionListing says which runs of a data connector to list. Times are Unix
// seconds.
type ExecutionListing struct {
	Success       *bool  `json:"success,omitempty" jsonschema:"Only successes, or failures"`
	ErrorType     string `json:"error_type,omitempty" jsonschema:"Kind of failure" rule:"enum=request_configuration_error|faraday_error|3rd_party_error|response_mapping_error|token_refresh_error|fin_action_response_formatting_error|fin_action_identity_verification_error|email_verification_error|non_fin_standalone_action_identity_verification_error|request_validation_error|client_side_action_error"`
	StartTs       *Time  `json:"start_ts,omitempty" jsonschema:"From (default -1h)"`
	EndTs         *Time  `json:"end_ts,omitempty" jsonschema:"Until (default now)" rule:"day=end"`
	IncludeBodies *bool  `json:"include_bodies,omitempty" jsonschema:"Add request and response"`
}

// DataConnectorExecutions lists the runs of a data connector, of the last hour
// where in says no other time, at most 30 a page. Errors: 404.
//
// GET /data_connectors/{data_connector_id}/execution_results (Data Connectors: List execution results for a data connector)
func (c *Client) DataConnectorExecutions(ctx context.Context, connector ID, in ExecutionListing, l Listing) (Page, error) {
	query := struct {
		ExecutionListing
		Listing
	}{in, l}
	return call[Page](ctx, c, get("/data_connectors/{data_connector_id}/execution_results").withIDs(connector).withQuery(query))
}

// DataConnectorExecution fetches a run of a data connector with what was sent
// and what came back. Errors: 404.
//
// GET /data_connectors/{data_connector_id}/execution_results/{id} (Data Connectors: Retrieve an execution result)
func (c *Client) DataConnectorExecution(ctx context.Context, connector, id ID) (Object, error) {
	return call[Object](ctx, c, get("/data_connectors/{data_connector_id}/execution_results/{id}").withIDs(connector, id))
}
