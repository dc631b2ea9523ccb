package prompts

// All returns every prompt: what a support team asks for day by day.
func All() []Prompt {
	return []Prompt{
		prompt[triageInbox]("triage_inbox", "Triage the inbox", "Sort what waits in the inbox: what is urgent, whose it is, what to do next.",
			"search_conversations", "get_conversation"),
		prompt[summarizeConversation]("summarize_conversation", "Summarise a conversation", "Sum up one conversation for whoever takes it over.",
			"get_conversation"),
		prompt[draftReply]("draft_reply", "Draft a reply", "Draft a reply to a conversation in a given tone. Never sends it.", "get_conversation"),
		prompt[prepareCall]("prepare_customer_call", "Prepare for a customer call",
			"A briefing on one customer: who they are, what is open, what went wrong, what to raise.", "get_customer|search_contacts"),
		prompt[conversationToTicket]("conversation_to_ticket", "Turn a conversation into a ticket",
			"Fill in a ticket from a conversation, and open it once the user agrees.", "get_conversation", "create_ticket|convert_conversation_to_ticket"),
		prompt[findSimilar]("find_similar_conversations", "Find conversations like this one",
			"Find earlier conversations about the same thing, and how they were solved.", "get_conversation", "search_conversations"),
		prompt[weeklyReport]("weekly_support_report", "Weekly support report",
			"Volume, response times, ratings and themes of a period, in figures that can be checked.", "get_conversation_stats", "search_conversations"),
	}
}

type triageInbox struct {
	Team  string `json:"team,omitempty" jsonschema:"Only this team's conversations" names:"team"`
	Count string `json:"count,omitempty" jsonschema:"How many conversations to look at (default 10)"`
}

type summarizeConversation struct {
	ConversationID string `json:"conversation_id" jsonschema:"Conversation id" names:"conversation"`
	Audience       string `json:"audience,omitempty" jsonschema:"Who reads it (default handover)" rule:"enum=handover|engineering|management"`
}

type draftReply struct {
	ConversationID string `json:"conversation_id" jsonschema:"Conversation id" names:"conversation"`
	Tone           string `json:"tone" jsonschema:"Tone of the reply" rule:"enum=friendly|formal|empathetic|concise|apologetic|technical"`
	Points         string `json:"points,omitempty" jsonschema:"What the reply must say" rule:"lines"`
	Language       string `json:"language,omitempty" jsonschema:"Language (default: the customer's)"`
}

type prepareCall struct {
	Customer string `json:"customer" jsonschema:"The contact's e-mail or id" names:"customer"`
	Purpose  string `json:"purpose,omitempty" jsonschema:"What the call is about" rule:"lines"`
}

type conversationToTicket struct {
	ConversationID string `json:"conversation_id" jsonschema:"Conversation id" names:"conversation"`
	TicketType     string `json:"ticket_type,omitempty" jsonschema:"Name of the ticket type (default: the one that fits)" names:"ticket_type"`
	State          string `json:"state,omitempty" jsonschema:"State that the ticket is to have (default: as Intercom opens it)" names:"ticket_state"`
}

type findSimilar struct {
	ConversationID string `json:"conversation_id" jsonschema:"Conversation id" names:"conversation"`
	Since          string `json:"since,omitempty" jsonschema:"How far to look back: -90d (default), or a date"`
}

type weeklyReport struct {
	Since string `json:"since,omitempty" jsonschema:"Start of the period: -7d (default), or a date"`
	Until string `json:"until,omitempty" jsonschema:"End of the period: now (default), or a date"`
	Team  string `json:"team,omitempty" jsonschema:"Only this team's conversations" names:"team"`
}
