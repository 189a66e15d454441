package theme

import (
	"bytes"
	"context"
	"io"
	"sync"

	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// shelf keeps the parts of a chrome as bytes.
type shelf struct {
	mu    sync.RWMutex
	parts map[place][]byte
}

// place says which part it is, and all that a part may differ by.
type place struct {
	part    string
	lang    string
	section taxonomy.ID // the current one of a menu
	page    bool        // and the page is the section's own
	home    bool        // the site's name is the page's heading
	alone   bool        // the page is a form of its own
	story   article.ID  // of a list
}

// maxKept is how many parts a shelf keeps: those of a site of fifty sections in ten
// languages. What does not fit is rendered anew.
const maxKept = 4096

// Keep returns a copy of the chrome that renders its parts once for each language and
// section, and the card of each story once for each language, and keeps them as bytes.
// Make a new one for each version of the site, before the stories of a page are read:
// when an article or a term was saved, and at the first instant at which a story
// appears or disappears (the store's NextChange). Of a kept chrome, only Lang and Current may
// be set. It is safe for concurrent use, and so are its copies, which share the bytes.
func (c Chrome) Keep() Chrome {
	c.shelf = &shelf{parts: make(map[place][]byte)}
	return c
}

// kept returns a part as it is on the shelf, or the component, which puts it there.
func (f *frame) kept(at place, part templ.Component) templ.Component {
	if f.shelf == nil {
		return part
	}
	at.lang = f.lang
	f.shelf.mu.RLock()
	held, ok := f.shelf.parts[at]
	f.shelf.mu.RUnlock()
	if ok {
		return bytesOf(held)
	}
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		var out bytes.Buffer
		if err := part.Render(ctx, &out); err != nil {
			return err
		}
		f.shelf.put(at, out.Bytes())
		_, err := w.Write(out.Bytes())
		return err
	})
}

func (s *shelf) put(at place, part []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.parts) < maxKept {
		s.parts[at] = part
	}
}

// bytesOf is a part that is kept.
type bytesOf []byte

// Render implements [templ.Component].
func (b bytesOf) Render(ctx context.Context, w io.Writer) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	_, err := w.Write(b)
	return err
}

// cardPlace is where the card of a story is kept.
func cardPlace(t article.Teaser, below int) place {
	if below > 1 {
		return place{part: "card below a heading", story: t.ID}
	}
	return place{part: "card", story: t.ID}
}
