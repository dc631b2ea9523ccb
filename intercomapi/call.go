package intercomapi

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/go-resty/resty/v2"
)

// call sends one request and decodes its answer into a T, names as they were
// written.
func call[T any](ctx context.Context, c *Client, r request) (T, error) {
	var out T
	res, err := c.send(ctx, r)
	if err != nil {
		return out, err
	}
	if _, nothing := any(out).(Empty); nothing && blank(res.Body()) {
		return out, nil
	}
	if err := json.Unmarshal(withPlainNames(res.Body()), &out); err != nil {
		e := errorOf(r.operation(), res.StatusCode(), res.Header(), nil)
		e.Err = fmt.Errorf("the answer can't be read: %w", err)
		return out, e
	}
	if a, ok := any(&out).(interface{ answeredBy(string) }); ok {
		a.answeredBy(requestID(res.Header()))
	}
	return out, nil
}

// blank reports whether a body that should say nothing does so; what is no JSON
// did not come from the API.
func blank(body []byte) bool {
	body = bytes.TrimSpace(body)
	return len(body) == 0 || json.Valid(body)
}

// send sends one request; an answer that is not a success is an error.
func (c *Client) send(ctx context.Context, r request) (answer, error) {
	res, err := c.exchange(ctx, r)
	if err != nil {
		return res, err
	}
	if res.StatusCode() == http.StatusNotFound && r.method == http.MethodDelete && res.earlier {
		res.SetBody(r.alreadyDeleted()) // an earlier request did it, though its answer was lost
		return res, nil
	}
	if res.StatusCode() < 200 || res.StatusCode() > 299 {
		e := errorOf(r.operation(), res.StatusCode(), res.Header(), res.Body())
		e.Earlier = res.earlier
		return res, e
	}
	return res, nil
}

// answer is the last answer of a call.
type answer struct {
	*resty.Response
	earlier bool // an earlier request, which was not answered, may have been carried out
}

// exchange sends a request, again where that is right, and records it. An error
// is that there is no answer, or none that can be read.
func (c *Client) exchange(ctx context.Context, r request) (answer, error) {
	e, err := r.encode()
	if err := errors.Join(err, checkToken(c.token)); err != nil {
		return answer{}, &Error{Operation: r.operation(), Err: notSent{fmt.Errorf("%w: %w", ErrUnfit, err)}}
	}
	all := c.newAttempts(ctx, r, e)
	last := all.run(ctx)
	x := Exchange{Operation: r.operation(), Status: last.status(), Attempts: all.sent}
	if last.answered() {
		x.RequestID, x.Date = requestID(last.header()), last.header().Get("Date")
	}
	all.options.record.add(x)
	if !last.answered() || last.err != nil { // the answer may have begun, but not ended
		return answer{}, &Error{Operation: x.Operation, Status: x.Status, RequestID: x.RequestID, Err: last.err, Earlier: all.earlier}
	}
	return answer{last.res, all.earlier}, nil
}

// ErrTooLarge is the cause of an Error where an answer is larger than Config.MaxReply.
var ErrTooLarge = errors.New("the answer is larger than this server reads")

// cause returns a transport's error without the URL, which may hold a customer's
// e-mail.
func cause(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if errors.Is(err, resty.ErrResponseBodyTooLarge) {
		return ErrTooLarge
	}
	return err
}
