package tools

import (
	"fmt"

	"intercom-mcp/tools/lazy"
)

// bracketed is a placeholder within a text, bare one without its brackets.
var (
	bracketed = lazy.Regexp(`\[(email|phone|card)-[0-9a-f]{4,12}\]`)
	bare      = lazy.Regexp(`^(email|phone|card)-[0-9a-f]{6}$`)
)

// refusePlaceholders refuses arguments that hold a placeholder: what it stands
// for is not known here, and no customer should read it. Without brackets it may
// be an id of the customer's own, unless such placeholders are given out.
func (v View) refusePlaceholders(arguments []byte) error {
	root, err := parseTree(arguments)
	if err != nil {
		return nil // told by whoever reads them
	}
	return v.refusePlaceholder("", root)
}

func (v View) refusePlaceholder(path string, t *tree) error {
	for i, kid := range t.kids {
		inner := fmt.Sprintf("%s[%d]", path, i)
		if t.kind == record {
			inner = join(path, t.names[i])
		}
		if err := v.refusePlaceholder(inner, kid); err != nil {
			return err
		}
	}
	if t.kind != letters {
		return nil
	}
	found := bracketed().FindStringSubmatch(t.text)
	if found == nil && v.Redact != nil {
		found = bare().FindStringSubmatch(t.text)
	}
	if found == nil {
		return nil
	}
	what := map[string]string{"email": "e-mail", "phone": "phone number", "card": "card number"}[found[1]]
	return errorf(path, "holds %s, a placeholder for a redacted %s, which the server can't turn back: use the contact's id", found[0], what)
}
