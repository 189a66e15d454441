package slug

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"github.com/gosimple/slug"

	"github.com/newsjunction/news/taxonomy/text"
)

// DefaultMaxBytes is the cap of a slug where Options name none: long enough for a
// headline of ten to twelve words, short enough for every file system and cache key.
const DefaultMaxBytes = 96

// minBytes leaves room for one hash and a suffix whatever a caller asks for.
const minBytes = 16

// Options hold one site's rules. The zero value is ready to use.
type Options struct {
	MaxBytes int      // cap of the finished slug, suffix included; 0 means 96, and less than 16 means 16
	Lang     string   // language of the text (BCP 47), for its transliteration; "" means English
	Reserved []string // names that are never given as they are: they get a suffix
}

func (o Options) maxBytes() int {
	if o.MaxBytes == 0 {
		return DefaultMaxBytes
	}
	return max(o.MaxBytes, minBytes)
}

// Make returns the slug of a text. It is never empty, matches
// ^[a-z0-9]+(-[a-z0-9]+)*$ and is at most o.MaxBytes long, whatever the text
// holds; a text too long is cut at a word where one ends in its second half. A
// text that has no letter and no digit, nor a sign that reads as one, is
// "untitled"; one whose letters nothing transliterates is "x-" and a short hash,
// so that two such texts differ. With the same options Make(Make(x)) is Make(x).
func Make(s string, o Options) string {
	clean := text.Clean(s)
	lang, _, _ := strings.Cut(o.Lang, "-")
	if lang == "" {
		lang = "en"
	}
	name := cut(shape(slug.MakeLang(clean, strings.ToLower(lang))), o.maxBytes())
	if name == "" {
		name = fallback(clean)
	}
	free := name
	for n := 2; slices.Contains(o.Reserved, free); n++ {
		free = Suffix(name, n, o)
	}
	return free
}

// Suffix returns a slug with "-n" at its end, the slug cut so that the whole keeps
// within o.MaxBytes. It is how a ledger tells apart two owners who want one name.
// N is positive.
func Suffix(name string, n int, o Options) string {
	tail := "-" + strconv.Itoa(n)
	head := cut(name, max(o.maxBytes()-len(tail), 1))
	return head + tail
}

// shape keeps what a slug may hold and makes one hyphen of everything else.
func shape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b.WriteByte(c)
		case b.Len() > 0 && b.String()[b.Len()-1] != '-':
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}

// cut shortens a shaped slug to limit bytes, at a hyphen where one stands in its
// second half.
func cut(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	if s[limit] == '-' {
		return s[:limit]
	}
	s = s[:limit]
	if i := strings.LastIndexByte(s, '-'); i >= limit/2 {
		s = s[:i]
	}
	return strings.Trim(s, "-")
}

func fallback(clean string) string {
	if !strings.ContainsFunc(clean, readable) {
		return "untitled"
	}
	sum := sha256.Sum256([]byte(text.Fold(clean)))
	return "x-" + hex.EncodeToString(sum[:5])
}
