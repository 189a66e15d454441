package related

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// foldCase makes one of the spellings of a word that differ in case, in composition
// or in the sort of apostrophe.
func foldCase(s string) string {
	if ascii(s) {
		return strings.ToLower(s)
	}
	return norm.NFC.String(cases.Fold().String(strings.ReplaceAll(s, "’", "'")))
}

// plain takes the accents from Latin and Greek letters, the points from Arabic and
// Hebrew ones, and what is invisible from all.
func plain(s string) string {
	if ascii(s) {
		return s
	}
	var b strings.Builder
	bare := false // marks of the last letter are left out
	for _, r := range norm.NFD.String(s) {
		switch {
		case r == 'ـ' || unicode.Is(unicode.Cf, r): // tatweel only makes a word wider
		case unicode.Is(unicode.Mn, r):
			if !bare {
				b.WriteRune(r)
			}
		default:
			bare = unicode.In(r, unicode.Latin, unicode.Greek, unicode.Arabic, unicode.Hebrew)
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
