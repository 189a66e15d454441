package main

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy"
)

// maxSections is how many sections the menu holds.
const maxSections = 8

// keptChrome is the chrome of a while: from the instant it was made at until the
// first at which a story or page appears or disappears. Its zero value is empty.
type keptChrome struct {
	mu     sync.Mutex
	chrome theme.Chrome
	from   time.Time
	until  time.Time // zero: for ever
	made   bool
}

// chrome returns what stands around a page at an instant.
func (n *newsroom) chrome(ctx context.Context, now time.Time) (theme.Chrome, error) {
	k := &n.kept
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.made && !now.Before(k.from) && (k.until.IsZero() || now.Before(k.until)) {
		return k.chrome, nil
	}
	chrome, err := n.newChrome(ctx, now)
	if err != nil {
		return chrome, err
	}
	until, err := n.nextChange(ctx, now)
	if err != nil {
		return chrome, err
	}
	k.chrome, k.from, k.until, k.made = chrome, now, until, true
	return chrome, nil
}

// nextChange returns the first instant after another at which a story or page
// appears or disappears by itself; zero for never.
func (n *newsroom) nextChange(ctx context.Context, after time.Time) (first time.Time, err error) {
	for _, kind := range []article.Kind{article.Story, article.Page} {
		at, ok, err := n.articles.NextChange(ctx, article.Query{Kind: kind}, after)
		if err != nil {
			return first, err
		}
		if ok && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first, nil
}

// newChrome makes the chrome: its menu names the sections with most stories, in
// their own order.
func (n *newsroom) newChrome(ctx context.Context, now time.Time) (theme.Chrome, error) {
	chrome := theme.Chrome{Site: n.site, Files: theme.AssetsAt("/assets/"), Search: "/search"}
	counts := make(map[taxonomy.ID]int)
	for c := range n.tree.Sections(taxonomy.ID{}) {
		ids, err := article.Keys(n.articles.List(ctx, article.Query{At: now, Terms: n.tree.Reach(c.ID)}))
		if err != nil {
			return chrome, err
		}
		if counts[c.ID] = len(ids); len(ids) > 0 {
			chrome.Sections = append(chrome.Sections, c)
		}
	}
	most := slices.Clone(chrome.Sections)
	slices.SortStableFunc(most, func(a, b taxonomy.Category) int { return cmp.Compare(counts[b.ID], counts[a.ID]) })
	most = most[:min(maxSections, len(most))]
	chrome.Sections = slices.DeleteFunc(chrome.Sections, func(c taxonomy.Category) bool {
		return !slices.ContainsFunc(most, func(m taxonomy.Category) bool { return m.ID == c.ID })
	})
	var err error
	chrome.Pages, err = n.articles.Teasers(ctx, now, n.pages...)
	return chrome, err
}
