package main

import (
	"errors"
	"net/http"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/slug"
)

// oldURL returns the name under which the book of names keeps an address of an old
// site; ok is false where it can't, or where the address is that of the front page.
func oldURL(address string) (name slug.Name, ok bool) {
	path, err := slug.PathOf(address)
	return slug.Name{Scope: "article", Slug: path}, err == nil
}

// lost answers where the site has nothing at an address itself.
func (n *newsroom) lost(w http.ResponseWriter, r *http.Request) {
	if !n.old(w, r) {
		n.notice(w, r, http.StatusNotFound)
	}
}

// old answers a request for an address of an old site, with its query or, where it
// came by way of a campaign, without. It reports whether it did.
func (n *newsroom) old(w http.ResponseWriter, r *http.Request) bool {
	for _, address := range []string{r.URL.RequestURI(), r.URL.EscapedPath()} {
		name, ok := oldURL(address)
		if !ok {
			continue
		}
		found, err := n.articles.Find(r.Context(), name)
		if errors.Is(err, article.ErrNotFound) {
			continue
		}
		if err != nil {
			n.fail(w, r, err)
			return true
		}
		n.lead(w, r, found)
		return true
	}
	return false
}
