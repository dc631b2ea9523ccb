package intercomapi

// Search is the body of a search: what to find, which page, in what order.
type Search struct {
	Query      Query       `json:"query"`
	Pagination *Listing    `json:"pagination,omitempty"`
	Sort       *SearchSort `json:"sort,omitempty"`
}

// SearchSort orders a search. It must be sent with every page of it.
type SearchSort struct {
	Field string `json:"field"`
	Order string `json:"order"` // ascending or descending
}

// Query is a filter (field, operator, value) or a group of them (operator AND
// or OR, value a list of queries).
type Query struct {
	Field    string `json:"field,omitempty" jsonschema:"Not of a group"`
	Operator string `json:"operator" jsonschema:"= != IN NIN > < ~ ^ $ …, AND OR"`
	Value    any    `json:"value" jsonschema:"Value or list"`
}
