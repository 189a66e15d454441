package article

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy"
)

// An Image is a still picture that stands at an address.
type Image struct {
	URL        string          `json:"url"`               // http, https, or a path on the site; required
	Alt        string          `json:"alt,omitempty"`     // what it shows, for those who don't see it; empty: decoration
	Alts       taxonomy.Labels `json:"alts,omitempty"`    // the same in other languages
	Caption    inline.HTML     `json:"caption,omitzero"`  // printed below it
	Credit     string          `json:"credit,omitempty"`  // who made it, as printed
	Licence    string          `json:"licence,omitempty"` // the address of its licence
	Width      int             `json:"width,omitempty"`   // pixels; 0: unknown
	Height     int             `json:"height,omitempty"`  // pixels; 0: unknown
	Focus      *Focus          `json:"focus,omitempty"`   // what a crop must keep; nil: the middle
	Renditions []Rendition     `json:"renditions,omitempty"`

	Extra json.RawMessage `json:"-"` // as [Block.Extra]; empty in a [Figure], where the block holds it
}

// Focus is the focal point of a picture, as parts of its width and height from the
// upper left corner, 0 to 1.
type Focus struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`

	Extra json.RawMessage `json:"-"` // as [Block.Extra]
}

// A Rendition is a picture in another size or format.
type Rendition struct {
	URL    string `json:"url"`
	Width  int    `json:"width"`            // pixels; required
	Height int    `json:"height,omitempty"` // pixels; 0: unknown
	Type   string `json:"type,omitempty"`   // media type, such as "image/webp"; empty: that of the picture

	Extra json.RawMessage `json:"-"` // as [Block.Extra]
}

func (i Image) clone() Image {
	i.Alts = i.Alts.Clone()
	i.Extra = slices.Clone(i.Extra)
	i.Renditions = slices.Clone(i.Renditions)
	for n := range i.Renditions {
		i.Renditions[n].Extra = slices.Clone(i.Renditions[n].Extra)
	}
	if i.Focus != nil {
		focus := *i.Focus
		focus.Extra = slices.Clone(focus.Extra)
		i.Focus = &focus
	}
	return i
}

// AltIn returns what the picture shows, for readers of a language.
func (i Image) AltIn(lang string) string { return in(lang, i.Alt, i.Alts) }

func (i Image) check(k *checker, path string) {
	k.loaded(path+".URL", i.URL)
	k.label(path+".Alt", i.Alt)
	k.labels(path+".Alts", i.Alts)
	k.label(path+".Credit", i.Credit)
	k.link(path+".Licence", i.Licence, false)
	k.atLeast(path+".Width", i.Width, 0)
	k.atLeast(path+".Height", i.Height, 0)
	if i.Focus != nil {
		i.Focus.check(k, path+".Focus")
	}
	k.extra(path+".Extra", i.Extra, new(Image))
	if !k.count(path+".Renditions", len(i.Renditions), MaxLinks) {
		return
	}
	for n, r := range i.Renditions {
		r.check(k, fmt.Sprintf("%s.Renditions[%d]", path, n))
	}
}

func (f *Focus) check(k *checker, path string) {
	if !within(f.X, 0, 1) || !within(f.Y, 0, 1) {
		k.fault(path, ErrUnknownValue)
	}
	k.extra(path+".Extra", f.Extra, new(Focus))
}

func (r Rendition) check(k *checker, path string) {
	k.loaded(path+".URL", r.URL)
	k.atLeast(path+".Width", r.Width, 1)
	k.atLeast(path+".Height", r.Height, 0)
	if r.Type != "" && !imageType(r.Type) {
		k.fault(path+".Type", ErrUnknownValue)
	}
	k.extra(path+".Extra", r.Extra, new(Rendition))
}

// loaded checks an address that a page loads a picture from.
func (k *checker) loaded(path, url string) {
	if k.link(path, url, true); inline.CheckLink(url) == nil && !picture(url) {
		k.fault(path, ErrUnsafeURL)
	}
}

// imageType reports whether s is a media type of pictures in the letters that RFC 6838
// allows in a subtype, without parameters.
func imageType(s string) bool {
	sub, ok := strings.CutPrefix(s, "image/")
	return ok && sub != "" && len(sub) <= 64 && !strings.ContainsFunc(sub, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '+' && r != '-' && r != '.'
	})
}

// picture reports whether a safe address is one that something can be loaded from:
// of the addresses that have a scheme, mailto and tel are not.
func picture(url string) bool {
	i := strings.IndexAny(url, ":/?#")
	return i < 0 || url[i] != ':' || strings.HasPrefix(url[i:], "://")
}
