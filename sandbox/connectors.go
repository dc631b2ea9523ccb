package sandbox

import (
	"net/http"
	"slices"
)

func connectorDefaults(_ *Workspace, id string, _ int) object {
	return object{
		"type": "data_connector", "id": id, "description": nil, "state": "draft", "url": nil, "body": nil, "headers": []any{}, "http_method": "get",
		"direct_fin_usage": false, "audiences": []any{"users"}, "data_inputs": []any{}, "response_fields": []any{}, "object_mappings": []any{}, "token_ids": []any{},
		"customer_authentication": false, "bypass_authentication": false, "validate_missing_attributes": false, "execution_type": "server_side",
		"created_by_admin_id": AdminAnn, "updated_by_admin_id": AdminAnn, "execution_results_url": "/data_connectors/" + id + "/execution_results",
	}
}

// validateConnector refuses a create (o is nil), an update, or a delete (in is nil).
func validateConnector(o, in object) error {
	oneOf := func(key string, allowed ...any) bool { return in[key] == nil || slices.Contains(allowed, in[key]) }
	known := func(a any) bool { return a == "leads" || a == "users" || a == "visitors" }
	switch {
	case in == nil && o.str("state") == "live":
		return fail(http.StatusConflict, "conflict", "Data connector must be in draft state to be deleted")
	case in == nil:
		return nil
	case o == nil && in.str("name") == "":
		return fail(http.StatusUnprocessableEntity, "parameter_not_found", "Name is required")
	case slices.ContainsFunc(in.list("audiences"), func(a any) bool { return !known(a) }):
		return unprocessable("Invalid audiences. Must be a subset of: leads, users, visitors")
	case !oneOf("http_method", "get", "post", "put", "delete", "patch"):
		return unprocessable("Http Method isn't an option")
	case !oneOf("state", "draft", "live"):
		return unprocessable("Invalid state. Must be one of: draft, live")
	}
	return nil
}

// listConnectorResults returns no results, since connectors are never run here.
func (w *Workspace) listConnectorResults(c *call) (any, error) {
	if _, err := connectors.rows(w).find(c.param(0), connectors.errNotFound()); err != nil {
		return nil, err
	}
	return uncountedList(c, nil)
}

func (w *Workspace) getConnectorResult(c *call) (any, error) {
	if _, err := connectors.rows(w).find(c.param(0), connectors.errNotFound()); err != nil {
		return nil, err
	}
	return nil, fail(http.StatusNotFound, "execution_result_not_found", "Execution result not found")
}
