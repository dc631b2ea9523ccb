package tools

import (
	"intercom-mcp/tools/cursor"
	"intercom-mcp/tools/result"
)

// summaryPaging are the arguments of a list of summaries that takes no others.
type summaryPaging struct {
	cursor.Args
	result.FieldOptions
}
