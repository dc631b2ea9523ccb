package sandbox_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"

	"intercom-mcp/sandbox"
)

// A client talks to the workspace in process; the next write is done, and yet its answer is lost.
func Example() {
	w := sandbox.New(sandbox.Options{Empty: true})
	fault, err := sandbox.ParseFault("POST /contacts cut-after x1")
	if err != nil {
		fmt.Println(err)
		return
	}
	w.Inject(fault)
	client := &http.Client{Transport: w.Transport()}
	for range 2 {
		r, _ := http.NewRequest(http.MethodPost, "https://api.intercom.io/contacts", strings.NewReader(`{"email":"ann@example.com"}`))
		r.Header.Set("Authorization", "Bearer any")
		resp, err := client.Do(r)
		if err != nil {
			fmt.Println("lost")
			continue
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		fmt.Println(resp.StatusCode)
	}
	fmt.Println(len(w.Requests()), "requests")
	// Output:
	// lost
	// 409
	// 2 requests
}
