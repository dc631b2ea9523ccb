package tools

// digitGroups are so many digits that a card number may be among them, one
// space, dash or dot between them at the most.
var digitGroups = pattern(`\d(?:[ \x{a0}\x{202f}.\-\x{2010}-\x{2013}]?\d){12,}`)

// What a card number is.
const (
	shortestCard = 13
	longestCard  = 19
)

// cards redacts the card numbers in a text.
func (r *Redactor) cards(s string, seen known) string {
	return replaceAll(digitGroups(), s, func(start, end int) (string, bool) {
		match := s[start:end]
		if seen[match] || within(s, start, end) {
			return "", false
		}
		return r.cardsAmong(match, seen)
	})
}

// cardsAmong redacts the card numbers that are whole groups of s.
func (r *Redactor) cardsAmong(s string, seen known) (string, bool) {
	var starts, ends []int // of groups
	for i := range len(s) {
		if !isDigit(s, i) {
			continue
		}
		if !isDigit(s, i-1) {
			starts = append(starts, i)
		}
		if !isDigit(s, i+1) {
			ends = append(ends, i+1)
		}
	}
	for i, from := range starts {
		for j := len(ends) - 1; j >= i; j-- {
			plain := onlyDigits(s[from:ends[j]])
			if !isCard(plain) || seen[plain] {
				continue
			}
			rest, found := r.cardsAmong(s[ends[j]:], seen)
			if !found {
				rest = s[ends[j]:]
			}
			return s[:from] + r.placeholder("card", plain) + rest, true
		}
	}
	return "", false
}

func isDigit(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// isCard reports whether s is the digits of a card number: they begin as those
// of the networks do, and their check digit is right.
func isCard(s string) bool {
	if len(s) < shortestCard || len(s) > longestCard || onlyDigits(s) != s {
		return false
	}
	if s[0] < '3' || s[0] > '6' {
		if s[:4] < "2221" || s[:4] > "2720" {
			return false
		}
	}
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
