// Package args reads the arguments of tool calls. In goes a tool's argument
// struct, once, and with each call a JSON object in whatever form a model sends
// it; out come the JSON schema of the struct, the struct with the call's values,
// and an Error for each fault, in words that name the argument. It knows the
// types of package intercomapi, but must not know of MCP, of any tool, nor how
// names are looked up: a Resolver does that.
//
// A field's tags say more of its argument. The tag json gives its name, required
// unless it has omitempty or omitzero; jsonschema is its description; rule holds
// rules, with spaces between them:
//
//	min=1 max=150           bounds of a number
//	minlen=1 maxlen=255     bounds of a text's length
//	minitems=1 maxitems=10  bounds of a list's length
//	positive                a number, at least 1, though the schema does not say so
//	enum=user|lead          the only values, of a list those of its items
//	also=in_app:inapp       other spellings of values, and what each stands for
//	of=contact|company      the kinds of things that an id is of, where its name does not tell
//	day=end                 a time: a day without an hour stands for its last second
//	cursor                  a cursor; "" is the first page
//	main                    the id of what the tool works on, where that is not called id
//	filled                  never empty: "" or [] is as if not given; minlen says so too
//	empty                   "" or [] is a value, in a call that is no update, too
//	words=text|subject      an object: the arguments that words go to
//	brief                   an object whose fields the schema leaves out
//
// On an embedded struct, per_page.max=50 replaces the rule of that struct's field.
package args
