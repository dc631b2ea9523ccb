package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"

	"github.com/tiktoken-go/tokenizer"

	"intercom-mcp/sandbox"
)

// amount is what a model pays for a text.
type amount struct{ chars, tokens int }

// answer is a question that is asked of the sandbox, and what its answer costs.
type answer struct {
	question   string
	tool, args string
	path       string // of the API's own reply of the same kind
	cost       amount
	raw        int // characters of the API's own reply
}

// toolset is what its definitions cost a model.
type toolset struct {
	name  string
	tools int
	cost  amount
}

var questions = []answer{
	{question: "a conversation of 600 parts", tool: "get_conversation", args: `{"id":"` + sandbox.LongConversation + `"}`,
		path: "/conversations/" + sandbox.LongConversation},
	{question: "an ordinary conversation", tool: "get_conversation", args: `{"id":"` + sandbox.FirstConversation + `"}`,
		path: "/conversations/" + sandbox.FirstConversation},
	{question: "a search that finds 20 conversations", tool: "search_conversations", args: `{"state":"open","per_page":20}`, path: "/conversations?per_page=20"},
}

// measureAnswers asks the binary's own command line.
func (r *report) measureAnswers(binary string) error {
	codec, err := tokenizer.Get(tokenizer.O200kBase)
	if err != nil {
		return err
	}
	cost := func(text string) (amount, error) {
		n, err := codec.Count(text)
		return amount{len([]rune(text)), n}, err
	}
	for _, name := range []string{"default", "triage", "all"} {
		n, text, err := definitions(binary, name)
		if err != nil {
			return err
		}
		set := toolset{name: name, tools: n}
		if set.cost, err = cost(text); err != nil {
			return err
		}
		r.toolsets = append(r.toolsets, set)
	}
	for _, a := range questions {
		text, err := output(binary, "call", a.tool, a.args, "--sandbox")
		if err != nil {
			return err
		}
		if a.cost, err = cost(text); err != nil {
			return err
		}
		if a.raw, err = rawSize(a.path); err != nil {
			return err
		}
		r.answers = append(r.answers, a)
	}
	return nil
}

func output(binary string, args ...string) (string, error) {
	cmd := exec.Command(binary, args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("intercom-mcp %s: %w", args[0], err)
	}
	return string(out), nil
}

// definitions are what clients pass on to a model of the answer to tools/list.
func definitions(binary, set string) (n int, text string, err error) {
	p, err := start(nil, binary, "--sandbox", "--toolsets", set)
	if err != nil {
		return 0, "", err
	}
	defer p.stop()
	if _, err := p.ask(initialize); err != nil {
		return 0, "", err
	}
	line, err := p.ask(list)
	if err != nil {
		return 0, "", err
	}
	var got struct {
		Result struct {
			Tools []struct {
				Name        string          `json:"name"`
				Description string          `json:"description"`
				InputSchema json.RawMessage `json:"inputSchema"`
			}
		}
	}
	if err := json.Unmarshal([]byte(line), &got); err != nil {
		return 0, "", err
	}
	type definition struct {
		Name        string          `json:"name"`
		Description string          `json:"description"`
		InputSchema json.RawMessage `json:"input_schema"`
	}
	var b strings.Builder
	for _, tool := range got.Result.Tools {
		raw, err := json.Marshal(definition(tool))
		if err != nil {
			return 0, "", err
		}
		b.Write(raw)
	}
	return len(got.Result.Tools), b.String(), nil
}

// rawSize is the length of the reply that the sandbox gives to a GET.
func rawSize(path string) (int, error) {
	req, err := http.NewRequest(http.MethodGet, "https://sandbox.invalid"+path, nil)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Authorization", "Bearer bench")
	res, err := sandbox.New(sandbox.Options{}).Transport().RoundTrip(req)
	if err != nil {
		return 0, err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("GET %s: %s", path, res.Status)
	}
	return len([]rune(string(body))), err
}
