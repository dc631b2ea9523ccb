package tools_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/registry"
)

const csv = "id,name\n1,Ann\n"

// TestDownloads hands over files in each form that Intercom gives them.
func TestDownloads(t *testing.T) {
	for name, tt := range map[string]struct {
		data []byte
		want object
	}{
		"plain":           {[]byte(csv), object{"text": csv, "size": float64(len(csv))}},
		"with a mark":     {[]byte("\ufeff" + csv), object{"text": csv}},
		"gzip":            {gzipped(t, []byte(csv)), object{"text": csv, "size": float64(len(csv))}},
		"archive":         {zipped(t, map[string]string{"opens.csv": csv}), object{"text": "==> opens.csv <==\n" + csv}},
		"an empty one":    {zipped(t, nil), object{"size": 0.0}},
		"not text":        {[]byte{0xff, 0xfb, 0x90}, object{"base64": "//uQ", "size": 3.0}},
		"nothing":         {nil, object{"size": 0.0}},
		"no gzip at last": {[]byte("\x1f\x8bxx"), nil},
	} {
		t.Run(name, func(t *testing.T) {
			var accept string
			c, tool := callerOver(t, newFake(func(w http.ResponseWriter, r *http.Request) {
				accept = r.Header.Get("Accept")
				w.Header().Set("Content-Type", "application/octet-stream")
				_, _ = w.Write(tt.data)
			})), named(t, "download_data_export")
			if tt.want == nil {
				_, err := tool.Call(t.Context(), c, json.RawMessage(`{"job_identifier":"v1"}`))
				if err == nil || !strings.Contains(err.Error(), "can't be unpacked") {
					t.Error(err)
				}
				return
			}
			got := object{}
			readResult(t, c, tool, `{"job_identifier":"v1"}`, &got)
			for field, want := range tt.want {
				if got[field] != want {
					t.Errorf("%s is %v, want %v", field, got[field], want)
				}
			}
			if accept != "application/octet-stream" || got["next_offset"] != nil {
				t.Errorf("Accept %q, result %v", accept, got)
			}
		})
	}
}

// TestDownloadParts puts a long file together again from its parts.
func TestDownloadParts(t *testing.T) {
	for name, whole := range map[string]string{
		"lines":    strings.Repeat("1,Änn,ann@example.com\n", 6000),
		"one line": strings.Repeat("ä", 60_000),
		"binary":   "\xff" + strings.Repeat("\x00", 120_000),
	} {
		t.Run(name, func(t *testing.T) {
			c, tool := callerOver(t, newFake(func(w http.ResponseWriter, _ *http.Request) {
				_, _ = w.Write(gzipped(t, []byte(whole)))
			})), named(t, "download_data_export")
			var got strings.Builder
			for part := (struct {
				Text, Base64 string
				NextOffset   int `json:"next_offset"`
			}{NextOffset: -1}); part.NextOffset != 0; {
				raw, _ := json.Marshal(object{"job_identifier": "v1", "offset": max(part.NextOffset, 0)})
				part.Text, part.Base64, part.NextOffset = "", "", 0
				readResult(t, c, tool, string(raw), &part)
				binary, err := base64.StdEncoding.DecodeString(part.Base64)
				if err != nil || len(part.Text)+len(binary) > 50_000 {
					t.Fatalf("a part of %d bytes: %v", len(part.Text)+len(binary), err)
				}
				got.WriteString(part.Text + string(binary))
			}
			if got.String() != whole {
				t.Errorf("%d bytes put together from %d", got.Len(), len(whole))
			}
		})
	}
}

// TestDownloadBounds are files that are not handed over, and what is said instead.
func TestDownloadBounds(t *testing.T) {
	bomb := gzipped(t, make([]byte, 64<<20+1))
	for name, tt := range map[string]struct {
		tool, args, want string
		answer           http.HandlerFunc
	}{
		"past the end": {"get_call_transcript", `{"id":"1","offset":9}`, "offset is past the end: the file has 2 bytes", fileReply("Hi")},
		"unpacked":     {"download_data_export", `{"job_identifier":"v1"}`, "it is over 64 MiB: export a shorter time span", fileReply(string(bomb))},
		"packed": {"download_reporting_export", `{"job_identifier":"v1"}`, "larger than this server reads: export a shorter time span",
			fileReply(strings.Repeat("x", 2<<20))},
		"audio":    {"get_call_recording", `{"id":"1"}`, "open its recording_url", fileReply("\xff" + strings.Repeat("x", 1<<20))},
		"web page": {"get_call_transcript", `{"id":"1"}`, "a web page and not a file", fileReply("<html>Sign in</html>")},
		"expired":  {"download_data_export", `{"job_identifier":"v1"}`, "find the right id", statusReply(http.StatusNotFound)},
	} {
		t.Run(name, func(t *testing.T) {
			c, tool := callerOver(t, newFake(tt.answer)), named(t, tt.tool)
			if name == "packed" {
				c.Client = small(t, tt.answer)
			}
			_, err := tool.Call(t.Context(), c, json.RawMessage(tt.args))
			if err == nil || !strings.Contains(tool.Explain(err), tt.want) {
				t.Errorf("%v, want %q", err, tt.want)
			}
		})
	}
}

// TestRedirect hands over the address of a recording and does not go there.
func TestRedirect(t *testing.T) {
	const address = "https://files.example/a.mp3?signature=x"
	api := newFake(http.RedirectHandler(address, http.StatusFound).ServeHTTP)
	got := object{}
	readResult(t, callerOver(t, api), named(t, "get_call_recording"), `{"id":"1"}`, &got)
	if got["url"] != address || len(api.calls()) != 1 {
		t.Errorf("%v, and calls %v", got, api.calls())
	}
}

// readResult calls a tool and reads its result into out.
func readResult(t *testing.T, c registry.Caller, tool registry.Tool, args string, out any) {
	t.Helper()
	found, err := tool.Call(t.Context(), c, json.RawMessage(args))
	if err != nil {
		t.Fatal(tool.Explain(err))
	}
	raw, err := json.Marshal(found)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, out); err != nil {
		t.Fatal(err)
	}
}

// fileReply answers with a file.
func fileReply(data string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(data)) }
}

// small is a client that reads a megabyte.
func small(t *testing.T, answer http.HandlerFunc) *intercomapi.Client {
	t.Helper()
	api, err := intercomapi.New(intercomapi.Config{BaseURL: "https://api.example", Transport: newFake(answer), MaxReply: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	return api.WithToken(secret)
}

func gzipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipped(t *testing.T, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
