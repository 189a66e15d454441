package sanitize

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	xhtml "golang.org/x/net/html"

	"github.com/newsjunction/news/article/loss"
)

// pass reads tokens and writes what the rules keep of them.
type pass struct {
	rules  *rules
	report *loss.Report

	out       []byte
	asked     []byte             // the start tags of out about which the second opinion is asked
	lastAsked int                // where the last of them begins
	headings  []int              // where the levels of headings stand in out
	stack     []*element         // what is open in out, the innermost last
	openOf    [maxElements]int32 // how many of each element are on the stack, by its index
	opened    [shapes]int        // how many of each shape are on the stack
	tags      int
	skip      skip
	values    []value // of the tag at hand, sorted by name
	fresh     bool    // the last thing written is the start tag of pre
	eatLF     bool    // the last token is the start tag of pre: a line feed after it is no text
	words     bool    // the last thing written is a word that text would join
	gap       bool    // something that separates words was left out since
}

// skip is the element whose content is being left out.
type skip struct {
	name  string // "" for none
	depth int    // of elements of that name
	inner int    // of elements that hold HTML inside svg or math
}

func (s skip) foreign() bool { return s.name == "svg" || s.name == "math" }

// value is an attribute that will be written.
type value struct {
	name, text string
	risky      bool
}

func newPass(r *rules, report *loss.Report) *pass {
	return &pass{rules: r, report: report, stack: make([]*element, 0, 16), values: make([]value, 0, 8)}
}

func (p *pass) run(s string) string {
	p.out = make([]byte, 0, len(s)+len(s)/8)
	z := xhtml.NewTokenizer(strings.NewReader(s))
	for {
		kind := z.Next()
		eatLF := p.eatLF
		p.eatLF = false
		switch kind {
		case xhtml.ErrorToken:
			p.closeAbove(-1)
			p.lowerHeadings()
			return string(p.out)
		case xhtml.TextToken:
			if p.skip.name == "" {
				p.textToken(z, eatLF)
			}
		case xhtml.StartTagToken, xhtml.SelfClosingTagToken:
			p.startTag(z, kind == xhtml.SelfClosingTagToken)
		case xhtml.EndTagToken:
			name, _ := z.TagName()
			p.endTag(name)
		case xhtml.CommentToken:
			p.report.Add("", loss.Dropped, "HTML comment", "readers never see it")
		case xhtml.DoctypeToken:
			p.report.Add("", loss.Dropped, "document type", "the page around has its own")
		}
	}
}

func (p *pass) textToken(z *xhtml.Tokenizer, eatLF bool) {
	// Without a reference and a carriage return, what is written is what it means.
	raw := z.Raw()
	clean, _ := scan(raw)
	if !clean || bytes.IndexByte(raw, '&') >= 0 {
		raw = z.Text()
		clean, _ = scan(raw)
	}
	if eatLF && len(raw) > 0 && raw[0] == '\n' {
		raw = raw[1:]
	}
	if !clean || !utf8.Valid(raw) {
		raw = []byte(mend(string(raw), p.report))
	}
	p.text(raw)
}

// plain returns the value of an attribute without the characters that no text of
// ours holds.
func (p *pass) plain(s string) string {
	if clean, _ := scan(s); clean && utf8.ValidString(s) {
		return s
	}
	return mend(s, p.report)
}

func (p *pass) startTag(z *xhtml.Tokenizer, selfClosing bool) {
	raw, more := z.TagName()
	if string(raw) == "noscript" || selfClosing && p.skip.foreign() {
		// Read as a browser without scripts does, or as svg is read.
		z.NextIsNotRawText()
	}
	if p.skipped(string(raw), selfClosing) {
		return
	}
	p.tags++
	e := p.rules.elements[string(raw)]
	if e == nil {
		p.unknown(z, string(raw), selfClosing, more)
		return
	}
	if e.shape == frame {
		p.skip = skip{name: e.name, depth: 1}
	}
	if p.tags > p.rules.maxTags {
		p.report.Add("", loss.Dropped, "tag", "too many tags")
		p.gap = p.gap || separatesWords(e.name)
		return
	}
	ok := p.readAttributes(z, e, more)
	if e.shape == frame {
		p.embed()
		return
	}
	if e.shape == link {
		p.end(link)
	}
	if ok {
		p.open(e)
	}
}

// unknown leaves out the start tag of an element that is not in the table.
func (p *pass) unknown(z *xhtml.Tokenizer, name string, selfClosing, more bool) {
	if p.tags > p.rules.maxTags {
		p.report.Add("", loss.Dropped, "tag", "too many tags")
	} else if name != "script" || !p.scriptEmbed(z, more) {
		p.report.Add(name, loss.Dropped, "element", "the element is not kept")
	}
	if dropsContent(name) && (!selfClosing || name != "svg" && name != "math") {
		p.skip = skip{name: name, depth: 1}
	}
	p.gap = p.gap || separatesWords(name)
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

func (p *pass) endTag(raw []byte) {
	if s := &p.skip; s.name != "" {
		name := string(raw)
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
	e := p.rules.elements[string(raw)]
	if e == nil || p.tags > p.rules.maxTags {
		p.gap = p.gap || separatesWords(string(raw))
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
	for count := 0; more; count++ {
		var key, val []byte
		key, val, more = z.TagAttr()
		if count >= p.rules.maxAttrs {
			p.report.Add(e.name, loss.Dropped, "attribute", "too many attributes")
			continue
		}
		p.readAttribute(e, key, val)
	}
	for i := range e.attrs {
		a := &e.attrs[i]
		if a.required && !p.has(a.name) {
			p.report.Add(e.name, loss.Dropped, "element", "no "+a.name+" that can be kept")
			return false
		}
	}
	p.applyPolicy(e)
	return true
}

// applyPolicy adds what the profile says of every link and picture.
func (p *pass) applyPolicy(e *element) {
	switch {
	case e.shape == link:
		if p.rules.rel != "" && !p.has("rel") {
			p.set("rel", p.rules.rel, false)
		}
		if p.rules.newTab && strings.HasPrefix(p.get("href"), "http") {
			p.set("target", "_blank", false)
		}
	case e.name == "img" && p.rules.images.Lazy && !p.has("loading"):
		p.set("loading", "lazy", false)
	}
}

func (p *pass) readAttribute(e *element, key, val []byte) {
	a := e.attribute(key)
	if a == nil {
		p.report.Add(e.name+"."+string(key), loss.Dropped, "attribute", "the attribute is not kept")
		return
	}
	if p.has(a.name) {
		return
	}
	source := string(val)
	clean, ok := a.clean(p, p.plain(source))
	if !ok {
		p.report.Add(e.name+"."+a.name, loss.Dropped, "attribute", "the value is not safe or not of its kind")
		return
	}
	if clean != source && clean != "" {
		p.report.Add(e.name+"."+a.name, loss.Repaired, "attribute", "the value was brought into its usual form")
	}
	p.set(a.name, clean, a.risky)
}

// find returns where the value of that name is, or where it belongs: tags have few.
func (p *pass) find(name string) (int, bool) {
	for i := range p.values {
		if have := p.values[i].name; have >= name {
			return i, have == name
		}
	}
	return len(p.values), false
}

func (p *pass) has(name string) bool {
	_, found := p.find(name)
	return found
}

func (p *pass) set(name, text string, risky bool) {
	v := value{name, text, risky}
	i, found := p.find(name)
	if found {
		p.values[i] = v
		return
	}
	p.values = slices.Insert(p.values, i, v)
}

// get returns the value of that name, or "".
func (p *pass) get(name string) string {
	if i, found := p.find(name); found {
		return p.values[i].text
	}
	return ""
}

func (p *pass) text(s []byte) {
	if len(s) == 0 {
		return
	}
	if !isBlank(s) {
		p.enterCell()
	}
	if p.fresh && s[0] == '\n' {
		p.out = append(p.out, '\n')
	}
	if p.gap && p.words && !isSpace(s[0]) {
		p.out = append(p.out, ' ')
	}
	p.out = appendEscaped(p.out, s)
	p.fresh, p.gap = false, false
	p.words = !isSpace(s[len(s)-1])
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

func isBlank(s []byte) bool {
	for _, c := range s {
		if !isSpace(c) {
			return false
		}
	}
	return true
}

// lowerHeadings moves all headings down together, so that none stands above the
// level that the profile gives them.
func (p *pass) lowerHeadings() {
	highest := byte('6')
	for _, at := range p.headings {
		highest = min(highest, p.out[at])
	}
	top := byte('0' + p.rules.topHeading)
	if highest >= top {
		return
	}
	for _, at := range p.headings {
		p.out[at] = min(p.out[at]+top-highest, '6')
	}
	if len(p.headings) > 0 {
		p.report.Add("", loss.Repaired, "headings", "they were moved below those of the page")
	}
}
