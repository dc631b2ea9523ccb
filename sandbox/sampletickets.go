package sandbox

import "fmt"

var sampleRequests = []string{
	"Send a paper invoice", "Move the account to another owner", "Set up a second location", "Change the billing cycle", "Restore a deleted plan",
	"Training for new planners", "Raise the seat limit", "Correct the VAT number", "Import the staff list", "Add a custom field",
}

var sampleTasks = []string{
	"Check the penetration test report", "Prepare the renewal offer", "Call back about two-factor reset", "Update the export macro", "Review refund above limit",
}

var sampleBugs = []string{
	"Overtime counted twice across midnight", "CSV export job expires", "Calendar feed ignores daylight saving time",
	"Planning board freezes above 1,000 rows", "Invite mails refused by strict servers",
}

// tickets adds the sample tickets: most are customers' requests, some are tasks for teammates, some are bugs.
func (a *seeder) tickets() {
	contacts := a.visibleContacts()
	for n := 1; n <= sampleTickets; n++ {
		ct := contacts[(n*17)%sampleUsers]
		at := a.daysAgo(1 + (n*31)%60)
		var tk *ticket
		switch {
		case n%5 == 0:
			tk = a.sampleTicket(TicketTypeTask, ct, sampleTasks[n/5%len(sampleTasks)], at)
		case n%4 == 0:
			tk = a.sampleTicket(TicketTypeBug, ct, sampleBugs[n/4%len(sampleBugs)], at)
			tk.obj("ticket_attributes")["Severity"] = tk.kind.attribute("Severity").obj("input_options").list("list_options")[n/4%4].(object)["id"]
			tk.obj("ticket_attributes")["Reported by"] = 1 + n%6
		default:
			tk = a.sampleTicket(TicketTypeRequest, ct, sampleRequests[n%len(sampleRequests)], at)
			tk.obj("ticket_attributes")["Order number"] = fmt.Sprintf("SO-%d", 52000+n*13)
		}
		a.progressTicket(tk, n, at)
	}
}

func (a *seeder) sampleTicket(kind string, ct *contact, title string, at int) *ticket {
	tt, _ := a.ticketTypes.get(kind)
	description := title + ". Asked for by " + ct.str("name") + "; see the conversation for details."
	tk := a.addTicket(tt, ct, object{"_default_title_": title, "_default_description_": description}, at)
	if len(ct.companies) > 0 {
		tk.conversation.company = ct.companies[0]
	}
	return tk
}

// progressTicket assigns a ticket, moves it and answers it, depending on n.
func (a *seeder) progressTicket(tk *ticket, n, at int) {
	admin := a.admins.all()[n%8]
	step := func() int { at = min(at+hour+a.random.IntN(6*hour), a.today-60); return at }
	if n%6 == 0 {
		return // new: nobody has looked at it
	}
	a.assignTicket(tk, authorOf(admin), admin.str("id"), step())
	a.moveTicket(tk, authorOf(admin), StateInProgress, step())
	a.addMessage(tk.conversation, part{kind: "note", author: authorOf(admin), body: "Looked into it, see above. Needs about a day."}, step())
	switch n % 4 {
	case 1:
		a.addMessage(tk.conversation, part{kind: "comment", author: authorOf(admin), body: "Could you send us one more example, please?"}, step())
		a.moveTicket(tk, authorOf(admin), StateWaiting, step())
	case 2:
		a.addMessage(tk.conversation, part{kind: "comment", author: authorOf(admin), body: "This is done. Please tell us if anything is missing."}, step())
		a.moveTicket(tk, authorOf(admin), StateResolved, step())
	}
}
