package render

import (
	"cmp"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/prose"
)

// kind is the type of schema.org for a genre; the subtypes of NewsArticle are those
// that The Trust Project proposed.
func kind(g article.Genre) string {
	switch g {
	case article.GenreReport:
		return "ReportageNewsArticle"
	case article.GenreAnalysis:
		return "AnalysisNewsArticle"
	case article.GenreOpinion:
		return "OpinionNewsArticle"
	case article.GenreReview:
		return "ReviewNewsArticle"
	case article.GenreSatire:
		return "SatiricalArticle"
	case article.GenreSponsored:
		return "AdvertiserContentArticle"
	case article.GenreLive:
		return "LiveBlogPosting"
	}
	return "NewsArticle"
}

// maxHeadline is the longest headline that search engines are given, in characters
// (Google's long-standing advice); the name is always whole.
const maxHeadline = 110

func (g *graph) article() {
	v := g.view
	name := v.Headline("")
	g.node(kind(v.Genre), g.base, "#article")
	g.Text("url", g.address)
	if g.address != "" {
		g.Name("mainEntityOfPage")
		g.node("WebPage", g.address, "")
		g.Close('}')
	}
	headline := name
	if len(name) > maxHeadline {
		headline, _ = prose.Excerpt(name, prose.Length{Chars: maxHeadline - 1, Lang: v.Lang})
	}
	g.Text("headline", headline)
	g.Text("name", name)
	g.Text("description", g.summary)
	g.Text("inLanguage", v.Lang)
	g.dates()
	g.pictures()
	g.people()
	g.refer("publisher", g.home, "#publisher")
	g.refer("isPartOf", g.home, "#site")
	g.filing()
	g.subjects()
	g.Number("wordCount", int64(v.Words(g.site.config().Reading)))
	g.rights()
	g.access()
	g.corrections()
	if v.Genre == article.GenreLive {
		g.live()
	}
	g.Close('}')
}

// people says who had which part in the article; it has always an author.
func (g *graph) people() {
	if !g.parts("author") {
		g.Name("author")
		g.Open('[')
		g.Open('{')
		g.Joined("@id", g.home, "#publisher")
		g.Close('}')
		g.Close(']')
	}
	g.parts("editor")
	g.parts("contributor")
	g.parts("translator")
}

// parts writes those who had a part in the article, and reports whether anybody had.
func (g *graph) parts(property string) (some bool) {
	for _, p := range g.signed {
		if p.property != property {
			continue
		}
		if !some {
			g.Name(property)
			g.Open('[')
		}
		some = true
		g.Open('{')
		g.identify(p.person)
		g.Close('}')
	}
	if some {
		g.Close(']')
	}
	return some
}

// pictures writes the article's picture, or else the logo, as networks are given.
func (g *graph) pictures() {
	i := picture(g.view)
	if i == nil || g.site.URL(i.URL) == "" {
		i = &g.site.config().Logo
	}
	address := g.site.URL(i.URL)
	if address == "" {
		return
	}
	g.Name("image")
	g.Open('[')
	g.image(i, address, g.view.Lang)
	g.Close(']')
	g.Text("thumbnailUrl", address)
}

func (g *graph) image(i *article.Image, address, lang string) {
	g.Open('{')
	g.Text("@type", "ImageObject")
	g.Text("url", address)
	g.Text("contentUrl", address)
	g.Number("width", int64(i.Width))
	g.Number("height", int64(i.Height))
	g.Text("caption", cmp.Or(i.Caption.Plain(), i.AltIn(lang)))
	g.Text("creditText", i.Credit)
	if inline.CheckLink(i.Licence) == nil {
		g.link("license", i.Licence)
	}
	g.Close('}')
}

func (g *graph) filing() {
	sections := g.begin("articleSection")
	for c := range g.site.categories(&g.view.Filing) {
		sections.add(c.Labels.In(g.view.Lang))
	}
	sections.end()
	tags := g.begin("keywords")
	for t := range g.site.tags(&g.view.Filing) {
		tags.add(t.Labels.In(g.view.Lang))
	}
	tags.end()
}

// subjects writes whom and what the article is about, and where it happens.
func (g *graph) subjects() {
	f := g.view.Filing
	if len(f.Entities) > 0 {
		g.Name("about")
		g.Open('[')
		for _, e := range f.Entities {
			g.thing(thing(e.Kind), e.Name, e.URI)
			g.Close('}')
		}
		g.Close(']')
	}
	if len(f.Places) > 0 {
		g.Name("contentLocation")
		g.Open('[')
		for _, p := range f.Places {
			g.thing("Place", p.Name, p.URI)
			if p.At != nil {
				g.Name("geo")
				g.Open('{')
				g.Text("@type", "GeoCoordinates")
				g.Float("latitude", p.At.Lat)
				g.Float("longitude", p.At.Long)
				g.Close('}')
			}
			g.Close('}')
		}
		g.Close(']')
	}
	if strings.HasSuffix(kind(g.view.Genre), "NewsArticle") {
		g.Text("dateline", g.view.Dateline.String())
	}
}

// thing opens an object with a name and an address that identifies it.
func (g *graph) thing(kind, name, uri string) {
	g.Open('{')
	g.Text("@type", kind)
	g.Text("name", name)
	g.link("sameAs", uri)
}

func thing(k article.EntityKind) string {
	switch k {
	case article.EntityPerson:
		return "Person"
	case article.EntityOrganisation:
		return "Organization"
	case article.EntityEvent:
		return "Event"
	case article.EntityWork:
		return "CreativeWork"
	}
	return "Thing"
}

func (g *graph) rights() {
	v := g.view
	g.Text("copyrightNotice", v.Rights.Notice)
	g.link("usageInfo", v.Rights.Terms)
	if v.Source != "" {
		g.Name("sourceOrganization")
		g.thing("Organization", v.Source, "")
		g.Close('}')
	}
	if sponsor := v.Disclosure.Sponsor; sponsor.Name != "" {
		g.Name("sponsor")
		g.thing("Organization", sponsor.Name, sponsor.URL)
		g.Close('}')
	}
}

// access says who may read the article, and, where not everybody, which part of the
// page is kept from the others.
func (g *graph) access() {
	free := g.view.Access == article.Public
	g.Bool("isAccessibleForFree", free)
	if free {
		return
	}
	g.Name("hasPart")
	g.Open('{')
	g.Text("@type", "WebPageElement")
	g.Bool("isAccessibleForFree", false)
	g.Text("cssSelector", g.site.config().Paywall)
	g.Close('}')
}

func (g *graph) corrections() {
	if len(g.view.Corrections) == 0 {
		return
	}
	g.Name("correction")
	g.Open('[')
	for _, c := range g.view.Corrections {
		g.Open('{')
		g.Text("@type", "CorrectionComment")
		g.Text("text", c.Text)
		g.Time("datePublished", inZone(c.At, g.site.config().TimeZone))
		g.Close('}')
	}
	g.Close(']')
}

// live writes the entries of a story that is reported as it happens, if everybody may
// read them.
func (g *graph) live() {
	zone := g.site.config().TimeZone
	var first, last time.Time
	open := false
	for i := range g.view.Body {
		e, ok := g.view.Body[i].Content.(article.LiveEntry)
		if !ok {
			continue
		}
		if first.IsZero() || e.At.Before(first) {
			first = e.At
		}
		if e.At.After(last) {
			last = e.At
		}
		if g.view.Access != article.Public {
			continue
		}
		if !open {
			g.Name("liveBlogUpdate")
			g.Open('[')
			open = true
		}
		text := e.Body.Text()
		g.Open('{')
		g.Text("@type", "BlogPosting")
		g.Text("headline", cmp.Or(e.Title, g.view.Headline("")))
		g.Time("datePublished", e.At.In(zone))
		g.Text("articleBody", text)
		g.Close('}')
	}
	if open {
		g.Close(']')
	}
	g.Time("coverageStartTime", inZone(first, zone))
	g.Time("coverageEndTime", inZone(last, zone))
}
