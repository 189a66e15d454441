package render_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/render"
)

func jsonLD(t testing.TB, s render.Site, v article.View) string {
	var out strings.Builder
	require.NoError(t, render.JSONLD(&out, s, v))
	return out.String()
}

func TestTheTypeOfAnArticleFollowsItsGenre(t *testing.T) {
	want := map[article.Genre]string{
		"": "NewsArticle", article.GenreReport: "ReportageNewsArticle", article.GenreAnalysis: "AnalysisNewsArticle",
		article.GenreOpinion: "OpinionNewsArticle", article.GenreReview: "ReviewNewsArticle", article.GenreSatire: "SatiricalArticle",
		article.GenreSponsored: "AdvertiserContentArticle", article.GenreObituary: "NewsArticle", article.GenreLive: "LiveBlogPosting", article.GenreGallery: "NewsArticle",
	}
	assert.Len(t, want, len(article.Genres())+1)
	for genre, kind := range want {
		v := article.View{Teaser: teaser("Calm sea")}
		v.Genre = genre
		assert.Contains(t, graphOf(t, jsonLD(t, newSite(t, "Gazette"), v)), kind, genre)
	}
}

// ids gathers the "@id" of nodes that say more, and those that are referred to.
func ids(node any, defined, referred map[string]bool) {
	switch n := node.(type) {
	case []any:
		for _, x := range n {
			ids(x, defined, referred)
		}
	case map[string]any:
		if id, ok := n["@id"].(string); ok {
			if len(n) > 1 {
				defined[id] = true
			} else {
				referred[id] = true
			}
		}
		for _, x := range n {
			ids(x, defined, referred)
		}
	}
}

func TestWhatAGraphRefersToIsInIt(t *testing.T) {
	homeless := everything(t, "x")
	homeless.Name.Slug = ""
	unsigned := article.View{Teaser: teaser("x")}
	unsigned.Byline, unsigned.Lead = nil, &article.Image{URL: "data:x"}
	page := everything(t, "x")
	page.Kind = article.Page
	for _, v := range []article.View{everything(t, "x"), homeless, unsigned, page, {}} {
		var document any
		require.NoError(t, json.Unmarshal([]byte(jsonLD(t, newSite(t, "Gazette"), v)), &document))
		defined, referred := map[string]bool{}, map[string]bool{}
		ids(document, defined, referred)
		assert.NotEmpty(t, referred)
		for id := range referred {
			assert.True(t, defined[id], id)
		}
	}
}

func TestAnAuthorIsANameOnly(t *testing.T) {
	v := article.View{Teaser: teaser("x")}
	v.Byline, v.SignedAs = article.Byline{{Name: "Ann Poe", Affiliation: "Reuters", Place: "Lagos"}}, "By our own correspondent"
	assert.Equal(t, "Ann Poe", graphOf(t, jsonLD(t, newSite(t, "Gazette"), v))["Person"]["name"])
}

func TestAHeadlineIsCutForSearchEnginesAndItsNameIsWhole(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("headline ", 30))
	got := graphOf(t, jsonLD(t, newSite(t, "Gazette"), article.View{Teaser: teaser(long)}))["NewsArticle"]
	assert.Equal(t, long, got["name"])
	assert.LessOrEqual(t, len([]rune(got["headline"].(string))), 110)
}

func TestWhatIsNotForEverybodySaysWhichPartIsNot(t *testing.T) {
	v := article.View{Teaser: teaser("x")}
	v.Access, v.Genre = article.Paid, article.GenreLive
	v.Body = article.Body{{Content: article.LiveEntry{At: dawn, Title: "Secret"}}}
	document := jsonLD(t, newSite(t, "Gazette"), v)
	got := graphOf(t, document)["LiveBlogPosting"]
	assert.Equal(t, false, got["isAccessibleForFree"])
	assert.Equal(t, map[string]any{"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": ".members"}, got["hasPart"])
	assert.NotContains(t, document, "Secret")
}

func TestALiveStoryHasItsEntries(t *testing.T) {
	v := article.View{Teaser: teaser("x")}
	v.Genre = article.GenreLive
	entry := func(at time.Time, title string) article.Block {
		return article.Block{Content: article.LiveEntry{At: at, Title: title, Body: article.Body{{Content: article.Paragraph{Text: inline.Text("Words.")}}}}}
	}
	v.Body = article.Body{entry(dawn.Add(time.Hour), "Second"), entry(dawn, ""), {Content: article.Divider{}}}
	got := graphOf(t, jsonLD(t, newSite(t, "Gazette"), v))["LiveBlogPosting"]
	assert.Len(t, got["liveBlogUpdate"], 2)
	assert.Equal(t, "2023-08-01T08:30:00+02:00", got["coverageStartTime"])
	assert.Equal(t, "2023-08-01T09:30:00+02:00", got["coverageEndTime"])
}

func TestAPublisherSaysHowItWorks(t *testing.T) {
	site, err := render.NewSite(render.Config{
		Name: "Gazette", BaseURL: "https://gazette.example", Linker: routes, Profiles: []string{"https://social.example/@gazette"},
		Policies: render.Policies{Ethics: "/ethics", Corrections: "/corrections"},
	})
	require.NoError(t, err)
	author := article.Author{ID: mara, Name: "Mara Quist", Slug: "mara", Bio: "Reports.", Links: []string{"https://social.example/@mara", "data:x"}, Picture: &article.Image{URL: "/mara.jpg"}}
	nodes := graphOf(t, jsonLD(t, site.With(nil, staff{mara: author}), article.View{Teaser: teaser("x")}))
	publisher := nodes["NewsMediaOrganization"]
	assert.Equal(t, "https://gazette.example/ethics", publisher["ethicsPolicy"])
	assert.Equal(t, "https://gazette.example/corrections", publisher["correctionsPolicy"])
	assert.Equal(t, []any{"https://social.example/@gazette"}, publisher["sameAs"])
	assert.NotContains(t, publisher, "logo")
}

func ExampleJSONLD() {
	site, err := render.NewSite(render.Config{Name: "Harbour Gazette", BaseURL: "https://gazette.example", Linker: render.Paths{}})
	if err != nil {
		panic(err)
	}
	about := article.View{Teaser: article.Teaser{Kind: article.Page, ID: article.IDFor("example", "1"), Lang: "en", Headlines: article.Texts{{Value: "About </script>"}}}}
	if err := render.JSONLD(os.Stdout, site, about); err != nil {
		panic(err)
	}
	// Output:
	// {"@context":"https://schema.org","@graph":[{"@type":"NewsMediaOrganization","@id":"https://gazette.example/#publisher","name":"Harbour Gazette","url":"https://gazette.example/"},{"@type":"WebSite","@id":"https://gazette.example/#site","url":"https://gazette.example/","name":"Harbour Gazette","inLanguage":"en","publisher":{"@id":"https://gazette.example/#publisher"}},{"@type":"WebPage","@id":"urn:uuid:c249645b-a9c9-5738-b7e9-cf4a250d57c8#page","name":"About \u003c/script\u003e","inLanguage":"en","isPartOf":{"@id":"https://gazette.example/#site"},"publisher":{"@id":"https://gazette.example/#publisher"}}]}
}
