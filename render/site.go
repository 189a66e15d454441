package render

import (
	"cmp"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/prose"
	"github.com/newsjunction/news/taxonomy/text"
)

// A Config says what a site is. Name, BaseURL and Linker are required.
type Config struct {
	Name         string
	BaseURL      string         // http or https, host and perhaps a folder: "https://news.example"
	Lang         string         // of its interface (BCP 47); "" means "en"
	Description  string         // what it is, in a sentence or two: feed, home page, "About"
	Publisher    string         // who answers for it and holds the copyright; "" means Name
	TimeZone     *time.Location // in which dates are printed; nil means UTC
	ReadingSpeed prose.Speed    // the zero Speed is a usual adult
	RemoteImages bool           // let pages load pictures from other hosts; false: they are linked
	Feed         string         // where the RSS feed stands; "" means "/feed.xml"
	Linker       Linker
}

// A Site is a checked [Config] with the terms and people of a moment. It is a
// value and safe for concurrent use. The zero Site renders nothing but [ErrNoBase].
type Site struct {
	config Config
	base   *url.URL
	terms  Terms
	people People
}

// NewSite checks a config, and fills in what was left to a default. The error joins
// a [ConfigError] for each fault.
func NewSite(c Config) (Site, error) {
	var errs []error
	fault := func(field string, err error) {
		if err != nil {
			errs = append(errs, &ConfigError{field, err})
		}
	}
	c.Lang = cmp.Or(c.Lang, "en")
	c.Publisher = cmp.Or(c.Publisher, c.Name)
	c.Feed = cmp.Or(c.Feed, "/feed.xml")
	if c.TimeZone == nil {
		c.TimeZone = time.UTC
	}
	if strings.TrimSpace(c.Name) == "" {
		fault("Name", ErrNoName)
	}
	fault("Name", text.Check(c.Name))
	base, err := parseBase(c.BaseURL)
	fault("BaseURL", err)
	if inline.Language.Check(c.Lang) != nil {
		fault("Lang", ErrNoLang)
	}
	fault("Description", text.Check(c.Description))
	fault("Publisher", text.Check(c.Publisher))
	fault("Feed", inline.CheckLink(c.Feed))
	if c.Linker == nil {
		fault("Linker", ErrNoLinker)
	}
	if len(errs) > 0 {
		return Site{}, errors.Join(errs...)
	}
	return Site{config: c, base: base}, nil
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
func (s Site) Config() Config { return s.config }

// URL makes a link absolute, as a browser on the home page would: "/x" is a path
// of the host, "x" one in the folder of the base URL. What is no link gives "".
func (s Site) URL(link string) string {
	if s.base == nil || inline.CheckLink(link) != nil {
		return ""
	}
	u, err := s.base.Parse(link)
	if err != nil {
		return ""
	}
	return u.String()
}

// Home returns the absolute URL of the home page.
func (s Site) Home() string { return s.URL(".") }

// Path returns where the home page stands on its host: "/", or the folder of the
// base URL.
func (s Site) Path() string {
	if s.base == nil {
		return "/"
	}
	return s.base.EscapedPath()
}

// Own reports whether a link leads to the site's own host: no other host learns
// of a reader whose page loads it.
func (s Site) Own(link string) bool {
	u, err := url.Parse(s.URL(link))
	return err == nil && s.base != nil && u.Host == s.base.Host && u.Scheme == s.base.Scheme
}

// Shows reports whether pages load the picture at an address: it is the site's own,
// or the site allows those of other hosts.
func (s Site) Shows(picture string) bool {
	return s.Own(picture) || s.config.RemoteImages && s.URL(picture) != ""
}
