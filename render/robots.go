package render

import (
	"bufio"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// A RobotsGroup says what some crawlers may read (RFC 9309). A group without paths
// allows all.
type RobotsGroup struct {
	Agents   []string // product tokens, such as "Googlebot"; none means all crawlers
	Allow    []string // paths, such as "/search/about"; "*" and "$" as the RFC has them
	Disallow []string
}

// Robots writes a robots.txt to w: the rules of groups and the addresses of sitemaps.
// Nothing in a value can begin a line of its own. The errors are [ErrNoBase] for the
// zero Site, before the first byte, and those of w.
func Robots(w io.Writer, s Site, groups []RobotsGroup, sitemaps ...string) error {
	if s.made == nil {
		return fmt.Errorf("render: robots.txt: %w", ErrNoBase)
	}
	out := bufio.NewWriter(w)
	line := func(name, value string) { _, _ = out.WriteString(name + ": " + value + "\n") } // Flush tells its error
	if len(groups) == 0 {
		groups = []RobotsGroup{{}}
	}
	for _, g := range groups {
		if len(g.Agents) == 0 {
			g.Agents = []string{"*"}
		}
		for _, agent := range g.Agents {
			line("User-agent", product(agent))
		}
		for _, path := range g.Allow {
			line("Allow", robotsPath(path))
		}
		for _, path := range g.Disallow {
			line("Disallow", robotsPath(path))
		}
		if len(g.Allow)+len(g.Disallow) == 0 {
			line("Allow", "/")
		}
		_ = out.WriteByte('\n')
	}
	for _, sitemap := range sitemaps {
		if address := s.URL(sitemap); address != "" {
			line("Sitemap", address)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("render: robots.txt: %w", err)
	}
	return nil
}

// product keeps the characters that a product token may have (RFC 9309, 2.2.1).
func product(agent string) string {
	return strings.Map(func(r rune) rune {
		if r == '*' || r == '-' || r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return -1
	}, agent)
}

// robotsPath encodes what would end a path: a space, a control character, the sign of
// a comment, and what is not ASCII.
func robotsPath(path string) string {
	var b strings.Builder
	for i := range len(path) {
		if c := path[i]; c <= ' ' || c > '~' || c == '#' {
			b.WriteString(url.PathEscape(path[i : i+1]))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
