package main

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

const (
	perStrip = 4
	perList  = 20
	results  = 50
)

// home shows the newest stories, and below them a strip a section.
func (n *newsroom) home(w http.ResponseWriter, r *http.Request) {
	if r.URL.RawQuery != "" && n.old(w, r) { // /?p=12
		return
	}
	page, err := n.homePage(r.Context(), n.now())
	if err != nil {
		n.fail(w, r, err)
		return
	}
	page.Visitor = n.visitor(r)
	n.show(w, r, http.StatusOK, theme.Home(page))
}

// homePage composes the home page: the newest stories, and then those of each section
// that do not stand above.
func (n *newsroom) homePage(ctx context.Context, now time.Time) (page theme.HomePage, err error) {
	const top, latest = 4, 6
	if page.Chrome, err = n.chrome(ctx, now); err != nil {
		return page, err
	}
	var lineup related.Lineup
	fill := func(name string, want int, q article.Query) ([]article.Teaser, error) {
		q.At, q.Limit = now, 2*(want+top+latest)
		ids, err := article.Keys(n.articles.List(ctx, q))
		if err != nil {
			return nil, err
		}
		var placed []article.ID
		for _, p := range lineup.Fill(related.Slot{Name: name, Want: want, From: slices.Values(n.untwinned(ids))}) {
			placed = append(placed, p.ID)
		}
		return n.articles.Teasers(ctx, now, placed...)
	}
	if page.Top, err = fill("top", top, article.Query{}); err != nil {
		return page, err
	}
	if page.Latest, err = fill("latest", latest, article.Query{}); err != nil {
		return page, err
	}
	for _, c := range page.Chrome.Sections {
		stories, err := fill(c.Slug, perStrip, article.Query{Terms: n.tree().Reach(c.ID)})
		if err != nil {
			return page, err
		}
		if len(stories) > 0 {
			page.Strips = append(page.Strips, theme.Strip{Section: c, Stories: stories})
		}
	}
	return page, nil
}

func (n *newsroom) author(w http.ResponseWriter, r *http.Request) {
	a, err := n.authors.FindAuthor(r.Context(), r.PathValue("slug"))
	if errors.Is(err, article.ErrNotFound) {
		n.lost(w, r)
		return
	}
	if err != nil {
		n.fail(w, r, err)
		return
	}
	n.list(w, r, article.Query{Authors: []article.AuthorID{a.ID}}, theme.ListPage{
		Kind:    theme.AuthorList,
		Heading: a.Name,
		Intro:   a.Bio,
		Picture: a.Picture,
		Links:   a.Links,
		URL:     routes().AuthorURL(a),
	})
}

// all shows all stories.
func (n *newsroom) all(w http.ResponseWriter, r *http.Request) {
	n.list(w, r, article.Query{}, blog())
}

// list shows one page of what a query finds: the stories before or after the one
// that the request names, the newest where it names none.
func (n *newsroom) list(w http.ResponseWriter, r *http.Request, q article.Query, page theme.ListPage) {
	ctx := r.Context()
	page.Visitor = n.visitor(r)
	q.At, q.Limit = n.now(), perList+1
	at := page.URL
	current := page.Chrome.Current
	before, after := n.edge(ctx, q.At, r.FormValue("before")), n.edge(ctx, q.At, r.FormValue("after"))
	q.Before = before
	if before.IsZero() && !after.IsZero() {
		q.After, q.Oldest = after, true
	}
	stories, err := n.teasers(ctx, q)
	if err == nil {
		page.Chrome, err = n.chrome(ctx, q.At)
	}
	if err != nil {
		n.fail(w, r, err)
		return
	}
	page.Chrome.Current = current
	more := len(stories) > perList
	stories = stories[:min(perList, len(stories))]
	if q.Oldest {
		slices.Reverse(stories)
	}
	page.Stories = stories
	if len(stories) > 0 {
		if more || q.Oldest {
			page.Older = at + "?before=" + stories[len(stories)-1].ID.String()
		}
		if !before.IsZero() || q.Oldest && more {
			page.Newer = at + "?after=" + stories[0].ID.String()
		}
	}
	n.show(w, r, http.StatusOK, theme.List(page))
}

// edge returns the key of the story that a request names, and none for anything else.
func (n *newsroom) edge(ctx context.Context, now time.Time, name string) article.Key {
	id, err := article.ParseID(name)
	if err != nil {
		return article.Key{}
	}
	found, err := n.articles.Teasers(ctx, now, id)
	if err != nil || len(found) == 0 {
		return article.Key{}
	}
	return found[0].Key()
}

// search shows the stories that hold all words of a query.
func (n *newsroom) search(w http.ResponseWriter, r *http.Request) {
	ctx, now := r.Context(), n.now()
	page := theme.SearchPage{Visitor: n.visitor(r), Query: strings.TrimSpace(r.FormValue("q"))}
	hits, err := n.index.Search(page.Query, related.Query{K: results, At: now})
	if err == nil {
		page.Stories, err = n.articles.Teasers(ctx, now, related.IDs(hits)...)
	}
	if err == nil {
		page.Chrome, err = n.chrome(ctx, now)
	}
	if err != nil {
		n.fail(w, r, err)
		return
	}
	n.show(w, r, http.StatusOK, theme.Search(page))
}

// page shows a page such as About.
func (n *newsroom) page(w http.ResponseWriter, r *http.Request) {
	v, ok := n.find(w, r, "page")
	if !ok {
		return
	}
	ctx, now := r.Context(), n.now()
	page := theme.StaticPage{View: v, Visitor: n.visitor(r)}
	var err error
	if page.Chrome, err = n.chrome(ctx, now); err == nil {
		page.Linked, err = n.articles.Teasers(ctx, now, v.Linked()...)
	}
	if err != nil {
		n.fail(w, r, err)
		return
	}
	n.show(w, r, http.StatusOK, theme.Static(page))
}

// story shows an article's page.
func (n *newsroom) story(w http.ResponseWriter, r *http.Request) {
	ctx, now := r.Context(), n.now()
	chrome, err := n.chrome(ctx, now) // first: what is read after it is not older
	if err != nil {
		n.fail(w, r, err)
		return
	}
	v, ok := n.find(w, r, "article")
	if !ok {
		return
	}
	form, err := n.bar.Form(r, v.ID.String(), v.Lang)
	if err != nil {
		n.fail(w, r, err)
		return
	}
	plate, err := n.plate(ctx, chrome, v, now)
	if err != nil {
		n.fail(w, r, err)
		return
	}
	n.show(w, r, http.StatusOK, plate.Fill(theme.Slots{Visitor: n.visitor(r), Reactions: form, Comments: comments(v)}))
}

// plate returns an article's page as the chrome keeps it, and where it does not yet,
// gathers what stands on it. Of one article, a sponsor alone comes and goes by itself.
func (n *newsroom) plate(ctx context.Context, chrome theme.Chrome, v article.View, now time.Time) (theme.Plate, error) {
	name := v.ID.String() + v.Disclosure.Sponsor.Name
	if plate, ok := chrome.Plate(name); ok {
		return plate, nil
	}
	page, err := n.articlePage(ctx, chrome, v, now)
	if err != nil {
		return theme.Plate{}, err
	}
	return theme.Article(page).Cast(ctx, name)
}

// articlePage gathers what stands on an article's page, less what differs by reader.
func (n *newsroom) articlePage(ctx context.Context, chrome theme.Chrome, v article.View, now time.Time) (theme.ArticlePage, error) {
	page := theme.ArticlePage{Chrome: chrome, View: v}
	key := v.Key()
	var previous, next []article.Teaser
	steps := []func() error{
		func() (err error) { page.Linked, err = n.articles.Teasers(ctx, now, v.Linked()...); return },
		func() (err error) { page.Original, err = n.original(ctx, v, now); return },
		func() (err error) {
			previous, err = n.teasers(ctx, article.Query{At: now, Lang: v.Lang, Before: key, Limit: 1})
			return
		},
		func() (err error) {
			next, err = n.teasers(ctx, article.Query{At: now, Lang: v.Lang, After: key, Oldest: true, Limit: 1})
			return
		},
		func() (err error) {
			page.Related, err = n.alsoLike(ctx, v, now, slices.Concat(previous, next, page.Linked))
			return
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return page, err
		}
	}
	if len(previous) > 0 {
		page.Previous = &previous[0]
	}
	if len(next) > 0 {
		page.Next = &next[0]
	}
	return page, nil
}

// original returns what a story is a translation of, if readers see it.
func (n *newsroom) original(ctx context.Context, v article.View, now time.Time) (*article.Teaser, error) {
	if v.Translation.Of.IsZero() {
		return nil, nil
	}
	found, err := n.articles.Teasers(ctx, now, v.Translation.Of)
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// alsoLike returns four stories to read after one: those that its editor picked, up to
// three that it is related to, and then what was reported around it, its own section
// first. What the page shows elsewhere comes last.
func (n *newsroom) alsoLike(ctx context.Context, v article.View, now time.Time, shown []article.Teaser) ([]theme.Suggestion, error) {
	const want = 4
	q := related.Query{K: want - 1, At: now, Diversity: 0.3} // or two parts of a series have the same
	for _, t := range shown {
		q.Exclude = append(q.Exclude, t.ID)
	}
	hits, err := n.index.Related(v.ID, q)
	if err != nil && !errors.Is(err, related.ErrUnknownID) {
		return nil, err
	}
	picked, err := n.articles.Teasers(ctx, now, v.Filing.Picks...)
	if err != nil {
		return nil, err
	}
	var ids []article.ID
	add := func(candidates []article.ID, except ...article.ID) {
		for _, id := range candidates {
			if id != v.ID && len(ids) < want && !slices.Contains(ids, id) && !slices.Contains(except, id) {
				ids = append(ids, id)
			}
		}
	}
	for _, t := range picked {
		add([]article.ID{t.ID})
	}
	add(related.IDs(hits))
	for _, terms := range [][]taxonomy.ID{n.tree().Reach(v.Filing.Category), nil} {
		near, err := n.near(ctx, article.Query{At: now, Terms: terms, Limit: want + len(shown)}, v.Key())
		if err != nil {
			return nil, err
		}
		add(near, q.Exclude...)
	}
	add(q.Exclude)
	stories, err := n.articles.Teasers(ctx, now, ids...)
	return suggestions(stories, hits), err
}

// near returns what a query finds before a key, newest first, and then after it.
func (n *newsroom) near(ctx context.Context, q article.Query, key article.Key) ([]article.ID, error) {
	q.Before = key
	older, err := article.Keys(n.articles.List(ctx, q))
	if err != nil {
		return nil, err
	}
	q.Before, q.After, q.Oldest = article.Key{}, key, true
	newer, err := article.Keys(n.articles.List(ctx, q))
	return slices.Concat(older, newer), err
}

// find returns what a request's name leads to. Where that is nothing to show, it
// answers.
func (n *newsroom) find(w http.ResponseWriter, r *http.Request, scope string) (article.View, bool) {
	found, err := n.articles.Find(r.Context(), slug.Name{Scope: scope, Slug: r.PathValue("name")})
	switch {
	case errors.Is(err, article.ErrNotFound):
		n.lost(w, r)
		return article.View{}, false
	case err != nil:
		n.fail(w, r, err)
		return article.View{}, false
	}
	return n.lead(w, r, found)
}

// lead returns what readers see of an article at its current name. Else it answers:
// 301 at a name that has moved, 410 at one that is gone, 404 where there is nothing
// to see.
func (n *newsroom) lead(w http.ResponseWriter, r *http.Request, found article.Found) (article.View, bool) {
	if found.Status == slug.Gone {
		n.notice(w, r, http.StatusGone)
		return article.View{}, false
	}
	for v, err := range n.articles.Views(r.Context(), n.now(), found.ID) {
		if err != nil {
			n.fail(w, r, err)
			return article.View{}, false
		}
		if found.Status == slug.Moved {
			http.Redirect(w, r, routes().ArticleURL(v.Teaser), http.StatusMovedPermanently)
			return v, false
		}
		return v, true
	}
	n.notice(w, r, http.StatusNotFound)
	return article.View{}, false
}
