package sandbox

// What the workspace is and which ids it always has, whatever the clock. The sample's ids hold unless Options.Empty.
const (
	AdminAnn   = "5100001" // Ann Lee, whose token every token is
	AdminBruno = "5100002" // Bruno Costa, Billing

	TeamSupport = "6200001"
	TeamBilling = "6200002"
	TeamTier2   = "6200003"

	TagVIP     = "7300001"
	TagBilling = "7300002"

	StateSubmitted  = "8500001"
	StateInProgress = "8500002"
	StateWaiting    = "8500003"
	StateResolved   = "8500004"

	TicketTypeRequest = "400001" // category Customer; no attribute is required
	TicketTypeTask    = "400002" // category Back-office
	TicketTypeBug     = "400003" // category Tracker; title and Severity are required

	CompanyAcme     = companyPrefix + "00000001"
	ContactMaria    = contactPrefix + "00000001" // Maria Silva of Acme, a user with external id user-0001
	ContactLead     = contactPrefix + "000000a1" // a lead
	ArchivedContact = contactPrefix + "000000c7"
	MergedContact   = contactPrefix + "000000c8" // was merged into ContactMaria: 410

	FirstConversation = "215470000000001"
	LongConversation  = "215470000000042" // has 600 parts, of which Intercom shows the newest 500
	FirstTicket       = "215470000000151"
)

const (
	workspaceID      = "lumen7x2"
	contactPrefix    = "66f0a1b2c3d4e5f6"
	companyPrefix    = "66f0c0ffee0a1b2c"
	conversationBase = 215470000000000
)
