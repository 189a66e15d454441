package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// command runs the program in a process of its own until it ends.
func command(t *testing.T, args ...string) (stdout string) {
	t.Helper()
	cmd := exec.Command(must(os.Executable()), args...)
	cmd.Env = append(os.Environ(), asNewsroom+"=1")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	require.NoError(t, err, stderr.String())
	return string(out)
}

// tagsOn returns the labels of the tags that a page of a story lists, and where they lead.
func tagsOn(t *testing.T, s *site, path string) map[string]string {
	t.Helper()
	res, page := s.get(path)
	require.Equal(t, http.StatusOK, res.StatusCode, path)
	tags := make(map[string]string)
	for _, a := range all(parse(t, page), "a") {
		if at := attribute(a, "href"); strings.HasPrefix(at, "/tag/") {
			tags[words(a)] = at
		}
	}
	return tags
}

// tagged counts the stories that readers see with one of some tags.
func tagged(t *testing.T, s *site, labels ...string) int {
	t.Helper()
	db := s.open()
	tree, err := db.terms.Load(t.Context())
	require.NoError(t, err)
	q := article.Query{At: time.Now()}
	for _, label := range labels {
		tag, ok := tree.FindTag(label)
		require.True(t, ok)
		q.Terms = append(q.Terms, tag.ID)
	}
	keys, err := article.Keys(db.articles.List(t.Context(), q))
	require.NoError(t, err)
	return len(keys)
}

// listed counts the stories of a page of a list.
func listed(t *testing.T, s *site, path string) int {
	t.Helper()
	res, page := s.get(path)
	require.Equal(t, http.StatusOK, res.StatusCode, path)
	seen := make(map[string]bool)
	for _, main := range all(parse(t, page), "main") {
		for _, a := range all(main, "a") {
			if at := attribute(a, "href"); strings.HasPrefix(at, "/news/") {
				seen[at] = true
			}
		}
	}
	return len(seen)
}

// storyTagged returns a story that has a tag, of an old revision: it is edited in the
// working copy since, which readers don't see.
func storyTagged(t *testing.T, s *site, label string) article.View {
	t.Helper()
	db := s.open()
	tree, err := db.terms.Load(t.Context())
	require.NoError(t, err)
	tag, ok := tree.FindTag(label)
	require.True(t, ok)
	for v, err := range article.Views(t.Context(), db.articles, article.Query{At: time.Now(), Terms: []taxonomy.ID{tag.ID}, Limit: 1}) {
		require.NoError(t, err)
		a, err := db.articles.Get(t.Context(), v.ID)
		require.NoError(t, err)
		content := a.Content
		content.Kicker = "Not yet"
		a, err = a.Edit(content, article.Stamp{At: time.Now(), By: "desk"})
		require.NoError(t, err)
		_, err = db.articles.Save(t.Context(), a)
		require.NoError(t, err)
		return v
	}
	require.FailNow(t, "no story has the tag", label)
	return article.View{}
}

// Two processes, one database: a merge in one is seen by the other without a restart,
// and by whoever starts later.
func TestAMergedTagIsTheSurvivorInStoriesThatNobodyTouched(t *testing.T) {
	s := start(t)
	v := storyTagged(t, s, "ferries")
	path := "/news/" + v.Name.Slug
	require.Equal(t, "/tag/ferries", tagsOn(t, s, path)["ferries"])
	ferries, volunteers := tagged(t, s, "ferries"), tagged(t, s, "volunteers")
	both := tagged(t, s, "ferries", "volunteers")
	require.Greater(t, both, volunteers)

	asked := command(t, "-db", s.db, "-merge-tags", "ferries,Volunteers")
	assert.Contains(t, asked, fmt.Sprintf("%q (stories: %d) becomes %q (stories: %d)\n", "ferries", ferries, "volunteers", both))
	assert.Contains(t, asked, "/tag/ferries leads to /tag/volunteers\n")
	assert.Contains(t, asked, "Nothing is changed yet")
	require.Equal(t, "/tag/ferries", tagsOn(t, s, path)["ferries"], "a dry run")

	assert.Contains(t, command(t, "-db", s.db, "-merge-tags", "ferries,Volunteers", "-yes"), "Done.")
	check := func(s *site) {
		tags := tagsOn(t, s, path)
		assert.Equal(t, "/tag/volunteers", tags["volunteers"])
		assert.NotContains(t, tags, "ferries")
		s.wantAll(http.StatusMovedPermanently, "/tag/volunteers", []string{"/tag/ferries"})
		s.wantAll(http.StatusMovedPermanently, "/tag/volunteers?before=x", []string{"/tag/ferries?before=x"})
		assert.Equal(t, both, listed(t, s, "/tag/volunteers"))
	}
	check(s)
	again := start(t, "-db", s.db)
	again.db = s.db
	check(again)

	assert.Contains(t, command(t, "-db", s.db, "-rename-tag", "volunteers,Helpers & Hands", "-yes"), "/tag/volunteers leads to /tag/helpers-and-hands")
	for _, s := range []*site{s, again} {
		s.wantAll(http.StatusMovedPermanently, "/tag/helpers-and-hands", []string{"/tag/ferries", "/tag/volunteers"}) // in one hop
		assert.Equal(t, "/tag/helpers-and-hands", tagsOn(t, s, path)["Helpers&Hands"])
		res, page := s.get("/search?q=hands")
		require.Equal(t, http.StatusOK, res.StatusCode)
		assert.NotEmpty(t, all(parse(t, page), "a", "href="+path), "the index knows the label")
	}
}

func TestARenamedCategoryIsFollowedByMenuBreadcrumbAndOldAddress(t *testing.T) {
	s := start(t)
	told := command(t, "-db", s.db, "-rename-category", "world-news,The World", "-yes")
	assert.Contains(t, told, "/section/world-news leads to /section/the-world\n")
	s.wantAll(http.StatusMovedPermanently, "/section/the-world", []string{"/section/world-news", "/section/the-world/", "/section/europe/the-world"})
	_, page := s.get("/section/the-world")
	assert.Contains(t, words(all(parse(t, page), "h1")[0]), "TheWorld")
	menu := all(parse(t, page), "nav")
	assert.NotEmpty(t, all(menu[0], "a", "href=/section/the-world"))
	assert.Empty(t, all(parse(t, page), "a", "href=/section/world-news"))
	for _, v := range s.stories() {
		_, page := s.get("/news/" + v.Name.Slug)
		assert.NotContains(t, page, `"/section/world-news"`)
	}
}

func TestASurgeryThatCanNotBeDoneIsToldInOneLineAndChangesNothing(t *testing.T) {
	s := start(t)
	before := fingerprint(t, s)
	for _, tt := range []struct {
		name string
		args []string
		want string
	}{
		{"no such tag", []string{"-merge-tags", "nobody,shipping"}, `tag "nobody": there is no such term`},
		{"one name", []string{"-merge-tags", "shipping"}, `"shipping" are not two names`},
		{"into itself", []string{"-merge-tags", "shipping,Shipping"}, "term leads back to itself"},
		{"to a label of another", []string{"-rename-tag", "shipping,Trade"}, "taken by another term"},
		{"no such category", []string{"-rename-category", "nowhere,Somewhere"}, `category "nowhere": there is no such term`},
		{"a category's slug", []string{"-rename-category", "Trend,People"}, "name is taken"},
		{"a database that is not there", []string{"-db", filepath.Join(t.TempDir(), "x.db"), "-merge-tags", "a,b"}, "no such file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			assert.Equal(t, 1, run(t.Context(), append([]string{"-db", s.db, "-yes"}, tt.args...), &stdout, &stderr))
			assert.Contains(t, stderr.String(), tt.want)
			assert.Equal(t, 1, strings.Count(stderr.String(), "\n"))
			assert.Empty(t, stdout.String())
		})
	}
	assert.Equal(t, before, fingerprint(t, s))
}
