package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/prose"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/related"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
)

// newsroom is a running site. What it holds in memory (terms, authors, the related
// index) is read when it starts: nothing but reactions is written while it serves.
type newsroom struct {
	*database
	site    render.Site
	tree    *taxonomy.Tree
	people  people
	pages   []article.ID // of the footer
	index   *related.Index
	bar     *reaction.Counter
	readers readers
	policy  string // Content-Security-Policy
	kept    keptChrome
	log     *slog.Logger
	now     func() time.Time
}

// people are the authors that bylines refer to.
type people map[article.AuthorID]article.Author

// Author implements render.People.
func (p people) Author(id article.AuthorID) (article.Author, bool) {
	a, ok := p[id]
	return a, ok
}

func newNewsroom(ctx context.Context, db *database, base string, remoteImages bool, stderr io.Writer, now func() time.Time) (*newsroom, error) {
	tree, err := db.terms.Load(ctx)
	if err != nil {
		return nil, err
	}
	n := &newsroom{
		database: db,
		tree:     tree,
		people:   make(people),
		index:    related.NewIndex(related.Options{}),
		bar:      reaction.NewCounter(reaction.Default(), db.reactions),
		log:      slog.New(slog.NewTextHandler(stderr, nil)),
		now:      now,
	}
	if n.readers, err = newReaders(db.secret); err != nil {
		return nil, err
	}
	if err := n.load(ctx); err != nil {
		return nil, err
	}
	site, err := render.NewSite(render.Config{
		Name:         "News Junction",
		BaseURL:      base,
		Lang:         "en",
		Description:  "World news, business, technology and culture, with the stories behind them.",
		Publisher:    "News Junction",
		TimeZone:     time.UTC,
		ReadingSpeed: prose.Speed{Words: 120}, // that of the model page
		RemoteImages: remoteImages,
		Linker:       routes(),
	})
	if err != nil {
		return nil, err
	}
	n.site = site.With(n.tree, n.people)
	n.policy = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'"
	if remoteImages {
		n.policy += "; img-src 'self' https: http:"
	}
	return n, nil
}

// load fills the related index, with what is not visible yet too, and gathers the
// authors and the pages.
func (n *newsroom) load(ctx context.Context) error {
	for _, kind := range []article.Kind{article.Story, article.Page} {
		ids, err := article.Keys(n.articles.List(ctx, article.Query{Kind: kind, Oldest: true}))
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := n.loadOne(ctx, id); err != nil {
				return fmt.Errorf("article %s: %w", id, err)
			}
		}
	}
	return nil
}

func (n *newsroom) loadOne(ctx context.Context, id article.ID) error {
	a, err := n.articles.Get(ctx, id)
	if err != nil {
		return err
	}
	v, ok := a.First(n.now())
	if !ok {
		return nil
	}
	if err := n.credit(ctx, v.Byline); err != nil {
		return err
	}
	if v.Kind == article.Page {
		n.pages = append(n.pages, id)
		return nil
	}
	// A story without a word is shown, but related to nothing.
	if err := n.index.Put(related.FromView(v, n.tree)); err != nil && !errors.Is(err, related.ErrEmpty) {
		return err
	}
	return nil
}

// credit gathers the authors of a byline that are not known yet.
func (n *newsroom) credit(ctx context.Context, byline []article.Credit) error {
	var unknown []article.AuthorID
	for _, credit := range byline {
		if _, ok := n.people[credit.Author]; !ok && !credit.Author.IsZero() {
			unknown = append(unknown, credit.Author)
		}
	}
	authors, err := n.authors.Authors(ctx, unknown...)
	for _, a := range authors {
		n.people[a.ID] = a
	}
	return err
}

// teasers returns what a query asks for.
func (n *newsroom) teasers(ctx context.Context, q article.Query) ([]article.Teaser, error) {
	ids, err := article.Keys(n.articles.List(ctx, q))
	if err != nil {
		return nil, err
	}
	return n.articles.Teasers(ctx, q.At, ids...)
}

// fail answers a request that went wrong through no fault of the reader's.
func (n *newsroom) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil {
		return // the reader has gone
	}
	n.log.ErrorContext(r.Context(), "request failed", "path", r.URL.Path, "err", err)
	n.notice(w, r, http.StatusInternalServerError)
}
