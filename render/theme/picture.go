package theme

import "github.com/newsjunction/news/article"

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

// linked returns the address and title of a related link of a body; ok is false
// where it leads nowhere.
func (f *frame) linked(r article.Related, teasers []article.Teaser) (address, title, lang string, ok bool) {
	for i := range teasers {
		if t := &teasers[i]; t.ID == r.Article && !r.Article.IsZero() {
			address = f.articleURL(t)
			return address, f.headline(t), t.Lang, address != ""
		}
	}
	return r.URL, r.Title, "", r.URL != "" && f.Site.URL(r.URL) != ""
}
