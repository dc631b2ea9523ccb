package intercomapi

import "context"

// Calls lists phone calls by page number, at most 25 a page.
//
// GET /calls (Calls: List all calls)
func (c *Client) Calls(ctx context.Context, n Numbered) (Page, error) {
	return call[Page](ctx, c, get("/calls").withQuery(n))
}

// CallsOf lists the calls of up to 20 conversations, with transcripts. Errors:
// 400 conversation_id_limit_exceeded.
//
// POST /calls/search (Calls: List calls with transcripts)
func (c *Client) CallsOf(ctx context.Context, conversations []ID) (Page, error) {
	body := struct {
		ConversationIDs []ID `json:"conversation_ids"`
	}{conversations}
	return call[Page](ctx, c, post("/calls/search").repeatable().withBody(body))
}

// Call fetches a call. Errors: 404.
//
// GET /calls/{call_id} (Calls: Get a call)
func (c *Client) Call(ctx context.Context, id ID) (Object, error) {
	return call[Object](ctx, c, get("/calls/{call_id}").withIDs(id))
}

// CallRecording finds a call's recording: a redirect to a signed address, which
// opens without a token. Errors: 404 where there is none.
//
// GET /calls/{call_id}/recording (Calls: Get call recording by call id)
func (c *Client) CallRecording(ctx context.Context, id ID) (Download, error) {
	return c.download(ctx, get("/calls/{call_id}/recording").withIDs(id).accepting("*/*"))
}

// CallTranscript fetches a call's transcript, which is plain text. Errors: 404.
//
// GET /calls/{call_id}/transcript (Calls: Get call transcript by call id)
func (c *Client) CallTranscript(ctx context.Context, id ID) (Download, error) {
	return c.download(ctx, get("/calls/{call_id}/transcript").withIDs(id).accepting("text/plain"))
}
