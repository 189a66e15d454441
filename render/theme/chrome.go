package theme

import (
	"cmp"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
)

// Chrome is what stands around every page of a request: header, menu, footer.
type Chrome struct {
	Site     render.Site         // with the terms and people of the request
	Lang     string              // of pages that have none of their own; "" means the site's
	Sections []taxonomy.Category // the menu and the footer's "Top Categories", in order
	Current  taxonomy.ID         // the section that the page belongs to; an article's page finds its own
	Pages    []article.Teaser    // the footer's "Quick Link"
	Files    Files               // where the assets are served
	Search   string              // where the search page stands; "" means "/search"
}

func (c Chrome) lang() string { return cmp.Or(c.Lang, c.Site.Config().Lang, "en") }

func (c Chrome) search() string { return cmp.Or(c.Search, "/search") }
