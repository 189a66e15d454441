package htmlbody_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
)

func TestParseReadsTheLanguagesOfPublishingSystems(t *testing.T) {
	p := func(s string) article.Paragraph { return paragraph(t, s) }
	image := func(url, caption string) article.Figure {
		return article.Figure{Image: article.Image{URL: url, Caption: markup(t, caption)}}
	}
	embed := func(url, title, provider string) article.Embed {
		return article.Embed{URL: url, Title: title, Provider: provider, Consent: provider != ""}
	}
	tests := []struct {
		name, source string
		want         []article.BlockContent
		report       string
	}{
		{"block comments of WordPress are no loss", `<!-- wp:paragraph {"align":"left"} --><p>a</p><!-- /wp:paragraph -->`, []article.BlockContent{p("a")}, ""},
		{"a block that is made anew for each page is reported", `<!-- wp:latest-posts {"n":5} /--><p>a</p>`, []article.BlockContent{p("a")},
			"Body: dropped block wp:latest-posts: the system that stored it makes it anew for each page\n"},
		{"an embed of WordPress", "<!-- wp:embed {\"url\":\"https://youtu.be/a\"} --><figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\nhttps://youtu.be/a\n</div></figure><!-- /wp:embed -->",
			[]article.BlockContent{embed("https://youtu.be/a", "https://youtu.be/a", "YouTube")}, ""},
		{"other comments are reported", `<p>a</p><!--more--><p>b</p>`, []article.BlockContent{p("a"), p("b")}, "Body: dropped HTML comment: readers never see it\n"},
		{"a caption of WordPress", `[caption id="x" width="9"]<a href="/big"><img src="/a.png" /></a> The <em>quay</em> [/caption]b`,
			[]article.BlockContent{image("/a.png", "The <em>quay</em>"), p("b")}, ""},
		{"a caption that begins with markup", `[caption]<img src="/a.png"><b>Quay</b>[/caption]`, []article.BlockContent{image("/a.png", "<b>Quay</b>")}, ""},
		{"a caption in the shortcode", `[caption caption="Fish &amp; quay"]<img src="/a.png">[/caption]`, []article.BlockContent{image("/a.png", "Fish &amp; quay")}, ""},
		{"a caption without an end is text", `[caption]<b>x</b>`, []article.BlockContent{p("[caption]<b>x</b>")}, ""},
		{"an end without a caption is text", `x[/caption]`, []article.BlockContent{p("x[/caption]")}, ""},
		{"a gallery by numbers is reported", `a[gallery ids="1,2"]`, []article.BlockContent{p("a")},
			"Body: dropped [gallery]: it names its parts by numbers of the system that stored it\n"},
		{"an embed shortcode", `[embed width="9"]https://vimeo.com/1?a=b&amp;c=d[/embed]`, []article.BlockContent{embed("https://vimeo.com/1?a=b&c=d", "https://vimeo.com/1?a=b&c=d", "Vimeo")}, ""},
		{"an embed of no address is text", `[embed]javascript:x[/embed]`, []article.BlockContent{p("[embed]javascript:x[/embed]")}, ""},
		{"players", `[video width="640" height="360" mp4="/v.mp4" poster="/p.png"][/video][audio src='/a.mp3']`,
			[]article.BlockContent{article.Video{URL: "/v.mp4", Poster: "/p.png", Width: 640, Height: 360}, article.Audio{URL: "/a.mp3"}}, ""},
		{"a player of nothing is reported", `a[audio]`, []article.BlockContent{p("a")}, "Body: dropped [audio]: it names no address\n"},
		{"a quoted shortcode is text", `[[gallery]] <code>[gallery]</code> [1] [sic]`, []article.BlockContent{p("[[gallery]] <code>[gallery]</code> [1] [sic]")}, ""},
		{"a script holds no shortcodes", `a<script>"[gallery]"</script>`, []article.BlockContent{p("a")}, "Body.script: dropped element: the element is not kept\n"},
		{"pictures of AMP", `<amp-img src="/a.png" width="9" height="8" alt="q"><noscript><img src="/a.png"></noscript></amp-img>`,
			[]article.BlockContent{article.Figure{Image: article.Image{URL: "/a.png", Alt: "q", Width: 9, Height: 8}}},
			"Body: dropped fallback of amp-img: it is for readers to whom the component shows nothing\n"},
		{"a carousel of AMP", `<amp-carousel><amp-img src="/a.png"></amp-img><amp-img src="/b.png"></amp-img></amp-carousel>`,
			[]article.BlockContent{article.Gallery{Images: []article.Slide{{Image: article.Image{URL: "/a.png"}}, {Image: article.Image{URL: "/b.png"}}}}}, ""},
		{"players of AMP", `<amp-video src="/v.mp4" controls></amp-video><amp-audio src="/a.mp3"></amp-audio>`,
			[]article.BlockContent{article.Video{URL: "/v.mp4"}, article.Audio{URL: "/a.mp3"}}, ""},
		{"embeds of AMP", `<amp-youtube data-videoid="a-1" layout="responsive"></amp-youtube><amp-vimeo data-videoid="1"></amp-vimeo><amp-dailymotion data-videoid="x"></amp-dailymotion>` +
			`<amp-twitter data-tweetid="12"></amp-twitter><amp-instagram data-shortcode="Cx"></amp-instagram><amp-soundcloud data-trackid="7"></amp-soundcloud><amp-gist data-gistid="f"></amp-gist>` +
			`<amp-facebook data-href="https://www.facebook.com/t/posts/1"></amp-facebook><amp-tiktok data-src="https://www.tiktok.com/@a/video/1"></amp-tiktok>`,
			[]article.BlockContent{
				embed("https://www.youtube.com/watch?v=a-1", "YouTube", "YouTube"), embed("https://vimeo.com/1", "Vimeo", "Vimeo"),
				embed("https://www.dailymotion.com/video/x", "Dailymotion", "Dailymotion"), embed("https://x.com/i/status/12", "X", "X"),
				embed("https://www.instagram.com/p/Cx/", "Instagram", "Instagram"), embed("https://api.soundcloud.com/tracks/7", "SoundCloud", "SoundCloud"),
				embed("https://gist.github.com/f", "GitHub Gist", ""), embed("https://www.facebook.com/t/posts/1", "Facebook", "Facebook"),
				embed("https://www.tiktok.com/@a/video/1", "TikTok", "TikTok")}, ""},
		{"a frame of AMP", `<amp-iframe src="https://datawrapper.dwcdn.net/aB1cD/3/" title="Rents"><p>wait</p></amp-iframe>`,
			[]article.BlockContent{embed("https://datawrapper.dwcdn.net/aB1cD/3/", "Rents", "Datawrapper")},
			"Body: dropped fallback of amp-iframe: it is for readers to whom the component shows nothing\n" +
				"Body[0]: approximated iframe: pages load nothing from other hosts: it became a link\n"},
		{"an AMP component that shows nothing is reported", `<amp-ad type="x">a</amp-ad><amp-youtube>b`, []article.BlockContent{p("ab")},
			"Body.amp-ad: dropped element: the element is not kept\nBody.amp-youtube: dropped element: the element is not kept\n"},
		{"an AMP component without an end takes nothing with it", `<amp-img src="/a.png">b<amp-img src="/c.png">`,
			[]article.BlockContent{p("b"), image("/a.png", ""), image("/c.png", "")}, ""},
		{"a chart that a script draws", `<div class="flourish-embed" data-src="visualisation/12"><script src="https://public.flourish.studio/resources/embed.js"></script></div>`,
			[]article.BlockContent{embed("https://public.flourish.studio/visualisation/12/", "Flourish", "Flourish")},
			"Body.div.data-src: dropped attribute: the attribute is not kept\nBody.script: dropped element: the element is not kept\n"},
		{"a script that writes its thing in its place", `<p>a</p><script src="https://gist.github.com/g/0123456789abcdef.js"></script>`,
			[]article.BlockContent{p("a"), embed("https://gist.github.com/g/0123456789abcdef", "GitHub Gist", "")},
			"Body.script: approximated embed: scripts are not kept; it is a link\n"},
		{"a quote that a script replaces", `<blockquote class="twitter-tweet"><p>Open again. <a href="https://t.co/a">pic</a></p>&mdash; Roads <a href="https://twitter.com/roads/status/1">May 3</a></blockquote>`,
			[]article.BlockContent{embed("https://twitter.com/roads/status/1", "Open again. pic — Roads May 3", "X")}, ""},
		{"a quote of TikTok", `<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@n/video/1" data-video-id="1"><section><a href="https://www.tiktok.com/@n">@n</a></section></blockquote>`,
			[]article.BlockContent{embed("https://www.tiktok.com/@n/video/1", "@n", "TikTok")}, ""},
		{"a quote of a network without a link is a quote", `<blockquote class="twitter-tweet"><p>x</p></blockquote>`, []article.BlockContent{article.Quote{Paragraphs: []inline.HTML{markup(t, "x")}}}, ""},
		{"a bookmark of Ghost", `<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://x.example/a"><div class="kg-bookmark-content"><div class="kg-bookmark-title">Title</div><div class="kg-bookmark-description">More</div></div><div class="kg-bookmark-thumbnail"><img src="/t.png"></div></a><figcaption>Why</figcaption></figure>`,
			[]article.BlockContent{embed("https://x.example/a", "Title More", ""), p("Why")},
			"Body[0]: dropped img: the pictures of a bookmark are those of the page that it leads to\n"},
		{"HTML cards and galleries of Ghost", `<!--kg-card-begin: html--><p>a</p><!--kg-card-end: html--><figure class="kg-card kg-gallery-card"><div class="kg-gallery-container"><div class="kg-gallery-row"><div class="kg-gallery-image"><img src="/a.png"></div><div class="kg-gallery-image"><img src="/b.png"></div></div></div></figure>`,
			[]article.BlockContent{p("a"), article.Gallery{Images: []article.Slide{{Image: article.Image{URL: "/a.png"}}, {Image: article.Image{URL: "/b.png"}}}}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			body, report, err := htmlbody.Parse(strings.NewReader(tt.source), sanitize.Article())
			require.NoError(t, err)
			assert.Equal(t, tt.want, contents(body))
			assert.Equal(t, tt.report, report.String())

			var written strings.Builder
			require.NoError(t, htmlbody.Write(&written, body, htmlbody.Options{}))
			again, _, err := htmlbody.Parse(strings.NewReader(written.String()), sanitize.Article())
			require.NoError(t, err)
			assert.Equal(t, body, again, "what is written is read as it was")
		})
	}
}

func TestATranslationMayBeLongerThanWhatIsRead(t *testing.T) {
	source := strings.Repeat(`<amp-gist data-gistid="f">`, 100)
	profile, err := sanitize.Article().With(sanitize.Options{MaxBytes: len(source)})
	require.NoError(t, err)
	body, _, err := htmlbody.Parse(strings.NewReader(source), profile)
	require.NoError(t, err)
	assert.Len(t, body, 100)
	_, _, err = htmlbody.Parse(strings.NewReader(source+" "), profile)
	require.ErrorIs(t, err, sanitize.ErrTooLarge)
}
