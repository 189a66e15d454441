package wxr_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/interchange/wxr"
)

// export is a file of version 1.2 with what stands in its channel.
func export(channel ...string) string {
	return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Blog</title><link>https://blog.example</link><language>en-US</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>ana</wp:author_login><wp:author_display_name>Ana Ruiz</wp:author_display_name></wp:author>
` + strings.Join(channel, "\n") + "\n</channel></rss>"
}

// item is a published post with elements of its own.
func item(elements ...string) string {
	return "<item><title>One</title><wp:post_id>7</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>" +
		"<wp:post_date_gmt>2024-03-01 10:00:00</wp:post_date_gmt>" + strings.Join(elements, "") + "</item>"
}

func read(source string) ([]interchange.Entry, error) {
	return collect(wxr.Read(strings.NewReader(source), wxr.Options{}))
}

func one(t *testing.T, source string) interchange.Entry {
	t.Helper()
	entries, err := read(source)
	require.NoError(t, err)
	require.NotEmpty(t, entries)
	if all := articles(entries); len(all) > 0 {
		return all[0]
	}
	return entries[len(entries)-1]
}

func TestAnItemBecomesAnEntry(t *testing.T) {
	e := one(t, export(item(
		"<link>https://blog.example/?p=7</link>", "<dc:creator>ana</dc:creator>", "<wp:post_name>one</wp:post_name>",
		"<content:encoded><![CDATA[<p>Two <b>words</b></p>]]></content:encoded>",
		"<excerpt:encoded><![CDATA[In <em>short</em>]]></excerpt:encoded>",
		"<wp:post_modified_gmt>2024-03-02 11:00:00</wp:post_modified_gmt>",
		`<category domain="post_tag" nicename="trade">Trade</category>`)))
	assert.Equal(t, "https://blog.example", e.Source)
	assert.Equal(t, "7", e.ExternalID)
	assert.Equal(t, "https://blog.example/?p=7", e.URL)
	assert.Equal(t, "one", e.Slug)
	assert.False(t, e.Draft)
	assert.Equal(t, time.Date(2024, 3, 1, 10, 0, 0, 0, time.UTC), e.Window.From)
	assert.Equal(t, time.Date(2024, 3, 2, 11, 0, 0, 0, time.UTC), e.Modified)
	assert.Equal(t, "en-US", e.Content.Lang)
	assert.Equal(t, "Two words", e.Content.Body.Text())
	assert.Equal(t, article.Texts{{Value: "In short"}}, e.Content.Summaries)
	assert.Equal(t, []interchange.Author{{Key: "ana", Name: "Ana Ruiz", Slug: "ana"}}, e.Authors)
	assert.Equal(t, []interchange.Term{{Kind: interchange.Tag, Key: "trade", Label: "Trade", Slug: "trade"}}, e.Terms)
}

func TestTraps(t *testing.T) {
	tests := []struct {
		name   string
		source string
		check  func(t *testing.T, e interchange.Entry)
	}{
		{"a password makes a draft", export(item("<wp:post_password>x</wp:post_password>")), func(t *testing.T, e interchange.Entry) {
			assert.True(t, e.Draft)
			assert.True(t, e.Window.From.IsZero())
			assert.Contains(t, e.Losses.String(), "password")
		}},
		{"a private post makes a draft", export(strings.Replace(item(), "publish", "private", 1)), func(t *testing.T, e interchange.Entry) {
			assert.True(t, e.Draft)
			assert.Contains(t, e.Losses.String(), "private")
		}},
		{"a draft has no date", export("<item><title>D</title><wp:post_id>1</wp:post_id><wp:status>draft</wp:status><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt></item>"), func(t *testing.T, e interchange.Entry) {
			assert.True(t, e.Draft)
		}},
		{"without a GMT date the feed's date counts", export("<item><title>D</title><wp:status>publish</wp:status><pubDate>Fri, 03 Jan 2020 17:05:16 +0100</pubDate><wp:post_id>1</wp:post_id></item>"), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "2020-01-03T16:05:16Z", e.Window.From.Format(time.RFC3339))
		}},
		{"a local date is taken for UTC and reported", export("<item><title>D</title><wp:status>publish</wp:status><wp:post_date>2020-01-03 17:05:16</wp:post_date><wp:post_id>1</wp:post_id></item>"), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "2020-01-03T17:05:16Z", e.Window.From.Format(time.RFC3339))
			assert.Contains(t, e.Losses.String(), "without a zone")
		}},
		{"a post without any date is reported", export("<item><title>D</title><wp:status>publish</wp:status><wp:post_id>1</wp:post_id></item>"), func(t *testing.T, e interchange.Entry) {
			assert.False(t, e.Draft)
			assert.Contains(t, e.Losses.String(), "without a date")
		}},
		{"an item without a number is known by its guid", export("<item><title>D</title><guid>urn:x</guid></item>"), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "urn:x", e.ExternalID)
		}},
		{"number 0 is none", export("<item><title>D</title><link>https://x.example/d</link><wp:post_id>0</wp:post_id></item>"), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "https://x.example/d", e.ExternalID)
		}},
		{"of two bodies the first counts", export(item("<content:encoded>a</content:encoded><content:encoded/><content:encoded>b</content:encoded>")), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "a", e.Content.Body.Text())
		}},
		{"an item with nothing but a title is known by it", export("<item><title>D É</title></item>"), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "title:d é", e.ExternalID)
		}},
		{"without a title the text begins one", export(strings.Replace(item("<content:encoded>Cranes move again in the harbour of Velmar after nine days</content:encoded>"), "One", "", 1)), func(t *testing.T, e interchange.Entry) {
			assert.True(t, strings.HasPrefix(e.Content.Headlines.For(""), "Cranes move again"))
			assert.Contains(t, e.Losses.String(), "without a title")
		}},
		{"without title and text it is untitled", export(strings.Replace(item(), "One", "", 1)), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "Untitled", e.Content.Headlines.For(""))
		}},
		{"markup in a title is dropped and reported", export(strings.Replace(item(), "One", "<![CDATA[A <em>B</em> &amp; C]]>", 1)), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "A B & C", e.Content.Headlines.For(""))
			assert.Contains(t, e.Losses.String(), "markup")
		}},
		{"a title too long is cut and reported", export(strings.Replace(item(), "One", strings.Repeat("long ", 1000), 1)), func(t *testing.T, e interchange.Entry) {
			assert.Len(t, []rune(e.Content.Headlines.For("")), article.MaxText)
			assert.Contains(t, e.Losses.String(), "end of the text")
		}},
		{"a percent-encoded name is decoded", export(item("<wp:post_name>%d8%b3%d9%84%d8%a7%d9%85</wp:post_name>")), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "سلام", e.Slug)
		}},
		{"the name of a tag is percent-encoded too, and cut within a letter", export(item(`<category domain="post_tag" nicename="%d8%b3%d9%84%d8">سلام</category>`)), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "سل", e.Terms[0].Slug)
			assert.Equal(t, "سلام", e.Terms[0].Label)
		}},
		{"a draft of Polylang has neither name nor date", export(strings.Replace(item("<wp:post_name></wp:post_name>"), "publish</wp:status><wp:post_date_gmt>2024-03-01 10:00:00", "draft</wp:status><wp:post_date_gmt>0000-00-00 00:00:00", 1)), func(t *testing.T, e interchange.Entry) {
			assert.Empty(t, e.Slug)
			assert.True(t, e.Draft && e.Window.From.IsZero())
			assert.NotContains(t, e.Losses.String(), "date")
		}},
		{"without post_modified nobody knows when it was edited", export(item()), func(t *testing.T, e interchange.Entry) {
			assert.True(t, e.Modified.IsZero())
		}},
		{"a creator that is spelled wrong is an author of their own", export(item("<dc:creator><![CDATA[>ana]]></dc:creator>")), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, []interchange.Author{{Key: "ana-2", Name: ">ana", Slug: "ana-2"}}, e.Authors, "ana is somebody else")
			assert.Contains(t, e.Losses.String(), "author without a record")
		}},
		{"a like is no comment", export(item("<wp:comment><wp:comment_type>like</wp:comment_type><wp:comment_approved>1</wp:comment_approved></wp:comment>")), func(t *testing.T, e interchange.Entry) {
			assert.Contains(t, e.Losses.String(), "like of a reader")
		}},
		{"what the editor of a site stores is no article", export(strings.Replace(item(), ">post<", ">wp_global_styles<", 1), strings.Replace(item(), ">post<", ">custom_css<", 1), item()), func(t *testing.T, e interchange.Entry) {
			assert.Contains(t, e.Losses.String(), "item of type wp_global_styles")
			assert.Contains(t, e.Losses.String(), "item of type custom_css")
		}},
		{"an author without a record is the login", export(item("<dc:creator>bob</dc:creator>")), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, []interchange.Author{{Key: "bob", Name: "bob", Slug: "bob"}}, e.Authors)
			assert.Contains(t, e.Losses.String(), "author without a record")
		}},
		{"a category has those above it", export(
			"<wp:category><wp:category_nicename>world</wp:category_nicename><wp:cat_name>World</wp:cat_name></wp:category>",
			"<wp:category><wp:category_nicename>asia</wp:category_nicename><wp:category_parent>world</wp:category_parent><wp:cat_name>Asia</wp:cat_name></wp:category>",
			item(`<category domain="category" nicename="asia">Asia</category>`)), func(t *testing.T, e interchange.Entry) {
			require.NotNil(t, e.Terms[0].Parent)
			assert.Equal(t, "World", e.Terms[0].Parent.Label)
			assert.Nil(t, e.Terms[0].Parent.Parent)
		}},
		{"categories in a circle end", export(
			"<wp:category><wp:category_nicename>a</wp:category_nicename><wp:category_parent>b</wp:category_parent></wp:category>",
			"<wp:category><wp:category_nicename>b</wp:category_nicename><wp:category_parent>a</wp:category_parent></wp:category>",
			item(`<category domain="category" nicename="a">A</category>`)), func(t *testing.T, e interchange.Entry) {
			assert.Nil(t, e.Terms[0].Parent)
		}},
		{"version 1.0 writes each term twice", export(item(`<category>News</category>`, `<category domain="category" nicename="news">News</category>`,
			`<category domain="tag">Trade</category>`, `<category domain="tag" nicename="trade">Trade</category>`)), func(t *testing.T, e interchange.Entry) {
			require.Len(t, e.Terms, 2)
			assert.Equal(t, interchange.Tag, e.Terms[1].Kind)
		}},
		{"a term without a label is known by its name", export(item(`<category domain="post_tag" nicename="trade"></category>`)), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "trade", e.Terms[0].Label)
		}},
		{"a taxonomy of a plugin becomes tags, a post format nothing", export(item(`<category domain="mentions" nicename="ana">ana</category>`, `<category domain="post_format" nicename="aside">Aside</category>`)), func(t *testing.T, e interchange.Entry) {
			require.Len(t, e.Terms, 1)
			assert.Equal(t, "mentions:ana", e.Terms[0].Key)
			assert.Contains(t, e.Losses.String(), "term of post_format")
		}},
		{"comments and custom fields are counted", export(item("<wp:comment><wp:comment_content>a</wp:comment_content></wp:comment><wp:comment/>",
			"<wp:postmeta><wp:meta_key>mood</wp:meta_key></wp:postmeta><wp:postmeta><wp:meta_key>_edit_last</wp:meta_key></wp:postmeta>")), func(t *testing.T, e interchange.Entry) {
			assert.Contains(t, e.Losses.String(), "comment of a reader: comments are no part of an article (2 times)")
			assert.Contains(t, e.Losses.String(), "approximated custom field: its meaning")
			assert.Contains(t, e.Losses.String(), "dropped custom field _edit_last")
		}},
		{"items that are no articles are counted at the next", export(strings.Replace(item(), ">post<", ">attachment<", 1), strings.Replace(item(), "publish", "trash", 1), item()), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "7", e.ExternalID)
			assert.Contains(t, e.Losses.String(), "item of type attachment")
			assert.Contains(t, e.Losses.String(), "item of status trash")
		}},
		{"and after the last, at the end", export(strings.Replace(item(), ">post<", ">wp_block<", 1)), func(t *testing.T, e interchange.Entry) {
			assert.Empty(t, e.ExternalID)
			assert.Contains(t, e.Losses.String(), "wp_block")
		}},
		{"a file without a language is taken for English", strings.Replace(export(item()), "<language>en-US</language>", "", 1), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "en", e.Content.Lang)
		}},
		{"a language that is none is undetermined", strings.Replace(export(item()), "en-US", "klingon!", 1), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "und", e.Content.Lang)
			assert.Contains(t, e.Losses.String(), "klingon!")
		}},
		{"a language is in its canonical form", strings.Replace(export(item()), "en-US", "PT_br", 1), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "pt-BR", e.Content.Lang)
		}},
		{"the https name space is the same", strings.ReplaceAll(export(item()), "http://wordpress.org/export", "https://wordpress.org/export"), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "7", e.ExternalID)
		}},
		{"a page is a page", export(strings.Replace(item(), ">post<", ">page<", 1)), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, article.Page, e.Kind)
		}},
		{"a CDATA section in two halves is one text", export(item("<content:encoded><![CDATA[a ]]]]><![CDATA[> b]]></content:encoded>")), func(t *testing.T, e interchange.Entry) {
			assert.Equal(t, "a ]]> b", e.Content.Body.Text())
		}},
		{"an excerpt that can't be read is left out", export(item("<excerpt:encoded>" + strings.Repeat("x", 5<<20) + "</excerpt:encoded>")), func(t *testing.T, e interchange.Entry) {
			assert.Empty(t, e.Content.Summaries)
			assert.Contains(t, e.Losses.String(), "Content.Summaries")
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { tt.check(t, one(t, tt.source)) })
	}
}

func TestWhatIsNoExportIsRefusedWithItsLine(t *testing.T) {
	tests := []struct {
		name, source string
		want         error
		line         int
	}{
		{"nothing", "", wxr.ErrNotWXR, 1},
		{"text", "hello", wxr.ErrNotWXR, 1},
		{"a page", "<!doctype html>\n<title>x</title>", wxr.ErrDoctype, 1},
		{"another feed", "<feed xmlns='http://www.w3.org/2005/Atom'/>", wxr.ErrNotWXR, 1},
		{"rss without a channel", "<rss>\n</rss>", wxr.ErrNotWXR, 2},
		{"text before the channel", "<rss>\nx<channel/></rss>", wxr.ErrNotWXR, 2},
		{"a feed that names no version", "<rss>\n<channel>\n<item><title>x</title></item></channel></rss>", wxr.ErrVersion, 3},
		{"a version that is no number", strings.Replace(export(item()), "1.2</wp:wxr", "abc</wp:wxr", 1), wxr.ErrVersion, 8},
		{"an empty export without a version", "<rss><channel>\n</channel></rss>", wxr.ErrVersion, 2},
		{"a document type", "<?xml version='1.0'?>\n<!DOCTYPE rss [<!ENTITY a 'b'>]>" + export(), wxr.ErrDoctype, 2},
		{"an entity nobody declared", export("<item><title>&nobody;</title></item>"), wxr.ErrDoctype, 8},
		{"a wrong end tag", export("<item><title>x</link></item>"), wxr.ErrSyntax, 8},
		{"a file that breaks off", export()[:400], wxr.ErrTruncated, 7},
		{"another encoding", strings.Replace(export(), "UTF-8", "EUC-JP", 1), wxr.ErrEncoding, 1},
		{"bytes that are no UTF-8", export("<item><title>\xff</title></item>"), wxr.ErrEncoding, 8},
		{"elements without end", export(strings.Repeat("<a>", 100)), wxr.ErrTooDeep, 8},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := read(tt.source)
			require.ErrorIs(t, err, tt.want)
			var fault *wxr.Error
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, tt.line, fault.Line, err)
			assert.Contains(t, err.Error(), fmt.Sprintf("wxr: line %d, byte ", tt.line))
		})
	}
}

func TestTheEntriesBeforeAFaultAreGood(t *testing.T) {
	entries, err := read(export(item(), "<item><title>x</link></item>"))
	require.ErrorIs(t, err, wxr.ErrSyntax)
	assert.Len(t, articles(entries), 1)
}

func TestAnItemThatIsTooLargeIsRefusedBeforeItIsHeld(t *testing.T) {
	source := io.MultiReader(strings.NewReader(strings.TrimSuffix(export("<item><title>"), "\n</channel></rss>")), io.LimitReader(endless{}, 1<<40))
	_, err := collect(wxr.Read(source, wxr.Options{Limits: interchange.Limits{Record: 100_000}}))
	require.ErrorIs(t, err, wxr.ErrTooLarge)

	many := export(strings.Repeat(item("<content:encoded>"+strings.Repeat("word ", 10_000)+"</content:encoded>"), 5))
	entries, err := collect(wxr.Read(strings.NewReader(many), wxr.Options{Limits: interchange.Limits{Record: 100_000}}))
	require.NoError(t, err, "the limit is of one item, not of all")
	assert.Len(t, articles(entries), 5)
}

func TestABodyThatNoArticleCanHoldMakesADraftWithoutIt(t *testing.T) {
	e := one(t, export(item("<content:encoded>"+strings.Repeat("x", 5<<20)+"</content:encoded>")))
	assert.True(t, e.Draft)
	assert.Empty(t, e.Content.Body)
	assert.Contains(t, e.Losses.String(), "dropped body")
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestTheErrorOfTheReaderComesBack(t *testing.T) {
	broken := errors.New("broken")
	r := io.MultiReader(strings.NewReader("<rss><channel>"), iotest.ErrReader(broken))
	_, err := collect(wxr.Read(r, wxr.Options{}))
	require.ErrorIs(t, err, broken)
}

func TestACallerMayStopAtAnyEntry(t *testing.T) {
	source := export(item(), item(), strings.Replace(item(), ">post<", ">attachment<", 1))
	for stop := 1; stop <= 3; stop++ {
		n := 0
		for range wxr.Read(strings.NewReader(source), wxr.Options{}) {
			if n++; n == stop {
				break
			}
		}
		assert.Equal(t, stop, n)
	}
}

// FuzzRead: it ends, an error is an *Error with a place in the file, every entry is an
// article that a store would keep, and what it says is no longer than what was read,
// but for the markup that bodies gain.
func FuzzRead(f *testing.F) {
	f.Add(export(item("<content:encoded><![CDATA[<p>x</p>]]></content:encoded>")))
	f.Add(export(item(`<category domain="category" nicename="a">A</category>`), "<item/>"))
	f.Add(export(picture, item(field("_thumbnail_id", "9"), "<content:encoded>[gallery ids=9,9] ]]> & &nbsp; <b></content:encoded>")))
	f.Add(export(item("<title>[:en]a[:fr]b[:]</title>", field("x", `a:1:{i:0;s:1:"a";}`))))
	f.Add("<rss><channel><wxr_version>1.0</wxr_version><item><title>\u202e</title></item></channel></rss>")
	f.Add("<!DOCTYPE x>")
	f.Fuzz(func(t *testing.T, source string) {
		entries, err := collect(wxr.Read(strings.NewReader(source), wxr.Options{Comments: true, Limits: interchange.Limits{Record: 1 << 20}}))
		var fault *wxr.Error
		if err != nil && (!errors.As(err, &fault) || fault.Line < 1 || fault.Byte < 0) {
			t.Fatalf("an error without a place: %v", err)
		}
		if strings.HasPrefix(source, "\x1f\x8b") {
			return
		}
		said := 0
		for _, e := range articles(entries) {
			if err := e.Content.Check(); err != nil {
				t.Fatal(err)
			}
			said += len(e.Content.Headlines.For("")) + len(e.Content.Body.Text())
		}
		if limit := 16*len(source) + 100; said > limit {
			t.Fatalf("%d bytes say %d", len(source), said)
		}
	})
}

func ExampleRead() {
	const source = `<rss><channel><link>https://blog.example</link><wxr_version>1.2</wxr_version>
<item><title>Cranes move again</title><post_id>7</post_id><status>publish</status><post_date_gmt>2024-03-01 10:00:00</post_date_gmt></item>
</channel></rss>`
	for entry, err := range wxr.Read(strings.NewReader(source), wxr.Options{}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(entry.ExternalID, entry.Content.Headlines.For(""), entry.Window.From.Format(time.DateOnly))
	}
	// Output:
	// 7 Cranes move again 2024-03-01
}
