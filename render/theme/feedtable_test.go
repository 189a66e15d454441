package theme_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/render/theme"
)

// What htmlbody writes for feeds is the table to which the blocks of a page are held:
// a page shows every text, link and file of it, in the same order.
func TestAPageShowsWhatIsWrittenForFeeds(t *testing.T) {
	page := bodyPage(t)
	blocks := append(body(t), page.View.Body...)
	seen := make(map[string]bool)
	for _, block := range blocks {
		if r, ok := block.Content.(article.Related); len(block.Channels) > 0 || ok && !r.Article.IsZero() {
			continue // a page calls a story by its own headline
		}
		if entry, ok := block.Content.(article.LiveEntry); ok {
			entry.Body = entry.Body[:1] // the rest is for another channel, or an entry in an entry
			block.Content = entry
		}
		seen[block.Content.Type()] = true
		page.View.Body = article.Body{block}
		shown := class(parse(t, rendered(t, theme.Article(page))), "body")[0]

		var written strings.Builder
		require.NoError(t, htmlbody.Write(&written, page.View.Body, htmlbody.Options{}))
		feed := parse(t, "<!doctype html><title>x</title><body>"+written.String())
		rest := strings.Join(strings.Fields(text(shown)), " ")
		for _, piece := range pieces(elements(feed, "body")[0]) {
			_, after, found := strings.Cut(rest, piece)
			require.True(t, found, "%s: %q is not in %q", block.Content.Type(), piece, rest)
			rest = after
		}
		assert.Subset(t, addresses(shown), addresses(feed), block.Content.Type())
	}
	assert.GreaterOrEqual(t, len(seen), 12, "types of blocks")
}

// pieces returns the texts below a node, but for times: a page tells those of its own
// zone.
func pieces(n *html.Node) (all []string) {
	for d := range n.Descendants() {
		if s := strings.Join(strings.Fields(d.Data), " "); d.Type == html.TextNode && s != "" && d.Parent.Data != "time" {
			all = append(all, s)
		}
	}
	return all
}

// addresses returns what links, pictures and players below a node lead to.
func addresses(n *html.Node) (all []string) {
	for d := range n.Descendants() {
		for _, name := range []string{"href", "src"} {
			if a := attr(d, name); a != "" {
				all = append(all, a)
			}
		}
	}
	return all
}
