package main

import (
	"net/http"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy"
)

// thin is how many stories a section or tag must have for search engines to keep its
// page: a list of one says nothing that the story does not.
const thin = 2

// CategoryURL implements render.Linker: a section stands below those above it.
func (l linker) CategoryURL(c taxonomy.Category) string {
	if path := l.room.tree().Path(c.ID); path != "" {
		return l.Paths.Category + path
	}
	return ""
}

func (n *newsroom) section(w http.ResponseWriter, r *http.Request) {
	tree := n.tree()
	c, ok := tree.CategoryByPath(r.PathValue("path"))
	address := linker{routes(), n}.CategoryURL(c)
	if !n.stands(w, r, c.Term, ok, address) {
		return
	}
	n.list(w, r, article.Query{Terms: tree.Reach(c.ID)}, theme.ListPage{
		Kind:    theme.SectionList,
		Heading: c.Labels.In("en"),
		Intro:   c.Descriptions.In("en"),
		Trail:   tree.Breadcrumb(c.ID),
		URL:     address,
		Chrome:  theme.Chrome{Current: c.ID},
	})
}

func (n *newsroom) tag(w http.ResponseWriter, r *http.Request) {
	tree := n.tree()
	tag, ok := tree.TagBySlug(r.PathValue("slug"))
	address := routes().TagURL(tag)
	if !n.stands(w, r, tag.Term, ok, address) {
		return
	}
	n.list(w, r, article.Query{Terms: tree.Reach(tag.ID)}, theme.ListPage{
		Kind:    theme.TagList,
		Heading: tag.Labels.In("en"),
		Intro:   tag.Descriptions.In("en"),
		URL:     address,
	})
}

// stands reports whether a request is for the page of a term, at its address. Else it
// answers: 301 at one that it had, or that a term had which was merged into it; 410 at
// that of a retired term; 404 where readers are shown none.
func (n *newsroom) stands(w http.ResponseWriter, r *http.Request, t taxonomy.Term, found bool, address string) bool {
	switch {
	case !found || t.Internal:
		n.lost(w, r)
	case t.Retired:
		n.notice(w, r, http.StatusGone)
	case r.URL.EscapedPath() != address:
		if r.URL.RawQuery != "" {
			address += "?" + r.URL.RawQuery
		}
		http.Redirect(w, r, address, http.StatusMovedPermanently)
	default:
		if n.counts.Count(t.ID, taxonomy.WithDescendants, n.now()) < thin {
			w.Header().Set("X-Robots-Tag", "noindex")
		}
		return true
	}
	return false
}
