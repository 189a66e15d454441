package main

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy"
)

// maxSections is how many sections the menu holds.
const maxSections = 8

// keptPages is how many pages and parts of pages a chrome keeps: about 70 KB each.
const keptPages = 1000

// keptChrome is the chrome of a while: that of an edition, from the instant it was made
// at until the first at which a story or page appears or disappears. Its zero value is
// empty.
type keptChrome struct {
	mu     sync.Mutex
	chrome theme.Chrome
	of     *edition
	from   time.Time
	until  time.Time // zero: for ever
}

// chrome returns what stands around a page at an instant.
func (n *newsroom) chrome(ctx context.Context, now time.Time) (theme.Chrome, error) {
	e, k := n.edition.Load(), &n.kept
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.of == e && !now.Before(k.from) && (k.until.IsZero() || now.Before(k.until)) {
		return k.chrome, nil
	}
	chrome, err := n.newChrome(ctx, e, now)
	if err != nil {
		return chrome, err
	}
	until, err := n.nextChange(ctx, now)
	if err != nil {
		return chrome, err
	}
	k.chrome, k.of, k.from, k.until = chrome, e, now, until
	return chrome, nil
}

// nextChange returns the first instant after another at which a story or page
// appears or disappears by itself; zero for never.
func (n *newsroom) nextChange(ctx context.Context, after time.Time) (time.Time, error) {
	first, some := n.counts.NextChange(after)
	page, ok, err := n.articles.NextChange(ctx, article.Query{Kind: article.Page}, after)
	if ok && (!some || page.Before(first)) {
		first = page
	}
	return first, err
}

// newChrome makes the chrome of an edition: its menu names the sections with most
// stories, in their own order.
func (n *newsroom) newChrome(ctx context.Context, e *edition, now time.Time) (theme.Chrome, error) {
	chrome := theme.Chrome{
		Site: n.site.With(e.tree, e.people), Files: theme.AssetsAt("/assets/"), Search: "/search", Blog: "/blog",
		Actions: actions(), Parts: parts(), Follow: follow(),
	}
	counts := maps.Collect(n.counts.Counts(taxonomy.WithDescendants, now))
	for c := range e.tree.Sections(taxonomy.ID{}) {
		if c.Listed() && counts[c.ID] > 0 {
			chrome.Sections = append(chrome.Sections, c)
		}
	}
	most := slices.Clone(chrome.Sections)
	taxonomy.ByCount(most, func(id taxonomy.ID) int { return counts[id] })
	most = most[:min(maxSections, len(most))]
	chrome.Sections = slices.DeleteFunc(chrome.Sections, func(c taxonomy.Category) bool {
		return !slices.ContainsFunc(most, func(m taxonomy.Category) bool { return m.ID == c.ID })
	})
	chrome.Short = most[:min(inShort, len(most))]
	pages := make([]article.ID, len(e.pages))
	for i, key := range e.pages {
		pages[i] = key.ID
	}
	var err1, err2, err3 error
	chrome.Newest, err1 = n.panels(ctx, article.Query{At: now}, chrome.Sections)
	chrome.Latest, err2 = n.teasers(ctx, article.Query{At: now, Limit: perBell})
	chrome.Pages, err3 = n.articles.Teasers(ctx, now, pages...)
	return chrome.Keep(keptPages), errors.Join(err1, err2, err3)
}
