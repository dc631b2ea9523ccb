// Package intercomapi is a client of Intercom's REST API: one method for each
// operation, request structs with what Intercom takes, replies as Intercom sent
// them, one error type. Calls stay within the rate limit and are repeated where
// that can't do harm. The package must not know who calls it, or what MCP is.
//
// What is sent follows version 2.16 of the API; what is read may be of any
// version: ids as string, number or null, times as number or text, pages.next
// as object, URL, null or absent.
//
// The fields of a request struct say in their tags what the API's reference
// says of them, so that schemas, documentation and tests built on them say it
// no second time:
//
//	json:"name"        the name on the wire
//	jsonschema:"…"     what the field means, in one line
//	rule:"min=1 …"     its bounds: enum=a|b, min=, max=, minlen=, maxlen=, minitems=, maxitems=;
//	                   also=x:a, another spelling x of the value a; utc, a time without a zone is in UTC
package intercomapi
