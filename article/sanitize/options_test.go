package sanitize_test

import (
	"strings"
	"testing"

	"github.com/microcosm-cc/bluemonday"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
)

func TestOptions(t *testing.T) {
	const frame = `allowfullscreen="" loading="lazy" referrerpolicy="strict-origin-when-cross-origin" sandbox="allow-popups allow-presentation allow-same-origin allow-scripts" `
	chart := []sanitize.Embed{{Host: "charts.example", Path: "/embed/", Title: "Chart"}}
	tests := []struct {
		name    string
		profile sanitize.Profile
		options sanitize.Options
		give    string
		want    string
	}{
		{"base resolves relative addresses", sanitize.Article(), sanitize.Options{Base: "https://news.example/a/"}, `<a href="b?c">x</a><a href="#d">y</a><img src="/e" srcset="f 2x">`,
			`<a href="https://news.example/a/b?c">x</a><a href="#d">y</a><img src="https://news.example/e" srcset="https://news.example/a/f 2x"/>`},
		{"feeds have no addresses within the page", sanitize.Feed(), sanitize.Options{Base: "https://news.example/a/"}, `<a href="#d">y</a>`, `<a href="https://news.example/a/#d">y</a>`},
		{"feeds without a base refuse relative addresses", sanitize.Feed(), sanitize.Options{}, `<a href="b">x</a><a href="#d">y</a><img src="/e"><img src="//a.example/f"><a href="mailto:a@b.example">z</a>`,
			`xy<img src="https://a.example/f"/><a href="mailto:a@b.example">z</a>`},
		{"frames of feeds and newsletters are links", sanitize.Newsletter(), sanitize.Options{}, `<iframe src="https://www.youtube.com/embed/a"></iframe>`, `<a href="https://www.youtube.com/embed/a">YouTube</a>`},
		{"script embeds of newsletters are paragraphs", sanitize.Newsletter(), sanitize.Options{}, `<script src="//gist.github.com/g/0123456789abcdef.js"></script>`,
			`<p><a href="https://gist.github.com/g/0123456789abcdef">GitHub Gist</a></p>`},
		{"tables of newsletters say how they look", sanitize.Newsletter(), sanitize.Options{}, `<table role="presentation" width="100%" bgcolor="#fff" border="0" cellpadding="x"><tr valign="TOP"><td align="center" height="1">a</table>`,
			`<table bgcolor="#fff" border="0" role="presentation" width="100%"><tbody><tr valign="top"><td align="center">a</td></tr></tbody></table>`},
		{"frames of further hosts", sanitize.Article(), sanitize.Options{Embeds: chart}, `<iframe src="http://charts.example/embed/7"></iframe><iframe src="https://charts.example/embed/../x"></iframe>`,
			`<iframe ` + frame + `src="https://charts.example/embed/7" title="Chart"></iframe><a href="https://charts.example/embed/../x">charts.example</a>`},
		{"a frame without a title is called after its host", sanitize.Feed(), sanitize.Options{Embeds: []sanitize.Embed{{Host: "a.example", Path: "/"}}}, `<iframe src="https://a.example/"></iframe>`,
			`<iframe ` + frame + `src="https://a.example/" title="a.example"></iframe>`},
		{"the site is never framed", sanitize.Article(), sanitize.Options{Embeds: chart, Site: []string{"charts.example"}, Base: "https://www.youtube.com/"},
			`<iframe src="https://charts.example/embed/7"></iframe><iframe src="/embed/a"></iframe>`, `<a href="https://charts.example/embed/7">charts.example</a><a href="https://www.youtube.com/embed/a">www.youtube.com</a>`},
		{"comments have no frames", sanitize.Comment(), sanitize.Options{Embeds: chart}, `a<iframe src="https://charts.example/embed/7"></iframe>`, `a`},
		{"links say what the policy says", sanitize.Article(), sanitize.Options{Links: sanitize.LinkPolicy{NoFollow: true, UGC: true, Sponsored: true, NewTab: true}},
			`<a href="https://a.example/" rel="me nofollow">x</a><a href="/b" target="_top">y</a>`,
			`<a href="https://a.example/" rel="me nofollow ugc sponsored noopener" target="_blank">x</a><a href="/b" rel="nofollow ugc sponsored noopener">y</a>`},
		{"links of comments say more", sanitize.Comment(), sanitize.Options{Links: sanitize.LinkPolicy{NoFollow: true, Sponsored: true}}, `<a href="/b" rel="me">y</a>`, `<a href="/b" rel="nofollow ugc noopener sponsored">y</a>`},
		{"pictures of other hosts are left out", sanitize.Article(), sanitize.Options{Images: sanitize.ImagePolicy{Hosts: []string{"a.example", "*.cdn.example"}}},
			`<img src="https://a.example/1"><img src="https://b.cdn.example/2" srcset="https://cdn.example/3 2x, /4 3x"><img src="https://x.example/5"><img src="/6">`,
			`<img src="https://a.example/1"/><img src="https://b.cdn.example/2" srcset="/4 3x"/><img src="/6"/>`},
		{"pictures are rewritten and lazy", sanitize.Article(), sanitize.Options{Images: sanitize.ImagePolicy{Lazy: true, Rewrite: proxied}},
			`<img src="https://a.example/1" srcset="/2 2x"><img src="/3" loading="eager"><video poster="/4"></video>`,
			`<img loading="lazy" src="/proxy/https://a.example/1" srcset="/proxy//2 2x"/><img loading="eager" src="/proxy//3"/><video poster="/proxy//4"></video>`},
		{"a picture that is rewritten to harm is left out", sanitize.Article(), sanitize.Options{Images: sanitize.ImagePolicy{Rewrite: func(string) string { return "javascript:x" }}}, `a<img src="/1">`, `a`},
		{"classes of the list stay", sanitize.Article(), sanitize.Options{Classes: []string{"wp-*", "factbox"}}, `<p class="wp-block factbox fixed">x</p><p class="fixed">y</p>`, `<p class="wp-block factbox">x</p><p>y</p>`},
		{"no classes", sanitize.Article(), sanitize.Options{Classes: []string{}}, `<p class="wp-block">x</p>`, `<p>x</p>`},
		{"ids and the links to them get a prefix", sanitize.Article(), sanitize.Options{IDPrefix: "story-"}, `<h2 id="top">x</h2><a href="#top">y</a><a href="/a#top">z</a>`,
			`<h2 id="story-top">x</h2><a href="#story-top">y</a><a href="/a#top">z</a>`},
		{"headings move down together", sanitize.Article(), sanitize.Options{TopHeading: 3}, `<h1>a</h1><h2>b</h2><h5>c</h5>`, `<h3>a</h3><h4>b</h4><h6>c</h6>`},
		{"low headings stay", sanitize.Article(), sanitize.Options{TopHeading: 2}, `<h3>a</h3>`, `<h3>a</h3>`},
		{"a policy of the caller's own comes first", sanitize.Article(), sanitize.Options{First: bluemonday.NewPolicy().AllowElements("b", "script")}, `<i>a</i><b onclick="x">c</b><script>d</script>`, `a<b>c</b>`},
		{"a policy that never settles leaves text", sanitize.Article(), sanitize.Options{First: growing{}}, `<b>a</b>`, `a!!!!`},
		{"fewer attributes", sanitize.Article(), sanitize.Options{MaxAttrs: 1}, `<img src="/a" alt="b">`, `<img src="/a"/>`},
		{"fewer candidates", sanitize.Article(), sanitize.Options{MaxCandidates: 1}, `<img src="/a" srcset="/b 2x, /c 3x">`, `<img src="/a" srcset="/b 2x"/>`},
		{"fewer tags", sanitize.Article(), sanitize.Options{MaxTags: 2}, `<b>a</b><i>b</i>`, `<b>a</b>b`},
		{"less depth", sanitize.Article(), sanitize.Options{MaxDepth: 1}, `<b><i>a</i></b>`, `<b>a</b>`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := tt.profile.With(tt.options)
			require.NoError(t, err)
			got, _, err := p.HTML(tt.give)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
			again, _, err := p.HTML(got)
			require.NoError(t, err)
			if _, grows := tt.options.First.(growing); !grows {
				assert.Equal(t, got, again)
			}
			assert.Equal(t, got, p.SecondOpinion(got))
		})
	}
}

func proxied(address string) string {
	if strings.HasPrefix(address, "/proxy/") {
		return address
	}
	return "/proxy/" + address
}

// growing is a policy that changes all it is shown.
type growing struct{}

func (growing) Sanitize(s string) string { return s + "!" }

func TestInlineKeepsToTheOptions(t *testing.T) {
	p, err := sanitize.Comment().With(sanitize.Options{Base: "https://news.example/", Links: sanitize.LinkPolicy{NewTab: true}, MaxBytes: 40})
	require.NoError(t, err)
	h, _, err := p.Inline(`<a href="/x">y</a>`)
	require.NoError(t, err)
	assert.Equal(t, `<a href="https://news.example/x" rel="nofollow ugc noopener">y</a>`, h.String())
	_, _, err = p.Inline(strings.Repeat("x", 41))
	require.ErrorIs(t, err, sanitize.ErrTooLarge)
	assert.Equal(t, 40, p.MaxBytes())
}

func TestOptionsThatCannotHoldAreRefused(t *testing.T) {
	for _, o := range []sanitize.Options{
		{MaxBytes: -1}, {MaxDepth: sanitize.MaxDepth + 1}, {MaxTags: -1}, {Base: "/x"}, {Base: "javascript:x"}, {Base: "mailto:a@b.example"}, {Base: "https://a\uff0fb.example/"},
		{IDPrefix: "x"}, {IDPrefix: "a b-"}, {IDPrefix: strings.Repeat("a-", 17)}, {TopHeading: 7}, {TopHeading: -1},
		{Embeds: []sanitize.Embed{{}}}, {Embeds: []sanitize.Embed{{Host: "a.example"}}}, {Embeds: []sanitize.Embed{{Host: "a/b", Path: "/"}}},
	} {
		_, err := sanitize.Article().With(o)
		assert.ErrorIs(t, err, sanitize.ErrInvalidProfile, "%+v", o)
	}
}

func TestParseLink(t *testing.T) {
	for give, want := range map[string]string{
		"https://a.example/b?c#d":    "https://a.example/b?c#d",
		"http://BÜCHER.example:8080": "http://xn--bcher-kva.example:8080",
		"HTTPS://A.example/B":        "https://a.example/B",
		"mailto:a@b.example":         "mailto:a@b.example",
		"tel:+4930123456":            "tel:+4930123456",
	} {
		u, err := sanitize.ParseLink(give)
		require.NoError(t, err, give)
		assert.Equal(t, want, u.String())
	}
	for give, reason := range map[string]string{
		"":                            "empty address",
		"/path":                       "no scheme and no host",
		"a.example":                   "no scheme and no host",
		"//a.example":                 "leaves the site",
		"javascript:alert(1)":         "scheme is not one of",
		"data:text/html,x":            "scheme is not one of",
		"https:///x":                  "missing or malformed host",
		"https:x":                     "no host follows",
		"https://a:b@c.example/":      "user name",
		`https://a.example\b`:         "backslash",
		"https://a.example/\x00":      "control character",
		"https://a.example/\u202e":    "direction",
		"https://a.example/ b":        "white space",
		"https://xn--\u00fc.example/": "the host is not a name",
	} {
		_, err := sanitize.ParseLink(give)
		require.ErrorIs(t, err, sanitize.ErrUnsafeURL, give)
		assert.ErrorContains(t, err, reason, give)
	}
}

func FuzzParseLink(f *testing.F) {
	for _, seed := range []string{"https://a.example/", "//x", "java\tscript:x", "http://é/", "https://a%00b/", "mailto:x", "https://[::1]:80/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		u, err := sanitize.ParseLink(address)
		if err != nil {
			require.ErrorIs(t, err, sanitize.ErrUnsafeURL)
			return
		}
		require.NoError(t, inline.CheckLink(u.String()), address)
		require.Contains(t, []string{"http", "https", "mailto", "tel"}, u.Scheme)
		require.True(t, u.Opaque != "" || u.Host != "")
	})
}

// TestTheTextAReaderSeesIsKept builds trees of elements, some of which go with their
// content, and looks for every word that stands in none of those.
func TestTheTextAReaderSeesIsKept(t *testing.T) {
	hidden := map[string]bool{"script": true, "style": true, "template": true, "textarea": true, "svg": true, "title": true}
	names := rapid.SampledFrom(strings.Fields("p b i em a div span h2 ul li blockquote figure figcaption table tr td center font article nav form button " +
		"label marquee pre code details summary dl dt dd noscript object x-y o:p script style template textarea svg title"))
	rapid.Check(t, func(t *rapid.T) {
		var source strings.Builder
		var seen []string
		var open []string
		concealed := 0
		for i := range rapid.IntRange(0, 60).Draw(t, "steps") {
			name := names.Draw(t, "name")
			switch {
			case concealed > 0 || len(open) > 0 && rapid.Bool().Draw(t, "close"):
				last := open[len(open)-1]
				open = open[:len(open)-1]
				if hidden[last] {
					concealed--
				}
				source.WriteString("</" + last + ">")
			default:
				open = append(open, name)
				source.WriteString("<" + name + ">")
				if hidden[name] {
					concealed++
				}
			}
			word := "w" + strings.Repeat("x", i%7) + string(rune('a'+i%26))
			source.WriteString(" " + word + " ")
			if concealed == 0 {
				seen = append(seen, word)
			}
		}
		for name, p := range profiles() {
			out, _, err := p.HTML(source.String())
			require.NoError(t, err)
			require.Equal(t, strings.Join(seen, " "), strings.Join(strings.Fields(textOfHTML(t, out)), " "), "%s: %s", name, source.String())
		}
	})
}

func textOfHTML(t require.TestingT, out string) string {
	root, err := parseInDiv(out)
	require.NoError(t, err)
	return textOf(root)
}

func TestPlainTextIsOnlyEscaped(t *testing.T) {
	for give, want := range map[string]string{
		"":                           "",
		"The port":                   "The port",
		`"it's" > é – …`:             `&#34;it&#39;s&#34; &gt; é – …`,
		"tab\tand\nline":             "tab\tand\nline",
		"a\u00a0b\ufffdc\u2069d\xc2": "a\u00a0b\ufffdcd",
		"a\u0085b\ufffe":             "ab",
		"a\r\nb":                     "a\nb",
	} {
		for name, p := range profiles() {
			got, _, err := p.HTML(give)
			require.NoError(t, err)
			assert.Equal(t, want, got, name)
		}
	}
}
