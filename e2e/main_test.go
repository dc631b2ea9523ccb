package e2e

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
)

// built is the program under test, built once. Under the race detector it is
// built with it, so that a race in the server ends it with status 66.
var built string

// binary returns the path of the program under test.
func binary() string {
	lookAtSources()
	return built
}

// lookAtSources lists the source files, so that go test does not take a result
// from its cache once one of them has changed: it watches the files that a test
// opens, but not those that a compiler opens which the test has started.
var lookAtSources = sync.OnceFunc(func() {
	_ = filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if d.IsDir() && path != ".." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules") {
			return fs.SkipDir
		}
		return err
	})
})

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "intercom-mcp-e2e")
	if err != nil {
		panic(err)
	}
	built = filepath.Join(dir, "intercom-mcp")
	status := 1
	if err := build(built); err != nil {
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
