package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/sandbox"
	"intercom-mcp/server"
)

// intercom serves the sandbox over HTTP on loopback, but for what answer takes:
// it reports whether it has answered.
func intercom(t *testing.T, answer func(w http.ResponseWriter, r *http.Request) bool) string {
	t.Helper()
	space := sandbox.New(sandbox.Options{})
	u := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !answer(w, r) {
			space.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(u.Close)
	return u.URL
}

// refuse answers a path with a status and an error of Intercom's form.
func refuse(path string, status int, code string) func(http.ResponseWriter, *http.Request) bool {
	return func(w http.ResponseWriter, r *http.Request) bool {
		if r.URL.Path != path {
			return false
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(`{"type":"error.list","errors":[{"code":"` + code + `","message":"as the test wants"}]}`))
		return true
	}
}

func untouched(http.ResponseWriter, *http.Request) bool { return false }

// TestDoctorSandbox compares the whole report on the built-in sandbox.
func TestDoctorSandbox(t *testing.T) {
	got := runProgram(t, "", "doctor", "--sandbox", "--admin-id", sandbox.AdminAnn)
	if got.status != 0 || got.log != "" {
		t.Errorf("exit status %d, standard error %s", got.status, got.log)
	}
	checkGolden(t, "doctor.txt", got.out)
}

// TestDoctor shows what is said of each thing that may be wrong, and that it
// gives status 1.
func TestDoctor(t *testing.T) {
	const token = "INTERCOM_ACCESS_TOKEN=tok-of-doctor"
	for name, c := range map[string]struct {
		answer func(http.ResponseWriter, *http.Request) bool
		args   []string
		status int
		says   []string
	}{
		"all is well": {untouched, []string{token}, 0, []string{"ok    token         is set", "ok    clock         agrees", "ok    admins        can be read"}},
		"no token":    {untouched, nil, 1, []string{"WRONG token         none is set: export INTERCOM_ACCESS_TOKEN"}},
		"bad token":   {refuse("/me", 401, "unauthorized"), []string{token}, 1, []string{"WRONG token         Intercom does not accept it: copy it again"}},
		"old token":   {refuse("/me", 401, "token_expired"), []string{token}, 1, []string{"WRONG token         The access token has expired"}},
		"wrong region": {refuse("/me", 403, "region_mismatch"), []string{token}, 1, []string{
			"WRONG region        The access token is of a workspace in another region: ", "--region",
		}},
		"plan": {refuse("/conversations", 403, "api_plan_restricted"), []string{token}, 1, []string{
			"WRONG conversations ", "The plan of the Intercom workspace", "ok    tickets ",
		}},
		"version": {untouched, []string{token, "--api-version=9.99"}, 1, []string{"WRONG version       Intercom does not accept --api-version 9.99"}},
		"no JSON": {func(w http.ResponseWriter, r *http.Request) bool {
			_, _ = w.Write([]byte("<html>"))
			return true
		}, []string{token, "--retry-budget=0"}, 1, []string{"WRONG "}},
		"refused": {refuse("/me", 418, "teapot"), []string{token}, 1, []string{"WRONG api ", "as the test wants"}},
		"admin":   {untouched, []string{token, "--admin-id=1"}, 1, []string{"WRONG --admin-id    Intercom has no such admin", "ok    contacts "}},
		"permission": {refuse("/conversations", 403, "forbidden"), []string{token}, 1, []string{
			`WRONG conversations the token's app lacks the permission "Read conversations"`, "ok    tickets ",
		}},
		"a resource": {refuse("/companies/list", 400, "bad"), []string{token}, 1, []string{"WRONG companies     ", "as the test wants", "ok    contacts "}},
		"clock": {func(w http.ResponseWriter, _ *http.Request) bool {
			w.Header().Set("Date", time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat))
			return false
		}, []string{token}, 1, []string{"WRONG clock         this machine's clock differs from Intercom's by 1h0m"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := runProgram(t, "", append(c.args, "doctor", "--base-url", intercom(t, c.answer))...)
			if got.status != c.status || strings.Contains(got.out, "WRONG ") != (c.status == statusFailed) {
				t.Errorf("exit status %d, want %d", got.status, c.status)
			}
			for _, part := range c.says {
				if !strings.Contains(got.out, part) {
					t.Errorf("not said: %s", part)
				}
			}
			if t.Failed() || strings.Contains(got.out+got.log, "tok-of-doctor") {
				t.Errorf("standard output:\n%s\nstandard error:\n%s", got.out, got.log)
			}
		})
	}
}

func TestDoctorUnreachable(t *testing.T) {
	u := httptest.NewServer(http.NotFoundHandler())
	u.Close() // nothing listens there now
	got := runProgram(t, "", "doctor", "--base-url", u.URL, "--retry-budget=0", "INTERCOM_ACCESS_TOKEN=x")
	if got.status != statusFailed || !strings.Contains(got.out, "WRONG network       Intercom can't be reached: check the network") {
		t.Errorf("%+v", got)
	}
}

// TestDoctorRegion gives a token that only another region takes, or none.
func TestDoctorRegion(t *testing.T) {
	refused := intercom(t, refuse("/me", 401, "unauthorized"))
	accepted := intercom(t, untouched)
	for name, c := range map[string]struct {
		urls map[string]string
		says string
	}{
		"another region": {
			map[string]string{"us": refused, "eu": refused, "au": accepted},
			"WRONG region        the token belongs to region au, not to us: set INTERCOM_REGION=au\n",
		},
		"no region": {map[string]string{"us": refused, "eu": refused, "au": refused}, "WRONG token         Intercom does not accept it"},
	} {
		t.Run(name, func(t *testing.T) {
			api, err := intercomapi.New(intercomapi.Config{BaseURL: c.urls["us"]})
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			d := &doctor{
				out: &out, cfg: server.Config{Token: "tok"}, workspace: workspaceFlags{Region: "us"}, api: api.WithToken("tok"),
				regionURL: func(region string) string { return c.urls[region] },
			}
			if d.checkIdentity(t.Context()) || !d.failed || !strings.HasPrefix(out.String(), c.says) {
				t.Errorf("%s", &out)
			}
		})
	}
}
