package sanitize

import (
	"strings"
	"unicode/utf8"

	"github.com/newsjunction/news/article/loss"
)

// text is what scan and escape read: the bytes of a token or a value.
type text interface{ ~string | ~[]byte }

// scan reports whether s is free of the characters that no text of ours holds, and
// whether it holds one that is written as a reference. It does not judge UTF-8.
func scan[T text](s T) (clean, special bool) {
	for i := 0; i < len(s); i++ {
		switch kinds[s[i]] {
		case escaped:
			special = true
		case suspect:
			if isOddAt(s, i) {
				return false, special
			}
		}
	}
	return true, special
}

const (
	ordinary = iota
	escaped  // written as a reference
	suspect  // the first byte of a character that may have to go
)

// kinds is what each byte of a text is.
var kinds = func() (table [256]byte) {
	for c := range 0x20 {
		table[c] = suspect
	}
	table['\t'], table['\n'] = ordinary, ordinary
	for _, c := range []byte{0x7F, 0xC2, 0xE2, 0xEF} {
		table[c] = suspect
	}
	for _, c := range []byte(`&'<>"`) {
		table[c] = escaped
	}
	return table
}()

// isOddAt reports whether the character at i, whose first byte is suspect, is odd. It
// reads the bytes of UTF-8 by themselves: most text beyond ASCII has some of them.
func isOddAt[T text](s T, i int) bool {
	var second, third byte
	if i+1 < len(s) {
		second = s[i+1]
	}
	if i+2 < len(s) {
		third = s[i+2]
	}
	switch s[i] {
	case 0xC2:
		return second < 0xA0
	case 0xE2:
		return second == 0x80 && third >= 0xAA && third <= 0xAE || second == 0x81 && third >= 0xA6 && third <= 0xA9
	case 0xEF:
		return second == 0xBF && third >= 0xBE
	}
	return true
}

// isOdd reports whether mend has something to do about r.
func isOdd(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || r >= 0x7F && r < 0xA0 ||
		r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0xFFFE || r == 0xFFFF
}

// mend returns s without the characters that no text of ours holds.
func mend(s string, report *loss.Report) string {
	if !utf8.ValidString(s) {
		report.Add("", loss.Repaired, "text", "invalid UTF-8")
		s = strings.ToValidUTF8(s, "")
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r == '\f':
			return ' '
		case isOdd(r):
			report.Add("", loss.Dropped, "character", "control characters and overrides of direction are not kept")
			return -1
		}
		return r
	}, s)
}

// appendEscaped appends s with the references that golang.org/x/net/html writes.
func appendEscaped[T text](dst []byte, s T) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		if kinds[s[i]] != escaped {
			continue
		}
		dst = append(dst, s[from:i]...)
		from = i + 1
		switch s[i] {
		case '&':
			dst = append(dst, "&amp;"...)
		case '\'':
			dst = append(dst, "&#39;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		case '"':
			dst = append(dst, "&#34;"...)
		}
	}
	return append(dst, s[from:]...)
}

// plainText returns s as HTML if it is text alone, which most titles and many
// comments are: nothing in it has to be taken away.
func plainText(s string) (string, bool) {
	if strings.IndexByte(s, '<') >= 0 || strings.IndexByte(s, '&') >= 0 || !utf8.ValidString(s) {
		return "", false
	}
	clean, special := scan(s)
	if !clean {
		return "", false
	}
	if !special {
		return s, true
	}
	return string(appendEscaped(make([]byte, 0, len(s)+len(s)/8), s)), true
}
