// The official TypeScript client over every transport, in one process:
//   typescript.mjs MCP-URL SSE-URL PROGRAM ARGUMENT…
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { SSEClientTransport } from "@modelcontextprotocol/sdk/client/sse.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { callTools } from "./mcp.mjs";
import { readPrompts } from "./prompts.mjs";

const [mcp, sse, command, ...args] = process.argv.slice(2);
const withToken = { requestInit: { headers: { Authorization: "Bearer tok-of-typescript" } } };
const transports = {
  stdio: () => new StdioClientTransport({ command, args, stderr: "inherit" }),
  mcp: () => new StreamableHTTPClientTransport(new URL(mcp), withToken),
  sse: () => new SSEClientTransport(new URL(sse), withToken),
};

for (const [name, connect] of Object.entries(transports)) {
  for (const use of [callTools, readPrompts]) {
    const client = new Client({ name: "e2e", version: "1" });
    try {
      await client.connect(connect());
      await use(client);
    } catch (err) {
      console.error(`${use.name} over ${name}:`, err);
      process.exitCode = 1;
    }
    await client.close();
  }
}
