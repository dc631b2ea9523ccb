package main

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/lmittmann/tint"

	"intercom-mcp/intercomapi"
	"intercom-mcp/sandbox"
	"intercom-mcp/server"
	"intercom-mcp/tools"
	"intercom-mcp/tools/redact"
)

// sandboxToken is the token that the sandbox is called with: any will do that
// stands in no text, since a trace blanks it there, too.
const sandboxToken = "any-token-of-the-sandbox"

// sandboxURL is the embedded sandbox's address, which no request ever leaves for.
const sandboxURL = "https://sandbox.invalid"

// apiVersion is what the Intercom-Version header may hold.
var apiVersion = regexp.MustCompile(`^(\d+\.\d+|Preview|Unstable)$`)

// config makes the server's configuration of the options, and warns of what may
// surprise. Close its trace after use.
func (c *cli) config() (server.Config, error) {
	cfg, err := c.quietConfig()
	if err == nil {
		c.warn(cfg.Log)
	}
	return cfg, err
}

// warn says what may surprise about the options.
func (c *cli) warn(log *slog.Logger) {
	if c.Diagnosis.Trace != "" {
		log.Warn("tracing: tokens are blanked, customers' text is in clear", "file", c.Diagnosis.Trace)
	}
	if c.Workspace.UseSandbox && (c.Workspace.AccessToken != "" || c.Workspace.BaseURL != "") {
		log.Warn("--sandbox wins: the access token and the base URL are not used")
	}
}

func (c *cli) quietConfig() (server.Config, error) {
	token := strings.TrimSpace(c.Workspace.AccessToken) // files of secrets end with a line end
	cfg := server.Config{Version: version, Token: token, AdminID: intercomapi.ID(c.Workspace.AdminID), Log: c.logger()}
	if cfg.AdminID != "" {
		if err := cfg.AdminID.Check(); err != nil {
			return cfg, badStart{fmt.Errorf("--admin-id %w", err)}
		}
	}
	var err error
	if cfg.Tools, err = c.Offer.selected(); err != nil {
		return cfg, badStart{err}
	}
	if cfg.Readers, err = c.Offer.readers(); err != nil {
		return cfg, badStart{err}
	}
	if err := c.Results.apply(&cfg); err != nil {
		return cfg, badStart{err}
	}
	if c.Diagnosis.Trace != "" {
		if cfg.Trace, err = server.OpenTrace(c.Diagnosis.Trace); err != nil {
			return cfg, badStart{err}
		}
		cfg.Trace.Hide(cfg.Token)
	}
	if err := c.connect(&cfg); err != nil {
		return cfg, badStart{err}
	}
	return cfg, nil
}

// connect gives cfg its API: Intercom's, or the embedded sandbox.
func (c *cli) connect(cfg *server.Config) error {
	w := c.Workspace
	if !apiVersion.MatchString(w.APIVersion) {
		return fmt.Errorf("--api-version %q is not a version such as 2.16", w.APIVersion)
	}
	if w.RetryBudget < 0 || w.DuplicateWindow < 0 {
		return errors.New("--retry-budget and --duplicate-window can't be negative")
	}
	cfg.Guard, cfg.Names = tools.NewGuard(w.DuplicateWindow), tools.NewNames()
	if w.Timeout <= 0 {
		return fmt.Errorf("--timeout %v is not more than zero", w.Timeout)
	}
	api := intercomapi.Config{BaseURL: cmp.Or(w.BaseURL, intercomapi.BaseURL(w.Region)), Version: w.APIVersion, Timeout: w.Timeout, Budget: w.RetryBudget}
	var transport http.RoundTripper = intercomapi.NewTransport()
	if w.UseSandbox {
		space, err := w.sandbox()
		if err != nil {
			return err
		}
		embedded := lazily(sync.OnceValue(func() http.RoundTripper { return space().Transport() }))
		transport, api.BaseURL, cfg.Token, cfg.Lend = embedded, sandboxURL, sandboxToken, true
	} else if len(w.Fault) > 0 {
		return errors.New("--fault is for the sandbox: add --sandbox")
	}
	api.Transport = cfg.Trace.Transport(transport)
	var err error
	cfg.API, err = intercomapi.New(api)
	return err
}

// lazily gets its transport when it is first used: to fill a sandbox takes
// longer than all else before the answer of initialize.
type lazily func() http.RoundTripper

// RoundTrip implements http.RoundTripper.
func (l lazily) RoundTrip(r *http.Request) (*http.Response, error) { return l().RoundTrip(r) }

// sandbox makes a fresh workspace with the ordered faults, which it checks at once.
func (w workspaceFlags) sandbox() (func() *sandbox.Workspace, error) {
	var faults []sandbox.Fault
	for _, order := range w.Fault {
		f, err := sandbox.ParseFault(order)
		if err != nil {
			return nil, fmt.Errorf("--fault %q: %w", order, err)
		}
		faults = append(faults, f)
	}
	return func() *sandbox.Workspace {
		space := sandbox.New(sandbox.Options{})
		for _, f := range faults {
			space.Inject(f)
		}
		return space
	}, nil
}

// apply says how results are shown.
func (r resultFlags) apply(cfg *server.Config) error {
	if r.MaxResultTokens < tools.LeastMaxTokens {
		return fmt.Errorf("--max-result-tokens %d is less than %d, which leaves no room for an answer", r.MaxResultTokens, tools.LeastMaxTokens)
	}
	cfg.Max, cfg.Redact = r.MaxResultTokens, redact.Rules{Kinds: given(r.Redact), Key: r.RedactKey}
	if err := cfg.Redact.Check(); err != nil {
		return fmt.Errorf("--redact: %w", err)
	}
	return nil
}

// given are the words of a list, without empty ones.
func given(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(s string) bool { return s == "" })
}

// selected are the tools that the options select.
func (o offerFlags) selected() ([]tools.Tool, error) {
	chosen, err := tools.Choose(tools.Selection{
		Toolsets: given(o.Toolsets), Tools: given(o.Tools), Exclude: given(o.ExcludeTools), ReadOnly: o.ReadOnly,
	})
	if err == nil && len(chosen) == 0 {
		err = errors.New("the options select no tool: see --toolsets, --tools and --exclude-tools")
	}
	return chosen, err
}

// readers are the tools that resources are read with besides the selected ones:
// with the default toolsets, articles can be read, which no model pays for.
func (o offerFlags) readers() ([]tools.Tool, error) {
	if !slices.Contains(o.Toolsets, "default") {
		return nil, nil
	}
	return tools.Choose(tools.Selection{Toolsets: []string{"articles"}, Exclude: given(o.ExcludeTools), ReadOnly: true})
}

// logger writes to standard error: standard output belongs to the protocol.
func (c *cli) logger() *slog.Logger {
	level := slog.Level(c.Diagnosis.LogLevel)
	if c.quiet {
		level = max(level, slog.LevelWarn)
	}
	if c.Diagnosis.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
	}
	return slog.New(tint.NewTextHandler(os.Stderr, &tint.Options{Level: level, NoColor: !terminal(os.Stderr)}))
}

func terminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
