package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
)

const largestBinary = 15_000_000 // bytes

// TestSize builds the program as a release does. What makes it jump by megabytes
// is a library that calls methods by names that are known only at run time
// (text/template does): then the linker can leave none out.
func TestSize(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the bound is for amd64; other processors' code has other sizes")
	}
	lookAtSources()
	path := filepath.Join(t.TempDir(), "intercom-mcp")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", path, "intercom-mcp")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() >= largestBinary {
		t.Errorf("the binary has %d bytes, want fewer than %d", info.Size(), largestBinary)
	}
}
