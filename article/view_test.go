package article_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/prose"
)

func viewed(t require.TestingT, c article.Content) article.View {
	v, ok := published(t, c).View(noon.Add(24 * time.Hour))
	require.True(t, ok)
	return v
}

func TestAViewIsWhatAReaderMaySee(t *testing.T) {
	c := whole()
	a := published(t, c)
	a.Kind = article.Page
	v, ok := a.View(by(1).At)
	require.True(t, ok)
	c.Body[0].ID = "b1"
	assert.Equal(t, article.View{
		Teaser: article.Teaser{
			ID: a.ID, Kind: article.Page, Name: a.Name, Lang: "en", Genre: c.Genre,
			Headlines: c.Headlines, Decks: c.Decks, Summaries: c.Summaries, Kicker: c.Kicker,
			Dateline: c.Dateline, Byline: c.Byline, SignedAs: c.SignedAs, Lead: c.Lead, Filing: c.Filing,
			Source: c.Origin.Source, Distributor: c.Origin.Distributor, Rights: c.Origin.Rights, Translation: c.Origin.Translation,
			Disclosure: c.Disclosure,
			Published:  by(1).At, Modified: by(1).At, Window: article.Window{From: by(1).At},
		},
		Body: append(article.Body{c.Body[0]}, c.Body[2:]...),
	}, v)
	assert.Len(t, a.Live.Content.Body, len(c.Body), "the internal block is still the newsroom's")
}

func TestAViewHoldsNoInternalBlock(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := words("Storm")
		public := article.Body{}
		for i, internal := range rapid.SliceOfN(rapid.Bool(), 0, 12).Draw(t, "internal") {
			b := paragraph(map[bool]string{true: "secret", false: "public"}[internal])
			b.ID, b.Internal = article.BlockID(strings.Repeat("x", i+1)), internal
			c.Body = append(c.Body, b)
			if !internal {
				public = append(public, b)
			}
		}
		a := published(t, c)
		before := a.Live.Content.Clone()
		v, ok := a.View(by(1).At)
		require.True(t, ok)
		require.ElementsMatch(t, public, v.Body)
		require.NotContains(t, v.Body.Text(), "secret")
		require.NotContains(t, v.Excerpt(prose.Length{}), "secret")
		require.Equal(t, before, a.Live.Content, "looking changes nothing")
	})
}

func TestAViewHasNoFieldForWhatIsInternal(t *testing.T) {
	for _, typ := range []reflect.Type{reflect.TypeFor[article.View](), reflect.TypeFor[article.Teaser]()} {
		for i := range typ.NumField() {
			switch typ.Field(i).Type {
			case reflect.TypeFor[article.Stamp](), reflect.TypeFor[article.Origin](), reflect.TypeFor[article.Content](),
				reflect.TypeFor[*article.Revision](), reflect.TypeFor[[]article.Revision](), reflect.TypeFor[article.State]():
				t.Errorf("%s.%s shows readers what is the newsroom's", typ, typ.Field(i).Name)
			}
		}
	}
}

func TestModified(t *testing.T) {
	modified := func(a article.Article) time.Time {
		v, ok := a.View(by(90).At)
		require.True(t, ok)
		return v.Modified
	}
	a := published(t, words("Storm"))
	next, err := a.Edit(words("Storm passes"), by(5))
	require.NoError(t, err)
	assert.Equal(t, by(1).At, modified(next), "an edit that nobody has published is no change")
	next, err = next.Publish(by(7))
	require.NoError(t, err)
	assert.Equal(t, by(5).At, modified(next), "the last edit, not when it was shown")
	again, err := next.Publish(by(8))
	require.NoError(t, err)
	assert.Equal(t, by(5).At, modified(again), "to show the same again is no edit")

	for kind := article.KindTypo; kind <= article.KindRetraction; kind++ {
		t.Run("corrected: "+kind.String(), func(t *testing.T) {
			fixed, err := next.Correct(article.Correction{Kind: kind, Text: "It was spelled wrong."}, words("Storm passed"), by(9))
			require.NoError(t, err)
			want := by(9).At
			if kind == article.KindTypo {
				want = by(5).At
			}
			assert.Equal(t, want, modified(fixed))
			off, err := fixed.Unpublish(by(10))
			require.NoError(t, err)
			back, err := off.Publish(by(11))
			require.NoError(t, err)
			assert.Equal(t, want, modified(back), "to take it offline and back is no edit")
		})
	}
	later, err := draft(t, words("Embargoed")).Schedule(article.Window{From: by(24).At}, by(1))
	require.NoError(t, err)
	assert.Equal(t, by(24).At, modified(later), "not before it is published, though stamped before")
	later, err = later.Correct(article.Correction{Kind: article.KindUpdate, Text: "More."}, words("More"), by(2))
	require.NoError(t, err)
	assert.Equal(t, by(24).At, modified(later), "what was corrected before anybody saw it is new to all")
	later, err = later.SetEmbargo(by(48).At, "", by(2))
	require.NoError(t, err)
	assert.Equal(t, by(48).At, modified(later))
}

func TestFirstIsTheViewThatComes(t *testing.T) {
	a, err := draft(t, words("Embargoed")).Schedule(article.Window{From: by(24).At, Until: by(48).At}, by(1))
	require.NoError(t, err)
	now, ok := a.First(noon)
	require.True(t, ok)
	later, ok := a.View(by(30).At)
	require.True(t, ok)
	assert.Equal(t, later, now)
	gone, ok := a.First(by(48).At)
	assert.False(t, ok, "what is over is not to come")
	assert.Equal(t, article.View{}, gone)
}

func TestHeadlineSummaryAndExcerpt(t *testing.T) {
	c := whole()
	v := viewed(t, c)
	assert.Equal(t, "Storm", v.Headline(article.Short))
	assert.Equal(t, "Storm nears coast", v.Headline(article.Social))
	assert.Equal(t, "It is coming", v.Summary(article.Social))

	c.Summaries = nil
	assert.Equal(t, "Thousands told to leave", viewed(t, c).Summary(""), "without a summary, the deck")
	c.Decks = nil
	assert.Equal(t, "First.", viewed(t, c).Summary(""), "without a deck, the beginning of the story")

	c.Body = article.Body{
		{Content: article.Heading{Level: 2, Text: inline.Text("Heading")}},
		{Content: article.Figure{Image: article.Image{URL: "/a.png", Caption: inline.Text("Caption")}}},
		paragraph("One two."), {Content: article.Code{Text: "code"}}, paragraph("Three four five."),
	}
	v = viewed(t, c)
	assert.Equal(t, "One two. Three four five.", strings.Join(strings.Fields(v.Excerpt(prose.Length{})), " "), "running text only")
	assert.LessOrEqual(t, len(strings.Fields(v.Excerpt(prose.Length{Words: 3}))), 3)
	c.Body = nil
	assert.Empty(t, viewed(t, c).Excerpt(prose.Length{}))
}

func TestLinkedOfAView(t *testing.T) {
	c := words("Storm")
	other := article.IDFor("test", "other")
	c.Body = article.Body{
		{Content: article.Related{Article: other, Title: "Other"}},
		{Internal: true, Content: article.Related{Article: article.IDFor("test", "secret"), Title: "Secret"}},
	}
	assert.Equal(t, []article.ID{other}, viewed(t, c).Linked())
}

func BenchmarkView(b *testing.B) {
	secret := long(833, 1)
	secret.Body[3].Internal = true
	corrected := published(b, long(833, 1))
	for i := range 3 {
		next, err := corrected.Correct(article.Correction{Kind: article.KindUpdate, Text: "More.", Block: "b2"}, long(833, 1), by(i+2))
		require.NoError(b, err)
		corrected = next
	}
	for _, bm := range []struct {
		name string
		a    article.Article
	}{
		{"833 words", published(b, long(833, 1))},
		{"833 words, an internal block", published(b, secret)},
		{"833 words, three corrections", corrected},
		{"a draft", draft(b, long(833, 1))},
	} {
		b.Run(bm.name, func(b *testing.B) {
			a, at := bm.a, by(9).At
			b.ReportAllocs()
			for b.Loop() {
				a.View(at)
			}
		})
	}
}
