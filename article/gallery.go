package article

import (
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
		k.image(fmt.Sprintf("%s.Images[%d]", path, i), slide.Image)
	}
}

func (g Gallery) clone() Gallery {
	g.Images = slices.Clone(g.Images)
	for i, slide := range g.Images {
		g.Images[i] = Slide{slide.Image.clone()}
	}
	return g
}

func (g *Gallery) members(m *members) {
	if m.at("images", true) {
		array(m, &g.Images, func(s *Slide, m *members) { s.value(m) })
	}
	m.markup("caption", &g.Caption, false)
}
