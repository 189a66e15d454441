package article

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/newsjunction/news/article/inline"
)

// A Gallery is a row of pictures that belong together.
type Gallery struct {
	Images  []Slide     `json:"images"`           // at least one
	Caption inline.HTML `json:"caption,omitzero"` // of all of them
}

// A Slide is one picture of a gallery.
type Slide struct {
	Image

	Extra json.RawMessage `json:"-"` // as [Block.Extra], of the picture
}

// Type implements [BlockContent].
func (Gallery) Type() string { return "gallery" }

func (g Gallery) appendText(dst []byte) []byte {
	start := len(dst)
	for _, slide := range g.Images {
		if !slide.Caption.IsZero() || slide.Credit != "" {
			dst = appendCaption(line(dst, len(dst) > start), slide.Caption, slide.Credit)
		}
	}
	if !g.Caption.IsZero() {
		dst = inline.AppendPlain(line(dst, len(dst) > start), g.Caption)
	}
	return dst
}

func (g Gallery) check(k *checker, path string) {
	if len(g.Images) == 0 {
		k.fault(path+".Images", ErrMissing)
	}
	if k.entries += len(g.Images); k.entries > MaxBlocks {
		return
	}
	for i, slide := range g.Images {
		at := fmt.Sprintf("%s.Images[%d]", path, i)
		k.image(at, slide.Image)
		k.extra(at+".Extra", slide.Extra, new(Slide))
	}
}

func (g Gallery) clone() Gallery {
	g.Images = slices.Clone(g.Images)
	for i, slide := range g.Images {
		g.Images[i] = Slide{slide.Image.clone(), slices.Clone(slide.Extra)}
	}
	return g
}

func (g *Gallery) members(m *members) {
	if m.at("images", true) {
		array(m, &g.Images, (*Slide).value)
	}
	m.markup("caption", &g.Caption, false)
}

func (s *Slide) value(m *members) { m.object(s, &s.Extra) }

func (s *Slide) members(m *members) { imageMembers(&s.Image, m) }
