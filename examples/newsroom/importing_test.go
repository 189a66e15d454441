package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/slug"
)

const exports = "../../../shared/data/wxr"

// TestEveryExportOfTheFolderIsTakenOrRefusedWithItsLine imports each twice: the second
// time changes nothing.
func TestEveryExportOfTheFolderIsTakenOrRefusedWithItsLine(t *testing.T) {
	if _, err := os.Stat(exports); os.IsNotExist(err) && os.Getenv("CI") == "" {
		t.Skip("../shared/data/wxr is not there")
	}
	refused := 0
	require.NoError(t, filepath.WalkDir(exports, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".xml" {
			return err
		}
		t.Run(d.Name(), func(t *testing.T) {
			db, err := openDatabase(t.Context(), filepath.Join(t.TempDir(), "newsroom.db"))
			require.NoError(t, err)
			defer db.Close()
			var stdout, stderr bytes.Buffer
			if err := importFile(t.Context(), db, path, time.Now(), &stdout, &stderr); err != nil {
				refused++
				assert.Regexp(t, `wxr: line \d+, byte \d+: `, err.Error())
				return
			}
			stdout.Reset()
			require.NoError(t, importFile(t.Context(), db, path, time.Now(), &stdout, &stderr))
			assert.Contains(t, stdout.String(), ": 0 added, 0 updated, ")
			assert.Empty(t, stderr.String())
		})
		return nil
	}))
	assert.Equal(t, 4, refused, "three without a version that is one, and one that breaks off")
}

func TestOldAddressesAndNamesLeadToWhatWasImported(t *testing.T) {
	db, err := openDatabase(t.Context(), filepath.Join(t.TempDir(), "newsroom.db"))
	require.NoError(t, err)
	defer db.Close()
	file := filepath.Join(t.TempDir(), "export.xml")
	require.NoError(t, os.WriteFile(file, []byte(`<rss><channel><link>https://blog.example</link><wxr_version>1.2</wxr_version>
<item><title>Cranes</title><link>https://blog.example/2024/03/cranes/</link><guid>https://blog.example/?p=7</guid><post_id>7</post_id><post_name>cranes</post_name>
<post_type>post</post_type><status>publish</status><post_date_gmt>2024-03-01 10:00:00</post_date_gmt>
<postmeta><meta_key>_wp_old_slug</meta_key><meta_value>lifts</meta_value></postmeta></item></channel></rss>`), 0o600))
	require.NoError(t, importFile(t.Context(), db, file, time.Now(), new(bytes.Buffer), new(bytes.Buffer)))
	want := article.IDFor("https://blog.example", "7")
	for _, address := range []string{"https://blog.example/2024/03/cranes/", "https://blog.example/?p=7", "https://blog.example/2024/03/lifts"} {
		name, ok := oldURL(address)
		require.True(t, ok)
		found, err := db.articles.Find(t.Context(), name)
		require.NoError(t, err, address)
		assert.Equal(t, want, found.ID)
		assert.Equal(t, slug.Moved, found.Status)
	}
	found, err := db.articles.Find(t.Context(), slug.Name{Scope: "article", Slug: "lifts"})
	require.NoError(t, err)
	assert.Equal(t, slug.Moved, found.Status)
}

func TestLinksWithinAnImportedPageLeaveTheirWords(t *testing.T) {
	const body = `<p>See <a href="#52502"><em>ticket</em> 52502</a>, <a href="https://a.example/#x">there</a>.</p>
<ul><li>one <a href="#46169">two</a><ul><li><a href="#deep">three</a></li></ul></li></ul><pre>&lt;a href="#x"&gt;</pre>`
	s := start(t, "-import", export(t, item(1, "Anchors", body)))
	stories := s.stories()
	require.Len(t, stories, 1)
	_, page := s.get("/news/" + stories[0].Name.Slug)
	var links []string
	for _, p := range all(parse(t, page), "article") {
		for _, a := range all(p, "a") {
			if href := attribute(a, "href"); strings.Contains(href, "#") {
				links = append(links, href)
			}
		}
	}
	assert.Subset(t, links, []string{"https://a.example/#x"})
	for _, gone := range []string{"#52502", "#46169", "#deep"} {
		assert.NotContains(t, links, gone)
	}
	assert.Contains(t, page, "See <em>ticket</em> 52502, ")
	assert.Contains(t, page, "three")
	assert.Contains(t, stories[0].Body.Text(), `<a href="#x">`)
}

// importing is the environment of a process that imports, to be killed.
const importing = "NEWSROOM_TEST_IMPORT_INTO"

// TestAnImportThatIsKilledAndRunAgainEqualsOneRun kills a process at some instants of
// its import, whatever it is about then.
func TestAnImportThatIsKilledAndRunAgainEqualsOneRun(t *testing.T) {
	export := filepath.Join(exports, "theme-test", "themeunittestdata.wordpress.xml")
	if _, err := os.Stat(export); os.IsNotExist(err) && os.Getenv("CI") == "" {
		t.Skip("../shared/data/wxr is not there")
	}
	if file := os.Getenv(importing); file != "" {
		importInto(t, file, export)
		return
	}
	whole := filepath.Join(t.TempDir(), "whole.db")
	importInto(t, whole, export)
	want := kept(t, whole)
	for _, after := range []time.Duration{30, 80, 150, 300, 600} {
		file := filepath.Join(t.TempDir(), "killed.db")
		process := exec.CommandContext(t.Context(), os.Args[0], "-test.run", "^TestAnImportThatIsKilledAndRunAgainEqualsOneRun$")
		process.Env = append(os.Environ(), importing+"="+file)
		require.NoError(t, process.Start())
		time.AfterFunc(after*time.Millisecond, func() { _ = process.Process.Kill() })
		_ = process.Wait() // it was killed, or had ended before
		importInto(t, file, export)
		assert.Equal(t, want, kept(t, file))
	}
}

func importInto(t *testing.T, file, export string) {
	t.Helper()
	db, err := openDatabase(t.Context(), file)
	require.NoError(t, err)
	defer db.Close()
	require.NoError(t, importFile(t.Context(), db, export, time.Now(), new(bytes.Buffer), new(bytes.Buffer)))
}

// kept is what a database holds, but for when it was put there.
func kept(t *testing.T, file string) []string {
	t.Helper()
	db, err := openDatabase(t.Context(), file)
	require.NoError(t, err)
	defer db.Close()
	var all []string
	for _, kind := range []article.Kind{article.Story, article.Page} {
		for key, err := range db.articles.List(t.Context(), article.Query{Kind: kind}) {
			require.NoError(t, err)
			a, err := db.articles.Get(t.Context(), key.ID)
			require.NoError(t, err)
			text, err := json.Marshal(a.Content)
			require.NoError(t, err)
			all = append(all, fmt.Sprint(a.ID, a.Version, a.Name, a.State, a.Window, a.Revisions, string(text)))
			if old, ok := oldURL(a.Content.Origin.URL); ok {
				found, err := db.articles.Find(t.Context(), old)
				require.NoError(t, err)
				all = append(all, fmt.Sprint(old, found.ID))
			}
		}
	}
	slices.Sort(all)
	tree, err := db.terms.Load(t.Context())
	require.NoError(t, err)
	for c := range tree.Categories() {
		all = append(all, fmt.Sprint(c.ID, c.Labels, c.Slug, c.Parent))
	}
	for tag := range tree.Tags() {
		all = append(all, fmt.Sprint(tag.ID, tag.Labels, tag.Slug))
	}
	return all
}
