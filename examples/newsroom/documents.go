package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
)

// perFeed is how many stories a feed holds.
const perFeed = 50

// documentRoutes adds what programs read: feeds, sitemaps, robots.txt.
func (n *newsroom) documentRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /feed.xml", n.feed("application/rss+xml", render.Feed.RSS))
	mux.HandleFunc("GET /atom.xml", n.feed("application/atom+xml", render.Feed.Atom))
	mux.HandleFunc("GET /feed.json", n.feed("application/feed+json", render.Feed.JSONFeed))
	mux.HandleFunc("GET /sitemap.xml", n.sitemapIndex)
	mux.HandleFunc("GET /sitemaps/{file}", n.sitemap)
	mux.HandleFunc("GET /robots.txt", n.robots)
}

// feeds says where the feeds stand.
func feeds() render.Feeds {
	return render.Feeds{RSS: "/feed.xml", Atom: "/atom.xml", JSON: "/feed.json"}
}

// feed answers with the newest stories in a format.
func (n *newsroom) feed(kind string, write func(render.Feed, io.Writer, render.Site, iter.Seq2[article.View, error]) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n.document(w, r, kind, func(out io.Writer, st render.State) error {
			feed := render.Feed{Updated: st.Changed, Linked: n.linked(r.Context())}
			return write(feed, out, n.site, article.Views(r.Context(), n.articles, article.Query{At: n.now(), Limit: perFeed}))
		})
	}
}

// linked finds the stories that related links lead to.
func (n *newsroom) linked(ctx context.Context) func(article.ID) (article.Teaser, bool) {
	return func(id article.ID) (article.Teaser, bool) {
		found, err := n.articles.Teasers(ctx, n.now(), id)
		if err != nil || len(found) == 0 {
			return article.Teaser{}, false
		}
		return found[0], true
	}
}

// sitemapIndex answers with the addresses of all sitemaps: of news, of pages, and of
// the stories of each month.
func (n *newsroom) sitemapIndex(w http.ResponseWriter, r *http.Request) {
	n.document(w, r, "application/xml", func(out io.Writer, _ render.State) error {
		return render.SitemapIndex(out, n.site, n.sitemaps(r.Context(), n.now()))
	})
}

// sitemaps yields the sitemaps that hold something.
func (n *newsroom) sitemaps(ctx context.Context, now time.Time) iter.Seq2[render.SitemapFile, error] {
	return func(yield func(render.SitemapFile, error) bool) {
		for _, name := range []string{newsName, pagesName} {
			q, size, _ := sitemapQuery(name, now)
			for part, keys := range render.Parts(n.articles.List(ctx, q), size) {
				for _, err := range keys { // the first one tells whether it can be read
					if !yield(render.SitemapFile{URL: sitemapURL(name, part)}, err) {
						return
					}
					break
				}
			}
		}
		month, stories := "", 0
		for key, err := range n.articles.List(ctx, article.Query{At: now}) {
			if m := key.Time.UTC().Format(monthLayout); m != month {
				month, stories = m, 0
			}
			if stories++; err == nil && stories%render.MaxSitemap != 1 {
				continue
			}
			if !yield(render.SitemapFile{URL: sitemapURL(month, stories/render.MaxSitemap)}, err) {
				return
			}
		}
	}
}

// Names of sitemaps: all others are named after the month of their stories.
const (
	newsName    = "news" // the stories of the last two days
	pagesName   = "pages"
	monthLayout = "2006-01"
)

// sitemapURL is where a sitemap stands, or a part of it, from 0.
func sitemapURL(name string, part int) string {
	if part > 0 {
		name += "_" + strconv.Itoa(part+1)
	}
	return "/sitemaps/" + name + ".xml"
}

// sitemapQuery asks for what a sitemap holds, and tells how much of it one file may
// hold.
func sitemapQuery(name string, now time.Time) (q article.Query, size int, ok bool) {
	q = article.Query{At: now}
	switch name {
	case newsName:
		q.From = now.Add(-render.NewsAge)
		return q, render.MaxNewsSitemap, true
	case pagesName:
		q.Kind = article.Page
		return q, render.MaxSitemap, true
	}
	from, err := time.Parse(monthLayout, name)
	q.From, q.Until = from, from.AddDate(0, 1, 0)
	return q, render.MaxSitemap, err == nil
}

// sitemap answers with a sitemap that holds something: no other is valid.
func (n *newsroom) sitemap(w http.ResponseWriter, r *http.Request) {
	file, _ := strings.CutSuffix(r.PathValue("file"), ".xml")
	name, tail, parted := strings.Cut(file, "_")
	part := 0
	if parted {
		number, _ := strconv.Atoi(tail)
		part = number - 1
	}
	now := n.now()
	q, size, ok := sitemapQuery(name, now)
	if !ok || part < 0 || r.URL.Path != sitemapURL(name, part) {
		n.lost(w, r)
		return
	}
	for i, views := range render.Parts(article.Views(r.Context(), n.articles, q), size) {
		if i < part {
			continue
		}
		n.document(w, r, "application/xml", func(out io.Writer, _ render.State) error {
			if name == newsName {
				return render.NewsSitemap(out, n.site, now, views)
			}
			return render.Sitemap(out, n.site, views)
		})
		return
	}
	n.lost(w, r)
}

// robots tells crawlers where the sitemaps are, and that results are no pages.
func (n *newsroom) robots(w http.ResponseWriter, r *http.Request) {
	n.document(w, r, "text/plain", func(out io.Writer, _ render.State) error {
		return render.Robots(out, n.site, []render.RobotsGroup{{Disallow: []string{"/search"}}}, "/sitemap.xml")
	})
}

// document answers with what is written, as it is written: none is held in memory. One
// that fails halfway is broken off, so that nobody takes it for whole.
func (n *newsroom) document(w http.ResponseWriter, r *http.Request, kind string, write func(io.Writer, render.State) error) {
	st, err := n.state(r.Context(), n.now())
	if err != nil {
		n.fail(w, r, err)
		return
	}
	h := w.Header()
	h.Set("Cache-Control", "public, no-cache")
	h.Set("ETag", n.site.ETag(r.URL.Path, st))
	if !st.Changed.IsZero() {
		h.Set("Last-Modified", st.Changed.UTC().Format(http.TimeFormat))
	}
	if fresh(r, h.Get("ETag")) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Type", kind+"; charset=utf-8")
	out := &counted{w: w}
	if err := write(out, st); err == nil {
		return
	} else if out.n == 0 {
		for _, name := range []string{"Cache-Control", "ETag", "Last-Modified"} {
			h.Del(name)
		}
		n.fail(w, r, err)
	} else {
		n.log.ErrorContext(r.Context(), "document broken off", "path", r.URL.Path, "err", err)
		panic(http.ErrAbortHandler)
	}
}

// counted counts what was written.
type counted struct {
	w io.Writer
	n int
}

func (c *counted) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += n
	return n, err
}

// fresh reports whether a reader holds what a tag stands for (RFC 9110, 13.1.2).
func fresh(r *http.Request, tag string) bool {
	for held := range strings.SplitSeq(r.Header.Get("If-None-Match"), ",") {
		if held = strings.TrimSpace(held); held == "*" || held != "" && strings.TrimPrefix(held, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// keptState is the state of the site as it was found last.
type keptState struct {
	mu    sync.Mutex
	state render.State
	from  time.Time
	known bool
}

// state returns what all documents depend on at an instant. What was saved since the
// last call is found in the store's feed of changes.
func (n *newsroom) state(ctx context.Context, now time.Time) (render.State, error) {
	k := &n.keptState
	k.mu.Lock()
	defer k.mu.Unlock()
	st, holds := k.state.At(now)
	last := article.ID{}
	for change, err := range n.articles.Changes(ctx, st.Cursor) {
		if err != nil {
			return st, fmt.Errorf("reading the changes: %w", err)
		}
		st.Cursor, last, holds = change.Cursor, change.ID, false
	}
	if !last.IsZero() {
		a, err := n.articles.Get(ctx, last)
		if err != nil && !errors.Is(err, article.ErrNotFound) {
			return st, err
		}
		st.Changed = latest(st.Changed, a.Decided.At, a.Edited.At)
	}
	st.Terms = n.tree().Version()
	if !holds || !k.known || now.Before(k.from) {
		var err error
		if st.Next, err = n.nextChange(ctx, now); err != nil {
			return st, err
		}
		k.from = now
	}
	k.state, k.known = st, true
	return st, nil
}

func latest(times ...time.Time) (last time.Time) {
	for _, t := range times {
		if t.After(last) {
			last = t
		}
	}
	return last
}
