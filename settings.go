package main

import (
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/jessevdk/go-flags"

	"intercom-mcp/server"
)

// guards are the flags that keep something from happening, or something private
// from being told: the program does not start without one that was meant.
func guards() []string { return []string{"read-only", "redact", "exclude-tools"} }

// A remark is what there is to say of a value that was not taken as it is.
type remark struct {
	setting string // the variable, or the flag with its dashes
	flag    string // its name
	what    string
}

// What there is to say. The first three count as not set.
const (
	isPlaceholder = "holds a placeholder that nothing was put in place of"
	isEmpty       = "is empty"
	isNoToken     = "holds what no access token can be: spaces, or characters that are not ASCII"
	isDressed     = "had quotes or Bearer around it, which are left out"
)

// unset reports whether the value counts as not set.
func (r remark) unset() bool { return r.what != isDressed }

// warn logs the remarks. It never tells a value: some are secrets.
func warn(log *slog.Logger, remarks []remark) {
	for _, r := range remarks {
		if r.unset() {
			log.Warn("a setting counts as not set: it "+r.what, "setting", r.setting)
		}
	}
}

// settings reads the values of flags and variables as people and clients write
// them: in any case, in quotes, or not at all.
type settings struct {
	parser  *flags.Parser
	remarks []remark
}

// flags returns args with clean values, and which flags they set. A flag whose
// value counts as not set is left out.
func (s *settings) flags(args []string) (clean []string, set map[string]bool, err error) {
	set = map[string]bool{}
	for i := 0; i < len(args); i++ {
		if args[i] == "--" {
			return append(clean, args[i:]...), set, nil
		}
		name, value, given := strings.Cut(strings.TrimPrefix(args[i], "--"), "=")
		o := s.parser.FindOptionByLongName(name)
		switch {
		case o == nil || !strings.HasPrefix(args[i], "--"):
			clean = append(clean, args[i])
			continue
		case !given && (isBool(o) || i+1 == len(args) || strings.HasPrefix(args[i+1], "--")):
			set[name] = true
			clean = append(clean, args[i]) // the parser says if a value is missing
			continue
		case !given:
			i++
			value = args[i]
		}
		value, ok, err := s.read(o, "--"+name, value)
		if err != nil {
			return nil, nil, err
		}
		if ok {
			set[name] = true
			clean = append(clean, "--"+name+"="+value)
		}
	}
	return clean, set, nil
}

// variables makes the values of variables the defaults of their flags, but for
// those that are set, and returns the names of the variables used by their
// flags' names.
func (s *settings) variables(env []string, set map[string]bool) (map[string]string, error) {
	values := map[string]string{}
	for _, v := range env {
		name, value, _ := strings.Cut(v, "=")
		values[name] = value
	}
	used := map[string]string{}
	for _, o := range options(s.parser.Groups()) {
		name := o.EnvDefaultKey
		o.EnvDefaultKey = "" // else the parser would look into the process's own environment
		value, ok := values[name]
		if !ok || set[o.LongName] {
			continue
		}
		if name == "INTERCOM_TOOLSETS" && value == "" && !set["tools"] && server.Unquote(values["INTERCOM_TOOLS"]) == "" {
			value = " " // not even tools by name are asked for: nothing is, as configuration files leave it
		}
		value, ok, err := s.read(o, name, value)
		if err != nil {
			return nil, err
		}
		if ok {
			o.Default, used[o.LongName] = []string{value}, name
		}
	}
	return used, nil
}

// read returns the value of an option as the parser takes it; false means that
// it counts as not set. Only an empty list of toolsets means something: none.
func (s *settings) read(o *flags.Option, setting, raw string) (value string, ok bool, err error) {
	value = server.Unquote(raw)
	what := ""
	switch {
	case o.LongName == "toolsets" && raw == "":
		return "", true, nil
	case value == "":
		what = isEmpty
	case isUnexpanded(o, value):
		what = isPlaceholder
	case o.LongName == "access-token":
		value, what = readToken(raw)
	default:
		return plainWord(o, value), true, nil
	}
	r := remark{setting, o.LongName, what}
	if what == isPlaceholder && slices.Contains(guards(), o.LongName) {
		return "", false, fmt.Errorf("%s %s: give it a value, or leave it out if nothing is to be guarded", setting, what)
	}
	if what != "" {
		s.remarks = append(s.remarks, r)
	}
	return value, what == "" || !r.unset(), nil
}

// readToken returns a token without what does not belong to it, and what there
// is to say.
func readToken(raw string) (token, what string) {
	switch token = server.CleanToken(raw); {
	case token != "" && token == strings.TrimSpace(raw):
		return token, ""
	case token != "":
		return token, isDressed
	case server.IsPlaceholder(withoutScheme(raw)):
		return "", isPlaceholder
	case withoutScheme(raw) == "":
		return "", isEmpty
	}
	return "", isNoToken
}

// withoutScheme returns a value without quotes, and Bearer before it.
func withoutScheme(raw string) string {
	parts := strings.Fields(server.Unquote(raw))
	for len(parts) > 0 && strings.EqualFold(parts[0], "Bearer") {
		parts = parts[1:]
	}
	return server.Unquote(strings.Join(parts, " "))
}

// inPath matches a variable of a shell in a longer value, as in traces-of-$USER.
var inPath = regexp.MustCompile(`\$[A-Za-z_]\w*|%[A-Za-z_]\w{2,}%`)

// isUnexpanded reports whether a value is a placeholder, or has one in it. A
// secret may have a dollar sign.
func isUnexpanded(o *flags.Option, value string) bool {
	if server.IsPlaceholder(value) {
		return true
	}
	switch o.LongName {
	case "access-token", "redact-key", "fault":
		return false
	}
	if _, isList := o.Value().(list); isList && slices.ContainsFunc(listWords(value), server.IsPlaceholder) {
		return true
	}
	return inPath.MatchString(value)
}

// checkSandbox returns an error where the sandbox may have been meant and a real
// workspace would be used.
func (c *cli) checkSandbox() error {
	for _, r := range c.remarks {
		if r.flag == "sandbox" && r.what == isPlaceholder && c.Workspace.AccessToken != "" {
			return fmt.Errorf("%s %s, and an access token is set: say true or false, so that no real workspace is used by mistake", r.setting, r.what)
		}
	}
	return nil
}

// plainWord returns a value as its option spells it: choices, times and true or
// false in lower case.
func plainWord(o *flags.Option, value string) string {
	choices := o.Choices
	if o.LongName == "api-version" {
		choices = []string{"Preview", "Unstable"}
	}
	for _, choice := range choices {
		if strings.EqualFold(choice, value) {
			return choice
		}
	}
	lower := strings.ToLower(value)
	switch o.Value().(type) {
	case bool:
		if meant, ok := booleans()[lower]; ok {
			return meant
		}
		return lower
	case time.Duration:
		return strings.ReplaceAll(lower, " ", "")
	case list:
		return strings.Join(listWords(value), ",") // the parser would trip over quotes
	}
	return value
}

func booleans() map[string]string {
	return map[string]string{"yes": "true", "on": "true", "no": "false", "off": "false"}
}

func isBool(o *flags.Option) bool {
	_, is := o.Value().(bool)
	return is
}
