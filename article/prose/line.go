package prose

import (
	"math"
	"strings"
	"unicode"
)

// Line returns text on one line: white space at the ends is dropped, white space
// elsewhere becomes one space, and each byte that is not UTF-8 becomes U+FFFD.
func Line(text string) string {
	line, _ := lineOf(text, math.MaxInt)
	return line
}

// lineOf returns the beginning of a line, up to the first rune that ends at n bytes or
// later, and whether anything but white space follows. It reads no further than that.
func lineOf(text string, n int) (line string, more bool) {
	var b strings.Builder
	b.Grow(min(n, len(text)) + 8)
	space := false
	for i, r := range text {
		if unicode.IsSpace(r) {
			space = b.Len() > 0
			continue
		}
		if b.Len() >= n {
			return b.String(), strings.TrimLeftFunc(text[i:], unicode.IsSpace) != ""
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String(), false
}
