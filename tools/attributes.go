package tools

import (
	"context"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/registry"
)

// attributeTools returns the tools that define the attributes of contacts,
// companies and conversations.
func attributeTools(set string) []registry.Tool {
	return []registry.Tool{
		registry.Define(set, registry.Create, "create_data_attribute", "Create data attribute",
			"Add an attribute to contacts or companies.", createDataAttribute),
		registry.Define(set, registry.Update, "update_data_attribute", "Update data attribute",
			"Change an attribute of contacts or companies.", updateDataAttribute),
		registry.Define(set, registry.Create, "create_conversation_attribute", "Create conversation attribute",
			"Add an attribute to conversations.", createConversationAttribute),
		registry.Define(set, registry.Update, "update_conversation_attribute", "Update conversation attribute",
			"Change an attribute of conversations.", updateConversationAttribute),
		registry.Define(set, registry.Delete, "delete_conversation_attribute", "Delete conversation attribute",
			"Archive an attribute of conversations, for good.", deleteConversationAttribute),
		registry.Define(set, registry.Create, "create_conversation_attribute_option", "Create conversation attribute option",
			"Add an option to a list attribute of conversations.", createConversationOption),
		registry.Define(set, registry.Update, "update_conversation_attribute_option", "Update conversation attribute option",
			"Rename an option of a list attribute.", updateConversationOption),
		registry.Define(set, registry.Delete, "delete_conversation_attribute_option", "Delete conversation attribute option",
			"Archive an option of a list attribute, for good.", deleteConversationOption),
	}
}

type dataAttributeResult struct {
	DataAttribute intercomapi.Object `json:"data_attribute"`
}

// createDataAttribute checks that options are given with data_type options, and
// only with it.
func createDataAttribute(ctx context.Context, c registry.Caller, in intercomapi.NewDataAttribute) (dataAttributeResult, error) {
	switch {
	case in.DataType == "options" && len(in.Options) < 2:
		return dataAttributeResult{}, errFewOptions
	case in.DataType != "options" && in.Options != nil:
		return dataAttributeResult{}, args.Errorf("options", "is only for data_type options")
	}
	attribute, err := c.CreateDataAttribute(ctx, in)
	return dataAttributeResult{attribute}, err
}

var errFewOptions = args.Errorf("options", "needs 2 values or more")

type updateDataAttributeArgs struct {
	idArgs
	intercomapi.DataAttributeChange
}

func updateDataAttribute(ctx context.Context, c registry.Caller, in updateDataAttributeArgs) (dataAttributeResult, error) {
	if in.Options != nil && len(in.Options) < 2 {
		return dataAttributeResult{}, errFewOptions
	}
	attribute, err := c.UpdateDataAttribute(ctx, in.ID, in.DataAttributeChange)
	return dataAttributeResult{attribute}, err
}

// createConversationAttribute checks that no argument of another data_type is given.
func createConversationAttribute(ctx context.Context, c registry.Caller, in intercomapi.NewConversationAttribute) (conversationAttributeResult, error) {
	for _, only := range []struct {
		name, of string
		given    bool
	}{
		{"options", "list", in.Options != nil},
		{"multiline", "string", in.Multiline != nil},
		{"reference", "relationship", in.Reference != nil},
	} {
		if only.given && in.DataType != only.of {
			return conversationAttributeResult{}, args.Errorf(only.name, "is only for data_type %s", only.of)
		}
	}
	attribute, err := c.CreateConversationAttribute(ctx, in)
	return conversationAttributeResult{attribute}, err
}

type updateConversationAttributeArgs struct {
	idArgs
	intercomapi.ConversationAttributeChange
}

func updateConversationAttribute(ctx context.Context, c registry.Caller, in updateConversationAttributeArgs) (conversationAttributeResult, error) {
	attribute, err := c.UpdateConversationAttribute(ctx, in.ID, in.ConversationAttributeChange)
	return conversationAttributeResult{attribute}, err
}

func deleteConversationAttribute(ctx context.Context, c registry.Caller, in idArgs) (conversationAttributeResult, error) {
	attribute, err := c.DeleteConversationAttribute(ctx, in.ID)
	return conversationAttributeResult{attribute}, err
}

// attributeID is the argument that names the attribute of an option.
type attributeID struct {
	AttributeID intercomapi.ID `json:"attribute_id" jsonschema:"Attribute id" rule:"main of=conversation_attribute"`
}

type optionLabel struct {
	Label string `json:"label" jsonschema:"Label" rule:"minlen=1"`
}

type createOptionArgs struct {
	attributeID
	optionLabel
}

func createConversationOption(ctx context.Context, c registry.Caller, in createOptionArgs) (conversationAttributeResult, error) {
	attribute, err := c.CreateConversationOption(ctx, in.AttributeID, in.Label)
	return conversationAttributeResult{attribute}, err
}

// optionID are the arguments that name an option and its attribute.
type optionID struct {
	attributeID
	ID intercomapi.ID `json:"id" jsonschema:"Option id"`
}

type updateOptionArgs struct {
	optionID
	optionLabel
}

func updateConversationOption(ctx context.Context, c registry.Caller, in updateOptionArgs) (conversationAttributeResult, error) {
	attribute, err := c.UpdateConversationOption(ctx, in.AttributeID, in.ID, in.Label)
	return conversationAttributeResult{attribute}, err
}

func deleteConversationOption(ctx context.Context, c registry.Caller, in optionID) (conversationAttributeResult, error) {
	attribute, err := c.DeleteConversationOption(ctx, in.AttributeID, in.ID)
	return conversationAttributeResult{attribute}, err
}
