package tools

// summaryPaging are the arguments of a list of summaries that takes no others.
type summaryPaging struct {
	Args2
	FieldOptions
}
