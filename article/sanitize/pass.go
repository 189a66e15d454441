package sanitize

import (
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	xhtml "golang.org/x/net/html"

	"github.com/newsjunction/news/article/loss"
)

// pass reads tokens and writes what the rules keep of them.
type pass struct {
	rules  *rules
	base   *url.URL
	report *loss.Report

	out    strings.Builder
	stack  []*element // what is open in out, the innermost last
	tags   int
	skip   skip
	values []value // of the tag at hand, sorted by name
	fresh  bool    // the last thing written is the start tag of pre
	eatLF  bool    // the last token is the start tag of pre: a line feed after it is no text
	words  bool    // the last thing written is a word that text would join
	gap    bool    // something that separates words was left out since
}

// skip is the element whose content is being left out.
type skip struct {
	name  string // "" for none
	depth int    // of elements of that name
	inner int    // of elements that hold HTML inside svg or math
}

func (s skip) foreign() bool { return s.name == "svg" || s.name == "math" }

// value is an attribute that will be written.
type value struct{ name, text string }

func newPass(r *rules, base *url.URL, report *loss.Report) *pass {
	return &pass{rules: r, base: base, report: report}
}

func (p *pass) run(s string) string {
	p.out.Grow(len(s) + len(s)/8)
	z := xhtml.NewTokenizer(strings.NewReader(s))
	for {
		kind := z.Next()
		eatLF := p.eatLF
		p.eatLF = false
		switch kind {
		case xhtml.ErrorToken:
			p.closeAbove(-1)
			return p.out.String()
		case xhtml.TextToken:
			if p.skip.name == "" {
				p.text(p.plain(string(z.Text())), eatLF)
			}
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			p.startTag(z, kind == xhtml.SelfClosingTagToken)
		case xhtml.EndTagToken:
			name, _ := z.TagName()
			p.endTag(string(name))
		case xhtml.CommentToken:
			p.report.Add("", loss.Dropped, "HTML comment", "readers never see it")
		case xhtml.DoctypeToken:
			p.report.Add("", loss.Dropped, "document type", "the page around has its own")
		}
	}
}

// plain returns s without the characters that no text of ours holds.
func (p *pass) plain(s string) string {
	if !utf8.ValidString(s) {
		p.report.Add("", loss.Repaired, "text", "invalid UTF-8")
		s = strings.ToValidUTF8(s, "")
	}
	if !strings.ContainsFunc(s, isOdd) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r == '\f':
			return ' '
		case isOdd(r):
			p.report.Add("", loss.Dropped, "character", "control characters and overrides of direction are not kept")
			return -1
		}
		return r
	}, s)
}

// isOdd reports whether plain has something to do about r.
func isOdd(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || r >= 0x7F && r < 0xA0 ||
		r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0xFFFE || r == 0xFFFF
}

func (p *pass) startTag(z *xhtml.Tokenizer, selfClosing bool) {
	raw, more := z.TagName()
	name := string(raw)
	if name == "noscript" || selfClosing && p.skip.foreign() {
		// Read as a browser without scripts does, or as svg is read.
		z.NextIsNotRawText()
	}
	if p.skipped(name, selfClosing) {
		return
	}
	p.tags++
	e := p.rules.elements[name]
	if p.tags > MaxTags {
		p.report.Add("", loss.Dropped, "tag", "too many tags")
		e = nil
	} else if e == nil {
		p.report.Add(name, loss.Dropped, "element", "the element is not kept")
	}
	if dropsContent(name) && (!selfClosing || name != "svg" && name != "math") {
		p.skip = skip{name: name, depth: 1}
	}
	if e == nil {
		p.gap = p.gap || separatesWords(name)
		return
	}
	ok := p.readAttributes(z, e, more)
	if e.shape == frame {
		p.embed()
		return
	}
	if e.shape == link {
		p.endLink()
	}
	if ok {
		p.open(e)
	}
}

// skipped reports whether a start tag belongs to content that is left out.
func (p *pass) skipped(name string, selfClosing bool) bool {
	s := &p.skip
	if s.name == "" {
		return false
	}
	if s.foreign() {
		switch {
		case s.inner == 0 && endsForeign(name):
			*s = skip{}
			return false
		case holdsHTML(name) && !selfClosing:
			s.inner++
		}
	}
	if name == s.name && !selfClosing && name != "select" {
		s.depth++
	}
	return true
}

func (p *pass) endTag(name string) {
	if s := &p.skip; s.name != "" {
		switch {
		case name == s.name:
			s.depth--
			if s.depth == 0 {
				*s = skip{}
			}
		case s.foreign() && holdsHTML(name) && s.inner > 0:
			s.inner--
		}
		return
	}
	p.tags++
	e := p.rules.elements[name]
	if e == nil || p.tags > MaxTags {
		p.gap = p.gap || separatesWords(name)
		return
	}
	if i := p.openedBy(e); i >= 0 {
		p.closeAbove(i - 1)
	} else {
		p.gap = p.gap || e.shape.isBlock()
	}
}

// readAttributes fills values with what e keeps of the attributes of the tag, and
// reports whether e may stand with them.
func (p *pass) readAttributes(z *xhtml.Tokenizer, e *element, more bool) bool {
	p.values = p.values[:0]
	if e.shape == frame {
		e = frameSource
	}
	for count := 0; more; count++ {
		var key, val []byte
		key, val, more = z.TagAttr()
		if count >= MaxAttrs {
			p.report.Add(e.name, loss.Dropped, "attribute", "too many attributes")
			continue
		}
		p.readAttribute(e, string(key), string(val))
	}
	if e.shape == link && p.rules.rel != "" {
		p.set("rel", p.rules.rel)
	}
	for _, a := range e.attrs {
		if _, found := p.find(a.name); a.required && !found {
			p.report.Add(e.name, loss.Dropped, "element", "no "+a.name+" that can be kept")
			return false
		}
	}
	return true
}

func (p *pass) readAttribute(e *element, key, val string) {
	a, ok := e.attribute(key)
	if !ok {
		p.report.Add(e.name+"."+key, loss.Dropped, "attribute", "the attribute is not kept")
		return
	}
	if _, found := p.find(key); found {
		return
	}
	clean, ok := a.clean(p, p.plain(val))
	if !ok {
		p.report.Add(e.name+"."+key, loss.Dropped, "attribute", "the value is not safe or not of its kind")
		return
	}
	if clean != val && clean != "" {
		p.report.Add(e.name+"."+key, loss.Repaired, "attribute", "the value was brought into its usual form")
	}
	p.set(key, clean)
}

func (p *pass) find(name string) (int, bool) {
	return slices.BinarySearchFunc(p.values, name, func(v value, name string) int {
		return strings.Compare(v.name, name)
	})
}

func (p *pass) set(name, text string) {
	i, found := p.find(name)
	if found {
		p.values[i].text = text
		return
	}
	p.values = slices.Insert(p.values, i, value{name, text})
}

// get returns the value of that name, or "".
func (p *pass) get(name string) string {
	if i, found := p.find(name); found {
		return p.values[i].text
	}
	return ""
}

func (p *pass) text(s string, eatLF bool) {
	if eatLF {
		s = strings.TrimPrefix(s, "\n")
	}
	if s == "" {
		return
	}
	blank := strings.Trim(s, " \t\n") == ""
	if !blank {
		p.enterCell()
	}
	if p.fresh && s[0] == '\n' {
		p.out.WriteByte('\n')
	}
	if p.gap && p.words && strings.IndexByte(" \t\n", s[0]) < 0 {
		p.out.WriteByte(' ')
	}
	p.out.WriteString(html.EscapeString(s))
	p.fresh, p.gap = false, false
	p.words = strings.IndexByte(" \t\n", s[len(s)-1]) < 0
}
