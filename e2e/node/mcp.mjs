import assert from "node:assert/strict";

// callTools makes the calls that every client makes.
export async function callTools(client) {
  assert.equal(client.getServerVersion().name, "intercom-mcp");
  assert.match(client.getInstructions(), /Intercom/);

  const { tools } = await client.listTools();
  assert.ok(tools.some((t) => t.name === "search_conversations"));
  await client.ping();

  const open = { query: { field: "state", operator: "=", value: "open" }, per_page: 2 };
  const found = await client.callTool({ name: "search_conversations", arguments: open });
  assert.ok(!found.isError, JSON.stringify(found.content));
  assert.equal(found.structuredContent.conversations.length, 2);
  assert.deepEqual(JSON.parse(found.content[0].text), found.structuredContent);

  // A thread is text alone, and its tool announces no output schema: the client would refuse a call without structured content.
  const thread = await client.callTool({ name: "get_conversation", arguments: { id: found.structuredContent.conversations[0].id } });
  assert.ok(!thread.isError, JSON.stringify(thread.content));
  assert.equal(thread.structuredContent, undefined);
  assert.match(thread.content[0].text, /^id: /);
  for (const { name, outputSchema } of tools) assert.equal(outputSchema === undefined, ["get_conversation", "get_ticket"].includes(name), name);

  const next = { ...open, starting_after: found.structuredContent.starting_after };
  const more = await client.callTool({ name: "search_conversations", arguments: next });
  assert.ok(!more.isError, JSON.stringify(more.content));
  assert.notEqual(more.structuredContent.conversations[0].id, found.structuredContent.conversations[0].id);

  const missing = await client.callTool({ name: "get_contact", arguments: { id: "66f000000000000000000000" } });
  assert.equal(missing.isError, true);
  const unknown = await client.callTool({ name: "get_contact", arguments: { id: "1", bogus: true } });
  assert.match(unknown.content[0].text, /bogus/);
  await assert.rejects(client.callTool({ name: "nonsense", arguments: {} }), { code: -32602 });

  const many = Array.from({ length: 64 }, () => client.callTool({ name: "list_contacts", arguments: { per_page: 1 } }));
  for (const result of await Promise.all(many)) assert.ok(!result.isError, JSON.stringify(result.content));
}
