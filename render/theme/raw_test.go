package theme_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render/theme"
)

func TestIDsOfRawHTMLAreNobodyElses(t *testing.T) {
	page := articlePage(t)
	page.View.Body = article.Body{
		{Content: article.Raw{HTML: `<h2 id="main">One</h2><p><a href="#main">up</a></p><p id="main">x</p>`}},
		{Content: article.Raw{HTML: `<h2 id="main">Two</h2>`}},
	}
	root := requireLawful(t, rendered(t, theme.Article(page)))
	body := class(root, "body")[0]
	heading := attr(elements(body, "h2")[0], "id")
	assert.NotEqual(t, "main", heading)
	assert.Equal(t, "#"+heading, attr(elements(body, "a")[0], "href"), "a link within it still leads there")
}

func TestTheSameRawHTMLTwiceHasIDsOfItsOwn(t *testing.T) {
	page := articlePage(t)
	block := article.Block{Content: article.Raw{HTML: `<h2 id="2-x">Tides</h2><p id="x"><a href="#x">here</a></p>`}}
	page.View.Body = article.Body{block, block, block}
	body := class(requireLawful(t, rendered(t, theme.Article(page))), "body")[0]
	paragraphs, links := elements(body, "p"), elements(body, "a")
	for i := range paragraphs {
		assert.Equal(t, "#"+attr(paragraphs[i], "id"), attr(links[i], "href"), "a link leads to its own block")
	}
}
