package theme

import (
	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
)

// outward is what a link to another site says of itself.
const outward = "noopener noreferrer nofollow"

// pictureText says in words which picture is not shown: what it shows, and whose
// host it stands on.
func (f *frame) pictureText(alt, address string) string {
	text := f.words.picture
	if alt != "" {
		text += ": " + alt
	}
	if h := host(address); h != "" {
		text += " (" + h + ")"
	}
	return text
}

// shown returns the picture of a card, if the page may load it.
func (f *frame) shown(t article.Teaser) (article.Image, bool) {
	if t.Lead == nil || !f.Site.Shows(t.Lead.URL) {
		return article.Image{}, false
	}
	return *t.Lead, true
}

// source returns the address that a page loads a picture of its own from: one
// without a leading slash is relative to the home page, wherever the page stands.
func (f *frame) source(i article.Image) string {
	if i.URL != "" && i.URL[0] == '/' {
		return i.URL
	}
	return f.Site.URL(i.URL)
}

// linked returns the address and title of a related link of a body; ok is false
// where it leads nowhere.
func (f *frame) linked(r article.Related, teasers []article.Teaser) (address, title, lang string, ok bool) {
	for _, t := range teasers {
		if t.ID == r.Article && !r.Article.IsZero() {
			address = f.articleURL(t)
			return address, f.headline(t), t.Lang, address != ""
		}
	}
	return r.URL, r.Title, "", r.URL != "" && f.Site.URL(r.URL) != ""
}

// measures returns width and height, where both are known: the page keeps the room.
func measures(i article.Image) templ.OrderedAttributes {
	if i.Width <= 0 || i.Height <= 0 {
		return nil
	}
	return templ.OrderedAttributes{{Key: "width", Value: i.Width}, {Key: "height", Value: i.Height}}
}
