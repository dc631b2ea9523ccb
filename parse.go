package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/jessevdk/go-flags"
)

// A command is what the program is asked to do; its fields are its own flags.
type command interface {
	run(ctx context.Context, c *cli) error
}

type namedCommand struct {
	command
	name, short, long string // long follows short in the command's own help
}

// helpWanted is returned where the command line asks for help.
type helpWanted struct{ text string }

// Error implements error.
func (helpWanted) Error() string { return "help is asked for" }

// parse fills c from the arguments and, where they say nothing, from the
// environment, and returns the command that is asked for.
func parse(c *cli, args, env []string) (command, error) {
	all := commands()
	p, err := newParser(c, all)
	if err != nil {
		return nil, err
	}
	read := settings{parser: p}
	args, set, err := read.flags(args)
	if err != nil {
		return nil, err
	}
	variables, err := read.variables(env, set)
	if err != nil {
		return nil, err
	}
	c.remarks = read.remarks
	rest, err := p.ParseArgs(args)
	if flagError := (*flags.Error)(nil); errors.As(err, &flagError) {
		if flagError.Type == flags.ErrHelp {
			return nil, help(p.Active)
		}
		return nil, plainError(flagError, variables)
	}
	if err != nil {
		return nil, err
	}
	asked := all[0]
	if p.Active != nil {
		asked = all[slices.IndexFunc(all, func(n namedCommand) bool { return n.name == p.Active.Name })]
	} else if len(rest) > 0 {
		return nil, fmt.Errorf("unknown command %q: see intercom-mcp --help", rest[0])
	}
	if len(rest) > 0 {
		return nil, fmt.Errorf("unexpected argument %q", rest[0])
	}
	return asked.command, c.checkSandbox()
}

// newParser returns a parser that fills c and the given commands.
func newParser(c *cli, all []namedCommand) (*flags.Parser, error) {
	p := flags.NewNamedParser("intercom-mcp", flags.HelpFlag|flags.PassDoubleDash|flags.AllowBoolValues)
	p.LongDescription, p.SubcommandsOptional = description, true
	if _, err := p.AddGroup("Options", "", c); err != nil {
		return nil, err
	}
	for name, text := range descriptions() {
		p.FindOptionByLongName(name).Description = text
	}
	for _, cmd := range all {
		if _, err := p.AddCommand(cmd.name, cmd.short, cmd.short+". "+cmd.long, cmd.command); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// help returns the help of a command, or of the program where there is none. It
// comes from a parser that has seen no variable's value: some are secrets.
func help(active *flags.Command) error {
	p, err := newParser(&cli{}, commands())
	if err != nil {
		return err
	}
	args := []string{"--help"}
	if active != nil {
		args = append(args, active.Name)
		slices.Reverse(args)
	}
	_, err = p.ParseArgs(args)
	return helpWanted{err.Error()}
}

// options returns the flags of groups and of the groups in them.
func options(groups []*flags.Group) []*flags.Option {
	var all []*flags.Option
	for _, g := range groups {
		all = append(append(all, g.Options()...), options(g.Groups())...)
	}
	return all
}

// plainError returns a parser's error in plain words. Where the variable of the
// flag with a bad value is set, by flag in variables, it names that as well: the
// value may come from there.
func plainError(err *flags.Error, variables map[string]string) error {
	msg := err.Message
	for _, p := range plainWords() {
		if m := regexp.MustCompile(p.expression).FindStringSubmatch(msg); m != nil {
			msg = p.text(m)
			break
		}
	}
	if err.Type == flags.ErrMarshal || err.Type == flags.ErrInvalidChoice {
		flag, _, _ := strings.Cut(strings.TrimPrefix(msg, "--"), " ")
		if variable, ok := variables[flag]; ok {
			msg += fmt.Sprintf(" (%s is set)", variable)
		}
	}
	return errors.New(msg)
}

// A wording says what the parser's errors of one form are in plain words.
type wording struct {
	expression string
	text       func(m []string) string // of the expression's groups
}

func plainWords() []wording {
	kinds := map[string]string{"time.Duration": "a time such as 30s or 2m", "bool": "true or false", "int": "a whole number"}
	return []wording{
		{"^invalid argument for flag `--(.+)' \\(expected (time\\.Duration|bool|int)\\): [^\"]*(\".*\")", func(m []string) string {
			return fmt.Sprintf("--%s %s is not %s", m[1], m[3], kinds[m[2]])
		}},
		{"^Invalid value `(.*)' for option `--(.+)'. Allowed values are: (.+)$", func(m []string) string {
			return fmt.Sprintf("--%s %q is not %s", m[2], m[1], m[3])
		}},
		{"^expected argument for flag `--(.+)'", func(m []string) string { return fmt.Sprintf("--%s needs a value", m[1]) }},
		{"^unknown flag `(.+)'", func(m []string) string { return fmt.Sprintf("unknown flag %q: see intercom-mcp --help", m[1]) }},
		{"^the required argument `(.+)` was not provided", func(m []string) string { return fmt.Sprintf("the argument %s is missing", m[1]) }},
	}
}
