package theme

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/a-h/templ"
	templruntime "github.com/a-h/templ/runtime"
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
	section := taxonomy.Category{Term: taxonomy.Term{ID: taxonomy.CategoryID("s", "c"), Slug: "news", Labels: taxonomy.Labels{{Text: "News"}}}}
	tag := taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.TagID("s", "t"), Labels: taxonomy.Labels{{Text: "sea"}}}}
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
	other := story
	other.ID = article.IDFor("s", "2")
	story.Filing.Series = article.Series{Name: "Seas", Part: 2}
	line := inline.Text("words")
	body := article.Body{
		{Content: article.Paragraph{Text: line}}, {Content: article.Heading{Level: 2, Text: line}},
		{Content: article.List{Items: []article.ListItem{{Text: line}}}}, {Content: article.Quote{Paragraphs: []inline.HTML{line}}},
		{Content: article.Embed{URL: "https://far.example/"}}, {Content: article.Related{URL: "/r", Title: "Read"}},
	}
	body = append(body, rest(line)...)
	form := reaction.NewForm("x", reaction.Default().Tally(nil), "", "en")
	form.Action = "/react"
	return ArticlePage{
		Chrome: Chrome{
			Site: site.With(tree, nobody{}), Sections: []taxonomy.Category{section}, Short: []taxonomy.Category{section}, Pages: []article.Teaser{story}, Files: AssetsAt("/a"),
			Newest: []Strip{{Section: section, Stories: []article.Teaser{story}}}, Latest: []article.Teaser{story, other}, Blog: "/blog",
			Follow: []Link{{"M", "https://m.example/"}}, Actions: Actions{Settings: "/s", Newsletter: "/n", SignIn: "/i", Join: "/j", LostPassword: "/l"},
			Parts: Parts{Story: Ad{Content: heading(article.Heading{Text: inline.Text("Buy")})}},
		},
		View: article.View{Teaser: story, Body: body, Corrections: []article.Notice{{ID: "c1", Kind: article.KindUpdate, At: at, Text: "x"}}}, Original: &story, Reactions: form, Previous: &story, Next: &story,
		Related: []Suggestion{{Story: story, Why: []string{"sea"}}}, Comments: Comments{Count: 1, Content: heading(article.Heading{Text: inline.Text("Hm")})},
	}
}

// rest is a block of each other kind.
func rest(line inline.HTML) article.Body {
	near := article.Image{URL: "/p.svg", Caption: line, Credit: "C", Licence: "https://l.example/", Width: 2, Height: 1, Renditions: []article.Rendition{{URL: "/p.webp", Width: 2, Type: "image/webp"}}}
	cell := []inline.HTML{line, line}
	blocks := article.Body{
		{Content: article.Table{HeaderRow: true, HeaderColumn: true, Rows: [][]inline.HTML{cell, cell}, Caption: line}},
		{Content: article.PullQuote{Text: line, Cite: line}}, {Content: article.Quote{Paragraphs: []inline.HTML{line}, Cite: line}},
		{Content: article.Gallery{Images: []article.Slide{{Image: near}}, Caption: line}}, {Content: article.Figure{Image: article.Image{URL: "https://far.example/p"}}},
		{Content: article.Video{URL: "/v.mp4", Title: "V", Poster: "/p.svg"}}, {Content: article.Video{URL: "https://far.example/v"}},
		{Content: article.Audio{URL: "/a.mp3", Title: "A"}}, {Content: article.Audio{URL: "https://far.example/a", Title: "A"}},
		{Content: article.Code{Text: "x"}}, {Content: article.Divider{}}, {Content: article.Raw{HTML: "<p>x</p>"}}, {Content: article.Embed{URL: "https://far.example/", Consent: true, Title: "T"}},
		{Content: article.List{Ordered: true, Start: 2, Items: []article.ListItem{{Text: line, Sub: &article.List{Items: []article.ListItem{{Text: line}}}}}}},
		{Content: article.LiveEntry{At: time.Unix(0, 0), Title: "L", Pinned: true, KeyEvent: true, Body: article.Body{{Content: article.Paragraph{Text: line}}}}},
	}
	for level := 2; level <= 6; level++ {
		blocks = append(blocks, article.Block{Content: article.Heading{Level: level, Text: line}})
	}
	return blocks
}

// the returns the first block of a type.
func the[T article.BlockContent](v article.View) (content T) {
	for _, block := range v.Body {
		if c, ok := block.Content.(T); ok {
			return c
		}
	}
	return content
}

// parts are what that page is put together from.
func parts(p ArticlePage) map[string]templ.Component {
	f := storyFrame(p.Chrome, p.View)
	f.Slots = Slots{p.Visitor, p.Reactions, p.Comments}
	v, t := p.View, p.View.Teaser
	return map[string]templ.Component{
		"metadata": f.metadata(), "nameplate": f.nameplate(), "late": f.late(), "menus": f.menus(), "off-canvas": f.offCanvas(), "tools": f.toolbar(), "account": f.account(), "consent": f.notice(), "root": f.root(), "comment link": f.commentLink(), "discussion": f.discussion(), "notifications": f.notifications(),
		"dialog": f.signInDialog(), "elsewhere": f.elsewhere(SignInForm), "field": f.field("email", "email", "username", ""), "ad": f.ad(f.Parts.Story), "suggestions": f.suggestions(p.Related), "sign": signBell,
		"panels": f.opened(0), "sections": f.sections(f.menu), "services": f.services(&t), "tags": f.tagged(f.sorted(f.Site.Tags(t))), "links": f.links(), "properties": f.properties(), "brand": f.brand(), "footer": f.footer(),
		"search form": f.searchForm("", true), "breadcrumb": f.breadcrumb(f.Site.Breadcrumb(t), "Calm sea"),
		"marks": f.marked(&t), "series": f.series(v.Filing.Series), "names": f.names(v.Byline.Line("en", nil)), "disclosure": f.disclosure(v.Disclosure),
		"dateline": f.dateline(v.Dateline), "story end": f.storyEnd(v, p.Original), "rights": f.rights(t), "corrections": f.corrections(v.Corrections),
		"photo": f.photo(t.Lead, "", false), "no person": f.person(ListPage{}),
		"story head": f.storyHead(v), "dates": f.dates(v), "byline": f.byline(v), "share": f.share(v), "glyph": glyph("x"),
		"lead picture": f.figure(*t.Lead, true), "body": f.body(v.Body, nil), "blocks": f.blocks(v.Body[:1], nil),
		"markup": markup(inline.Text("words")), "heading": heading(v.Body[1].Content.(article.Heading)),
		"list": list(v.Body[2].Content.(article.List)), "items": items(v.Body[2].Content.(article.List)),
		"quote": quote(v.Body[3].Content.(article.Quote)), "embed": f.embed(v.Body[4].Content.(article.Embed)),
		"related link": f.related(v.Body[5].Content.(article.Related), nil), "story foot": f.storyFoot(v),
		"table": f.table(the[article.Table](v)), "pull quote": pullQuote(the[article.PullQuote](v)), "gallery": f.gallery(the[article.Gallery](v)),
		"video": f.video(the[article.Video](v)), "audio": f.audio(the[article.Audio](v)), "live entry": f.liveEntry(the[article.LiveEntry](v), nil),
		"player link": f.playerLink("Video on another site", "", "https://far.example/v"), "caption": f.caption(inline.Text("words"), "C", "https://l.example/"),
		"media": f.media(the[article.Audio](v)), "reactions": f.reactions(p.Reactions), "neighbours": f.neighbours(p.Previous, p.Next),
		"briefs": f.briefs(p.Chrome.Latest[1:]), "paging": f.paging("", ""),
	}
}

func TestAPartAloneIsAPieceOfThePage(t *testing.T) {
	p := sample(t)
	var page strings.Builder
	require.NoError(t, Article(p).Render(t.Context(), &page))
	for name, part := range parts(p) {
		var alone strings.Builder
		require.NoError(t, part.Render(t.Context(), &alone))
		assert.True(t, strings.Contains(page.String(), alone.String()), "%s: %s", name, &alone)
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

// wholes are pages and parts that stand on others.
func wholes(p ArticlePage) []templ.Component {
	c := p.Chrome
	member := Visitor{Name: "N", Since: time.Unix(1, 0), Answered: true}
	list := p.Chrome.Latest
	signed := storyFrame(c, p.View)
	signed.Visitor = member
	signed.Actions.SignOut = "/o"
	picture := &article.Image{URL: "/p.svg", Alt: "A"}
	return []templ.Component{
		signed.toolbar(), signed.account(), signed.cards(list, 1), signed.briefs(list), signed.lead(&list[0]),
		List(ListPage{Chrome: c, Heading: "H", Intro: "I", Stories: list, Newer: "/n", Older: "/o", Picture: picture, Links: []string{"https://a.example/"}}),
		Home(HomePage{Chrome: c, Top: list, Latest: list, Strips: []Strip{{Section: c.Sections[0], Stories: list}}}),
		Static(StaticPage{Chrome: c, View: p.View}), Search(SearchPage{Chrome: c, Query: "q", Stories: list}), Search(SearchPage{Chrome: c, Query: "q"}), Search(SearchPage{Chrome: c}),
		Notice(NoticePage{Chrome: c, Status: 404, Latest: list}),
		Form(FormPage{Chrome: c, Kind: SignInForm, Fault: FaultSignIn}), Form(FormPage{Chrome: c, Kind: JoinForm, Fault: FaultName}), Form(FormPage{Chrome: c, Done: true}),
		Article(p),
	}
}

// Every place of every part hands on the error of what it is written to. What is written
// to fails when it is full, which is after each number of bytes in turn.
func TestAPartFailsWhereverItsWriterDoes(t *testing.T) {
	const room = 1 << 16
	usual := templruntime.DefaultBufferSize
	templruntime.DefaultBufferSize = room
	var out templruntime.Buffer
	out.Reset(closed{})
	templruntime.DefaultBufferSize = usual
	taken := strings.Repeat(" ", room)

	p := sample(t)
	list := wholes(p)
	for _, part := range parts(p) {
		list = append(list, part)
	}
	for _, part := range list {
		var alone strings.Builder
		require.NoError(t, part.Render(t.Context(), &alone))
		require.Less(t, alone.Len(), room)
		step := 1 + alone.Len()/3000
		for n := 0; n < alone.Len(); n += step {
			out.Reset(closed{})
			_, err := out.WriteString(taken[n:])
			require.NoError(t, err)
			require.ErrorIs(t, part.Render(t.Context(), &out), io.ErrClosedPipe)
		}
	}
}

// closed takes nothing.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, errors.Join(io.ErrClosedPipe) }
