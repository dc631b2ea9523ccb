package tools

import (
	"context"
	"errors"
	"fmt"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
	"intercom-mcp/tools/registry"
)

func finTools() []registry.Tool {
	const set = "fin"
	return []registry.Tool{
		registry.Define(set, registry.Send, "start_fin_conversation", "Start Fin conversation",
			"Hand a user's message to Fin, which answers the user. Needs the Fin Agent API.", startFin),
		registry.Define(set, registry.Send, "reply_to_fin", "Reply to Fin", "Pass a user's answer to Fin while its status is awaiting_user_reply.", replyToFin),
		registry.Define(set, registry.Update, "submit_fin_rating", "Submit Fin rating", "Record a user's rating after Fin asked for it.", submitFinRating),
	}
}

type finResult struct {
	Conversation intercomapi.Object `json:"conversation"`
}

// finTurnArgs are a user's message. There is no author argument: Fin answers users
// alone.
type finTurnArgs struct {
	ConversationID string                      `json:"conversation_id" jsonschema:"Your own id of the conversation" rule:"minlen=1 main"`
	Body           string                      `json:"body" jsonschema:"User's message, text or HTML" rule:"minlen=1"`
	Timestamp      *intercomapi.Time           `json:"timestamp,omitempty" jsonschema:"When; default now" rule:"utc"`
	User           intercomapi.FinUser         `json:"user" jsonschema:"Who says it"`
	Attachments    []intercomapi.FinAttachment `json:"attachments,omitempty" jsonschema:"Attachments" rule:"maxitems=10"`
}

type startFinArgs struct {
	finTurnArgs
	History    []finHistoryEntry `json:"history,omitempty" jsonschema:"What was said before" rule:"maxitems=10"`
	Attributes map[string]any    `json:"attributes,omitempty" jsonschema:"Of the conversation, up to 10"`
}

type finHistoryEntry struct {
	Author    string           `json:"author" jsonschema:"Who" rule:"enum=user|agent|fin"`
	Body      string           `json:"body" jsonschema:"Text or HTML"`
	Timestamp intercomapi.Time `json:"timestamp" jsonschema:"When" rule:"utc"`
}

// finTime returns a time as Fin takes it, to the millisecond: two messages within
// a second are not a repeat.
func finTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z07:00") }

// turn returns the message as Fin takes it, of now where the call gives no time.
func (in finTurnArgs) turn(c registry.Caller) (intercomapi.FinTurn, error) {
	at := c.Now()
	if in.Timestamp != nil {
		at = time.Unix(int64(*in.Timestamp), 0)
	}
	for i, a := range in.Attachments {
		if err := checkAttachment(a); err != nil {
			return intercomapi.FinTurn{}, args.NewError(fmt.Sprintf("attachments[%d]", i), err)
		}
	}
	return intercomapi.FinTurn{
		ConversationID: in.ConversationID,
		Message:        intercomapi.FinMessage{Author: "user", Body: in.Body, Timestamp: finTime(at)},
		User:           in.User,
		Attachments:    in.Attachments,
	}, checkFinAttributes("user.attributes", in.User.Attributes)
}

// checkAttachment returns an error that says what an attachment lacks.
func checkAttachment(a intercomapi.FinAttachment) error {
	switch {
	case a.Type == "url" && a.URL == "":
		return errors.New("needs a url")
	case a.Type == "file" && (a.Name == "" || a.ContentType == "" || a.Data == ""):
		return errors.New("is a file, which needs name, content_type and data")
	case a.Type == "file":
		return checkFile(a.Data)
	}
	return nil
}

// maxFinAttributes is how many attributes Fin takes of a user or a conversation.
const maxFinAttributes = 10

// checkFinAttributes returns an error of the argument name for too many attributes.
func checkFinAttributes(name string, attributes map[string]any) error {
	if len(attributes) > maxFinAttributes {
		return args.Errorf(name, "has %d keys: Fin takes %d", len(attributes), maxFinAttributes)
	}
	return nil
}

func startFin(ctx context.Context, c registry.Caller, in startFinArgs) (finResult, error) {
	turn, err := in.turn(c)
	if err == nil {
		err = checkFinAttributes("attributes", in.Attributes)
	}
	if err != nil {
		return finResult{}, err
	}
	conversation, err := c.StartFin(ctx, intercomapi.FinStart{FinTurn: turn, Metadata: in.metadata()})
	return finResult{conversation}, err
}

// metadata returns the history and the attributes as Fin takes them; nil for none.
func (in startFinArgs) metadata() *intercomapi.FinMetadata {
	if len(in.History) == 0 && len(in.Attributes) == 0 {
		return nil
	}
	m := intercomapi.FinMetadata{Attributes: in.Attributes}
	for _, entry := range in.History {
		m.History = append(m.History, intercomapi.FinMessage{
			Author: entry.Author, Body: entry.Body, Timestamp: finTime(time.Unix(int64(entry.Timestamp), 0)),
		})
	}
	return &m
}

func replyToFin(ctx context.Context, c registry.Caller, in finTurnArgs) (finResult, error) {
	turn, err := in.turn(c)
	if err != nil {
		return finResult{}, err
	}
	conversation, err := c.ReplyToFin(ctx, turn)
	return finResult{conversation}, err
}

func submitFinRating(ctx context.Context, c registry.Caller, in intercomapi.FinRating) (finResult, error) {
	conversation, err := c.RateFin(ctx, in)
	return finResult{conversation}, err
}
