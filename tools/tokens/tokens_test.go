package tokens_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"intercom-mcp/tools/tokens"
	"intercom-mcp/tools/tokens/o200k"
)

// languages are what customers write, in some of their languages.
var languages = map[string]string{
	"english":    "Hello, I was charged twice for my subscription this month and I would like a refund for the second payment. Could you please look into it? My invoice number is the one below, and the card was charged on Tuesday. Unfortunately your colleague told me last week that nothing could be done without the original receipt, which I have attached here. Thanks in advance, and kind regards from a rather unhappy customer.",
	"german":     "Guten Tag, leider wurde mir die Rechnung für den Monat März zweimal abgebucht. Könnten Sie bitte prüfen, ob die Rückerstattung bereits veranlasst wurde? Meine Kundennummer finden Sie unten. Die Krankenversicherungsbescheinigung und die Datenschutzgrundverordnungserklärung habe ich beigefügt. Mit freundlichen Grüßen aus Köln.",
	"french":     "Bonjour, j'ai été débité deux fois pour mon abonnement ce mois-ci et je souhaiterais être remboursé du second paiement. Pourriez-vous vérifier, s'il vous plaît ? Malheureusement, votre collègue m'a dit la semaine dernière que rien n'était possible.",
	"spanish":    "Hola, me han cobrado dos veces la suscripción de este mes y me gustaría que me devolvieran el segundo pago. ¿Podrían revisarlo, por favor? Desafortunadamente su compañero me dijo que no se podía hacer nada sin el recibo original.",
	"polish":     "Dzień dobry, niestety pobrano mi opłatę za subskrypcję dwa razy w tym miesiącu i chciałbym otrzymać zwrot drugiej płatności. Czy mogliby Państwo to sprawdzić? Z poważaniem, niezadowolony klient z Łodzi.",
	"finnish":    "Hei, minulta veloitettiin tilauksesta kahdesti tässä kuussa ja haluaisin hyvityksen toisesta maksusta. Voisitteko tarkistaa asian mahdollisimman pian? Asiakasnumeroni löytyy alta. Valitettavasti työtoverinne kertoi viime viikolla, ettei mitään voida tehdä ilman alkuperäistä kuittia.",
	"hungarian":  "Jó napot kívánok, ebben a hónapban kétszer vonták le az előfizetésem díját, és szeretném visszakapni a második befizetést. Kérem, nézzenek utána. Sajnos kollégájuk múlt héten azt mondta, hogy az eredeti számla nélkül semmit sem lehet tenni.",
	"turkish":    "Merhaba, bu ay aboneliğim için iki kez ücret alındı ve ikinci ödemenin iadesini istiyorum. Lütfen kontrol edebilir misiniz? Ne yazık ki geçen hafta meslektaşınız hiçbir şey yapılamayacağını söyledi.",
	"vietnamese": "Xin chào, tôi đã bị tính phí hai lần cho gói đăng ký tháng này và tôi muốn được hoàn lại khoản thanh toán thứ hai. Xin vui lòng kiểm tra giúp tôi.",
	"russian":    "Здравствуйте, в этом месяце с меня дважды списали оплату за подписку, и я хотел бы вернуть второй платёж. Не могли бы вы проверить? К сожалению, ваш коллега сказал, что ничего нельзя сделать.",
	"greek":      "Γεια σας, χρεώθηκα δύο φορές για τη συνδρομή μου αυτόν τον μήνα και θα ήθελα επιστροφή χρημάτων για τη δεύτερη πληρωμή.",
	"arabic":     "مرحبًا، لقد تم خصم رسوم الاشتراك مرتين هذا الشهر وأود استرداد المبلغ الثاني. هل يمكنكم التحقق من ذلك من فضلكم؟ شكرًا لكم.",
	"hebrew":     "שלום, חויבתי פעמיים על המנוי החודש ואני רוצה החזר על התשלום השני. אפשר לבדוק בבקשה?",
	"hindi":      "नमस्ते, इस महीने मेरी सदस्यता के लिए मुझसे दो बार शुल्क लिया गया और मैं दूसरे भुगतान की वापसी चाहता हूँ। कृपया जाँच करें।",
	"thai":       "สวัสดีครับ เดือนนี้ผมถูกเรียกเก็บเงินค่าสมาชิกสองครั้ง และอยากขอคืนเงินสำหรับการชำระเงินครั้งที่สอง",
	"japanese":   "こんにちは。今月のサブスクリプション料金が二重に請求されましたので、二回目のお支払いの返金をお願いいたします。ご確認いただけますでしょうか。",
	"chinese":    "您好，这个月我的订阅费被扣了两次，我想申请退还第二笔付款。请帮我核实一下，谢谢。很遗憾，您的同事上周告诉我没有办法处理。",
	"korean":     "안녕하세요, 이번 달 구독료가 두 번 청구되어 두 번째 결제 금액을 환불받고 싶습니다. 확인 부탁드립니다. 감사합니다.",
}

// others are what fewer customers write, in scripts that are rarer or bent to
// another language, or with letters that English seldom has together.
var others = map[string]string{
	"ukrainian":     "Добрий день, цього місяця з мене двічі списали оплату за підписку, і я хотів би повернути другий платіж. Чи не могли б ви перевірити, будь ласка? Ґанок, їжак, щастя.",
	"bulgarian":     "Здравейте, този месец ми удържаха два пъти таксата за абонамента и бих искал да ми върнете второто плащане. Бихте ли проверили, моля?",
	"serbian":       "Добар дан, овог месеца сам двапут наплаћен за претплату и желео бих повраћај другог плаћања. Љубазно вас молим да проверите, њушка, џеп, ђак.",
	"kazakh":        "Сәлеметсіз бе, осы айда жазылым үшін менен екі рет ақша алынды, екінші төлемді қайтарғым келеді. Тексеріп бере аласыз ба? Өңір, ұлт, һәм.",
	"mongolian":     "Сайн байна уу, энэ сард захиалгын төлбөрийг хоёр удаа авсан байна, хоёр дахь төлбөрөө буцаан авмаар байна. Шалгаж өгнө үү?",
	"shouting":      "ПОЖАЛУЙСТА, ПРОВЕРЬТЕ ПЛАТЁЖ! С МЕНЯ ДВАЖДЫ СПИСАЛИ ОПЛАТУ ЗА ПОДПИСКУ. ΠΑΡΑΚΑΛΩ ΕΛΕΓΞΤΕ ΤΗΝ ΠΛΗΡΩΜΗ ΜΟΥ",
	"persian":       "سلام، این ماه هزینه اشتراک دو بار از من کسر شده است و می\u200cخواهم پرداخت دوم بازگردانده شود. لطفاً بررسی می\u200cکنید؟ ژاله، گچ، پژوهش.",
	"urdu":          "السلام علیکم، اس مہینے مجھ سے سبسکرپشن کی فیس دو بار لی گئی ہے اور میں دوسری ادائیگی کی واپسی چاہتا ہوں۔ براہ کرم چیک کریں۔ ٹھیک، ڈر، ڑے۔",
	"vocalized":     "السَّلَامُ عَلَيْكُمْ، لَقَدْ تَمَّ خَصْمُ رُسُومِ الِاشْتِرَاكِ مَرَّتَيْنِ",
	"yiddish":       "גוטן טאָג, דעם חודש האָט מען צוויי מאָל אָפּגעציילט פֿון מיר פֿאַר דער אַבאָנירונג, און איך וויל צוריקבאַקומען די צווייטע צאָלונג.",
	"bengali":       "নমস্কার, এই মাসে আমার সাবস্ক্রিপশনের জন্য দুবার টাকা কাটা হয়েছে এবং আমি দ্বিতীয় পেমেন্টের ফেরত চাই। অনুগ্রহ করে যাচাই করুন।",
	"tamil":         "வணக்கம், இந்த மாதம் எனது சந்தாவிற்கு இரண்டு முறை கட்டணம் வசூலிக்கப்பட்டது, இரண்டாவது கட்டணத்தைத் திரும்பப் பெற விரும்புகிறேன்.",
	"telugu":        "నమస్కారం, ఈ నెల నా చందాకు రెండుసార్లు రుసుము వసూలు చేశారు, రెండవ చెల్లింపును తిరిగి ఇవ్వాలని కోరుతున్నాను.",
	"marathi":       "नमस्कार, या महिन्यात माझ्याकडून सदस्यत्वासाठी दोनदा शुल्क आकारले गेले आहे आणि मला दुसऱ्या देयकाचा परतावा हवा आहे. कृपया तपासा.",
	"gujarati":      "નમસ્તે, આ મહિને મારા સબ્સ્ક્રિપ્શન માટે બે વાર ચાર્જ લેવામાં આવ્યો છે અને મને બીજી ચુકવણીનું રિફંડ જોઈએ છે.",
	"georgian":      "გამარჯობა, ამ თვეში გამოწერის საფასური ორჯერ ჩამომეჭრა და მსურს მეორე გადახდის დაბრუნება. გთხოვთ შეამოწმოთ.",
	"armenian":      "Բարև ձեզ, այս ամիս բաժանորդագրության համար ինձանից երկու անգամ գումար է գանձվել, և ես ուզում եմ երկրորդ վճարումը հետ ստանալ։",
	"burmese":       "မင်္ဂလာပါ၊ ဒီလအတွက် ကျွန်တော့်ကို စာရင်းသွင်းကြေး နှစ်ကြိမ် ကောက်ခံထားပါတယ်။ ဒုတိယငွေပေးချေမှုကို ပြန်အမ်းပေးပါ။",
	"khmer":         "សួស្តី ខែនេះខ្ញុំត្រូវបានគិតប្រាក់ពីរដងសម្រាប់ការជាវ ហើយខ្ញុំចង់បានប្រាក់សំណងវិញ។",
	"amharic":       "ሰላም፣ በዚህ ወር ለደንበኝነት ምዝገባዬ ሁለት ጊዜ ተከፍሎብኛል፣ የሁለተኛው ክፍያ እንዲመለስልኝ እፈልጋለሁ።",
	"lao":           "ສະບາຍດີ, ເດືອນນີ້ຂ້ອຍຖືກເກັບເງິນສອງເທື່ອ ແລະຕ້ອງການຂໍເງິນຄືນ.",
	"tibetan":       "བཀྲ་ཤིས་བདེ་ལེགས། ཟླ་བ་འདིར་ང་ལ་དངུལ་ཐེངས་གཉིས་བླངས་སོང་།",
	"sinhala":       "ආයුබෝවන්, මෙම මාසයේ මගේ දායකත්වය සඳහා දෙවරක් මුදල් අය කර ඇත. කරුණාකර පරීක්ෂා කරන්න.",
	"basque":        "Kaixo, bi aldiz kobratu didate harpidetza hilabete honetan eta bigarren ordainketa itzultzea nahiko nuke. Begiratuko al zenuke, mesedez? Zoritxarrez zure lankideak joan den astean esan zidan ezin zela ezer egin.",
	"samoan":        "Talofa, na faaluaina ona totogi la'u resitalaga i lenei masina ma oute manao ia toe totogi mai le totogi lona lua. Faamolemole siaki. E lē o iloa pe aiseā. O au o lau tagata fa'atau",
	"somali":        "Salaan, laba jeer ayaa la iga jaray lacagta rukumashada bishan waxaanan jeclaan lahaa in la ii soo celiyo lacag bixinta labaad. Fadlan hubi. Nasiib darro saaxiibkaa ayaa ii sheegay toddobaadkii hore in waxba la qaban karin.",
	"quechua":       "Rimaykullayki, kay killapi iskay kutita suscripcionniymanta qullqita hurquwarqanku, iskay kaq paguta kutichipuwanaykichikta munani. Ama hina kaspa qhawaykuway. Manan yachanichu imarayku.",
	"zulu":          "Sawubona, ngikhokhiswe kabili ngokubhalisela kwami kule nyanga futhi ngingathanda ukubuyiselwa inkokhelo yesibili. Ngicela uhlole. Ngeshwa uzakwenu ungitshele ngesonto eledlule ukuthi akukho okungenziwa ngaphandle kwerisidi.",
	"lithuanian":    "Sveiki, šį mėnesį už prenumeratą buvau apmokestintas du kartus ir norėčiau susigrąžinti antrąjį mokėjimą. Ar galėtumėte patikrinti? Deja, jūsų kolega praėjusią savaitę man sakė, kad nieko negalima padaryti be originalaus kvito.",
	"tagalog":       "Kumusta, nasingil ako nang dalawang beses para sa aking subscription ngayong buwan at gusto kong ibalik ang pangalawang bayad. Pakitingnan po. Sa kasamaang palad sinabi ng iyong kasamahan noong nakaraang linggo na walang magagawa.",
	"finnish names": "Väinö Aaltonen, Aino Hyvönen, Eeva-Liisa Iivonen, Uuno Kailas, Oiva Toikka, Hääyöaie, riiuuyöaie, Raija Siekkinen, Aulis Sallinen",
	"decomposed":    "Hei, minulta veloitettiin tilauksesta kahdesti tässä kuussa ja haluaisin hyvityksen toisesta maksusta. Voisitteko tarkistaa asian mahdollisimman pian? Asiakasnumeroni löytyy alta. Valitettavasti työtoverinne kertoi viime viikolla, ettei mitään voida tehdä ilman alkuperäistä kuittia.",
	"cherokee":      "ᎣᏏᏲ, ᏙᎯᏧ? ᎤᎵᎮᎵᏍᏗ ᏂᎦᏓ ᏴᏫ", "fraktur": "𝔅𝔦𝔱𝔱𝔢 𝔭𝔯ü𝔣𝔢𝔫 𐍈 𓀀 𒀀 ꧁ ꧂",
}

// machines are what machines write into the same fields.
var machines = map[string]string{
	"names":   "Lukas Lindqvist, Oscar Virtanen, Chidi Okafor, Mei Chen, Samir Weber, Hanne Berg, Krzysztof Wójcik, Siobhán Ní Dhomhnaill, Nguyễn Văn Anh, Þórhildur Jónsdóttir, Xochitl Quetzalcoatl, Wojciechowski, Szczepański",
	"e-mails": "lukas.lindqvist@delftdental.example, oscar.virtanen@northwind-cleaning.example, mchen+test@granite.example, xq_77@sub.mail.example.co.uk",
	"emoji":   strings.Repeat("👍🎉😀 Great! ❤️ 👩‍💻🇩🇪🏳️‍🌈🫠 ok ", 5),
	"capital": "PLEASE LOOK INTO THE REFUND OF THE SECOND PAYMENT KRANKENVERSICHERUNG SUBSCRIPTION CANCELLED",
	"camel":   "getConversationById listContactsResponse parseJSONValue HTTPServerError XMLHttpRequest iOSDevice",
	"json":    `{"conversations":[{"id":"215470000000075","title":"Security questionnaire","state":"open","contact_id":"66f0a1b2c3d4e5f600000004","admin_assignee_id":5100007,"tags":["security"],"created_at":"2026-11-21T14:29:55Z"}],"total_count":150,"x":null,"y":[],"z":{},"w":true}`,
	"html":    `<p>Dear Lumen Desk,<br>before we can sign we need <b>the attached</b> <a href="https://attachments.lumendesk.example/a/b?c=d&amp;e=f">questionnaire</a>.</p><ul><li>one</li><li>two</li></ul>`,
	"escaped": strings.Repeat(`line one\nline two\n\n\"quoted\"\t\\ end\r\n`, 5),
	"url":     "https://downloads.intercomcdn.com/i/o/abc/1234567890/7f3a9c/file%20name.png?expires=1795172400&signature=9f8e7d6c5b4a39281706f5e4d3c2b1a0&req=fCcnE8h7nYdZFb4f3HP0gG%2Fx",
	"alike":   strings.Repeat("a", 300) + strings.Repeat("!", 300) + strings.Repeat("-", 300) + strings.Repeat("\n", 300) + strings.Repeat("x ", 100),
	"zalgo":   "Z̷̡a̴l̶g̸o̷ t̶e̸x̵t̴", "styled": "𝓗𝓮𝓵𝓵𝓸 𝕨𝕠𝕣𝕝𝕕 ∑∫√∏ ½ ²",
}

// chance draws random texts.
type chance struct{ *rand.Rand }

// of is n random characters of some.
func (c chance) of(n int, from string) string {
	runes := []rune(from)
	var b strings.Builder
	for range n {
		b.WriteRune(runes[c.IntN(len(runes))])
	}
	return b.String()
}

// between is n random characters of a range.
func (c chance) between(n int, from, to rune) string {
	var b strings.Builder
	for range n {
		b.WriteRune(from + rune(c.IntN(int(to-from))))
	}
	return b.String()
}

func (c chance) bytes(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(c.UintN(256))
	}
	return b
}

// random are random texts of every kind.
func (c chance) random() map[string]string {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	n := 300 + c.IntN(500)
	return map[string]string{
		"hex": hex.EncodeToString(c.bytes(n)), "HEX": strings.ToUpper(hex.EncodeToString(c.bytes(n))),
		"base64": base64.StdEncoding.EncodeToString(c.bytes(n)), "base64url": base64.RawURLEncoding.EncodeToString(c.bytes(n)),
		"digits": c.of(n, "0123456789"), "numbers": string(c.bytes(n)), "letters": c.of(n, letters), "words": c.of(n, letters+"     "),
		"few letters": c.of(n, c.of(1+c.IntN(3), letters)), "LETTERS": c.of(n, strings.ToUpper(letters)), "lEtTeRs": c.of(n, letters+strings.ToUpper(letters)),
		"signs": c.of(n, "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"), "ascii": c.between(n, 0x20, 0x7f), "json": c.of(n, `{}[]":,\`), "spaces": c.of(n, " \n\t"),
		"latin": c.between(n, 0xc0, 0x250), "cyrillic": c.between(n, 0x410, 0x450), "arabic": c.between(n, 0x621, 0x64b), "greek": c.between(n, 0x391, 0x3c9),
		"hebrew": c.between(n, 0x5d0, 0x5eb), "thai": c.between(n, 0xe01, 0xe3a), "hindi": c.between(n, 0x905, 0x939), "kana": c.between(n, 0x3041, 0x30fa),
		"han": c.between(n, 0x4e00, 0x9fa0), "hangul": c.between(n, 0xac00, 0xd7a0), "emoji": c.between(n, 0x1f300, 0x1fa70), "anything": c.between(n, 0x20, 0xd7ff), "beyond": c.between(n, 0x10000, 0x2ffff),
	}
}

// asJSON is a text as a member of JSON, with HTML left readable.
func asJSON(t *testing.T, s string) string {
	t.Helper()
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(b.String())
}

// TestEstimate holds the estimate against the encoding itself: it must never be
// too low, and not too high either where people write.
func TestEstimate(t *testing.T) {
	count := o200k.Counter(t)
	check := func(name, s string, most float64) {
		t.Helper()
		is, guess := count(s), tokens.Estimate(s)
		if guess < is || most > 0 && float64(guess) > most*float64(is) {
			t.Errorf("%s: %d tokens, estimated %d (%.2f): %.60q", name, is, guess, float64(guess)/float64(is), s)
		}
		if testing.Verbose() && most != 0 {
			t.Logf("%-12s %4d tokens, estimated %4d (%.2f)", name, is, guess, float64(guess)/float64(is))
		}
	}
	for _, all := range []map[string]string{languages, others} {
		for name, s := range all {
			check(name, s, 2.5)
			check(name+" as JSON", asJSON(t, s), 2.5)
			if strings.ContainsAny(s, "aeiou") {
				continue // of the languages written in Latin letters, whole texts alone are held
			}
			check(name+" in a line", strings.ReplaceAll(s, " ", ""), 0)
			for word := range strings.FieldsSeq(s) {
				check(name+" word", word, 0)
			}
		}
	}
	for name, s := range machines {
		check(name, s, 5)
	}
	c := chance{rand.New(rand.NewPCG(1, 2))}
	for range 20 {
		for name, s := range c.random() {
			check("random "+name, s, 0)
		}
	}
}
