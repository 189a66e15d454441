package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/prose"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionhttp"
	"github.com/newsjunction/news/related"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy"
)

// newsroom is a running site. What it holds in memory (terms, counts, authors, the
// related index) follows the database, which other processes may write.
type newsroom struct {
	*database
	articles  illustrated // as readers see them; shadows those of the database
	site      render.Site // names terms and people by the edition of the moment
	edition   atomic.Pointer[edition]
	following sync.Mutex // held by whoever makes the next edition
	latest    *taxonomy.Latest
	counts    *taxonomy.Index // of the stories under each term
	index     *related.Index
	bar       *reactionhttp.Handler
	members   *members
	letters   *letters
	policy    string // Content-Security-Policy
	kept      keptChrome
	keptState keptState
	log       *slog.Logger
	now       func() time.Time
}

func newNewsroom(ctx context.Context, db *database, store reaction.Store, base string, remoteImages bool, stderr io.Writer, now func() time.Time) (*newsroom, error) {
	terms, err := taxonomy.NewLatest(ctx, db.terms)
	if err != nil {
		return nil, err
	}
	n := &newsroom{
		database: db,
		articles: illustrated{db.articles},
		latest:   terms,
		counts:   taxonomy.NewIndex(terms.Tree()),
		index:    related.NewIndex(related.Options{}),
		log:      slog.New(slog.NewTextHandler(stderr, nil)),
		now:      now,
	}
	n.edition.Store(&edition{
		tree: terms.Tree(), people: make(people),
		originals: make(map[article.ID]article.ID), translated: make(map[article.ID][]article.ID),
	})
	if n.bar, err = n.newBar(store); err != nil {
		return nil, err
	}
	if n.members, err = newMembers(ctx, db.DB); err != nil {
		return nil, err
	}
	if n.letters, err = newLetters(ctx, db.DB, base); err != nil {
		return nil, err
	}
	if err := n.catchUp(ctx); err != nil {
		return nil, err
	}
	site, err := render.NewSite(render.Config{
		Name:         "News Junction",
		BaseURL:      base,
		Lang:         "en",
		Description:  "World news, business, technology and culture, with the stories behind them.",
		Publisher:    "News Junction",
		TimeZone:     time.UTC,
		Reading:      article.Reading{Speed: prose.Speed{Words: 120}}, // that of the model page
		RemoteImages: remoteImages,
		Feeds:        feeds(),
		Profiles:     profiles(),
		Policies:     render.Policies{Principles: "/about", Corrections: "/about", Ownership: "/about", Feedback: "/contact"},
		Share:        render.Services()[:9],
		Logo:         article.Image{URL: theme.AssetsAt("/assets/").Icon, Alt: "News Junction", Width: 512, Height: 512},
		Linker:       linker{routes(), n},
		PictureBytes: pictureBytes,
	})
	if err != nil {
		return nil, err
	}
	n.site = site.With(newest{n}, newest{n})
	n.policy = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'"
	if remoteImages {
		n.policy += "; img-src 'self' https: http:"
	}
	return n, nil
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
