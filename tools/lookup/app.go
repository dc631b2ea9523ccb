package lookup

import (
	"context"
	"html"
	"strings"
	"time"
	_ "time/tzdata" // the image and Windows have no time zones of their own

	"intercom-mcp/intercomapi"
)

// maxZoneWait is how long a call waits for the workspace's time zone: by another one it
// would do another thing.
const maxZoneWait = 10 * time.Second

// An app is what Intercom says of the workspace that a token belongs to.
type app struct {
	ID       intercomapi.ID `json:"id_code"`
	Region   string         // US, EU or AU
	TimeZone string         `json:"timezone"`
}

// app returns the workspace, which may be as old as lists of names.
func (r Resolver) app(ctx context.Context, wait time.Duration) (app, error) {
	ctx, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	owner, err := r.tokenOwner(ctx)
	return owner.app, err
}

// tokenOwner returns the admin that the token belongs to, and the workspace with it.
// The admin has no id where the token belongs to none.
func (r Resolver) tokenOwner(ctx context.Context) (Entry, error) {
	found, err := r.cached(ctx, "me", maxAge, func(ctx context.Context) ([]Entry, error) {
		me, err := r.Me(ctx)
		if err != nil {
			return nil, err
		}
		var v struct{ App app }
		if err := me.Decode(&v); err != nil {
			return nil, err
		}
		owner := Entry{Kind: "admin", app: v.App}
		for _, e := range Entries("admin", []intercomapi.Object{me}) {
			owner = e
			owner.app = v.App
		}
		return []Entry{owner}, nil
	})
	if err != nil || len(found) == 0 {
		return Entry{}, err
	}
	return found[0], nil
}

// App returns the id of the workspace that the token belongs to, and its region:
// US, EU or AU. It reports false where they can't be had within three seconds.
func (r Resolver) App(ctx context.Context) (id, region string, ok bool) {
	found, err := r.app(ctx, maxNameWait)
	return string(found.ID), found.Region, err == nil
}

// TimeZone returns the workspace's time zone. It reports false where that can't be had
// within ten seconds, or is not one that this program knows.
func (r Resolver) TimeZone(ctx context.Context) (*time.Location, bool) {
	found, err := r.app(ctx, maxZoneWait)
	if err != nil {
		return nil, false
	}
	return ParseZone(found.TimeZone)
}

// regions are the first parts of zones' names in the IANA database, where those of
// Intercom's list are.
var regions = []string{"Europe/", "America/", "Asia/", "Africa/", "Australia/", "Pacific/", "Atlantic/"}

// ParseZone returns the time zone of a name: an IANA one, such as Europe/Dublin, or one
// of Ruby on Rails' list, such as Dublin, in which Intercom keeps it. It reports false
// for any other text.
func ParseZone(name string) (*time.Location, bool) {
	name = strings.TrimSpace(html.UnescapeString(name))
	if name == "" || name == "Local" { // Go's names for UTC and the machine's own zone
		return nil, false
	}
	if iana, ok := railsZones[name]; ok {
		name = iana
	}
	if zone, err := time.LoadLocation(name); err == nil {
		return zone, true
	}
	city := strings.ReplaceAll(name, " ", "_")
	for _, region := range regions {
		if zone, err := time.LoadLocation(region + city); err == nil {
			return zone, true
		}
	}
	return nil, false
}

// railsZones are the names of Ruby on Rails' list of time zones that are not the city of
// an IANA zone, and the zone that each stands for.
var railsZones = map[string]string{
	"International Date Line West": "Etc/GMT+12",
	"Midway Island":                "Pacific/Midway",
	"American Samoa":               "Pacific/Pago_Pago",
	"Hawaii":                       "Pacific/Honolulu",
	"Alaska":                       "America/Juneau",
	"Pacific Time (US & Canada)":   "America/Los_Angeles",
	"Mountain Time (US & Canada)":  "America/Denver",
	"Arizona":                      "America/Phoenix",
	"Central Time (US & Canada)":   "America/Chicago",
	"Saskatchewan":                 "America/Regina",
	"Guadalajara":                  "America/Mexico_City",
	"Central America":              "America/Guatemala",
	"Eastern Time (US & Canada)":   "America/New_York",
	"Indiana (East)":               "America/Indiana/Indianapolis",
	"Quito":                        "America/Lima",
	"Atlantic Time (Canada)":       "America/Halifax",
	"Newfoundland":                 "America/St_Johns",
	"Brasilia":                     "America/Sao_Paulo",
	"Buenos Aires":                 "America/Argentina/Buenos_Aires",
	"Georgetown":                   "America/Guyana",
	"Greenland":                    "America/Nuuk",
	"Mid-Atlantic":                 "Atlantic/South_Georgia",
	"Cape Verde Is.":               "Atlantic/Cape_Verde",
	"Edinburgh":                    "Europe/London",
	"Bern":                         "Europe/Zurich",
	"West Central Africa":          "Africa/Algiers",
	"Kyiv":                         "Europe/Kiev",
	"Pretoria":                     "Africa/Johannesburg",
	"St. Petersburg":               "Europe/Moscow",
	"Abu Dhabi":                    "Asia/Dubai",
	"Ekaterinburg":                 "Asia/Yekaterinburg",
	"Islamabad":                    "Asia/Karachi",
	"Chennai":                      "Asia/Kolkata",
	"Mumbai":                       "Asia/Kolkata",
	"New Delhi":                    "Asia/Kolkata",
	"Sri Jayawardenepura":          "Asia/Colombo",
	"Astana":                       "Asia/Almaty",
	"Hanoi":                        "Asia/Bangkok",
	"Beijing":                      "Asia/Shanghai",
	"Osaka":                        "Asia/Tokyo",
	"Sapporo":                      "Asia/Tokyo",
	"Solomon Is.":                  "Pacific/Guadalcanal",
	"New Caledonia":                "Pacific/Noumea",
	"Kamchatka":                    "Asia/Kamchatka",
	"Marshall Is.":                 "Pacific/Majuro",
	"Wellington":                   "Pacific/Auckland",
	"Nuku'alofa":                   "Pacific/Tongatapu",
	"Tokelau Is.":                  "Pacific/Fakaofo",
	"Chatham Is.":                  "Pacific/Chatham",
	"Samoa":                        "Pacific/Apia",
}
