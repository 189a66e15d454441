package render

import (
	"cmp"
	"net/url"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy"
)

// A Config says what a site is. Name, BaseURL and Linker are required.
type Config struct {
	Name         string
	BaseURL      string          // http or https, host and perhaps a folder: "https://news.example"
	Lang         string          // of its interface (BCP 47); "" means "en"
	Description  string          // what it is, in a sentence or two: feed, home page, "About"
	Publisher    string          // who answers for it and holds the copyright; "" means Name
	Profiles     []string        // the publisher's pages elsewhere, absolute
	Policies     Policies        // the pages that say how it works
	Logo         article.Image   // of the publisher; zero: none
	Icon         string          // of the window; "": whoever writes the pages has one
	ThemeColor   string          // of the browser around the pages, such as "#1a2b3c"
	TimeZone     *time.Location  // in which dates are printed; nil means UTC
	Reading      article.Reading // what counts as reading, and how fast; the zero Reading is a usual adult
	RemoteImages bool            // let pages load pictures from other hosts; false: they are linked
	Feeds        Feeds           // where its feeds stand
	Menus        []Menu          // what leads through it, beside its sections
	Share        []Service       // the share row; nil means the first six of [Services]
	Paywall      string          // CSS selector of what a page shows only to members; "" means ".members"
	Linker       Linker

	// PictureBytes returns how many bytes the picture at an absolute address has, for
	// feeds; 0, or a nil func, where nobody knows. It is safe for concurrent use.
	PictureBytes func(address string) int64
}

// Feeds are the addresses of a site's feeds; "" where there is none of the kind.
type Feeds struct {
	RSS, Atom, JSON string
}

// Policies are the addresses of pages that say how a newsroom works, as The Trust
// Project and schema.org name them; "" where there is none.
type Policies struct {
	Principles  string // publishing principles
	Ethics      string
	Corrections string
	Diversity   string
	Sources     string // how it deals with unnamed sources
	FactChecks  string
	Ownership   string // who owns and funds it
	Masthead    string // who makes it
	Feedback    string // how readers are heard
}

// A Menu is a list of links that a page shows under a name of its own, such as
// "footer".
type Menu struct {
	Name    string
	Entries []MenuEntry
}

// A MenuEntry is a link of a menu, or the heading of those below it.
type MenuEntry struct {
	Labels  taxonomy.Labels
	URL     string // "": a heading only
	Entries []MenuEntry
}

// A Site is a checked [Config] with the terms and people of a moment. It is a
// value and safe for concurrent use. The zero Site renders nothing but [ErrNoBase].
type Site struct {
	made   *made
	terms  Terms
	people People
}

// made is what [NewSite] makes once; nothing in it is written again.
type made struct {
	config Config
	base   *url.URL
	origin string // scheme and host of the base
	home   string // URL of the home page
	locale string // of Lang, as Open Graph spells it
	links  []Link // to the feeds and the icon
	graph  []byte // what JSON-LD begins with
}

// NewSite checks a config, and fills in what was left to a default. The error joins
// a [ConfigError] for each fault.
func NewSite(c Config) (Site, error) {
	c.Lang = cmp.Or(c.Lang, "en")
	c.Publisher = cmp.Or(c.Publisher, c.Name)
	c.Paywall = cmp.Or(c.Paywall, ".members")
	if c.TimeZone == nil {
		c.TimeZone = time.UTC
	}
	if c.Share == nil {
		c.Share = Services()[:6]
	}
	base, err := c.check()
	if err != nil {
		return Site{}, err
	}
	origin := base.Scheme + "://" + base.Host
	s := Site{made: &made{config: c, base: base, origin: origin, locale: locale(c.Lang)}}
	s.made.home = s.URL(".")
	s.made.links = s.links()
	s.made.graph = s.beginGraph()
	return s, nil
}

// parseBase returns the base as a folder, which relative links are resolved in.
func parseBase(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil || inline.CheckLink(s) != nil || u.Scheme != "http" && u.Scheme != "https" {
		return nil, ErrNoBase
	}
	u = u.JoinPath("/")
	u.RawQuery, u.Fragment, u.RawFragment = "", "", ""
	return u, nil
}

// With returns a copy of the site that names terms and people by these; either may
// be nil, for none. It is cheap: make one a request.
func (s Site) With(terms Terms, people People) Site {
	s.terms, s.people = terms, people
	return s
}

// Config returns what the site was made of, defaults filled in.
func (s Site) Config() Config { return *s.config() }

func (s Site) config() *Config {
	if s.made == nil {
		return &Config{TimeZone: time.UTC}
	}
	return &s.made.config
}

// Menu returns the menu of a name; an empty one where there is none.
func (s Site) Menu(name string) Menu {
	for _, m := range s.config().Menus {
		if m.Name == name {
			return m
		}
	}
	return Menu{}
}
