package slug

import (
	"html"
	"strings"
)

// longestMark bounds how far the end of a tag, a comment or a character reference
// is looked for.
const longestMark = 1 << 10

// tag returns the length of the HTML tag or comment that s begins with, and
// whether it parts words. It is 0 where none stands there: a tag has the name of
// an HTML element, so that "a<b2 and c>d" keeps its words.
func tag(s string) (length int, parts bool) {
	s = s[:min(len(s), longestMark)]
	if strings.HasPrefix(s, "<!--") {
		if end := strings.Index(s, "-->"); end >= 0 {
			return end + len("-->"), true
		}
		return 0, false
	}
	start := 1
	if strings.HasPrefix(s, "</") {
		start = 2
	}
	end := start
	for end < len(s) && alphanumeric(s[end]) {
		end++
	}
	known, parts := element(s[start:end])
	if !known || end == len(s) || !strings.ContainsRune(" \t\n/>", rune(s[end])) {
		return 0, false
	}
	length = strings.IndexAny(s[end:], "<>")
	if length < 0 || s[end+length] == '<' {
		return 0, false
	}
	return end + length + 1, parts
}

// element reports whether HTML has an element of that name that a headline may
// have caught, and whether words part there.
func element(name string) (known, parts bool) {
	var low [12]byte
	if len(name) > len(low) {
		return false, false
	}
	for i := range len(name) {
		low[i] = lower(name[i])
	}
	switch string(low[:len(name)]) {
	case "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
		"q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr":
		return true, false
	case "article", "aside", "blockquote", "body", "br", "center", "div", "embed", "figcaption", "figure", "footer",
		"form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "img", "input", "li",
		"link", "main", "meta", "nav", "object", "ol", "p", "pre", "script", "section", "style", "svg", "table",
		"tbody", "td", "th", "thead", "title", "tr", "ul", "video":
		return true, true
	}
	return false, false
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// reference returns the text of the HTML character reference that s begins with,
// and its length; 0 where none stands there. It must end with a semicolon: the
// words of "rock&reg" are words.
func reference(s string) (text string, length int) {
	const longest = 32 // the names of HTML are shorter
	end := strings.IndexByte(s[:min(len(s), longest)], ';')
	if end < 2 {
		return "", 0
	}
	s = s[:end+1]
	switch s {
	case "&amp;":
		return "&", len(s)
	case "&nbsp;":
		return " ", len(s)
	}
	text = html.UnescapeString(s)
	if text == s || strings.HasSuffix(text, ";") && s != "&semi;" {
		return "", 0
	}
	return text, len(s)
}

func alphanumeric(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
