// Package cursor carries a list from one page to the next. In go the argument
// starting_after of a call and what Intercom says of the next page, be it a
// cursor, a page number or a scroll; out comes the place at which to ask for a
// page, and the starting_after of the page after it. It knows how package
// intercomapi names a page, but must not know of MCP, nor what a list holds.
package cursor
