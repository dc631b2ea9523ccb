package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"intercom-mcp/intercomapi"
	"intercom-mcp/server"
	"intercom-mcp/tools/registry"
)

type doctorCmd struct{}

// run checks the workspace, and fails if something is wrong.
func (doctorCmd) run(ctx context.Context, c *cli) error {
	cfg, err := c.config()
	if err != nil {
		return err
	}
	defer func() { _ = cfg.Trace.Close() }()
	d := &doctor{out: c.stdout, cfg: cfg, workspace: c.Workspace, api: cfg.API.WithToken(cfg.Token), regionURL: intercomapi.BaseURL}
	d.checkSettings(c.remarks)
	if d.checkToken(c.remarks) && d.checkIdentity(ctx) {
		d.checkAdmin(ctx)
		d.checkPermissions(ctx)
	}
	if d.failed {
		return errFailed
	}
	return nil
}

// A doctor prints one line for each check.
type doctor struct {
	out       io.Writer
	cfg       server.Config
	workspace workspaceFlags
	api       *intercomapi.Client
	regionURL func(region string) string // address of a region's API
	failed    bool                       // something is wrong
}

// ok prints that a check found nothing wrong.
func (d *doctor) ok(what, format string, args ...any) {
	_, _ = fmt.Fprintf(d.out, "ok    %-13s %s\n", what, fmt.Sprintf(format, args...))
}

// wrong prints what a check found wrong and how to fix it.
func (d *doctor) wrong(what, format string, args ...any) {
	d.failed = true
	_, _ = fmt.Fprintf(d.out, "WRONG %-13s %s\n", what, fmt.Sprintf(format, args...))
}

// checkSettings says which values were not taken as they are, but for the token's.
func (d *doctor) checkSettings(remarks []remark) {
	for _, r := range remarks {
		switch {
		case r.flag == "access-token":
		case r.what == isPlaceholder:
			d.wrong("setting", "%s %s, and counts as not set: give it a value, or leave it out", r.setting, r.what)
		default:
			d.ok("setting", "%s %s, and counts as not set", r.setting, r.what)
		}
	}
}

// checkToken reports whether there is a token to go on with.
func (d *doctor) checkToken(remarks []remark) bool {
	const where = "(Intercom: Settings > Integrations > Developer Hub > your app > Authentication)"
	i := slices.IndexFunc(remarks, func(r remark) bool { return r.flag == "access-token" })
	switch {
	case d.cfg.ShareToken:
		d.ok("token", "none is needed: this is the sandbox")
	case d.cfg.Token == "" && i >= 0:
		d.wrong("token", "%s %s: set it to the token itself %s, or try --sandbox", remarks[i].setting, remarks[i].what, where)
	case d.cfg.Token == "":
		d.wrong("token", "none is set: export INTERCOM_ACCESS_TOKEN %s, or try --sandbox", where)
	case i >= 0:
		d.ok("token", "is set; %s %s", remarks[i].setting, remarks[i].what)
	default:
		d.ok("token", "is set")
	}
	return d.cfg.Token != ""
}

// checkIdentity asks whose token it is, which also checks region, version and
// clock, and reports whether there is an answer.
func (d *doctor) checkIdentity(ctx context.Context) bool {
	ctx, record := intercomapi.WithRecord(ctx)
	me, err := d.api.Me(ctx)
	if err != nil {
		d.explain(ctx, err)
		return false
	}
	var who struct {
		Name string
		ID   intercomapi.ID
		App  struct{ Name, Region, Timezone string }
	}
	if err := me.Decode(&who); err != nil {
		d.wrong("answer", "GET /me is not answered as Intercom answers it: check --base-url (%v)", err)
		return false
	}
	d.ok("workspace", "%s, region %s, time zone %s", who.App.Name, who.App.Region, who.App.Timezone)
	d.ok("version", "%s is accepted", d.workspace.APIVersion)
	d.ok("admin", "the token's own: %s (%s)", who.Name, who.ID)
	last, _ := record.Last()
	d.checkClock(last.Date)
	return true
}

// explain prints why GET /me failed.
func (d *doctor) explain(ctx context.Context, err error) {
	var e *intercomapi.Error
	switch {
	case !errors.As(err, &e):
		d.wrong("network", "%v", err)
	case e.Status == 0:
		d.wrong("network", "Intercom can't be reached: check the network, the proxy variables and --base-url (%v)", err)
	case e.Has("intercom_version_invalid"):
		d.wrong("version", "Intercom does not accept --api-version %s: leave the option out, or try 2.14", d.workspace.APIVersion)
	case e.Status == http.StatusUnauthorized, e.Has("region_mismatch"):
		if other := d.otherRegion(ctx); other != "" {
			d.wrong("region", "the token belongs to region %s, not to %s: set INTERCOM_REGION=%s", other, d.workspace.Region, other)
			return
		}
		switch {
		case e.Has("region_mismatch"):
			d.wrong("region", "%s (%v)", registry.Advice(e), err)
		case e.Has("unauthorized"), len(e.Details) == 0:
			d.wrong("token", "Intercom does not accept it: copy it again from the Developer Hub (%v)", err)
		default:
			d.wrong("token", "%s (%v)", registry.Advice(e), err)
		}
	default:
		d.wrong("api", "%v. %s", err, registry.Advice(e))
	}
}

// otherRegion returns the region that the token works in, if that is not the
// given one; "" if there is none, or if the address was given instead.
func (d *doctor) otherRegion(ctx context.Context) string {
	if d.workspace.BaseURL != "" || d.cfg.ShareToken {
		return ""
	}
	for _, region := range []string{"us", "eu", "au"} {
		if region == d.workspace.Region {
			continue
		}
		api, err := intercomapi.New(intercomapi.Config{BaseURL: d.regionURL(region), Version: d.workspace.APIVersion, Timeout: d.workspace.Timeout})
		if err != nil {
			return ""
		}
		if _, err := api.WithToken(d.cfg.Token).Me(ctx); err == nil {
			return region
		}
	}
	return ""
}

// maxSkew is how far the clocks may be apart before relative times are wrong.
const maxSkew = time.Minute

// checkClock compares this machine's clock with the Date header of an answer.
func (d *doctor) checkClock(date string) {
	theirs, err := http.ParseTime(date)
	if err != nil { // the built-in sandbox uses this machine's clock
		d.ok("clock", "can't be compared: the API does not tell the time")
		return
	}
	if apart := time.Since(theirs).Abs(); apart > maxSkew {
		d.wrong("clock", "this machine's clock differs from Intercom's by %v, and so will relative times such as -7d: set it right", apart.Round(time.Second))
		return
	}
	d.ok("clock", "agrees with Intercom's")
}

func (d *doctor) checkAdmin(ctx context.Context) {
	if d.cfg.AdminID == "" {
		return
	}
	if _, err := d.api.Admin(ctx, d.cfg.AdminID); err != nil {
		d.wrong("--admin-id", "Intercom has no such admin: use an id that Intercom's list of admins has (%v)", err)
		return
	}
	d.ok("--admin-id", "%s exists", d.cfg.AdminID)
}

// checkPermissions asks for one item of each resource: to read it takes a
// permission that the token's app was given or not.
func (d *doctor) checkPermissions(ctx context.Context) {
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
		d.printPermission(p.resource, p.permission, p.ask())
	}
}

// printPermission prints what the answer err says of a resource.
func (d *doctor) printPermission(resource, permission string, err error) {
	var e *intercomapi.Error
	switch {
	case err == nil:
		d.ok(resource, "can be read")
	case errors.As(err, &e) && e.Status == http.StatusForbidden && !e.Has("region_mismatch") && !e.Has("api_plan_restricted"):
		d.wrong(resource, "the token's app lacks the permission %q: grant it in the Developer Hub (%s)", permission, strings.TrimSpace(e.Error()))
	case e != nil:
		d.wrong(resource, "%v. %s", err, registry.Advice(e))
	default:
		d.wrong(resource, "%v", err)
	}
}
