package tools_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"intercom-mcp/tools/registry"
)

// A providerRule is what a provider or client of models publishes of the
// definitions that it takes.
type providerRule struct {
	provider, rule string
	source         string
	broken         func(registry.Tool, []node) []string // where a definition breaks the rule
	output         bool                                 // it is about output schemas too
}

// A node is a schema within a definition.
type node struct {
	path   string // "" at the top, "query.field", "tags[]"
	depth  int    // of objects within each other, the top being 1
	schema object
}

// Where the rules are published.
const (
	openAIFunctions  = "https://platform.openai.com/docs/api-reference/chat/create (name: a-z, A-Z, 0-9, underscores and dashes, at most 64)"
	openAIStructured = "https://platform.openai.com/docs/guides/structured-outputs (supported schemas)"
	openAIProperties = "https://github.com/containers/kubernetes-mcp-server/issues/340 (object schema missing properties)"
	azureLimits      = "https://learn.microsoft.com/azure/ai-services/openai/quotas-limits"
	azureDescription = "https://portkey.ai/error-library/input-validation-error-10475 (functions.description: at most 1024)"
	geminiFunctions  = "https://cloud.google.com/vertex-ai/generative-ai/docs/reference/java/latest/com.google.cloud.vertexai.api.FunctionDeclarationOrBuilder"
	geminiSchema     = "https://cloud.google.com/vertex-ai/docs/reference/rest/v1/Schema"
	geminiNonEmpty   = "https://github.com/agno-agi/agno/issues/2112 (properties: should be non-empty for OBJECT type)"
	geminiRequired   = "https://github.com/Kilo-Org/kilocode/pull/11955 (required that properties do not define)"
	bedrockTool      = "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolSpecification.html"
	bedrockSchema    = "https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolInputSchema.html"
	anthropicSchema  = "https://platform.claude.com/docs/en/managed-agents/self-hosted-sandboxes (keywords of input_schema, names of properties)"
	cursorNames      = "https://github.com/ComposioHQ/composio/issues/2788 (server and tool: at most 60)"
	cursorTools      = "https://github.com/Snowflake-Labs/mcp/issues/77 (at most 80 tools of all servers)"
	mcpUse           = "https://zod.dev/api#objects: what does not say that it is open is closed (mcp-use)"
)

var (
	functionName = regexp.MustCompile(`^[a-zA-Z0-9_-]{1,64}$`)
	geminiName   = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_.-]{0,63}$`)
	propertyName = regexp.MustCompile(`^[a-zA-Z0-9_.-]{1,64}$`)
	geminiArg    = regexp.MustCompile(`^[a-zA-Z_][a-zA-Z0-9_]{0,63}$`)
)

// serverName is the name that the README gives the server in a client's configuration.
const serverName = "intercom"

var providerRules = []providerRule{
	{"OpenAI", "a function's name", openAIFunctions, toolNamed(functionName), false},
	{"OpenAI", "an object has properties", openAIProperties, brokenAt(func(n node) bool { return isObject(n) && n.schema["properties"] == nil }), true},
	{"OpenAI", "a description of at most 1024 characters", azureDescription, describedWithin(1024), false},
	{"OpenAI strict", "every object is closed", openAIStructured, brokenAt(func(n node) bool {
		return isObject(n) && n.schema["additionalProperties"] != false
	}), false},
	{"OpenAI strict", "every property is required", openAIStructured, brokenAt(func(n node) bool {
		return len(asList(n.schema["required"])) < len(asObject(n.schema["properties"]))
	}), false},
	{"OpenAI strict", "no other keywords", openAIStructured, keywords("type", "description", "enum", "properties", "required", "additionalProperties", "items",
		"pattern", "format", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "minItems", "maxItems", "anyOf", "$ref", "$defs"), false},
	{"OpenAI strict", "ten objects within each other, 5000 properties, 1000 values of enums", openAIStructured, withinStrictLimits, false},
	{"Gemini", "a function's name", geminiFunctions, toolNamed(geminiName), false},
	{"Gemini", "names of parameters", geminiFunctions, propertiesNamed(geminiArg), false},
	{"Gemini", "one type, a word", geminiSchema, brokenAt(func(n node) bool { _, one := n.schema["type"].(string); return !one }), true},
	{"Gemini", "an array says of what", geminiSchema, brokenAt(func(n node) bool { return n.schema["type"] == "array" && n.schema["items"] == nil }), true},
	{"Gemini", "the values of an enum are texts, and there is one", geminiSchema, brokenAt(brokenEnum), true},
	{"Gemini", "what is required is a property", geminiRequired, brokenAt(requiresUnknown), true},
	{"Gemini, parameters", "an object has a property", geminiNonEmpty, brokenAt(func(n node) bool {
		return isObject(n) && len(asObject(n.schema["properties"])) == 0
	}), false},
	{"Gemini, parameters", "no other keywords", geminiSchema, keywords("type", "format", "title", "description", "nullable", "default", "items", "minItems",
		"maxItems", "enum", "properties", "propertyOrdering", "required", "minProperties", "maxProperties", "minimum", "maximum", "minLength", "maxLength", "pattern",
		"example", "anyOf"), false},
	{"Bedrock", "a tool's name", bedrockTool, toolNamed(functionName), false},
	{"Bedrock", "a description", bedrockTool, func(t registry.Tool, _ []node) []string { return unless(t.Description != "", "none") }, false},
	{"Bedrock", "the top is an object", bedrockSchema, brokenAt(func(n node) bool { return n.path == "" && !isObject(n) }), true},
	{"Anthropic", "a tool's name", anthropicSchema, toolNamed(functionName), false},
	{"Anthropic", "names of properties", anthropicSchema, propertiesNamed(propertyName), false},
	{"Anthropic", "no references, and no union at the top", anthropicSchema, brokenAt(func(n node) bool {
		union := n.schema["anyOf"] != nil || n.schema["oneOf"] != nil || n.schema["allOf"] != nil
		return n.schema["$ref"] != nil || n.schema["$defs"] != nil || n.path == "" && union
	}), true},
	{"Cursor", "server and tool in 60 characters", cursorNames, func(t registry.Tool, _ []node) []string {
		return unless(len(serverName+":"+t.Name) <= 60, t.Name)
	}, false},
	{"mcp-use", "an object without known names says that it is open", mcpUse, brokenAt(func(n node) bool {
		return isObject(n) && n.path != "" && len(asObject(n.schema["properties"])) == 0 && n.schema["additionalProperties"] != true
	}), true},
}

// brokenOnPurpose are the rules that definitions break, by provider and rule, and
// why. An entry that no definition needs has to go.
var brokenOnPurpose = map[string]string{
	"OpenAI strict: every object is closed":        "what a workspace names itself (custom attributes, filters) has no names that a schema could list",
	"OpenAI strict: every property is required":    "most arguments are optional; the SDKs that use strict make them nullable, and null is taken as not given",
	"OpenAI strict: no other keywords":             "minLength and maxLength help all others; the SDKs that use strict take them out",
	"Gemini, parameters: an object has a property": "the older field of a declaration alone: parametersJsonSchema takes it",
	"Gemini, parameters: no other keywords":        "additionalProperties: parametersJsonSchema takes it, and clients that use the older field take it out",
}

// TestProviderRules holds every definition, and its output schema where it can be
// announced, against what providers publish.
func TestProviderRules(t *testing.T) {
	needed := map[string]bool{}
	for _, tool := range allTools() {
		in := schemasOf(t, tool.RawInputSchema)
		out := schemasOf(t, tool.RawOutputSchema)
		for _, rule := range providerRules {
			broken := rule.broken(tool, in)
			if rule.output {
				broken = append(broken, rule.broken(tool, out)...)
			}
			id := rule.provider + ": " + rule.rule
			if brokenOnPurpose[id] != "" {
				needed[id] = needed[id] || len(broken) > 0
			} else if len(broken) > 0 {
				t.Errorf("%s breaks %s (%s) at %q", tool.Name, id, rule.source, broken)
			}
		}
	}
	for id := range brokenOnPurpose {
		if !needed[id] {
			t.Errorf("brokenOnPurpose has %q, which no definition breaks", id)
		}
	}
}

// TestProviderLimits is about the number of tools: the default ones fit
// everywhere, and all of them are for clients that search for tools.
func TestProviderLimits(t *testing.T) {
	for name, most := range map[string]int{"Cursor (" + cursorTools + ")": 80, "OpenAI (" + azureLimits + ")": 128} {
		if n := len(toolsOf(t, "default")); n > most {
			t.Errorf("the default toolset has %d tools, and %s takes %d", n, name, most)
		}
	}
}

// TestProviderRulesFail: each rule finds what it forbids.
func TestProviderRulesFail(t *testing.T) {
	bad := registry.Tool{}
	bad.Name = strings.Repeat("x", 60) + " é"
	deep := `{"type":"string"}`
	for range 11 {
		deep = `{"type":"object","properties":{"a":` + deep + `}}`
	}
	nodes := schemasOf(t, json.RawMessage(`{"type":["array","null"],"anyOf":[],"not":{},"properties":{"a b":{"type":"object"},`+
		`"l":{"type":"array"},"e":{"type":"string","enum":[]},"d":`+deep+`},"required":["z"]}`))
	bad.Description = strings.Repeat("long ", 300)
	for _, rule := range providerRules {
		tool := bad
		if rule.rule == "a description" {
			tool.Description = ""
		}
		if len(rule.broken(tool, nodes)) == 0 {
			t.Errorf("%s: %s finds nothing", rule.provider, rule.rule)
		}
	}
}

// schemasOf returns a schema and all within it.
func schemasOf(t *testing.T, raw json.RawMessage) []node {
	t.Helper()
	return appendSchemas(nil, node{"", 1, asObject(decoded(t, string(raw)))})
}

func appendSchemas(all []node, n node) []node {
	all = append(all, n)
	for name, v := range asObject(n.schema["properties"]) {
		all = appendSchemas(all, node{strings.TrimPrefix(n.path+"."+name, "."), n.depth + 1, asObject(v)})
	}
	if items := asObject(n.schema["items"]); items != nil {
		all = appendSchemas(all, node{n.path + "[]", n.depth, items})
	}
	return all
}

func isObject(n node) bool { return n.schema["type"] == "object" }

// brokenAt returns the places where a schema is broken.
func brokenAt(isBroken func(node) bool) func(registry.Tool, []node) []string {
	return func(_ registry.Tool, all []node) (places []string) {
		for _, n := range all {
			if isBroken(n) {
				places = append(places, n.path)
			}
		}
		return places
	}
}

func unless(fine bool, what string) []string {
	if fine {
		return nil
	}
	return []string{what}
}

func toolNamed(pattern *regexp.Regexp) func(registry.Tool, []node) []string {
	return func(t registry.Tool, _ []node) []string { return unless(pattern.MatchString(t.Name), t.Name) }
}

func propertiesNamed(pattern *regexp.Regexp) func(registry.Tool, []node) []string {
	return brokenAt(func(n node) bool {
		for name := range asObject(n.schema["properties"]) {
			if !pattern.MatchString(name) {
				return true
			}
		}
		return false
	})
}

func describedWithin(most int) func(registry.Tool, []node) []string {
	return func(t registry.Tool, all []node) []string {
		long := brokenAt(func(n node) bool { text, _ := n.schema["description"].(string); return len(text) > most })
		return append(unless(len(t.Description) <= most, "the tool's own"), long(t, all)...)
	}
}

func keywords(known ...string) func(registry.Tool, []node) []string {
	return brokenAt(func(n node) bool {
		for k := range n.schema {
			if !slices.Contains(known, k) {
				return true
			}
		}
		return false
	})
}

func brokenEnum(n node) bool {
	values, has := n.schema["enum"].([]any)
	return has && (len(values) == 0 || slices.ContainsFunc(values, func(v any) bool { s, ok := v.(string); return !ok || s == "" }))
}

func requiresUnknown(n node) bool {
	return slices.ContainsFunc(asList(n.schema["required"]), func(v any) bool { return asObject(n.schema["properties"])[fmt.Sprint(v)] == nil })
}

func withinStrictLimits(_ registry.Tool, all []node) (places []string) {
	names, values := 0, 0
	for _, n := range all {
		names += len(asObject(n.schema["properties"]))
		values += len(asList(n.schema["enum"]))
		if n.depth > 10 {
			places = append(places, n.path)
		}
	}
	return append(places, unless(names <= 5000 && values <= 1000, "sizes")...)
}
