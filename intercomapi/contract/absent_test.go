package contract

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// ending is a test that notes how it was ended.
type ending struct {
	testing.TB
	how string
}

func (e *ending) Helper() {}

func (e *ending) Skipf(format string, args ...any) {
	e.how = "skipped: " + fmt.Sprintf(format, args...)
}

func (e *ending) Fatalf(format string, args ...any) {
	e.how = "failed: " + fmt.Sprintf(format, args...)
}

func TestAbsentDescription(t *testing.T) {
	nowhere := filepath.Join(t.TempDir(), "none.yaml")
	for _, c := range []struct {
		require string
		err     error
		how     string
	}{
		{"", fs.ErrNotExist, "skipped: " + t.Name()},
		{"1", fs.ErrNotExist, "failed: " + t.Name()},
		{"", fs.ErrPermission, "failed: " + t.Name()},
	} {
		t.Setenv("INTERCOM_MCP_REQUIRE_PARTS", c.require)
		e := &ending{TB: t}
		absent(e, fmt.Errorf("read the description: %w", c.err))
		if !strings.HasPrefix(e.how, c.how) {
			t.Errorf("require=%q, %v: %s, want %s", c.require, c.err, e.how, c.how)
		}
	}
	t.Setenv("INTERCOM_OPENAPI", nowhere)
	if file, err := locate(); err != nil || file != nowhere {
		t.Errorf("located %q, %v, want %q", file, err, nowhere)
	}
}

func TestDefaultFileIsBesideTheModule(t *testing.T) {
	t.Setenv("INTERCOM_OPENAPI", "")
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	want := filepath.Join(filepath.Dir(root), "shared", "api", "openapi", "intercom-2.16.yaml")
	if file, err := locate(); err != nil || file != want {
		t.Errorf("located %q, %v, want %q", file, err, want)
	}
}
