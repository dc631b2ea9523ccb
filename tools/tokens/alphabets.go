package tokens

// An alphabet is a range of letters that cost about the same.
type alphabet struct {
	from, to rune // the letters from one on, up to before another
	letter   int  // what each costs, in hundredths of a token; of Latin ones: what it adds to the pieces of its word
}

func (a alphabet) has(r rune) bool { return a.from <= r && r < a.to }

// latin reports whether the letters stand among those from a to z, or over them.
func (a alphabet) latin() bool { return a.to <= 0x2b0 || a.from == 0x1e00 }

// alphabetOf returns the alphabet of a character; without one, it has no letters.
func alphabetOf(r rune) alphabet {
	for _, a := range alphabets {
		if r < a.to {
			return a
		}
	}
	return alphabet{}
}

// alphabets are sorted. What lies between them are signs.
var alphabets = [...]alphabet{
	{0xc0, 0x180, 180}, {0x180, 0x2b0, 60}, {0x300, 0x370, 120}, // Latin
	{0x370, 0x3ac, 75}, {0x3ac, 0x400, 22}, // Greek
	{0x400, 0x430, 60}, {0x430, 0x450, 22}, {0x450, 0x530, 60}, // Cyrillic
	{0x531, 0x590, 21},                                         // Armenian
	{0x591, 0x600, 30},                                         // Hebrew
	{0x620, 0x64b, 28}, {0x64b, 0x660, 90}, {0x660, 0x6d4, 28}, // Arabic
	{0x900, 0x964, 22}, {0x966, 0x980, 22}, // Devanagari
	{0x980, 0xa00, 25},                          // Bengali
	{0xa00, 0xa80, 45},                          // Gurmukhi
	{0xa80, 0xb00, 27},                          // Gujarati
	{0xb00, 0xb80, 60},                          // Odia
	{0xb80, 0xc00, 25},                          // Tamil
	{0xc00, 0xc80, 40},                          // Telugu
	{0xc80, 0xd00, 30},                          // Kannada
	{0xd00, 0xd80, 25},                          // Malayalam
	{0xd80, 0xe00, 50},                          // Sinhala
	{0xe00, 0xe80, 40},                          // Thai
	{0xe80, 0xf00, 180},                         // Lao
	{0xf00, 0x1000, 150},                        // Tibetan
	{0x1000, 0x10a0, 48},                        // Burmese
	{0x10a0, 0x1100, 25},                        // Georgian
	{0x1200, 0x1360, 200},                       // Ethiopic
	{0x13a0, 0x1400, 300},                       // Cherokee
	{0x1780, 0x17d4, 60},                        // Khmer
	{0x1e00, 0x1f00, 100},                       // Latin
	{0x1f00, 0x2000, 90},                        // Greek
	{0x3041, 0x3100, 66},                        // Japanese
	{0x3400, 0x4e00, 250}, {0x4e00, 0xa000, 90}, // Chinese
	{0xac00, 0xd7b0, 62}, // Korean
}
