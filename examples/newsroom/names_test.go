package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/slug"
)

// Headlines that leave other programs without a name, or two stories with one.
func TestEveryHeadlineGivesAStoryThatAURLReaches(t *testing.T) {
	headlines := []struct{ give, want string }{
		{"C++", "cpp"},
		{"C#", "c-sharp"},
		{"🌪️🔥", "untitled"},
		{"🎉", "untitled-2"},
		{"พายุเข้ากรุงเทพ", ""}, // any name of its own
		{"น้ำท่วมใหญ่", ""},
		{"", "words-of-story-6"}, // the first words are its headline
		{"search", "search-2"},   // the site's own
	}
	var items []string
	for i, h := range headlines {
		items = append(items, item(i, h.give, fmt.Sprint("<p>Words of story ", i, "</p>")))
	}
	s := start(t, "-import", export(t, items...))
	stories := s.stories()
	require.Len(t, stories, len(headlines))
	seen := make(map[string]bool)
	for _, v := range stories {
		var i int
		_, err := fmt.Sscanf(v.Body.Text(), "Words of story %d", &i)
		require.NoError(t, err)
		if want := headlines[i].want; want != "" {
			assert.Equal(t, want, v.Name.Slug)
		}
		assert.False(t, seen[v.Name.Slug], v.Name)
		seen[v.Name.Slug] = true
		res, page := s.get("/news/" + v.Name.Slug)
		assert.Equal(t, http.StatusOK, res.StatusCode, v.Name)
		assert.Contains(t, page, v.Body.Text(), v.Name)
	}
}

// wantAll demands one answer of many paths.
func (s *site) wantAll(status int, location string, paths []string) {
	s.t.Helper()
	for _, path := range paths {
		res, _ := s.get(path)
		assert.Equal(s.t, status, res.StatusCode, path)
		assert.Equal(s.t, location, res.Header.Get("Location"), path)
	}
}

// addressed is a post of an export that had an address.
func addressed(id int, address string) string {
	link := "<link>" + address + "</link><wp:post_id>"
	return strings.Replace(item(id, fmt.Sprint("Storm ", id), "<p>Wind.</p>"), "<wp:post_id>", link, 1)
}

func TestARenamedStoryAnswersInOneHopFromEveryNameThatItEverHad(t *testing.T) {
	s := start(t, "-import", export(t,
		addressed(1, "https://blog.example/2015/03/%D0%91%D1%83%D1%80%D1%8F/"),
		addressed(2, "https://blog.example/?p=12"),
		addressed(3, "https://blog.example/storm-three.html"),
		addressed(4, "https://blog.example/"),
	))
	db := s.open()
	old := map[string][]string{
		"storm-1": {"/2015/03/%D0%91%D1%83%D1%80%D1%8F/", "/2015/03/буря", "/2015/03/%d0%b1%d1%83%d1%80%d1%8f?utm_source=mail"},
		"storm-2": {"/?p=12"},
		"storm-3": {"/storm-three.html", "/Storm-Three.html/"},
	}
	for name, paths := range old {
		s.wantAll(http.StatusMovedPermanently, "/news/"+name, paths)
		found, err := db.articles.Find(t.Context(), slug.Name{Scope: "article", Slug: name})
		require.NoError(t, err)
		a, err := db.articles.Get(t.Context(), found.ID)
		require.NoError(t, err)
		for i := range 4 {
			paths = append(paths, "/news/"+a.Name.Slug)
			a, err = a.Rename(slug.Name{Scope: "article", Slug: fmt.Sprint("later-", name, "-", strings.Repeat("x", i+1))}, article.Stamp{At: time.Now()})
			require.NoError(t, err)
			a, err = db.articles.Save(t.Context(), a)
			require.NoError(t, err)
			s.wantAll(http.StatusMovedPermanently, "/news/"+a.Name.Slug, paths)
			s.wantAll(http.StatusOK, "", []string{"/news/" + a.Name.Slug})
		}
		back, err := a.Rename(slug.Name{Scope: "article", Slug: name}, article.Stamp{At: time.Now()})
		require.NoError(t, err)
		back, err = db.articles.Save(t.Context(), back)
		require.NoError(t, err)
		s.wantAll(http.StatusOK, "", []string{"/news/" + name})
		s.wantAll(http.StatusMovedPermanently, "/news/"+name, []string{"/news/" + a.Name.Slug})

		gone, err := back.Withdraw(article.Stamp{At: time.Now()})
		require.NoError(t, err)
		_, err = db.articles.Save(t.Context(), gone)
		require.NoError(t, err)
		s.wantAll(http.StatusGone, "", append(paths, "/news/"+a.Name.Slug))
	}
	s.wantAll(http.StatusOK, "", []string{"/", "/?page=2", "/news/storm-4"})
	s.wantAll(http.StatusNotFound, "", []string{"/2015/03", "/2015/03/other", "/tag/?p=12"})
}

func TestTwoStoriesThatHadOneAddressAreToldOf(t *testing.T) {
	db, err := openDatabase(t.Context(), filepath.Join(t.TempDir(), "newsroom.db"))
	require.NoError(t, err)
	defer db.Close()
	file := export(t, addressed(1, "https://blog.example/storm"), addressed(2, "https://blog.example/storm"))
	var told bytes.Buffer
	for range 2 {
		told.Reset()
		require.NoError(t, importFile(t.Context(), db, file, time.Now(), &told, io.Discard))
		assert.Contains(t, told.String(), " 1  old address dropped: it leads to another article\n")
	}
	found, err := db.articles.Find(t.Context(), slug.Name{Scope: "article", Slug: "/storm"})
	require.NoError(t, err)
	assert.Equal(t, "storm-1", found.Name.Slug)
}
