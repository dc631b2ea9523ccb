package panics

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestCatch makes errors of panics, which name their type and not their value.
func TestCatch(t *testing.T) {
	failure := errors.New("not found")
	value := any(1)
	for _, c := range []struct {
		name string
		run  func() error
		want string
	}{
		{"no error", func() error { return nil }, "<nil>"},
		{"an error", func() error { return failure }, "not found"},
		{"a text", func() error { panic("ann@example.com") }, "a bug: string"},
		{"an error in a panic", func() error { panic(failure) }, "a bug: *errors.errorString"},
		{"a failed type assertion", func() error { return value.(error) }, "a bug: *runtime.TypeAssertionError"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := Catch(c.run)
			if got := fmt.Sprint(err); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			p, ok := errors.AsType[Panic](err)
			if ok != strings.HasPrefix(c.want, "a bug: ") || ok && !strings.Contains(p.Stack, "TestCatch") {
				t.Errorf("%+v", p)
			}
		})
	}
}

// TestRethrow panics again, with the stack of where it began.
func TestRethrow(t *testing.T) {
	Rethrow(nil)
	Rethrow(errors.New("not found"))

	first := Catch(func() error { panic("x") })
	again := Catch(func() error {
		Rethrow(fmt.Errorf("one of two: %w", first))
		return nil
	})
	if !errors.Is(again, first) {
		t.Errorf("%v became %v", first, again)
	}
}
