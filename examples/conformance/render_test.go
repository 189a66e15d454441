package conformance

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/sanitize"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

// pressHouse is a site with a section and a tag.
func pressHouse(t *testing.T) (site render.Site, section, tag taxonomy.ID) {
	t.Helper()
	site, err := render.NewSite(render.Config{
		Name: "Gazette & Sons", BaseURL: "https://gazette.example", Description: "News <daily>", TimeZone: time.FixedZone("", 7200),
		Feeds:        render.Feeds{RSS: "/feed.xml", Atom: "/atom.xml", JSON: "/feed.json"},
		Logo:         article.Image{URL: "/logo.png", Width: 600, Height: 60},
		Linker:       render.Paths{Article: "/news/", Category: "/section/", Tag: "/tag/"},
		PictureBytes: func(string) int64 { return 1234 },
	})
	require.NoError(t, err)
	section, tag = taxonomy.CategoryID("test", "world"), taxonomy.TagID("test", "cpp")
	tree, _ := taxonomy.Load(
		[]taxonomy.Category{{Term: taxonomy.Term{ID: section, Slug: "world", Labels: taxonomy.Labels{{Text: "World"}}}}},
		[]taxonomy.Tag{{Term: taxonomy.Term{ID: tag, Slug: "cpp", Labels: taxonomy.Labels{{Text: "C++"}}}}}, taxonomy.Options{})
	return site.With(tree, nil), section, tag
}

// edition is a run of stories: hostile headlines over the real bodies in
// ../shared/data/bodies.
func edition(t *testing.T, section, tag taxonomy.ID) (stories []article.View) {
	t.Helper()
	headlines := []string{"$105K in Play", "a]]]]><![CDATA[>b", "AT&T", "5 < 6 > 4", "%s {{.}} ${x}", `"quoted" 'twice'`, "日本 🌊"}
	for i, source := range bodies(t) {
		body, _, err := htmlbody.Parse(strings.NewReader(source), sanitize.Article())
		require.NoError(t, err)
		name := fmt.Sprint("story-", i)
		at := time.Date(2026, 3, 1, 12, 0, i, 0, time.UTC)
		stories = append(stories, article.View{Body: body, Teaser: article.Teaser{
			ID: article.IDFor("test", name), Lang: "en", Name: slug.Name{Scope: "article", Slug: name},
			Headlines: article.Texts{{Value: headlines[i%len(headlines)]}}, Decks: article.Texts{{Value: "Deck of " + headlines[i%len(headlines)]}},
			Byline: article.Byline{{Name: "Ann Poe"}, {Name: "Jim Coe"}}, Lead: &article.Image{URL: "/p.jpg", Alt: "x", Width: 3, Height: 2},
			Filing:    article.Filing{Category: section, Tags: []article.Tagging{{Term: tag}}},
			Published: at, Modified: at.Add(time.Minute),
		}})
	}
	return stories
}

// bodies returns the stored bodies of real sites, as HTML.
func bodies(t *testing.T) (all []string) {
	t.Helper()
	for _, name := range []string{"wporg.jsonl", "themetest.jsonl"} {
		file, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "bodies", name))
		if err != nil {
			require.Empty(t, os.Getenv("CI"), "the real bodies must be there in CI")
			t.Skip("the real bodies are absent")
		}
		defer file.Close()
		for lines := json.NewDecoder(file); lines.More(); {
			var line struct{ HTML string }
			require.NoError(t, lines.Decode(&line))
			all = append(all, line.HTML)
		}
	}
	return all
}

func sequence(stories []article.View) iter.Seq2[article.View, error] {
	return func(yield func(article.View, error) bool) {
		for _, v := range stories {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// authors returns the names of an item's authors. Of those of RSS, gofeed's own field
// holds the first alone.
func authors(item *gofeed.Item) (names []string) {
	if item.DublinCoreExt != nil {
		return item.DublinCoreExt.Creator
	}
	for _, a := range item.Authors {
		names = append(names, a.Name)
	}
	return names
}

func TestGofeedReadsTheSameItemsFromEveryFeed(t *testing.T) {
	site, section, tag := pressHouse(t)
	stories := edition(t, section, tag)
	for name, write := range map[string]func(io.Writer, render.Site, iter.Seq2[article.View, error]) error{
		"RSS": render.RSS, "Atom": render.Atom, "JSON Feed": render.JSONFeed,
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			require.NoError(t, write(&out, site, sequence(stories)))
			feed, err := gofeed.NewParser().ParseString(out.String())
			require.NoError(t, err)
			assert.Equal(t, "Gazette & Sons", feed.Title)
			assert.Equal(t, "News <daily>", feed.Description)
			require.Len(t, feed.Items, len(stories))
			for i, item := range feed.Items {
				v := stories[i]
				assert.Equal(t, v.Headline(""), item.Title)
				assert.Equal(t, site.ArticleURL(v.Teaser), item.Link)
				assert.Equal(t, "urn:uuid:"+v.ID.String(), item.GUID)
				assert.True(t, v.Published.Equal(*item.PublishedParsed), item.Published)
				assert.Equal(t, v.Summary(""), item.Description)
				assert.Equal(t, []string{"World", "C++"}, item.Categories)
				assert.Equal(t, []string{"Ann Poe", "Jim Coe"}, authors(item))
				require.Len(t, item.Enclosures, 1)
				assert.Equal(t, "https://gazette.example/p.jpg", item.Enclosures[0].URL)
				assert.Equal(t, "image/jpeg", item.Enclosures[0].Type)
				assert.Equal(t, "1234", item.Enclosures[0].Length)
				profile, err := sanitize.Feed().With(sanitize.Options{Base: site.ArticleURL(v.Teaser)})
				require.NoError(t, err)
				clean, _, err := profile.HTML(item.Content)
				require.NoError(t, err)
				assert.Equal(t, strings.TrimSpace(clean), strings.TrimSpace(item.Content), "what a feed holds is what its profile keeps")
			}
		})
	}
}
