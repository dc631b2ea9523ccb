//go:build race

package untrusted

// megabytes is the size of the largest hostile texts: the race detector makes
// what computes much ten times slower, so that they are smaller under it.
const megabytes = 1
