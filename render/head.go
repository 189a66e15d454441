package render

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/prose"
)

// A Head is the metadata of a page, as plain text: whoever writes the page escapes
// it. An empty field is left out of the page.
type Head struct {
	Title       string     // of the window: what the page is about, then the site
	Description string     // one line
	Canonical   string     // absolute URL
	NoIndex     bool       // search engines shall not keep the page
	Feed        string     // absolute URL of the RSS feed, which Links has too
	Links       []Link     // its other languages, the feeds, the icon
	Properties  []Property // Open Graph (ogp.me), in order: meta elements with a property
	Names       []Property // meta elements with a name: Twitter card, Dublin Core (DCMI Metadata Terms), geo tags
	Data        string     // JSON-LD, to be put into a script element as it is: see [JSONLD]
}

// A Property is a meta element.
type Property struct {
	Name, Content string
}

// A Link is a link element.
type Link struct {
	Rel, Type, Title string
	Lang             string // hreflang
	URL              string // absolute
}

// maxDescription is how many characters of a description are kept: more than any
// search engine or network shows.
const maxDescription = 300

// Head returns the metadata of a page that is no article: the home page where title
// is empty. link is where the page stands; empty, as of a notice, it has no
// canonical address.
func (s Site) Head(title, description, link string) Head {
	c := s.config()
	h := s.head(title, s.described(description, c.Lang), s.URL(link))
	h.feeds(s)
	h.add("og:type", "website")
	h.common(s, cmp.Or(title, c.Name), c.Lang)
	h.picture(s, nil, c.Lang)
	h.name("theme-color", c.ThemeColor)
	if s.made != nil {
		h.Data = string(s.made.graph) + endOfGraph
	}
	return h
}

// ArticleHead returns the metadata of an article's page, or of a page's own.
func (s Site) ArticleHead(v article.View) Head {
	summary := v.Summary(article.Social)
	h := s.head(v.Headline(article.SEO), s.described(summary, v.Lang), s.articleURL(&v.Teaser))
	for _, a := range s.Alternates(v.Teaser) {
		h.Links = append(h.Links, Link{Rel: "alternate", Lang: a.Lang, URL: a.URL})
	}
	h.feeds(s)
	if v.Kind == article.Page {
		h.add("og:type", "website")
	} else {
		h.add("og:type", "article")
	}
	h.common(s, cmp.Or(v.Headline(article.Social), s.config().Name), v.Lang)
	h.picture(s, picture(&v), v.Lang)
	if v.Kind != article.Page {
		h.story(s, &v.Teaser)
	}
	h.name("theme-color", s.config().ThemeColor)
	if s.made != nil {
		h.Data = string(s.jsonLD(&v, summary))
	}
	return h
}

// head begins a Head, with room for what is said of most pages.
func (s Site) head(title, description, canonical string) Head {
	return Head{
		Title: s.titled(title), Description: description, Canonical: canonical,
		Properties: make([]Property, 0, 20), Names: make([]Property, 0, 16),
	}
}

// story adds what only stories have.
func (h *Head) story(s Site, t *article.Teaser) {
	zone := s.config().TimeZone
	h.add("article:published_time", stamp(t.Published, zone))
	h.add("article:modified_time", stamp(t.Modified, zone))
	var names []string
	for _, author := range s.Byline(*t) {
		h.add("article:author", s.URL(author.URL))
		names = append(names, author.Name)
	}
	if section, ok := s.Section(*t); ok {
		h.add("article:section", section.Labels.In(t.Lang))
	}
	for tag := range s.tags(&t.Filing) {
		h.add("article:tag", tag.Labels.In(t.Lang))
	}
	h.name("author", cmp.Or(strings.Join(names, ", "), s.config().Publisher))
	h.about(t)
}

// feeds adds links to the feeds and the icon.
func (h *Head) feeds(s Site) {
	if s.made == nil {
		return
	}
	h.Feed = s.URL(s.made.config.Feeds.RSS)
	h.Links = append(h.Links, s.made.links...)
}

// links returns links to the feeds and the icon.
func (s Site) links() (links []Link) {
	c := s.config()
	for _, f := range []struct{ kind, format, address string }{
		{"application/rss+xml", "RSS", c.Feeds.RSS}, {"application/atom+xml", "Atom", c.Feeds.Atom}, {"application/feed+json", "JSON Feed", c.Feeds.JSON},
	} {
		if address := s.URL(f.address); address != "" {
			links = append(links, Link{Rel: "alternate", Type: f.kind, Title: c.Name + " – " + f.format, URL: address})
		}
	}
	if icon := s.URL(c.Icon); icon != "" {
		links = append(links, Link{Rel: "icon", Type: mediaType(icon), URL: icon})
	}
	return links
}

// about says whom and what a story is about, where it happens, and whose it is.
func (h *Head) about(t *article.Teaser) {
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

func (h *Head) common(s Site, title, lang string) {
	h.add("og:title", title)
	h.add("og:description", h.Description)
	h.add("og:url", h.Canonical)
	h.add("og:site_name", s.config().Name)
	h.add("og:locale", s.locale(lang))
	h.name("twitter:title", title)
	h.name("twitter:description", h.Description)
}

// picture returns what stands for a view where it is shared: its own picture, else the
// first in its body that everybody may see and whose size is known, for networks ask
// for that; nil for none.
func picture(v *article.View) *article.Image {
	if v.Lead != nil || v.Access != article.Public {
		return v.Lead
	}
	for i := range v.Body {
		switch c := v.Body[i].Content.(type) {
		case article.Figure:
			if c.Width > 0 && c.Height > 0 {
				return &c.Image
			}
		case article.Gallery:
			if len(c.Images) > 0 && c.Images[0].Width > 0 && c.Images[0].Height > 0 {
				return &c.Images[0].Image
			}
		}
	}
	return nil
}

// picture adds the picture of an article, or else the logo of the site.
func (h *Head) picture(s Site, i *article.Image, lang string) {
	card := "summary_large_image"
	if i == nil || s.URL(i.URL) == "" {
		card, i = "summary", &s.config().Logo
	}
	h.name("twitter:card", card)
	address := s.URL(i.URL)
	if address == "" {
		return
	}
	h.add("og:image", address)
	h.add("og:image:type", mediaType(i.URL))
	h.add("og:image:alt", i.AltIn(lang))
	if i.Width > 0 && i.Height > 0 {
		h.add("og:image:width", strconv.Itoa(i.Width))
		h.add("og:image:height", strconv.Itoa(i.Height))
	}
	h.name("twitter:image", address)
	h.name("twitter:image:alt", i.AltIn(lang))
}

func (h *Head) add(name, content string) {
	if content != "" {
		h.Properties = append(h.Properties, Property{name, content})
	}
}

func (s Site) titled(title string) string {
	if title == "" {
		return s.config().Name
	}
	return title + " – " + s.config().Name
}

func (s Site) described(text, lang string) string {
	if strings.TrimSpace(text) == "" {
		text, lang = s.config().Description, s.config().Lang
	}
	if len(text) <= maxDescription { // characters have a byte at least
		return prose.Line(text)
	}
	line, _ := prose.Excerpt(text, prose.Length{Chars: maxDescription, Lang: lang})
	return line
}

// stamp writes an instant as RFC 3339 with its zone; "" for none.
func stamp(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format(time.RFC3339)
}

// locale returns a language as Open Graph spells it, of the site's own without a
// parser. Where the tag names no country, it is the one where most of its readers are
// (CLDR, likely subtags): networks refuse a language alone.
func (s Site) locale(lang string) string {
	if s.made != nil && lang == s.made.config.Lang {
		return s.made.locale
	}
	return locale(lang)
}

func locale(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return ""
	}
	base, _ := tag.Base()
	region, _ := tag.Region()
	if !region.IsCountry() {
		return ""
	}
	return base.String() + "_" + region.String()
}
