package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
	"github.com/newsjunction/news/taxonomy"
)

// An edition is what a newsroom holds in memory of its database beside its indexes. It
// is not written once requests can see it: the next one takes its place.
type edition struct {
	tree       *taxonomy.Tree
	people     people
	pages      []article.Key               // of the footer, oldest first
	originals  map[article.ID]article.ID   // of translations
	translated map[article.ID][]article.ID // of originals, to their translations
	read       article.Cursor              // the last save that is in it
}

// people are the authors that bylines refer to.
type people map[article.AuthorID]article.Author

// Author implements render.People.
func (p people) Author(id article.AuthorID) (article.Author, bool) {
	a, ok := p[id]
	return a, ok
}

// newest is the edition of the moment, as the terms and people of a site.
type newest struct{ *newsroom }

func (n newest) Category(id taxonomy.ID) (taxonomy.Category, bool) { return n.tree().Category(id) }
func (n newest) Tag(id taxonomy.ID) (taxonomy.Tag, bool)           { return n.tree().Tag(id) }
func (n newest) Term(id taxonomy.ID) (taxonomy.Term, bool)         { return n.tree().Term(id) }
func (n newest) Breadcrumb(id taxonomy.ID) []taxonomy.Category     { return n.tree().Breadcrumb(id) }

func (n newest) Author(id article.AuthorID) (article.Author, bool) {
	return n.edition.Load().people.Author(id)
}

// tree returns the terms of the moment.
func (n *newsroom) tree() *taxonomy.Tree { return n.edition.Load().tree }

// current brings what is held in memory up with the database before a request is
// answered. Where that fails, the request is answered with what is there.
func (n *newsroom) current(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/assets/") && !strings.HasPrefix(r.URL.Path, "/pictures/") {
			ctx := context.WithoutCancel(r.Context()) // others wait for it too
			if err := n.catchUp(ctx); err != nil {
				n.log.ErrorContext(ctx, "following the database", "err", err)
			}
		}
		next.ServeHTTP(w, r)
	})
}

// catchUp reads what this or another process has written since the edition of the
// moment. Where that is nothing it costs two reads of an index.
func (n *newsroom) catchUp(ctx context.Context) error {
	if !n.following.TryLock() {
		return nil // another request is at it
	}
	defer n.following.Unlock()
	was := n.edition.Load()
	ids, read, err := n.saved(ctx, was.read)
	if err != nil {
		return err
	}
	if err := n.latest.Refresh(ctx); err != nil {
		return err
	}
	tree := n.latest.Tree()
	if tree == was.tree && len(ids) == 0 {
		return nil
	}
	if tree != was.tree {
		filed, err := n.filed(ctx, was.tree, tree)
		if err != nil {
			return err
		}
		ids = append(ids, filed...)
		n.counts.Adopt(tree)
	}
	next := was.copy()
	next.tree, next.read = tree, read
	if err := n.takeAll(ctx, next, ids); err != nil {
		return err
	}
	n.edition.Store(next)
	return nil
}

// saved returns the articles that were saved since a cursor, and the last one.
func (n *newsroom) saved(ctx context.Context, since article.Cursor) (ids []article.ID, last article.Cursor, err error) {
	last = since
	for change, err := range n.articles.Changes(ctx, since) {
		if err != nil {
			return nil, since, err
		}
		ids, last = append(ids, change.ID), change.Cursor
	}
	return ids, last, nil
}

// filed returns the stories whose words depend on terms that have changed: the related
// index knows them by the labels of their terms, and of the sections above.
func (n *newsroom) filed(ctx context.Context, was, tree *taxonomy.Tree) (ids []article.ID, err error) {
	add := func(id taxonomy.ID) {
		for _, named := range slices.Concat(was.Reach(id), tree.Reach(id)) {
			for story := range n.counts.Filed(named) {
				ids = append(ids, article.ID(story))
			}
		}
	}
	for change, err := range n.terms.Changes(ctx, was.Version()) {
		if errors.Is(err, taxonomy.ErrForgotten) {
			ids, _, err := n.saved(ctx, 0)
			return ids, err
		}
		if err != nil {
			return nil, err
		}
		for _, s := range change.Categories {
			if s.Before != nil {
				add(s.Before.ID)
			}
		}
		for _, s := range change.Tags {
			if s.Before != nil {
				add(s.Before.ID)
			}
		}
	}
	return ids, nil
}

func (e *edition) copy() *edition {
	next := *e
	next.people = maps.Clone(e.people)
	next.pages = slices.Clone(e.pages)
	next.originals = maps.Clone(e.originals)
	next.translated = maps.Clone(e.translated)
	return &next
}

// takeAll takes articles, each once.
func (n *newsroom) takeAll(ctx context.Context, e *edition, ids []article.ID) error {
	done := make(map[article.ID]bool, len(ids))
	for _, id := range ids {
		if done[id] {
			continue
		}
		done[id] = true
		if err := n.take(ctx, e, id); err != nil {
			return fmt.Errorf("article %s: %w", id, err)
		}
	}
	return nil
}

// take puts an article as it stands in the database into the indexes and into an
// edition. What is not visible yet is put in with its window.
func (n *newsroom) take(ctx context.Context, e *edition, id article.ID) error {
	a, err := n.articles.Get(ctx, id)
	if err != nil {
		return err
	}
	v, ok := a.First(n.now())
	e.forget(id)
	if !ok {
		n.index.Remove(id)
		n.counts.Remove(taxonomy.FilingID(id))
		return nil
	}
	if err := n.credit(ctx, e, v.Byline); err != nil {
		return err
	}
	if v.Kind == article.Page {
		at, _ := slices.BinarySearchFunc(e.pages, v.Key(), article.Key.Compare)
		e.pages = slices.Insert(e.pages, at, v.Key())
		return nil
	}
	if original := v.Translation.Of; !original.IsZero() {
		e.originals[id] = original
		e.translated[original] = append(slices.Clone(e.translated[original]), id)
	}
	n.counts.Put(taxonomy.Filing{
		ID: taxonomy.FilingID(id), Terms: v.Filing.Terms(), From: v.Window.From, Until: v.Window.Until,
	})
	err = n.index.Put(related.FromView(v, e.tree))
	if errors.Is(err, related.ErrEmpty) { // a story without a word is shown, but related to nothing
		n.index.Remove(id)
		return nil
	}
	return err
}

// forget takes an article out of an edition that nobody sees yet.
func (e *edition) forget(id article.ID) {
	e.pages = slices.DeleteFunc(e.pages, func(k article.Key) bool { return k.ID == id })
	if original, ok := e.originals[id]; ok {
		delete(e.originals, id)
		e.translated[original] = slices.DeleteFunc(slices.Clone(e.translated[original]), func(t article.ID) bool { return t == id })
	}
}

// credit gathers the authors of a byline.
func (n *newsroom) credit(ctx context.Context, e *edition, byline []article.Credit) error {
	var ids []article.AuthorID
	for _, credit := range byline {
		if !credit.Author.IsZero() {
			ids = append(ids, credit.Author)
		}
	}
	authors, err := n.authors.Authors(ctx, ids...)
	for _, a := range authors {
		e.people[a.ID] = a
	}
	return err
}
