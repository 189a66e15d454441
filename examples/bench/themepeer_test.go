package bench

import (
	"html/template"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/prose"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy"
)

// htmlPage is the theme's page of a story as a template of html/template.
type htmlPage struct{ *template.Template }

// newPeer parses the template; the line breaks between its elements are for its reader.
func newPeer(tb testing.TB) htmlPage {
	source, err := os.ReadFile("testdata/article.gohtml")
	require.NoError(tb, err)
	var whole strings.Builder
	for line := range strings.Lines(string(source)) {
		whole.WriteString(strings.TrimSpace(line))
	}
	return htmlPage{template.Must(template.New("page").Parse(whole.String()))}
}

// peerPage is what the template is given.
type peerPage struct {
	Name, Title, Deck, Tone, Hashtags string
	Head                              render.Head
	Data                              template.HTML
	Files                             theme.Files
	Sections                          []peerSection
	Short, Trail, Tags                []peerLink
	Latest, Related                   []peerCard
	Previous, Next                    peerCard
	Published, Updated                peerDay
	Minutes                           int
	Byline                            []string
	Shares                            []render.Share
	Lead                              *article.Image
	Body                              []template.HTML
	Form                              reaction.Form
}

type peerLink struct{ Name, URL, Tone string }

type peerSection struct {
	peerLink
	Current bool
	Stories []peerCard
}

type peerDay struct{ Stamp, Date, Day string }

type peerCard struct {
	peerDay
	Title, URL, Section, Tone, Deck, Picture, Why string
	Width, Height                                 int
}

func dayOf(t time.Time) peerDay {
	t = t.UTC()
	return peerDay{t.Format(time.RFC3339), t.Format(time.DateOnly), t.Format("January 2, 2006")}
}

// peerOf looks up and formats what the template shows, each once.
func peerOf(p theme.ArticlePage) peerPage {
	site, v := p.Chrome.Site, &p.View
	linker := site.Config().Linker
	links := make(map[taxonomy.ID]peerLink, len(p.Chrome.Sections))
	for i, c := range p.Chrome.Sections {
		links[c.ID] = peerLink{c.Labels.In("en"), linker.CategoryURL(c), strconv.Itoa(i + 1)}
	}
	card := func(t *article.Teaser) peerCard {
		section := links[t.Filing.Category]
		return peerCard{
			peerDay: dayOf(t.Published), Title: t.Headline(""), URL: linker.ArticleURL(*t), Section: section.Name, Tone: section.Tone,
			Deck: t.Decks.For(article.Short), Picture: t.Lead.URL, Width: t.Lead.Width, Height: t.Lead.Height,
		}
	}
	cards := func(list []article.Teaser) []peerCard {
		drawn := make([]peerCard, len(list))
		for i := range list {
			drawn[i] = card(&list[i])
		}
		return drawn
	}
	head := site.ArticleHead(*v)
	own := links[v.Filing.Category]
	page := peerPage{
		Name: site.Config().Name, Title: v.Headline(""), Deck: v.Decks.For(""), Tone: own.Tone, Head: head, Files: p.Chrome.Files,
		Data:   template.HTML(`<script type="application/ld+json">` + head.Data + "</script>"),
		Latest: cards(p.Chrome.Latest), Previous: card(p.Previous), Next: card(p.Next), Trail: []peerLink{own},
		Published: dayOf(v.Published), Minutes: prose.Minutes(v.ReadingTime(site.Config().Reading)),
		Shares: site.Shares(v.Teaser), Lead: v.Lead, Form: p.Reactions,
	}
	if v.Modified.After(v.Published) {
		page.Updated = dayOf(v.Modified)
	}
	for _, s := range p.Chrome.Newest {
		page.Sections = append(page.Sections, peerSection{links[s.Section.ID], s.Section.ID == v.Filing.Category, cards(s.Stories)})
	}
	for _, c := range p.Chrome.Short {
		page.Short = append(page.Short, links[c.ID])
	}
	for i := range p.Related {
		c := card(&p.Related[i].Story)
		c.Why = strings.Join(p.Related[i].Why, " · ")
		page.Related = append(page.Related, c)
	}
	for _, piece := range v.Byline.Line("en", site.Author) {
		page.Byline = append(page.Byline, piece.Text)
	}
	for _, b := range v.Body {
		page.Body = append(page.Body, template.HTML(b.Content.(article.Paragraph).Text.String()))
	}
	tags := site.Tags(v.Teaser)
	taxonomy.ByLabel(tags, "en")
	for _, tag := range tags {
		page.Tags = append(page.Tags, peerLink{Name: tag.Labels.In("en"), URL: linker.TagURL(tag)})
	}
	page.Hashtags = strings.Join(taxonomy.Hashtags(v.Headline(""), "en", site.Tags(v.Teaser)), " ")
	return page
}

// requireSameDocument holds the peer to the theme's page: the same elements with the
// same attributes and texts, in the same order.
func requireSameDocument(tb testing.TB, page string, peer htmlPage, of theme.ArticlePage) {
	var other strings.Builder
	require.NoError(tb, peer.Execute(&other, peerOf(of)))
	want, got := outline(tb, page), outline(tb, other.String())
	for i := range min(len(want), len(got)) {
		require.Equal(tb, want[i], got[i], "node %d", i)
	}
	require.Len(tb, got, len(want))
	require.InEpsilon(tb, len(page), other.Len(), 0.02)
}

// outline lists the nodes of a document, white space between them left out.
func outline(tb testing.TB, page string) (nodes []string) {
	root, err := html.Parse(strings.NewReader(page))
	require.NoError(tb, err)
	for n := range root.Descendants() {
		slices.SortFunc(n.Attr, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
		node := strings.Join(strings.Fields(n.Data), " ")
		for _, a := range n.Attr {
			node += " " + a.Key + "=" + strconv.Quote(a.Val)
		}
		if node != "" {
			nodes = append(nodes, node)
		}
	}
	return nodes
}

func TestTheTemplateMakesThePageOfTheTheme(t *testing.T) {
	page := modelPage(t)
	var ours strings.Builder
	require.NoError(t, theme.Article(page).Render(t.Context(), &ours))
	requireSameDocument(t, ours.String(), newPeer(t), page)
}
