package slug

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A writer reads a text from its beginning and writes the slug as it goes, until
// the slug is over its cap: what a long text holds behind that costs nothing.
type writer struct {
	out     []byte // as long as room says
	n       int    // how much of it is written
	limit   int    // of the slug, in bytes; at most a hyphen and a letter more is written
	lang    string
	unicode bool
	table   *table   // nil until a letter beyond ASCII or a sign asks for it
	reading *reading // the same
	gap     bool     // words part before the next letter
	lost    bool     // a letter was met that has no reading
	normal  bool     // the text is in normal form C
	again   bool     // it is not, and must be put in it first
}

func (w *writer) write(s string) {
	for i := 0; i < len(s) && w.n <= w.limit && !w.again; {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			w.letter(s, i, r, n)
			i += n
			continue
		}
		n := 1
		switch class := ascii[c]; class {
		case vanishes:
		case '-':
			w.gap = true
		case sign:
			n = w.sign(s, i)
		default:
			n = w.run(s[i:])
		}
		i += n
	}
}

// run writes the ASCII letters and digits that s begins with, and returns how many
// were read.
func (w *writer) run(s string) int {
	if w.gap {
		w.part()
	}
	out, n, i := w.out, w.n, 0
	for ; i < len(s) && n <= w.limit; i++ {
		c := s[i]
		if c >= utf8.RuneSelf || ascii[c] <= '-' {
			break
		}
		out[n] = ascii[c]
		n++
	}
	w.n = n
	return max(i, 1)
}

// put writes one letter or digit.
func (w *writer) put(c byte) {
	if w.n > w.limit {
		return
	}
	if w.gap {
		w.part()
	}
	w.out[w.n] = c
	w.n++
}

func (w *writer) part() {
	if w.n > 0 {
		w.out[w.n] = '-'
		w.n++
	}
	w.gap = false
}

// word writes a word of its own.
func (w *writer) word(s string) {
	w.gap = true
	w.write(s)
	w.gap = true
}

func (w *writer) load() {
	if w.table == nil {
		w.table = letters()
		w.reading = w.table.language(w.lang)
	}
}

// sign writes what an ASCII sign at s[i] reads as, and returns how many bytes
// were read.
func (w *writer) sign(s string, i int) int {
	switch rest := s[i:]; s[i] {
	case '&':
		if text, n := reference(rest); n > 0 && text != "&" {
			w.write(text)
			return n
		} else {
			w.and()
			return max(n, 1)
		}
	case '@':
		w.load()
		w.word(w.reading.at)
	case '$':
		w.money(s, i, '$', 1)
	case '<':
		n, parts := tag(rest)
		w.gap = w.gap || parts || n == 0
		return max(n, 1)
	case '+':
		// C++, but not 1++ nor a++b.
		if strings.HasPrefix(rest, "++") && endsLetter(s[:i]) && !startsWord(rest[2:]) && !strings.HasPrefix(rest, "+++") {
			w.put('p')
			w.put('p')
			return 2
		}
		w.gap = true
	case '#':
		// C# and F#, but not Item#1.
		if endsLetter(s[:i]) && !endsWord(s[:i-1]) && !startsWord(rest[1:]) {
			w.word("sharp")
		}
		w.gap = true
	}
	return 1
}

func (w *writer) and() {
	w.load()
	if w.unicode {
		w.word(w.reading.native)
	} else {
		w.word(w.reading.and)
	}
}

// money writes the currency sign r of n bytes at s[i] where a number is beside
// it, with one blank between at most.
func (w *writer) money(s string, i int, r rune, n int) {
	w.load()
	w.gap = true
	before, behind := s[:i], s[i+n:]
	for _, blank := range [...]string{" ", "\u00a0", "\u202f"} {
		before, behind = strings.TrimSuffix(before, blank), strings.TrimPrefix(behind, blank)
	}
	if digit(before, len(before)-1) || digit(behind, 0) {
		w.word(w.reading.money(r))
	}
}

// letter writes what the rune r of n bytes at s[i] reads as. It is beyond ASCII.
func (w *writer) letter(s string, i int, r rune, n int) {
	w.load()
	if w.unicode && word(r) {
		w.keep(unicode.ToLower(r))
		return
	}
	if r >= 1<<16 {
		w.beyond(r)
		return
	}
	reads, flags := w.table.read(r)
	if flags&composes != 0 && !w.normal {
		w.normal = composed(s)
		if w.again = !w.normal; w.again {
			return
		}
	}
	if reads == "-" {
		w.beside(s, i, r, n)
		return
	}
	if w.reading.letters != nil {
		if own, ok := w.own(r); ok {
			reads = own
		}
	}
	w.lost = w.lost || flags&unread != 0
	if flags&parted == 0 {
		w.whole(reads)
		return
	}
	for j := range len(reads) {
		if reads[j] == '-' {
			w.gap = true
		} else {
			w.put(reads[j])
		}
	}
}

// whole writes a reading that has no hyphen but at its end.
func (w *writer) whole(reads string) {
	n := len(reads)
	if n == 0 {
		return
	}
	parts := reads[n-1] == '-'
	if parts {
		n--
	}
	if w.gap {
		w.part()
	}
	w.n += copy(w.out[w.n:], reads[:n])
	w.gap = parts
}

// own returns what only the language reads a letter as.
func (w *writer) own(r rune) (string, bool) {
	l := w.reading
	if l.initial != nil && (w.gap || w.n == 0) {
		if reads, ok := find(l.initial, r); ok {
			return reads, true
		}
	}
	return find(l.letters, r)
}

// keep writes a letter, a mark or a digit as it is; a mark needs a letter before.
func (w *writer) keep(r rune) {
	if (w.gap || w.n == 0) && unicode.Is(unicode.M, r) {
		return
	}
	if w.gap {
		w.part()
	}
	w.n += utf8.EncodeRune(w.out[w.n:], r)
}

// beside writes the sign r of n bytes at s[i], which parts words unless what
// stands beside it makes it read as something.
func (w *writer) beside(s string, i int, r rune, n int) {
	switch {
	case r == '＆':
		w.and()
	case r == '＠':
		w.word(w.reading.at)
	case r == '·' && w.reading.catalan && endsLetter(s[:i]) && lower(s[i-1]) == 'l' && i+n < len(s) && lower(s[i+n]) == 'l':
	case w.reading.money(r) != "":
		w.money(s, i, r, n)
	default:
		w.gap = true
	}
}

// beyond writes a rune that gosimple knows nothing of: emoji part words, letters
// of mathematics and the like read as what they stand for.
func (w *writer) beyond(r rune) {
	switch {
	case unicode.In(r, unicode.L, unicode.N):
		plain := norm.NFKC.PropertiesString(string(r)).Decomposition()
		if plain == nil {
			w.lost = true
			return
		}
		w.write(string(plain))
	case !unicode.In(r, unicode.M, unicode.C):
		w.gap = true
	}
}

// ascii is what each ASCII character does in a slug: a letter or a digit stands
// for itself, a hyphen parts words, a sign asks what stands beside it.
var ascii = func() (class [utf8.RuneSelf]byte) {
	for c := range byte(utf8.RuneSelf) {
		switch {
		case alphanumeric(c):
			class[c] = lower(c)
		case strings.IndexByte("&@$+#<", c) >= 0:
			class[c] = sign
		case c == '\'' || c == '"' || c < ' ' && !unicode.IsSpace(rune(c)) || c == 0x7F:
			class[c] = vanishes
		default:
			class[c] = '-'
		}
	}
	return class
}()

const (
	vanishes = 0
	sign     = 1
)

func startsWord(s string) bool {
	return s != "" && (s[0] >= utf8.RuneSelf || alphanumeric(s[0]))
}

func endsWord(s string) bool {
	return s != "" && (s[len(s)-1] >= utf8.RuneSelf || alphanumeric(s[len(s)-1]))
}

func endsLetter(s string) bool {
	return s != "" && alphanumeric(s[len(s)-1]) && s[len(s)-1] > '9'
}

func digit(s string, i int) bool {
	return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9'
}
