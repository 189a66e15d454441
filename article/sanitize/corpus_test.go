package sanitize_test

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
)

// vector is a line of the corpora.
type vector struct {
	ID      string
	Profile string
	HTML    string
	Keep    []string
	Drop    []string
	Text    []string
}

func corpus(t testing.TB, name string) []vector {
	t.Helper()
	file, err := os.Open(filepath.Join("..", "..", "..", "shared", "data", "sanitize", name))
	if os.IsNotExist(err) && os.Getenv("CI") == "" {
		t.Skip("the corpus of sanitiser vectors is not on this machine")
	}
	require.NoError(t, err)
	defer file.Close()
	var vectors []vector
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var v vector
		require.NoError(t, json.Unmarshal(lines.Bytes(), &v))
		vectors = append(vectors, v)
	}
	require.NoError(t, lines.Err())
	return vectors
}

func profiles() map[string]sanitize.Profile {
	return map[string]sanitize.Profile{"Article": sanitize.Article(), "Comment": sanitize.Comment(), "Feed": sanitize.Feed(),
		"Newsletter": sanitize.Newsletter(), "Plain": sanitize.Plain(), "Derived": derived()}
}

// derived is an Article with every option that changes what is written.
var derived = sync.OnceValue(func() sanitize.Profile {
	p, err := sanitize.Article().With(sanitize.Options{
		Base: "https://news.example/a/", IDPrefix: "story-", TopHeading: 3, Classes: []string{"wp-*", "a"},
		Embeds: []sanitize.Embed{{Host: "x.example", Path: "/"}},
		Links:  sanitize.LinkPolicy{NoFollow: true, NewTab: true},
		Images: sanitize.ImagePolicy{Hosts: []string{"news.example", "*.x.example"}, Lazy: true},
	})
	if err != nil {
		panic(err)
	}
	return p
})

func TestEveryHostileVectorComesOutHarmless(t *testing.T) {
	vectors := corpus(t, "hostile.jsonl")
	require.GreaterOrEqual(t, len(vectors), 7764)
	for name, p := range profiles() {
		t.Run(name, func(t *testing.T) {
			for _, v := range vectors {
				require.NoError(t, check(p, v.HTML), "%s\n%s", v.ID, v.HTML)
				_, report, err := p.HTML(v.HTML)
				require.NoError(t, err)
				require.NotContains(t, report.String(), "second opinion", "%s\n%s", v.ID, v.HTML)
			}
		})
	}
}

func TestBenignNewsMarkupIsKept(t *testing.T) {
	wanted, unwanted, cases := 0, 0, 0
	for _, v := range corpus(t, "benign.jsonl") {
		p, ok := profiles()[v.Profile]
		require.True(t, ok, v.Profile)
		cases++
		out, _, err := p.HTML(v.HTML)
		require.NoError(t, err)
		root := tree(t, out)
		for _, row := range v.Keep {
			wanted++
			assert.True(t, matches(root, row), "%s must keep %s: %s", v.ID, row, out)
		}
		for _, row := range v.Drop {
			unwanted++
			assert.False(t, matches(root, row), "%s must drop %s: %s", v.ID, row, out)
		}
		for _, text := range v.Text {
			assert.Contains(t, textOf(root), text, v.ID)
		}
		require.NoError(t, check(p, v.HTML), v.ID)
	}
	assert.Equal(t, []int{78, 182, 35}, []int{cases, wanted, unwanted}, "the corpus is whole")
}

func tree(t testing.TB, s string) *xhtml.Node {
	t.Helper()
	root, err := parseInDiv(s)
	require.NoError(t, err)
	return root
}

func parseInDiv(s string) (*xhtml.Node, error) {
	div := &xhtml.Node{Type: xhtml.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := xhtml.ParseFragment(strings.NewReader(s), div)
	for _, n := range nodes {
		div.AppendChild(n)
	}
	return div, err
}

func textOf(root *xhtml.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == xhtml.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

// matches reports whether the tree holds what a selector of the corpus names: steps
// of an element and attributes, each below the one before.
func matches(root *xhtml.Node, selector string) bool {
	step, rest, more := cutStep(selector)
	for n := range root.Descendants() {
		if matchesStep(n, step) && (!more || matches(n, rest)) {
			return true
		}
	}
	return false
}

func cutStep(selector string) (step, rest string, more bool) {
	depth := 0
	for i, r := range selector {
		switch {
		case r == '[':
			depth++
		case r == ']':
			depth--
		case r == ' ' && depth == 0:
			return selector[:i], selector[i+1:], true
		}
	}
	return selector, "", false
}

func matchesStep(n *xhtml.Node, step string) bool {
	if step == "#comment" {
		return n.Type == xhtml.CommentNode
	}
	name, attrs, _ := strings.Cut(step, "[")
	if n.Type != xhtml.ElementNode || name != "" && n.Data != name {
		return false
	}
	for attr := range strings.SplitSeq(strings.TrimSuffix(attrs, "]"), "][") {
		if attr != "" && !slices.ContainsFunc(n.Attr, func(a xhtml.Attribute) bool { return matchesAttr(a, attr) }) {
			return false
		}
	}
	return true
}

func matchesAttr(a xhtml.Attribute, want string) bool {
	key, value, valued := strings.Cut(want, "=")
	name := strings.TrimRight(key, "*^")
	switch {
	case a.Key != name:
		return false
	case !valued:
		return true
	case strings.HasSuffix(key, "*"):
		return strings.Contains(a.Val, value)
	case strings.HasSuffix(key, "^"):
		return strings.HasPrefix(a.Val, value)
	}
	return a.Val == value
}

// TestInlineElementsAreTheGrammar holds the one table to its two readers.
func TestInlineElementsAreTheGrammar(t *testing.T) {
	for e := range inline.Grammar() {
		markup := "<" + e.Name + ">x</" + e.Name + ">"
		switch {
		case e.Void:
			markup = "x<" + e.Name + "/>"
		case e.Name == "a":
			markup = `<a href="/x">x</a>`
		case e.Parent != "":
			markup = "<" + e.Parent + ">" + markup + "</" + e.Parent + ">"
		}
		h, report, err := sanitize.Article().Inline(markup)
		require.NoError(t, err)
		assert.Equal(t, markup, h.String())
		assert.True(t, report.Empty(), report.String())
	}
}
