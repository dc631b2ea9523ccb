package registry

import (
	"encoding/json"

	"intercom-mcp/tools/args"
	"intercom-mcp/tools/markdown"
	"intercom-mcp/tools/untrusted"
)

// Body are the arguments of a text that Intercom takes as HTML.
type Body struct {
	Body   string `json:"body" jsonschema:"Markdown, HTML or text" rule:"minlen=1"`
	Format string `json:"body_format,omitempty" jsonschema:"Default: guessed" rule:"enum=markdown|html|text"`
}

// HTML returns the body as it is sent. One that shows nothing is an Error.
func (b Body) HTML() (string, error) {
	html := markdown.ToHTML(b.Body, b.Format)
	if untrusted.IsBlank(html) {
		return "", args.Errorf("body", "is blank")
	}
	return html, nil
}

// PreviewableBody is a Body that a call may have shown before it is sent.
type PreviewableBody struct {
	Body
	Preview bool `json:"preview,omitempty" jsonschema:"Show its HTML, send nothing"`
}

// previews reports whether a call asks for the HTML of its body alone.
func (b PreviewableBody) previews() bool { return b.Preview }

// Preview is the result of a call that asks for the HTML of its body. Results of
// tools with a PreviewableBody embed it.
type Preview struct {
	HTML string `json:"preview,omitempty"`
}

// asSent returns a call's arguments with the body as it is sent, whatever the
// format that it was written in.
func asSent(given args.Decoded) ([]byte, error) {
	body, ok := given.Struct.(interface{ HTML() (string, error) })
	if !ok {
		return given.JSON, nil
	}
	html, err := body.HTML()
	if err != nil {
		return nil, err
	}
	var arguments map[string]json.RawMessage
	if err := json.Unmarshal(given.JSON, &arguments); err != nil {
		return nil, err
	}
	delete(arguments, "body_format")
	if arguments["body"], err = json.Marshal(html); err != nil {
		return nil, err
	}
	return json.Marshal(arguments)
}

// preview returns the Preview that a call asks for; ok is false where it asks for none.
func preview(given args.Decoded) (out Preview, ok bool, err error) {
	body, ok := given.Struct.(interface {
		HTML() (string, error)
		previews() bool
	})
	if !ok || !body.previews() {
		return Preview{}, false, nil
	}
	out.HTML, err = body.HTML()
	return out, true, err
}
