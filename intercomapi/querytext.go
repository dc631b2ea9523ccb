package intercomapi

import (
	"fmt"
	"strings"
)

// queryText returns a value as a query string holds it: a list with commas.
func queryText(v any) string {
	list, ok := v.([]any)
	if !ok {
		return fmt.Sprint(v)
	}
	var items []string
	for _, item := range list {
		items = append(items, fmt.Sprint(item))
	}
	return strings.Join(items, ",")
}
