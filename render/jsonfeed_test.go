package render_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
)

func TestAJSONFeedNamesASectionAndATagOfOneNameOnce(t *testing.T) {
	section, tag, other := taxonomy.CategoryID("test", "sea"), taxonomy.TagID("test", "sea"), taxonomy.TagID("test", "sky")
	term := func(id taxonomy.ID, slug, label string) taxonomy.Term {
		return taxonomy.Term{ID: id, Slug: slug, Labels: taxonomy.Labels{{Text: label}}}
	}
	tree, _ := taxonomy.Load([]taxonomy.Category{{Term: term(section, "sea", "Sea")}},
		[]taxonomy.Tag{{Term: term(tag, "sea", "Sea")}, {Term: term(other, "sky", `Sky "blue"`)}}, taxonomy.Options{})
	v := article.View{Teaser: teaser("Calm sea")}
	v.Filing = article.Filing{Category: section, Tags: []article.Tagging{{Term: tag}, {Term: other}}}
	var out strings.Builder
	require.NoError(t, render.JSONFeed(&out, newSite(t, "Gazette").With(tree, nil), views(v, v)))
	var read jsonDoc
	require.NoError(t, json.Unmarshal([]byte(out.String()), &read))
	require.Len(t, read.Items, 2)
	for _, item := range read.Items {
		assert.Equal(t, []string{"Sea", `Sky "blue"`}, item.Tags)
	}
}
