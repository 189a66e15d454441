package slug

import (
	"strings"
	"sync"
	"unicode"

	"github.com/gosimple/slug"
	"github.com/gosimple/unidecode"
	"golang.org/x/text/unicode/norm"
)

// silentSigns are the signs that gosimple writes for a sound, such as ' for ь and
// ` for ع, and [?] for what it does not know. In the reading of a letter or a mark
// they vanish, so that no word is parted: film, not fil-m.
const silentSigns = "'`\"@~:;+*^<>=[]?|!&\\"

// silent reports whether a sign that is no letter stands inside words.
func silent(r rune) bool {
	switch r {
	case '’', '‘', '‛', '′', '׳', '״', '＇':
		return true
	}
	return unicode.In(r, unicode.C) && !unicode.IsSpace(r) || r == unicode.ReplacementChar
}

// A table holds what each rune of the Basic Multilingual Plane reads as: small
// ASCII letters and digits, and a hyphen wherever words part. It is made once, of
// gosimple's transliteration, and never written again.
type table struct {
	where     [1 << 16]uint32 // place in text, length and flags
	text      string
	languages map[string]*reading
	neutral   *reading
}

const (
	lengthBits = 6
	placeBits  = 22
	lengthMask = 1<<lengthBits - 1
	placeMask  = 1<<placeBits - 1
	parted     = 1 << 29 // has a hyphen that is not at its end
	composes   = 1 << 30 // may be another rune in normal form C, with what stands before it
	unread     = 1 << 31 // a letter or a number that has no reading
)

var letters = sync.OnceValue(makeTable)

func (t *table) read(r rune) (reads string, flags uint32) {
	w := t.where[r]
	from := w >> lengthBits & placeMask
	return t.text[from : from+w&lengthMask], w & (parted | composes | unread)
}

// language returns the row of a BCP 47 tag. It allocates nothing.
func (t *table) language(tag string) *reading {
	var code [3]byte
	n := 0
	for ; n < len(tag) && tag[n] != '-' && tag[n] != '_'; n++ {
		if n == len(code) {
			return t.neutral
		}
		code[n] = tag[n] | 0x20
	}
	if l, ok := t.languages[string(code[:n])]; ok {
		return l
	}
	return t.neutral
}

func makeTable() *table {
	t := &table{languages: make(map[string]*reading), neutral: language{}.ready()}
	for _, row := range rows() {
		l := row.ready()
		for code := range strings.FieldsSeq(row.codes) {
			t.languages[code] = l
		}
	}
	var text strings.Builder
	seen := make(map[string]int)
	for i, reads := range transliterations() {
		r := rune(i)
		reads = spell(r, reads)
		at, ok := seen[reads]
		if !ok {
			at = text.Len()
			seen[reads] = at
			text.WriteString(reads)
		}
		t.where[r] = uint32(at)<<lengthBits | uint32(len(reads)) | flags(r, reads)
	}
	t.text = text.String()
	return t
}

// transliterations returns the reading of each rune of the plane, in the two steps
// of gosimple: our row is substituted, and the rest transliterated. Both calls are
// of those that read no package variable.
func transliterations() []string {
	own := make(map[rune]string)
	for _, p := range pairs(neutral().letters) {
		own[p.letter] = p.reads
	}
	var all strings.Builder
	for r := range rune(1 << 16) {
		if r > 0 {
			all.WriteByte(0)
		}
		if r >= 0x80 && (r < 0xD800 || r > 0xDFFF) {
			all.WriteRune(r)
		}
	}
	ours := slug.SubstituteRune(all.String(), own)
	return strings.Split(unidecode.Unidecode(ours), "\x00")
}

// spell makes a reading of a transliteration: of a letter, a mark or a number all
// that a slug may hold, of everything else a parting or nothing.
func spell(r rune, ascii string) string {
	switch {
	case r == '×':
		return "x" // 4×4
	case silent(r):
		return ""
	case !word(r):
		return "-"
	}
	var b strings.Builder
	for _, c := range strings.ToLower(ascii) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b.WriteRune(c)
		case !strings.ContainsRune(silentSigns, c) || unicode.IsNumber(r):
			b.WriteByte('-')
		}
	}
	return b.String()
}

// word reports whether r is what words are made of.
func word(r rune) bool { return unicode.In(r, unicode.L, unicode.M, unicode.N) }

func flags(r rune, reads string) uint32 {
	var f uint32
	p := norm.NFC.PropertiesString(string(r))
	if !p.BoundaryBefore() || !norm.NFC.IsNormalString(string(r)) {
		f |= composes
	}
	if strings.Trim(reads, "-") == "" && unicode.In(r, unicode.L, unicode.N) {
		f |= unread
	}
	if i := strings.IndexByte(reads, '-'); i >= 0 && i < len(reads)-1 {
		f |= parted
	}
	return f
}
