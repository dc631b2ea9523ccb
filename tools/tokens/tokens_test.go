package tokens_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"intercom-mcp/sandbox"
	"intercom-mcp/tools/tokens"
	"intercom-mcp/tools/tokens/o200k"
)

// languages are what customers write, in some of their languages.
var languages = map[string]string{
	"english": "Hello, I was charged twice for my subscription this month and I would like a refund for the second payment. Could you please look into " +
		"it? My invoice number is the one below, and the card was charged on Tuesday. Unfortunately your colleague told me last week that nothing could be done " +
		"without the original receipt, which I have attached here. Thanks in advance, and kind regards from a rather unhappy customer.",
	"german": "Guten Tag, leider wurde mir die Rechnung für den Monat März zweimal abgebucht. Könnten Sie bitte prüfen, ob die Rückerstattung bereits " +
		"veranlasst wurde? Meine Kundennummer finden Sie unten. Die Krankenversicherungsbescheinigung und die Datenschutzgrundverordnungserklärung habe ich " +
		"beigefügt. Mit freundlichen Grüßen aus Köln.",
	"french": "Bonjour, j'ai été débité deux fois pour mon abonnement ce mois-ci et je souhaiterais être remboursé du second paiement. Pourriez-vous " +
		"vérifier, s'il vous plaît ? Malheureusement, votre collègue m'a dit la semaine dernière que rien n'était possible.",
	"spanish": "Hola, me han cobrado dos veces la suscripción de este mes y me gustaría que me devolvieran el segundo pago. ¿Podrían revisarlo, por " +
		"favor? Desafortunadamente su compañero me dijo que no se podía hacer nada sin el recibo original.",
	"polish": "Dzień dobry, niestety pobrano mi opłatę za subskrypcję dwa razy w tym miesiącu i chciałbym otrzymać zwrot drugiej płatności. Czy mogliby " +
		"Państwo to sprawdzić? Z poważaniem, niezadowolony klient z Łodzi.",
	"finnish": "Hei, minulta veloitettiin tilauksesta kahdesti tässä kuussa ja haluaisin hyvityksen toisesta maksusta. Voisitteko tarkistaa asian " +
		"mahdollisimman pian? Asiakasnumeroni löytyy alta. Valitettavasti työtoverinne kertoi viime viikolla, ettei mitään voida tehdä ilman alkuperäistä kuittia.",
	"hungarian": "Jó napot kívánok, ebben a hónapban kétszer vonták le az előfizetésem díját, és szeretném visszakapni a második befizetést. Kérem, " +
		"nézzenek utána. Sajnos kollégájuk múlt héten azt mondta, hogy az eredeti számla nélkül semmit sem lehet tenni.",
	"turkish": "Merhaba, bu ay aboneliğim için iki kez ücret alındı ve ikinci ödemenin iadesini istiyorum. Lütfen kontrol edebilir misiniz? Ne yazık ki " +
		"geçen hafta meslektaşınız hiçbir şey yapılamayacağını söyledi.",
	"vietnamese": "Xin chào, tôi đã bị tính phí hai lần cho gói đăng ký tháng này và tôi muốn được hoàn lại khoản thanh toán thứ hai. Xin vui lòng kiểm tra " +
		"giúp tôi.",
	"russian": "Здравствуйте, в этом месяце с меня дважды списали оплату за подписку, и я хотел бы вернуть второй платёж. Не могли бы вы проверить? К " +
		"сожалению, ваш коллега сказал, что ничего нельзя сделать.",
	"greek":    "Γεια σας, χρεώθηκα δύο φορές για τη συνδρομή μου αυτόν τον μήνα και θα ήθελα επιστροφή χρημάτων για τη δεύτερη πληρωμή.",
	"arabic":   "مرحبًا، لقد تم خصم رسوم الاشتراك مرتين هذا الشهر وأود استرداد المبلغ الثاني. هل يمكنكم التحقق من ذلك من فضلكم؟ شكرًا لكم.",
	"hebrew":   "שלום, חויבתי פעמיים על המנוי החודש ואני רוצה החזר על התשלום השני. אפשר לבדוק בבקשה?",
	"hindi":    "नमस्ते, इस महीने मेरी सदस्यता के लिए मुझसे दो बार शुल्क लिया गया और मैं दूसरे भुगतान की वापसी चाहता हूँ। कृपया जाँच करें।",
	"thai":     "สวัสดีครับ เดือนนี้ผมถูกเรียกเก็บเงินค่าสมาชิกสองครั้ง และอยากขอคืนเงินสำหรับการชำระเงินครั้งที่สอง",
	"japanese": "こんにちは。今月のサブスクリプション料金が二重に請求されましたので、二回目のお支払いの返金をお願いいたします。ご確認いただけますでしょうか。",
	"chinese":  "您好，这个月我的订阅费被扣了两次，我想申请退还第二笔付款。请帮我核实一下，谢谢。很遗憾，您的同事上周告诉我没有办法处理。",
	"korean":   "안녕하세요, 이번 달 구독료가 두 번 청구되어 두 번째 결제 금액을 환불받고 싶습니다. 확인 부탁드립니다. 감사합니다.",
}

// others are what fewer customers write, in scripts that are rarer or bent to
// another language, or with letters that English seldom has together.
var others = map[string]string{
	"ukrainian": "Добрий день, цього місяця з мене двічі списали оплату за підписку, і я хотів би повернути другий платіж. Чи не могли б ви перевірити, " +
		"будь ласка? Ґанок, їжак, щастя.",
	"bulgarian": "Здравейте, този месец ми удържаха два пъти таксата за абонамента и бих искал да ми върнете второто плащане. Бихте ли проверили, моля?",
	"serbian": "Добар дан, овог месеца сам двапут наплаћен за претплату и желео бих повраћај другог плаћања. Љубазно вас молим да проверите, њушка, " +
		"џеп, ђак.",
	"kazakh":    "Сәлеметсіз бе, осы айда жазылым үшін менен екі рет ақша алынды, екінші төлемді қайтарғым келеді. Тексеріп бере аласыз ба? Өңір, ұлт, һәм.",
	"mongolian": "Сайн байна уу, энэ сард захиалгын төлбөрийг хоёр удаа авсан байна, хоёр дахь төлбөрөө буцаан авмаар байна. Шалгаж өгнө үү?",
	"shouting":  "ПОЖАЛУЙСТА, ПРОВЕРЬТЕ ПЛАТЁЖ! С МЕНЯ ДВАЖДЫ СПИСАЛИ ОПЛАТУ ЗА ПОДПИСКУ. ΠΑΡΑΚΑΛΩ ΕΛΕΓΞΤΕ ΤΗΝ ΠΛΗΡΩΜΗ ΜΟΥ",
	"persian":   "سلام، این ماه هزینه اشتراک دو بار از من کسر شده است و می\u200cخواهم پرداخت دوم بازگردانده شود. لطفاً بررسی می\u200cکنید؟ ژاله، گچ، پژوهش.",
	"urdu":      "السلام علیکم، اس مہینے مجھ سے سبسکرپشن کی فیس دو بار لی گئی ہے اور میں دوسری ادائیگی کی واپسی چاہتا ہوں۔ براہ کرم چیک کریں۔ ٹھیک، ڈر، ڑے۔",
	"vocalized": "السَّلَامُ عَلَيْكُمْ، لَقَدْ تَمَّ خَصْمُ رُسُومِ الِاشْتِرَاكِ مَرَّتَيْنِ",
	"yiddish":   "גוטן טאָג, דעם חודש האָט מען צוויי מאָל אָפּגעציילט פֿון מיר פֿאַר דער אַבאָנירונג, און איך וויל צוריקבאַקומען די צווייטע צאָלונג.",
	"bengali":   "নমস্কার, এই মাসে আমার সাবস্ক্রিপশনের জন্য দুবার টাকা কাটা হয়েছে এবং আমি দ্বিতীয় পেমেন্টের ফেরত চাই। অনুগ্রহ করে যাচাই করুন।",
	"tamil":     "வணக்கம், இந்த மாதம் எனது சந்தாவிற்கு இரண்டு முறை கட்டணம் வசூலிக்கப்பட்டது, இரண்டாவது கட்டணத்தைத் திரும்பப் பெற விரும்புகிறேன்.",
	"telugu":    "నమస్కారం, ఈ నెల నా చందాకు రెండుసార్లు రుసుము వసూలు చేశారు, రెండవ చెల్లింపును తిరిగి ఇవ్వాలని కోరుతున్నాను.",
	"marathi":   "नमस्कार, या महिन्यात माझ्याकडून सदस्यत्वासाठी दोनदा शुल्क आकारले गेले आहे आणि मला दुसऱ्या देयकाचा परतावा हवा आहे. कृपया तपासा.",
	"gujarati":  "નમસ્તે, આ મહિને મારા સબ્સ્ક્રિપ્શન માટે બે વાર ચાર્જ લેવામાં આવ્યો છે અને મને બીજી ચુકવણીનું રિફંડ જોઈએ છે.",
	"georgian":  "გამარჯობა, ამ თვეში გამოწერის საფასური ორჯერ ჩამომეჭრა და მსურს მეორე გადახდის დაბრუნება. გთხოვთ შეამოწმოთ.",
	"armenian":  "Բարև ձեզ, այս ամիս բաժանորդագրության համար ինձանից երկու անգամ գումար է գանձվել, և ես ուզում եմ երկրորդ վճարումը հետ ստանալ։",
	"burmese":   "မင်္ဂလာပါ၊ ဒီလအတွက် ကျွန်တော့်ကို စာရင်းသွင်းကြေး နှစ်ကြိမ် ကောက်ခံထားပါတယ်။ ဒုတိယငွေပေးချေမှုကို ပြန်အမ်းပေးပါ။",
	"khmer":     "សួស្តី ខែនេះខ្ញុំត្រូវបានគិតប្រាក់ពីរដងសម្រាប់ការជាវ ហើយខ្ញុំចង់បានប្រាក់សំណងវិញ។",
	"amharic":   "ሰላም፣ በዚህ ወር ለደንበኝነት ምዝገባዬ ሁለት ጊዜ ተከፍሎብኛል፣ የሁለተኛው ክፍያ እንዲመለስልኝ እፈልጋለሁ።",
	"lao":       "ສະບາຍດີ, ເດືອນນີ້ຂ້ອຍຖືກເກັບເງິນສອງເທື່ອ ແລະຕ້ອງການຂໍເງິນຄືນ.",
	"tibetan":   "བཀྲ་ཤིས་བདེ་ལེགས། ཟླ་བ་འདིར་ང་ལ་དངུལ་ཐེངས་གཉིས་བླངས་སོང་།",
	"sinhala":   "ආයුබෝවන්, මෙම මාසයේ මගේ දායකත්වය සඳහා දෙවරක් මුදල් අය කර ඇත. කරුණාකර පරීක්ෂා කරන්න.",
	"basque": "Kaixo, bi aldiz kobratu didate harpidetza hilabete honetan eta bigarren ordainketa itzultzea nahiko nuke. Begiratuko al zenuke, " +
		"mesedez? Zoritxarrez zure lankideak joan den astean esan zidan ezin zela ezer egin.",
	"samoan": "Talofa, na faaluaina ona totogi la'u resitalaga i lenei masina ma oute manao ia toe totogi mai le totogi lona lua. Faamolemole siaki. " +
		"E lē o iloa pe aiseā. O au o lau tagata fa'atau",
	"somali": "Salaan, laba jeer ayaa la iga jaray lacagta rukumashada bishan waxaanan jeclaan lahaa in la ii soo celiyo lacag bixinta labaad. Fadlan " +
		"hubi. Nasiib darro saaxiibkaa ayaa ii sheegay toddobaadkii hore in waxba la qaban karin.",
	"quechua": "Rimaykullayki, kay killapi iskay kutita suscripcionniymanta qullqita hurquwarqanku, iskay kaq paguta kutichipuwanaykichikta munani. " +
		"Ama hina kaspa qhawaykuway. Manan yachanichu imarayku.",
	"zulu": "Sawubona, ngikhokhiswe kabili ngokubhalisela kwami kule nyanga futhi ngingathanda ukubuyiselwa inkokhelo yesibili. Ngicela uhlole. " +
		"Ngeshwa uzakwenu ungitshele ngesonto eledlule ukuthi akukho okungenziwa ngaphandle kwerisidi.",
	"lithuanian": "Sveiki, šį mėnesį už prenumeratą buvau apmokestintas du kartus ir norėčiau susigrąžinti antrąjį mokėjimą. Ar galėtumėte patikrinti? " +
		"Deja, jūsų kolega praėjusią savaitę man sakė, kad nieko negalima padaryti be originalaus kvito.",
	"tagalog": "Kumusta, nasingil ako nang dalawang beses para sa aking subscription ngayong buwan at gusto kong ibalik ang pangalawang bayad. " +
		"Pakitingnan po. Sa kasamaang palad sinabi ng iyong kasamahan noong nakaraang linggo na walang magagawa.",
	"finnish names": "Väinö Aaltonen, Aino Hyvönen, Eeva-Liisa Iivonen, Uuno Kailas, Oiva Toikka, Hääyöaie, riiuuyöaie, Raija Siekkinen, Aulis Sallinen",
	"decomposed": "Hei, minulta veloitettiin tilauksesta kahdesti tässä kuussa ja haluaisin hyvityksen toisesta maksusta. Voisitteko tarkistaa asian " +
		"mahdollisimman pian? Asiakasnumeroni löytyy alta. Valitettavasti työtoverinne kertoi viime viikolla, ettei mitään voida tehdä ilman " +
		"alkuperäistä kuittia.",
	"cherokee": "ᎣᏏᏲ, ᏙᎯᏧ? ᎤᎵᎮᎵᏍᏗ ᏂᎦᏓ ᏴᏫ", "fraktur": "𝔅𝔦𝔱𝔱𝔢 𝔭𝔯ü𝔣𝔢𝔫 𐍈 𓀀 𒀀 ꧁ ꧂",
}

// machines are what machines write into the same fields.
var machines = map[string]string{
	"names": "Lukas Lindqvist, Oscar Virtanen, Chidi Okafor, Mei Chen, Samir Weber, Hanne Berg, Krzysztof Wójcik, Siobhán Ní Dhomhnaill, Nguyễn Văn Anh, " +
		"Þórhildur Jónsdóttir, Xochitl Quetzalcoatl, Wojciechowski, Szczepański",
	"e-mails": "lukas.lindqvist@delftdental.example, oscar.virtanen@northwind-cleaning.example, mchen+test@granite.example, xq_77@sub.mail.example.co.uk",
	"emoji":   strings.Repeat("👍🎉😀 Great! ❤️ 👩‍💻🇩🇪🏳️‍🌈🫠 ok ", 5),
	"capital": "PLEASE LOOK INTO THE REFUND OF THE SECOND PAYMENT KRANKENVERSICHERUNG SUBSCRIPTION CANCELLED",
	"camel":   "getConversationById listContactsResponse parseJSONValue HTTPServerError XMLHttpRequest iOSDevice",
	"json": `{"conversations":[{"id":"215470000000075","title":"Security questionnaire","state":"open","contact_id":"66f0a1b2c3d4e5f600000004",` +
		`"admin_assignee_id":5100007,"tags":["security"],"created_at":"2026-11-21T14:29:55Z"}],"total_count":150,"x":null,"y":[],"z":{},"w":true}`,
	"html": `<p>Dear Lumen Desk,<br>before we can sign we need <b>the attached</b> <a ` +
		`href="https://attachments.lumendesk.example/a/b?c=d&amp;e=f">questionnaire</a>.</p><ul><li>one</li><li>two</li></ul>`,
	"escaped": strings.Repeat(`line one\nline two\n\n\"quoted\"\t\\ end\r\n`, 5),
	"url": "https://downloads.intercomcdn.com/i/o/abc/1234567890/7f3a9c/file%20name.png" +
		"?expires=1795172400&signature=9f8e7d6c5b4a39281706f5e4d3c2b1a0&req=fCcnE8h7nYdZFb4f3HP0gG%2Fx",
	"styled": "𝓗𝓮𝓵𝓵𝓸 𝕨𝕠𝕣𝕝𝕕 ∑∫√∏ ½ ²",
}

// prose is a conversation in English, as customers and teammates write.
var prose = map[string]string{
	"refund": "I can see why that looks wrong, given what you were told. Here is what I am going to do: I am issuing a full refund for $129.00 right now. " +
		"You'll see it as a pending transaction within 24–48 hours, and it will appear as a credit against your next billing cycle. While I have your billing " +
		"settings open, I want to make sure this doesn't happen again: would you like me to turn off auto-renewal, so you get a notification before anything is " +
		"charged? Is there anything else I can clarify for you while we're here?",
	"release": "Hi Sarah, sorry for the delay. I've checked with our engineering team & they've confirmed a fix will ship on Thursday, 14 March. In the " +
		"meantime could you please clear your cache (Ctrl+Shift+R) and let me know whether the dashboard loads? If it doesn't, a screenshot and your browser " +
		"version would be super helpful. Best, Tom",
	"chat": "hey there, i never logged in before, works fine on pc site. tried google login as well. i get an update but i can not log in help ? oh wait i " +
		"checked my log file, storage was full. now its ok thank you!! btw do you guys have a mobile app? i'd love to get notified when someone replies lol",
	"angry": "This is the third time I am writing about the same problem and nobody bothers to answer. Your application deletes my drafts whenever I switch " +
		"between workspaces, and the so-called solution from your knowledge base doesn’t exist in my settings. If this isn’t fixed by Friday we’ll cancel all " +
		"40 seats and move to one of your competitors.",
}

// code is what people paste when they ask for help with it.
var code = map[string]string{
	"javascript": "import { useEffect, useState } from 'react';\n\nexport default function Launcher({ appId, user }) {\n  const [ready, setReady] = " +
		"useState(false);\n  useEffect(() => {\n    window.intercomSettings = { app_id: appId, user_id: user?.id, email: user?.email };\n    " +
		"fetch(`/api/users/${user.id}/hash`, { method: 'POST' })\n      .then((res) => res.json())\n      .then(({ user_hash }) => { window.Intercom('boot', { " +
		"user_hash }); setReady(true); })\n      .catch((err) => console.error('boot failed', err));\n  }, [appId, user]);\n  return ready ? <div " +
		"id=\"launcher\" className=\"btn btn-primary\" /> : null;\n}\n",
	"python": "import os\nimport requests\n\nclass ContactSync:\n    \"\"\"Copies contacts from the CRM.\"\"\"\n\n    def __init__(self, token=None):\n      " +
		"  self.session = requests.Session()\n        self.session.headers.update({\"Authorization\": f\"Bearer {token or os.environ['ACCESS_TOKEN']}\"})\n\n   " +
		" def push(self, rows):\n        for row in rows:\n            if not row.get(\"email\"):\n                continue\n            resp = " +
		"self.session.post(\"https://api.intercom.io/contacts\", json={\"email\": row[\"email\"], \"name\": row[\"name\"]}, timeout=30)\n            " +
		"resp.raise_for_status()\n        return len(rows)\n",
	"css": ".intercom-launcher {\n  position: fixed;\n  bottom: 20px;\n  right: 20px;\n  width: 48px;\n  height: 48px;\n  border-radius: 50%;\n  " +
		"background-color: #1f8ded;\n  box-shadow: 0 1px 6px rgba(0, 0, 0, 0.06), 0 2px 32px rgba(0, 0, 0, 0.16);\n  z-index: 2147483000;\n}\n\n@media " +
		"(max-width: 450px) {\n  .intercom-launcher:hover > span { display: none !important; }\n}\n",
	"sql": "SELECT c.id, c.email, COUNT(*) AS conversations FROM contacts c LEFT JOIN conversations v ON v.contact_id = c.id WHERE c.created_at >= " +
		"'2026-01-01' AND v.state = 'open' GROUP BY c.id, c.email ORDER BY conversations DESC LIMIT 50;",
	"log": "2026-11-21T14:29:55.123Z ERROR [http-nio-8080-exec-7] c.e.app.web.ErrorHandler : Request processing failed: java.lang.NullPointerException: " +
		"Cannot invoke \"User.getId()\" because \"user\" is null\n\tat com.example.app.service.UserService.load(UserService.java:118)\n\tat " +
		"com.example.app.web.ProfileController.show(ProfileController.java:42)\n",
	"csv": "id,name,email,created_at,amount\n10482,Maria Jensen,maria.jensen@example.com,2026-03-14,1290.50\n10483,Tom " +
		"O'Neill,tom@oneill.example,2026-03-15,88.00\n10484,Aiko Sato,aiko.sato@example.co.jp,2026-03-15,15000.00\n",
}

// chance draws random texts.
type chance struct{ *rand.Rand }

// of returns n random characters of some.
func (c chance) of(n int, from string) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = from[c.IntN(len(from))]
	}
	return string(b)
}

// random returns random texts as machines write them.
func (c chance) random() map[string]string {
	raw := make([]byte, 600)
	for i := range raw {
		raw[i] = byte(c.UintN(256))
	}
	uuid := hex.EncodeToString(raw[:16])
	return map[string]string{
		"hex": hex.EncodeToString(raw), "HEX": strings.ToUpper(hex.EncodeToString(raw)),
		"base64": base64.StdEncoding.EncodeToString(raw), "base64url": base64.RawURLEncoding.EncodeToString(raw),
		"uuid": uuid[:8] + "-" + uuid[8:12] + "-" + uuid[12:16] + "-" + uuid[16:20] + "-" + uuid[20:], "digits": c.of(600, "0123456789"),
		"letters": c.of(600, "abcdefghijklmnopqrstuvwxyz"), "words": c.of(600, "abcdefghijklmnopqrstuvwxyz     "),
		"numbers": c.of(600, "0123456789  .,:"), "token": "xoxb-" + c.of(12, "0123456789") + "-" + base64.RawURLEncoding.EncodeToString(raw[:60]),
	}
}

// asJSON returns a text as a string of JSON, with HTML left readable.
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

// results returns what the server gives: Intercom's objects, and definitions of tools.
func results(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	w := sandbox.New(sandbox.Options{})
	for _, path := range []string{"contacts", "companies", "conversations", "conversations/215470000000001", "articles", "admins", "tags", "data_attributes",
		"ticket_types"} {
		r := httptest.NewRequest(http.MethodGet, "/"+path, nil)
		r.Header.Set("Authorization", "Bearer any")
		rec := httptest.NewRecorder()
		w.ServeHTTP(rec, r)
		if rec.Code != http.StatusOK {
			t.Fatalf("%s: %d", path, rec.Code)
		}
		all[path] = rec.Body.String()
	}
	paths, err := filepath.Glob("../testdata/tools/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatal(err, "no definitions")
	}
	for _, path := range paths {
		all[filepath.Base(path)] = file(t, path)
	}
	return all
}

func file(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestEstimate holds the estimate against the encoding itself. The generated tables
// are made from its vocabulary and from no text; the costs and the alphabets were
// adjusted by hand with texts such as these in sight.
func TestEstimate(t *testing.T) {
	c := chance{rand.New(rand.NewPCG(1, 2))}
	english := map[string]string{"english": languages["english"], "sandbox": file(t, "../../sandbox/sample/conversations.txt"),
		"readme": file(t, "../../README.md")}
	for _, name := range slices.Sorted(maps.Keys(prose)) {
		english["support"] += prose[name] + "\n" // one by one, texts are so short that three words decide
	}
	quoted := map[string]string{}
	for name, s := range english {
		quoted[name] = asJSON(t, s)
	}
	pasted := map[string]string{"go": file(t, "tokens.go"), "go test": file(t, "tables_test.go")}
	maps.Copy(pasted, code)
	for _, kind := range []struct {
		name      string
		low, high float64 // bounds of the error, as parts of the real number
		samples   map[string]string
	}{
		{"prose", -0.05, 0.20, english},
		{"prose as JSON", -0.05, 0.20, quoted},
		{"results", -0.05, 0.20, results(t)},
		{"languages", -0.10, 0.65, languages},
		{"other languages", -0.10, 0.65, others},
		{"code", -0.10, 0.30, pasted},
		{"machines", -0.10, 0.50, machines},
		{"random", -0.10, 0.30, c.random()},
	} {
		t.Run(kind.name, func(t *testing.T) { compare(t, kind.samples, kind.low, kind.high) })
	}
}

// compare holds the estimates of some texts within bounds.
func compare(t *testing.T, samples map[string]string, low, high float64) {
	t.Helper()
	count := o200k.Counter(t)
	for _, name := range slices.Sorted(maps.Keys(samples)) {
		is, guess := count(samples[name]), tokens.Estimate(samples[name])
		off := float64(guess)/float64(is) - 1
		if off < low || off > high {
			t.Errorf("%s: %d tokens, estimated %d (%+.1f %%): %.60q", name, is, guess, 100*off, samples[name])
		}
		t.Logf("%-26s %6d tokens, estimated %6d (%+.1f %%)", name, is, guess, 100*off)
	}
}

// FuzzEstimate holds that a text costs no less than its beginning, since results
// are cut by binary search, and that Fit agrees.
func FuzzEstimate(f *testing.F) {
	for _, all := range []map[string]string{languages, others, prose, code, machines} {
		for _, s := range all {
			f.Add(s)
		}
	}
	f.Add(strings.Repeat("a", 300) + strings.Repeat("!", 300) + strings.Repeat("-", 300) + strings.Repeat("\n", 300) + strings.Repeat("x ", 100))
	f.Add("Z̷̡a̴l̶g̸o̷ t̶e̸x̵t̴")
	f.Add("a\n  \n \" ({[]}) 12 345\xff\xc3")
	f.Fuzz(func(t *testing.T, s string) {
		s = s[:min(len(s), 500)]
		before := 0
		for n := range len(s) + 1 {
			cost := tokens.Estimate(s[:n])
			if cost < before {
				t.Fatalf("%q: %d tokens, without the last byte %d", s[:n], cost, before)
			}
			before = cost
		}
		if !tokens.Fit(before, s) || before > 0 && tokens.Fit(before-1, s) {
			t.Errorf("%q: %d tokens, and Fit says otherwise", s, before)
		}
	})
}

func BenchmarkEstimate(b *testing.B) {
	for name, s := range map[string]string{"json": machines["json"], "english": languages["english"], "russian": languages["russian"],
		"chinese": languages["chinese"]} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				tokens.Estimate(s)
			}
		})
	}
}
