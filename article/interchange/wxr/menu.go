package wxr

import (
	"strconv"
	"strings"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/taxonomy/text"
)

// termKey is how a term is named in an export.
type termKey struct {
	kind interchange.TermKind
	key  string
}

// menu gives the line of a menu that an item is (wp-includes/nav-menu.php).
func (in *reader) menu(p *post) error {
	link := interchange.MenuLink{Key: cut(text.Clean(p.id)), Label: label(p.title)}
	link.Order, _ = strconv.Atoi(strings.TrimSpace(p.order))
	for _, t := range p.terms {
		if t.domain == "nav_menu" {
			link.Menu = label(orElse(t.label, t.nicename))
		}
	}
	if above := p.metaValue("_menu_item_menu_item_parent"); number64(above) != 0 {
		link.Parent = above
	}
	id := number64(p.metaValue("_menu_item_object_id"))
	switch kind := p.metaValue("_menu_item_type"); kind {
	case "post_type":
		if id != 0 {
			link.Article = article.IDFor(in.site.source(), strconv.FormatUint(id, 10))
		}
	case "taxonomy":
		if known, ok := in.site.numbers[id]; ok {
			link.Term = &interchange.Term{Kind: known.kind, Key: known.key}
		} else {
			in.skipped.Add("", loss.Dropped, "term to which a menu leads", "the file does not say which has its number")
		}
	default:
		link.URL = in.menuURL(p)
	}
	return in.give(interchange.Entry{Source: in.site.source(), Menu: &link})
}

// menuURL returns the address that a line names.
func (in *reader) menuURL(p *post) string {
	address := strings.TrimSpace(p.metaValue("_menu_item_url"))
	if address != "" && inline.CheckLink(address) != nil {
		in.skipped.Add("", loss.Dropped, "address of a menu link", "it is not safe to link to")
		return ""
	}
	return cut(address)
}
