package render

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// A State is all that the bytes of a site's documents depend on, beside the site
// itself: a server answers "not modified" by it, without writing a document. A renamed
// tag changes bytes, but no article; so does an instant at which a story appears.
type State struct {
	Changed time.Time        // of the newest change that was saved, or came by itself
	Cursor  article.Cursor   // of the store's last change
	Terms   taxonomy.Version // of the tree
	Next    time.Time        // the first instant at which something changes by itself; zero: never
}

// At returns the state at an instant, which is not before that of the state: where
// something has changed by itself, next is the instant of the next such change. Ask
// the store for it ([article.Store.NextChange]) where ok is false.
func (st State) At(now time.Time) (at State, ok bool) {
	if st.Next.IsZero() || now.Before(st.Next) {
		return st, true
	}
	if st.Next.After(st.Changed) {
		st.Changed = st.Next
	}
	return st, false
}

// ETag returns the entity tag (RFC 9110, 8.8.3) of a document, which the server names
// as it likes, in a state. It is a weak one, for it tells what a document says rather
// than its bytes, which a server may compress.
func (s Site) ETag(document string, st State) string {
	c := s.config()
	h := sha256.New()
	for _, part := range []string{
		document, c.Name, c.BaseURL, c.Lang, c.Description, c.Publisher,
		strconv.FormatInt(int64(st.Cursor), 10), strconv.FormatUint(uint64(st.Terms), 10), stamp(st.Next, time.UTC),
		strconv.FormatInt(int64(st.Next.Nanosecond()), 10),
	} {
		h.Write([]byte(strconv.Itoa(len(part)) + ":" + part))
	}
	return `W/"` + hex.EncodeToString(h.Sum(nil)[:16]) + `"`
}
