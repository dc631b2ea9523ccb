// Package intercomapi is a thin client of Intercom's REST API: one method per
// operation, request structs that carry what Intercom takes, replies as
// Intercom sent them, one error type. It knows nothing of MCP.
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
//	                   also=x:a, another spelling x of the value a
package intercomapi
