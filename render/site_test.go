package render_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/text"
)

var dawn = time.Date(2023, time.August, 1, 6, 30, 0, 0, time.UTC)

// routes are those of a site with a page for everything that has a slug.
var routes = render.Paths{Article: "/news/", Page: "/", Category: "/section/", Tag: "/tag/", Author: "/author/"}

// staff are the people of a site.
type staff map[article.AuthorID]article.Author

func (s staff) Author(id article.AuthorID) (article.Author, bool) {
	a, ok := s[id]
	return a, ok
}

var (
	mara  = article.AuthorIDFor("test", "mara")
	world = taxonomy.CategoryID("test", "world")
	asia  = taxonomy.CategoryID("test", "asia")
	sport = taxonomy.CategoryID("test", "sport")
	sea   = taxonomy.TagID("test", "sea")
	cpp   = taxonomy.TagID("test", "cpp")
)

// newSite returns a site of a name, with terms and people that bear it.
func newSite(t testing.TB, name string) render.Site {
	site, err := render.NewSite(render.Config{
		Name: name, BaseURL: "https://gazette.example", Description: name + ", every morning",
		Logo: article.Image{URL: "/logo.png", Alt: name, Width: 600, Height: 60}, Icon: "/icon.png", ThemeColor: "#1a2b3c",
		Feeds:    render.Feeds{RSS: "/feed.xml", Atom: "/atom.xml", JSON: "/feed.json"},
		TimeZone: time.FixedZone("CEST", 7200), Linker: routes,
	})
	require.NoError(t, err)
	term := func(id taxonomy.ID, slug, label string) taxonomy.Term {
		return taxonomy.Term{ID: id, Slug: slug, Labels: taxonomy.Labels{{Text: label}}}
	}
	tree, _ := taxonomy.Load(
		[]taxonomy.Category{{Term: term(world, "world", name+" world")}, {Term: term(asia, "asia", "Asia"), Parent: world}, {Term: term(sport, "sport", "Sport")}},
		[]taxonomy.Tag{{Term: term(sea, "sea", name+" sea")}, {Term: term(cpp, "cpp", "C++")}}, taxonomy.Options{})
	return site.With(tree, staff{mara: {ID: mara, Name: "Mara Quist", Names: taxonomy.Labels{{Lang: "ar", Text: "مارا"}}, Slug: "mara"}})
}

func teaser(headline string) article.Teaser {
	return article.Teaser{
		ID: article.IDFor("test", "1"), Lang: "en", Name: slug.Name{Scope: "article", Slug: "calm-sea"},
		Headlines: article.Texts{{Value: headline}, {Role: article.Social, Value: headline + "!"}},
		Decks:     article.Texts{{Value: headline + " is a deck"}},
		Byline:    []article.Credit{{Author: mara}, {Name: "Ilan Reef"}},
		Lead:      &article.Image{URL: "/p.jpg", Alt: headline, Width: 1200, Height: 800},
		Filing:    article.Filing{Category: asia, Categories: []taxonomy.ID{sport, asia}, Tags: []article.Tagging{{Term: sea}, {Term: cpp}}},
		Published: dawn, Modified: dawn.Add(time.Hour),
	}
}

func TestNewSiteReportsEveryFaultAtOnce(t *testing.T) {
	_, err := render.NewSite(render.Config{Lang: "not a tag", Description: "a\x00b", ThemeColor: "red",
		Feeds: render.Feeds{Atom: "javascript:x"}, Profiles: []string{"//x"},
		Menus: []render.Menu{{Entries: []render.MenuEntry{{Entries: []render.MenuEntry{{URL: "a b"}}}}}},
	})
	for _, want := range []error{render.ErrNoName, render.ErrNoBase, render.ErrNoLang, render.ErrNoLinker, render.ErrNoColor, text.ErrInvalidText, inline.ErrUnsafeURL} {
		assert.ErrorIs(t, err, want)
	}
	for _, field := range []string{"Feeds.Atom", "Profiles[0]", "Menus[0].Entries[0].Entries[0].URL"} {
		assert.ErrorContains(t, err, "Config."+field)
	}
	var fault *render.ConfigError
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "Name", fault.Field)
	assert.EqualError(t, fault, "render: Config.Name: site has no name")
}

func TestABaseIsAnAddressOfTheWeb(t *testing.T) {
	for _, base := range []string{"", "/", "gazette.example", "//gazette.example", "ftp://gazette.example", "https://", "https://u:p@gazette.example", "https://a b", "mailto:x@y", ":"} {
		_, err := render.NewSite(render.Config{Name: "x", BaseURL: base, Linker: routes})
		assert.ErrorIs(t, err, render.ErrNoBase, base)
	}
}

func TestLeftOutFieldsHaveDefaults(t *testing.T) {
	site, err := render.NewSite(render.Config{Name: "x", BaseURL: "https://x.example", Linker: routes})
	require.NoError(t, err)
	c := site.Config()
	assert.Equal(t, []any{"en", "x", time.UTC, ".members"}, []any{c.Lang, c.Publisher, c.TimeZone, c.Paywall})
	assert.Equal(t, render.Services()[:6], c.Share)
	assert.Empty(t, site.Head("", "", "/").Links, "a feed that is not there is not linked")
}

func TestLinksBecomeAbsoluteAsInABrowser(t *testing.T) {
	tests := []struct{ base, link, want string }{
		{"https://x.example", "/news/a", "https://x.example/news/a"},
		{"https://x.example", "news/a", "https://x.example/news/a"},
		{"https://x.example/blog", "/news/a", "https://x.example/news/a"},
		{"https://x.example/blog?q#f", "news/a", "https://x.example/blog/news/a"},
		{"https://x.example/blog", ".", "https://x.example/blog/"},
		{"https://x.example", "https://y.example/a?b=c#d", "https://y.example/a?b=c#d"},
		{"https://x.example", "/caf%C3%A9?q=a%20b", "https://x.example/caf%C3%A9?q=a%20b"},
		{"https://x.example", "", ""},
		{"https://x.example", "//evil.example/", ""},
		{"https://x.example", "javascript:alert(1)", ""},
		{"https://x.example", "/a b", ""},
		{"https://x.example", "mailto:x#%zz", ""},
	}
	for _, tt := range tests {
		site, err := render.NewSite(render.Config{Name: "x", BaseURL: tt.base, Linker: routes})
		require.NoError(t, err)
		assert.Equal(t, tt.want, site.URL(tt.link), "%s in %s", tt.link, tt.base)
	}
}

func TestTheFolderOfTheBaseIsTheHomePage(t *testing.T) {
	site, err := render.NewSite(render.Config{Name: "x", BaseURL: "http://x.example:8080/blog", Linker: routes})
	require.NoError(t, err)
	assert.Equal(t, "http://x.example:8080/blog/", site.Home())
	assert.Equal(t, "/blog/", site.Path())
	assert.Equal(t, "/", render.Site{}.Path())
}

func TestPicturesOfOtherHostsAreShownOnRequestAlone(t *testing.T) {
	config := render.Config{Name: "x", BaseURL: "https://x.example", Linker: routes}
	site, err := render.NewSite(config)
	require.NoError(t, err)
	for link, own := range map[string]bool{
		"/p.jpg": true, "p.jpg": true, "https://x.example/p.jpg": true, "http://x.example/p.jpg": false,
		"https://y.example/p.jpg": false, "https://x.example.y.example/": false, "//x.example/": false, "": false, "data:x": false,
	} {
		assert.Equal(t, own, site.Own(link), link)
		assert.Equal(t, own, site.Shows(link), link)
	}
	config.RemoteImages = true
	site, err = render.NewSite(config)
	require.NoError(t, err)
	assert.True(t, site.Shows("https://y.example/p.jpg"))
	assert.False(t, site.Own("https://y.example/p.jpg"))
	assert.False(t, site.Shows("data:x"))
}

func TestTermsAndPeopleAreThoseOfTheMoment(t *testing.T) {
	site, story := newSite(t, "Gazette"), teaser("Calm sea")
	labels := func(terms []taxonomy.Category) (all []string) {
		for _, c := range terms {
			all = append(all, c.Labels.In(""))
		}
		return all
	}
	assert.Equal(t, []string{"Gazette world", "Asia"}, labels(site.Breadcrumb(story)))
	assert.Equal(t, []string{"Asia", "Sport"}, labels(site.Categories(story)))
	assert.Len(t, site.Tags(story), 2)
	assert.Equal(t, []render.Signature{{Name: "Mara Quist", URL: "/author/mara"}, {Name: "Ilan Reef"}}, site.Byline(story))

	story.Byline = []article.Credit{{Author: mara, Name: "M. Q."}, {Author: article.AuthorIDFor("test", "gone")}}
	assert.Equal(t, []render.Signature{{Name: "M. Q.", URL: "/author/mara"}}, site.Byline(story))

	story.Byline = article.Byline{{Name: "Ann Poe", Role: article.PartEditing}, {Author: mara}}
	story.Lang = "ar"
	assert.Equal(t, []render.Signature{{Name: "مارا", URL: "/author/mara"}}, site.Byline(story), "in the language of the story, without who had another part")
	story.Byline = []article.Credit{{Author: mara, Name: "M. Q."}}

	bare := site.With(nil, nil)
	assert.Empty(t, bare.Breadcrumb(story))
	assert.Empty(t, bare.Categories(story))
	assert.Empty(t, bare.Tags(story))
	_, ok := bare.Section(story)
	assert.False(t, ok)
	assert.Equal(t, []render.Signature{{Name: "M. Q."}}, bare.Byline(story))
	assert.NotEmpty(t, site.Tags(story), "With leaves the site as it is")
}

func TestWhatIsTheDesksIsNamedNowhere(t *testing.T) {
	term := func(id taxonomy.ID, slug string, internal bool) taxonomy.Term {
		return taxonomy.Term{ID: id, Slug: slug, Internal: internal, Labels: taxonomy.Labels{{Text: slug}}}
	}
	tree, _ := taxonomy.Load(
		[]taxonomy.Category{{Term: term(asia, "asia", true)}, {Term: term(sport, "sport", false)}},
		[]taxonomy.Tag{{Term: term(sea, "sea", true)}, {Term: term(cpp, "cpp", false)}}, taxonomy.Options{})
	site := newSite(t, "Gazette").With(tree, nil)
	v := article.View{Teaser: teaser("Calm")}
	assert.Empty(t, site.Breadcrumb(v.Teaser))
	assert.Len(t, site.Categories(v.Teaser), 1)
	assert.Len(t, site.Tags(v.Teaser), 1)
	_, ok := site.Section(v.Teaser)
	assert.False(t, ok)
	assert.Len(t, read(t, feed(t, site, v)).Items[0].Categories, 2)
}

func TestAMenuIsFoundByItsName(t *testing.T) {
	menu := render.Menu{Name: "footer", Entries: []render.MenuEntry{{Labels: taxonomy.Labels{{Text: "About"}}, URL: "/about"}}}
	site, err := render.NewSite(render.Config{Name: "x", BaseURL: "https://x.example", Linker: routes, Menus: []render.Menu{menu}})
	require.NoError(t, err)
	assert.Equal(t, menu, site.Menu("footer"))
	assert.Empty(t, site.Menu("header"))
	assert.Empty(t, render.Site{}.Menu("footer"))
}

func TestScriptsThatRunLeftward(t *testing.T) {
	for lang, want := range map[string]string{
		"ar": "rtl", "ar-EG": "rtl", "he": "rtl", "fa-IR": "rtl", "ur": "rtl", "az-Arab": "rtl", "AR": "rtl",
		"en": "ltr", "": "ltr", "ar-Latn": "ltr", "ja": "ltr", "es-419": "ltr", "ckb": "rtl", "sl-1994": "ltr",
	} {
		assert.Equal(t, want, render.Direction(lang), lang)
	}
}

// treeOfSea knows one tag alone.
type treeOfSea struct{ *taxonomy.Tree }

func (treeOfSea) Tag(id taxonomy.ID) (taxonomy.Tag, bool) {
	return taxonomy.Tag{Term: taxonomy.Term{ID: id, Labels: taxonomy.Labels{{Text: "sea"}}}}, id == sea
}
