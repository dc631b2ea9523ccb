package main

import (
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/jessevdk/go-flags"

	"intercom-mcp/server"
)

// cli is the command line, with what the program reads and writes. The names of
// flags and variables are a contract: people keep them in configuration files.
type cli struct {
	Workspace workspaceFlags `group:"Workspace"`
	Offer     offerFlags     `group:"Tools"`
	Results   resultFlags    `group:"Results"`
	Listen    listenFlags    `group:"HTTP"`
	Diagnosis diagnosisFlags `group:"Diagnosis"`

	stdin          io.Reader
	stdout, stderr io.Writer
	quiet          bool // log warnings and errors only: the command's output is for a person
	remarks        []remark
}

type workspaceFlags struct {
	AccessToken     string        `long:"access-token" env:"INTERCOM_ACCESS_TOKEN" value-name:"TOKEN" unquote:"false"`
	Region          string        `long:"region" env:"INTERCOM_REGION" default:"us" choice:"us" choice:"eu" choice:"au"`
	BaseURL         string        `long:"base-url" env:"INTERCOM_BASE_URL" value-name:"URL"`
	APIVersion      string        `long:"api-version" env:"INTERCOM_API_VERSION" default:"2.16" value-name:"VERSION"`
	AdminID         string        `long:"admin-id" env:"INTERCOM_ADMIN_ID" default-mask:"the token's own" value-name:"ID"`
	Timeout         time.Duration `long:"timeout" env:"INTERCOM_TIMEOUT" default:"30s" value-name:"TIME"`
	RetryBudget     time.Duration `long:"retry-budget" env:"INTERCOM_RETRY_BUDGET" default:"45s" value-name:"TIME"`
	CallLimit       time.Duration `long:"call-limit" env:"INTERCOM_CALL_LIMIT" default:"50s" value-name:"TIME"`
	DuplicateWindow time.Duration `long:"duplicate-window" env:"INTERCOM_DUPLICATE_WINDOW" default:"2m" value-name:"TIME"`
	UseSandbox      bool          `long:"sandbox" env:"INTERCOM_SANDBOX"`
	Fault           []string      `long:"fault" value-name:"FAULT" unquote:"false"`
}

type offerFlags struct {
	Toolsets     list `long:"toolsets" env:"INTERCOM_TOOLSETS" default:"default" value-name:"LIST"`
	Tools        list `long:"tools" env:"INTERCOM_TOOLS" value-name:"LIST"`
	ExcludeTools list `long:"exclude-tools" env:"INTERCOM_EXCLUDE_TOOLS" value-name:"LIST"`
	ReadOnly     bool `long:"read-only" env:"INTERCOM_READ_ONLY"`
}

type resultFlags struct {
	MaxResultTokens int    `long:"max-result-tokens" env:"INTERCOM_MAX_RESULT_TOKENS" default:"20000" value-name:"N"`
	Structured      string `long:"structured" env:"INTERCOM_STRUCTURED" default:"auto" choice:"auto" choice:"on" choice:"off"`
	Redact          list   `long:"redact" env:"INTERCOM_REDACT" value-name:"LIST"`
	RedactKey       string `long:"redact-key" env:"INTERCOM_REDACT_KEY" default-mask:"made of the access token" value-name:"SECRET" unquote:"false"`
}

type listenFlags struct {
	Addr           string `long:"addr" env:"INTERCOM_MCP_ADDR" default-mask:"127.0.0.1:8080, for the sandbox 127.0.0.1:4010" value-name:"HOST:PORT"`
	AllowedHosts   list   `long:"allowed-hosts" env:"INTERCOM_MCP_ALLOWED_HOSTS" value-name:"LIST"`
	AllowedOrigins list   `long:"allowed-origins" env:"INTERCOM_MCP_ALLOWED_ORIGINS" value-name:"LIST"`
}

type diagnosisFlags struct {
	Trace     string `long:"trace" env:"INTERCOM_MCP_TRACE" value-name:"FILE" unquote:"false"`
	LogLevel  level  `long:"log-level" env:"INTERCOM_MCP_LOG_LEVEL" default:"info" value-name:"LEVEL"`
	LogFormat string `long:"log-format" env:"INTERCOM_MCP_LOG_FORMAT" default:"text" choice:"text" choice:"json"`
}

// A list is a flag, or a variable, of words that commas or spaces separate. The
// names in all of them are written in lower case.
type list []string

// UnmarshalFlag adds the words of one flag or variable.
func (l *list) UnmarshalFlag(text string) error {
	*l = append(*l, listWords(strings.ToLower(text))...)
	return nil
}

// listWords returns the words of a list, without quotes and without empty ones.
func listWords(text string) []string {
	var all []string
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
		if w = server.Unquote(w); w != "" {
			all = append(all, w)
		}
	}
	return all
}

// A level is the least severe kind of log line that is written.
type level slog.Level

// UnmarshalFlag sets the level to the one of that name. The names stand in the
// flag's description: as choices they would leave it no room in the help.
func (l *level) UnmarshalFlag(name string) error {
	name = strings.ToLower(name)
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, name) {
		return &flags.Error{Type: flags.ErrInvalidChoice, Message: fmt.Sprintf("--log-level %q is not debug, info, warn or error", name)}
	}
	return (*slog.Level)(l).UnmarshalText([]byte(name))
}
