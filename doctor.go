package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/server"
)

type doctorCmd struct{}

// Run checks the workspace, and ends with status 1 if something is wrong.
func (doctorCmd) Run(ctx context.Context, c *cli) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	defer func() { _ = cfg.Trace.Close() }()
	d := &doctor{cfg: cfg, workspace: c.Workspace, api: cfg.API.WithToken(cfg.Token)}
	if d.token() && d.me(ctx) {
		d.admin(ctx)
		d.permissions(ctx)
	}
	if d.sick {
		return errFailed
	}
	return nil
}

// doctor prints one line a check.
type doctor struct {
	cfg       server.Config
	workspace workspaceFlags
	api       *intercomapi.Client
	sick      bool
}

func (d *doctor) well(what, format string, args ...any) {
	fmt.Printf("ok    %-12s %s\n", what, fmt.Sprintf(format, args...))
}

func (d *doctor) wrong(what, format string, args ...any) {
	d.sick = true
	fmt.Printf("WRONG %-12s %s\n", what, fmt.Sprintf(format, args...))
}

func (d *doctor) token() bool {
	if d.cfg.Token == "" {
		d.wrong("token", "none is set: export INTERCOM_ACCESS_TOKEN (Intercom: Settings > Integrations > Developer Hub > your app > Authentication), or try --sandbox")
		return false
	}
	if d.cfg.ShareToken {
		d.well("token", "none needed: this is the sandbox")
		return true
	}
	d.well("token", "is set")
	return true
}

// me asks who the token belongs to: that tells token, region, version and clock.
func (d *doctor) me(ctx context.Context) bool {
	ctx, record := intercomapi.WithRecord(ctx)
	me, err := d.api.Me(ctx)
	if err != nil {
		d.diagnose(ctx, err)
		return false
	}
	var who struct {
		Name string
		ID   intercomapi.ID
		App  struct{ Name, Region, Timezone string }
	}
	if err := me.Decode(&who); err != nil {
		d.wrong("answer", "GET /me is not what Intercom answers: %v", err)
		return false
	}
	d.well("workspace", "%s, region %s, time zone %s", who.App.Name, who.App.Region, who.App.Timezone)
	d.well("version", "%s is accepted", d.workspace.APIVersion)
	d.well("admin", "the token's own: %s (%s)", who.Name, who.ID)
	last, _ := record.Last()
	d.clock(last.Date)
	return true
}

// diagnose says why GET /me failed.
func (d *doctor) diagnose(ctx context.Context, err error) {
	var e *intercomapi.Error
	switch {
	case !errors.As(err, &e):
		d.wrong("network", "%v", err)
	case e.Status == 0:
		d.wrong("network", "%v: check the network, the proxy variables and --base-url", err)
	case e.Has("intercom_version_invalid"):
		d.wrong("version", "Intercom does not accept --api-version %s: leave it out, or try 2.14", d.workspace.APIVersion)
	case e.Status == http.StatusUnauthorized:
		if other := d.otherRegion(ctx); other != "" {
			d.wrong("region", "the token is not of region %s but of %s: set INTERCOM_REGION=%s", d.workspace.Region, other, other)
			return
		}
		d.wrong("token", "Intercom refuses it (%v): copy it again from the Developer Hub", err)
	default:
		d.wrong("api", "%v", err)
	}
}

// otherRegion is the region that the token works in, if it is not the given one.
func (d *doctor) otherRegion(ctx context.Context) string {
	if d.workspace.BaseURL != "" || d.cfg.ShareToken {
		return ""
	}
	for _, region := range []string{"us", "eu", "au"} {
		if region == d.workspace.Region {
			continue
		}
		api, err := intercomapi.New(intercomapi.Config{BaseURL: intercomapi.BaseURL(region), Version: d.workspace.APIVersion, Timeout: d.workspace.Timeout})
		if err != nil {
			return ""
		}
		if _, err := api.WithToken(d.cfg.Token).Me(ctx); err == nil {
			return region
		}
	}
	return ""
}

// skew is how far the clocks may be apart before relative times are off.
const skew = time.Minute

func (d *doctor) clock(date string) {
	theirs, err := http.ParseTime(date)
	if err != nil { // the embedded sandbox shares our clock
		d.well("clock", "not told by the API")
		return
	}
	if apart := time.Since(theirs).Abs(); apart > skew {
		d.wrong("clock", "is %v off Intercom's: relative times (-7d) will be, too; set this machine's clock", apart.Round(time.Second))
		return
	}
	d.well("clock", "agrees with Intercom's")
}

func (d *doctor) admin(ctx context.Context) {
	if d.cfg.AdminID == "" {
		return
	}
	if _, err := d.api.Admin(ctx, d.cfg.AdminID); err != nil {
		d.wrong("--admin-id", "%v: take an id that GET /admins lists", err)
		return
	}
	d.well("--admin-id", "%s exists", d.cfg.AdminID)
}

// permissions asks for one item of each resource: reading needs a permission
// that the token's app was given or not.
func (d *doctor) permissions(ctx context.Context) {
	one := intercomapi.Listing{PerPage: 1}
	search := intercomapi.Search{Query: intercomapi.Query{Field: "created_at", Operator: ">", Value: 0}, Pagination: &one}
	for _, p := range []struct {
		resource, permission string
		ask                  func() error
	}{
		{"contacts", "Read and list users and companies", func() error { _, err := d.api.Contacts(ctx, one); return err }},
		{"companies", "Write users and companies", func() error {
			_, err := d.api.Companies(ctx, intercomapi.CompanyListing{PerPage: 1})
			return err
		}},
		{"conversations", "Read conversations", func() error { _, err := d.api.Conversations(ctx, one); return err }},
		{"tickets", "Read tickets", func() error { _, err := d.api.SearchTickets(ctx, search); return err }},
		{"admins", "Read admins", func() error { _, err := d.api.Admins(ctx, nil); return err }},
	} {
		d.permission(p.resource, p.permission, p.ask())
	}
}

func (d *doctor) permission(resource, permission string, err error) {
	var e *intercomapi.Error
	switch {
	case err == nil:
		d.well(resource, "can be read")
	case errors.As(err, &e) && e.Status == http.StatusForbidden:
		d.wrong(resource, "the token lacks the permission %q: grant it in the Developer Hub (%s)", permission, strings.TrimSpace(e.Error()))
	default:
		d.wrong(resource, "%v", err)
	}
}
