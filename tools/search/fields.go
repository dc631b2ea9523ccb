package search

import "strings"

// A fieldKind is the type of a searchable field, on which its operators depend.
type fieldKind string

const (
	stringKind  fieldKind = "text"
	integerKind fieldKind = "number"
	booleanKind fieldKind = "boolean"
	dateKind    fieldKind = "date"
	createdKind fieldKind = "creation date" // of tickets, which takes more operators
	tagKind     fieldKind = "tag"
	anyKind     fieldKind = "" // of a field that is not known here: Intercom judges
)

// Operators that many kinds take.
const (
	equality = "= != IN NIN"
	textual  = equality + " ~ !~ ^ $"
)

// fieldKinds returns the kind of each field, from the fields of each kind.
func fieldKinds(byKind map[fieldKind]string) map[string]fieldKind {
	kinds := map[string]fieldKind{}
	for kind, fields := range byKind {
		for field := range strings.FieldsSeq(fields) {
			kinds[field] = kind
		}
	}
	return kinds
}
