package theme

import (
	"math"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
)

// sizes is how wide pictures are laid out: the column of a story on wide screens, the
// whole screen on others.
const sizes = "(min-width: 48rem) 46rem, 100vw"

// photo is a picture of the site's own, in the sizes and formats that there are. One
// that is wanted at once is loaded before others, the rest when the reader comes near.
func (f *frame) photo(i *article.Image, alt string, atOnce bool) templ.Component {
	return f.drawn(func(k ink) ink { return f.picture(k, i, alt, atOnce) })
}

func (f *frame) picture(k ink, i *article.Image, alt string, atOnce bool) ink {
	kinds := f.kinds(i)
	if len(kinds) == 0 {
		return f.img(k, i, alt, atOnce)
	}
	k = k.raw("<picture>")
	for _, kind := range kinds {
		k = k.raw("<source").attribute("type", kind).attribute("srcset", f.srcset(i, kind)).attribute("sizes", sizes).raw(">")
	}
	return f.img(k, i, alt, atOnce).raw("</picture>")
}

// miniature is the picture of a story in a panel: the smallest that there is of its own
// format, for it is shown no wider than any of them.
func (f *frame) miniature(k ink, t *article.Teaser) ink {
	if t.Lead == nil || !f.shows(t.Lead.URL) {
		return k
	}
	small := *t.Lead
	small.Renditions = nil
	for _, r := range t.Lead.Renditions {
		if r.Type == "" && r.Width > 0 && (small.Width == 0 || r.Width < small.Width) && f.shows(r.URL) {
			small.URL, small.Width, small.Height = r.URL, r.Width, r.Height
		}
	}
	return f.img(k.raw(`<div class="thumbnail">`), &small, "", false).raw("</div>")
}

// img fits a picture to its room: width and height, other sizes of it, and what a crop
// must keep. The style sheet knows the focal point in quarters: a policy without inline
// styles forbids to write it.
func (f *frame) img(k ink, i *article.Image, alt string, atOnce bool) ink {
	k = k.raw("<img").attribute("src", f.source(i.URL)).attribute("alt", alt)
	if atOnce {
		k = k.raw(` fetchpriority="high" decoding="async"`)
	} else {
		k = k.raw(` loading="lazy" decoding="async"`)
	}
	if i.Width > 0 && i.Height > 0 {
		k = k.measure("width", i.Width).measure("height", i.Height)
	}
	if s := f.srcset(i, ""); s != "" {
		k = k.attribute("srcset", s).attribute("sizes", sizes)
	}
	if i.Focus != nil {
		k = k.measure("data-x", quarters(i.Focus.X)).measure("data-y", quarters(i.Focus.Y))
	}
	return k.raw(">")
}

// kinds returns the other formats than the picture's own that it may be loaded in, in
// the order in which they are first met.
func (f *frame) kinds(i *article.Image) (kinds []string) {
	if len(i.Renditions) == 0 {
		return nil
	}
	seen := make(map[string]bool)
	for _, r := range i.Renditions {
		if r.Type != "" && !seen[r.Type] && f.srcset(i, r.Type) != "" {
			kinds = append(kinds, r.Type)
		}
		seen[r.Type] = true
	}
	return kinds
}

// srcset lists the renditions of a format that the page may load. The picture itself
// is one of its own format, where its width is known.
func (f *frame) srcset(i *article.Image, kind string) string {
	if len(i.Renditions) == 0 {
		return ""
	}
	var list []string
	add := func(address string, width int) {
		if f.shows(address) {
			list = append(list, strings.ReplaceAll(f.source(address), ",", "%2C")+" "+strconv.Itoa(width)+"w")
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

// quarters rounds a part of one; what is none is the middle.
func quarters(part float64) int {
	if !(part >= 0 && part <= 1) {
		part = 0.5
	}
	return int(math.Round(part * 4))
}

// shows reports whether the page may load a picture. A plain path needs no closer look:
// it is one of the site's own host.
func (f *frame) shows(address string) bool {
	return f.hosted && isPlainPath(address) || f.Site.Shows(address)
}

// isPlainPath reports whether an address is a path in letters that no parser changes.
func isPlainPath(address string) bool {
	if !strings.HasPrefix(address, "/") || len(address) > inline.MaxLink {
		return false
	}
	for i := 1; i < len(address); i++ {
		switch c := address[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_':
		case (c == '/' || c == '.') && address[i-1] != '/' && address[i-1] != '.': // neither "//" nor "/../"
		default:
			return false
		}
	}
	return true
}

// source returns the address that a page loads a file of the site from: one without a
// leading slash is relative to the home page, wherever the page stands.
func (f *frame) source(address string) string {
	if strings.HasPrefix(address, "/") {
		return address
	}
	return f.Site.URL(address)
}
