package main

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

func TestAFreshNewsroomHasStoriesInEverySectionAndLanguageAndItsPages(t *testing.T) {
	s := start(t)
	tree, err := s.open().terms.Load(t.Context())
	require.NoError(t, err)
	sections, languages := map[string]int{}, map[string]int{}
	for _, v := range s.stories() {
		c, ok := tree.Category(v.Filing.Category)
		require.True(t, ok)
		sections[c.Slug]++
		languages[v.Lang]++
		assert.NotEmpty(t, v.Lead.Alt)
	}
	for _, slug := range []string{"world-news", "business", "cryptocurrency", "technology", "entertainment", "sports-news", "people", "trend"} {
		assert.GreaterOrEqual(t, sections[slug], 2, slug)
		res, _ := s.get("/section/" + slug)
		assert.Equal(t, http.StatusOK, res.StatusCode)
	}
	for _, lang := range []string{"en", "es", "ar"} {
		assert.NotZero(t, languages[lang], lang)
	}
	for _, page := range []string{"about", "disclaimer", "privacy", "terms", "contact"} {
		res, body := s.get("/" + page)
		assert.Equal(t, http.StatusOK, res.StatusCode, page)
		assert.Len(t, all(parse(t, body), "h1"), 1)
	}
}

func TestANewsroomStartedAgainKeepsItsStories(t *testing.T) {
	s := start(t)
	before := s.stories()
	again := start(t, "-db", s.db)
	again.db = s.db
	assert.Equal(t, before, again.stories())
}

// fingerprint is what an import could change.
func fingerprint(t *testing.T, s *site) string {
	t.Helper()
	db := s.open()
	var lines []string
	for _, kind := range []article.Kind{article.Story, article.Page} {
		for key, err := range db.articles.List(t.Context(), article.Query{Kind: kind}) {
			require.NoError(t, err)
			a, err := db.articles.Get(t.Context(), key.ID)
			require.NoError(t, err)
			content, err := json.Marshal(a.Content)
			require.NoError(t, err)
			lines = append(lines, fmt.Sprint(a.ID, a.Version, a.Revisions, a.Name, a.State, a.Window, string(content)))
		}
	}
	tree, err := db.terms.Load(t.Context())
	require.NoError(t, err)
	return strings.Join(append(lines, fmt.Sprint(tree.Version())), "\n")
}

func TestTheNewsExportComesInWholeAndASecondTimeChangesNothing(t *testing.T) {
	s := start(t, "-import", needExport(t))
	stories := s.stories()
	require.Len(t, stories, 97)
	before := fingerprint(t, s)

	var file struct {
		Items []struct {
			Title string `xml:"title"`
			Body  string `xml:"http://purl.org/rss/1.0/modules/content/ encoded"`
		} `xml:"channel>item"`
	}
	source, err := os.ReadFile(newsExport)
	require.NoError(t, err)
	require.NoError(t, xml.Unmarshal(source, &file))
	want := make(map[string]string)
	for _, item := range file.Items {
		want[item.Title] = words(parse(t, item.Body))
	}
	for _, v := range stories {
		text, ok := want[v.Headline("")]
		require.True(t, ok, v.Headline(""))
		assert.Equal(t, text, strings.Join(strings.Fields(v.Body.Text()), ""), v.Headline(""))
		res, page := s.get("/news/" + v.Name.Slug)
		require.Equal(t, http.StatusOK, res.StatusCode)
		assert.Equal(t, strings.Join(strings.Fields(v.Headline("")), ""), words(all(parse(t, page), "h1")[0]))
	}

	again := start(t, "-db", s.db, "-import", newsExport)
	again.db = s.db
	assert.Equal(t, before, fingerprint(t, again))
}

func TestAStoryWithAScriptACyrillicTitleAndAClashOfNamesIsSafeReadableAndDistinct(t *testing.T) {
	const title = `Съезд партии: $105K, <em>«кавычки»</em> & ${x} %s {{.}}`
	const body = `<p>Привет <b onclick="alert(1)">мир</b></p><script>alert("x")</script><img src=x onerror=alert(1)>`
	s := start(t, "-import", export(t, item(1, title, body), item(2, title, body)))
	stories := s.stories()
	require.Len(t, stories, 2)
	assert.NotEqual(t, stories[0].Name, stories[1].Name)
	for _, v := range stories {
		assert.True(t, strings.HasPrefix(v.Name.Slug, "sezd-partii"), v.Name.Slug)
		res, page := s.get("/news/" + v.Name.Slug)
		require.Equal(t, http.StatusOK, res.StatusCode)
		doc := parse(t, page)
		assert.Equal(t, `Съездпартии:$105K,«кавычки»&${x}%s{{.}}`, words(all(doc, "h1")[0]))
		for n := range doc.Descendants() {
			for _, a := range n.Attr {
				assert.False(t, strings.HasPrefix(a.Key, "on"), "%s on %s", a.Key, n.Data)
			}
		}
		for _, script := range all(doc, "script") {
			if attribute(script, "type") == "application/ld+json" { // no script, but data
				assert.True(t, json.Valid([]byte(script.FirstChild.Data)))
				continue
			}
			assert.True(t, strings.HasPrefix(attribute(script, "src"), "/assets/"))
			assert.Nil(t, script.FirstChild)
		}
		assert.Contains(t, words(doc), "Приветмир")
	}
}

func alsoLike(t *testing.T, s *site, v article.View) (links []string, there bool) {
	t.Helper()
	_, page := s.get("/news/" + v.Name.Slug)
	for _, section := range all(parse(t, page), "section") {
		if attribute(section, "aria-labelledby") != "related" {
			continue
		}
		for _, a := range all(section, "a") {
			if strings.HasPrefix(attribute(a, "href"), "/news/") {
				links = append(links, attribute(a, "href"))
			}
		}
		return links, true
	}
	return nil, false
}

func TestYouMightAlsoLikeDiffersAndNeverHoldsTheArticleItself(t *testing.T) {
	check := func(t *testing.T, s *site) {
		bySection := make(map[taxonomy.ID]map[string]string)
		for _, v := range s.stories() {
			links, there := alsoLike(t, s, v)
			require.True(t, there, v.Headline(""))
			assert.NotEmpty(t, links)
			assert.NotContains(t, links, "/news/"+v.Name.Slug)
			seen := slices.Clone(links)
			slices.Sort(seen)
			assert.Equal(t, len(links), len(slices.Compact(seen)), "a story twice: %v", links)
			for _, section := range append([]taxonomy.ID{v.Filing.Category}, v.Filing.Categories...) {
				if bySection[section] == nil {
					bySection[section] = make(map[string]string)
				}
				key := strings.Join(seen, " ")
				assert.Empty(t, bySection[section][key], "the same as that of %s", v.Name)
				bySection[section][key] = v.Name.Slug
			}
		}
	}
	t.Run("seeded", func(t *testing.T) { check(t, start(t)) })
	t.Run("imported", func(t *testing.T) { check(t, start(t, "-import", needExport(t))) })
	t.Run("one article alone has none", func(t *testing.T) {
		s := start(t, "-import", export(t, item(1, "The only story", "<p>Alone in the paper.</p>")))
		stories := s.stories()
		require.Len(t, stories, 1)
		_, there := alsoLike(t, s, stories[0])
		assert.False(t, there)
	})
}

func TestPreviousAndNextAreSymmetric(t *testing.T) {
	s := start(t)
	byLang := make(map[string][]article.View)
	for _, v := range s.stories() {
		byLang[v.Lang] = append(byLang[v.Lang], v)
	}
	for _, stories := range byLang {
		for i, v := range stories {
			_, page := s.get("/news/" + v.Name.Slug)
			doc := parse(t, page)
			want := func(rel string, at int) {
				links := all(doc, "a", "rel="+rel)
				if at < 0 || at >= len(stories) {
					assert.Empty(t, links)
					return
				}
				require.Len(t, links, 1)
				assert.Equal(t, "/news/"+stories[at].Name.Slug, attribute(links[0], "href"))
			}
			want("prev", i+1)
			want("next", i-1)
		}
	}
}

func TestNamesThatMovedAndStoriesThatAreGone(t *testing.T) {
	s := start(t)
	db := s.open()
	stories := s.stories()
	stamp := article.Stamp{At: time.Now(), By: "desk"}

	a, err := db.articles.Get(t.Context(), stories[0].ID)
	require.NoError(t, err)
	old := a.Name
	a, err = a.Rename(slug.Name{Scope: old.Scope, Slug: "another-name"}, stamp)
	require.NoError(t, err)
	_, err = db.articles.Save(t.Context(), a)
	require.NoError(t, err)
	res, _ := s.get("/news/" + old.Slug)
	assert.Equal(t, http.StatusMovedPermanently, res.StatusCode)
	assert.Equal(t, "/news/another-name", res.Header.Get("Location"))

	b, err := db.articles.Get(t.Context(), stories[1].ID)
	require.NoError(t, err)
	b, err = b.Withdraw(stamp)
	require.NoError(t, err)
	_, err = db.articles.Save(t.Context(), b)
	require.NoError(t, err)
	res, page := s.get("/news/" + stories[1].Name.Slug)
	assert.Equal(t, http.StatusGone, res.StatusCode)
	assert.Len(t, all(parse(t, page), "h1"), 1)
}

func TestUnknownAddressesGetADesigned404(t *testing.T) {
	s := start(t)
	for _, path := range []string{"/nothing", "/news/nothing", "/section/nothing", "/tag/nothing", "/author/nothing",
		"/news/%00", "/news/..%2f..%2fetc", "/a/b/c", "/pictures/nothing.svg", "/pictures/", "/assets/nothing.css", "/news/" + strings.Repeat("x", 4000)} {
		res, page := s.get(path)
		assert.Equal(t, http.StatusNotFound, res.StatusCode, path)
		if !strings.HasPrefix(path, "/pictures") && !strings.HasPrefix(path, "/assets") {
			assert.Len(t, all(parse(t, page), "h1"), 1, path)
			assert.NotEmpty(t, all(parse(t, page), "nav"), path)
		}
	}
}

func TestSearchFindsStoriesByTheirWordsAndSaysSoWhenThereIsNone(t *testing.T) {
	s := start(t)
	for query, want := range map[string]string{
		"velmar dockers": "velmar-dockers-end-nine-day-strike-with-a-vote-on-the-quay",
		"forklift":       "velmar-dockers-end-nine-day-strike-with-a-vote-on-the-quay",
	} {
		_, page := s.get("/search?" + url.Values{"q": {query}}.Encode())
		assert.NotEmpty(t, all(parse(t, page), "a", "href=/news/"+want), query)
	}
	hostile := `"><img src=x onerror=alert(1)><script>alert(1)</script>`
	_, page := s.get("/search?" + url.Values{"q": {hostile}}.Encode())
	for _, field := range all(parse(t, page), "input", "type=search") {
		assert.Contains(t, []string{"", hostile}, attribute(field, "value"))
	}
	assert.Empty(t, all(parse(t, page), "img", "src=x"))
	res, _ := s.get("/search?q=")
	assert.Equal(t, http.StatusOK, res.StatusCode)
}

func TestTheFeedHoldsTheNewestStories(t *testing.T) {
	s := start(t)
	res, body := s.get("/feed.xml")
	assert.Contains(t, res.Header.Get("Content-Type"), "application/rss+xml")
	var feed struct {
		Items []struct {
			Title string `xml:"title"`
			Link  string `xml:"link"`
		} `xml:"channel>item"`
	}
	require.NoError(t, xml.Unmarshal([]byte(body), &feed))
	stories := s.stories()
	require.Len(t, feed.Items, len(stories))
	for i, v := range stories {
		assert.Equal(t, v.Headline(""), feed.Items[i].Title)
		assert.Equal(t, s.base+"/news/"+v.Name.Slug, feed.Items[i].Link)
	}
}

func TestEveryInternalLinkOfEveryPageAnswers(t *testing.T) {
	for name, args := range map[string][]string{"seeded": nil, "imported": {"-import", needExport(t)}} {
		t.Run(name, func(t *testing.T) {
			s := start(t, args...)
			seen := map[string]bool{"/": true}
			queue := []string{"/"}
			for len(queue) > 0 && len(seen) < 2000 {
				path := queue[0]
				queue = queue[1:]
				res, page := s.get(path)
				require.Equal(t, http.StatusOK, res.StatusCode, path)
				if !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
					continue
				}
				for _, link := range internal(parse(t, page), s.base) {
					if !seen[link] {
						seen[link] = true
						queue = append(queue, link)
					}
				}
			}
			assert.Greater(t, len(seen), 40)
		})
	}
}

// internal returns the paths on the site that a page refers to.
func internal(doc *html.Node, base string) (paths []string) {
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			if a.Key != "href" && a.Key != "src" {
				continue
			}
			path, _, _ := strings.Cut(strings.TrimPrefix(a.Val, base), "#")
			if strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") {
				paths = append(paths, path)
			}
		}
	}
	return paths
}

func TestTheHomePageShowsNoStoryTwice(t *testing.T) {
	s := start(t)
	_, page := s.get("/")
	var links []string
	for _, a := range all(all(parse(t, page), "main")[0], "a") {
		if link := attribute(a, "href"); strings.HasPrefix(link, "/news/") {
			links = append(links, link)
		}
	}
	slices.Sort(links)
	assert.GreaterOrEqual(t, len(links), 20)
	assert.Len(t, slices.Compact(slices.Clone(links)), len(links), "%v", links)
}
