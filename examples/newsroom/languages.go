package main

import (
	"context"
	"io/fs"
	"net/url"
	"slices"
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

// untwinned leaves out the translations of stories that are in a list themselves.
func (n *newsroom) untwinned(ids []article.ID) []article.ID {
	originals := n.edition.Load().originals
	var list []article.ID
	for _, id := range ids {
		if original, translated := originals[id]; !translated || !slices.Contains(ids, original) {
			list = append(list, id)
		}
	}
	return list
}

// pictureBytes returns how many bytes a drawing of the site has.
func pictureBytes(address string) int64 {
	u, err := url.Parse(address)
	if err != nil {
		return 0
	}
	if name, ok := strings.CutPrefix(u.Path, coverFolder); ok {
		return int64(len(drawnCover(name)))
	}
	name, ok := strings.CutPrefix(u.Path, pictureFolder)
	if !ok {
		return 0
	}
	file, err := fs.Stat(seedFiles, "seed/pictures/"+name)
	if err != nil {
		return 0
	}
	return file.Size()
}
