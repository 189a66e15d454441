package lexer

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// decode returns what text or the value of an attribute stands for: line ends as a
// single line feed, and references as their characters.
func decode(s string, attribute bool) string {
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	if !attribute {
		return html.UnescapeString(s)
	}
	return value(s)
}

// value decodes the references of an attribute, where names are read more
// cautiously than in text: "?a=1&copy=2" has none (HTML standard, 13.2.5.73, named character
// reference state).
func value(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		before, after, found := strings.Cut(s, "&")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		end := referenceLength(after)
		b.WriteString(reference("&"+after[:end], after[end:]))
		s = after[end:]
	}
}

// referenceLength returns the length of what could be a reference, without its sign.
func referenceLength(s string) int {
	end := 0
	if strings.HasPrefix(s, "#") {
		end++
	}
	for end < len(s) && isAlphanumeric(s[end]) {
		end++
	}
	if end < len(s) && s[end] == ';' {
		end++
	}
	return end
}

// reference returns what a reference in an attribute stands for, or itself.
func reference(s, after string) string {
	if strings.HasPrefix(s, "&#") {
		return html.UnescapeString(s)
	}
	ended := strings.HasSuffix(s, ";")
	if !ended && strings.HasPrefix(after, "=") {
		return s
	}
	switch decoded := html.UnescapeString(s); {
	case decoded == s, ended && len(decoded) > 1 && strings.HasSuffix(decoded, ";"), !ended && utf8.RuneCountInString(decoded) > 1:
		return s // no name, or a shorter name with letters behind it
	default:
		return decoded
	}
}

// lower returns a name with the letters of ASCII in lower case.
func lower(s string) string {
	for i := range len(s) {
		if 'A' <= s[i] && s[i] <= 'Z' {
			return lowered(s)
		}
	}
	return s
}

func lowered(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] += 'a' - 'A'
		}
	}
	return string(b)
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

func isAlphanumeric(c byte) bool { return isLetter(c) || '0' <= c && c <= '9' }

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' }

// isNamed reports whether a byte can stand in the name of a tag or an attribute.
func isNamed(c byte) bool { return !isSpace(c) && c != '/' && c != '>' && c != 0 }
