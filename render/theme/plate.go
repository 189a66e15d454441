package theme

import (
	"context"
	"io"

	"github.com/a-h/templ"
	templruntime "github.com/a-h/templ/runtime"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/render"
)

// A Page is a page of a site: a component of templ, and what a [Plate] is cast from. The
// zero Page renders nothing.
type Page struct {
	slots Slots
	frame func() *frame
	draw  func(*frame) templ.Component
}

// Render implements [templ.Component].
func (p Page) Render(ctx context.Context, w io.Writer) error {
	if p.draw == nil {
		return ctx.Err()
	}
	f := p.frame()
	f.Slots = p.slots
	return p.draw(f).Render(ctx, w)
}

// Cast renders a page, all but its slots, which are left free whatever the page was
// given for them. A kept chrome keeps the plate by a name that no other page has: its
// address, or the id of the story. The errors are those of the parts of the page, and
// of ctx.
func (p Page) Cast(ctx context.Context, name string) (Plate, error) {
	if p.draw == nil {
		return Plate{}, ctx.Err()
	}
	f := p.frame()
	f.press = new(press)
	if err := p.draw(f).Render(ctx, f.press); err != nil {
		return Plate{}, err
	}
	plate := Plate{f.press.bytes, f.press.cuts, f.stripped()}
	if f.shelf != nil {
		f.shelf.put(place{part: "page", name: name}, plate)
	}
	return plate, nil
}

// stripped returns what slots are drawn with: a frame less what was used up for its page.
func (f *frame) stripped() *frame {
	g := *f
	g.press, g.sheet, g.head, g.filing, g.raws = nil, nil, render.Head{}, nil, nil
	return &g
}

// A Plate is a page that was rendered once: its bytes, with places in them for what is
// never kept. It holds nothing of a visitor, so that one plate serves all: see
// [Page.Cast]. It is read-only, and safe for concurrent use. The zero Plate is of the
// zero Page.
type Plate struct {
	bytes []byte
	cuts  []cut
	frame *frame // what the slots are drawn with; of nobody
}

// A cut is the place of a slot.
type cut struct {
	at   int // in the bytes of the plate
	draw func(*frame) templ.Component
}

// Slots are what of a page is never kept: who reads it, and what readers do to it.
type Slots struct {
	Visitor   Visitor
	Reactions reaction.Form // as in ArticlePage
	Comments  Comments      // as in ArticlePage
}

// Fill returns the page with its slots filled: the bytes that were cast, and between
// them what is drawn for these.
func (p Plate) Fill(s Slots) templ.Component {
	if p.frame == nil {
		return templ.NopComponent
	}
	return filled{p, s}
}

type filled struct {
	plate Plate
	slots Slots
}

// Render implements [templ.Component].
func (p filled) Render(ctx context.Context, w io.Writer) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	out, shared := templruntime.GetBuffer(w)
	if !shared {
		defer func() {
			if failed := templruntime.ReleaseBuffer(out); err == nil {
				err = failed
			}
		}()
	}
	f := *p.plate.frame
	f.Slots = p.slots
	ctx = templ.InitializeContext(ctx)
	done := 0
	for _, c := range p.plate.cuts {
		if _, err := out.Write(p.plate.bytes[done:c.at]); err != nil {
			return err
		}
		if err := c.draw(&f).Render(ctx, out); err != nil {
			return err
		}
		done = c.at
	}
	_, err = out.Write(p.plate.bytes[done:])
	return err
}

// Plate returns the page of a name that was cast; ok is false where it is not kept.
func (c Chrome) Plate(name string) (p Plate, ok bool) {
	if c.shelf == nil {
		return Plate{}, false
	}
	return c.shelf.take(place{part: "page", name: name})
}

// press takes what is rendered, and the places of slots in it.
type press struct {
	bytes []byte
	cuts  []cut
}

// Write implements io.Writer.
func (p *press) Write(b []byte) (int, error) {
	p.bytes = append(p.bytes, b...)
	return len(b), nil
}

// A slot is drawn with the frame of a request; on a press its place is left free.
type slot struct {
	f    *frame
	draw func(*frame) templ.Component
}

func (f *frame) slot(draw func(*frame) templ.Component) templ.Component { return slot{f, draw} }

// Render implements [templ.Component].
func (s slot) Render(ctx context.Context, w io.Writer) error {
	if s.f.press == nil {
		return s.draw(s.f).Render(ctx, w)
	}
	out, _ := templruntime.GetBuffer(w) // what stands before the slot is still in it
	if err := out.Flush(); err != nil {
		return err
	}
	s.f.press.cuts = append(s.f.press.cuts, cut{len(s.f.press.bytes), s.draw})
	return ctx.Err()
}
