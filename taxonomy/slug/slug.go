package slug

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

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
	Unicode  bool     // keep letters of every script, in small letters and normal form C
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
//
// Of signs, & and @ read as words of the language, a currency sign beside a number
// as the currency (dollar-105k), and those of C++ and C# as programmers say them
// (cpp, c-sharp). Apostrophes and double quotes vanish, all other signs and emoji
// part words. HTML tags are dropped and character references are read.
//
// With o.Unicode the letters, marks and digits of all scripts stay, and all else
// holds: the slug is what [Name.Check] allows.
func Make(s string, o Options) string {
	var buf [2 * DefaultMaxBytes]byte
	out := buf[:]
	if n := room(s, o); n > len(buf) {
		out = make([]byte, n)
	}
	return string(name(out, s, o))
}

// Append appends the slug of a text, as [Make] returns it, and returns the
// extended slice. It allocates nothing where dst has the room of 24 bytes more than
// the cap, but for a text that is not in normal form C, that names characters as
// HTML does (&eacute;), or that falls back to a hash or a suffix, and with
// o.Unicode.
func Append(dst []byte, s string, o Options) []byte {
	n := room(s, o)
	dst = slices.Grow(dst, n)
	return append(dst, name(dst[len(dst):len(dst)+n], s, o)...)
}

// slack is what a writer needs beyond the cap: it stops behind the letter that is
// over it, and no letter reads as more than 13 (unidecode says).
const slack = 24

// room returns how many bytes the slug of s may need while it is written. No
// character makes more than 16, nor a short text less than one of the fallbacks.
func room(s string, o Options) int {
	return min(o.maxBytes(), 16*len(s)+minBytes) + slack
}

// name writes the slug of s to out, or returns another slice.
func name(out []byte, s string, o Options) []byte {
	w := writer{out: out, limit: min(o.maxBytes(), len(out)-slack), lang: o.Lang, unicode: o.Unicode}
	w.normal = o.Unicode && composed(s)
	if o.Unicode && !w.normal {
		w.again = true
	}
	w.write(s)
	if w.again {
		w.n, w.gap, w.lost, w.again, w.normal = 0, false, false, false, true
		w.write(norm.NFC.String(s))
	}
	made := out[:w.n]
	if o.Unicode {
		made = norm.NFC.AppendString(nil, string(made))
	}
	made = cut(made, o.maxBytes())
	if len(made) == 0 {
		made = fallback(s, w.lost)
	}
	return unreserved(made, o)
}

// composed reports whether s is in normal form C. The quick answer allocates nothing.
func composed(s string) bool {
	return norm.NFC.QuickSpanString(s) == len(s) || norm.NFC.IsNormalString(s)
}

// unreserved returns a slug, with a suffix where it is a reserved word.
func unreserved(made []byte, o Options) []byte {
	if !reserved(made, o.Reserved) {
		return made
	}
	return []byte(Free(string(made), o, func(string) bool { return false }))
}

func reserved[T []byte | string](made T, words []string) bool {
	for _, w := range words {
		if w == string(made) {
			return true
		}
	}
	return false
}

// Free returns the first of want, want-2, want-3 and so on, each within the cap,
// that is neither a reserved word nor taken. It asks about one after the other,
// which is for names that a caller holds in memory, few of them alike; a [Ledger]
// counts instead.
func Free(want string, o Options, taken func(slug string) bool) string {
	free := want
	for n := 2; reserved(free, o.Reserved) || taken(free); n++ {
		free = Suffix(want, n, o)
	}
	return free
}

// Suffix returns a slug with "-n" at its end, the slug cut so that the whole keeps
// within o.MaxBytes. It is how a ledger tells apart two owners who want one name.
// N is positive.
func Suffix(name string, n int, o Options) string {
	digits := 1
	for rest := n / 10; rest > 0; rest /= 10 {
		digits++
	}
	return numbered(head(name, digits, o), n)
}

// Number parts a slug that ends in a number from 2 on, such as [Suffix] puts there,
// from that number. N is 0 where it ends in none, or in one of more than nine digits,
// to which nobody counts.
func Number(slug string) (stem string, n int) {
	const most = 9
	at := len(slug)
	for at > 0 && slug[at-1] >= '0' && slug[at-1] <= '9' {
		at--
	}
	digits := len(slug) - at
	if digits == 0 || digits > most || at < len("x-") || slug[at-1] != '-' || slug[at] == '0' {
		return "", 0
	}
	for _, c := range []byte(slug[at:]) {
		n = 10*n + int(c-'0')
	}
	if n < 2 {
		return "", 0
	}
	return slug[:at-1], n
}

// FirstNumber returns the first number of as many digits that [Suffix] is asked for: 2,
// then 10, 100 and so on. Numbers of more digits may begin anew, behind a slug that is
// cut shorter for them. Digits is from 1 to 9.
func FirstNumber(digits int) int {
	if digits == 1 {
		return 2
	}
	n := 1
	for range digits - 1 {
		n *= 10
	}
	return n
}

// numbered returns a slug with "-n" at its end, at the cost of no more than that.
func numbered(head string, n int) string {
	var buf [2 * DefaultMaxBytes]byte
	return string(strconv.AppendInt(append(append(buf[:0], head...), '-'), int64(n), 10))
}

// head returns what stands of a slug before a hyphen and a number of so many digits.
func head(name string, digits int, o Options) string {
	return cut(name, max(o.maxBytes()-len("-")-digits, 1))
}

// cut shortens a shaped slug to limit bytes, at a hyphen where one stands in its
// second half, and never within a letter or between a letter and its marks. One
// letter stays.
func cut[T []byte | string](s T, limit int) T {
	if len(s) <= limit {
		return s
	}
	at := limit
	for at > 0 && !utf8.RuneStart(s[at]) {
		at--
	}
	for at > 0 && s[at] >= utf8.RuneSelf && marked(string(s[at:min(len(s), at+utf8.UTFMax)])) {
		_, n := utf8.DecodeLastRuneInString(string(s[:at]))
		at -= n
	}
	if at == 0 {
		_, at = utf8.DecodeRuneInString(string(s[:min(len(s), utf8.UTFMax)]))
	}
	if s[at] != '-' {
		for i := at - 1; i >= limit/2; i-- {
			if s[i] == '-' {
				at = i
				break
			}
		}
	}
	for at > 1 && s[at-1] == '-' {
		at--
	}
	return s[:at]
}

func marked(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.Is(unicode.M, r)
}

func fallback(s string, lost bool) []byte {
	if !lost {
		return []byte("untitled")
	}
	sum := sha256.Sum256([]byte(text.Fold(s)))
	return hex.AppendEncode([]byte("x-"), sum[:5])
}
