package args

import "testing"

func TestPlainMessage(t *testing.T) {
	for _, c := range []struct{ message, want string }{
		{"validating root: validating /properties/max_tokens: minimum: 300/1 is less than 500.000000", "max_tokens: 300 is less than 500"},
		{"validating root: validating /properties/per_page: maximum: 151/1 is greater than 150.000000", "per_page: 151 is more than 150"},
		{"validating root: validating /properties/score: maximum: 3/2 is greater than 0.500000", "score: 3/2 is more than 0.5"},
		{`validating root: validating /properties/body: minLength: "" contains 0 Unicode code points, fewer than 1`, "body: 0 characters are fewer than 1"},
		{
			`validating root: validating /properties/contacts: validating /properties/contacts/items: ` +
				`validating /properties/contacts/items/properties/id: minLength: "" contains 0 Unicode code points, fewer than 1`,
			"contacts[].id: 0 characters are fewer than 1",
		},
		{"validating root: validating /properties/attachment_urls: maxItems: array length 11 is greater than 10", "attachment_urls: 11 items are more than 10"},
		{"validating root: validating /properties/role: enum: owner does not equal any of: [user lead]", `role: "owner" is none of user lead`},
		{`validating root: required: missing properties: ["id"]`, `required: missing properties: ["id"]`},
		{"a new library says: it another way", "a new library says: it another way"},
	} {
		if got := plainMessage(c.message); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
