package render_test

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
	"github.com/newsjunction/news/render"
)

func TestARelatedLinkLeadsToTheArticleThatTheFeedIsToldOf(t *testing.T) {
	known, unknown := article.IDFor("test", "ferry"), article.IDFor("test", "lost")
	v := article.View{Teaser: teaser("Calm sea"), Body: article.Body{
		{Content: article.Related{Article: known, URL: "/old", Title: "Ferry"}},
		{Content: article.Related{Article: unknown, URL: "/lost", Title: "Lost"}},
	}}
	f := render.Feed{Linked: func(id article.ID) (article.Teaser, bool) { return teaser("The ferry"), id == known }}
	var out strings.Builder
	require.NoError(t, f.RSS(&out, newSite(t, "Gazette"), views(v)))
	assert.Equal(t, `<aside><a href="https://gazette.example/news/calm-sea">Ferry</a></aside>`+"\n"+
		`<aside><a href="https://gazette.example/lost">Lost</a></aside>`, read(t, out.String()).Items[0].Content)
}

// Each story of a feed has its own page, against which its relative links resolve.
func TestEachStoryResolvesItsOwnLinks(t *testing.T) {
	note, err := inline.Parse(`<a href="#n1">1</a>`)
	require.NoError(t, err)
	first, second := article.View{Teaser: teaser("Calm sea")}, article.View{Teaser: teaser("Rough sea")}
	second.Name.Slug = "rough-sea"
	for _, v := range []*article.View{&first, &second} {
		v.Body = article.Body{{Content: article.Paragraph{Text: note}}, {Content: article.Raw{HTML: `<p><a href="x">y</a></p>`}}}
	}
	items := read(t, feed(t, newSite(t, "Gazette"), first, second)).Items
	for i, slug := range []string{"calm-sea", "rough-sea"} {
		assert.Equal(t, `<p><a href="https://gazette.example/news/`+slug+`#n1">1</a></p>`+"\n"+
			`<p><a href="https://gazette.example/news/x">y</a></p>`, items[i].Content)
	}
}

func TestABodyThatIsTooLargeEndsEveryFeed(t *testing.T) {
	v := article.View{Teaser: teaser("x"), Body: article.Body{{Content: article.Raw{HTML: strings.Repeat("x", sanitize.MaxBytes+1)}}}}
	site := newSite(t, "Gazette")
	require.ErrorIs(t, render.RSS(io.Discard, site, views(v)), sanitize.ErrTooLarge)
	require.ErrorIs(t, render.Atom(io.Discard, site, views(v)), sanitize.ErrTooLarge)
	require.ErrorIs(t, render.JSONFeed(io.Discard, site, views(v)), sanitize.ErrTooLarge)
}
