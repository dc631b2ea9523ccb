package intercomapi_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"intercom-mcp/intercomapi"
)

func TestPages(t *testing.T) {
	type page = intercomapi.Page
	type next = intercomapi.Next
	one, two := intercomapi.Object(`{"id":"1"}`), intercomapi.Object(`{"id":"2"}`)
	tagged := intercomapi.Object(`{"id":"1","tags":{"tags":[{"id":"9"}]}}`)
	for name, c := range map[string]struct {
		in   string
		want page
	}{
		"data":          {`{"type":"list","data":[{"id":"1"},{"id":"2"}],"total_count":2}`, page{Items: []intercomapi.Object{one, two}, Total: new(2)}},
		"conversations": {`{"type":"conversation.list","conversations":[{"id":"1"}]}`, page{Items: []intercomapi.Object{one}}},
		"tickets":       {`{"tickets":[{"id":"1"}]}`, page{Items: []intercomapi.Object{one}}},
		"admins":        {`{"admins":[{"id":"1"}]}`, page{Items: []intercomapi.Object{one}}},
		"teams":         {`{"teams":[{"id":"1"}]}`, page{Items: []intercomapi.Object{one}}},
		"tags":          {`{"tags":[{"id":"1"}]}`, page{Items: []intercomapi.Object{one}}},
		"segments":      {`{"segments":[{"id":"1"}]}`, page{Items: []intercomapi.Object{one}}},
		"companies":     {`{"companies":[{"id":"1"}]}`, page{Items: []intercomapi.Object{one}}},
		"contacts":      {`{"contacts":[{"id":"1"}]}`, page{Items: []intercomapi.Object{one}}},
		"events":        {`{"events":[{"id":"1"}]}`, page{Items: []intercomapi.Object{one}}},

		"no items":         {`{"data":[],"total_count":0}`, page{Total: new(0)}},
		"no list":          {`{"type":"list"}`, page{}},
		"null list":        {`{"data":null}`, page{}},
		"single object":    {`{"id":"1"}`, page{Items: []intercomapi.Object{one}}},
		"single with tags": {string(tagged), page{Items: []intercomapi.Object{tagged}}},
		"null id":          {`{"id":null}`, page{}},

		"total null":   {`{"data":[],"total_count":null}`, page{}},
		"total text":   {`{"data":[],"total_count":"many"}`, page{}},
		"total zero":   {`{"data":[],"total_count":0}`, page{Total: new(0)}},
		"total object": {`{"data":[],"total_count":{}}`, page{}},

		"next object": {
			`{"data":[],"pages":{"type":"pages","next":{"page":2,"starting_after":"abc"},"page":1,"per_page":20}}`,
			page{Next: next{StartingAfter: "abc"}},
		},
		"next page only":   {`{"data":[],"pages":{"next":{"page":2}}}`, page{Next: next{Page: 2}}},
		"next page text":   {`{"data":[],"pages":{"next":{"page":"2"}}}`, page{Next: next{Page: 2}}},
		"next null":        {`{"data":[],"pages":{"next":null,"page":1}}`, page{}},
		"next absent":      {`{"data":[],"pages":{"page":1,"total_pages":1}}`, page{}},
		"next empty":       {`{"data":[],"pages":{"next":{}}}`, page{}},
		"cursor null":      {`{"data":[],"pages":{"next":{"page":2,"starting_after":null}}}`, page{Next: next{Page: 2}}},
		"pages null":       {`{"data":[],"pages":null}`, page{}},
		"pages text":       {`{"data":[],"pages":"x"}`, page{}},
		"per_page text":    {`{"data":[],"pages":{"next":{"page":2,"starting_after":"abc"},"per_page":"5","page":"1"}}`, page{Next: next{StartingAfter: "abc"}}},
		"next URL, number": {`{"data":[],"pages":{"next":"https://api.intercom.io/companies?page=3&per_page=5"}}`, page{Next: next{Page: 3}}},
		"next URL, cursor": {
			`{"data":[],"pages":{"next":"https://api.intercom.io/contacts?starting_after=a%2Bb%3D%3D&per_page=5"}}`,
			page{Next: next{StartingAfter: "a+b=="}},
		},
		"next URL, both":     {`{"data":[],"pages":{"next":"/contacts?starting_after=abc&page=4"}}`, page{Next: next{StartingAfter: "abc"}}},
		"next URL, no query": {`{"data":[],"pages":{"next":"https://api.intercom.io/x"}}`, page{}},
		"next URL, broken":   {`{"data":[],"pages":{"next":"%zz://"}}`, page{}},
		"next URL, bad page": {`{"data":[],"pages":{"next":"/x?page=two"}}`, page{}},
		"next number":        {`{"data":[],"pages":{"next":5}}`, page{}},

		"scroll": {
			`{"type":"list","data":[{"id":"1"}],"pages":null,"total_count":null,"scroll_param":"s-1"}`,
			page{Items: []intercomapi.Object{one}, Next: next{Scroll: "s-1"}},
		},
		"scroll end": {`{"type":"list","data":[],"scroll_param":"s-1"}`, page{Next: next{Scroll: "s-1"}}},
	} {
		t.Run(name, func(t *testing.T) {
			if c.want.Items == nil {
				c.want.Items = []intercomapi.Object{} // [] for a client, never null
			}
			var got page
			if err := json.Unmarshal([]byte(c.in), &got); err != nil || !reflect.DeepEqual(got, c.want) {
				t.Errorf("%s\n got %+v, %v\nwant %+v", c.in, got, err, c.want)
			}
		})
	}
}

func TestPagesThatAreNone(t *testing.T) {
	for _, in := range []string{`[]`, `"x"`, `5`, `{"data":[5]}`, `{"data":[null]}`, `{"data":["x"]}`, `{"data":[[]]}`} {
		var got intercomapi.Page
		if err := json.Unmarshal([]byte(in), &got); err == nil {
			t.Errorf("%s passes for a page: %+v", in, got)
		}
	}
	reused := intercomapi.Page{Total: new(5), Next: intercomapi.Next{Page: 2}}
	if err := json.Unmarshal([]byte(`{"data":[]}`), &reused); err != nil || reused.Total != nil || reused.Next.Page != 0 {
		t.Errorf("an earlier page shows through: %+v, %v", reused, err)
	}
}
