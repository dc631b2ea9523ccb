package sandbox

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

//go:embed sample/companies.txt
var sampleCompanies string

const (
	sampleContacts      = 200
	sampleUsers         = 160 // the first ones; the rest are leads
	sampleConversations = 150
	sampleTickets       = 40
	hour                = 60 * 60
)

// A seeder writes the sample data. Its random numbers have a fixed seed: the same day gives the same workspace.
type seeder struct {
	*Workspace
	random *rand.Rand
	today  int // start of the day, UTC; nothing in the sample is later
}

func (w *Workspace) seedSample() {
	a := &seeder{w, rand.New(rand.NewPCG(2016, 216)), w.unix() / daySeconds * daySeconds}
	for line := range strings.Lines(sampleCompanies) {
		a.company(strings.Split(strings.TrimSpace(line), "|"))
	}
	for n := 1; n <= sampleContacts; n++ {
		a.contact(n)
	}
	a.archiveAndMerge()
	a.conversations()
	a.tickets()
	a.threads()
	a.addVisitor("visitor-0001", "", a.today-2*hour)
	a.addVisitor("visitor-0002", "Curious Visitor", a.today-26*hour)
	for n, admin := range a.admins.all() {
		a.logActivity(admin, "admin_login_success", admin.str("name")+" signed in", object{"sign_in_method": "sso"}, a.today-daySeconds+7*hour+n*11*60)
	}
	for n := range 12 {
		a.events = append(a.events, object{"contact": ContactMaria, "name": []string{"published-plan", "exported-report", "invited-colleague"}[n%3],
			"at": a.daysAgo(n + 1), "count": 1})
	}
}

// daysAgo returns a time so many days back, within working hours.
func (a *seeder) daysAgo(days int) int {
	return a.today - max(days, 1)*daySeconds + 8*hour + a.random.IntN(9*hour)
}

func (a *seeder) company(f []string) {
	n := a.next("sample company")
	at := a.daysAgo(30 + a.random.IntN(800))
	size, _ := strconv.Atoi(f[3])
	spend, _ := strconv.Atoi(f[5])
	co := a.addCompany(fmt.Sprintf("acct-%03d", n), at)
	a.setCompany(co, object{
		"name": f[0], "website": "https://www." + f[1], "industry": f[2], "size": size, "plan": f[4], "monthly_spend": spend, "remote_created_at": at,
		"custom_attributes": object{"region": []string{"EMEA", "AMER", "APAC"}[n%3], "crm_id": fmt.Sprintf("CRM-%05d", 4000+n*17), "onboarded": n%7 != 0},
	}, a.daysAgo(1+a.random.IntN(20)))
	co.object["last_request_at"] = a.daysAgo(1 + a.random.IntN(12))
	co.object["session_count"] = size * (3 + a.random.IntN(20))
	if f[4] == "Scale" {
		co.segments = []string{a.segments.ids[4]}
		co.tags = []tagging{a.tagging("vip", at)}
	}
}

var (
	firstNames = strings.Fields(`Maria Tom Aisha Lukas Ines Kofi Mei Pedro Sofia Jonas Leila Marek Nora Oscar Priya Quentin Rosa Samir
		Tessa Umar Vera Willem Ximena Yusuf Zoe Anton Beatriz Caleb Doris Emeka`)
	lastNames = strings.Fields(`Silva Becker Mensah Lindqvist Duarte Novotny Chen Oyelaran Haas Moreau Fischer Kaya Santos Virtanen Romano Nakamura
		Ferreira Jansen Petrov Walsh Ibrahim Larsen Costa Murphy Weber Rossi Dubois Svensson Alvarez Kowalski`)
	// specialNames are names with characters that HTML escapes, by contact.
	specialNames = map[int]string{41: "Bony's Planning", 71: "Ximena <Night Shift> Santos", 98: "Sofia & Tom Ibrahim"}
	jobs         = []string{"Operations Manager", "Planner", "HR Manager", "Accountant", "IT Administrator", "Owner", "Site Manager"}
	places       = [][3]string{{"Portugal", "Lisboa", "Lisbon"}, {"Germany", "Berlin", "Berlin"}, {"Ghana", "Greater Accra", "Accra"},
		{"France", "Île-de-France", "Paris"}, {"Spain", "Madrid", "Madrid"}, {"United States", "Oregon", "Portland"}, {"Ireland", "Leinster",
			"Dublin"}, {"Brazil", "São Paulo", "São Paulo"}}
	browsers = [][3]string{{"chrome", "141.0", "Windows 11"}, {"firefox", "143.0", "Ubuntu"}, {"safari", "19.0", "OS X 15.6"}, {"edge", "141.0", "Windows 11"}}
)

// contact adds the n-th contact: a user of one of the companies, or a lead who has only written.
func (a *seeder) contact(n int) {
	first, last := firstNames[(n-1)%len(firstNames)], lastNames[(n-1+(n-1)/len(firstNames)*7)%len(lastNames)]
	co := a.companies.all()[(n-1)%len(a.companies.ids)]
	created := a.daysAgo(2 + a.random.IntN(500))
	seen := min(created+a.random.IntN(200*daySeconds), a.daysAgo(1+a.random.IntN(40)))
	seen = max(seen, created)
	in := object{"role": "user", "name": first + " " + last, "external_id": fmt.Sprintf("user-%04d", n), "signed_up_at": created, "last_seen_at": seen}
	in["email"] = strings.ToLower(first+"."+last) + "@" + strings.TrimPrefix(co.str("website"), "https://www.")
	if n > sampleUsers {
		in = object{"role": "lead", "name": first + " " + last, "email": strings.ToLower(first) + fmt.Sprint(n) + "@mail.example.com", "last_seen_at": seen}
		if n%4 == 0 {
			in = object{"role": "lead", "last_seen_at": seen} // left no name and no address
		}
	}
	if name, ok := specialNames[n]; ok {
		in["name"] = name
	}
	ct := a.addContact(in, created)
	ct.object["updated_at"] = max(created, seen)
	a.addBrowserDetails(ct, n)
	if n <= sampleUsers {
		a.addAccountDetails(ct, co, n)
	}
}

// addBrowserDetails adds what the Messenger finds out by itself.
func (a *seeder) addBrowserDetails(ct *contact, n int) {
	place, browser := places[n%len(places)], browsers[a.random.IntN(len(browsers))]
	location := ct.obj("location")
	location["country"], location["region"], location["city"] = place[0], place[1], place[2]
	ct.object["browser"], ct.object["browser_version"], ct.object["os"] = browser[0], browser[1], browser[2]
	ct.object["browser_language"] = []string{"en", "pt", "de", "en", "fr", "es", "en", "en"}[n%8]
	if n%3 == 0 {
		ct.object["phone"] = fmt.Sprintf("+1503555%04d", n)
	}
	ct.object["has_hard_bounced"] = n%61 == 0
	ct.object["unsubscribed_from_emails"] = n%17 == 0
}

// addAccountDetails gives a user a company, attributes, tags and an owner.
func (a *seeder) addAccountDetails(ct *contact, co *company, n int) {
	ct.companies = []string{co.key()}
	if n%23 == 0 {
		ct.companies = append(ct.companies, CompanyAcme)
	}
	attributes := ct.obj("custom_attributes")
	attributes["plan"], attributes["job_title"] = strings.ToLower(co.obj("plan").str("name")), jobs[n%len(jobs)]
	attributes["is_owner"] = n <= len(a.companies.ids)
	attributes["health_score"] = float64(40+a.random.IntN(60)) / 100
	if n%5 == 0 {
		attributes["nps"] = 3 + a.random.IntN(8)
	}
	ct.segments = []string{a.segments.ids[0]}
	if co.obj("plan").str("name") == "Scale" && n <= len(a.companies.ids) {
		ct.tags = append(ct.tags, a.tagging("vip", ct.num("created_at")))
		ct.object["owner_id"] = "5100007"
	}
	if n%19 == 0 {
		ct.tags = append(ct.tags, a.tagging("churn-risk", a.daysAgo(5)))
		ct.segments = []string{a.segments.ids[3]}
	}
	if n%41 == 0 {
		ct.tags = append(ct.tags, a.tagging("Phone & SMS", a.today-9*daySeconds+9*hour))
	}
	if n%29 == 0 {
		a.addNote(ct, "Prefers e-mail to the phone. Renewal talk in the spring.", a.daysAgo(12))
	}
}

func (a *seeder) tagging(name string, at int) tagging {
	for _, t := range a.tags.all() {
		if t.str("name") == name {
			return tagging{t.str("id"), at, object{"type": "admin", "id": AdminAnn}}
		}
	}
	return tagging{}
}

func (a *seeder) addNote(ct *contact, body string, at int) {
	admin, _ := a.admins.get(AdminAnn)
	id := a.numericID("note", 70000)
	a.notes.put(id, object{
		"type": "note", "id": id, "created_at": at, "body": paragraph(body), "author": admin,
		"contact": object{"type": "contact", "id": ct.key()}, "company": nil,
	})
	ct.notes = append(ct.notes, id)
}

// archiveAndMerge archives one of the last two contacts and merges the other.
func (a *seeder) archiveAndMerge() {
	archived, _ := a.contacts.get(ArchivedContact)
	archived.archived = true
	archived.object["email"], archived.object["name"] = "archived@mail.example.com", "Gone Away"
	merged, _ := a.contacts.get(MergedContact)
	merged.mergedInto = ContactMaria
	into, _ := a.contacts.get(ContactMaria)
	into.history = append(into.history, mergeRecord(merged, a.daysAgo(20)))
}

func mergeRecord(from *contact, at int) object {
	return object{"type": "contact_merge_history", "source_contact_id": from.key(), "source_contact_role": from.object["role"], "merged_at": at}
}
