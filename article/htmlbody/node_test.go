package htmlbody_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
)

// profiles are those of package sanitize, and one that says more of links, pictures and ids.
func profiles(t require.TestingT) []sanitize.Profile {
	own, err := sanitize.Article().With(sanitize.Options{Base: "https://news.example/a/", IDPrefix: "story-", TopHeading: 2,
		Links: sanitize.LinkPolicy{NoFollow: true, NewTab: true}, Images: sanitize.ImagePolicy{Lazy: true}})
	require.NoError(t, err)
	return []sanitize.Profile{sanitize.Article(), sanitize.Comment(), sanitize.Feed(), sanitize.Newsletter(), sanitize.Plain(), own}
}

// requireOneTree holds the tree to that of golang.org/x/net/html, and each line that is
// in the grammar as it stands to what the profile makes of it.
func requireOneTree(t require.TestingT, source string) {
	for _, p := range profiles(t) {
		clean, _, err := p.HTML(source)
		require.NoError(t, err)
		want, err := html.ParseFragment(strings.NewReader(clean), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
		require.NoError(t, err)
		got := htmlbody.Grow(clean)
		requireSameNodes(t, clean, want, got)
		for _, line := range htmlbody.Lines(clean, got) {
			short, err := inline.Parse(line)
			if err != nil {
				continue
			}
			long, lost, err := p.Inline(line)
			require.NoError(t, err)
			require.Equal(t, long, short, "a line of %.500q", source)
			require.Empty(t, lost.String(), "a line of %.500q", source)
		}
	}
}

func requireSameNodes(t require.TestingT, clean string, want []*html.Node, got []*htmlbody.Node) {
	require.Equal(t, len(want), len(got), "nodes of %.500q", clean)
	for i, n := range got {
		var spelled strings.Builder
		require.NoError(t, html.Render(&spelled, want[i]))
		require.Equal(t, spelled.String(), n.Outer())
		if want[i].Type == html.TextNode {
			require.Empty(t, n.Name())
			require.Equal(t, want[i].Data, n.Text())
			continue
		}
		require.Equal(t, want[i].Data, n.Name())
		for _, a := range want[i].Attr {
			value, ok := n.Attribute(a.Key)
			require.True(t, ok, "%s of %s", a.Key, n.Outer())
			require.Equal(t, a.Val, value)
		}
		_, ok := n.Attribute("no")
		require.False(t, ok)
		var inside []*html.Node
		for c := range want[i].ChildNodes() {
			inside = append(inside, c)
		}
		requireSameNodes(t, clean, inside, n.Children())
	}
}

func TestTheTreeIsThatOfAParser(t *testing.T) {
	for _, source := range []string{"", "a", "<pre>\n\na</pre><pre>b</pre>", `<p>a <b title="x=">b</b>&amp;<br></p>`, `<img src="/a" alt='b="c" no="d'>`,
		`<table><tr><td>a<td><b>b</table>`, `<iframe src="https://www.youtube.com/embed/a"></iframe>`, `<video controls><source src="/a.mp4"></video>`} {
		requireOneTree(t, source)
	}
}

func TestTheTreeOfRealBodiesIsThatOfAParser(t *testing.T) {
	bodies(t, func(_, source string) { requireOneTree(t, source) })
	exported(t, func(_, source string) { requireOneTree(t, source) })
}

func TestTheTreeOfHostileMarkupIsThatOfAParser(t *testing.T) {
	files, err := filepath.Glob("../../../shared/data/sanitize/*.jsonl")
	require.NoError(t, err)
	if len(files) == 0 {
		require.Empty(t, os.Getenv("CI"), "../shared/data/sanitize must be there in CI")
		t.Skip("../shared/data/sanitize is not there")
	}
	for _, file := range files {
		in, err := os.Open(file)
		require.NoError(t, err)
		lines := bufio.NewScanner(in)
		lines.Buffer(nil, 16<<20)
		for lines.Scan() {
			var vector struct{ HTML string }
			require.NoError(t, json.Unmarshal(lines.Bytes(), &vector))
			requireOneTree(t, vector.HTML)
		}
		require.NoError(t, lines.Err())
		require.NoError(t, in.Close())
	}
}

func TestTheTreeOfAnySoupIsThatOfAParser(t *testing.T) {
	morsel := rapid.SampledFrom(strings.Split("x| |\n|&lt;|&amp;amp;|\"|'|<|>|é|\u00a0|<pre>|</pre>|<p>|</p>|<b>|</b>|<i class=a>|</i>|<a href='/a?b&c'>|</a>|<a href=//b.example rel=tag>|"+
		"<br>|<table>|<tr>|<td>|</td>|</table>|<ul>|<li>|</ul>|<img src=/a alt='b=\"'>|<ruby>|<rt>|</ruby>|<span dir=rtl>|</span>|<q cite=/x>|</q>|<h2>|</h2>|<svg>|</svg>|<script>|</script>|<video src=/a>|</video>", "|"))
	rapid.Check(t, func(t *rapid.T) {
		requireOneTree(t, strings.Join(rapid.SliceOfN(morsel, 0, 60).Draw(t, "soup"), ""))
	})
}
