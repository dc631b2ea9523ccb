package main

import (
	"io"
	"log/slog"
	"os"

	"github.com/lmittmann/tint"
)

// logger returns a logger to standard error: standard output belongs to the protocol.
func (c *cli) logger() *slog.Logger {
	least := slog.Level(c.Diagnosis.LogLevel)
	if c.quiet {
		least = max(least, slog.LevelWarn)
	}
	if c.Diagnosis.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(c.stderr, &slog.HandlerOptions{Level: least}))
	}
	return slog.New(tint.NewTextHandler(c.stderr, &tint.Options{Level: least, NoColor: !isTerminal(c.stderr)}))
}

// isTerminal reports whether w is a terminal, or another device of characters.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
