// Command intercom-mcp gives LLM agents a company's Intercom workspace as MCP
// tools, over standard input and output, Streamable HTTP and legacy SSE.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

// version and commit are set by the linker (-X main.version=…).
var version, commit = "dev", ""

// cli is the command line. Its names and their variables are a contract:
// people keep them in configuration files.
type cli struct {
	Stdio   stdioCmd   `cmd:"" default:"withargs" help:"Serve MCP on standard input and output (default). Logs go to standard error."`
	HTTP    httpCmd    `cmd:"" name:"http" help:"Serve Streamable HTTP at /mcp and legacy SSE at /sse and /message; /healthz and /readyz."`
	SSE     sseCmd     `cmd:"" name:"sse" help:"Serve legacy SSE alone."`
	Tools   toolsCmd   `cmd:"" help:"Show the tools that the options select."`
	Call    callCmd    `cmd:"" help:"Call one tool and print its result: intercom-mcp call get_contact '{\"id\":\"…\"}' --sandbox"`
	Doctor  doctorCmd  `cmd:"" help:"Check token, region, API version, admin, permissions and clock, and say how to mend what is wrong."`
	Sandbox sandboxCmd `cmd:"" name:"sandbox" help:"Serve the sandbox, an invented Intercom workspace, as a REST API of its own."`
	Version versionCmd `cmd:"" help:"Show version, commit and Go version."`

	Workspace workspaceFlags `embed:"" group:"Workspace"`
	Offer     offerFlags     `embed:"" group:"Tools"`
	Results   resultFlags    `embed:"" group:"Results"`
	Listen    listenFlags    `embed:"" group:"HTTP"`
	Diagnosis diagnosisFlags `embed:"" group:"Diagnosis"`

	quiet bool // of a command whose result is all that a person wants to read
}

type workspaceFlags struct {
	AccessToken     string        `env:"INTERCOM_ACCESS_TOKEN" placeholder:"TOKEN" help:"Intercom access token. Prefer the variable: a flag shows in the process list."`
	Region          string        `env:"INTERCOM_REGION" default:"us" enum:"us,eu,au" help:"The workspace's region: us, eu or au."`
	BaseURL         string        `env:"INTERCOM_BASE_URL" name:"base-url" placeholder:"URL" help:"Another API address (a proxy, a sandbox); wins over the region."`
	APIVersion      string        `env:"INTERCOM_API_VERSION" name:"api-version" default:"2.16" help:"Value of the Intercom-Version header."`
	AdminID         string        `env:"INTERCOM_ADMIN_ID" name:"admin-id" placeholder:"ID" help:"Admin that replies, notes and messages are written as (default: the token's own)."`
	Timeout         time.Duration `env:"INTERCOM_TIMEOUT" default:"30s" help:"For one API call."`
	RetryBudget     time.Duration `env:"INTERCOM_RETRY_BUDGET" default:"60s" help:"Longest time that a call waits and repeats in all; 0 never repeats."`
	DuplicateWindow time.Duration `env:"INTERCOM_DUPLICATE_WINDOW" default:"2m" help:"How long the same reply, message or ticket is not sent again; 0 turns the guard off."`
	UseSandbox      bool          `env:"INTERCOM_SANDBOX" name:"sandbox" help:"Use the embedded sandbox: no token, no network, an invented company."`
	Fault           []string      `sep:"none" placeholder:"'POST /contacts 429 x3'" help:"Let the sandbox fail; repeatable. METHOD PATH (or *), then a status, delay 5s, cut or garbage, then x3 or 5%."`
}

type offerFlags struct {
	Toolsets     []string `env:"INTERCOM_TOOLSETS" default:"default" placeholder:"default" help:"Toolsets to offer, comma-separated: default, all or names."`
	Tools        []string `env:"INTERCOM_TOOLS" name:"tools" placeholder:"TOOL" help:"These tools as well (alone with --toolsets=)."`
	ExcludeTools []string `env:"INTERCOM_EXCLUDE_TOOLS" placeholder:"TOOL" help:"Never these tools."`
	ReadOnly     bool     `env:"INTERCOM_READ_ONLY" help:"Offer and accept only tools that change nothing."`
}

type resultFlags struct {
	MaxResultTokens int      `env:"INTERCOM_MAX_RESULT_TOKENS" default:"20000" help:"Bound of every result, in tokens."`
	Redact          []string `env:"INTERCOM_REDACT" placeholder:"email,phone,card" help:"What no result tells: email, phone, card. Placeholders keep people apart."`
	RedactKey       string   `env:"INTERCOM_REDACT_KEY" placeholder:"SECRET" help:"Replicas with the same one agree on placeholders (default: made of the access token). Prefer the variable."`
}

type listenFlags struct {
	Addr           string   `env:"INTERCOM_MCP_ADDR" placeholder:"HOST:PORT" help:"Where to listen (default 127.0.0.1:8080, for the sandbox 127.0.0.1:4010); with port 0 the first log line names the port."`
	AllowedHosts   []string `env:"INTERCOM_MCP_ALLOWED_HOSTS" placeholder:"HOST" help:"Host headers to accept besides loopback names."`
	AllowedOrigins []string `env:"INTERCOM_MCP_ALLOWED_ORIGINS" placeholder:"ORIGIN" help:"Origin headers to accept besides the server's own."`
}

type diagnosisFlags struct {
	Trace     string `env:"INTERCOM_MCP_TRACE" placeholder:"FILE" help:"Append every MCP message and API exchange to this file: tokens blanked, customers' text in clear."`
	LogLevel  string `env:"INTERCOM_MCP_LOG_LEVEL" default:"info" enum:"debug,info,warn,error" help:"debug, info, warn or error."`
	LogFormat string `env:"INTERCOM_MCP_LOG_FORMAT" default:"text" enum:"text,json" help:"text or json."`
}

// badStart is an error in what the user asked for: exit status 2.
type badStart struct{ error }

// errFailed is a command that ran and says no: exit status 1, nothing more to print.
var errFailed = errors.New("")

func main() {
	// A small heap would be collected without pause; memory is bounded instead.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(1 << 30)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:]))
}

// run is the program; it returns the exit status.
func run(ctx context.Context, args []string) int {
	forgetEmpty()
	var c cli
	k, err := kong.New(&c, kong.Name("intercom-mcp"), kong.Description(description),
		kong.BindTo(ctx, (*context.Context)(nil)), kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true}))
	if err != nil {
		return complain(err, 1)
	}
	parsed, err := k.Parse(args)
	if err != nil {
		return complain(err, 2)
	}
	err = parsed.Run(&c)
	if bad := (badStart{}); errors.As(err, &bad) {
		return complain(err, 2)
	}
	return complain(err, 1)
}

const description = `Gives LLM agents a company's Intercom workspace as MCP tools.

Try it without a token:

    intercom-mcp tools
    intercom-mcp call list_contacts '{"per_page":2}' --sandbox

Check a real workspace:

    INTERCOM_ACCESS_TOKEN=… intercom-mcp doctor

Every option has a variable, so that a client's configuration can set it.`

// complain prints err as one line and returns the exit status.
func complain(err error, status int) int {
	if err == nil {
		return 0
	}
	if msg := strings.ReplaceAll(err.Error(), "\n", "; "); msg != "" {
		fmt.Fprintln(os.Stderr, "intercom-mcp: "+msg)
	}
	return status
}

// forgetEmpty takes a variable that is set to nothing for one that is not set,
// as configuration files leave them; an empty list of toolsets means something.
func forgetEmpty() {
	for _, v := range os.Environ() {
		name, value, _ := strings.Cut(v, "=")
		if value == "" && strings.HasPrefix(name, "INTERCOM_") && name != "INTERCOM_TOOLSETS" {
			_ = os.Unsetenv(name)
		}
	}
}
