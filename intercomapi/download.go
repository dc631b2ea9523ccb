package intercomapi

import (
	"context"
	"errors"
	"strings"
)

// Download is a file: its bytes, or the address where it lies.
type Download struct {
	ContentType string
	Data        []byte // nil where Location is set
	Location    string // where a redirect points, which is not followed, since the token is for Intercom alone; "" where Data is set
}

// download fetches a file of the media type that r accepts. A web page is an
// error: it comes from something between this process and Intercom.
func (c *Client) download(ctx context.Context, r request) (Download, error) {
	res, err := c.exchange(ctx, r)
	if err != nil {
		return Download{}, err
	}
	status, h := res.StatusCode(), res.Header()
	kind := h.Get("Content-Type")
	switch at := h.Get("Location"); {
	case status >= 300 && status < 400 && at != "":
		return Download{Location: at}, nil
	case status < 200 || status > 299:
		return Download{}, errorOf(r.operation(), status, h, res.Body())
	case strings.HasPrefix(kind, "text/html"):
		e := errorOf(r.operation(), status, h, nil)
		e.Err = errors.New("the answer is a web page and not a file")
		return Download{}, e
	}
	return Download{ContentType: kind, Data: res.Body()}, nil
}
