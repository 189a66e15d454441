package theme

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
)

// sizes is how wide pictures are laid out: the column of a story on wide screens, the
// whole screen on others.
const sizes = "(min-width: 48rem) 46rem, 100vw"

// A format is the renditions of a picture in one format.
type format struct{ Type, Set string }

// sources returns the renditions in other formats than the picture's own, in the
// order in which the formats are first met.
func (f *frame) sources(i article.Image) (sets []format) {
	for _, r := range i.Renditions {
		if r.Type != "" && !slices.ContainsFunc(sets, func(s format) bool { return s.Type == r.Type }) {
			if s := f.srcset(i, r.Type); s != "" {
				sets = append(sets, format{r.Type, s})
			}
		}
	}
	return sets
}

// srcset lists the renditions of a format that the page may load. The picture itself
// is one of its own format, where its width is known.
func (f *frame) srcset(i article.Image, kind string) string {
	var list []string
	add := func(address string, width int) {
		if f.Site.Shows(address) {
			list = append(list, strings.ReplaceAll(f.source(article.Image{URL: address}), ",", "%2C")+" "+strconv.Itoa(width)+"w")
		}
	}
	for _, r := range i.Renditions {
		if r.Type == kind && r.Width > 0 {
			add(r.URL, r.Width)
		}
	}
	if kind == "" && i.Width > 0 && len(list) > 0 {
		add(i.URL, i.Width)
	}
	return strings.Join(list, ", ")
}

// fitted returns the attributes that fit a picture to its room: width and height,
// other sizes of it, and what a crop must keep. The style sheet knows the focal point
// in quarters: a policy without inline styles forbids to write it.
func (f *frame) fitted(i article.Image) templ.OrderedAttributes {
	attributes := measures(i)
	if s := f.srcset(i, ""); s != "" {
		attributes = append(attributes, templ.OrderedAttributes{{Key: "srcset", Value: s}, {Key: "sizes", Value: sizes}}...)
	}
	if i.Focus != nil {
		attributes = append(attributes, templ.OrderedAttributes{{Key: "data-x", Value: quarters(i.Focus.X)}, {Key: "data-y", Value: quarters(i.Focus.Y)}}...)
	}
	return attributes
}

// quarters rounds a part of one; what is none is the middle.
func quarters(part float64) string {
	if !(part >= 0 && part <= 1) {
		part = 0.5
	}
	return strconv.Itoa(int(math.Round(part * 4)))
}
