package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
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
	mux.HandleFunc("GET /section/{path...}", n.section)
	mux.HandleFunc("GET /tag/{slug}", n.tag)
	mux.HandleFunc("GET /author/{slug}", n.author)
	mux.HandleFunc("GET /search", n.search)
	mux.HandleFunc("GET /blog", n.all)
	mux.HandleFunc("POST /settings", n.settings)
	mux.HandleFunc("GET /newsletter", n.formOf(theme.NewsletterForm))
	mux.HandleFunc("POST /newsletter", n.subscribe)
	mux.HandleFunc("GET /newsletter/confirm", n.confirm)
	mux.HandleFunc("GET /sign-in", n.formOf(theme.SignInForm))
	mux.HandleFunc("POST /sign-in", n.signIn)
	mux.HandleFunc("POST /sign-out", n.signOut)
	mux.HandleFunc("GET /join", n.formOf(theme.JoinForm))
	mux.HandleFunc("POST /join", n.join)
	mux.HandleFunc("GET /lost-password", n.formOf(theme.LostPasswordForm))
	mux.HandleFunc("POST /lost-password", n.lostPassword)
	mux.HandleFunc("GET /new-password", n.formOf(theme.NewPasswordForm))
	mux.HandleFunc("POST /new-password", n.newPassword)
	n.documentRoutes(mux)
	mux.HandleFunc("GET /{name}", n.page)
	n.bar.Mount(mux)
	mux.Handle("GET /assets/", http.StripPrefix("/assets/", assets()))
	mux.HandleFunc("GET "+pictureFolder, pictures)
	mux.HandleFunc("GET "+coverFolder, covers)
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, theme.AssetsAt("/assets/").Icon, http.StatusFound)
	})
	mux.HandleFunc("/", n.lost)
	return n.headers(compressed(http.NewCrossOriginProtection().Handler(n.current(mux))))
}

// headers sets what every answer has.
func (n *newsroom) headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", n.policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		switch r.Method {
		case http.MethodGet, http.MethodHead, http.MethodPost:
			next.ServeHTTP(w, r)
		default:
			h.Set("Allow", "GET, HEAD, POST")
			http.Error(w, "This site knows GET, HEAD and POST.", http.StatusMethodNotAllowed)
		}
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

// sharedPage is the Cache-Control of a page that all get of whom nothing is known.
const sharedPage = "public, no-cache"

// show writes a page, whole or not at all. Those of whom nothing is known share its
// bytes; a page for one reader is theirs alone. The validator of either is its bytes.
func (n *newsroom) show(w http.ResponseWriter, r *http.Request, status int, page templ.Component) {
	var out bytes.Buffer
	if err := page.Render(r.Context(), &out); err != nil {
		n.log.ErrorContext(r.Context(), "rendering failed", "path", r.URL.Path, "err", err)
		http.Error(w, "This page could not be made.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Add("Vary", "Cookie")
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Cache-Control", "no-store")
	case stranger(r):
		h.Set("Cache-Control", sharedPage)
	default:
		h.Set("Cache-Control", "private, no-cache")
		n.remember(w, r)
	}
	if status == http.StatusOK {
		sum := sha256.Sum256(out.Bytes())
		h.Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(out.Bytes()))
		return
	}
	w.WriteHeader(status)
	_, _ = w.Write(out.Bytes()) // a reader who has gone is no fault of ours
}

// notice answers where there is no page.
func (n *newsroom) notice(w http.ResponseWriter, r *http.Request, status int) {
	ctx, now := context.WithoutCancel(r.Context()), n.now()
	page := theme.NoticePage{Status: status, Visitor: n.visitor(r)}
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
