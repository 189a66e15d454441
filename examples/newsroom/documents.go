package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"net/http"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
)

// perFeed is how many stories the feed holds.
const perFeed = 50

// feed answers with the newest stories as RSS.
func (n *newsroom) feed(w http.ResponseWriter, r *http.Request) {
	n.document(w, r, "application/rss+xml; charset=utf-8", func(out io.Writer) error {
		return render.RSS(out, n.site, article.Views(r.Context(), n.articles, article.Query{At: n.now(), Limit: perFeed}))
	})
}

// sitemap answers with the addresses of all stories and pages.
func (n *newsroom) sitemap(w http.ResponseWriter, r *http.Request) {
	n.document(w, r, "application/xml; charset=utf-8", func(out io.Writer) error {
		return render.Sitemap(out, n.site, n.everything(r.Context(), n.now()))
	})
}

// everything yields what readers see at an instant: stories, newest first, and pages.
func (n *newsroom) everything(ctx context.Context, now time.Time) iter.Seq2[article.View, error] {
	return func(yield func(article.View, error) bool) {
		for _, kind := range []article.Kind{article.Story, article.Page} {
			for v, err := range article.Views(ctx, n.articles, article.Query{At: now, Kind: kind}) {
				if !yield(v, err) || err != nil {
					return
				}
			}
		}
	}
}

// robots tells crawlers where the sitemap is, and that results are no pages.
func (n *newsroom) robots(w http.ResponseWriter, r *http.Request) {
	n.document(w, r, "text/plain; charset=utf-8", func(out io.Writer) error {
		_, err := fmt.Fprintf(out, "User-agent: *\nDisallow: /search\n\nSitemap: %s\n", n.site.URL("/sitemap.xml"))
		return err
	})
}

// document answers with what is written, whole or not at all. Its validator changes
// with its bytes, and so at the instant at which a story appears.
func (n *newsroom) document(w http.ResponseWriter, r *http.Request, kind string, write func(io.Writer) error) {
	var out bytes.Buffer
	if err := write(&out); err != nil {
		n.fail(w, r, err)
		return
	}
	sum := sha256.Sum256(out.Bytes())
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "public, no-cache")
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(out.Bytes()))
}
