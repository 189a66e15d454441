package sanitize

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/article/sanitize/lexer"
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
	for z := lexer.New(s); ; {
		kind := z.Next()
		eatLF := p.eatLF
		p.eatLF = false
		switch kind {
		case lexer.End:
			p.closeAbove(-1)
			p.lowerHeadings()
			return string(p.out)
		case lexer.Text:
			if p.skip.name == "" {
				p.textToken(z, eatLF)
			}
		case lexer.StartTag, lexer.SelfClosing:
			p.startTag(z, kind == lexer.SelfClosing)
		case lexer.EndTag:
			p.endTag(z.Name())
		case lexer.Comment:
			p.report.Add("", loss.Dropped, "HTML comment", "readers never see it")
		case lexer.Doctype:
			p.report.Add("", loss.Dropped, "document type", "the page around has its own")
		}
	}
}

func (p *pass) textToken(z *lexer.Lexer, eatLF bool) {
	// Without a reference and a carriage return, what is written is what it means.
	text := z.Raw()
	clean, _ := scan(text)
	if !clean || strings.IndexByte(text, '&') >= 0 {
		text = z.Text()
		clean, _ = scan(text)
	}
	if eatLF {
		text = strings.TrimPrefix(text, "\n")
	}
	if !clean || !utf8.ValidString(text) {
		text = mend(text, p.report)
	}
	p.text(text)
}

// plain returns the value of an attribute without the characters that no text of
// ours holds.
func (p *pass) plain(s string) string {
	if clean, _ := scan(s); clean && utf8.ValidString(s) {
		return s
	}
	return mend(s, p.report)
}

func (p *pass) startTag(z *lexer.Lexer, selfClosing bool) {
	name := z.Name()
	if name == "noscript" || selfClosing && p.skip.foreign() {
		// Read as a browser without scripts does, or as svg is read.
		z.NextIsMarkup()
	}
	if p.skipped(name, selfClosing) {
		return
	}
	p.tags++
	e := p.rules.elements[name]
	if e == nil {
		p.unknown(z, name, selfClosing)
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
	ok := p.readAttributes(z, e)
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
func (p *pass) unknown(z *lexer.Lexer, name string, selfClosing bool) {
	if p.tags > p.rules.maxTags {
		p.report.Add("", loss.Dropped, "tag", "too many tags")
	} else if name != "script" || !p.scriptEmbed(z) {
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
	if e == nil || p.tags > p.rules.maxTags {
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
func (p *pass) readAttributes(z *lexer.Lexer, e *element) bool {
	p.values = p.values[:0]
	count := 0
	for key, val, ok := z.Attr(); ok; key, val, ok = z.Attr() {
		if count++; count > p.rules.maxAttrs {
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

func (p *pass) readAttribute(e *element, key, source string) {
	a := e.attribute(key)
	if a == nil {
		p.report.Add(e.name+"."+key, loss.Dropped, "attribute", "the attribute is not kept")
		return
	}
	if p.has(a.name) {
		return
	}
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

func (p *pass) text(s string) {
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

func isBlank(s string) bool {
	for i := range len(s) {
		if !isSpace(s[i]) {
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
