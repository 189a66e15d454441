package inline

import (
	"html"
	"strings"
	"unicode/utf8"
)

// HTML is inline markup in the canonical spelling of the grammar. Only [Parse],
// [Text], [Cut] and decoding make one, so that whoever holds an HTML holds safe markup.
// The zero value is the empty text. Values are immutable and comparable with ==.
type HTML struct {
	s string
}

// Text returns plain text as markup: it shows as it reads. What the grammar
// does not hold is mended: invalid UTF-8 becomes U+FFFD, forbidden characters
// are left out, and what does not fit into [MaxBytes] of markup is cut off.
func Text(s string) HTML {
	s = strings.Map(func(r rune) rune {
		if forbidden(r) != "" {
			return -1
		}
		return r
	}, newlines(strings.ToValidUTF8(s, string(utf8.RuneError))))
	if len(s) <= MaxBytes/6 {
		return HTML{escape(s)}
	}
	var b strings.Builder
	for _, r := range s {
		next := escape(string(r))
		if b.Len()+len(next) > MaxBytes {
			break
		}
		b.WriteString(next)
	}
	return HTML{b.String()}
}

// Check returns the error that [Parse] would return for s.
func Check(s string) error {
	_, err := Parse(s)
	return err
}

// String returns the markup in its canonical spelling.
func (h HTML) String() string { return h.s }

// Plain returns the text of h, as [AppendPlain] appends it.
func (h HTML) Plain() string {
	if !strings.ContainsAny(h.s, "<&") {
		return h.s
	}
	return string(AppendPlain(nil, h))
}

// IsZero reports whether h is empty.
func (h HTML) IsZero() bool { return h.s == "" }

// MarshalText returns the markup. It never fails.
func (h HTML) MarshalText() ([]byte, error) { return []byte(h.s), nil }

// UnmarshalText is [Parse] for decoders; on an error h stays as it was.
func (h *HTML) UnmarshalText(text []byte) error {
	if len(text) > MaxBytes {
		return tooLarge()
	}
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*h = parsed
	return nil
}

// AppendPlain appends the text of h to dst: tags left out, references decoded, a
// line feed for each br.
func AppendPlain(dst []byte, h HTML) []byte {
	for rest := h.s; rest != ""; {
		var p piece
		p, rest = cutPiece(rest)
		dst = append(dst, p.plain()...)
	}
	return dst
}

// piece is a tag or a stretch of text of canonical markup.
type piece string

// pieces yields the pieces of canonical markup.
func pieces(s string) func(yield func(piece) bool) {
	return func(yield func(piece) bool) {
		for s != "" {
			var p piece
			if p, s = cutPiece(s); !yield(p) {
				return
			}
		}
	}
}

// cutPiece parts the first piece of canonical markup, in which every < opens a tag
// and every > ends one, from the rest.
func cutPiece(s string) (p piece, rest string) {
	end := strings.IndexByte(s, '<')
	switch {
	case end < 0:
		end = len(s)
	case end == 0:
		end = strings.IndexByte(s, '>') + 1
	}
	return piece(s[:end]), s[end:]
}

func (p piece) isTag() bool { return p[0] == '<' }

func (p piece) isEnd() bool { return strings.HasPrefix(string(p), "</") }

func (p piece) isVoid() bool { return strings.HasSuffix(string(p), "/>") }

// name returns the element name of a start tag.
func (p piece) name() string {
	return string(p[1:strings.IndexAny(string(p), " >")])
}

func (p piece) plain() string {
	switch {
	case p == "<br/>":
		return "\n"
	case p.isTag():
		return ""
	default:
		return html.UnescapeString(string(p))
	}
}

// escape writes text as references where HTML wants them, with the same
// choice of references as golang.org/x/net/html.
func escape(s string) string { return html.EscapeString(s) }

func newlines(s string) string {
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// badCharacter returns the offset of the first byte that the grammar does not
// hold, and why; an empty reason where there is none.
func badCharacter(s string) (offset int, reason string) {
	for i := 0; i < len(s); {
		if c := s[i]; c >= ' ' && c < 0x7F {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			return i, "invalid UTF-8"
		}
		if reason := forbidden(r); reason != "" {
			return i, reason
		}
		i += size
	}
	return 0, ""
}

func forbidden(r rune) string {
	switch {
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return "character that overrides the direction of text"
	case r < ' ' && r != '\t' && r != '\n' && r != '\r', r >= 0x7F && r < 0xA0, r == 0xFFFE, r == 0xFFFF:
		return "control character"
	default:
		return ""
	}
}
