package intercomapi

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-resty/resty/v2"

	"intercom-mcp/intercomapi/ratelimit"
)

const (
	// DefaultVersion is the Intercom-Version that requests are written for.
	DefaultVersion = "2.16"
	// MaxReply is the default of Config.MaxReply: 64 MiB.
	MaxReply = 64 << 20
)

// regions are the API's addresses by region.
var regions = map[string]string{
	"us": "https://api.intercom.io",
	"eu": "https://api.eu.intercom.io",
	"au": "https://api.au.intercom.io",
}

// BaseURL returns the API's address in a region: us, eu or au; "" for any other.
func BaseURL(region string) string { return regions[region] }

// Config configures a client. Zero fields take the defaults that stand beside them.
type Config struct {
	BaseURL   string            // required: one that BaseURL returns, or another; https unless it is a loopback address
	Version   string            // the Intercom-Version header; DefaultVersion
	Timeout   time.Duration     // of one request, its answer's body included; 30 seconds
	MaxReply  int               // how much of an answer is read, in bytes after decompression; MaxReply
	Budget    time.Duration     // how long a call may wait and be repeated in all; 0: it is never repeated
	Transport http.RoundTripper // NewTransport()
}

// Client calls one Intercom workspace. It is safe for concurrent use.
type Client struct {
	http     *resty.Client
	limiters *ratelimit.Limiters
	budget   time.Duration
	token    string

	version string
}

// New returns a client without a token; WithToken adds one. Copies share one
// connection pool and the limiters of their tokens. An error is that
// Config.BaseURL can't be used.
func New(cfg Config) (*Client, error) {
	if err := checkBaseURL(cfg.BaseURL); err != nil {
		return nil, err
	}
	if cfg.Transport == nil {
		cfg.Transport = NewTransport()
	}
	c := resty.NewWithClient(&http.Client{}).
		SetTransport(cfg.Transport).
		SetBaseURL(strings.TrimRight(cfg.BaseURL, "/")).
		SetTimeout(cmp.Or(cfg.Timeout, 30*time.Second)).
		SetResponseBodyLimit(cmp.Or(cfg.MaxReply, MaxReply)).
		SetHeader("Intercom-Version", cmp.Or(cfg.Version, DefaultVersion)).
		SetHeader("Accept", "application/json").
		SetHeader("User-Agent", "intercom-mcp").
		SetPreRequestHook(tellLength).
		SetLogger(noLogger{})
	// A redirect is an answer like any other: following one could take the
	// token to another host, or turn a write into a read.
	c.GetClient().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Client{http: c, limiters: ratelimit.New(), budget: max(cfg.Budget, 0), version: cmp.Or(cfg.Version, DefaultVersion)}, nil
}

// tellLength has a request say how long its body is, also where it has none. resty
// leaves an empty reader there, whose length net/http does not know: it sends the
// body in chunks, and proxies answer 411. A DELETE says so only if asked to.
func tellLength(_ *resty.Client, r *http.Request) error {
	if r.ContentLength != 0 {
		return nil
	}
	r.Body = http.NoBody
	if r.Method == http.MethodDelete {
		r.TransferEncoding = []string{"identity"}
	}
	return nil
}

// NewTransport returns a connection pool that bounds how long connecting takes.
// Config.Timeout bounds the rest.
func NewTransport() *http.Transport {
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout: 10 * time.Second,
		ForceAttemptHTTP2:   true,
		MaxIdleConnsPerHost: 64,
		IdleConnTimeout:     90 * time.Second,
	}
}

// WithToken returns a copy of c that signs its calls with an access token.
func (c *Client) WithToken(token string) *Client {
	signed := *c
	signed.token = token
	return &signed
}

// Version returns the Intercom-Version that the client sends.
func (c *Client) Version() string { return c.version }

// Fingerprint returns a hash of the client's token, which stands for the token
// where that must not be known.
func (c *Client) Fingerprint() [sha256.Size]byte { return sha256.Sum256([]byte(c.token)) }

func checkBaseURL(base string) error {
	u, err := url.Parse(base)
	if err == nil && u.User != nil { // not told: it may be a password
		return errors.New("the base URL holds a user name; the API takes a token alone")
	}
	if err != nil || u.Hostname() == "" || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("base URL %q is not an address such as https://api.intercom.io", base)
	}
	if u.Scheme == "https" || u.Scheme == "http" && loopback(u.Hostname()) {
		return nil
	}
	return fmt.Errorf("base URL %q is not https: the token would cross the network in clear", base)
}

// checkToken refuses what no header can hold. The transport would refuse it too,
// but as if the connection had been lost.
func checkToken(token string) error {
	if strings.ContainsFunc(token, func(c rune) bool { return c < ' ' || c == 0x7f }) {
		return errors.New("the access token holds a control character, such as the end of a line")
	}
	return nil
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// noLogger keeps resty from writing to standard error: what it would say
// reaches the caller as an error, and could hold a customer's text.
type noLogger struct{}

func (noLogger) Errorf(string, ...any) {}
func (noLogger) Warnf(string, ...any)  {}
func (noLogger) Debugf(string, ...any) {}
