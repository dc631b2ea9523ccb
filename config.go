package main

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"slices"

	"intercom-mcp/intercomapi"
	"intercom-mcp/server"
	"intercom-mcp/server/trace"
	"intercom-mcp/tools"
	"intercom-mcp/tools/lookup"
	"intercom-mcp/tools/redact"
	"intercom-mcp/tools/registry"
	"intercom-mcp/tools/result"
)

// apiVersion matches what the Intercom-Version header may hold.
var apiVersion = regexp.MustCompile(`^(\d+\.\d+|Preview|Unstable)$`)

// config returns the server's configuration that the options ask for, and warns
// of what may surprise. Close its trace after use.
func (c *cli) config() (server.Config, error) {
	cfg, err := c.configWithoutWarnings()
	if err == nil {
		c.warn(cfg.Log)
	}
	return cfg, err
}

// warn logs what may surprise about the options.
func (c *cli) warn(log *slog.Logger) {
	warn(log, c.remarks)
	if c.Diagnosis.Trace != "" {
		log.Warn("tracing: the file will hold customers' text as it is, and no tokens", "file", c.Diagnosis.Trace)
	}
	if limit := c.Workspace.CallLimit; limit > 0 && c.Workspace.Timeout > limit {
		log.Warn("a call ends before --timeout: see --call-limit", "timeout", c.Workspace.Timeout, "call-limit", limit)
	}
	if c.Workspace.UseSandbox && (c.Workspace.AccessToken != "" || c.Workspace.BaseURL != "") {
		log.Warn("the sandbox is used, because of --sandbox: the access token and the base URL are ignored")
	}
}

// configWithoutWarnings returns the configuration; its errors are all of type badStart.
func (c *cli) configWithoutWarnings() (server.Config, error) {
	cfg := server.Config{
		Version: version,
		Token:   c.Workspace.AccessToken,
		AdminID: intercomapi.ID(c.Workspace.AdminID),
		Log:     c.logger(),
	}
	// What writes a file comes after what only checks.
	for _, apply := range []func(*server.Config) error{
		c.Workspace.check, c.Offer.apply, c.Results.apply, c.Diagnosis.apply, c.Workspace.connect,
	} {
		if err := apply(&cfg); err != nil {
			_ = cfg.Trace.Close()
			return cfg, badStart{err}
		}
	}
	return cfg, nil
}

// check returns an error for a value that no workspace can have.
func (w workspaceFlags) check(cfg *server.Config) error {
	if cfg.AdminID != "" {
		if err := cfg.AdminID.Check(); err != nil {
			return fmt.Errorf("--admin-id %w", err)
		}
	}
	switch {
	case !apiVersion.MatchString(w.APIVersion):
		return fmt.Errorf("--api-version %q is not a version such as 2.16", w.APIVersion)
	case w.RetryBudget < 0:
		return fmt.Errorf("--retry-budget %v is less than zero", w.RetryBudget)
	case w.CallLimit < 0:
		return fmt.Errorf("--call-limit %v is less than zero", w.CallLimit)
	case w.DuplicateWindow < 0:
		return fmt.Errorf("--duplicate-window %v is less than zero", w.DuplicateWindow)
	case w.Timeout <= 0:
		return fmt.Errorf("--timeout %v is not more than zero", w.Timeout)
	case len(w.Fault) > 0 && !w.UseSandbox:
		return errors.New("--fault works only with the sandbox: add --sandbox")
	}
	return nil
}

// connect sets the API that cfg uses: Intercom's, or the built-in sandbox's.
func (w workspaceFlags) connect(cfg *server.Config) error {
	cfg.CallLimit = w.CallLimit
	cfg.Guard, cfg.Names = registry.NewDuplicateGuard(w.DuplicateWindow), lookup.NewCache()
	api := intercomapi.Config{
		BaseURL: cmp.Or(w.BaseURL, intercomapi.BaseURL(w.Region)),
		Version: w.APIVersion, Timeout: w.Timeout, Budget: w.RetryBudget,
	}
	var transport http.RoundTripper = intercomapi.NewTransport()
	if w.UseSandbox {
		makeSandbox, err := w.sandbox()
		if err != nil {
			return err
		}
		transport, api.BaseURL, cfg.Token, cfg.ShareToken = lazyTransport(makeSandbox), sandboxURL, sandboxToken, true
	}
	api.Transport = cfg.Trace.Transport(transport)
	var err error
	cfg.API, err = intercomapi.New(api)
	return err
}

// apply selects the tools that cfg offers.
func (o offerFlags) apply(cfg *server.Config) (err error) {
	if cfg.Tools, err = o.selected(); err != nil {
		return err
	}
	cfg.UnknownTool = func(name string) string { return tools.Unknown(name, cfg.Tools) }
	cfg.Readers, err = o.readers()
	return err
}

// selected returns the tools that the options select.
func (o offerFlags) selected() ([]registry.Tool, error) {
	chosen, err := tools.Choose(registry.Selection{Toolsets: o.Toolsets, Tools: o.Tools, Exclude: o.ExcludeTools, ReadOnly: o.ReadOnly})
	if err == nil && len(chosen) == 0 {
		err = errors.New("the options select no tool: see --toolsets, --tools and --exclude-tools")
	}
	return chosen, err
}

// readers returns the tools that resources are read with besides the selected
// ones: with the default toolsets, articles can be read at no cost to a model.
func (o offerFlags) readers() ([]registry.Tool, error) {
	if !slices.Contains(o.Toolsets, "default") {
		return nil, nil
	}
	return tools.Choose(registry.Selection{Toolsets: []string{"articles"}, Exclude: o.ExcludeTools, ReadOnly: true})
}

// apply sets how cfg shows results.
func (r resultFlags) apply(cfg *server.Config) error {
	if r.MaxResultTokens < result.LeastMaxTokens {
		return fmt.Errorf("--max-result-tokens %d is too small for an answer: the least is %d", r.MaxResultTokens, result.LeastMaxTokens)
	}
	cfg.Structured = server.Structured(r.Structured)
	cfg.Max, cfg.Redact = r.MaxResultTokens, redact.Rules{Kinds: r.Redact, Key: r.RedactKey}
	if err := cfg.Redact.Check(); err != nil {
		return fmt.Errorf("--redact: %w", err)
	}
	return nil
}

// apply opens the trace, if there is to be one.
func (d diagnosisFlags) apply(cfg *server.Config) (err error) {
	if d.Trace == "" {
		return nil
	}
	if cfg.Trace, err = trace.Open(d.Trace); err != nil {
		return err
	}
	cfg.Trace.HideToken(cfg.Token)
	return nil
}
