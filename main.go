// Command intercom-mcp gives LLM agents a company's Intercom workspace as MCP
// tools, over standard input and output, Streamable HTTP and legacy SSE.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/jessevdk/go-flags"

	_ "intercom-mcp/heap"
)

// version and commit are set by the linker (-X main.version=…).
var version, commit = "dev", ""

// cli is the command line. Its names and their variables are a contract:
// people keep them in configuration files.
type cli struct {
	Workspace workspaceFlags `group:"Workspace"`
	Offer     offerFlags     `group:"Tools"`
	Results   resultFlags    `group:"Results"`
	Listen    listenFlags    `group:"HTTP"`
	Diagnosis diagnosisFlags `group:"Diagnosis"`

	quiet bool // of a command whose result is all that a person wants to read
}

type workspaceFlags struct {
	AccessToken     string        `long:"access-token" env:"INTERCOM_ACCESS_TOKEN" value-name:"TOKEN" unquote:"false" description:"Intercom access token. Prefer the variable: a flag shows in the process list"`
	Region          string        `long:"region" env:"INTERCOM_REGION" default:"us" choice:"us" choice:"eu" choice:"au" description:"The workspace's region"`
	BaseURL         string        `long:"base-url" env:"INTERCOM_BASE_URL" value-name:"URL" description:"Another API address (a proxy, a sandbox); wins over the region"`
	APIVersion      string        `long:"api-version" env:"INTERCOM_API_VERSION" default:"2.16" value-name:"VERSION" description:"Value of the Intercom-Version header"`
	AdminID         string        `long:"admin-id" env:"INTERCOM_ADMIN_ID" default-mask:"the token's own" value-name:"ID" description:"Admin that replies, notes and messages are written as"`
	Timeout         time.Duration `long:"timeout" env:"INTERCOM_TIMEOUT" default:"30s" value-name:"TIME" description:"For one API call"`
	RetryBudget     time.Duration `long:"retry-budget" env:"INTERCOM_RETRY_BUDGET" default:"60s" value-name:"TIME" description:"Longest time that a call waits and repeats in all; 0 never repeats"`
	DuplicateWindow time.Duration `long:"duplicate-window" env:"INTERCOM_DUPLICATE_WINDOW" default:"2m" value-name:"TIME" description:"How long the same reply, message or ticket is not sent again; 0 turns the guard off"`
	UseSandbox      bool          `long:"sandbox" env:"INTERCOM_SANDBOX" description:"Use the embedded sandbox: no token, no network, an invented company"`
	Fault           []string      `long:"fault" value-name:"FAULT" unquote:"false" description:"Let the sandbox fail, such as 'POST /contacts 429 x3'; repeatable. METHOD PATH (or *), then a status, delay 5s, cut or garbage, then x3 or 5%"`
}

type offerFlags struct {
	Toolsets     list `long:"toolsets" env:"INTERCOM_TOOLSETS" default:"default" value-name:"LIST" description:"Toolsets to offer, comma-separated: default, all or names"`
	Tools        list `long:"tools" env:"INTERCOM_TOOLS" value-name:"LIST" description:"These tools as well (alone with --toolsets=)"`
	ExcludeTools list `long:"exclude-tools" env:"INTERCOM_EXCLUDE_TOOLS" value-name:"LIST" description:"Never these tools"`
	ReadOnly     bool `long:"read-only" env:"INTERCOM_READ_ONLY" description:"Offer and accept only tools that change nothing"`
}

type resultFlags struct {
	MaxResultTokens int    `long:"max-result-tokens" env:"INTERCOM_MAX_RESULT_TOKENS" default:"20000" value-name:"N" description:"Bound of every result, in tokens"`
	Redact          list   `long:"redact" env:"INTERCOM_REDACT" value-name:"LIST" description:"What no result tells: email, phone, card. Placeholders keep people apart"`
	RedactKey       string `long:"redact-key" env:"INTERCOM_REDACT_KEY" default-mask:"made of the access token" value-name:"SECRET" unquote:"false" description:"Replicas with the same one agree on placeholders. Prefer the variable"`
}

type listenFlags struct {
	Addr           string `long:"addr" env:"INTERCOM_MCP_ADDR" default-mask:"127.0.0.1:8080, for the sandbox 127.0.0.1:4010" value-name:"HOST:PORT" description:"Where to listen; with port 0 the first log line names the port"`
	AllowedHosts   list   `long:"allowed-hosts" env:"INTERCOM_MCP_ALLOWED_HOSTS" value-name:"LIST" description:"Host headers to accept besides loopback names"`
	AllowedOrigins list   `long:"allowed-origins" env:"INTERCOM_MCP_ALLOWED_ORIGINS" value-name:"LIST" description:"Origin headers to accept besides the server's own"`
}

type diagnosisFlags struct {
	Trace     string `long:"trace" env:"INTERCOM_MCP_TRACE" value-name:"FILE" unquote:"false" description:"Append every MCP message and API exchange to this file: tokens blanked, customers' text in clear"`
	LogLevel  level  `long:"log-level" env:"INTERCOM_MCP_LOG_LEVEL" default:"info" value-name:"LEVEL" description:"What is logged, to standard error: debug, info, warn or error"`
	LogFormat string `long:"log-format" env:"INTERCOM_MCP_LOG_FORMAT" default:"text" choice:"text" choice:"json" description:"How it is logged"`
}

// list is a flag of comma-separated words, in its variable too. None is a list as well.
type list []string

// UnmarshalFlag adds the words of one flag or variable.
func (l *list) UnmarshalFlag(words string) error {
	for w := range strings.SplitSeq(words, ",") {
		if w = strings.TrimSpace(w); w != "" {
			*l = append(*l, w)
		}
	}
	return nil
}

// level is the least grave kind of log line that is written.
type level slog.Level

// UnmarshalFlag takes the names that the help tells: choices would be listed
// in it and leave the descriptions no room.
func (l *level) UnmarshalFlag(name string) error {
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, name) {
		return &flags.Error{Type: flags.ErrInvalidChoice, Message: fmt.Sprintf("--log-level %q is not debug, info, warn or error", name)}
	}
	return (*slog.Level)(l).UnmarshalText([]byte(name))
}

// command is what the program is asked to do; its fields are its own flags.
type command interface {
	Run(ctx context.Context, c *cli) error
}

// commands are all of them, the default first.
func commands() []named {
	return []named{
		{&stdioCmd{}, "stdio", "Serve MCP on standard input and output (default)", "Logs go to standard error."},
		{&httpCmd{}, "http", "Serve Streamable HTTP at /mcp, legacy SSE at /sse and /message", "/healthz and /readyz say how it is. Each caller brings a token of its own, as Authorization: Bearer."},
		{&sseCmd{}, "sse", "Serve legacy SSE alone", "Each caller brings a token of its own, as Authorization: Bearer."},
		{&toolsCmd{}, "tools", "Show the tools that the options select", "And what their definitions cost a model."},
		{&callCmd{}, "call", "Call one tool and print its result", "Exit status 1 if that is an error.\n\n$ intercom-mcp call get_company '{\"id\":\"none\"}' --sandbox"},
		{&doctorCmd{}, "doctor", "Check token, region, version, admin, permissions and clock", "Says how to mend what is wrong; exit status 1 if anything is."},
		{&sandboxCmd{}, "sandbox", "Serve the sandbox, an invented workspace, as a REST API", "For other programs' tests: any bearer token will do."},
		{&versionCmd{}, "version", "Show version, commit and Go version", ""},
	}
}

type named struct {
	command
	name, does, more string
}

// badStart is an error in what the user asked for: exit status 2.
type badStart struct{ error }

// errFailed is a command that ran and says no: exit status 1, nothing more to print.
var errFailed = errors.New("")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:]))
}

// run is the program; it returns the exit status.
func run(ctx context.Context, args []string) int {
	forgetEmpty()
	var c cli
	cmd, err := parse(&c, args)
	if help := (*flags.Error)(nil); errors.As(err, &help) && help.Type == flags.ErrHelp {
		fmt.Print(help.Message)
		return 0
	}
	if err != nil {
		return complain(err, 2)
	}
	err = cmd.Run(ctx, &c)
	if bad := (badStart{}); errors.As(err, &bad) {
		return complain(err, 2)
	}
	return complain(err, 1)
}

// parse fills c and returns the command that is asked for.
func parse(c *cli, args []string) (command, error) {
	p := flags.NewNamedParser("intercom-mcp", flags.HelpFlag|flags.PassDoubleDash|flags.AllowBoolValues)
	p.LongDescription, p.SubcommandsOptional = description, true
	if _, err := p.AddGroup("Options", "", c); err != nil {
		return nil, err
	}
	all := commands()
	for _, cmd := range all {
		if _, err := p.AddCommand(cmd.name, cmd.does, cmd.does+". "+cmd.more, cmd.command); err != nil {
			return nil, err
		}
	}
	rest, err := p.ParseArgs(args)
	if err != nil {
		return nil, err
	}
	asked := all[0]
	if p.Active != nil {
		asked = all[slices.IndexFunc(all, func(n named) bool { return n.name == p.Active.Name })]
	} else if len(rest) > 0 {
		return nil, fmt.Errorf("unknown command %q: see intercom-mcp --help", rest[0])
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("unexpected argument %q", rest[0])
	}
	return asked, nil
}

const description = `Gives LLM agents a company's Intercom workspace as MCP tools.

Try it without a token:

$ intercom-mcp tools
$ intercom-mcp call list_contacts '{"per_page":2}' --sandbox

Check a real workspace:

$ INTERCOM_ACCESS_TOKEN=... intercom-mcp doctor

Every option has a variable, so that a client's configuration can set it;
a flag wins over it. Options may stand before or after the command.`

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
