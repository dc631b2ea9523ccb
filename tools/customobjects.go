package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

func customObjectTools() []registry.Tool {
	const set = "custom_objects"
	return []registry.Tool{
		registry.Define(set, registry.Read, "list_custom_object_instances", "List custom object instances",
			"Instances of a custom object type: all, or those of a contact or conversation.", listInstances),
		registry.Define(set, registry.Read, "get_custom_object_instance", "Get custom object instance",
			"Fetch one instance by id or external_id.", getInstance),
		registry.Define(set, registry.Update, "create_custom_object_instance", "Create or update custom object instance",
			"Add an instance, or update the one of this external_id.", createInstance),
		registry.Define(set, registry.Delete, "delete_custom_object_instance", "Delete custom object instance",
			"Delete one instance by id or external_id.", deleteInstance),
	}
}

type instanceType struct {
	Type string `json:"type" jsonschema:"Identifier of the type, such as Order" rule:"minlen=1"`
}

type instanceResult struct {
	Instance intercomapi.Object `json:"instance"`
}

type instancesPage struct {
	Instances result.Items[result.Plain] `json:"instances"`
	cursor.Page
}

type listInstancesArgs struct {
	instanceType
	ContactID      intercomapi.ID `json:"contact_id,omitempty" jsonschema:"Of this contact"`
	ConversationID intercomapi.ID `json:"conversation_id,omitempty" jsonschema:"Of this conversation"`
	cursor.Args
}

func listInstances(ctx context.Context, c registry.Caller, in listInstancesArgs) (instancesPage, error) {
	filter := intercomapi.InstanceFilter{ContactID: in.ContactID, ConversationID: in.ConversationID}
	items, page, err := in.List(cursor.ByNumber(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.Instances(ctx, in.Type, filter, at.Numbered())
	})
	return instancesPage{items, page}, err
}

// instanceArgs name an instance by one of the two ids.
type instanceArgs struct {
	instanceType
	ID         intercomapi.ID `json:"id,omitempty" jsonschema:"Intercom id"`
	ExternalID string         `json:"external_id,omitempty" jsonschema:"Your own id"`
}

// check returns an error unless one of the two ids is given.
func (in instanceArgs) check() error {
	return args.ExactlyOne(args.Choices{{"id", in.ID != ""}, {"external_id", in.ExternalID != ""}})
}

func getInstance(ctx context.Context, c registry.Caller, in instanceArgs) (instanceResult, error) {
	if err := in.check(); err != nil {
		return instanceResult{}, err
	}
	if in.ID != "" {
		instance, err := c.Instance(ctx, in.Type, in.ID)
		return instanceResult{instance}, err
	}
	instance, err := c.InstanceByExternalID(ctx, in.Type, in.ExternalID)
	return instanceResult{instance}, err
}

type createInstanceArgs struct {
	instanceType
	intercomapi.Instance
}

// createInstance also updates: Intercom has one operation for both.
func createInstance(ctx context.Context, c registry.Caller, in createInstanceArgs) (instanceResult, error) {
	instance, err := c.SaveInstance(ctx, in.Type, in.Instance)
	return instanceResult{instance}, err
}

func deleteInstance(ctx context.Context, c registry.Caller, in instanceArgs) (deletedResult, error) {
	if err := in.check(); err != nil {
		return deletedResult{}, err
	}
	if in.ID != "" {
		d, err := c.DeleteInstance(ctx, in.Type, in.ID)
		return deletion(c, d), err
	}
	d, err := c.DeleteInstanceByExternalID(ctx, in.Type, in.ExternalID)
	return deletion(c, d), err
}
