package theme_test

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// voids are the elements without an end tag (HTML, section 13.1.2).
var voids = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// requireBalanced holds a page to closing what it opens, in order.
func requireBalanced(t testing.TB, page string) {
	var open []string
	tokens := html.NewTokenizer(strings.NewReader(page))
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			require.Empty(t, open)
			return
		case html.StartTagToken:
			if name := tokens.Token().Data; !slices.Contains(voids, name) {
				open = append(open, name)
			}
		case html.EndTagToken:
			name := tokens.Token().Data
			require.NotEmpty(t, open, "</%s> closes nothing", name)
			require.Equal(t, open[len(open)-1], name)
			open = open[:len(open)-1]
		}
	}
}

func parse(t testing.TB, page string) *html.Node {
	root, err := html.Parse(strings.NewReader(page))
	require.NoError(t, err)
	return root
}

// elements returns the elements of a name below n, or all of them for "".
func elements(n *html.Node, name string) []*html.Node {
	var found []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (name == "" || d.Data == name) {
			found = append(found, d)
		}
	}
	return found
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

// text returns the text below n.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// requireLawful holds a page to what every page promises.
func requireLawful(t testing.TB, page string) *html.Node {
	requireBalanced(t, page)
	root := parse(t, page)
	require.Len(t, elements(root, "h1"), 1)
	require.NotEmpty(t, attr(elements(root, "html")[0], "lang"))
	ids := make(map[string]bool)
	for _, e := range elements(root, "") {
		if id := attr(e, "id"); id != "" {
			require.False(t, ids[id], "id %q is there twice", id)
			ids[id] = true
		}
		requireHarmless(t, e)
	}
	for _, e := range elements(root, "") {
		if id := attr(e, "aria-labelledby"); id != "" {
			require.True(t, ids[id], "no element %q", id)
		}
	}
	return root
}

func requireHarmless(t testing.TB, e *html.Node) {
	for _, a := range e.Attr {
		require.False(t, strings.HasPrefix(a.Key, "on") || a.Key == "style", "<%s %s>", e.Data, a.Key)
		require.NotContains(t, strings.ToLower(a.Val), "javascript:", "<%s %s>", e.Data, a.Key)
	}
	if src := attr(e, "src"); src != "" {
		address, err := url.Parse(src)
		require.NoError(t, err)
		require.Truef(t, address.Host == "" && address.Scheme == "" || strings.HasPrefix(src, "https://gazette.example/"), "<%s> loads %q", e.Data, src)
	}
	switch e.Data {
	case "script":
		if attr(e, "type") == "application/ld+json" {
			require.True(t, json.Valid([]byte(text(e))), text(e))
			break
		}
		require.NotEmpty(t, attr(e, "src"))
		require.Empty(t, text(e))
	case "style", "iframe", "object", "embed":
		require.Fail(t, "forbidden element", e.Data)
	case "img":
		require.True(t, has(e, "alt"), "img without alt")
	case "a":
		for up := e.Parent; up != nil; up = up.Parent {
			require.NotEqual(t, "a", up.Data, "a link in a link")
		}
	}
}

func TestEveryPageIsLawful(t *testing.T) {
	for name, page := range pages(t) {
		t.Run(name, func(t *testing.T) { requireLawful(t, rendered(t, page)) })
	}
}

func TestAPageRenderedTwiceIsTheSame(t *testing.T) {
	for name, page := range pages(t) {
		assert.Equal(t, rendered(t, page), rendered(t, page), name)
	}
}
