package bench

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/articlesql"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/interchange/wxr"
	"github.com/newsjunction/news/taxonomy/slug"
)

// storedExport returns a file of real exports.
func storedExport(tb testing.TB, name string) []byte {
	text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", "wxr", name))
	if err != nil && os.Getenv("CI") == "" {
		tb.Skip("the real exports are absent: ", err)
	}
	require.NoError(tb, err)
	return text
}

// tokens reads a file with a bare loop of encoding/xml: the least that a reader
// built on it must do.
func tokens(text []byte) error {
	for dec := xml.NewDecoder(bytes.NewReader(text)); ; {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func readExport(text []byte, o wxr.Options) error {
	for _, err := range wxr.Read(bytes.NewReader(text), o) {
		if err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkReadWXR reads real exports without their bodies, and whole, each beside a
// bare loop over the tokens of encoding/xml, in turns. The metrics are medians of the
// ratios: 1 is as fast as the loop.
func BenchmarkReadWXR(b *testing.B) {
	for _, name := range []string{"news/posts.xml", "theme-test/themeunittestdata.wordpress.xml"} {
		text := storedExport(b, name)
		b.Run(filepath.Base(name), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			var plain, whole []float64
			var err error
			for b.Loop() {
				loop := timed(func() { err = errors.Join(err, tokens(text)) }).Seconds()
				plain = append(plain, timed(func() { err = errors.Join(err, readExport(text, wxr.Options{NoBodies: true})) }).Seconds()/loop)
				whole = append(whole, timed(func() { err = errors.Join(err, readExport(text, wxr.Options{})) }).Seconds()/loop)
			}
			require.NoError(b, err)
			b.ReportMetric(median(plain), "x-tokens-without-bodies")
			b.ReportMetric(median(whole), "x-tokens-with-bodies")
		})
	}
}

// generatedExport is an export of so many articles of a tenth of a page each.
func generatedExport(articles int) []byte {
	var export bytes.Buffer
	export.WriteString(`<rss><channel><link>https://blog.example</link><wxr_version>1.2</wxr_version>`)
	for i := range articles {
		fmt.Fprintf(&export, `<item><title>Story %d</title><link>https://blog.example/%d/</link><creator>author-%d</creator><post_id>%d</post_id><post_name>story-%d</post_name>
<post_type>post</post_type><status>publish</status><post_date_gmt>2024-03-01 10:00:00</post_date_gmt>
<category domain="category" nicename="c%d">Section %d</category><category domain="post_tag" nicename="t%d">Tag %d</category>
<content:encoded><![CDATA[<p>The cranes of the <a href="/harbour">harbour</a> <em>move</em> again after nine days.</p><p>Ships wait.</p>]]></content:encoded></item>`,
			i, i, i%50, i+1, i, i%20, i%20, i%500, i%500)
	}
	export.WriteString(`</channel></rss>`)
	return export.Bytes()
}

// importSQLite files an export into an SQLite file of a name.
func importSQLite(tb testing.TB, name string, export []byte) (*articlesql.DB, interchange.Result) {
	db, err := sql.Open("sqlite", "file:"+name+"?_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=foreign_keys(ON)&_pragma=cache_size(-32768)")
	require.NoError(tb, err)
	tb.Cleanup(func() { require.NoError(tb, db.Close()) })
	content, err := articlesql.Open(context.Background(), db, articlesql.Options{})
	require.NoError(tb, err)
	result, err := interchange.File(context.Background(), wxr.Read(bytes.NewReader(export), wxr.Options{}), interchange.Into{
		Articles: content.Articles(), Authors: content.Authors(), Terms: content.Terms(), Names: content.Names(),
		Stamp: article.Stamp{At: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)},
	})
	require.NoError(tb, err)
	return content, result
}

// BenchmarkImportSQLite files 10,000 articles into an empty SQLite file, as newsroom
// -import does.
func BenchmarkImportSQLite(b *testing.B) {
	const articles = 10_000
	export := generatedExport(articles)
	var used time.Duration
	for b.Loop() {
		used += timed(func() {
			_, result := importSQLite(b, filepath.Join(b.TempDir(), "news.db"), export)
			require.Equal(b, articles, result.Added)
		})
	}
	b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "s/10,000-articles")
	b.ReportMetric(used.Seconds()/float64(b.N), "cpu-s/10,000-articles")
}

// What the benchmark files is there, and found at the addresses that it had.
func TestImportedArticlesAreFoundAtTheirOldAddresses(t *testing.T) {
	name := filepath.Join(t.TempDir(), "news.db")
	content, result := importSQLite(t, name, generatedExport(200))
	require.Equal(t, 200, result.Added)
	require.NotContains(t, result.Losses.String(), "old address")
	for _, path := range []string{"/0", "/63", "/64", "/199"} {
		found, err := content.Names().Resolve(t.Context(), slug.Name{Scope: "article", Slug: path})
		require.NoError(t, err, path)
		require.Equal(t, slug.Moved, found.Status)
		require.Equal(t, "story-"+path[1:], found.Name.Slug)
	}
	_, again := importSQLite(t, name, generatedExport(200))
	require.Equal(t, 200, again.Unchanged)
	require.NotContains(t, again.Losses.String(), "old address")
}
