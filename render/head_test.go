package render_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
)

func TestTheHeadOfAStory(t *testing.T) {
	head := newSite(t, "Gazette").ArticleHead(article.View{Teaser: teaser("Calm sea")})
	assert.NotEmpty(t, head.Data)
	head.Data = ""
	assert.Equal(t, render.Head{
		Title: "Calm sea – Gazette", Description: "Calm sea is a deck", Canonical: "https://gazette.example/news/calm-sea",
		Feed: "https://gazette.example/feed.xml",
		Links: []render.Link{
			{Rel: "alternate", Type: "application/rss+xml", Title: "Gazette – RSS", URL: "https://gazette.example/feed.xml"},
			{Rel: "alternate", Type: "application/atom+xml", Title: "Gazette – Atom", URL: "https://gazette.example/atom.xml"},
			{Rel: "alternate", Type: "application/feed+json", Title: "Gazette – JSON Feed", URL: "https://gazette.example/feed.json"},
			{Rel: "icon", Type: "image/png", URL: "https://gazette.example/icon.png"},
		},
		Properties: []render.Property{
			{"og:type", "article"}, {"og:title", "Calm sea!"}, {"og:description", "Calm sea is a deck"},
			{"og:url", "https://gazette.example/news/calm-sea"}, {"og:site_name", "Gazette"}, {"og:locale", "en_US"},
			{"og:image", "https://gazette.example/p.jpg"}, {"og:image:type", "image/jpeg"}, {"og:image:alt", "Calm sea"},
			{"og:image:width", "1200"}, {"og:image:height", "800"},
			{"article:published_time", "2023-08-01T08:30:00+02:00"}, {"article:modified_time", "2023-08-01T09:30:00+02:00"},
			{"article:author", "https://gazette.example/author/mara"}, {"article:section", "Asia"},
			{"article:tag", "Gazette sea"}, {"article:tag", "C++"},
		},
		Names: []render.Property{
			{"twitter:title", "Calm sea!"}, {"twitter:description", "Calm sea is a deck"}, {"twitter:card", "summary_large_image"},
			{"twitter:image", "https://gazette.example/p.jpg"}, {"twitter:image:alt", "Calm sea"},
			{"author", "Mara Quist, Ilan Reef"}, {"theme-color", "#1a2b3c"},
		},
	}, head)
}

func TestAPageIsNoArticleToNetworks(t *testing.T) {
	about := teaser("About")
	about.Kind, about.Lead = article.Page, &article.Image{URL: "data:x"}
	head := newSite(t, "Gazette").ArticleHead(article.View{Teaser: about})
	assert.Equal(t, render.Property{Name: "og:type", Content: "website"}, head.Properties[0])
	for _, p := range head.Properties {
		assert.NotContains(t, p.Name, "article:", "a page has no dates")
	}
	assert.Contains(t, head.Properties, render.Property{Name: "og:image", Content: "https://gazette.example/logo.png"}, "instead of what is no address")
	assert.Contains(t, head.Names, render.Property{Name: "twitter:card", Content: "summary"})
}

func TestAViewWithNothingHasAHead(t *testing.T) {
	head := newSite(t, "Gazette").ArticleHead(article.View{})
	assert.Equal(t, "Gazette", head.Title)
	assert.Equal(t, "Gazette, every morning", head.Description)
	assert.Empty(t, render.Site{}.ArticleHead(article.View{}).Canonical)
}

func TestTheZeroSiteWritesDatesInUTC(t *testing.T) {
	head := render.Site{}.ArticleHead(article.View{Teaser: teaser("Calm sea")})
	assert.Contains(t, head.Properties, render.Property{Name: "article:published_time", Content: "2023-08-01T06:30:00Z"})
}

func TestTheHeadOfOtherPages(t *testing.T) {
	site := newSite(t, "Gazette")
	home := site.Head("", "", "/")
	assert.Equal(t, "Gazette", home.Title)
	assert.Equal(t, "https://gazette.example/", home.Canonical)
	assert.Contains(t, home.Properties, render.Property{Name: "og:title", Content: "Gazette"})
	list := site.Head("Asia", "What moves\nbeyond", "/section/asia")
	assert.Equal(t, "Asia – Gazette", list.Title)
	assert.Equal(t, "What moves beyond", list.Description)
	assert.Empty(t, site.Head("Gone", "", "").Canonical)
}

func TestADescriptionIsALineThatFits(t *testing.T) {
	long := article.View{Body: article.Body{{Content: article.Paragraph{Text: inline.Text(strings.Repeat("wavelength ", 200))}}}}
	got := newSite(t, "Gazette").ArticleHead(long).Description
	assert.LessOrEqual(t, len(got), 304)
	assert.True(t, strings.HasSuffix(got, "wavelength…"))
}

func TestTheHeadSaysWhatAStoryIsAboutAndWhoseItIs(t *testing.T) {
	story := teaser("Calm sea")
	story.Headlines = append(story.Headlines, article.Text{Role: article.SEO, Value: "Sea: calm"})
	story.Filing.Entities = []article.Entity{{Kind: article.EntityOrganisation, Name: "Coast Guard", URI: "https://data.example/Q1"}, {Kind: article.EntityPerson, Name: "A. Sailor"}}
	story.Filing.Places = []article.Place{{Name: "Velmar", At: &article.LatLong{Lat: -33.5, Long: 151}}, {Name: "Lagos", URI: "https://data.example/Q2"}}
	story.Filing.Series = article.Series{Name: "The sea", Part: 2}
	story.Source, story.Distributor = "Reuters", "Wire"
	story.Rights = article.Rights{Notice: "© Reuters", Terms: "One use."}
	story.Lead.Alts = taxonomy.Labels{{Lang: "en", Text: "A calm sea"}}
	head := newSite(t, "Gazette").ArticleHead(article.View{Teaser: story})
	assert.Equal(t, []render.Property{
		{"dcterms.subject", "Coast Guard"}, {"dcterms.relation", "https://data.example/Q1"}, {"dcterms.subject", "A. Sailor"},
		{"dcterms.spatial", "Velmar"}, {"geo.placename", "Velmar"}, {"geo.position", "-33.5;151"},
		{"dcterms.spatial", "Lagos"}, {"dcterms.relation", "https://data.example/Q2"},
		{"dcterms.isPartOf", "The sea"}, {"dcterms.source", "Reuters"}, {"dcterms.provenance", "Wire"},
		{"dcterms.rights", "© Reuters"}, {"dcterms.accessRights", "One use."},
	}, slices.DeleteFunc(head.Names, func(p render.Property) bool {
		return !strings.HasPrefix(p.Name, "dcterms.") && !strings.HasPrefix(p.Name, "geo.")
	}))
	assert.Equal(t, "Sea: calm – Gazette", head.Title)
	assert.Contains(t, head.Properties, render.Property{Name: "og:image:alt", Content: "A calm sea"})
}

func TestALanguageAloneIsGivenTheCountryOfMostOfItsReaders(t *testing.T) {
	for lang, want := range map[string]string{"en": "en_US", "en-GB": "en_GB", "ar": "ar_EG", "es-419": "", "zh-Hant": "zh_TW", "not a tag": ""} {
		v := article.View{Teaser: teaser("Calm sea")}
		v.Lang = lang
		got := ""
		for _, p := range newSite(t, "Gazette").ArticleHead(v).Properties {
			if p.Name == "og:locale" {
				got = p.Content
			}
		}
		assert.Equal(t, want, got, lang)
	}
}

// abroad is a Linker that knows of translations.
type abroad struct{ render.Paths }

func (abroad) Alternates(article.Teaser) []render.Alternate {
	return []render.Alternate{{Lang: "en", URL: "/news/calm-sea"}, {Lang: "es", URL: "/news/mar"}, {Lang: "x", URL: "javascript:x"}, {URL: "/y"}}
}

func TestAPageNamesItsOtherLanguages(t *testing.T) {
	site, err := render.NewSite(render.Config{Name: "x", BaseURL: "https://x.example", Linker: abroad{routes}})
	require.NoError(t, err)
	want := []render.Link{
		{Rel: "alternate", Lang: "en", URL: "https://x.example/news/calm-sea"}, {Rel: "alternate", Lang: "es", URL: "https://x.example/news/mar"},
	}
	assert.Equal(t, want, site.ArticleHead(article.View{Teaser: teaser("Calm sea")}).Links)
}

func TestAStoryWithoutAPictureIsSharedWithTheFirstInItsText(t *testing.T) {
	shared := func(v article.View) string {
		for _, p := range newSite(t, "Gazette").ArticleHead(v).Properties {
			if p.Name == "og:image" {
				return p.Content
			}
		}
		return ""
	}
	v := article.View{Teaser: teaser("x"), Body: article.Body{{Content: article.Divider{}}, {Content: article.Gallery{}}, {Content: article.Gallery{Images: []article.Slide{{Image: article.Image{URL: "/g.jpg", Width: 3, Height: 2}}}}}}}
	assert.Equal(t, "https://gazette.example/p.jpg", shared(v))
	v.Lead = nil
	assert.Equal(t, "https://gazette.example/g.jpg", shared(v))
	v.Body = append(article.Body{{Content: article.Figure{Image: article.Image{URL: "/f.jpg", Width: 3, Height: 2}}}}, v.Body...)
	assert.Equal(t, "https://gazette.example/f.jpg", shared(v))
	v.Body = append(article.Body{{Content: article.Figure{Image: article.Image{URL: "/unknown.jpg"}}}}, v.Body...)
	assert.Equal(t, "https://gazette.example/f.jpg", shared(v), "of a known size")
	v.Access = article.Paid
	assert.Equal(t, "https://gazette.example/logo.png", shared(v), "what is not for everybody is not shared")
	v.Access, v.Body = article.Public, nil
	assert.Equal(t, "https://gazette.example/logo.png", shared(v))
}
