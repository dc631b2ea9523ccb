package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"testing"
)

// binary is the program under test, built once. Under the race detector it is
// built with it, so that a race in the server ends it with status 66.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "intercom-mcp-e2e")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "intercom-mcp")
	status := 1
	if err := build(binary); err != nil {
		fmt.Fprintln(os.Stderr, err)
	} else {
		status = m.Run()
	}
	_ = os.RemoveAll(dir)
	os.Exit(status)
}

func build(to string) error {
	args := []string{"build", "-o", to}
	if underRace() {
		args = append(args, "-race")
	}
	if out, err := exec.Command("go", append(args, "intercom-mcp")...).CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	return nil
}

// underRace reports whether the tests run under the race detector.
func underRace() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}
