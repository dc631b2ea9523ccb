// Command fuzz runs every fuzz target of the module for a while, one after the
// other, and keeps the inputs that reach new code in the targets' testdata, where
// plain tests run them.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

func main() {
	span := flag.Duration("time", time.Minute, "for each target")
	only := flag.String("run", "", "only targets whose name matches this")
	keep := flag.Int("keep", 10, "how many new inputs of each target are kept, the shortest first")
	flag.Parse()
	if err := run(*span, *only, *keep); err != nil {
		fmt.Fprintln(os.Stderr, "fuzz:", err)
		os.Exit(1)
	}
}

// target is a fuzz target.
type target struct{ pkg, dir, name string }

func run(span time.Duration, only string, keep int) error {
	match, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	targets, err := find()
	if err != nil {
		return err
	}
	cache, err := output("go", "env", "GOCACHE")
	if err != nil {
		return err
	}
	for _, t := range targets {
		if !match.MatchString(t.name) {
			continue
		}
		fmt.Printf("%s %s\n", t.pkg, t.name)
		cmd := exec.Command("go", "test", "-run", "^$", "-fuzz", "^"+t.name+"$", "-fuzztime", span.String(), t.pkg)
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("%s %s: %w", t.pkg, t.name, err)
		}
		n, err := t.keep(filepath.Join(strings.TrimSpace(cache), "fuzz", filepath.FromSlash(t.pkg), t.name), keep)
		if err != nil {
			return err
		}
		fmt.Printf("%d new inputs kept\n", n)
	}
	return nil
}

func output(name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	return string(out), err
}

// find lists the fuzz targets of all packages.
func find() (all []target, err error) {
	packages, err := output("go", "list", "-f", "{{.ImportPath}}\t{{.Dir}}", "./...")
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(packages) {
		pkg, dir, _ := strings.Cut(strings.TrimSpace(line), "\t")
		files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			for _, m := range declared.FindAllSubmatch(text, -1) {
				all = append(all, target{pkg, dir, string(m[1])})
			}
		}
	}
	return all, nil
}

var declared = regexp.MustCompile(`(?m)^func (Fuzz\w+)\(`)

const largest = 4 << 10 // of an input that is kept, in bytes

// keep copies new inputs from the cache to the target's testdata.
func (t target) keep(cache string, most int) (kept int, err error) {
	files, err := os.ReadDir(cache)
	if os.IsNotExist(err) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	type input struct {
		name string
		data []byte
	}
	var inputs []input
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(cache, f.Name()))
		if err != nil {
			return kept, err
		}
		inputs = append(inputs, input{f.Name(), data})
	}
	slices.SortFunc(inputs, func(a, b input) int { return cmp.Or(len(a.data)-len(b.data), strings.Compare(a.name, b.name)) })
	dir := filepath.Join(t.dir, "testdata", "fuzz", t.name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return 0, err
	}
	for _, in := range inputs {
		to := filepath.Join(dir, in.name)
		if _, err := os.Stat(to); err == nil || kept == most || len(in.data) > largest {
			continue
		}
		if err := os.WriteFile(to, in.data, 0o644); err != nil {
			return kept, err
		}
		kept++
	}
	return kept, nil
}
