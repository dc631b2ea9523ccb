package tools

import (
	"context"
	"encoding/base64"
	"fmt"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

func callTools() []registry.Tool {
	const set = "calls"
	return []registry.Tool{
		registry.Define(set, registry.Read, "list_calls", "List calls", "Phone calls; of given conversations with transcripts, unpaged.", listCalls),
		registry.Define(set, registry.Read, "get_call", "Get call", "Fetch one phone call.", getCall),
		registry.Define(set, registry.Read, "get_call_recording", "Get call recording",
			"Signed address of a call's recording.", getCallRecording).LeftOutBy("open the call's recording_url with the token"),
		registry.Define(set, registry.Read, "get_call_transcript", "Get call transcript", "Transcript of a call as text.", getCallTranscript),
		registry.Define(set, registry.Read, "find_fin_voice_calls", "Find Fin Voice calls",
			"Registered Fin Voice calls by one of the arguments; by phone number the newest.", findFinVoiceCalls),
		registry.Define(set, registry.Create, "register_fin_voice_call", "Register Fin Voice call",
			"Link another phone system's call to Intercom.", registerFinVoiceCall),
	}
}

type callResult struct {
	Call intercomapi.Object `json:"call"`
}

type callsPage struct {
	Calls result.Items[result.Plain] `json:"calls"`
	cursor.Page
}

type listCallsArgs struct {
	ConversationIDs []intercomapi.ID `json:"conversation_ids,omitempty" jsonschema:"Conversations" rule:"minitems=1 maxitems=20"`
	cursor.Args     `rule:"per_page.max=25"`
}

// listCalls lists all calls by page, or those of some conversations at once.
func listCalls(ctx context.Context, c registry.Caller, in listCallsArgs) (callsPage, error) {
	if len(in.ConversationIDs) > 0 {
		if in.PerPage != 0 || in.StartingAfter != "" {
			return callsPage{}, args.Errorf("conversation_ids", "does not go with per_page or starting_after: those calls come at once")
		}
		page, err := c.CallsOf(ctx, in.ConversationIDs)
		return callsPage{Calls: page.Items}, err
	}
	items, page, err := in.List(cursor.ByNumber(), c.First(), func(at cursor.Cursor) (intercomapi.Page, error) {
		return c.Calls(ctx, at.Numbered())
	})
	return callsPage{items, page}, err
}

type callID struct {
	ID intercomapi.ID `json:"id" jsonschema:"Call id" rule:"of=call"`
}

func getCall(ctx context.Context, c registry.Caller, in callID) (callResult, error) {
	call, err := c.Call(ctx, in.ID)
	return callResult{call}, err
}

// maxRecording is the size in bytes up to which a recording itself is the result,
// where Intercom gives no address: no model reads more.
const maxRecording = 1 << 20

// recordingResult is the address of a recording, or the recording itself where
// it has none.
type recordingResult struct {
	URL         string `json:"url,omitempty"`
	ContentType string `json:"content_type,omitempty"`
	Base64      string `json:"base64,omitempty"`
}

func getCallRecording(ctx context.Context, c registry.Caller, in callID) (recordingResult, error) {
	d, err := c.CallRecording(ctx, in.ID)
	switch {
	case err != nil || d.Location != "":
		return recordingResult{URL: d.Location}, err
	case len(d.Data) > maxRecording:
		return recordingResult{}, fmt.Errorf(
			"the recording has %d bytes, and over %d are not handed over: open its recording_url with the token", len(d.Data), maxRecording)
	}
	return recordingResult{ContentType: d.ContentType, Base64: base64.StdEncoding.EncodeToString(d.Data)}, nil
}

type transcriptArgs struct {
	callID
	fileArgs
}

func getCallTranscript(ctx context.Context, c registry.Caller, in transcriptArgs) (fileResult, error) {
	return in.part(c.CallTranscript(ctx, in.ID))
}

// finVoiceArgs are the ways to find Fin Voice calls, of which a call gives one.
type finVoiceArgs struct {
	ID             intercomapi.ID `json:"id,omitempty" jsonschema:"Registration id" rule:"of=registration"`
	ConversationID intercomapi.ID `json:"conversation_id,omitempty" jsonschema:"Intercom conversation id"`
	ExternalID     string         `json:"external_id,omitempty" jsonschema:"The phone system's own id"`
	PhoneNumber    string         `json:"phone_number,omitempty" jsonschema:"E.164"`
}

type finVoiceCalls struct {
	Calls result.Items[result.Plain] `json:"calls"`
}

func findFinVoiceCalls(ctx context.Context, c registry.Caller, in finVoiceArgs) (finVoiceCalls, error) {
	err := args.ExactlyOne(args.Choices{
		{"id", in.ID != ""},
		{"conversation_id", in.ConversationID != ""},
		{"external_id", in.ExternalID != ""},
		{"phone_number", in.PhoneNumber != ""},
	})
	if err != nil {
		return finVoiceCalls{}, err
	}
	found, err := in.find(ctx, c)
	return finVoiceCalls{result.Items[result.Plain](found)}, err
}

// find fetches the calls by the one argument that is given.
func (in finVoiceArgs) find(ctx context.Context, c registry.Caller) (intercomapi.Objects, error) {
	switch {
	case in.ID != "":
		return c.FinVoiceCall(ctx, in.ID)
	case in.ConversationID != "":
		return c.FinVoiceCallsOf(ctx, in.ConversationID)
	case in.ExternalID != "":
		return c.FinVoiceCallByExternalID(ctx, in.ExternalID)
	}
	if err := checkPhone("phone_number", in.PhoneNumber); err != nil {
		return nil, err
	}
	return c.FinVoiceCallByPhone(ctx, in.PhoneNumber)
}

func registerFinVoiceCall(ctx context.Context, c registry.Caller, in intercomapi.FinVoiceCall) (callResult, error) {
	if err := checkPhone("phone_number", in.PhoneNumber); err != nil {
		return callResult{}, err
	}
	call, err := c.RegisterFinVoiceCall(ctx, in)
	return callResult{call}, err
}
