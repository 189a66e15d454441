package main

import (
	"bytes"
	"context"
	"io/fs"
	"net/http"
	"time"

	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/render/theme"
)

// routes says where things stand on the site.
func routes() render.Paths {
	return render.Paths{Article: "/news/", Page: "/", Category: "/section/", Tag: "/tag/", Author: "/author/"}
}

// handler answers all requests.
func (n *newsroom) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", n.home)
	mux.HandleFunc("GET /news/{name}", n.story)
	mux.HandleFunc("GET /section/{slug}", n.section)
	mux.HandleFunc("GET /tag/{slug}", n.tag)
	mux.HandleFunc("GET /author/{slug}", n.author)
	mux.HandleFunc("GET /search", n.search)
	mux.HandleFunc("GET /feed.xml", n.feed)
	mux.HandleFunc("GET /sitemap.xml", n.sitemap)
	mux.HandleFunc("GET /robots.txt", n.robots)
	mux.HandleFunc("GET /{name}", n.page)
	mux.HandleFunc("POST /react", n.react)
	mux.Handle("GET /assets/", http.StripPrefix("/assets/", assets()))
	mux.Handle("GET /pictures/", pictures())
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, theme.AssetsAt("/assets/").Icon, http.StatusFound)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { n.notice(w, r, http.StatusNotFound) })
	return n.headers(http.NewCrossOriginProtection().Handler(mux))
}

// headers sets what every answer has.
func (n *newsroom) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", n.policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		next.ServeHTTP(w, r)
	})
}

// assets serves the files of the theme, whose names change with their content.
func assets() http.Handler {
	files := make(map[string]theme.Asset)
	for _, a := range theme.Assets() {
		files[a.Name] = a
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a, ok := files[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", a.Type)
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.Bytes))
	})
}

// pictures serves the drawings of the seeded stories.
func pictures() http.Handler {
	files, err := fs.Sub(seedFiles, "seed")
	if err != nil {
		return http.NotFoundHandler()
	}
	server := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path[len(r.URL.Path)-1] == '/' {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=86400")
		server.ServeHTTP(w, r)
	})
}

// show writes a page, whole or not at all.
func (n *newsroom) show(w http.ResponseWriter, r *http.Request, status int, page templ.Component) {
	var out bytes.Buffer
	if err := page.Render(r.Context(), &out); err != nil {
		n.log.ErrorContext(r.Context(), "rendering failed", "path", r.URL.Path, "err", err)
		http.Error(w, "This page could not be made.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "private, no-cache")
	w.WriteHeader(status)
	_, _ = w.Write(out.Bytes()) // a reader who has gone is no fault of ours
}

// notice answers where there is no page.
func (n *newsroom) notice(w http.ResponseWriter, r *http.Request, status int) {
	ctx, now := context.WithoutCancel(r.Context()), n.now()
	page := theme.NoticePage{Status: status}
	var err error
	if page.Chrome, err = n.chrome(ctx, now); err == nil {
		page.Latest, err = n.teasers(ctx, article.Query{At: now, Limit: 4})
	}
	if err != nil {
		n.log.ErrorContext(ctx, "notice without its lists", "err", err)
		page.Chrome = theme.Chrome{Site: n.site, Files: theme.AssetsAt("/assets/")}
	}
	n.show(w, r, status, theme.Notice(page))
}
