// Package text says what a label may hold: a headline, a name, a tag.
//
// A label is one line of valid UTF-8 without control characters and without the
// directional overrides that make a text read as another one. [Check] refuses
// what is not; [Clean] makes a label out of foreign text; [Fold] gives the key
// under which two spellings are the same name.
//
// All functions are pure and safe for concurrent use.
package text

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// ErrInvalidText means that a text holds what a label may not: invalid UTF-8, a
// control character (line breaks and NUL among them) or a directional override.
var ErrInvalidText = errors.New("text holds invalid UTF-8, a control character or a directional override")

// Check returns [ErrInvalidText] if s may not be a label. The empty text may.
func Check(s string) error {
	if !utf8.ValidString(s) {
		return ErrInvalidText
	}
	for _, r := range s {
		if Forbidden(r) {
			return ErrInvalidText
		}
	}
	return nil
}

// Forbidden reports whether no label may hold r: controls (Unicode category
// Cc), line and paragraph separators, and the bidirectional embeddings,
// overrides and isolates that UAX #9 calls explicit, which can make a text read
// as another. The marks LRM, RLM and ALM, and the joiners, are allowed.
func Forbidden(r rune) bool {
	switch {
	case unicode.IsControl(r), r == '\u2028', r == '\u2029', r == '\uFEFF':
		return true
	case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
		return true
	}
	return false
}

// Clean makes a label of foreign text: forbidden characters are removed, line
// breaks and runs of white space become one space, the ends are trimmed, invalid
// UTF-8 becomes U+FFFD, and the result is in normal form C. Clean(Clean(s)) is
// Clean(s), and Check accepts it.
func Clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		if unicode.IsSpace(r) || r == '\u2028' || r == '\u2029' {
			gap = true
			continue
		}
		if Forbidden(r) {
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
		}
		gap = false
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// Fold returns the key of a label: two labels with the same key are the same
// name. It is [Clean], then full Unicode case folding, then normal form C again.
// What that means where one may doubt:
//
//   - Diacritics are kept apart: Résumé and resume are two names. [FoldPlain] folds
//     them too.
//   - The signs of C, C++ and C#, and those of $5K and 5K, are kept apart.
//   - The sharp s folds to ss: Straße and STRASSE are one name.
//   - The final sigma folds to the other one: ΣΊΣΥΦΟΣ and σίσυφος are one name.
//   - The Kelvin sign is a K, and the ohm sign an omega, as normal form C has it.
//   - Dotless ı is not an i, and dotted İ is an i with a dot above, whatever the
//     language: Turkish names are kept apart from English ones, and never folded by
//     the language of a reader.
//   - Full-width letters fold to small full-width letters, and are not those of ASCII:
//     ＡＢＣ and ａｂｃ are one name, and ABC another. So are ½ and 1⁄2, and all other
//     forms that only compatibility makes equal.
func Fold(s string) string {
	if folded, ok := foldLatin(s); ok {
		return folded
	}
	return norm.NFC.String(strings.Map(foldCherokee, cases.Fold().String(Clean(s))))
}

// foldLatin folds a text of ASCII and of the letters of western and central Europe,
// as which most labels of most newsrooms are written. Ok is false where it has others,
// or one of those that fold in a way of their own.
func foldLatin(s string) (folded string, ok bool) {
	var buf [64]byte
	b := buf[:0]
	gap, same := false, true // same: it is its own key
	for _, r := range s {
		switch {
		case r == ' ' || r >= '\t' && r <= '\r':
			same = same && r == ' ' && !gap && len(b) > 0
			gap = len(b) > 0
			continue
		case r < ' ' || r == 0x7f:
			same = false
			continue
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
			same = false
		case r >= utf8.RuneSelf:
			if !latin(r) {
				return "", false
			}
			lower := unicode.ToLower(r)
			same = same && lower == r
			r = lower
		}
		if gap {
			b = append(b, ' ')
			gap = false
		}
		b = utf8.AppendRune(b, r)
	}
	if same && !gap {
		return s, true
	}
	return string(b), true
}

// latin reports whether a rune beyond ASCII folds to its small letter and composes with
// none before it: letters of Latin-1 and Latin Extended-A, dashes and quotation marks.
func latin(r rune) bool {
	if r == 'ß' || r == 'İ' || r == 'ŉ' {
		return false
	}
	return r >= 'À' && r <= 'ž' || r >= '‐' && r <= '‧'
}

// FoldPlain returns the key of a label without its diacritics: Résumé and resume have
// one, for a search or a suggestion that forgives. It is [Fold] without the
// nonspacing marks that normal form D parts from Latin, Greek and Cyrillic letters;
// those of other scripts make other letters, and stay. What is a letter of its own,
// such as ø, ł or ı, stays too.
func FoldPlain(s string) string {
	key := Fold(s)
	var b strings.Builder
	marked := false // marks that come belong to a letter that does without
	for _, r := range norm.NFD.String(key) {
		if unicode.Is(unicode.Mn, r) && marked {
			continue
		}
		marked = unicode.IsOneOf([]*unicode.RangeTable{unicode.Latin, unicode.Greek, unicode.Cyrillic}, r)
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

// foldCherokee maps the small letters of Cherokee to the capitals, to which Unicode
// folds them. QUIRK: cases.Fold of golang.org/x/text swaps the two.
func foldCherokee(r rune) rune {
	switch {
	case r >= 0xAB70 && r <= 0xABBF:
		return r - 0xAB70 + 0x13A0
	case r >= 0x13F8 && r <= 0x13FD:
		return r - 0x13F8 + 0x13F0
	}
	return r
}
