package inline

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Cut returns the beginning of h with at most n characters (runes) of text, and
// reports whether anything was cut off. It cuts between words where it can,
// leaves no white space at the end, keeps a letter and the marks upon it together,
// and closes the elements that are open. It adds no ellipsis.
func Cut(h HTML, n int) (HTML, bool) {
	text, n := []rune(h.Plain()), max(n, 0)
	if len(text) <= n {
		return h, false
	}
	return HTML{first(h.s, boundary(text, n))}, true
}

// boundary returns the number of runes, at most n and less than len(text), after which
// text is best cut.
func boundary(text []rune, n int) int {
	at := n
	for at > 0 && !breaksWord(text[at-1], text[at]) {
		at--
	}
	if at == 0 {
		at = n
		for at > 0 && joined(text[at-1], text[at]) {
			at--
		}
	}
	for at > 0 && unicode.IsSpace(text[at-1]) {
		at--
	}
	return at
}

// breaksWord reports whether a line may end between two runes: at white space,
// and beside the letters of scripts that put none between words.
func breaksWord(before, after rune) bool {
	if unicode.IsSpace(before) || unicode.IsSpace(after) {
		return true
	}
	return (unspaced(before) || unspaced(after)) && !joined(before, after) && !unicode.IsPunct(after)
}

func unspaced(r rune) bool {
	return r > 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// joined reports whether two runes make one character for a reader.
func joined(before, after rune) bool {
	const joiner = '\u200d'
	return before == joiner || after == joiner || unicode.Is(unicode.M, after) || isSkinTone(after)
}

func isSkinTone(r rune) bool { return r >= 0x1F3FB && r <= 0x1F3FF }

// first returns canonical markup up to and including its nth rune of text.
func first(s string, n int) string {
	var b strings.Builder
	var open []string
	for p := range pieces(s) {
		if n == 0 {
			break
		}
		text := p.plain()
		switch size := utf8.RuneCountInString(text); {
		case !p.isTag() && size > n:
			b.WriteString(escape(string([]rune(text)[:n])))
			n = 0
			continue
		default:
			n -= size
		}
		b.WriteString(string(p))
		switch {
		case p.isEnd():
			open = open[:len(open)-1]
		case p.isTag() && !p.isVoid():
			open = append(open, p.name())
		}
	}
	for i := len(open) - 1; i >= 0; i-- {
		b.WriteString("</" + open[i] + ">")
	}
	return b.String()
}
