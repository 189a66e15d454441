package interchange

import (
	"fmt"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/loss"
)

// A MenuLink is one line of a menu of the source's site. It leads to an article or a
// term of the archive, or to an address.
type MenuLink struct {
	Menu    string // the name of the menu, such as "Footer"
	Key     string // what identifies the line at the source
	Parent  string // the line that it stands below; "" at the top
	Order   int    // among the lines of its menu, from the first
	Label   string // "": it is called as what it leads to
	Article article.ID
	Term    *Term  // its kind and key
	URL     string // safe to link to; of the source's site, or any other
}

// maxMenuLinks bounds what a Result holds of menus: a reader sees some dozens.
const maxMenuLinks = 500

// menu keeps a line of a menu for the caller, and says that nothing else holds it.
func (r *Result) menu(link MenuLink) {
	const why = "no store holds menus: the site's own are set up by hand"
	if len(r.Menus) == maxMenuLinks {
		r.Losses.Add("", loss.Dropped, "link of a menu", why)
		return
	}
	r.Menus = append(r.Menus, link)
	r.Losses.Add(fmt.Sprintf("Menus[%q]", link.Menu), loss.Dropped, fmt.Sprintf("link %q to %s", link.Label, link.target()), why)
}

func (l MenuLink) target() string {
	switch {
	case !l.Article.IsZero():
		return "article " + l.Article.String()
	case l.Term != nil:
		return fmt.Sprintf("%s %q", l.Term.Kind, l.Term.Key)
	case l.URL != "":
		return l.URL
	}
	return "nothing"
}
