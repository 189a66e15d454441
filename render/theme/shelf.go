package theme

import (
	"bytes"
	"cmp"
	linked "container/list"
	"context"
	"io"
	"sync"

	"github.com/a-h/templ"

	"github.com/newsjunction/news/taxonomy"
)

// shelf keeps plates: of whole pages, and of the parts of a chrome. The one that was
// used longest ago makes room for another.
type shelf struct {
	mu    sync.Mutex
	most  int
	held  map[place]*linked.Element // of *kept
	order linked.List               // the last used in front
}

type kept struct {
	at    place
	plate Plate
}

// place says what is kept there, and all that a part may differ by.
type place struct {
	part    string
	name    string // of a page
	lang    string
	section taxonomy.ID // the current one of a menu
	page    bool        // and the page is the section's own
	home    bool        // the site's name is the page's heading
	alone   bool        // the page is a form of its own
}

// usualKept is how many plates are kept where the caller does not say: with pages of
// 70 KB, that is less than 40 MB.
const usualKept = 512

// Keep returns a copy of the chrome that keeps what is rendered with it as bytes: its
// parts, once for each language and section, and the pages that are cast ([Page.Cast]).
// It keeps at most so many, those that were used last; 0 means 512.
//
// Make a new one for each version of the site, before what stands on a page is read:
// when an article or a term was saved, and at the first instant at which a story
// appears or disappears (the store's NextChange). Of a kept chrome, only Lang and
// Current may be set. It is safe for concurrent use, and so are its copies, which share
// the bytes.
func (c Chrome) Keep(most int) Chrome {
	c.shelf = &shelf{most: cmp.Or(max(most, 0), usualKept), held: make(map[place]*linked.Element)}
	return c
}

func (s *shelf) take(at place) (Plate, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.held[at]
	if !ok {
		return Plate{}, false
	}
	s.order.MoveToFront(e)
	return e.Value.(*kept).plate, true
}

func (s *shelf) put(at place, p Plate) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, ok := s.held[at]; ok {
		e.Value.(*kept).plate = p
		s.order.MoveToFront(e)
		return
	}
	s.held[at] = s.order.PushFront(&kept{at, p})
	if s.order.Len() > s.most {
		last := s.order.Back()
		delete(s.held, s.order.Remove(last).(*kept).at)
	}
}

// kept returns a part as it is on the shelf, or the component, which puts it there.
func (f *frame) kept(at place, part templ.Component) templ.Component {
	if f.shelf == nil {
		return part
	}
	at.lang = f.lang
	if held, ok := f.shelf.take(at); ok {
		return bytesOf(held.bytes)
	}
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		var out bytes.Buffer
		if err := part.Render(ctx, &out); err != nil {
			return err
		}
		f.shelf.put(at, Plate{bytes: out.Bytes()})
		_, err := w.Write(out.Bytes())
		return err
	})
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
