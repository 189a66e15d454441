package slug

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/newsjunction/news/taxonomy/text"
)

// maxPath bounds a folded path, and maxEscaped what it is folded from.
const (
	maxPath    = 1 << 10
	maxEscaped = 8 * maxPath
)

// Path folds the path and query of an old URL, as a browser sends it, to the form
// under which a [Ledger] keeps it: percent escapes are decoded, letters are folded
// as [text.Fold] does, slashes in a row are one, and none stands at the end. So
// /2015/03/%D0%91%D1%83%D1%80%D1%8F/ and /2015/03/буря are one path. A fragment,
// which browsers do not send, stays.
//
// Path(Path(s)) is Path(s). [ErrInvalidName] where the result is empty or longer
// than 1 KiB, or where escapes are hidden in escapes on and on.
func Path(s string) (string, error) {
	if len(s) > maxEscaped {
		return "", fmt.Errorf("slug: path of %d bytes: %w", len(s), ErrInvalidName)
	}
	const passes = 8 // a second one only where an escape hid a control, or another escape
	folded := s
	for range passes {
		last := folded
		folded = oneSlash(text.Fold(unescape(last)))
		if folded == last && folded != "" && len(folded) <= maxPath {
			return folded, nil
		}
	}
	return "", fmt.Errorf("slug: path %.80q: %w", s, ErrInvalidName)
}

// PathOf is [Path] of the path and query of an old URL with its scheme and host. The
// address of a front page, which has none, is refused with [ErrInvalidName], as is
// what is no URL.
func PathOf(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", fmt.Errorf("slug: address %.80q: %w", address, ErrInvalidName)
	}
	return Path(u.RequestURI())
}

// unescape decodes percent escapes, and those that decoding makes.
func unescape(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		b = append(b, s[i])
		for n := len(b); n >= 3 && b[n-3] == '%'; n = len(b) {
			high, ok := hexadecimal(b[n-2])
			low, also := hexadecimal(b[n-1])
			if !ok || !also {
				break
			}
			b = append(b[:n-3], high<<4|low)
		}
	}
	return string(b)
}

func hexadecimal(c byte) (byte, bool) {
	switch c = lower(c); {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}

// oneSlash squeezes the slashes of the path, not those of the query.
func oneSlash(s string) string {
	path, query, asked := strings.Cut(s, "?")
	var b strings.Builder
	for i := range len(path) {
		if path[i] != '/' || i+1 < len(path) && path[i+1] != '/' {
			b.WriteByte(path[i])
		}
	}
	if asked {
		b.WriteString("?" + query)
	}
	return b.String()
}

// CheckSource returns [ErrInvalidName] unless n may redirect: it is a name, or has a
// scope and a path as [Path] folds it.
func (n Name) CheckSource() error {
	if n.scoped() && len(n.Slug) <= maxPath {
		if folded, err := Path(n.Slug); err == nil && folded == n.Slug {
			return nil
		}
	}
	return n.Check()
}
