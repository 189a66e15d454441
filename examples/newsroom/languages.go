package main

import (
	"context"
	"io/fs"
	"net/url"
	"strings"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
)

// linker knows the routes of the site, and in which languages a story is there.
type linker struct {
	render.Paths
	room *newsroom
}

var _ render.Alternates = linker{}

// Alternates implements render.Alternates.
func (l linker) Alternates(t article.Teaser) []render.Alternate {
	original := t.ID
	if !t.Translation.Of.IsZero() {
		original = t.Translation.Of
	}
	translations := l.room.edition.Load().translated[original]
	if len(translations) == 0 {
		return nil
	}
	found, err := l.room.articles.Teasers(context.Background(), l.room.now(), append([]article.ID{original}, translations...)...)
	if err != nil || len(found) < 2 {
		return nil // readers of one language miss nothing
	}
	var all []render.Alternate
	seen := make(map[string]article.ID)
	for _, other := range found {
		if _, ok := seen[other.Lang]; !ok {
			seen[other.Lang] = other.ID
			all = append(all, render.Alternate{Lang: other.Lang, URL: l.ArticleURL(other)})
		}
	}
	if seen[t.Lang] != t.ID { // a second one of its language, which the others do not name
		return nil
	}
	return all
}

// pictureBytes returns how many bytes a picture of the seeded stories has.
func pictureBytes(address string) int64 {
	u, err := url.Parse(address)
	if err != nil {
		return 0
	}
	name, ok := strings.CutPrefix(u.Path, "/pictures/")
	if !ok {
		return 0
	}
	file, err := fs.Stat(seedFiles, "seed/pictures/"+name)
	if err != nil {
		return 0
	}
	return file.Size()
}
