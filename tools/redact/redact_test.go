package redact_test

import (
	"regexp"
	"strings"
	"testing"

	"intercom-mcp/tools/redact"
	"intercom-mcp/tools/untrusted"
)

// reader redacts texts as results do: what is not seen is out before.
type reader struct{ *redact.Redactor }

func redacting(kinds ...string) reader {
	return reader{redact.Rules{Kinds: kinds, Key: "k"}.For([32]byte{})}
}

func (r reader) text(s string) string { return r.Text(untrusted.Visible(s), nil) }

// TestRedactText says what is redacted in a text and what is left alone.
func TestRedactText(t *testing.T) {
	v := redacting("email", "phone", "card")
	for in, want := range map[string]string{
		"write to ann@acme.example.":                            "write to [email].",
		"<a href=\"mailto:ann@acme.example\">":                  "<a href=\"mailto:[email]\">",
		"Ann <Ann.Lee@acme.example>, bob@b.example":             "Ann <[email]>, [email]",
		"?email=ann%40acme.example&x=1":                         "?email=[email]&x=1",
		"ann&#64;acme.example":                                  "[email]",
		"jörg@müller.example":                                   "[email]",
		"ann@\u200bacme.example":                                "[email]",
		"@ann and a@b are no addresses":                         "@ann and a@b are no addresses",
		"call +49 (0)30 901820-12 now":                          "call [phone] now",
		"call 0049 30 901820 now":                               "call [phone] now",
		"(415) 555-0132 or 415.555.0132":                        "[phone] or [phone]",
		"1-415-555-0132":                                        "[phone]",
		"020 7946 0018, (020) 7946 0018":                        "[phone], [phone]",
		"0171-1234567":                                          "[phone]",
		"06 12 34 56 78":                                        "[phone]",
		"tel:+4930901820":                                       "tel:[phone]",
		"my phone is 4155550132":                                "my phone is [phone]",
		"Tel. 901820":                                           "Tel. [phone]",
		"card 4111 1111 1111 1111, exp 12/27":                   "card [card], exp 12/27",
		"4111111111111111 123":                                  "[card] 123",
		"5500-0000-0000-0004 and 378282246310005":               "[card] and [card]",
		"6011\u00a00009\u00a09013\u00a09424":                    "[card]",
		"ann%2540acme.example, ann&amp;#64;acme.example":        "[email], [email]",
		"ann@acme&#46;example, ann%40acme%2Eexample":            "[email], [email]",
		"ann＠acme.example, ann@acme。example":                    "[email], [email]",
		"ann (at) acme.example, ann[at]acme[dot]example":        "[email], [email]",
		"ann@<wbr>acme.example or <b>ann</b>@acme.example":      "[email] or <b>[email]",
		"look (at) this. It is at acme.example":                 "look (at) this. It is at acme.example",
		"<a href=\"mailto:a%2Bb%40x.example?cc=c@x.example\">":  "<a href=\"mailto:[email]?cc=[email]\">",
		"ann@ac\u00adme.ex\u2060ample":                          "[email]",
		"+49.30.901820 +49/30/901820 +49\u00a030\u00a0901820":   "[phone] [phone] [phone]",
		"+1 - 415 - 555 - 0132, +1·415·555·0132":                "[phone], [phone]",
		"+1%20415%20555%200132, +1&nbsp;415&nbsp;555&nbsp;0132": "[phone], [phone]",
		"415 - 555 - 0132, 415\u2212555\u22120132":              "[phone], [phone]",
		"+٤٩ ٣٠ ٩٠١٨٢٠, ＋４９３０９０１８２０":                            "[phone], [phone]",
		"٢٠ مقاعد و ٣ فواتير":                                   "٢٠ مقاعد و ٣ فواتير",
		"8 (495) 123-45-67, 8-800-555-35-35":                    "[phone], [phone]",
		"(11) 91234-5678":                                       "[phone]",
		"+49 [30] 901820":                                       "[phone]",
		"+4\u200b9 30 90\u20601820":                             "[phone]",
		"wa.me/4155550132, phone%3A4155550132":                  "wa.me/[phone], phone%3A[phone]",
		"(12) 2026-01-31, 9.00 - 11.00 - 13.00":                 "(12) 2026-01-31, 9.00 - 11.00 - 13.00",
		"01_02_2026, 2026-01-31 - 2026-02-28":                   "01_02_2026, 2026-01-31 - 2026-02-28",
		"4111/1111/1111/1111, 4111 - 1111 - 1111 - 1111":        "[card], [card]",
		"4111  1111  1111  1111, 4111—1111—1111—1111":           "[card], [card]",
		"4111%201111%201111%201111, 4111+1111+1111+1111":        "[card], [card]",
		"4111&nbsp;1111&nbsp;1111&nbsp;1111":                    "[card]",
		"3782 822463 10005, 3782_822463_10005":                  "[card], [card]",
		"٤١١١ ١١١١ ١١١١ ١١١١, ４１１１１１１１１１１１１１１１":                                                     "[card], [card]",
		"4111\u200b1111\u200b1111\u200b1111":                                                        "[card]",
		"电话+86 138 0013 8000请, 致电0171 1234567":                                                      "电话[phone]请, 致电[phone]",
		"Tel+4930901820, 手机号是13800138000":                                                           "Tel[phone], 手机号是[phone]",
		"卡号4111111111111111。カード4111 1111 1111 1111です":                                               "卡号[card]。カード[card]です",
		"VISA4111111111111111, cc4111 1111 1111 1111x":                                              "VISA[card], cc[card]x",
		"请联系ann@acme.example谢谢 ann@acme.exampleに":                                                   "请联系[email]谢谢 [email]に",
		"用户@例子.中国, ann@почта.рф, ann@例え.jp":                                                         "[email], [email], [email]",
		"**ann**@acme.example, *ann@**acme**.example*":                                              "**[email], *[email]*",
		`ann@<span style="color:red">acme.<wbr>example</span>`:                                      "[email]</span>",
		`<b class="x">ann</b><i class="y">@acme.example</i>`:                                        `<b class="x">[email]</i>`,
		"+49 30 **901820**, **030** 901820":                                                         "[phone]**, **[phone]",
		`+49 <span style="font-size:12px">30 901820</span>, 4111 **1111** 1111 1111`:                "[phone]</span>, [card]",
		`4111 <b>1111</b> 1111 1111`:                                                                "[card]",
		"4111\t1111\t1111\t1111 or 4111 1111\n1111 1111":                                            "[card] or [card]",
		"98765 43210, 138 0013 8000, (415)5550132":                                                  "[phone], [phone], [phone]",
		`{"html":"\u003cp\u003e(415) 555-0132\u003c/p\u003e\n415-555-0132\n"}`:                      `{"html":"\u003cp\u003e[phone]\u003c/p\u003e\n[phone]\n"}`,
		`\u003cb\u003ePhone:\u003c/b\u003e 4155550132, \nTel. 901820`:                               `\u003cb\u003ePhone:\u003c/b\u003e [phone], \nTel. [phone]`,
		`\u003cann@acme.example\u003e, 4111 \u003cb\u003e1111\u003c/b\u003e 1111 1111`:              `\u003c[email]\u003e, [card]`,
		"41&#8203;11 1111 1111 1111, %34111 1111 1111 1111, +49\\u00a030\\u00a0901820":              "[card], [card], [phone]",
		"Home(415) 555-0132, 50%0171 1234567":                                                       "Home[phone], 50%[phone]",
		`C:\temp\new.txt, 100%, 5%25, AT&T, a&b, \d{3}-\d{4}`:                                       `C:\temp\new.txt, 100%, 5%25, AT&T, a&b, \d{3}-\d{4}`,
		"R&D 2026&copy; &reg &#9731;":                                                               "R&D 2026&copy; &reg &#9731;",
		"my number is 4155550132, reach me at 4155550132":                                           "my number is [phone], reach me at [phone]",
		"Telefonnummer 901820, téléphone : 912345678":                                               "Telefonnummer [phone], téléphone : [phone]",
		"Phone: 4155550132 / 4155550133, cell 901820 or 901821":                                     "Phone: [phone] / [phone], cell [phone] or [phone]",
		"set Phone to 4155550132 (was 4155550133)":                                                  "set Phone to [phone] (was [phone])",
		"ann @ acme.example, ann[@]acme.example, ann&#64acme.example, ann\\u0040acme\\u002eexample": "[email], [email], [email], [email]",
		"call 2026-01-31 at 10, phone 2026/01/31":                                                   "call 2026-01-31 at 10, phone 2026/01/31",
		"call about order 12345678, mobile ticket no. 31000001":                                     "call about order 12345678, mobile ticket no. 31000001",
		"4500 3900 4200 4100, 2019, 2020, 2021, 2022":                                               "4500 3900 4200 4100, 2019, 2020, 2021, 2022",
		"ids 5100001, 5100007, 6200005, 7300002":                                                    "ids 5100001, 5100007, 6200005, 7300002",
		"5100001,5100007,6200005 of 215470000000075":                                                "5100001,5100007,6200005 of 215470000000075",
		"conversation 215470000000042, ticket 31":                                                   "conversation 215470000000042, ticket 31",
		"66f0a1b2c3d4e5f600000004":                                                                  "66f0a1b2c3d4e5f600000004",
		"550e8400-e29b-41d4-a716-446655440000":                                                      "550e8400-e29b-41d4-a716-446655440000",
		"1f2e3d4c-0412-3456-7890-0123456789ab":                                                      "1f2e3d4c-0412-3456-7890-0123456789ab",
		"at 1769850000 or 1769850000000":                                                            "at 1769850000 or 1769850000000",
		"2026-01-31T09:00:00Z, 01.02.2026 10:30, 01/02/2026":                                        "2026-01-31T09:00:00Z, 01.02.2026 10:30, 01/02/2026",
		"€1 234 567.89, 1,234,567, 12000000 and +15%":                                               "€1 234 567.89, 1,234,567, 12000000 and +15%",
		"INV-3098, SO-52403, 10.0.0.1, v1.2.3":                                                      "INV-3098, SO-52403, 10.0.0.1, v1.2.3",
		"4111 1111 1111 1112":                                                                       "4111 1111 1111 1112",
	} {
		if got := placeholders.ReplaceAllString(v.text(in), "[$1]"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestRedactAfterEscape holds that an escape is no part of what follows it: of
// JSON, HTML or URLs, once or more than once escaped. Ids and ordinary text after
// one stay as they are.
func TestRedactAfterEscape(t *testing.T) {
	v := redacting("email", "phone", "card")
	hidden := []string{
		"ann@acme.example", "(415) 555-0132", "415-555-0132", "1-415-555-0132", "0171 1234567", "020 7946 0018", "0049 30 901820", "98765 43210", "8 800 555-35-35",
		"+49 30 901820", "tel 901820", "phone: 4155550132", "4111 1111 1111 1111", "4111111111111111", "3782 822463 10005",
	}
	shown := []string{
		"66f0a1b2c3d4e5f600000004", "550e8400-e29b-41d4-a716-446655440000", "215470000000042", "1769850000", "2026-01-31 09:00", "01.02.2026", "INV-3098", "nancy",
		"4111 1111 1111 1112", "12345678", "id 4155550132", "1,234,567", "10.0.0.1",
	}
	var redacted []string
	for _, s := range hidden {
		redacted = append(redacted, v.text(s))
		if redacted[len(redacted)-1] == s {
			t.Errorf("%s is not redacted", s)
		}
	}
	for _, escape := range []string{
		`\u003e`, `\u003E`, `\u003cb\u003e`, `\u0026`, `\u00a0`, `\u2011`, `\u0000`, `\ud83d\ude00`,
		`\n`, `\r\n`, `\t`, `\"`, `\\n`, `\\\\n`, `\\u003e`, `\x3e`, `\/`,
		"&gt;", "&gt", "&nbsp;", "&#62;", "&#x3e;", "&#x3E;", "&#160;", "&amp;gt;", "&amp;amp;#62;", "&lt;b&gt;", "&copy;", "&rarr;",
		"%3E", "%3e", "%20", "%0A", "%0D%0A", "%253E", "%C2%A0", "%E2%82%AC", "%3Cb%3E", "%26gt%3B", `%5Cn`, `%5Cu003e`,
	} {
		before, after := "x"+escape, escape+"x"
		for in, want := range map[string]string{
			lines(hidden, before, ""): lines(redacted, before, ""), lines(hidden, "", after): lines(redacted, "", after),
			lines(shown, before, ""): lines(shown, before, ""), lines(shown, "", after): lines(shown, "", after),
		} {
			if got := v.text(in); got != want {
				t.Errorf("%s:\n%s\nwant\n%s", escape, got, want)
			}
		}
	}
}

// lines returns texts, each between two others, in lines that have nothing to do
// with each other.
func lines(texts []string, before, after string) string {
	return before + strings.Join(texts, after+"\n--\n"+before) + after
}

var placeholders = regexp.MustCompile(`\[(email|phone|card)-[0-9a-f]{6}\]`)

// TestRedactStable gives one placeholder for all spellings, different ones for
// different people, and none twice.
func TestRedactStable(t *testing.T) {
	v := redacting("email", "phone", "card")
	for _, alike := range [][]string{
		{"ann@acme.example", "Ann@Acme.example", "ann%40acme.example", "ann%2540acme%2eexample", "Ann&#64;acme.example", "ann (at) acme [dot] example",
			"ann＠acme.example", "ann@<b>acme</b>.example", "ann**@acme.example"},
		{"+1 (415) 555-0132", "+14155550132", `+1 415 <b style="width:9px">555</b> 0132`, "001 415 555 0132",
			"+1%20415%20555%200132", "+1 - 415 - 555 - 0132", "+１４１５５５５０１３２"},
		{"4111 1111 1111 1111", "4111-1111-1111-1111", "4111111111111111", "4111%201111%201111%201111", "4111 / 1111 / 1111 / 1111", "４１１１１１１１１１１１１１１１"},
	} {
		for _, s := range alike {
			if v.text(s) != v.text(alike[0]) || v.text(v.text(s)) != v.text(s) {
				t.Errorf("%s: %s, %s: %s", alike[0], v.text(alike[0]), s, v.text(s))
			}
		}
	}
	if v.text("ann@acme.example") == v.text("bob@acme.example") {
		t.Error("two people look like one")
	}
	if only := redacting("phone"); only.text("ann@acme.example 4111 1111 1111 1111") != "ann@acme.example 4111 1111 1111 1111" {
		t.Error("more is redacted than was asked for")
	}
}

// TestRedactManyDigits gives an answer soon, however many digits follow each other.
func TestRedactManyDigits(t *testing.T) {
	v := redacting("email", "phone", "card")
	for _, s := range []string{strings.Repeat("123 1567 ", 12_000), strings.Repeat("1", 100_000)} {
		if got := v.text(s); got != s {
			t.Errorf("%.40s… became %.40s…", s, got)
		}
	}
	if got := v.text(strings.Repeat("123 ", 9_000) + "4111 1111 1111 1111"); strings.Contains(got, "1111") {
		t.Error("a card at the end is not found")
	}
}

// FuzzText plants an address, a number and a card among any text: none comes
// through, and what is redacted stays as it is.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "hello", "1", "+", "tel. ", "[email-7f3a2c]", "<b>", "%20", "&#64;", "4111", "49 (0)",
		"\u202e", "电话", "a@b", "2026-01-31", "id 12345678", `\u003e`, `\n`, "%253E", "&amp;gt;"} {
		f.Add(s, s)
	}
	r := redacting("email", "phone", "card")
	f.Fuzz(func(t *testing.T, before, after string) {
		for _, planted := range []string{"ann.lee@acme.example", "+49 30 901820", "4111 1111 1111 1111"} {
			got := r.text(before + "\n" + planted + "\n" + after)
			if !strings.Contains(before+after, planted[:6]) && strings.Contains(got, planted) {
				t.Errorf("%q comes through: %q", planted, got)
			}
			if again := r.text(got); again != got {
				t.Errorf("%q is redacted once more: %q", got, again)
			}
		}
	})
}
