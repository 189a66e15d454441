package theme

import (
	"cmp"

	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
)

// film returns the attributes of a film: its room, its name, and the picture shown
// before it plays, if the page may load that.
func (f *frame) film(v article.Video) templ.OrderedAttributes {
	var attributes templ.OrderedAttributes
	if v.Width > 0 && v.Height > 0 {
		attributes = templ.OrderedAttributes{{Key: "width", Value: v.Width}, {Key: "height", Value: v.Height}}
	}
	if v.Poster != "" && f.Site.Shows(v.Poster) {
		attributes = append(attributes, templ.KeyValue[string, any]{Key: "poster", Value: f.source(v.Poster)})
	}
	return append(attributes, f.titled(v.Title)...)
}

// titled returns the name of a player, for those who don't see what stands above it.
func (f *frame) titled(title string) templ.OrderedAttributes {
	if title == "" {
		return nil
	}
	return templ.OrderedAttributes{{Key: "aria-label", Value: title}}
}

// provided says whose an embed is.
func provided(e article.Embed) string {
	h := host(e.URL)
	if e.Provider == "" || h == "" {
		return cmp.Or(e.Provider, h)
	}
	return e.Provider + " (" + h + ")"
}
