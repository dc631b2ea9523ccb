package intercomapi

// Where returns a filter: what a field must be, in Intercom's search language.
func Where(field, operator string, value any) Query {
	return Query{Field: field, Operator: operator, Value: value}
}

// WhereName returns a query that wants a field to hold a name. Intercom answers names
// escaped, and does not say which of the two spellings a search compares with: where
// they differ, either will do.
func WhereName(field, operator, name string) Query {
	var either []Query
	for _, spelling := range SpellingsOfName(name) {
		either = append(either, Where(field, operator, spelling))
	}
	if len(either) == 1 {
		return either[0]
	}
	return Any(either...)
}

// All returns a query that wants all of some filters: the filter itself where
// there is one alone, else a group. How many a group may have is for its caller
// to know.
func All(filters ...Query) Query {
	if len(filters) == 1 {
		return filters[0]
	}
	return Query{Operator: "AND", Value: filters}
}

// Any returns a query that wants one of some filters at least.
func Any(filters ...Query) Query { return Query{Operator: "OR", Value: filters} }

// NewSearch returns the search for a page of what a query finds, unsorted.
func NewSearch(q Query, page Listing) Search { return Search{Query: q, Pagination: &page} }

// SortedBy returns the search with an order: ascending or descending. An empty
// field leaves it unsorted.
func (s Search) SortedBy(field, order string) Search {
	if field != "" {
		s.Sort = &SearchSort{Field: field, Order: order}
	}
	return s
}
