package wxr

import (
	"strings"

	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/loss"
)

// bodyReader makes of a body what package htmlbody reads, which knows the blocks and
// the shortcodes of WordPress, but neither its pictures nor which line ends mean breaks.
type bodyReader struct {
	*reader
	entry  *interchange.Entry
	source string
}

func (b *bodyReader) html() string {
	b.pages()
	source := b.source
	if strings.Contains(source, "[") {
		s := shortcodes{bodyReader: b, rest: source}
		source = s.html()
	}
	if strings.Contains(source, "\n") && !strings.Contains(source, "<!-- wp:") {
		source = breaks(source)
	}
	return source
}

// pages notes the comments by which WordPress parts what it shows of a body.
func (b *bodyReader) pages() {
	if strings.Contains(b.source, "<!--more") {
		b.entry.Losses.Add("Content.Body", loss.Approximated, "end of the teaser", "lists show a summary, or an excerpt")
	}
	for range strings.Count(b.source, "<!--nextpage-->") {
		b.entry.Losses.Add("Content.Body", loss.Approximated, "page break", "an article is one page")
	}
}

// breaks makes line breaks of the single line ends in running text, as WordPress does
// with classic posts when it shows them. Empty lines part paragraphs, and stay.
func breaks(source string) string {
	var out strings.Builder
	out.Grow(len(source) + len(source)/64)
	block := true // what stands before is the start of a block, or its end
	for source != "" {
		at := strings.IndexByte(source, '<')
		if at < 0 {
			at = len(source)
		}
		tag, length := tagAt(source[at:])
		if length == 0 && at < len(source) { // a < that no > follows: there is no tag any more
			at = len(source)
		}
		breakText(&out, source[:at], block, at == len(source) || isBlock(tag))
		if at > 0 && strings.TrimSpace(source[:at]) != "" {
			block = false
		}
		source = source[at:]
		if name := strings.TrimPrefix(tag, "/"); isVerbatim(name) && tag == name {
			length, block = endOf(source, name), true
		} else if tag != "" {
			block = isBlock(tag)
		}
		out.WriteString(source[:length])
		source = source[length:]
	}
	return out.String()
}

// breakText writes text between two tags.
func breakText(out *strings.Builder, text string, after, before bool) {
	for text != "" {
		at := strings.IndexByte(text, '\n')
		if at < 0 {
			break
		}
		start, end := len(strings.TrimRight(text[:at], " \t\r")), at
		for end < len(text) && isSpace(text[end]) {
			end++
		}
		run := text[start:end]
		edge := start == 0 && after || end == len(text) && before
		out.WriteString(text[:start])
		if strings.Count(run, "\n") == 1 && !edge {
			run = "<br/>"
		}
		out.WriteString(run)
		text, after = text[end:], false
	}
	out.WriteString(text)
}

// endOf returns where the end tag of a name begins, or the length of the text.
func endOf(s, name string) int {
	for from := 0; ; {
		at := strings.Index(s[from:], "</")
		if at < 0 || len(s)-from-at < len(name)+2 {
			return len(s)
		}
		from += at + 2
		if strings.EqualFold(s[from:from+len(name)], name) {
			return from - 2
		}
	}
}

// tagAt returns the name of the tag at the beginning of a text, in lower case and with
// the / of an end tag, and its length; "" and 0 where there is none.
func tagAt(s string) (name string, length int) {
	if s == "" {
		return "", 0
	}
	end := strings.IndexByte(s, '>')
	if end < 0 {
		return "", 0
	}
	inside := s[1:end]
	stop := strings.IndexFunc(inside, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' })
	if stop >= 0 {
		inside = inside[:stop]
	}
	return strings.ToLower(strings.TrimSuffix(inside, "/")), end + 1
}

// isBlock reports whether a tag begins or ends a block, after the list of WordPress
// (wp-includes/formatting.php, wpautop), or is a break.
func isBlock(tag string) bool {
	switch strings.TrimPrefix(tag, "/") {
	case "table", "thead", "tfoot", "caption", "col", "colgroup", "tbody", "tr", "td", "th", "div", "dl", "dd", "dt",
		"ul", "ol", "li", "pre", "form", "map", "area", "blockquote", "address", "style", "p", "h1", "h2", "h3", "h4",
		"h5", "h6", "hr", "fieldset", "legend", "section", "article", "aside", "hgroup", "header", "footer", "nav",
		"figure", "figcaption", "details", "menu", "summary", "br", "script", "iframe", "video", "audio", "object":
		return true
	}
	return false
}

// isVerbatim reports whether line ends in an element are none of the text's.
func isVerbatim(name string) bool {
	switch name {
	case "pre", "script", "style", "textarea", "svg", "select":
		return true
	}
	return false
}
