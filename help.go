package main

// description heads the help.
const description = `Gives AI agents access to a company's Intercom workspace, as MCP tools.

Try it without a token:

$ intercom-mcp tools
$ intercom-mcp call list_contacts '{"per_page":2}' --sandbox

Check a real workspace:

$ INTERCOM_ACCESS_TOKEN=... intercom-mcp doctor

Most options can also be set by the environment variable shown in brackets;
a flag overrides its variable. Options may stand before or after the command.`

// commands returns all commands, the default one first.
func commands() []namedCommand {
	return []namedCommand{
		{&stdioCmd{}, "stdio", "Serve MCP on standard input and output (default)", "Logs go to standard error."},
		{&httpCmd{}, "http", "Serve Streamable HTTP at /mcp, legacy SSE at /sse and /message",
			"/healthz and /readyz report its health. Each caller sends an access token of its own, as Authorization: Bearer."},
		{&sseCmd{}, "sse", "Serve legacy SSE alone", "Each caller sends an access token of its own, as Authorization: Bearer."},
		{&toolsCmd{}, "tools", "Show the tools that the options select", "Shows how many tokens their definitions cost a model as well."},
		{&callCmd{}, "call", "Call one tool and print its result",
			"Exit status 1 if the result is an error.\n\n$ intercom-mcp call get_company '{\"id\":\"none\"}' --sandbox"},
		{&doctorCmd{}, "doctor", "Check token, region, version, admin, permissions and clock",
			"Says how to fix what is wrong; exit status 1 if anything is."},
		{&sandboxCmd{}, "sandbox", "Serve the sandbox, an invented workspace, as a REST API", "For other programs' tests: it accepts any bearer token."},
		{&versionCmd{}, "version", "Show version, commit and Go version", ""},
	}
}

// descriptions returns what the help says of each global flag, by its name.
func descriptions() map[string]string {
	return map[string]string{
		"access-token":     "Intercom access token. Prefer the variable: a flag shows in the process list",
		"region":           "Region of the workspace",
		"base-url":         "Address of the API, if it is not the region's own (a proxy, a sandbox)",
		"api-version":      "Version of Intercom's API to use (the Intercom-Version header)",
		"admin-id":         "Admin who is the author of replies, notes and messages",
		"timeout":          "Time limit of one API request, each retry counted by itself",
		"retry-budget":     "Most time that one call may spend on waiting and retrying; 0 turns retries off",
		"call-limit":       "Most time that one call may take in all, since clients give up after 60 s; 0 turns the limit off",
		"duplicate-window": "How long the same reply, message or ticket is kept from being sent again; 0 turns this off",
		"sandbox":          "Use the built-in sandbox, an invented company: needs no token and no network",
		"fault": "Make the sandbox fail, such as 'POST /contacts 429 x3'; repeatable. " +
			"METHOD PATH (or *), then a status, delay 5s, cut or garbage, then x3 or 5%",

		"toolsets":      "Toolsets to offer, separated by commas: default, all or names",
		"tools":         "Tools to offer besides the toolsets (only these with --toolsets=)",
		"exclude-tools": "Tools that are never offered",
		"read-only":     "Offer only tools that change nothing, and refuse all others",

		"max-result-tokens": "Largest size of a result, in tokens",
		"structured":        "Structured content besides the text of answers: auto (of data, unless the client shows both to its model), on, off",
		"redact":            "Replace these in results by placeholders: email, phone, card. The same person keeps the same placeholder",
		"redact-key":        "Secret that placeholders are made with: servers with the same secret give the same ones. Prefer the variable",

		"addr":            "Address to listen on; with port 0 the first log line names the port",
		"allowed-hosts":   "Host headers to accept besides loopback names",
		"allowed-origins": "Origin headers to accept besides the server's own",

		"trace":      "Append every MCP message and API exchange to this file: without tokens, but with customers' text",
		"log-level":  "Least severe messages to log, on standard error: debug, info, warn or error",
		"log-format": "Format of the log",
	}
}
