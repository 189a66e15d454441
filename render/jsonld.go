package render

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render/internal/jsontext"
)

// JSONLD writes what search engines read of an article's page: one graph of
// schema.org, with the article, its authors, its place in the site, the site and its
// publisher. Every "@id" it refers to is defined in it. It can stand in a script
// element as it is: no text in it ends one.
//
// The errors are [ErrNoBase] for the zero Site, before the first byte, and those of w.
func JSONLD(w io.Writer, s Site, v article.View) error {
	return s.graph(w, func(g *graph) {
		g.view, g.address = &v, s.ArticleURL(v.Teaser)
		if v.Kind == article.Page {
			g.page()
			return
		}
		g.trail()
		g.credits()
		g.article()
	})
}

// SiteJSONLD writes what search engines read of a page that is no article: the site
// and its publisher. Errors are those of [JSONLD].
func SiteJSONLD(w io.Writer, s Site) error { return s.graph(w, func(*graph) {}) }

// graph writes a graph of the publisher, the site, and what is added.
func (s Site) graph(w io.Writer, add func(*graph)) error {
	if s.made == nil {
		return fmt.Errorf("render: json-ld: %w", ErrNoBase)
	}
	g := &graph{Writer: jsontext.NewScript(w), site: s, home: s.Home()}
	g.Open('{')
	g.Text("@context", "https://schema.org")
	g.Name("@graph")
	g.Open('[')
	g.publisher()
	g.website()
	add(g)
	g.Close(']')
	g.Close('}')
	if err := g.End(); err != nil {
		return fmt.Errorf("render: json-ld: %w", err)
	}
	return nil
}

// graph is a document that is being written.
type graph struct {
	*jsontext.Writer
	site    Site
	home    string
	view    *article.View
	address string
	authors []string // ids, and so below
	parts   []part
	known   []string
}

// part is what somebody did for an article, beside writing it.
type part struct{ property, id string }

func (g *graph) node(kind, id string) {
	g.Open('{')
	g.Text("@type", kind)
	g.Text("@id", id)
}

func (g *graph) refer(property, id string) {
	g.Name(property)
	g.Open('{')
	g.Text("@id", id)
	g.Close('}')
}

// link writes a member that holds an address, absolute.
func (g *graph) link(property, address string) { g.Text(property, g.site.URL(address)) }

// list writes a member that holds texts.
func (g *graph) list(property string, texts []string) {
	if len(texts) == 0 {
		return
	}
	g.Name(property)
	g.Open('[')
	for _, t := range texts {
		g.String(t)
	}
	g.Close(']')
}

func (g *graph) publisher() {
	c := g.site.config()
	g.node("NewsMediaOrganization", g.home+"#publisher")
	g.Text("name", c.Publisher)
	g.Text("url", g.home)
	if address := g.site.URL(c.Logo.URL); address != "" {
		g.Name("logo")
		g.image(&c.Logo, address, c.Lang)
	}
	g.list("sameAs", g.absolute(c.Profiles))
	p := c.Policies
	g.link("publishingPrinciples", p.Principles)
	g.link("ethicsPolicy", p.Ethics)
	g.link("correctionsPolicy", p.Corrections)
	g.link("diversityPolicy", p.Diversity)
	g.link("unnamedSourcesPolicy", p.Sources)
	g.link("verificationFactCheckingPolicy", p.FactChecks)
	g.link("ownershipFundingInfo", p.Ownership)
	g.link("masthead", p.Masthead)
	g.link("actionableFeedbackPolicy", p.Feedback)
	g.Close('}')
}

func (g *graph) absolute(links []string) []string {
	var found []string
	for _, link := range links {
		if address := g.site.URL(link); address != "" {
			found = append(found, address)
		}
	}
	return found
}

func (g *graph) website() {
	c := g.site.config()
	g.node("WebSite", g.home+"#site")
	g.Text("url", g.home)
	g.Text("name", c.Name)
	g.Text("description", c.Description)
	g.Text("inLanguage", c.Lang)
	g.refer("publisher", g.home+"#publisher")
	g.Close('}')
}

// id names a node of the page at hand.
func (g *graph) id(fragment string) string {
	if g.address == "" {
		return string(appendURN(nil, g.view.ID)) + "#" + fragment
	}
	return g.address + "#" + fragment
}

func (g *graph) page() {
	v := g.view
	g.node("WebPage", g.id("page"))
	g.Text("url", g.address)
	g.Text("name", v.Headline(""))
	g.Text("description", v.Summary(article.Social))
	g.Text("inLanguage", v.Lang)
	g.dates()
	g.refer("isPartOf", g.home+"#site")
	g.refer("publisher", g.home+"#publisher")
	g.Close('}')
}

func (g *graph) dates() {
	zone := g.site.config().TimeZone
	g.Time("datePublished", inZone(g.view.Published, zone))
	g.Time("dateModified", inZone(modified(&g.view.Teaser), zone))
}

// trail writes the way from the home page down to the article.
func (g *graph) trail() {
	g.node("BreadcrumbList", g.id("breadcrumb"))
	g.Name("itemListElement")
	g.Open('[')
	at := int64(0)
	step := func(name, address string) {
		if name == "" {
			return
		}
		at++
		g.Open('{')
		g.Text("@type", "ListItem")
		g.Number("position", at)
		g.Text("name", name)
		g.Text("item", address)
		g.Close('}')
	}
	step(g.site.config().Name, g.home)
	for _, c := range g.site.Breadcrumb(g.view.Teaser) {
		step(c.Labels.In(g.view.Lang), g.site.URL(g.site.config().Linker.CategoryURL(c)))
	}
	step(g.view.Headline(""), g.address)
	g.Close(']')
	g.Close('}')
}

// credits writes a node for each person of the byline, and remembers who did what.
func (g *graph) credits() {
	for i, credit := range g.view.Byline {
		name := credit.NameIn(g.view.Lang, g.site.Author)
		if name == "" {
			continue
		}
		id := g.id("credit-" + strconv.Itoa(i+1))
		address := g.site.URL(g.site.AuthorURL(credit))
		if address != "" {
			id = address + "#person"
		}
		if !slices.Contains(g.known, id) {
			g.known = append(g.known, id)
			g.person(credit, id, name, address)
		}
		if property := contribution(credit.Role); property == "author" {
			g.authors = append(g.authors, id)
		} else {
			g.parts = append(g.parts, part{property, id})
		}
	}
}

// contribution is the property of schema.org for a part in an article.
func contribution(p article.Part) string {
	switch p {
	case "":
		return "author"
	case article.PartEditing:
		return "editor"
	case article.PartTranslation:
		return "translator"
	}
	return "contributor"
}

func (g *graph) person(credit article.Credit, id, name, address string) {
	g.node("Person", id)
	g.Text("name", name)
	g.Text("url", address)
	if author, ok := g.site.Author(credit.Author); ok {
		g.Text("description", author.Bio)
		g.list("sameAs", g.absolute(author.Links))
		if author.Picture != nil {
			g.link("image", author.Picture.URL)
		}
	}
	if credit.Affiliation != "" {
		g.Name("affiliation")
		g.Open('{')
		g.Text("@type", "Organization")
		g.Text("name", credit.Affiliation)
		g.Close('}')
	}
	g.Close('}')
}
