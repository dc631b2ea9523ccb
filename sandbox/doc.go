// Package sandbox is an Intercom workspace in memory that speaks Intercom's REST API, version 2.16.
//
// It keeps what it is told, judges requests as the real API does, and can be ordered to fail. It starts with sample data
// of an invented company, Lumen Desk, that looks like a support team's real week: the same clock gives the same bytes.
// It serves in process (Transport) or over HTTP (ServeHTTP), and knows nothing of who calls it.
package sandbox
