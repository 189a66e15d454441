package render

import (
	"net/url"
	"strings"

	"github.com/newsjunction/news/article/inline"
)

// URL makes a link absolute, as a browser on the home page would: "/x" is a path
// of the host, "x" one in the folder of the base URL. What is no link gives "".
func (s Site) URL(link string) string {
	if s.made == nil || link == "" {
		return ""
	}
	switch form(link) {
	case absolute:
		return link
	case ofHost:
		return s.made.origin + link
	}
	return s.resolve(link)
}

// appendURL appends what URL returns; nothing where that is "".
func (s Site) appendURL(dst []byte, link string) []byte {
	switch form(link) {
	case absolute:
		return append(dst, link...)
	case ofHost:
		return append(append(dst, s.made.origin...), link...)
	}
	return append(dst, s.resolve(link)...)
}

// resolve is URL for a link of any form.
func (s Site) resolve(link string) string {
	if inline.CheckLink(link) != nil {
		return ""
	}
	u, err := s.made.base.Parse(link)
	if err != nil {
		return ""
	}
	return u.String()
}

// The forms of a link. Those of the first two are the usual ones, and resolving them
// needs no parser.
const (
	other    = iota
	absolute // as it is
	ofHost   // a path of the host
)

func form(link string) int {
	kind, rest := other, link
	if after, ok := strings.CutPrefix(link, "https://"); ok {
		kind, rest = absolute, after
	} else if after, ok := strings.CutPrefix(link, "http://"); ok {
		kind, rest = absolute, after
	} else if strings.HasPrefix(link, "/") {
		kind, rest = ofHost, link[1:]
	}
	if kind == other || rest == "" && kind == absolute || strings.HasPrefix(rest, "/") || len(link) > inline.MaxLink {
		return other
	}
	path := kind == ofHost
	for i := 0; i < len(rest); i++ {
		switch c := rest[i]; {
		case word[c]:
		case c == '/':
			path = true
		case c == '.' && i > 0 && rest[i-1] != '/' && rest[i-1] != '.': // no "/../"
		case path && (c >= 'A' && c <= 'Z' || c == '~' || c == '+' || c == ','): // a host is spelled in any case
		case path && c == '%' && i+2 < len(rest) && isHex(rest[i+1]) && isHex(rest[i+2]):
		case path && c == '?':
			if !isQuery(rest[i+1:]) {
				return other
			}
			return kind
		default:
			return other
		}
	}
	return kind
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// isQuery reports whether s is a query that no parser changes.
func isQuery(s string) bool {
	for i := range len(s) {
		if c := s[i]; !word[c] && (c < 'A' || c > 'Z') && strings.IndexByte(".~=&+%,:/@;", c) < 0 {
			return false
		}
	}
	return s != ""
}

// word holds the bytes that most of a usual link is made of: they stand anywhere in it.
var word = func() (table [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyz0123456789-_") {
		table[c] = true
	}
	return table
}()

// Home returns the absolute URL of the home page.
func (s Site) Home() string {
	if s.made == nil {
		return ""
	}
	return s.made.home
}

// Path returns where the home page stands on its host: "/", or the folder of the
// base URL.
func (s Site) Path() string {
	if s.made == nil {
		return "/"
	}
	return s.made.base.EscapedPath()
}

// Own reports whether a link leads to the site's own host: no other host learns
// of a reader whose page loads it.
func (s Site) Own(link string) bool {
	u, err := url.Parse(s.URL(link))
	return err == nil && s.made != nil && u.Host == s.made.base.Host && u.Scheme == s.made.base.Scheme
}

// Shows reports whether pages load the picture at an address: it is the site's own,
// or the site allows those of other hosts.
func (s Site) Shows(picture string) bool {
	return s.Own(picture) || s.config().RemoteImages && s.URL(picture) != ""
}
