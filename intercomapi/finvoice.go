package intercomapi

import (
	"bytes"
	"context"
	"encoding/json"
)

// FinVoiceCall is a call that another phone system hands to Fin.
type FinVoiceCall struct {
	PhoneNumber string         `json:"phone_number" jsonschema:"Caller, E.164"`
	CallID      string         `json:"call_id" jsonschema:"The phone system's own id" rule:"minlen=1"`
	Source      string         `json:"source,omitempty" jsonschema:"Default aws_connect" rule:"enum=five9|zoom_phone|aws_connect"`
	Data        map[string]any `json:"data,omitempty" jsonschema:"More about the call"`
}

// Objects is a list without an envelope, or a single object.
type Objects []Object

// UnmarshalJSON reads either.
func (o *Objects) UnmarshalJSON(b []byte) error {
	if b = bytes.TrimSpace(b); len(b) > 0 && b[0] == '[' {
		list := []Object{}
		err := json.Unmarshal(b, &list)
		*o = list
		return err
	}
	var one Object
	err := json.Unmarshal(b, &one)
	*o = Objects{one}
	return err
}

// RegisterFinVoiceCall links another system's call to Intercom. Errors: 409 for
// a call that is registered already.
//
// POST /fin_voice/register (Calls: Register a Fin Voice call)
func (c *Client) RegisterFinVoiceCall(ctx context.Context, in FinVoiceCall) (Object, error) {
	return call[Object](ctx, c, post("/fin_voice/register").withBody(in))
}

// FinVoiceCall fetches a registered call by the id of its registration. Errors: 404.
//
// GET /fin_voice/collect/{id} (Calls: Collect Fin Voice call by ID)
func (c *Client) FinVoiceCall(ctx context.Context, id ID) (Objects, error) {
	return call[Objects](ctx, c, get("/fin_voice/collect/{id}").withIDs(id))
}

// FinVoiceCallsOf lists the registered calls of a conversation.
//
// GET /fin_voice/conversation/{conversation_id} (Calls: Collect Fin Voice calls by conversation ID)
func (c *Client) FinVoiceCallsOf(ctx context.Context, conversation ID) (Objects, error) {
	return call[Objects](ctx, c, get("/fin_voice/conversation/{conversation_id}").withIDs(conversation))
}

// FinVoiceCallByExternalID fetches a registered call by the phone system's id.
// Errors: 404.
//
// GET /fin_voice/external_id/{external_id} (Calls: Collect Fin Voice call by external ID)
func (c *Client) FinVoiceCallByExternalID(ctx context.Context, externalID string) (Objects, error) {
	return call[Objects](ctx, c, get("/fin_voice/external_id/{external_id}").withText(externalID))
}

// FinVoiceCallByPhone fetches the newest registered call of a phone number.
// Errors: 404.
//
// GET /fin_voice/phone_number/{phone_number} (Calls: Collect Fin Voice call by phone number)
func (c *Client) FinVoiceCallByPhone(ctx context.Context, phone string) (Objects, error) {
	return call[Objects](ctx, c, get("/fin_voice/phone_number/{phone_number}").withText(phone))
}
