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
	if s.made == nil {
		return fmt.Errorf("render: json-ld: %w", ErrNoBase)
	}
	return writeGraph(w, s.jsonLD(&v, v.Summary(article.Social)))
}

// SiteJSONLD writes what search engines read of a page that is no article: the site
// and its publisher. Errors are those of [JSONLD].
func SiteJSONLD(w io.Writer, s Site) error {
	if s.made == nil {
		return fmt.Errorf("render: json-ld: %w", ErrNoBase)
	}
	return writeGraph(w, append(slices.Clip(s.made.graph), endOfGraph...))
}

func writeGraph(w io.Writer, document []byte) error {
	if _, err := w.Write(append(document, '\n')); err != nil {
		return fmt.Errorf("render: json-ld: %w", err)
	}
	return nil
}

// endOfGraph ends what [made] has the beginning of.
const endOfGraph = "]}"

// jsonLD returns what JSONLD writes, but for the line end.
func (s Site) jsonLD(v *article.View, summary string) []byte {
	const usual = 2 << 10 // bytes of an article's nodes
	dst := append(make([]byte, 0, len(s.made.graph)+usual), s.made.graph...)
	g := graph{Writer: jsontext.Script(dst), site: s, home: s.Home(), view: v, address: s.articleURL(&v.Teaser), summary: summary}
	if g.base = g.address; g.base == "" {
		g.base = string(appendURN(nil, v.ID))
	}
	if v.Kind == article.Page {
		g.page()
	} else {
		g.trail()
		g.credits()
		g.article()
	}
	return append(g.Appended(), endOfGraph...)
}

// beginGraph returns the beginning of every graph of a site: its publisher and itself.
func (s Site) beginGraph() []byte {
	g := graph{Writer: jsontext.Script(nil), site: s, home: s.Home()}
	g.Open('{')
	g.Text("@context", "https://schema.org")
	g.Name("@graph")
	g.Open('[')
	g.publisher()
	g.website()
	return g.Appended()
}

// graph is a document that is being written.
type graph struct {
	jsontext.Writer
	site    Site
	home    string
	view    *article.View
	summary string
	address string // of the article
	base    string // of the names of its nodes: the address, or what stands for it
	signed  []part
}

// part is what somebody did for an article.
type part struct {
	property string // of the article: "author", say
	person   ref
}

// ref names the node of a person.
type ref struct {
	base   string
	credit int // counted from 1; 0: the base is the address of a page of the person's own
}

// node opens an object that others refer to by an id in two parts.
func (g *graph) node(kind, base, fragment string) {
	g.Open('{')
	g.Text("@type", kind)
	g.Joined("@id", base, fragment)
}

// refer writes a member that refers to a node.
func (g *graph) refer(property, base, fragment string) {
	g.Name(property)
	g.Open('{')
	g.Joined("@id", base, fragment)
	g.Close('}')
}

// identify writes the id of the node of a person.
func (g *graph) identify(r ref) {
	if r.credit == 0 {
		g.Joined("@id", r.base, "#person")
	} else {
		g.Joined("@id", r.base, "#credit-", strconv.Itoa(r.credit))
	}
}

// link writes a member that holds an address, absolute.
func (g *graph) link(property, address string) {
	if address != "" {
		g.Text(property, g.site.URL(address))
	}
}

// list is a member that holds texts; it is not there where there are none.
type list struct {
	g        *graph
	property string
	open     bool
}

func (g *graph) begin(property string) list { return list{g: g, property: property} }

func (l *list) add(text string) {
	if !l.open {
		l.g.Name(l.property)
		l.g.Open('[')
		l.open = true
	}
	l.g.String(text)
}

func (l *list) end() {
	if l.open {
		l.g.Close(']')
	}
}

// addresses writes a member that holds addresses, absolute.
func (g *graph) addresses(property string, links []string) {
	l := g.begin(property)
	for _, link := range links {
		if address := g.site.URL(link); address != "" {
			l.add(address)
		}
	}
	l.end()
}

func (g *graph) publisher() {
	c := g.site.config()
	g.node("NewsMediaOrganization", g.home, "#publisher")
	g.Text("name", c.Publisher)
	g.Text("url", g.home)
	if address := g.site.URL(c.Logo.URL); address != "" {
		g.Name("logo")
		g.image(&c.Logo, address, c.Lang)
	}
	g.addresses("sameAs", c.Profiles)
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

func (g *graph) website() {
	c := g.site.config()
	g.node("WebSite", g.home, "#site")
	g.Text("url", g.home)
	g.Text("name", c.Name)
	g.Text("description", c.Description)
	g.Text("inLanguage", c.Lang)
	g.refer("publisher", g.home, "#publisher")
	g.Close('}')
}

func (g *graph) page() {
	v := g.view
	g.node("WebPage", g.base, "#page")
	g.Text("url", g.address)
	g.Text("name", v.Headline(""))
	g.Text("description", g.summary)
	g.Text("inLanguage", v.Lang)
	g.dates()
	g.refer("isPartOf", g.home, "#site")
	g.refer("publisher", g.home, "#publisher")
	g.Close('}')
}

func (g *graph) dates() {
	zone := g.site.config().TimeZone
	g.Time("datePublished", inZone(g.view.Published, zone))
	g.Time("dateModified", inZone(modified(&g.view.Teaser), zone))
}

// trail writes the way from the home page down to the article.
func (g *graph) trail() {
	g.node("BreadcrumbList", g.base, "#breadcrumb")
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
		person := ref{g.base, i + 1}
		address := g.site.URL(g.site.AuthorURL(credit))
		if address != "" {
			person = ref{address, 0}
		}
		if !slices.ContainsFunc(g.signed, func(p part) bool { return p.person == person }) {
			g.person(credit, person, name, address)
		}
		g.signed = append(g.signed, part{contribution(credit.Role), person})
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

func (g *graph) person(credit article.Credit, person ref, name, address string) {
	g.Open('{')
	g.Text("@type", "Person")
	g.identify(person)
	g.Text("name", name)
	g.Text("url", address)
	if author, ok := g.site.Author(credit.Author); ok {
		g.Text("description", author.Bio)
		g.addresses("sameAs", author.Links)
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
