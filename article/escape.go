package article

import (
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// escapeSize returns how many bytes the escape takes that data begin with; 0: they
// begin with none.
func escapeSize(data []byte) int {
	if len(data) < 2 || data[0] != '\\' {
		return 0
	}
	switch data[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		if _, ok := hex(data); ok {
			return 6
		}
	}
	return 0
}

// unescape returns what the escape stands for that raw begins with, and how many bytes
// it takes: two of them may be one rune.
func unescape(raw []byte) (r rune, size int) {
	switch c := raw[1]; c {
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		r, _ = hex(raw)
		if utf16.IsSurrogate(r) && escapeSize(raw[6:]) == 6 {
			half, _ := hex(raw[6:])
			if pair := utf16.DecodeRune(r, half); pair != utf8.RuneError {
				return pair, 12
			}
		}
		return r, 6
	default:
		return rune(c), 2
	}
}

// hex reads the four digits of "\u1234".
func hex(data []byte) (r rune, ok bool) {
	if len(data) < 6 {
		return 0, false
	}
	for _, c := range data[2:6] {
		switch {
		case isDigit(c):
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = (c | 0x20) - 'a' + 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

// plainBytes are those of ASCII that a string holds as they are. Marks of HTML are not
// among them: encoded, they can stand in a script of a page.
var plainBytes = func() (plain [utf8.RuneSelf]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		plain[c] = !slices.Contains([]rune(`"\<>&`), c)
	}
	return plain
}()

// appendString appends a string as encoding/json spells it.
func appendString[D ~[]byte](dst D, s string) D {
	const digits = "0123456789abcdef"
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf && plainBytes[c] {
			i++
			continue
		}
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
			if (r != utf8.RuneError || size > 1) && r != '\u2028' && r != '\u2029' {
				i += size
				continue
			}
		}
		dst = append(dst, s[start:i]...)
		if short := shortEscape(r); short != 0 {
			dst = append(dst, '\\', short)
		} else {
			dst = append(dst, '\\', 'u', digits[r>>12], digits[r>>8&15], digits[r>>4&15], digits[r&15])
		}
		i += size
		start = i
	}
	return append(append(dst, s[start:]...), '"')
}

// shortEscape returns the letter that stands for r behind a backslash, or 0.
func shortEscape(r rune) byte {
	switch r {
	case '"', '\\':
		return byte(r)
	case '\b':
		return 'b'
	case '\f':
		return 'f'
	case '\n':
		return 'n'
	case '\r':
		return 'r'
	case '\t':
		return 't'
	}
	return 0
}
