//go:build !race

package untrusted

// megabytes is the size of the largest hostile texts.
const megabytes = 10
