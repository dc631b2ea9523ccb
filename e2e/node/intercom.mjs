// Intercom's own client against the sandbox: intercom.mjs URL
import assert from "node:assert/strict";
import { IntercomClient, IntercomError } from "intercom-client";

const client = new IntercomClient({ token: "any", environment: process.argv[2], version: "2.16", maxRetries: 0 });
const refused = (status) => (err) => err instanceof IntercomError && err.statusCode === status;

// Contacts: make, find, change, search in pages, delete.
const email = "e2e@example.com";
const made = await client.contacts.create({ email, role: "user", name: "Eve Second" });
assert.equal(made.type, "contact");
await assert.rejects(client.contacts.create({ email, role: "user" }), refused(409));
assert.equal((await client.contacts.find({ contact_id: made.id })).email, email);
assert.equal((await client.contacts.update({ contact_id: made.id, name: "Eve Third" })).name, "Eve Third");
const listed = await client.contacts.list({ per_page: 3 });
assert.equal(listed.data.length, 3);
const query = { field: "role", operator: "=", value: "user" };
const page = await client.contacts.search({ query, sort: { field: "created_at", order: "ascending" }, pagination: { per_page: 5 } });
assert.equal(page.data.length, 5);
assert.ok(page.hasNextPage());
const first = page.data.map((c) => [c.id, c.created_at]);
await page.getNextPage();
const both = [...first, ...page.data.map((c) => [c.id, c.created_at])];
assert.equal(new Set(both.map(([id]) => id)).size, 10);
assert.deepEqual(both.map(([, at]) => at), both.map(([, at]) => at).sort((a, b) => a - b));
assert.equal((await client.contacts.delete({ contact_id: made.id })).deleted, true);
await assert.rejects(client.contacts.find({ contact_id: made.id }), refused(404));

// Companies.
const company = await client.companies.createOrUpdate({ company_id: "e2e-1", name: "Second Ltd" });
assert.equal((await client.companies.createOrUpdate({ company_id: "e2e-1", name: "Third Ltd" })).id, company.id);
assert.equal((await client.companies.find({ company_id: company.id })).name, "Third Ltd");
assert.ok((await client.companies.list({ per_page: 2 })).data.length === 2);

// Conversations.
const conversations = await client.conversations.list({ per_page: 2 });
assert.equal(conversations.data.length, 2);
const conversation = await client.conversations.find({ conversation_id: conversations.data[0].id });
const me = await client.admins.identify();
const note = { message_type: "note", type: "admin", admin_id: me.id, body: "<p>Seen</p>" };
const replied = await client.conversations.reply({ conversation_id: conversation.id, body: note });
const parts = replied.conversation_parts.conversation_parts;
assert.match(parts[parts.length - 1].body, /Seen/);

// Tickets and messages reach a contact.
const [contact] = page.data;
const [type] = (await client.ticketTypes.list()).data;
const ticket = await client.tickets.create({
  ticket_type_id: type.id,
  contacts: [{ id: contact.id }],
  ticket_attributes: { _default_title_: "Broken", _default_description_: "It is" },
});
assert.equal((await client.tickets.get({ ticket_id: ticket.id })).ticket_attributes._default_title_, "Broken");
const message = await client.messages.create({
  message_type: "email", template: "plain", subject: "Hello", body: "There",
  from: { type: "admin", id: Number(me.id) },
  to: { type: contact.role, id: contact.id },
});
assert.match(message.body, /There/);
