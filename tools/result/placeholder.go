package result

import (
	"fmt"

	"intercom-mcp/tools/args"
	"intercom-mcp/tools/jsontree"
	"intercom-mcp/tools/lazy"
)

// What a placeholder looks like within a text, and alone without its brackets.
var (
	bracketedPlaceholder = lazy.Regexp(`\[(email|phone|card)-[0-9a-f]{4,12}\]`)
	barePlaceholder      = lazy.Regexp(`^(email|phone|card)-[0-9a-f]{6}$`)
)

// RefusePlaceholders returns an args.Error where a call's arguments, a JSON object,
// hold a placeholder: what it stands for is not known, and no customer should read
// it. Without brackets it may be an id that a customer chose, unless this View
// redacts.
func (v View) RefusePlaceholders(arguments []byte) error {
	root, err := jsontree.Parse(arguments)
	if err != nil {
		return nil // reading the arguments reports it
	}
	return v.refusePlaceholder("", root)
}

func (v View) refusePlaceholder(path string, t *jsontree.Node) error {
	for i, child := range t.Items {
		inner := fmt.Sprintf("%s[%d]", path, i)
		if t.Kind == jsontree.Object {
			inner = jsontree.JoinPath(path, t.Names[i])
		}
		if err := v.refusePlaceholder(inner, child); err != nil {
			return err
		}
	}
	if t.Kind != jsontree.String {
		return nil
	}
	found := bracketedPlaceholder().FindStringSubmatch(t.Text)
	if found == nil && v.Redact != nil {
		found = barePlaceholder().FindStringSubmatch(t.Text)
	}
	if found == nil {
		return nil
	}
	what := map[string]string{"email": "e-mail", "phone": "phone number", "card": "card number"}[found[1]]
	return args.Errorf(path, "holds %s, a placeholder for a redacted %s, which the server can't turn back: use the contact's id", found[0], what)
}
