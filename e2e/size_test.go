package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
)

// released returns the path of the program as a release builds it, without the
// race detector. It is built at the first call.
var released = sync.OnceValues(func() (string, error) {
	lookAtSources()
	path := filepath.Join(filepath.Dir(built), "released")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, "intercom-mcp")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return path, nil
})

// largestBinary, in bytes, has room for the time zones of the world (0.4 MB) and for a
// parser of Markdown.
const largestBinary = 16_500_000

// TestSize bounds the size of a release. What makes it jump by megabytes
// is a library that calls methods by names that are known only at run time
// (text/template does): then the linker can leave none out.
func TestSize(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the bound is for amd64; other processors' code has other sizes")
	}
	path, err := released()
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() >= largestBinary {
		t.Errorf("the binary has %d bytes, want fewer than %d", info.Size(), largestBinary)
	}
}
