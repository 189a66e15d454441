package wxr_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/interchange/wxr"
)

func field(key, value string) string {
	return "<wp:postmeta><wp:meta_key>" + key + "</wp:meta_key><wp:meta_value><![CDATA[" + value + "]]></wp:meta_value></wp:postmeta>"
}

// picture is an attachment with number 9.
const picture = "<item><title>a</title><wp:post_id>9</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status>" +
	"<excerpt:encoded><![CDATA[The <em>old</em> crane]]></excerpt:encoded><wp:attachment_url>https://blog.example/a.jpg</wp:attachment_url>" +
	"<wp:postmeta><wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>A crane</wp:meta_value></wp:postmeta>" +
	`<wp:postmeta><wp:meta_key>_wp_attachment_metadata</wp:meta_key><wp:meta_value><![CDATA[a:2:{s:5:"width";i:1536;s:6:"height";i:1024;}]]></wp:meta_value></wp:postmeta></item>`

func TestDamageIsMendedWhereThatIsCertain(t *testing.T) {
	body := func(s string) string { return export(item("<content:encoded>" + s + "</content:encoded>")) }
	tests := []struct{ name, source, want, repair string }{
		{"an author's ]]> ends a section early", body("<![CDATA[if a[b[0]]> 1: <p>x</p>]]>"), "if a[b[0]]> 1:\n\nx", "CDATA section that ended early"},
		{"twice", body("<![CDATA[a ]]> b ]]> c]]>"), "a ]]> b ]]> c", "CDATA section that ended early"},
		{"with one that is split beside it", body("<![CDATA[a ]]]]><![CDATA[> b ]]> c]]>"), "a ]]> b ]]> c", "CDATA section that ended early"},
		{"]]> in text", body("a ]]&gt; b ]]> c"), "a ]]> b ]]> c", "]]> outside a CDATA section"},
		{"an ampersand in an address", body("x?a=1&ixid=2&amp;b"), "x?a=1&ixid=2&b", "& that begins no reference"},
		{"an ampersand at the end", body("a &"), "a &", "& that begins no reference"},
		{"a character named as in HTML", body("caf&eacute;&nbsp;x"), "café\u00a0x", "character named as in HTML"},
		{"control characters", body("<![CDATA[a\x01\x1fb]]>"), "ab", "control character"},
		{"an emoji in two halves", body("a&#55357;&#56832;b&#xD83D;&#XDE00;c"), "a😀b😀c", "character in two references"},
		{"half an emoji", body("a&#55357;&#56;b&#xD83D;c&#xD83D;&amp;d"), "a8bc&d", "reference to a character that is none"},
		{"references to control characters", body("a&#1;&#x1F;b"), "ab", "reference to a character that is none"},
		{"a character that is none", body("a\uFFFEb\uFFFFc"), "abc", "character that is none"},
		{"HTML that was never escaped", body("<p>a <b>b</b></p>"), "a b", "markup in <content:encoded>"},
		{"text between elements", export("junk", item("<content:encoded>a</content:encoded>")), "a", "text between elements"},
		{"a < between elements", export("1 < 2", item("<content:encoded>a</content:encoded>")), "a", "< that begins no tag"},
		{"the same in itself", export(item("<x:y><p>a<p>b</p></p><p></x:y><content:encoded>a</content:encoded>")), "a", "element that is not closed"},
		{"HTML in an element of a plugin", export(item("<itunes:summary>a <br> b <p>c</itunes:summary><content:encoded>a</content:encoded>")), "a", "element that is not closed"},
		{"an ampersand in an attribute", export(`<atom:link href="https://x.example/?a=1&b=2"/>`, item("<content:encoded>a</content:encoded>")), "a", "& that begins no reference"},
		{"text after the end", body("a") + "\n# end", "a", "text between elements"},
		{"an element after the channel", strings.Replace(body("a"), "</rss>", "<x><y>z</y></x></rss>", 1), "a", "element x"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			entries, err := read(tt.source)
			require.NoError(t, err)
			assert.Equal(t, tt.want, articles(entries)[0].Content.Body.Text())
			var report strings.Builder
			for _, e := range entries {
				report.WriteString(e.Losses.String())
			}
			assert.Regexp(t, `(?m)^line \d+, byte \d+: repaired `+regexp.QuoteMeta(tt.repair), report.String())
		})
	}
}

func TestWhatIsWellFormedIsNoRepair(t *testing.T) {
	for name, source := range map[string]string{
		"a comment in a text":       export(item("<content:encoded>a<!-- no text -->b</content:encoded>")),
		"text beside a section":     export(item("<content:encoded>a<![CDATA[b]]>c &lt;</content:encoded>")),
		"quoted > in a tag":         export(item(`<category domain="post_tag" nicename="a>b">x</category>`)),
		"processing instructions":   export("<?php echo 1 ?>", item()),
		"a byte order mark":         "\uFEFF" + export(item()),
		"blank lines at the start":  "\n\n" + export(item()),
		"carriage returns":          strings.ReplaceAll(export(item()), "\n", "\r\n"),
		"empty elements":            export(item("<excerpt:encoded/>", "<wp:postmeta/>", "<wp:unknown><a><b/></a></wp:unknown>")),
		"an atom link in a channel": strings.Replace(export(item()), "<link>", `<atom:link href="https://other.example"/><image><link>https://image.example</link></image><link>`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			e := one(t, source)
			assert.Equal(t, "https://blog.example", e.Source)
			assert.NotContains(t, e.Losses.String(), "repaired")
		})
	}
}

func TestNameSpaces(t *testing.T) {
	tests := []struct{ name, source string }{
		{"prefixes of another name", strings.NewReplacer("xmlns:wp", "xmlns:w", "wp:", "w:", "xmlns:content", "xmlns:c", "content:", "c:").Replace(export(item("<content:encoded>a</content:encoded>")))},
		{"prefixes that are not declared", "<rss><channel><link>https://blog.example</link><wp:wxr_version>1.2</wp:wxr_version>" + item("<content:encoded>a</content:encoded>") + "</channel></rss>"},
		{"versions mixed in a file", strings.Replace(export(item("<content:encoded>a</content:encoded>")), "<item>", `<item xmlns:wp="https://wordpress.org/export/1.0/">`, 1)},
		{"an excerpt by another prefix", export(item("<content:encoded>a</content:encoded>", `<e:encoded xmlns:e="http://wordpress.org/export/1.1/excerpt/">short</e:encoded>`))},
		{"elements of others with the same names", export(item("<media:title>no</media:title><itunes:author>no</itunes:author>", `<media:content url="x"/>`, "<content:encoded>a</content:encoded>"))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := one(t, tt.source)
			assert.Equal(t, "7", e.ExternalID)
			assert.Equal(t, "One", e.Content.Headlines.For(""))
			assert.Equal(t, "a", e.Content.Body.Text())
		})
	}
}

func TestBadInputIsATypedErrorWithItsPlace(t *testing.T) {
	tests := []struct {
		name, source string
		want         error
	}{
		{"two roots", export(item()) + "<rss/>", wxr.ErrSyntax},
		{"NUL in a text", export(item("<content:encoded>a\x00</content:encoded>")), wxr.ErrSyntax},
		{"NUL in a section", export(item("<content:encoded><![CDATA[a\x00]]></content:encoded>")), wxr.ErrSyntax},
		{"NUL between elements", export("\x00", item()), wxr.ErrSyntax},
		{"NUL in a tag", export("<wp:x \x00>"), wxr.ErrSyntax},
		{"UTF-16", "\xff\xfe<\x00r\x00", wxr.ErrEncoding},
		{"UTF-16 without a mark", "<\x00r\x00s\x00", wxr.ErrEncoding},
		{"entities", "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a '&b;&b;'>]>" + export(), wxr.ErrDoctype},
		{"an entity in a text", export(item("<content:encoded><!ENTITY x 'y'></content:encoded>")), wxr.ErrDoctype},
		{"a document type within", export("<!DOCTYPE x>"), wxr.ErrDoctype},
		{"a comment without end", export("<!-- "), wxr.ErrTruncated},
		{"a comment that ends within its beginning", "<rss><!--><channel></channel></rss>", wxr.ErrTruncated},
		{"a section without end", export(item("<content:encoded><![CDATA[a</content:encoded>")), wxr.ErrTruncated},
		{"a section without end between elements", export("<![CDATA[a"), wxr.ErrTruncated},
		{"an instruction without end", export("<?x "), wxr.ErrTruncated},
		{"a comment in a text without end", export(item("<title><!-- a</title>")), wxr.ErrTruncated},
		{"a tag without end", export() + "<rss", wxr.ErrTruncated},
		{"an end tag without end", strings.TrimSuffix(export(item()), ">"), wxr.ErrTruncated},
		{"a text without end", "<rss><channel><title>x", wxr.ErrTruncated},
		{"a text that ends in a tag", "<rss><channel><title>x</titl", wxr.ErrTruncated},
		{"a title closed by the item", export("<item><title>x</item>"), wxr.ErrSyntax},
		{"a title that another item follows", export("<item><title>x<item>"), wxr.ErrSyntax},
		{"elements that cross", export("<a><b></a></b>"), wxr.ErrSyntax},
		{"a tag that is none", export("</ x>"), wxr.ErrSyntax},
		{"attributes that are none", export("<a b>"), wxr.ErrSyntax},
		{"attributes without an end", export(`<a b="c>`), wxr.ErrTruncated},
		{"an end tag with attributes", export(`<a></a b="c">`), wxr.ErrSyntax},
		{"a < in a tag", export("<a <b>"), wxr.ErrSyntax},
		{"an empty channel", "<rss><channel/></rss>", wxr.ErrNotWXR},
		{"a version that is not one", strings.Replace(export(), "1.2</wp:wxr", "1.x</wp:wxr", 1), wxr.ErrVersion},
		{"packed that is not", "\x1f\x8bnonsense", wxr.ErrSyntax},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, wrap := range []func(io.Reader) io.Reader{iotest.OneByteReader, iotest.DataErrReader, func(r io.Reader) io.Reader { return r }} {
				_, err := collect(wxr.Read(wrap(strings.NewReader(tt.source)), wxr.Options{}))
				require.ErrorIs(t, err, tt.want)
				var fault *wxr.Error
				require.ErrorAs(t, err, &fault)
				assert.Positive(t, fault.Line)
				assert.LessOrEqual(t, fault.Byte, int64(len(tt.source)))
			}
		})
	}
}

func TestAFileCutAnywhereIsAnErrorAndItsEntriesAreGood(t *testing.T) {
	source := export(item("<content:encoded><![CDATA[a]]></content:encoded>"), item(field("k", "v")))
	end := strings.LastIndex(source, "</rss>") + len("</rss>")
	for n := range end {
		entries, err := read(source[:n])
		require.Error(t, err, "cut at %d", n)
		for _, e := range articles(entries) {
			require.NoError(t, e.Content.Check())
		}
	}
}

func packed(t *testing.T, source string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, err := io.WriteString(z, source)
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return out.Bytes()
}

func TestPackedExports(t *testing.T) {
	source := export(item("<content:encoded>a</content:encoded>"))
	whole := packed(t, source)
	t.Run("are read", func(t *testing.T) {
		for _, r := range []io.Reader{bytes.NewReader(whole), iotest.HalfReader(bytes.NewReader(whole))} {
			entries, err := collect(wxr.Read(r, wxr.Options{}))
			require.NoError(t, err)
			assert.Equal(t, "a", articles(entries)[0].Content.Body.Text())
		}
	})
	t.Run("cut anywhere are refused", func(t *testing.T) {
		for n := 12; n < len(whole); n++ {
			_, err := collect(wxr.Read(bytes.NewReader(whole[:n]), wxr.Options{}))
			require.ErrorIs(t, err, wxr.ErrTruncated, "cut at %d", n)
		}
	})
	t.Run("damaged are refused", func(t *testing.T) {
		damaged := bytes.Clone(whole)
		damaged[len(damaged)-6] ^= 1
		_, err := collect(wxr.Read(bytes.NewReader(damaged), wxr.Options{}))
		require.ErrorIs(t, err, wxr.ErrSyntax)
	})
	t.Run("that expand past the limit are refused", func(t *testing.T) {
		bomb := packed(t, strings.TrimSuffix(export(), "</channel></rss>")+strings.Repeat(" ", 64<<20))
		_, err := collect(wxr.Read(bytes.NewReader(bomb), wxr.Options{Limits: interchange.Limits{File: 1 << 20}}))
		require.ErrorIs(t, err, wxr.ErrTooLarge)
		_, err = collect(wxr.Read(bytes.NewReader(bomb), wxr.Options{}))
		require.ErrorIs(t, err, wxr.ErrTooLarge, "nothing that large stands between two records")
	})
	t.Run("of exactly the limit are read", func(t *testing.T) {
		_, err := collect(wxr.Read(bytes.NewReader(whole), wxr.Options{Limits: interchange.Limits{File: int64(len(source))}}))
		require.NoError(t, err)
	})
}

func TestTheHeadIsBounded(t *testing.T) {
	var terms strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&terms, "<wp:tag><wp:tag_slug>t%d</wp:tag_slug><wp:tag_name>Tag %d</wp:tag_name></wp:tag>", i, i)
	}
	entries, err := read(export(terms.String(), item()))
	require.NoError(t, err)
	n := 0
	for _, e := range entries {
		n += len(e.Terms)
	}
	assert.Equal(t, 2000, n, "terms that no post uses are given too")
	_, err = collect(wxr.Read(strings.NewReader(export(terms.String(), item())), wxr.Options{Limits: interchange.Limits{Head: 10_000}}))
	require.ErrorIs(t, err, wxr.ErrTooLarge)
}

func TestPictures(t *testing.T) {
	lead := item(field("_thumbnail_id", "9"))
	t.Run("that stand behind their post are found in a file", func(t *testing.T) {
		e := one(t, export(lead, picture))
		require.NotNil(t, e.Content.Lead)
		assert.Equal(t, "https://blog.example/a.jpg", e.Content.Lead.URL)
		assert.Equal(t, "A crane", e.Content.Lead.Alt)
		assert.Equal(t, "The <em>old</em> crane", e.Content.Lead.Caption.String())
		assert.Equal(t, 1536, e.Content.Lead.Width)
	})
	t.Run("but not in a stream, which says so", func(t *testing.T) {
		entries, err := collect(wxr.Read(io.MultiReader(strings.NewReader(export(lead, picture))), wxr.Options{}))
		require.NoError(t, err)
		e := articles(entries)[0]
		assert.Nil(t, e.Content.Lead)
		assert.Contains(t, e.Losses.String(), "stands behind its article")
	})
	t.Run("of another file are missing", func(t *testing.T) {
		assert.Contains(t, one(t, export(lead)).Losses.String(), "dropped featured image: it is not in the file")
	})
	t.Run("with an address that is not safe are left out", func(t *testing.T) {
		e := one(t, export(lead, strings.Replace(picture, "https://blog.example/a.jpg", "javascript:alert(1)", 1)))
		assert.Nil(t, e.Content.Lead)
		assert.Contains(t, e.Losses.String(), "not safe")
	})
}

func TestBodies(t *testing.T) {
	tests := []struct{ name, source, text, loss string }{
		{"single line ends are breaks in a classic post", "a\nb\n\nc", "a\nb|c", ""},
		{"but not at blocks, nor in code", "<p>a</p>\n<pre>x\n\ny</pre>\nb", "a|x|y|b", ""},
		{"nor in posts of blocks", "<!-- wp:paragraph -->\n<p>a\nb</p>\n<!-- /wp:paragraph -->", "a\nb", ""},
		{"a caption becomes that of its picture", `[caption id="attachment_9" width="300"]<a href="https://x.example"><img src="https://x.example/a.jpg" alt="A"/></a> Under <em>it</em>[/caption]`, "Under it", ""},
		{"an old caption is an attribute", `[caption caption="Under"]<img src="https://x.example/a.jpg"/>[/caption]`, "Under", ""},
		{"an embed is its address", "[embed width=1]https://www.youtube.com/watch?v=abc[/embed]", "https://www.youtube.com/watch?v=abc", ""},
		{"so is that of a shortcode of WordPress.com", "[youtube=https://www.youtube.com/watch?v=abc&amp;w=640]", "https://www.youtube.com/watch?v=abc&w=640", ""},
		{"with a name for it", `[soundcloud url="https://soundcloud.com/a/b" width="1"]`, "https://soundcloud.com/a/b", ""},
		{"but not with a number", `[vimeo 123 w=640]`, "[vimeo 123 w=640]", "approximated shortcode vimeo"},
		{"nor with an address that is not safe", `[tweet http://a@b]`, "[tweet http://a@b]", ""},
		{"a gallery is its pictures", `[gallery ids="9,9,8"]`, "The old crane\nThe old crane", "dropped picture of a gallery"},
		{"a gallery without numbers is lost", "a [gallery columns=2] b", "a  b", "dropped [gallery]"},
		{"a playlist is lost", `[playlist ids="9"]`, "", "dropped [playlist]"},
		{"a player without a file is lost", "[audio]", "", "dropped [audio]"},
		{"a plugin's shortcode stays and is reported", `[contact-form id="1"]`, `[contact-form id="1"]`, "approximated shortcode contact-form"},
		{"brackets of the text stay", "He [sic] said [1] [Editor: no]", "He [sic] said [1] [Editor: no]", ""},
		{"an escaped shortcode is text", "Write [[gallery]] here", "Write [[gallery]] here", ""},
		{"an opened caption stays", "[caption] a", "[caption] a", ""},
		{"a block that WordPress makes is lost", "<!-- wp:latest-posts {\"a\":1} /--><p>a</p>", "a", "dropped block wp:latest-posts"},
		{"the end of the teaser is noted", "a<!--more-->b", "ab", "end of the teaser"},
		{"and a page break", "<p>a</p><!--nextpage--><p>b</p>", "a|b", "page break"},
		{"scripts are dropped", "<p>a</p><script>alert(1)</script>", "a", "script"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := one(t, export(picture, item("<content:encoded><![CDATA["+tt.source+"]]></content:encoded>")))
			got := strings.ReplaceAll(e.Content.Body.Text(), "\n\n", "|")
			assert.Equal(t, tt.text, got)
			assert.Contains(t, e.Losses.String(), tt.loss)
		})
	}
	e := one(t, export(item("<content:encoded><![CDATA[<!-- wp:paragraph --><p>a\nb</p>]]></content:encoded>")))
	assert.Equal(t, inline.Text("a\nb"), e.Content.Body[0].Content.(article.Paragraph).Text, "a line end in a block is no break")
	e = one(t, export(item("<content:encoded><![CDATA[[video mp4='https://x.example/a.mp4'][/video][audio src=https://x.example/a.mp3]]]></content:encoded>")))
	require.Len(t, e.Content.Body, 2)
	assert.Equal(t, article.Video{URL: "https://x.example/a.mp4"}, e.Content.Body[0].Content)
	assert.Equal(t, article.Audio{URL: "https://x.example/a.mp3"}, e.Content.Body[1].Content)
}

func TestMoreOfAPost(t *testing.T) {
	e := one(t, export(
		"<wp:category><wp:term_id>4</wp:term_id><wp:category_nicename>asia</wp:category_nicename><wp:category_parent>world</wp:category_parent><wp:cat_name>Asia &amp;amp; more</wp:cat_name></wp:category>",
		"<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>world</wp:category_nicename><wp:cat_name>World</wp:cat_name></wp:category>",
		item("<wp:post_name>one</wp:post_name><link>https://blog.example/2024/one/</link><guid>https://blog.example/?p=7</guid><wp:is_sticky>1</wp:is_sticky><wp:comment_status>closed</wp:comment_status>",
			`<category domain="category" nicename="world">World</category><category domain="category" nicename="asia">Asia</category>`,
			`<category domain="author" nicename="cap-ana">ana</category><category domain="author" nicename="jo-bo">Jo Bo</category>`,
			field("_yoast_wpseo_primary_category", "4"), field("_wp_old_slug", "before"), field("_wp_old_slug", "%d8%b3%d9"),
			field("_yoast_wpseo_title", "For engines"), field("rank_math_title", "%title% %sep%"), field("_yoast_wpseo_metadesc", "What it is"),
			field("data", `a:2:{i:0;s:2:"é";i:1;b:1;}`), field("broken", `a:1:{i:0;s:9:"short";}`),
			field("enclosure", "https://blog.example/a.mp3\n123\naudio/mpeg\n"))))
	assert.Equal(t, []string{"Asia & more", "World"}, labels(e))
	assert.Equal(t, "World", e.Terms[0].Parent.Label)
	assert.Equal(t, []interchange.Author{{Key: "ana", Name: "Ana Ruiz", Slug: "ana"}, {Key: "jo-bo", Name: "Jo Bo", Slug: "jo-bo"}}, e.Authors)
	assert.Equal(t, []string{"before", "س"}, e.OldSlugs)
	assert.Equal(t, []string{"https://blog.example/?p=7"}, e.OldURLs)
	assert.Equal(t, "For engines", e.Content.Headlines.For(article.SEO))
	assert.Equal(t, "What it is", e.Content.Summaries.For(article.SEO))
	assert.Equal(t, article.CommentsClosed, e.Commenting)
	assert.Equal(t, article.Audio{URL: "https://blog.example/a.mp3"}, e.Content.Body[0].Content)
	require.Len(t, e.Content.Extensions, 1)
	assert.JSONEq(t, `{"sticky":true,"fields":[{"key":"rank_math_title","value":"%title% %sep%"},{"key":"data","value":"a:2:{i:0;s:2:\"é\";i:1;b:1;}","data":["é",true]},{"key":"broken","value":"a:1:{i:0;s:9:\"short\";}"}]}`, e.Content.Extensions[0].Data)
}

func TestStatesThatAreNotCertainToBePublicAreDrafts(t *testing.T) {
	for status, draft := range map[string]bool{"publish": false, "future": false, "draft": true, "pending": true, "private": true, "": true, "acf-disabled": true} {
		e := one(t, export(strings.Replace(item(), "publish", status, 1)))
		assert.Equal(t, draft, e.Draft, status)
	}
}

func TestAnAddressIsNoName(t *testing.T) {
	e := one(t, export(item("<dc:creator>hermione@example.com</dc:creator>")))
	assert.Equal(t, []interchange.Author{{Key: "hermione", Name: "hermione", Slug: "hermione"}}, e.Authors)
}

func TestLanguages(t *testing.T) {
	joined := `a:2:{s:2:"fa";i:5;s:2:"en";i:7;}`
	head := "<wp:term><wp:term_taxonomy>post_translations</wp:term_taxonomy><wp:term_slug>pll_1</wp:term_slug><wp:term_description><![CDATA[" + joined + "]]></wp:term_description></wp:term>"
	persian := strings.Replace(item(`<category domain="language" nicename="fa">F</category><category domain="post_translations" nicename="pll_1">x</category>`), ">7<", ">5<", 1)
	t.Run("Polylang's name the post in the site's language", func(t *testing.T) {
		e := one(t, export(head, persian))
		assert.Equal(t, "fa", e.Content.Lang)
		assert.Equal(t, article.IDFor("https://blog.example", "7"), e.Content.Origin.Translation.Of)
	})
	t.Run("a post of a language that is none is in the site's", func(t *testing.T) {
		e := one(t, export(item(`<category domain="language" nicename="pll_x!">F</category>`)))
		assert.Equal(t, "en-US", e.Content.Lang)
	})
	t.Run("what joins them may be missing", func(t *testing.T) {
		assert.Contains(t, one(t, export(persian)).Losses.String(), "does not say what it is joined with")
	})
	for name, title := range map[string]string{"qTranslate's are articles of their own": "[:fr]Ciel[:en]Heaven[:]!", "in its old spelling too": "<![CDATA[<!--:fr-->Ciel!<!--:--><!--:en-->Heaven!<!--:-->]]>"} {
		t.Run(name, func(t *testing.T) {
			entries, err := read(export(strings.Replace(item("<content:encoded>both</content:encoded>"), "One", title, 1)))
			require.NoError(t, err)
			all := articles(entries)
			require.Len(t, all, 2)
			assert.Equal(t, []string{"en", "Heaven!", "7"}, []string{all[0].Content.Lang, all[0].Content.Headlines.For(""), all[0].ExternalID})
			assert.Equal(t, []string{"fr", "Ciel!", "7#fr"}, []string{all[1].Content.Lang, all[1].Content.Headlines.For(""), all[1].ExternalID})
			assert.Equal(t, article.IDFor("https://blog.example", "7"), all[1].Content.Origin.Translation.Of)
			assert.Equal(t, "both", all[1].Content.Body.Text())
		})
	}
	t.Run("a title that looks like a mark is none", func(t *testing.T) {
		assert.Equal(t, "a [:)] b", one(t, export(strings.Replace(item(), "One", "a [:)] b", 1))).Content.Headlines.For(""))
	})
}

func TestCommentsAreGivenOnRequest(t *testing.T) {
	source := export(item("<wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_parent>0</wp:comment_parent><wp:comment_author>Bo</wp:comment_author>" +
		"<wp:comment_author_email>b@example.com</wp:comment_author_email><wp:comment_author_url>javascript:x</wp:comment_author_url><wp:comment_author_IP>192.0.2.1</wp:comment_author_IP>" +
		"<wp:comment_date_gmt>2024-03-02 11:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[Hi <script>x</script><b>you</b>]]></wp:comment_content>" +
		"<wp:comment_approved>1</wp:comment_approved><wp:comment_type>pingback</wp:comment_type><wp:commentmeta><wp:meta_key>a</wp:meta_key></wp:commentmeta></wp:comment>"))
	var counts wxr.Counts
	entries, err := collect(wxr.Read(strings.NewReader(source), wxr.Options{Comments: true, Counts: &counts}))
	require.NoError(t, err)
	assert.Equal(t, map[string]int{"pingback/1": 1}, counts.Comments)
	assert.Equal(t, []interchange.Comment{{
		ID: "3", Author: "Bo", Email: "b@example.com", IP: "192.0.2.1", Type: "pingback", Approved: true,
		At: time.Date(2024, 3, 2, 11, 0, 0, 0, time.UTC), HTML: "Hi <b>you</b>",
	}}, articles(entries)[0].Comments)
	assert.Empty(t, one(t, source).Comments)
}

func TestPHP(t *testing.T) {
	for source, want := range map[string]string{
		`N;`: `null`, `b:1;`: `true`, `i:-5;`: `-5`, `d:0.5;`: `0.5`, `d:INF;`: `"INF"`, `s:2:"é";`: `"é"`, `a:0:{}`: `[]`,
		`a:2:{i:0;i:1;i:1;a:1:{s:1:"k";N;}}`: `[1,{"k":null}]`,
		`a:1:{i:5;s:0:"";}`:                  `{"5":""}`,
		`O:8:"stdClass":1:{s:1:"a";i:1;}`:    `{"@class":"stdClass","a":1}`,
		`O:8:"stdClass":0:{}`:                `{"@class":"stdClass"}`,
		`C:3:"Foo":5:{a:b;c}`:                `"Foo:a:b;c"`,
		`E:7:"Foo:Bar";`:                     `"Foo:Bar"`,
		`a:2:{i:0;O:1:"A":0:{}i:1;r:2;}`:     `[{"@class":"A"},2]`,
	} {
		v, err := wxr.ParsePHP(source)
		require.NoError(t, err, source)
		got, err := v.MarshalJSON()
		require.NoError(t, err)
		assert.JSONEq(t, want, string(got), source)
	}
	for _, source := range []string{
		"", "x", "i:1", "i:x;", "b:;", "d:x;", `s:3:"ab";`, `s:-1:"";`, `s:99999999999999999999:"";`, "a:1:{i:0;}", "a:1:{a:0:{}i:1;}", "a:-1:{}",
		"a:1000000000:{}", "N", "N:", "O:1:A:0:{}", `C:1:"A":9:{}`, "i:1;i:2;", "z:1;", "plain text", strings.Repeat("a:1:{i:0;", 100) + "N;" + strings.Repeat("}", 100),
	} {
		_, err := wxr.ParsePHP(source)
		assert.ErrorIs(t, err, wxr.ErrPHP, source)
	}
}

// TestHostileBodiesCostNoMoreThanTheirLength ends in no time, or, where a cost is
// quadratic, not at all.
func TestHostileBodiesCostNoMoreThanTheirLength(t *testing.T) {
	for _, unit := range []string{"<", "<a", "[", "[a ", "[[", "[:", "[:en]", "<!--:", "<!--:en-->", "&", "&a", "]]>", "<pre>\n", "\n<x", " \n", "[gallery ids=9]", "<![CDATA[]]>"} {
		for _, wrap := range []string{"<content:encoded>%s</content:encoded>", "<content:encoded><![CDATA[%s\n]]></content:encoded>", "<excerpt:encoded>%s</excerpt:encoded>"} {
			source := export(picture, item(fmt.Sprintf(wrap, strings.Repeat(unit, 128<<10/len(unit)))))
			entries, err := read(source)
			var fault *wxr.Error
			if err != nil {
				require.ErrorAs(t, err, &fault, unit)
			}
			for _, e := range articles(entries) {
				require.NoError(t, e.Content.Check(), unit)
			}
		}
	}
}
