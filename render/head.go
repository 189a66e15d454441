package render

import (
	"strconv"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/prose"
)

// A Head is the metadata of a page, as plain text: whoever writes the page escapes
// it. An empty field is left out of the page.
type Head struct {
	Title       string // of the window: what the page is about, then the site
	Description string // one line
	Canonical   string // absolute URL
	NoIndex     bool   // search engines shall not keep the page
	Feed        string // absolute URL of the RSS feed
	FeedTitle   string
	Properties  []Property // Open Graph (ogp.me), in order: meta elements with a property
	Names       []Property // meta elements with a name: Dublin Core (DCMI Metadata Terms) and the geo tags
}

// A Property is a meta element.
type Property struct {
	Name, Content string
}

// maxDescription is how many characters of a description are kept: more than any
// search engine or network shows.
const maxDescription = 300

// Head returns the metadata of a page that is no article: the home page where title
// is empty. link is where the page stands; empty, as of a notice, it has no
// canonical address.
func (s Site) Head(title, description, link string) Head {
	h := Head{
		Title: s.titled(title), Description: s.described(description), Canonical: s.URL(link),
		Feed: s.URL(s.config.Feed), FeedTitle: s.config.Name,
	}
	if title == "" {
		title = s.config.Name
	}
	h.add("og:type", "website")
	h.add("og:title", title)
	h.common(s)
	return h
}

// ArticleHead returns the metadata of an article's page, or of a page's own.
func (s Site) ArticleHead(v article.View) Head {
	h := Head{
		Title: s.titled(v.Headline(article.SEO)), Description: s.described(v.Summary(article.Social)), Canonical: s.ArticleURL(v.Teaser),
		Feed: s.URL(s.config.Feed), FeedTitle: s.config.Name,
	}
	if v.Kind == article.Page {
		h.add("og:type", "website")
	} else {
		h.add("og:type", "article")
	}
	h.add("og:title", v.Headline(article.Social))
	h.common(s)
	h.picture(s, v.Lead, v.Lang)
	if v.Kind == article.Page {
		return h
	}
	h.add("article:published_time", stamp(v.Published, s.config.TimeZone))
	h.add("article:modified_time", stamp(v.Modified, s.config.TimeZone))
	for _, author := range s.Byline(v.Teaser) {
		h.add("article:author", s.URL(author.URL))
	}
	if section, ok := s.Section(v.Teaser); ok {
		h.add("article:section", section.Labels.In(v.Lang))
	}
	for _, tag := range s.Tags(v.Teaser) {
		h.add("article:tag", tag.Labels.In(v.Lang))
	}
	h.about(v.Teaser)
	return h
}

// about says whom and what a story is about, where it happens, and whose it is.
func (h *Head) about(t article.Teaser) {
	for _, e := range t.Filing.Entities {
		h.name("dcterms.subject", e.Name)
		h.name("dcterms.relation", e.URI)
	}
	for i, p := range t.Filing.Places {
		h.name("dcterms.spatial", p.Name)
		h.name("dcterms.relation", p.URI)
		if i == 0 {
			h.name("geo.placename", p.Name)
		}
		if i == 0 && p.At != nil {
			h.name("geo.position", degrees(p.At.Lat)+";"+degrees(p.At.Long))
		}
	}
	h.name("dcterms.isPartOf", t.Filing.Series.Name)
	h.name("dcterms.source", t.Source)
	h.name("dcterms.provenance", t.Distributor)
	h.name("dcterms.rights", t.Rights.Notice)
	h.name("dcterms.accessRights", t.Rights.Terms)
}

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func (h *Head) name(name, content string) {
	if content != "" {
		h.Names = append(h.Names, Property{name, content})
	}
}

// ArticleURL returns the absolute URL of an article.
func (s Site) ArticleURL(t article.Teaser) string {
	if s.config.Linker == nil {
		return ""
	}
	return s.URL(s.config.Linker.ArticleURL(t))
}

func (h *Head) common(s Site) {
	h.add("og:description", h.Description)
	h.add("og:url", h.Canonical)
	h.add("og:site_name", s.config.Name)
}

func (h *Head) picture(s Site, i *article.Image, lang string) {
	if i == nil {
		return
	}
	address := s.URL(i.URL)
	h.add("og:image", address)
	if address == "" {
		return
	}
	h.add("og:image:alt", i.AltIn(lang))
	if i.Width > 0 && i.Height > 0 {
		h.add("og:image:width", strconv.Itoa(i.Width))
		h.add("og:image:height", strconv.Itoa(i.Height))
	}
}

func (h *Head) add(name, content string) {
	if content != "" {
		h.Properties = append(h.Properties, Property{name, content})
	}
}

func (s Site) titled(title string) string {
	if title == "" {
		return s.config.Name
	}
	return title + " – " + s.config.Name
}

func (s Site) described(text string) string {
	if strings.TrimSpace(text) == "" {
		text = s.config.Description
	}
	line, _ := prose.Excerpt(text, prose.Length{Chars: maxDescription})
	return line
}

// stamp writes an instant as RFC 3339 with its zone; "" for none.
func stamp(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format(time.RFC3339)
}
