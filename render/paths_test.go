package render_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
)

func TestPathsPutEachSortOfPageBelowItsOwn(t *testing.T) {
	story, about := teaser("x"), teaser("About")
	about.Kind, about.Name.Slug = article.Page, "about"
	term := taxonomy.Term{Slug: "c d"}
	assert.Equal(t, "/news/calm-sea", routes.ArticleURL(story))
	assert.Equal(t, "/about", routes.ArticleURL(about))
	assert.Equal(t, "/section/c%20d", routes.CategoryURL(taxonomy.Category{Term: term}))
	assert.Equal(t, "/tag/c%20d", routes.TagURL(taxonomy.Tag{Term: term}))
	assert.Equal(t, "/author/mara", routes.AuthorURL(article.Author{Slug: "mara"}))
	assert.Empty(t, routes.ArticleURL(article.Teaser{}), "nothing without a slug")
	assert.Empty(t, render.Paths{}.ArticleURL(story), "no path, no pages")
}
