package render_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
)

func TestTheHeadOfAStory(t *testing.T) {
	head := newSite(t, "Gazette").ArticleHead(article.View{Teaser: teaser("Calm sea")})
	assert.Equal(t, render.Head{
		Title: "Calm sea – Gazette", Description: "Calm sea is a deck", Canonical: "https://gazette.example/news/calm-sea",
		Feed: "https://gazette.example/feed.xml", FeedTitle: "Gazette",
		Properties: []render.Property{
			{"og:type", "article"}, {"og:title", "Calm sea!"}, {"og:description", "Calm sea is a deck"},
			{"og:url", "https://gazette.example/news/calm-sea"}, {"og:site_name", "Gazette"},
			{"og:image", "https://gazette.example/p.jpg"}, {"og:image:alt", "Calm sea"}, {"og:image:width", "1200"}, {"og:image:height", "800"},
			{"article:published_time", "2023-08-01T08:30:00+02:00"}, {"article:modified_time", "2023-08-01T09:30:00+02:00"},
			{"article:author", "https://gazette.example/author/mara"}, {"article:section", "Asia"},
			{"article:tag", "Gazette sea"}, {"article:tag", "C++"},
		},
	}, head)
}

func TestAPageIsNoArticleToNetworks(t *testing.T) {
	about := teaser("About")
	about.Kind, about.Lead = article.Page, &article.Image{URL: "data:x"}
	head := newSite(t, "Gazette").ArticleHead(article.View{Teaser: about})
	assert.Equal(t, render.Property{Name: "og:type", Content: "website"}, head.Properties[0])
	assert.Len(t, head.Properties, 5, "neither dates nor a picture that is no address")
}

func TestAViewWithNothingHasAHead(t *testing.T) {
	head := newSite(t, "Gazette").ArticleHead(article.View{})
	assert.Equal(t, "Gazette", head.Title)
	assert.Equal(t, "Gazette, every morning", head.Description)
	assert.Empty(t, render.Site{}.ArticleHead(article.View{}).Canonical)
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
	story.Lead.Alts = taxonomy.Labels{"en": "A calm sea"}
	head := newSite(t, "Gazette").ArticleHead(article.View{Teaser: story})
	assert.Equal(t, []render.Property{
		{"dcterms.subject", "Coast Guard"}, {"dcterms.relation", "https://data.example/Q1"}, {"dcterms.subject", "A. Sailor"},
		{"dcterms.spatial", "Velmar"}, {"geo.placename", "Velmar"}, {"geo.position", "-33.5;151"},
		{"dcterms.spatial", "Lagos"}, {"dcterms.relation", "https://data.example/Q2"},
		{"dcterms.isPartOf", "The sea"}, {"dcterms.source", "Reuters"}, {"dcterms.provenance", "Wire"},
		{"dcterms.rights", "© Reuters"}, {"dcterms.accessRights", "One use."},
	}, head.Names)
	assert.Equal(t, "Sea: calm – Gazette", head.Title)
	assert.Contains(t, head.Properties, render.Property{Name: "og:image:alt", Content: "A calm sea"})
}
