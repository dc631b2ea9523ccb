package tools

import "intercom-mcp/intercomapi"

// paged asks for the page at a call's place of a list that names the next page
// by a number or by a cursor, as it likes.
func paged(own position, cursor string, ask func(intercomapi.Paging) (intercomapi.Page, error)) ([]intercomapi.Object, more, error) {
	at, err := resume(own, cursor)
	if err != nil {
		return nil, more{}, err
	}
	page, err := ask(intercomapi.Paging{PerPage: at.PerPage, Page: at.Page, StartingAfter: at.After})
	return page.Items, at.next(page), err
}

// counted asks for the page at a call's place of a list that takes page numbers
// alone, whatever it says of the next page.
func counted(own position, cursor string, ask func(intercomapi.Numbered) (intercomapi.Page, error)) ([]intercomapi.Object, more, error) {
	at, err := resumePage(own, cursor)
	if err != nil {
		return nil, more{}, err
	}
	page, err := ask(at.numbered())
	return page.Items, at.nextPage(page), err
}
