package render

import (
	"compress/gzip"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render/internal/xmltext"
)

const (
	// MaxSitemap is how many addresses one sitemap, or index of sitemaps, may hold
	// (sitemaps.org, protocol 0.9).
	MaxSitemap = 50_000
	// MaxNewsSitemap is how many stories one news sitemap may hold (Google News).
	MaxNewsSitemap = 1_000
	// NewsAge is for how long a story is in the news sitemap (Google News).
	NewsAge = 48 * time.Hour
	// maxImages is how many pictures of one address are named (Google Images).
	maxImages = 1_000
)

// Sitemap writes the addresses of articles to w as a sitemap (sitemaps.org, protocol
// 0.9), in the order given, each with the instant of its last edit that readers see,
// its other languages and its pictures. Those whose Linker gives them no address are
// left out. It holds one article in memory at a time; [Parts] cuts more articles than
// a sitemap may hold.
//
// The errors are [ErrNoBase] for the zero Site, before the first byte, [ErrTooMany],
// and those of views and of w; what was written before one is not a whole document.
func Sitemap(w io.Writer, s Site, views iter.Seq2[article.View, error]) error {
	m := sitemap{name: "sitemap", site: s, max: MaxSitemap}
	return m.write(w, views)
}

// NewsSitemap writes the stories of the last [NewsAge] before now to w as a sitemap
// for Google News: those without a headline are left out. Else it is as [Sitemap].
func NewsSitemap(w io.Writer, s Site, now time.Time, views iter.Seq2[article.View, error]) error {
	m := sitemap{name: "news sitemap", site: s, max: MaxNewsSitemap, news: true}
	return m.write(w, recent(views, now))
}

// recent yields the stories that a news sitemap may hold.
func recent(views iter.Seq2[article.View, error], now time.Time) iter.Seq2[article.View, error] {
	return func(yield func(article.View, error) bool) {
		for v, err := range views {
			fresh := v.Kind == article.Story && v.Headline("") != "" && !v.Published.After(now) && now.Sub(v.Published) <= NewsAge
			if (err != nil || fresh) && !yield(v, err) {
				return
			}
		}
	}
}

// sitemap is a sitemap that is being written.
type sitemap struct {
	*xmltext.Writer
	name    string
	site    Site
	max     int
	news    bool
	others  Alternates // nil: the site's linker knows of none
	address []byte     // of the picture at hand
}

func (m *sitemap) write(w io.Writer, views iter.Seq2[article.View, error]) error {
	if m.site.made == nil {
		return fmt.Errorf("render: %s: %w", m.name, ErrNoBase)
	}
	m.Writer = xmltext.NewWriter(w)
	m.others, _ = m.site.config().Linker.(Alternates)
	m.Markup(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	m.Markup(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"` +
		` xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"` +
		` xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n")
	n := 0
	for v, err := range views {
		if err != nil {
			return fmt.Errorf("render: %s: %w", m.name, err)
		}
		address := m.site.articleURL(&v.Teaser)
		if address == "" {
			continue
		}
		if n++; n > m.max {
			return fmt.Errorf("render: %s: %w", m.name, ErrTooMany)
		}
		m.Markup("<url>\n")
		m.Element("loc", address)
		if m.news {
			m.story(&v)
		} else {
			m.page(&v)
		}
		m.Markup("</url>\n")
		if err := m.Step(); err != nil {
			return fmt.Errorf("render: %s: %w", m.name, err)
		}
	}
	m.Markup("</urlset>\n")
	if err := m.Close(); err != nil {
		return fmt.Errorf("render: %s: %w", m.name, err)
	}
	return nil
}

func (m *sitemap) page(v *article.View) {
	m.Time("lastmod", inZone(modified(&v.Teaser), time.UTC), time.RFC3339)
	if m.others != nil {
		for _, a := range m.site.Alternates(v.Teaser) {
			m.Empty("xhtml:link", "rel", "alternate", "hreflang", a.Lang, "href", a.URL)
		}
	}
	n := 0
	if v.Lead != nil {
		m.picture(&n, v.Lead.URL)
	}
	for i := range v.Body {
		switch v.Body[i].Content.(type) { // whose cases copy what is asked for alone
		case article.Figure:
			m.picture(&n, v.Body[i].Content.(article.Figure).URL)
		case article.Gallery:
			for _, slide := range v.Body[i].Content.(article.Gallery).Images {
				m.picture(&n, slide.URL)
			}
		}
	}
}

// picture writes the address of a picture, if it is not one too many; n counts them.
func (m *sitemap) picture(n *int, url string) {
	m.address = m.site.appendURL(m.address[:0], url)
	if *n++; len(m.address) == 0 || *n > maxImages {
		return
	}
	m.Markup("<image:image><image:loc>")
	m.TextBytes(m.address)
	m.Markup("</image:loc></image:image>\n")
}

func (m *sitemap) story(v *article.View) {
	m.Markup("<news:news>\n<news:publication>\n")
	m.Element("news:name", publication(m.site.config().Name))
	m.Element("news:language", newsLanguage(v.Lang))
	m.Markup("</news:publication>\n")
	m.Time("news:publication_date", v.Published.In(m.site.config().TimeZone), time.RFC3339)
	m.Element("news:title", v.Headline(""))
	m.Markup("</news:news>\n")
}

// publication is a site's name as Google News asks for it: without what stands in
// brackets at its end.
func publication(name string) string {
	if i := strings.LastIndexByte(name, '('); i > 0 && strings.HasSuffix(name, ")") {
		return strings.TrimSpace(name[:i])
	}
	return name
}

// newsLanguage is a language as Google News spells it: a base language (ISO 639),
// except for the two ways of writing Chinese.
func newsLanguage(lang string) string {
	base, rest, _ := strings.Cut(strings.ToLower(lang), "-")
	if base != "zh" {
		return base
	}
	for part := range strings.SplitSeq(rest, "-") {
		switch part {
		case "hant", "tw", "hk", "mo":
			return "zh-tw"
		}
	}
	return "zh-cn"
}

// A SitemapFile is a sitemap that an index names.
type SitemapFile struct {
	URL      string    // a path of the site, or absolute
	Modified time.Time // of what was changed last in it; zero: unknown
}

// SitemapIndex writes the addresses of sitemaps to w. Those that are no address are
// left out. The errors are those of [Sitemap].
func SitemapIndex(w io.Writer, s Site, files iter.Seq2[SitemapFile, error]) error {
	if s.made == nil {
		return fmt.Errorf("render: sitemap index: %w", ErrNoBase)
	}
	out := xmltext.NewWriter(w)
	out.Markup(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	out.Markup(`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	n := 0
	for f, err := range files {
		address := s.URL(f.URL)
		if n++; n > MaxSitemap && err == nil {
			err = ErrTooMany
		}
		if err == nil {
			err = out.Step()
		}
		if err != nil {
			return fmt.Errorf("render: sitemap index: %w", err)
		}
		if address == "" {
			continue
		}
		out.Markup("<sitemap>\n")
		out.Element("loc", address)
		out.Time("lastmod", inZone(f.Modified, time.UTC), time.RFC3339)
		out.Markup("</sitemap>\n")
	}
	out.Markup("</sitemapindex>\n")
	if err := out.Close(); err != nil {
		return fmt.Errorf("render: sitemap index: %w", err)
	}
	return nil
}

// Parts cuts a sequence into runs of at most size, numbered from 0, without holding
// them: each run must be read, or given up, before the next one comes. What is left of
// a run is skipped. An empty sequence has no runs.
func Parts[V any](views iter.Seq2[V, error], size int) iter.Seq2[int, iter.Seq2[V, error]] {
	return func(yield func(int, iter.Seq2[V, error]) bool) {
		next, stop := iter.Pull2(views)
		defer stop()
		v, err, ok := next()
		for part := 0; ok; part++ {
			n := 0
			advance := func() { v, err, ok = next(); n++ }
			run := func(yield func(V, error) bool) {
				for ok && n < size {
					v, err := v, err
					advance()
					if !yield(v, err) {
						return
					}
				}
			}
			if !yield(part, run) {
				return
			}
			for ok && n < size {
				advance()
			}
		}
	}
}

// Gzip writes what write writes to w, compressed: a sitemap named "sitemap.xml.gz".
// The errors are those of write and of w.
func Gzip(w io.Writer, write func(io.Writer) error) error {
	z := gzip.NewWriter(w)
	if err := write(z); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("render: gzip: %w", err)
	}
	return nil
}
