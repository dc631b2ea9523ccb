import assert from "node:assert/strict";

// readPrompts lists and reads every prompt and resource.
export async function readPrompts(client) {
  const capabilities = client.getServerCapabilities();
  for (const name of ["prompts", "resources", "completions", "logging"]) assert.ok(capabilities[name], name);

  // Every prompt, with its arguments completed where they can be.
  const { tools } = await client.listTools();
  const { prompts } = await client.listPrompts();
  assert.equal(prompts.length, 7);
  for (const prompt of prompts) {
    assert.ok(prompt.title && prompt.description, prompt.name);
    const given = {};
    for (const argument of prompt.arguments) {
      const ref = { type: "ref/prompt", name: prompt.name };
      const { completion } = await client.complete({ ref, argument: { name: argument.name, value: "" } });
      given[argument.name] = completion.values[0] ?? "-7d";
    }
    const { messages } = await client.getPrompt({ name: prompt.name, arguments: given });
    const text = messages[0].content.text;
    for (const [, name] of text.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)) {
      assert.ok(tools.some((t) => t.name === name), `${prompt.name} names ${name}`);
    }
    for (const argument of prompt.arguments.filter((a) => a.required)) {
      const { [argument.name]: _, ...rest } = given;
      await assert.rejects(client.getPrompt({ name: prompt.name, arguments: rest }), new RegExp(argument.name));
    }
  }

  // Every resource, and of every template the newest thing.
  const { resources } = await client.listResources();
  assert.deepEqual(resources.map((r) => r.uri), ["intercom://workspace"]);
  for (const { uri, mimeType } of resources) {
    const { contents } = await client.readResource({ uri });
    assert.equal(contents[0].mimeType, mimeType);
    assert.match(contents[0].text, /Ann Lee/);
  }
  const { resourceTemplates } = await client.listResourceTemplates();
  assert.deepEqual(resourceTemplates.map((t) => t.name).sort(), ["article", "company", "contact", "conversation", "ticket"]);
  for (const { uriTemplate, mimeType } of resourceTemplates) {
    const ref = { type: "ref/resource", uri: uriTemplate };
    const { completion } = await client.complete({ ref, argument: { name: "id", value: "" } });
    const [id] = completion.values;
    assert.ok(id, uriTemplate);
    const { contents } = await client.readResource({ uri: uriTemplate.replace("{id}", id) });
    assert.equal(contents[0].mimeType, mimeType);
    assert.ok(contents[0].text.includes(id), uriTemplate);
    await assert.rejects(client.readResource({ uri: uriTemplate.replace("{id}", "no-such-id") }));
  }
  await assert.rejects(client.readResource({ uri: "intercom://nonsense" }), { code: -32002 });

  await client.subscribeResource({ uri: "intercom://workspace" });
  await client.unsubscribeResource({ uri: "intercom://workspace" });
  await client.setLoggingLevel("error");
}
