// Package prompts has the prompts: requests that a user starts by name, and that a model then works off with the tools. In go the
// arguments of a call and which tools the model has; out comes the text of the prompt, which names those tools alone and has the
// model show what would reach a customer instead of sending it. It must not know the server, nor a tool but by its name.
//
// A prompt is one argument struct, one text and one line in the table of All. The texts are the *.qtpl files, of which go generate
// makes the *.qtpl.go files.
package prompts

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:generate go tool qtc -skipLineComments

// A Prompt is a prompt's definition, and what the server needs to offer and write it.
type Prompt struct {
	Name, Title, Description string
	Arguments                []Argument
	Needs                    []string // names of tools that it can't do without; "a|b" is either
	write                    func(map[string]string, func(string) bool) (string, error)
}

// An Argument is an argument of a prompt. All values are text.
type Argument struct {
	Name, Description string
	Required          bool
	Lines             bool     // it may have several lines; otherwise it is a name or a few words
	Values            []string // the only valid ones; nil: any
	Kind              string   // of thing that it names, for completions: "team", "conversation"; "": none
}

// arguments is implemented by a struct of strings, from which its method writes the prompt's text. has reports whether the model
// has a tool.
type arguments interface {
	text(has func(tool string) bool) string
}

// prompt returns a Prompt, whose arguments are the fields of In; needs are as in Prompt.
func prompt[In arguments](name, title, description string, needs ...string) Prompt {
	args := argumentsOf(reflect.TypeFor[In]())
	return Prompt{
		Name: name, Title: title, Description: description, Arguments: args, Needs: needs,
		write: func(given map[string]string, offers func(string) bool) (string, error) {
			values, err := check(args, given)
			if err != nil {
				return "", err
			}
			var in In
			for i, a := range args {
				reflect.ValueOf(&in).Elem().Field(i).SetString(values[a.Name])
			}
			return strings.TrimSpace(in.text(offers)) + "\n", nil
		},
	}
}

// Write returns the text for a call's arguments, given by name, and for a model that has the tools that offers reports. The error
// names an argument that is missing, unknown or not valid.
func (p Prompt) Write(given map[string]string, offers func(string) bool) (string, error) {
	return p.write(given, offers)
}

// Works reports whether the tools that the prompt can't do without are offered.
func (p Prompt) Works(offers func(string) bool) bool {
	for _, need := range p.Needs {
		if !slices.ContainsFunc(strings.Split(need, "|"), offers) {
			return false
		}
	}
	return true
}

// argumentsOf returns the arguments that the tags of a struct describe, in its order.
func argumentsOf(t reflect.Type) []Argument {
	var out []Argument
	for f := range t.Fields() {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		a := Argument{Name: name, Description: f.Tag.Get("jsonschema"), Required: options != "omitempty", Kind: f.Tag.Get("names"),
			Lines: f.Tag.Get("rule") == "lines"}
		if values, ok := strings.CutPrefix(f.Tag.Get("rule"), "enum="); ok {
			a.Values = strings.Split(values, "|")
		}
		out = append(out, a)
	}
	return out
}

// maxLineLength is how many characters a name or a few words may have: a pasted address is the longest.
const maxLineLength = 500

// value returns what the text says for what was given, or an error if that is not valid. A name has one line: what follows it would
// read as one of the prompt's own steps.
func (a Argument) value(given string) (string, error) {
	switch {
	case given == "" && a.Required:
		return "", fmt.Errorf("the argument %s is missing: %s", a.Name, a.Description)
	case given == "":
		return "", nil
	case a.Values != nil:
		i := slices.IndexFunc(a.Values, func(v string) bool { return strings.EqualFold(v, given) })
		if i < 0 {
			return "", fmt.Errorf("%s is one of %s, not %q", a.Name, strings.Join(a.Values, ", "), given)
		}
		return a.Values[i], nil
	case !a.Lines && (utf8.RuneCountInString(given) > maxLineLength || strings.ContainsFunc(given, isLineBreak)):
		return "", fmt.Errorf("%s must be one line of at most %d characters: %s", a.Name, maxLineLength, a.Description)
	}
	return given, nil
}

// isLineBreak reports whether a character ends a line, or is a control character.
func isLineBreak(r rune) bool { return unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp) }

// check returns a value for every argument, "" for one that is left out, or an error that says what is wrong with those given.
func check(args []Argument, given map[string]string) (map[string]string, error) {
	values := map[string]string{}
	for _, a := range args {
		v, err := a.value(strings.TrimSpace(given[a.Name]))
		if err != nil {
			return nil, err
		}
		values[a.Name] = v
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if _, known := values[name]; !known {
			return nil, fmt.Errorf("unknown argument %q (arguments: %s)", name, strings.Join(slices.Sorted(maps.Keys(values)), ", "))
		}
	}
	return values, nil
}
