package lexer

import "strings"

// Kind says what a token is.
type Kind uint8

const (
	End         Kind = iota // of the text
	Text                    // between tags
	StartTag                // <p>
	SelfClosing             // <br/>
	EndTag                  // </p>
	Comment                 // <!-- -->, and what is read as one
	Doctype                 // <!doctype html>
)

// Lexer reads one text.
type Lexer struct {
	source string
	start  int // of the token at hand
	pos    int // of what follows it

	kind  Kind
	name  string // of a tag, in lower case
	attrs []attr
	given int // attributes of the tag that Attr returned

	other *other // reads what is odd; nil while nothing is
}

// attr is an attribute as it is written, but for the case of its name.
type attr struct{ name, raw string }

// New returns a Lexer at the beginning of source.
func New(source string) *Lexer { return &Lexer{source: source} }

// Next reads a token and says what it is; End once there is none left.
func (l *Lexer) Next() Kind {
	if l.other != nil && !l.other.isDone() {
		return l.ask()
	}
	l.other, l.start, l.kind = nil, l.pos, End
	switch rest := l.source[l.pos:]; {
	case rest == "":
	case !opensMarkup(rest):
		l.kind, l.pos = Text, l.pos+textLength(rest)
	case strings.HasPrefix(rest, "<!--"):
		l.comment(rest)
	case rest[1] == '/':
		l.endTag(rest)
	case isLetter(rest[1]):
		l.startTag(rest)
	default:
		l.leave()
	}
	return l.kind
}

// leave gives the token at hand, and some that follow it, to x/net/html.
func (l *Lexer) leave() {
	l.other = newOther(l.source[l.start:])
	l.pos = l.start
	l.ask()
}

func (l *Lexer) ask() Kind {
	l.start = l.pos
	l.kind = l.other.next()
	l.pos += l.other.length
	if l.kind == End {
		l.pos = len(l.source)
	}
	return l.kind
}

// opensMarkup reports whether anything but text begins here.
func opensMarkup(s string) bool {
	return len(s) > 1 && s[0] == '<' && (isLetter(s[1]) || s[1] == '/' || s[1] == '!' || s[1] == '?')
}

func textLength(s string) int {
	for from := 1; from < len(s); {
		at := strings.IndexByte(s[from:], '<')
		if at < 0 {
			break
		}
		from += at
		if opensMarkup(s[from:]) {
			return from
		}
		from++
	}
	return len(s)
}

// comment reads a comment that begins and ends as comments should.
func (l *Lexer) comment(rest string) {
	inside := rest[len("<!--"):]
	if strings.HasPrefix(inside, ">") || strings.HasPrefix(inside, "-") {
		l.leave()
		return
	}
	for from := 0; ; from++ {
		at := strings.Index(inside[from:], "--")
		if at < 0 || len(inside) == from+at+2 || inside[from+at+2] == '!' {
			l.leave()
			return
		}
		if from += at; inside[from+2] == '>' {
			l.kind, l.pos = Comment, l.pos+len("<!--")+from+len("-->")
			return
		}
	}
}

// endTag reads an end tag with nothing but a name in it.
func (l *Lexer) endTag(rest string) {
	end := 2
	for end < len(rest) && isNamed(rest[end]) {
		end++
	}
	stop := end
	for stop < len(rest) && isSpace(rest[stop]) {
		stop++
	}
	if stop == len(rest) || rest[stop] != '>' || !isLetter(rest[2]) {
		l.leave()
		return
	}
	l.kind, l.name, l.pos = EndTag, lower(rest[2:end]), l.pos+stop+1
}

// startTag reads a start tag that ends, and behind which markup follows.
func (l *Lexer) startTag(rest string) {
	end := 1
	for end < len(rest) && isNamed(rest[end]) {
		end++
	}
	l.name = lower(rest[1:end])
	l.attrs, l.given = l.attrs[:0], 0
	length, closed := l.attributes(rest, end)
	if length == 0 || holdsText(l.name) && !l.isEmpty(rest[length:]) {
		l.leave()
		return
	}
	l.kind, l.pos = StartTag, l.pos+length
	if closed {
		l.kind = SelfClosing
	}
}

// isEmpty reports whether the end tag of the element at hand follows at once.
func (l *Lexer) isEmpty(rest string) bool {
	rest, ok := strings.CutPrefix(rest, "</")
	if ok {
		rest, ok = strings.CutPrefix(rest, l.name)
	}
	return ok && strings.HasPrefix(rest, ">") && l.name != "plaintext"
}

// maxAttrs bounds the search for attributes that stand twice.
const maxAttrs = 32

// attributes reads what follows the name of a start tag, and returns the length of the
// tag, 0 for one of an odd shape, and whether a slash closes it.
func (l *Lexer) attributes(s string, pos int) (length int, closed bool) {
	for {
		for pos < len(s) && isSpace(s[pos]) {
			pos++
		}
		switch {
		case pos == len(s) || len(l.attrs) > maxAttrs:
			return 0, false
		case s[pos] == '>':
			return pos + 1, closed
		case s[pos] == '/':
			closed = pos+1 < len(s) && s[pos+1] == '>'
			pos++
			continue
		}
		var a attr
		if a, pos = attribute(s, pos); pos == 0 {
			return 0, false
		}
		if !l.has(a.name) {
			l.attrs = append(l.attrs, a)
		}
	}
}

func (l *Lexer) has(name string) bool {
	for i := range l.attrs {
		if l.attrs[i].name == name {
			return true
		}
	}
	return false
}

// attribute reads the attribute at pos, and returns where it ends; 0 where it does not.
func attribute(s string, pos int) (attr, int) {
	start := pos
	for pos < len(s) && isNamed(s[pos]) && (s[pos] != '=' || pos == start) {
		pos++
	}
	if pos == start {
		return attr{}, 0
	}
	a := attr{name: lower(s[start:pos])}
	after := pos
	for after < len(s) && isSpace(s[after]) {
		after++
	}
	if after == len(s) || s[after] != '=' {
		return a, pos
	}
	for pos = after + 1; pos < len(s) && isSpace(s[pos]); {
		pos++
	}
	if pos == len(s) || s[pos] == '>' || s[pos] == '/' {
		return a, 0
	}
	if quote := s[pos]; quote == '"' || quote == '\'' {
		end := strings.IndexByte(s[pos+1:], quote)
		if end < 0 {
			return a, 0
		}
		a.raw = s[pos+1 : pos+1+end]
		if strings.IndexByte(a.raw, 0) >= 0 {
			return a, 0
		}
		return a, pos + 1 + end + 1
	}
	start = pos
	for pos < len(s) && !isSpace(s[pos]) && s[pos] != '>' && s[pos] != 0 {
		pos++
	}
	// A slash at its end may be its own, or close the tag.
	if pos == len(s) || s[pos] == 0 || s[pos-1] == '/' {
		return a, 0
	}
	a.raw = s[start:pos]
	return a, pos
}

// holdsText reports whether the content of an element is read as text.
func holdsText(name string) bool {
	switch name {
	case "iframe", "noembed", "noframes", "noscript", "plaintext", "script", "style", "textarea", "title", "xmp":
		return true
	}
	return false
}

// Raw returns the token as it is written.
func (l *Lexer) Raw() string { return l.source[l.start:l.pos] }

// Pos returns where the token at hand begins and ends.
func (l *Lexer) Pos() (start, end int) { return l.start, l.pos }

// Text returns what a Text token means.
func (l *Lexer) Text() string {
	if l.other != nil {
		return l.other.text()
	}
	return decode(l.Raw(), false)
}

// Name returns the name of a tag in lower case.
func (l *Lexer) Name() string {
	if l.other != nil {
		return l.other.name
	}
	return l.name
}

// Attr returns the next attribute of a start tag, its name in lower case; ok is false
// when there is none left. Of two with a name the first counts.
func (l *Lexer) Attr() (name, value string, ok bool) {
	if l.other != nil {
		return l.other.attr()
	}
	if l.given == len(l.attrs) || l.kind == EndTag {
		return "", "", false
	}
	a := l.attrs[l.given]
	l.given++
	return a.name, decode(a.raw, true), true
}

// NextIsMarkup makes what follows a start tag markup, where its element would hold text.
func (l *Lexer) NextIsMarkup() {
	if l.other != nil {
		l.other.nextIsMarkup()
	}
}
