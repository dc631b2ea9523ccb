// Package e2e holds the end-to-end tests: they build the program, run it as a
// process, and speak to it over real pipes and sockets, with clients that others
// wrote. Those that are written for Node are pinned in node/package.json; where
// they are not installed (npm ci --ignore-scripts in node/), their tests are
// skipped, or fail if INTERCOM_MCP_REQUIRE_PARTS is set.
package e2e
