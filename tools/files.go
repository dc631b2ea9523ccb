package tools

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"intercom-mcp/intercomapi"
	"intercom-mcp/tools/args"
)

const (
	maxUnpacked = 64 << 20 // bytes of a file after unpacking: more is an error
	maxFilePart = 50_000   // bytes of a file in one answer: a model's context holds few more
)

// fileResult is a part of a file, or its address: text where the file is text,
// else Base64.
type fileResult struct {
	ContentType string `json:"content_type,omitempty"`
	Size        int    `json:"size" jsonschema:"Bytes of the whole file, unpacked"`
	Text        string `json:"text,omitempty"`
	Base64      string `json:"base64,omitempty"`
	NextOffset  int    `json:"next_offset,omitempty" jsonschema:"Where the rest begins"`
	URL         string `json:"url,omitempty" jsonschema:"Where the file lies, if not at Intercom"`

	offset int `json:"-"` // where in the file this part begins, in bytes
}

// Length returns the length of the part as it is written, in bytes.
func (f fileResult) Length() int { return max(len(f.Text), len(f.Base64)) }

// Portion returns the part again, of no more than n bytes of the file.
func (f fileResult) Portion(n int) any {
	if f.Base64 == "" {
		return f.withText([]byte(f.Text), n)
	}
	data, _ := base64.StdEncoding.DecodeString(f.Base64) // encoded here
	return f.withBase64(data, n)
}

// withText returns f with the beginning of a text that lies at its offset, of no
// more than n bytes.
func (f fileResult) withText(data []byte, n int) fileResult {
	data = textPrefix(data, n)
	f.Text = string(data)
	return f.withLength(len(data))
}

// withBase64 returns f with the first n bytes of data that lies at its offset.
func (f fileResult) withBase64(data []byte, n int) fileResult {
	data = data[:min(len(data), n)]
	f.Base64 = base64.StdEncoding.EncodeToString(data)
	return f.withLength(len(data))
}

// withLength returns f as a part of so many bytes of the file: the rest, if there
// is one, begins after them.
func (f fileResult) withLength(n int) fileResult {
	if end := f.offset + n; end < f.Size {
		f.NextOffset = end
	}
	return f
}

// fileArgs are the arguments of a tool that returns a file part by part.
type fileArgs struct {
	Offset int `json:"offset,omitempty" jsonschema:"next_offset of the last part" rule:"min=0"`
}

// part returns the part of a download that begins at the offset; where Intercom
// gives an address instead of the file, that. err is the download's own.
func (in fileArgs) part(d intercomapi.Download, err error) (fileResult, error) {
	switch {
	case errors.Is(err, intercomapi.ErrTooLarge):
		return fileResult{}, errors.New("the file is larger than this server reads: export a shorter time span")
	case err != nil:
		return fileResult{}, err
	case d.Location != "":
		return fileResult{URL: d.Location}, nil
	}
	data, err := unpack(d.Data)
	if err != nil {
		return fileResult{}, err
	}
	if in.Offset > len(data) {
		return fileResult{}, args.Errorf("offset", "is past the end: the file has %d bytes", len(data))
	}
	out := fileResult{ContentType: d.ContentType, Size: len(data), offset: in.Offset}
	rest := data[in.Offset:]
	if utf8.Valid(data) && startsRune(rest) {
		return out.withText(rest, maxFilePart), nil
	}
	return out.withBase64(rest, maxFilePart), nil
}

// startsRune reports whether b begins with a whole character, or is empty.
func startsRune(b []byte) bool { return len(b) == 0 || utf8.RuneStart(b[0]) }

// textPrefix returns the beginning of a text, of at most limit bytes: whole lines,
// whole words where a line is longer, and whole characters where a word is.
func textPrefix(b []byte, limit int) []byte {
	if len(b) <= limit {
		return b
	}
	for _, end := range []string{"\n", " ,;"} {
		if i := bytes.LastIndexAny(b[:limit], end); i >= 0 {
			return b[:i+1]
		}
	}
	end := limit
	for end > 0 && !utf8.RuneStart(b[end]) {
		end--
	}
	return b[:end]
}

// unpack returns a file unpacked from gzip or ZIP, as its first bytes say, without
// a byte order mark; any other file as it is. What Intercom calls gzipped is either.
// The files of an archive follow each other under their names.
func unpack(data []byte) ([]byte, error) {
	var out []byte
	var err error
	switch {
	case bytes.HasPrefix(data, []byte("\x1f\x8b")):
		out, err = gunzip(data)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		out, err = unzip(data)
	default:
		out = data
	}
	if err != nil {
		return nil, fmt.Errorf("the file can't be unpacked: %w", err)
	}
	return bytes.TrimPrefix(out, []byte("\ufeff")), nil
}

func gunzip(data []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = errors.Join(appendUnpacked(&out, r), r.Close())
	return out.Bytes(), err
}

func unzip(data []byte) ([]byte, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	for _, f := range archive.File {
		if f.FileInfo().IsDir() {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "==> %s <==\n", f.Name)
		if err := errors.Join(appendUnpacked(&out, r), r.Close()); err != nil {
			return nil, err
		}
	}
	return out.Bytes(), nil
}

// appendUnpacked reads r into out. That out grows past maxUnpacked is an error: a
// small archive may hold a huge file.
func appendUnpacked(out *bytes.Buffer, r io.Reader) error {
	if _, err := io.Copy(out, io.LimitReader(r, int64(maxUnpacked-out.Len()+1))); err != nil {
		return err
	}
	if out.Len() > maxUnpacked {
		return fmt.Errorf("it is over %d MiB: export a shorter time span", maxUnpacked>>20)
	}
	return nil
}
