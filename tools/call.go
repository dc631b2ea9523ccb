package tools

// A Caller is who calls a tool: the API with the caller's token, and how
// results are shown.
type Caller struct {
	Book
	Guard *Guard // against sending the same twice; nil: none
	View  View   // how results are shown
	Tool  string // the name of the tool that is called; set by Call
}
