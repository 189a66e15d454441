package theme

import (
	"context"
	"io"
	"strconv"

	"github.com/a-h/templ"
)

// ink is HTML that is being written, each method adding to its end. What stands on a
// page by the hundred is drawn with it: an expression of templ costs two allocations
// and a component three, of which a page of cards has thousands.
type ink []byte

// raw adds markup of the theme's own.
func (k ink) raw(markup raw) ink { return append(k, markup...) }

// text adds text, escaped as templ does it: it may stand in an element and in a quoted
// attribute.
func (k ink) text(s string) ink {
	const special uint64 = 1<<'&' | 1<<'<' | 1<<'>' | 1<<'"' | 1<<'\''
	done := 0
	for i := range len(s) {
		if s[i] > '>' || special>>s[i]&1 == 0 {
			continue
		}
		entity := "&#39;"
		switch s[i] {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '"':
			entity = "&#34;"
		}
		k = append(append(k, s[done:i]...), entity...)
		done = i + 1
	}
	return append(k, s[done:]...)
}

// attribute adds an attribute after others of an element.
func (k ink) attribute(name, value string) ink {
	return append(append(append(k, ' '), name...), `="`...).text(value).raw(`"`)
}

// given adds an attribute that has a value.
func (k ink) given(name, value string) ink {
	if value == "" {
		return k
	}
	return k.attribute(name, value)
}

// link adds an attribute that a browser follows, if it is one that runs nothing.
func (k ink) link(name, address string) ink { return k.attribute(name, string(templ.URL(address))) }

func (k ink) number(n int) ink { return strconv.AppendInt(k, int64(n), 10) }

// digits adds a number of at least so many digits.
func (k ink) digits(n, width int) ink {
	for limit := 10; width > 1; width-- {
		if n < limit {
			k = append(k, '0')
		}
		limit *= 10
	}
	return k.number(n)
}

// measure adds an attribute that is a number.
func (k ink) measure(name string, n int) ink {
	return append(append(append(k, ' '), name...), `="`...).number(n).raw(`"`)
}

// raw is markup as it is.
type raw string

// Render implements [templ.Component].
func (r raw) Render(_ context.Context, w io.Writer) error {
	_, err := io.WriteString(w, string(r))
	return err
}

// A drawing is a component that is drawn with ink.
type drawing struct {
	f    *frame
	draw func(ink) ink
}

// usualSheet is more than most drawings need: the panel of a section is about 5 KB.
const usualSheet = 8 << 10

// Render implements [templ.Component]. The frame's sheet is used again for each
// drawing of a page: a frame is that of one rendering.
func (d drawing) Render(ctx context.Context, w io.Writer) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if d.f.sheet == nil {
		d.f.sheet = make(ink, 0, usualSheet)
	}
	d.f.sheet = d.draw(d.f.sheet[:0])
	_, err := w.Write(d.f.sheet)
	return err
}

// drawn returns what is drawn as a component.
func (f *frame) drawn(draw func(ink) ink) templ.Component { return drawing{f, draw} }
