package sandbox_test

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"intercom-mcp/intercomapi/contract"
	"intercom-mcp/sandbox"
)

// noon is the clock of all tests.
var noon = time.Date(2026, 3, 18, 12, 0, 0, 0, time.UTC)

func newWorkspace(o sandbox.Options) *sandbox.Workspace {
	if o.Now == nil {
		o.Now = func() time.Time { return noon }
	}
	return sandbox.New(o)
}

// ask sends one request as a client with a token does, and returns the answer.
func ask(t testing.TB, h http.Handler, method, target, body string) *httptest.ResponseRecorder {
	t.Helper()
	rec := httptest.NewRecorder()
	send(t, h, rec, method, target, body)
	return rec
}

// send sends one request as a client with a token does, and has the answer written to rw.
func send(t testing.TB, h http.Handler, rw http.ResponseWriter, method, target, body string) {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer x")
	r.Header.Set("Intercom-Version", "2.16")
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	h.ServeHTTP(rw, r)
}

// TestScenarios runs the scenarios in testdata, each in a workspace of its own. A line is
//
//	STATUS METHOD /path {body} -> name=path.in.the.answer name==value ...
//
// where $name is what an earlier line stored, and "==" is a claim about the answer. Every answer is held against the description,
// and so is every request that is to succeed.
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/*.scenario")
	if err != nil || len(files) == 0 {
		t.Fatal("no scenarios", err)
	}
	covered := map[string]bool{}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".scenario"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			w := &scenario{description: contract.Load(t), workspace: newWorkspace(sandbox.Options{}), variables: map[string]string{}, covered: covered}
			for n, line := range strings.Split(string(text), "\n") {
				if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
					w.step(t, fmt.Sprintf("%s:%d", file, n+1), line)
				}
			}
		})
	}
	t.Run("all of them", func(t *testing.T) { checkCoverage(t, covered) })
}

// alwaysRefused are operations on things of which the sandbox has none: they say so, as Intercom does.
var alwaysRefused = map[string]bool{
	"POST /contacts/{id}/banners/{view_id}/dismiss":                   true,
	"GET /data_connectors/{data_connector_id}/execution_results/{id}": true,
	"GET /messages/whatsapp/status":                                   true,
}

// checkCoverage checks that a scenario succeeds at all that the sandbox supports, and that testdata/unsupported.txt lists the rest.
func checkCoverage(t *testing.T, covered map[string]bool) {
	space := newWorkspace(sandbox.Options{Empty: true, RateLimit: 1000})
	var lacks []string
	for _, op := range contract.Load(t).Operations() {
		said := ask(t, space, op.Method, strings.NewReplacer("{", "", "}", "").Replace(op.Path), "").Body.String()
		if strings.Contains(said, "The sandbox lacks") {
			lacks = append(lacks, op.String())
			if name := op.ID; name != "" && !strings.Contains(said, "The sandbox lacks "+name+" ") {
				t.Errorf("%s: %s, want its name %s", op, said, name)
			}
			continue
		}
		if !covered[op.String()] && !alwaysRefused[op.String()] {
			t.Errorf("no scenario succeeds at %s", op)
		}
	}
	want, err := os.ReadFile("testdata/unsupported.txt")
	if err != nil || strings.TrimSpace(string(want)) != strings.Join(lacks, "\n") {
		t.Errorf("testdata/unsupported.txt should be (%v):\n%s", err, strings.Join(lacks, "\n"))
	}
}

// A scenario is one file of testdata that is being run.
type scenario struct {
	description *contract.Description
	workspace   *sandbox.Workspace
	variables   map[string]string
	// covered are the operations that succeeded, of all scenarios.
	covered map[string]bool
}

// step sends the request of a line and checks its answer.
func (s *scenario) step(t *testing.T, where, line string) {
	t.Helper()
	line, claims, _ := strings.Cut(line, " -> ")
	for name, v := range s.variables {
		line, claims = strings.ReplaceAll(line, "$"+name+"$", v), strings.ReplaceAll(claims, "$"+name+"$", v)
	}
	f := strings.SplitN(line+"   ", " ", 4)
	body := strings.TrimSpace(f[3])
	status, _ := strconv.Atoi(f[0])
	rec := ask(t, s.workspace, f[1], f[2], body)
	r := httptest.NewRequest(f[1], f[2], strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	var faults []string
	if status < 300 {
		faults = s.description.CheckRequest(r, []byte(body))
		s.covered[s.description.Operation(r)] = true
	}
	faults = append(faults, s.description.CheckReply(r, rec.Code, rec.Header(), rec.Body.Bytes())...)
	if rec.Code != status {
		faults = append(faults, fmt.Sprintf("status %d: %.300s", rec.Code, rec.Body))
	}
	faults = append(faults, s.checkClaims(rec.Body.Bytes(), claims)...)
	for _, fault := range faults {
		t.Errorf("%s: %s %s: %s", where, f[1], f[2], fault)
	}
}

// checkClaims checks an answer by the claims of a line and stores what the line names.
func (s *scenario) checkClaims(body []byte, claims string) (faults []string) {
	var v any
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	if err := dec.Decode(&v); err != nil && claims != "" {
		return []string{err.Error()}
	}
	for c := range strings.FieldsSeq(claims) {
		if path, want, ok := strings.Cut(c, "=="); ok {
			if got := at(v, path); got != strings.ReplaceAll(want, "_", " ") && got != want {
				faults = append(faults, fmt.Sprintf("%s is %q, want %q", path, got, want))
			}
			continue
		}
		name, path, _ := strings.Cut(c, "=")
		s.variables[name] = at(v, path)
	}
	return faults
}

// at returns the value at a path such as errors.0.code as text; "#" is the length of a list.
func at(v any, path string) string {
	for step := range strings.SplitSeq(path, ".") {
		switch t := v.(type) {
		case map[string]any:
			v = t[step]
		case []any:
			n, err := strconv.Atoi(step)
			switch {
			case step == "#":
				return strconv.Itoa(len(t))
			case err != nil || n >= len(t):
				return "(nothing)"
			}
			v = t[n]
		default:
			return "(nothing)"
		}
	}
	return fmt.Sprint(v)
}
