package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

const corpus = "../../../shared/data/wxr"

var now = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)

// export is an archive of two stories, a page, a draft and a picture.
const export = `<?xml version="1.0"?><rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Velmar &amp; Harbour</title><link>https://blog.example/news</link><language>pt_BR</language><wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>ana</wp:author_login><wp:author_display_name>Ana Ruiz</wp:author_display_name></wp:author>
<item><title>Cranes &lt;i&gt;move&lt;/i&gt; &amp;amp; $105K</title><dc:creator>ana</dc:creator><wp:post_id>1</wp:post_id><wp:post_name>cranes</wp:post_name><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
<wp:post_date_gmt>2024-03-01 10:00:00</wp:post_date_gmt><content:encoded><![CDATA[<p>They <b>move</b> &amp; lift.</p>]]></content:encoded><category domain="category" nicename="port">Port</category><category domain="post_tag" nicename="c">C++</category></item>
<item><title>Ships wait</title><wp:post_id>2</wp:post_id><wp:post_name>ships</wp:post_name><wp:post_type>post</wp:post_type><wp:status>publish</wp:status><wp:post_date_gmt>2024-03-02 10:00:00</wp:post_date_gmt></item>
<item><title>About</title><wp:post_id>3</wp:post_id><wp:post_type>page</wp:post_type><wp:status>publish</wp:status><wp:post_date_gmt>2024-03-02 10:00:00</wp:post_date_gmt></item>
<item><title>Not yet</title><wp:post_id>4</wp:post_id><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>
</channel></rss>`

// call runs the program.
func call(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	code = run(t.Context(), args, streams{strings.NewReader(stdin), &out, &err}, now)
	return code, out.String(), err.String()
}

func fileOf(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "in.xml")
	require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	return name
}

func TestStandardStreamsAndFilesGiveTheSame(t *testing.T) {
	for _, to := range []string{"wxr", "rss", "json"} {
		t.Run(to, func(t *testing.T) {
			code, piped, stderr := call(t, export, "-from", "wxr", "-to", to, "-", "-")
			require.Zero(t, code, stderr)
			assert.Empty(t, stderr)
			out := filepath.Join(t.TempDir(), "out")
			code, stdout, stderr := call(t, "", "-to", to, fileOf(t, export), out)
			require.Zero(t, code, stderr)
			assert.Empty(t, stdout)
			written, err := os.ReadFile(out)
			require.NoError(t, err)
			assert.Equal(t, piped, string(written))
			assert.Contains(t, piped, "$105K")
			if to == "json" {
				var all []map[string]any
				require.NoError(t, json.Unmarshal(written, &all))
				assert.Len(t, all, 4)
			} else {
				require.NoError(t, xml.Unmarshal(written, new(struct{})))
			}
		})
	}
}

func TestWhatIsWrittenAsWXRReadsAsTheSame(t *testing.T) {
	_, first, _ := call(t, export, "-to", "wxr", "-", "-")
	_, second, stderr := call(t, first, "-to", "wxr", "-", "-")
	assert.Empty(t, stderr)
	assert.Equal(t, first, second)
}

func TestPackedInputIsRead(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write([]byte(export))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	_, plain, _ := call(t, export, "-to", "json", "-", "-")
	code, got, stderr := call(t, packed.String(), "-to", "json", "-", "-")
	require.Zero(t, code, stderr)
	assert.Equal(t, plain, got)
}

func TestAnEmptyArchiveIsAnEmptyList(t *testing.T) {
	empty := `<rss><channel><wp:wxr_version>1.2</wp:wxr_version></channel></rss>`
	_, got, _ := call(t, empty, "-to", "json", "-", "-")
	assert.Equal(t, "[]\n", got)
}

// TestEveryLinkOfTheFolderLeadsToAFileOfIt: a browser opens the folder without a server.
func TestEveryLinkOfTheFolderLeadsToAFileOfIt(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "site")
	code, _, stderr := call(t, "", "-to", "html", fileOf(t, export), folder)
	require.Zero(t, code, stderr)
	pages := 0
	require.NoError(t, filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".html" {
			return err
		}
		pages++
		page, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, link := range links(page) {
			name, _, _ := strings.Cut(link, "#")
			assert.FileExists(t, filepath.Join(filepath.Dir(path), filepath.FromSlash(name)), "%s in %s", link, path)
		}
		return nil
	}))
	assert.Equal(t, 7, pages, "home, two stories, a page, a section, a tag, an author")
	home, err := os.ReadFile(filepath.Join(folder, "index.html"))
	require.NoError(t, err)
	assert.Contains(t, string(home), `href="story/cranes.html"`)
	story, err := os.ReadFile(filepath.Join(folder, "story", "cranes.html"))
	require.NoError(t, err)
	assert.Contains(t, string(story), "<b>move</b>")
	assert.NotContains(t, string(home), "Not yet")
}

// links returns what a page refers to that a browser would open or load from beside it.
func links(page []byte) (all []string) {
	for z := html.NewTokenizer(bytes.NewReader(page)); z.Next() != html.ErrorToken; {
		token := z.Token()
		for _, a := range token.Attr {
			if a.Key != "href" && a.Key != "src" && a.Key != "action" {
				continue
			}
			if !strings.Contains(a.Val, ":") && !strings.HasPrefix(a.Val, "#") && a.Val != "" {
				all = append(all, a.Val)
			}
		}
	}
	return all
}

func TestTheReportSaysWhatWasReadAndLost(t *testing.T) {
	report := filepath.Join(t.TempDir(), "report.json")
	code, _, stderr := call(t, export, "-to", "rss", "-report", report, "-", "-")
	require.Zero(t, code, stderr)
	text, err := os.ReadFile(report)
	require.NoError(t, err)
	var got struct {
		Read   map[string]any
		Losses []struct {
			Action, What, Why string
			Count             int
		}
	}
	require.NoError(t, json.Unmarshal(text, &got))
	assert.Equal(t, "1.2", got.Read["wxr_version"])
	assert.EqualValues(t, 4, got.Read["items"])
	what := make(map[string]int)
	for _, l := range got.Losses {
		what[l.Action+" "+l.What] = l.Count
	}
	assert.Equal(t, 1, what["dropped draft article"])
	assert.Equal(t, 1, what["dropped page"])
}

// TestReportsOfTheCorpusHaveTheCountsOfAnotherParser runs the program over real exports.
func TestReportsOfTheCorpusHaveTheCountsOfAnotherParser(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(corpus, "expected.json"))
	if os.IsNotExist(err) && os.Getenv("CI") == "" {
		t.Skip("../shared/data/wxr is not there")
	}
	require.NoError(t, err)
	var files map[string]map[string]any
	require.NoError(t, json.Unmarshal(text, &files))
	for name, want := range files {
		t.Run(name, func(t *testing.T) {
			report := filepath.Join(t.TempDir(), "report.json")
			code, _, stderr := call(t, "", "-to", "wxr", "-report", report, filepath.Join(corpus, name), filepath.Join(t.TempDir(), "out.xml"))
			if isRefused(name) {
				assert.Equal(t, 1, code)
				assert.Regexp(t, `^convert: reading .*: wxr: line \d+, byte \d+: [^\n]*\n$`, stderr)
				return
			}
			require.Zero(t, code, stderr)
			text, err := os.ReadFile(report)
			require.NoError(t, err)
			var got struct{ Read map[string]any }
			require.NoError(t, json.Unmarshal(text, &got))
			if want["well_formed"] == true {
				for _, key := range []string{"wxr_version", "authors", "categories", "tags", "terms", "items", "by_type_status", "item_terms_by_domain", "comments_by_type_approved"} {
					assert.Equal(t, want[key], got.Read[key], key)
				}
			}
		})
	}
}

// isRefused reports whether a file is one that WordPress's own importer refuses, or the one
// that breaks off (README of the folder).
func isRefused(name string) bool {
	switch name {
	case "importer/invalid-version-tag.xml", "importer/missing-version-tag.xml", "importer/malformed.xml", "importer/malformed-simple.xml":
		return true
	}
	return false
}

func TestItemsOfTypesThatAreNamedAreArticles(t *testing.T) {
	source := strings.Replace(export, "<wp:post_type>page<", "<wp:post_type>review<", 1)
	for types, want := range map[string]int{"": 3, "event,review": 4} {
		args := []string{"-to", "json", "-", "-"}
		if types != "" {
			args = append([]string{"-types", types}, args...)
		}
		code, out, stderr := call(t, source, args...)
		require.Zero(t, code, stderr)
		var all []map[string]any
		require.NoError(t, json.Unmarshal([]byte(out), &all))
		assert.Len(t, all, want)
	}
}

func TestTheLinesOfMenusAreInTheReport(t *testing.T) {
	report := filepath.Join(t.TempDir(), "report.json")
	code, _, stderr := call(t, "", "-to", "json", "-report", report, filepath.Join(corpus, "theme-test", "themeunittestdata.wordpress.xml"), filepath.Join(t.TempDir(), "out"))
	if _, err := os.Stat(corpus); os.IsNotExist(err) && os.Getenv("CI") == "" {
		t.Skip("../shared/data/wxr is not there")
	}
	require.Zero(t, code, stderr)
	text, err := os.ReadFile(report)
	require.NoError(t, err)
	var got struct {
		Losses []struct {
			Path, What string
			Count      int
		}
	}
	require.NoError(t, json.Unmarshal(text, &got))
	links := 0
	for _, l := range got.Losses {
		if strings.HasPrefix(l.Path, "Menus[") {
			links += l.Count
		}
	}
	assert.Equal(t, 70, links)
}

func TestWhatCanNotBeConvertedEndsWithOneClearLineAndNoOutput(t *testing.T) {
	folder := t.TempDir()
	page := fileOf(t, "<!doctype html><title>x</title>")
	good := fileOf(t, export)
	tests := []struct {
		name string
		args []string
		want string
		code int
	}{
		{"a page", []string{"-to", "wxr", page, "OUT"}, "wxr: line 1", 1},
		{"a file that breaks off", []string{"-to", "json", fileOf(t, export[:len(export)/2]), "OUT"}, "breaks off", 1},
		{"no such file", []string{"-to", "json", filepath.Join(folder, "none"), "OUT"}, "none", 1},
		{"a folder", []string{"-to", "json", folder, "OUT"}, "folder", 1},
		{"a folder that is not there", []string{"-to", "json", good, filepath.Join(folder, "no", "out")}, "no", 1},
		{"a report in no folder", []string{"-to", "json", "-report", filepath.Join(folder, "no", "r.json"), good, "-"}, "no", 1},
		{"pages to standard output", []string{"-to", "html", good, "-"}, "folder", 1},
		{"pages to a file", []string{"-to", "html", good, page}, "page", 1},
		{"an unknown output", []string{"-to", "pdf", good, "OUT"}, `"pdf"`, 2},
		{"an unknown input", []string{"-from", "docx", "-to", "wxr", good, "OUT"}, `"docx"`, 2},
		{"no output", []string{"-to", "wxr", good}, "IN and OUT", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := filepath.Join(folder, "out")
			for i, a := range tt.args {
				if a == "OUT" {
					tt.args[i] = out
				}
			}
			code, stdout, stderr := call(t, "", tt.args...)
			assert.Equal(t, tt.code, code)
			assert.Equal(t, 1, strings.Count(stderr, "\n"), "%q is not one line", stderr)
			if tt.name != "pages to a file" {
				assert.Contains(t, stderr, tt.want)
			}
			if tt.name != "a report in no folder" {
				assert.Empty(t, stdout)
			}
			assert.NoFileExists(t, out)
		})
	}
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Empty(t, left, "nothing half written is left")
}
