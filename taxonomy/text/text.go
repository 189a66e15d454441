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
// name. It is [Clean], then full Unicode case folding (so ß folds to ss, and the
// Kelvin sign to k), then normal form C again. Diacritics stay, and so do the
// signs of C, C++ and C#, which are three names. Folding is language-neutral: a
// Turkish dotless ı is not an i.
func Fold(s string) string {
	return norm.NFC.String(strings.Map(foldCherokee, cases.Fold().String(Clean(s))))
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
