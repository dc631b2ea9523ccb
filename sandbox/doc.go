// Package sandbox is an Intercom workspace in memory. Requests to Intercom's REST API, version 2.16, go in, over HTTP (ServeHTTP)
// or in process (Transport), and so do faults that are to happen to them (Inject). Out come the answers that the API gives, from
// what was written before and from sample data of an invented company, Lumen Desk, which are the same bytes for the same clock.
// It must not know who calls it, nor share code with a client of the API.
package sandbox
