package main

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
)

// version and commit are set by the linker (-X main.version=…). Without a commit,
// it is the one that Go itself recorded.
var version, commit = "dev", ""

type versionCmd struct{}

// run prints version, commit and Go version.
func (versionCmd) run(_ context.Context, c *cli) error {
	_, err := fmt.Fprintf(c.stdout, "intercom-mcp %s (%s, %s)\n", version, cmp.Or(commit, recordedCommit(), "unknown commit"), runtime.Version())
	return err
}

// recordedCommit returns the commit that Go built the program from, "" if it recorded none.
func recordedCommit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return ""
}
