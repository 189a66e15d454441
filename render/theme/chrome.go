package theme

import (
	"cmp"

	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
)

// Chrome is what stands around every page of a site: header, menus, footer. It holds
// nothing of a visitor, so that one chrome serves all; see [Chrome.Keep].
type Chrome struct {
	Site     render.Site         // with the terms and people of the request
	Lang     string              // of pages that have none of their own; "" means the site's
	Sections []taxonomy.Category // the menu and the footer's "Top Categories", in order
	Short    []taxonomy.Category // the second, short menu; left out where empty
	Current  taxonomy.ID         // the section that the page belongs to; an article's page finds its own
	Newest   []Strip             // the panels of the menu: the latest stories of a section; it is best to have five
	Latest   []article.Teaser    // the notification panel and "Latest Post", newest first
	Pages    []article.Teaser    // the footer's "Quick Link"
	Follow   []Link              // the footer's "Follow US"
	Files    Files               // where the assets are served
	Search   string              // where the search page stands; "" means "/search"
	Blog     string              // where the list of all articles stands; "": there is none
	Actions  Actions
	Parts    Parts

	shelf *shelf
}

// A Link leads to where the site is found elsewhere.
type Link struct {
	Name, URL string
}

// Actions are the addresses of what takes a server. A part without one is left out:
// no page has a form that leads nowhere.
type Actions struct {
	Settings     string // POST "scheme", "size" or "consent": what a visitor chose
	Newsletter   string // POST "email"
	SignIn       string // GET: the page that signs in; POST "email" and "password"
	Join         string // GET: the page that makes an account; POST "email", "name" and "password"
	LostPassword string // GET: the page that asks for an address; POST "email"
	NewPassword  string // POST "token" and "password"
	SignOut      string // POST
}

// Parts take the place of parts of the theme, or fill a place that it leaves. Each is
// anything with a Render method: a component of templ, a [templ.ComponentFunc]
// around html/template or plain Go. The zero Parts is the theme as it is. A kept chrome
// keeps Brand, and a [Plate] keeps Footer too; ads are rendered for each request.
type Parts struct {
	Brand  templ.Component // instead of the site's name in the header
	Footer templ.Component // instead of the footer
	Banner Ad              // below the menus of every page
	Story  Ad              // below the text of a story
	Aside  Ad              // below "Latest Post"
}

// An Ad is what stands in a place for advertisements, which is labelled as one.
// Without content it takes no room.
type Ad struct {
	Content templ.Component
	Room    Room
}

// A Room is the height that is kept for an ad until it is there: what stands below
// doesn't move. A higher ad grows beyond it.
type Room uint8

const (
	RoomBanner    Room = iota // 90 px
	RoomRectangle             // 250 px
	RoomTall                  // 600 px
)

// String returns the room's name.
func (r Room) String() string {
	switch r {
	case RoomRectangle:
		return "rectangle"
	case RoomTall:
		return "tall"
	}
	return "banner"
}

func (c Chrome) lang() string { return cmp.Or(c.Lang, c.Site.Config().Lang, "en") }

func (c Chrome) search() string { return cmp.Or(c.Search, "/search") }

// newest returns the latest stories of a section.
func (c Chrome) newest(section taxonomy.ID) []article.Teaser {
	for i := range c.Newest {
		if c.Newest[i].Section.ID == section {
			return c.Newest[i].Stories
		}
	}
	return nil
}
