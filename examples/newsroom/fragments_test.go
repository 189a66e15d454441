package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestLinksWithinAnImportedPageLeaveTheirWords(t *testing.T) {
	const body = `<p>See <a href="#52502"><em>ticket</em> 52502</a>, <a href="https://a.example/#x">there</a>.</p>
<ul><li>one <a href="#46169">two</a><ul><li><a href="#deep">three</a></li></ul></li></ul><pre>&lt;a href="#x"&gt;</pre>`
	s := start(t, "-import", export(t, item(1, "Anchors", body)))
	stories := s.stories()
	require.Len(t, stories, 1)
	_, page := s.get("/news/" + stories[0].Name.Slug)
	var links []string
	for _, p := range all(parse(t, page), "article") {
		for _, a := range all(p, "a") {
			if href := attribute(a, "href"); strings.Contains(href, "#") {
				links = append(links, href)
			}
		}
	}
	assert.Subset(t, links, []string{"https://a.example/#x"})
	for _, gone := range []string{"#52502", "#46169", "#deep"} {
		assert.NotContains(t, links, gone)
	}
	assert.Contains(t, page, "See <em>ticket</em> 52502, ")
	assert.Contains(t, page, "three")
	assert.Contains(t, stories[0].Body.Text(), `<a href="#x">`)
}
