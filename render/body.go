package render

import (
	"net/url"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
)

// A body writes the HTML of one article at a time, for feeds or for mail: every address
// absolute, nothing but what its profile keeps, in the profile's own spelling. Blocks are
// written so to begin with, for their texts are safe by their types; what is foreign, raw
// blocks, passes the profile.
type body struct {
	site    Site
	options htmlbody.Options
	clean   sanitize.Profile
	names   article.Names
	at      string            // where the article at hand stands
	base    *url.URL          // the same, once it is needed
	local   *sanitize.Profile // the profile of the article at hand, once it is needed
}

func newBody(s Site, m htmlbody.Medium, profile sanitize.Profile, linked func(article.ID) (article.Teaser, bool)) (*body, error) {
	clean, err := profile.With(sanitize.Options{Base: s.Home()})
	if err != nil {
		return nil, err
	}
	b := &body{site: s, clean: clean, names: s.Author}
	b.options = htmlbody.Options{Medium: m, Address: b.appendAddress, Raw: b.raw, Zone: s.config().TimeZone}
	if linked != nil {
		b.options.Article = func(id article.ID) string {
			if t, ok := linked(id); ok {
				return s.ArticleURL(t)
			}
			return ""
		}
	}
	return b, nil
}

// append appends the body of an article, with the notes that readers are owed: who else
// had a part in it, and what was corrected.
func (m *body) append(dst []byte, v *article.View, address string) ([]byte, error) {
	m.at, m.base, m.local, m.options.Lang = address, nil, nil, v.Lang
	start := len(dst)
	dst, err := htmlbody.Append(dst, v.Body, m.options)
	if err != nil {
		return dst, err
	}
	if note := v.Byline.Contributors(v.Lang, m.names).String(); note != "" {
		dst = append(htmlbody.AppendText(append(dst, "<p><em>"...), note), "</em></p>\n"...)
	}
	for _, c := range v.Corrections {
		at := c.At.In(m.site.config().TimeZone)
		dst = at.AppendFormat(append(dst, `<p><em><time datetime="`...), time.RFC3339)
		dst = at.AppendFormat(append(dst, `">`...), time.DateOnly)
		dst = append(htmlbody.AppendText(append(dst, "</time>: "...), c.Text), "</em></p>\n"...)
	}
	if len(dst) > start { // each block ends its line
		dst = dst[:len(dst)-1]
	}
	return dst, nil
}

// appendAddress appends a link made absolute; nothing for what is no link.
func (m *body) appendAddress(dst []byte, link string) []byte {
	switch form(link) {
	case absolute:
		return append(dst, link...)
	case ofHost:
		return append(append(dst, m.site.made.origin...), link...)
	}
	return append(dst, m.resolve(link)...)
}

// resolve makes a link absolute as a browser on the article's page would.
func (m *body) resolve(link string) string {
	if m.at == "" || inline.CheckLink(link) != nil {
		return m.site.URL(link)
	}
	if m.base == nil {
		base, err := url.Parse(m.at)
		if err != nil {
			return m.site.URL(link)
		}
		m.base = base
	}
	u, err := m.base.Parse(link)
	if err != nil {
		return ""
	}
	return u.String()
}

// raw cleans the HTML of a raw block, whose addresses are those of the article's page.
func (m *body) raw(html string) (string, error) {
	if m.local == nil {
		clean := m.clean
		if m.at != "" {
			var err error
			if clean, err = clean.With(sanitize.Options{Base: m.at}); err != nil {
				return "", err
			}
		}
		m.local = &clean
	}
	clean, _, err := m.local.HTML(html)
	return clean, err
}
