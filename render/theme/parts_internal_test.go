package theme

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

type nobody struct{}

func (nobody) Author(article.AuthorID) (article.Author, bool) { return article.Author{}, false }

// sample is an article's page that has every part once.
func sample(t *testing.T) ArticlePage {
	site, err := render.NewSite(render.Config{Name: "S", BaseURL: "https://s.example", Description: "d", Linker: render.Paths{Article: "/news/", Category: "/section/", Tag: "/tag/"}})
	require.NoError(t, err)
	section := taxonomy.Category{Term: taxonomy.Term{ID: taxonomy.CategoryID("s", "c"), Labels: taxonomy.Labels{"": "News"}}}
	tag := taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.TagID("s", "t"), Labels: taxonomy.Labels{"": "sea"}}}
	tree, _ := taxonomy.Load([]taxonomy.Category{section}, []taxonomy.Tag{tag}, taxonomy.Options{})
	at := time.Date(2023, 8, 1, 0, 0, 0, 0, time.UTC)
	story := article.Teaser{
		ID: article.IDFor("s", "1"), Lang: "en", Name: slug.Name{Scope: "article", Slug: "x"},
		Headlines: article.Texts{{Value: "Calm sea"}}, Decks: article.Texts{{Value: "At last"}},
		Byline: []article.Credit{{Name: "Mara"}}, Lead: &article.Image{URL: "/p.svg"},
		Filing:    article.Filing{Category: section.ID, Tags: []article.Tagging{{Term: tag.ID}}},
		Published: at, Modified: at,
		Genre: article.GenreOpinion, Access: article.Paid, Comments: article.CommentsClosed, Dateline: article.Dateline{Place: "X"}, Source: "Reuters",
		Rights: article.Rights{Notice: "©", Terms: "https://t.example/"}, Disclosure: article.Disclosure{
			Sponsor: article.Sponsor{Name: "U", URL: "https://u.example/"}, Source: article.SourceHuman, Warnings: []article.Warning{article.WarnDeath},
		},
	}
	story.Filing.Series = article.Series{Name: "Seas", Part: 2}
	line := inline.Text("words")
	body := article.Body{
		{Content: article.Paragraph{Text: line}}, {Content: article.Heading{Level: 2, Text: line}},
		{Content: article.List{Items: []article.ListItem{{Text: line}}}}, {Content: article.Quote{Paragraphs: []inline.HTML{line}}},
		{Content: article.Embed{URL: "https://far.example/"}}, {Content: article.Related{URL: "/r", Title: "Read"}},
	}
	form := reaction.NewForm("x", reaction.Default().Tally(nil), "", "en")
	form.Action = "/react"
	return ArticlePage{
		Chrome: Chrome{Site: site.With(tree, nobody{}), Sections: []taxonomy.Category{section}, Pages: []article.Teaser{story}},
		View:   article.View{Teaser: story, Body: body, Corrections: []article.Notice{{ID: "c1", Kind: article.KindUpdate, At: at, Text: "x"}}}, Original: &story, Reactions: form, Previous: &story, Next: &story,
		Latest: []article.Teaser{story}, Related: []article.Teaser{story},
	}
}

// parts are what that page is put together from.
func parts(p ArticlePage) map[string]templ.Component {
	f := storyFrame(p.Chrome, p.View)
	v, t := p.View, p.View.Teaser
	return map[string]templ.Component{
		"metadata": f.metadata(), "masthead": f.masthead(), "brand": f.brand(), "footer": f.footer(),
		"search form": f.searchForm("", true), "breadcrumb": f.breadcrumb(f.Site.Breadcrumb(t), "Calm sea"),
		"marks": f.marks(t, f.words), "series": f.series(v.Filing.Series), "names": f.names(v.Byline.Line("en", nil)), "disclosure": f.disclosure(v.Disclosure),
		"dateline": f.dateline(v.Dateline), "story end": f.storyEnd(v, p.Original), "rights": f.rights(t), "corrections": f.corrections(v.Corrections),
		"photo": f.photo(*t.Lead, "", false), "img": f.img(*t.Lead, "", true), "no person": f.person(ListPage{}),
		"story head": f.storyHead(v), "dates": f.dates(v), "byline": f.byline(v), "share": f.share(v), "glyph": glyph("x"),
		"lead picture": f.figure(*t.Lead, true), "body": f.body(v.Body, nil), "block": f.block(v.Body[0].Content, nil),
		"markup": markup(inline.Text("words")), "heading": heading(v.Body[1].Content.(article.Heading)),
		"list": list(v.Body[2].Content.(article.List)), "items": items(v.Body[2].Content.(article.List)),
		"quote": quote(v.Body[3].Content.(article.Quote)), "embed": f.embed(v.Body[4].Content.(article.Embed)),
		"related link": f.related(v.Body[5].Content.(article.Related), nil), "story foot": f.storyFoot(v),
		"reactions": f.reactions(p.Reactions), "neighbours": f.neighbours(p.Previous, p.Next),
		"briefs": f.briefs(p.Latest, 2), "cards": f.cards(p.Related, 2), "thumbnail": f.thumbnail(t), "section": f.section(t),
		"headline": f.cardHeadline(t, 3), "link": f.headlineLink(t), "day": f.day(t), "paging": f.paging("", ""),
	}
}

func TestAPartAloneIsAPieceOfThePage(t *testing.T) {
	p := sample(t)
	var page strings.Builder
	require.NoError(t, Article(p).Render(t.Context(), &page))
	for name, part := range parts(p) {
		var alone strings.Builder
		require.NoError(t, part.Render(t.Context(), &alone))
		assert.Contains(t, page.String(), alone.String(), name)
	}
}

func TestAPartAloneReturnsTheErrorOfItsWriter(t *testing.T) {
	for name, part := range parts(sample(t)) {
		var alone strings.Builder
		require.NoError(t, part.Render(t.Context(), &alone))
		if alone.Len() > 0 {
			assert.ErrorIs(t, part.Render(t.Context(), closed{}), io.ErrClosedPipe, name)
		}
	}
}

// closed takes nothing.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, errors.Join(io.ErrClosedPipe) }
