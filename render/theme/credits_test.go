package theme_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy"
)

// owed is a story with all that readers are owed to know of one.
func owed(t testing.TB) theme.ArticlePage {
	page := articlePage(t)
	v := article.View{Teaser: teaser(0), Body: body(t)[:2]}
	v.Genre, v.Access, v.Comments = article.GenreSponsored, article.Members, article.CommentsClosed
	v.Dateline = article.Dateline{Place: "VELMAR", Date: article.Date{Year: 2023, Month: 8}, Source: "Reuters"}
	v.Byline = article.Byline{
		{Author: authorID("Mara Quist"), Place: "Velmar"}, {Name: "Ilan Reef", Affiliation: "Reuters"},
		{Name: "Ann Poe", Role: article.PartReporting}, {Author: authorID("Mara Quist"), Role: article.PartTranslation},
	}
	v.Lead = &article.Image{
		URL: "/pictures/0.svg", Alt: "A drawing", Alts: taxonomy.Labels{{Lang: "es", Text: "Un dibujo"}}, Credit: "Ilan Reef", Licence: "https://licences.example/by",
		Width: 1200, Height: 800, Focus: &article.Focus{X: 0.2, Y: 1},
		Renditions: []article.Rendition{
			{URL: "/pictures/0-600,a.svg", Width: 600}, {URL: "/pictures/0.webp", Width: 1200, Type: "image/webp"},
			{URL: "/pictures/0-600.webp", Width: 600, Type: "image/webp"}, {URL: "https://far.example/0.avif", Width: 600, Type: "image/avif"},
		},
	}
	v.Filing.Series = article.Series{Name: "The wall", Part: 2}
	v.Source, v.Distributor = "Reuters", "Wire"
	v.Rights = article.Rights{Notice: "© 2023 Reuters", Terms: "https://terms.example/"}
	v.Disclosure = article.Disclosure{
		Sponsor: article.Sponsor{Name: "Umbrella & Sons", URL: "https://umbrella.example/"}, Source: article.SourceAIAssisted,
		Warnings: []article.Warning{article.WarnDeath, article.WarnLanguage},
	}
	v.Corrections = []article.Notice{
		{ID: "c1", Kind: article.KindCorrection, At: dawn.Add(time.Hour), Text: "The wall is older than we wrote."},
		{ID: "c2", Kind: article.KindUpdate, At: dawn.Add(30 * time.Hour), Text: "The pier has opened."},
	}
	original := arabic()
	page.View, page.Original = v, &original
	return page
}

func TestAStorySaysWhatReadersAreOwedToKnow(t *testing.T) {
	root := requireLawful(t, rendered(t, theme.Article(owed(t))))
	for name, want := range map[string][]string{
		"marks":        {"SponsoredFor members"},
		"series":       {"The wall Part 2"},
		"byline":       {"By Mara Quist in Velmar and Ilan Reef (Reuters)"},
		"sponsor":      {"Paid for by Umbrella & Sons"},
		"warning":      {"This story contains: death · strong language"},
		"digital":      {"Written by people with the help of AI."},
		"dateline":     {"VELMAR (Reuters), August 2023"},
		"contributors": {"Additional reporting by Ann Poe. Translation by Mara Quist."},
		"translated":   {"Translated from: الصيادون ينتظرون هدوء البحر قبل الإبحار"},
		"rights":       {"Source: Reuters (distributed by Wire) © 2023 Reuters Terms of use"},
		"comments":     {"Comments are closed."},
	} {
		assert.Equal(t, want, texts(class(root, name)), name)
	}
	corrections := elements(class(root, "corrections")[0], "li")
	assert.Equal(t, []string{"Update August 2, 2023The pier has opened.", "Correction August 1, 2023The wall is older than we wrote."}, texts(corrections))
	assert.Equal(t, "correction-c2", attr(corrections[0], "id"))
	links := elements(class(root, "contributors")[0], "a")
	assert.Equal(t, "/author/mara-quist", attr(links[0], "href"))
}

func TestAPictureComesInItsSizesAndFormats(t *testing.T) {
	root := parse(t, rendered(t, theme.Article(owed(t))))
	lead := class(root, "picture")[0]
	sources := elements(lead, "source")
	assert.Len(t, sources, 1, "a format that stands on another host alone is left out")
	assert.Equal(t, "/pictures/0.webp 1200w, /pictures/0-600.webp 600w", attr(sources[0], "srcset"))
	img := elements(lead, "img")[0]
	assert.Equal(t, "/pictures/0-600%2Ca.svg 600w, /pictures/0.svg 1200w", attr(img, "srcset"))
	assert.Equal(t, []string{"1", "4"}, []string{attr(img, "data-x"), attr(img, "data-y")})
	assert.Equal(t, "A drawing", attr(img, "alt"))
	assert.Equal(t, []string{"Ilan Reef Licence"}, texts(elements(lead, "figcaption")))
}

func TestALineThatIsKeptStandsForTheByline(t *testing.T) {
	page := owed(t)
	page.View.SignedAs = "By our own <correspondent>"
	root := parse(t, rendered(t, theme.Article(page)))
	assert.Equal(t, []string{"By our own <correspondent>"}, texts(class(root, "byline")))
	assert.Equal(t, []render.Signature{{Name: "Mara Quist", URL: "/author/mara-quist"}, {Name: "Ilan Reef"}}, page.Chrome.Site.Byline(page.View.Teaser), "but not in feeds and metadata")
}

func TestACardSaysThatItIsPaidFor(t *testing.T) {
	story := teaser(0)
	story.Genre, story.Access, story.Lang = article.GenreSponsored, article.Paid, "es"
	root := parse(t, rendered(t, theme.Home(theme.HomePage{Chrome: gazette(t), Top: []article.Teaser{story, story}})))
	assert.Equal(t, []string{"PatrocinadoPara suscriptores", "PatrocinadoPara suscriptores"}, texts(class(root, "marks")))
}

func TestWhoseAStoryIs(t *testing.T) {
	shown := func(change func(*article.View)) []string {
		v := article.View{Teaser: teaser(0)}
		change(&v)
		return texts(class(parse(t, rendered(t, theme.Article(theme.ArticlePage{Chrome: gazette(t), View: v}))), "rights"))
	}
	assert.Empty(t, shown(func(*article.View) {}))
	assert.Equal(t, []string{"Source: Wire"}, shown(func(v *article.View) { v.Distributor = "Wire" }))
	assert.Equal(t, []string{"One use only."}, shown(func(v *article.View) { v.Rights.Terms = "One use only." }))
}

func TestTheWordsOfAnUnknownSponsorAddressAreNoLink(t *testing.T) {
	page := owed(t)
	page.View.Disclosure.Sponsor.URL = "javascript:alert(1)"
	page.View.Rights.Terms = "ftp://x.example/"
	page.View.Lead.Licence = "javascript:alert(1)"
	page.View.Lead.Focus.X = 7
	root := requireLawful(t, rendered(t, theme.Article(page)))
	assert.Empty(t, elements(class(root, "sponsor")[0], "a"))
	assert.Empty(t, elements(class(root, "rights")[0], "a"))
	assert.Equal(t, "2", attr(elements(class(root, "picture")[0], "img")[0], "data-x"))
}

func TestTheListOfAnAuthorShowsWhoTheyAre(t *testing.T) {
	list := func(picture string) theme.ListPage {
		return theme.ListPage{
			Chrome: gazette(t), Kind: theme.AuthorList, Heading: "Mara Quist", Picture: &article.Image{URL: picture, Alt: "Mara"},
			Links: []string{"https://www.social.example/@mara/", "/about", "javascript:x"},
		}
	}
	root := requireLawful(t, rendered(t, theme.List(list("/m.svg"))))
	assert.Equal(t, "Mara", attr(elements(class(root, "portrait")[0], "img")[0], "alt"))
	assert.Equal(t, []string{"social.example/@mara", "/about"}, texts(elements(class(root, "links")[0], "a")))
	root = parse(t, rendered(t, theme.List(list("https://far.example/m.svg"))))
	assert.Empty(t, class(root, "portrait"))
}
