package inline

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

const (
	MaxBytes = 1 << 20 // the longest markup, in bytes, both as read and as kept
	MaxDepth = 64      // the deepest nesting of elements
)

// Parse reads markup of the grammar and keeps it in its canonical spelling. On
// the first fault it returns an [*Error] with the place and the reason, which wraps
// [ErrUnsafeInline] and, where that is the cause, [ErrUnsafeURL], [ErrTooLarge] or
// [ErrTooDeep].
func Parse(s string) (HTML, error) {
	if len(s) > MaxBytes {
		return HTML{}, tooLarge()
	}
	if !strings.ContainsAny(s, "<>&'\"\r") {
		if offset, reason := badCharacter(s); reason != "" {
			return HTML{}, &Error{Offset: offset, Reason: reason, Err: ErrUnsafeInline}
		}
		return HTML{s}, nil
	}
	p := parser{in: s}
	p.out.Grow(len(s) + len(s)/8)
	if err := p.run(); err != nil {
		return HTML{}, err
	}
	if p.out.Len() > MaxBytes {
		return HTML{}, tooLarge()
	}
	return HTML{p.out.String()}, nil
}

func tooLarge() error {
	reason := fmt.Sprintf("longer than %d bytes", MaxBytes)
	return &Error{Offset: MaxBytes, Reason: reason, Err: ErrUnsafeInline, Cause: ErrTooLarge}
}

// parser reads in from pos on and writes the canonical spelling to out.
type parser struct {
	in   string
	pos  int
	out  strings.Builder
	open []string // names of the elements that are open, the innermost last
}

func (p *parser) run() error {
	for p.pos < len(p.in) {
		var err error
		switch {
		case p.in[p.pos] != '<':
			err = p.text()
		case strings.HasPrefix(p.in[p.pos:], "</"):
			err = p.endTag()
		default:
			err = p.startTag()
		}
		if err != nil {
			return err
		}
	}
	if n := len(p.open); n > 0 {
		return p.refuse(p.pos, fmt.Sprintf("<%s> is not closed", p.open[n-1]))
	}
	return nil
}

func (p *parser) refuse(offset int, reason string) error {
	return &Error{Offset: offset, Reason: reason, Err: ErrUnsafeInline}
}

func (p *parser) text() error {
	end := strings.IndexByte(p.in[p.pos:], '<')
	if end < 0 {
		end = len(p.in) - p.pos
	}
	text, err := p.decode(p.in[p.pos:p.pos+end], html.UnescapeString)
	if err != nil {
		return err
	}
	p.out.WriteString(escape(text))
	p.pos += end
	return nil
}

// decode returns the characters that raw, which begins at pos, stands for.
func (p *parser) decode(raw string, unescape func(string) string) (string, error) {
	if offset, reason := badCharacter(raw); reason != "" {
		return "", p.refuse(p.pos+offset, reason)
	}
	text := newlines(unescape(raw))
	if _, reason := badCharacter(text); reason != "" {
		return "", p.refuse(p.pos, reason+" as a character reference")
	}
	return text, nil
}

func (p *parser) endTag() error {
	start := p.pos
	p.pos += len("</")
	name := p.word()
	p.space()
	if name == "" || !p.skip('>') {
		return p.refuse(start, "malformed end tag")
	}
	n := len(p.open)
	if n == 0 || p.open[n-1] != name {
		return p.refuse(start, fmt.Sprintf("</%.20s> closes nothing", name))
	}
	p.open = p.open[:n-1]
	p.out.WriteString("</" + name + ">")
	return nil
}

func (p *parser) startTag() error {
	start := p.pos
	p.pos++
	name := p.word()
	if name == "" {
		return p.refuse(start, "< that opens no tag; as text it is &lt;")
	}
	e, ok := lookup(name)
	if !ok {
		return p.refuse(start, fmt.Sprintf("<%.20s> is not in the grammar", name))
	}
	if err := p.checkPlace(start, e); err != nil {
		return err
	}
	attrs, err := p.attributes(start, e)
	if err != nil {
		return err
	}
	slash := p.skip('/')
	if !p.skip('>') {
		return p.refuse(start, fmt.Sprintf("malformed <%s>", name))
	}
	if slash && !e.Void {
		return p.refuse(start, fmt.Sprintf("<%s/> is not closed by its slash", name))
	}
	p.write(e, attrs)
	return nil
}

func (p *parser) checkPlace(start int, e Element) error {
	parent := ""
	if n := len(p.open); n > 0 {
		parent = p.open[n-1]
	}
	switch {
	case e.Parent != "" && e.Parent != parent:
		return p.refuse(start, fmt.Sprintf("<%s> stands outside <%s>", e.Name, e.Parent))
	case e.Name == "a" && slices.Contains(p.open, "a"):
		return p.refuse(start, "link inside a link")
	case !e.Void && len(p.open) == MaxDepth:
		reason := fmt.Sprintf("nested deeper than %d", MaxDepth)
		return &Error{Offset: start, Reason: reason, Err: ErrUnsafeInline, Cause: ErrTooDeep}
	}
	return nil
}

// attribute is an attribute as read, its value decoded.
type attribute struct{ name, value string }

func (p *parser) attributes(start int, e Element) ([]attribute, error) {
	var attrs []attribute
	for p.space(); p.pos < len(p.in) && p.in[p.pos] != '>' && p.in[p.pos] != '/'; p.space() {
		a, err := p.attribute(e)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(attrs, func(b attribute) bool { return b.name == a.name }) {
			return nil, p.refuse(start, fmt.Sprintf("attribute %s of <%s> twice", a.name, e.Name))
		}
		attrs = append(attrs, a)
	}
	for _, a := range e.Attrs {
		if a.Required && !slices.ContainsFunc(attrs, func(b attribute) bool { return b.name == a.Name }) {
			return nil, p.refuse(start, fmt.Sprintf("<%s> lacks %s", e.Name, a.Name))
		}
	}
	slices.SortFunc(attrs, func(a, b attribute) int { return strings.Compare(a.name, b.name) })
	return attrs, nil
}

func (p *parser) attribute(e Element) (attribute, error) {
	start := p.pos
	name := p.word()
	known, ok := e.Attr(name)
	if !ok {
		return attribute{}, p.refuse(start, fmt.Sprintf("attribute %.20q of <%s> is not in the grammar", name, e.Name))
	}
	raw, ok := p.quoted()
	if !ok {
		return attribute{}, p.refuse(start, fmt.Sprintf("attribute %s of <%s> without a quoted value", name, e.Name))
	}
	value, err := p.decode(raw, unescapeAttribute)
	if err != nil {
		return attribute{}, err
	}
	if err := known.Kind.Check(value); err != nil {
		reason := fmt.Sprintf("attribute %s of <%s>: %v", name, e.Name, err)
		return attribute{}, &Error{Offset: start, Reason: reason, Err: ErrUnsafeInline, Cause: err}
	}
	p.pos += len(raw) + len(`"`)
	p.space()
	return attribute{name, value}, nil
}

// quoted skips to the value of an attribute and returns it as written; pos is
// then where it begins.
func (p *parser) quoted() (raw string, ok bool) {
	p.space()
	if !p.skip('=') {
		return "", false
	}
	p.space()
	for _, quote := range []byte{'"', '\''} {
		if p.skip(quote) {
			end := strings.IndexByte(p.in[p.pos:], quote)
			if end < 0 {
				return "", false
			}
			return p.in[p.pos : p.pos+end], true
		}
	}
	return "", false
}

// unescapeAttribute decodes the references that end in a semicolon. Others are
// text in most places of an attribute: in "?a=1&copy=2" there is no sign.
func unescapeAttribute(s string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, "&")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		end := strings.IndexFunc(after, func(r rune) bool { return r != '#' && notAlphanumeric(r) })
		if end < 0 || after[end] != ';' {
			b.WriteByte('&')
			s = after
			continue
		}
		b.WriteString(html.UnescapeString("&" + after[:end+1]))
		s = after[end+1:]
	}
}

func (p *parser) write(e Element, attrs []attribute) {
	p.out.WriteString("<" + e.Name)
	for _, a := range attrs {
		p.out.WriteString(" " + a.name + `="` + escape(a.value) + `"`)
	}
	if e.Void {
		p.out.WriteString("/>")
		return
	}
	p.out.WriteByte('>')
	p.open = append(p.open, e.Name)
}

// word reads a name and returns it in lower case.
func (p *parser) word() string {
	start := p.pos
	for p.pos < len(p.in) && !notAlphanumeric(rune(p.in[p.pos])) {
		p.pos++
	}
	return strings.ToLower(p.in[start:p.pos])
}

func (p *parser) space() {
	for p.pos < len(p.in) && strings.IndexByte(" \t\r\n", p.in[p.pos]) >= 0 {
		p.pos++
	}
}

func (p *parser) skip(c byte) bool {
	if p.pos < len(p.in) && p.in[p.pos] == c {
		p.pos++
		return true
	}
	return false
}
