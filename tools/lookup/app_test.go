package lookup

import (
	"strings"
	"testing"
)

func TestParseZone(t *testing.T) {
	for name, want := range map[string]string{
		"Europe/Dublin": "Europe/Dublin", "Dublin": "Europe/Dublin", "UTC": "UTC", "Etc/UTC": "Etc/UTC", " Tokyo ": "Asia/Tokyo",
		"Pacific Time (US & Canada)": "America/Los_Angeles", "Pacific Time (US &amp; Canada)": "America/Los_Angeles", "Mexico City": "America/Mexico_City",
		"Samoa": "Pacific/Apia", "Kuala Lumpur": "Asia/Kuala_Lumpur", "Sydney": "Australia/Sydney", "Azores": "Atlantic/Azores", "Casablanca": "Africa/Casablanca",
		"Nuku'alofa": "Pacific/Tongatapu", "Nuku&#39;alofa": "Pacific/Tongatapu",
		"": "", " ": "", "Local": "", "Mars": "", "../../etc/passwd": "", "/etc/localtime": "",
	} {
		zone, ok := ParseZone(name)
		if ok != (want != "") || ok && zone.String() != want {
			t.Errorf("%q is %v, %v, want %q", name, zone, ok, want)
		}
	}
}

// TestRailsZones loads every zone of Rails' list.
func TestRailsZones(t *testing.T) {
	const cities = "Tijuana,Chihuahua,Mazatlan,Mexico City,Monterrey,Bogota,Lima,Caracas,La Paz,Santiago,Asuncion,Montevideo,Puerto Rico,Azores," +
		"Dublin,Lisbon,London,Casablanca,Monrovia,UTC,Belgrade,Bratislava,Budapest,Ljubljana,Prague,Sarajevo,Skopje,Warsaw,Zagreb," +
		"Brussels,Copenhagen,Madrid,Paris,Amsterdam,Berlin,Zurich,Rome,Stockholm,Vienna,Bucharest,Cairo,Helsinki,Riga,Sofia,Tallinn," +
		"Vilnius,Athens,Istanbul,Minsk,Jerusalem,Harare,Kaliningrad,Moscow,Volgograd,Samara,Kuwait,Riyadh,Nairobi,Baghdad,Tehran," +
		"Muscat,Baku,Tbilisi,Yerevan,Kabul,Karachi,Tashkent,Kolkata,Kathmandu,Dhaka,Almaty,Novosibirsk,Rangoon,Bangkok,Jakarta," +
		"Krasnoyarsk,Chongqing,Hong Kong,Urumqi,Kuala Lumpur,Singapore,Taipei,Perth,Irkutsk,Ulaanbaatar,Seoul,Tokyo,Yakutsk,Darwin," +
		"Adelaide,Canberra,Melbourne,Sydney,Brisbane,Hobart,Vladivostok,Guam,Port Moresby,Magadan,Srednekolymsk,Fiji,Auckland"
	for name := range strings.SplitSeq(cities, ",") {
		if zone, ok := ParseZone(name); !ok || zone.String() != name && !strings.HasSuffix(zone.String(), "/"+strings.ReplaceAll(name, " ", "_")) {
			t.Errorf("%q is %v", name, zone)
		}
	}
	for name, want := range railsZones {
		if zone, ok := ParseZone(name); !ok || zone.String() != want {
			t.Errorf("%q is %v, want %s", name, zone, want)
		}
	}
}
