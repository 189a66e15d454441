package render

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render/internal/xmltext"
)

// MaxSitemap is how many addresses one sitemap may hold (sitemaps.org, protocol 0.9).
const MaxSitemap = 50_000

// ErrTooMany means that there are more articles than a sitemap may hold.
var ErrTooMany = errors.New("a sitemap holds at most 50,000 addresses")

// Sitemap writes the addresses of articles to w as a sitemap (sitemaps.org, protocol
// 0.9), in the order given, each with the instant of its last edit that readers see.
// Those whose Linker gives them no address are left out. It holds one article in
// memory at a time.
//
// The errors are [ErrNoBase] for the zero Site, before the first byte, [ErrTooMany],
// and those of views and of w; what was written before one is not a whole document.
func Sitemap(w io.Writer, s Site, views iter.Seq2[article.View, error]) error {
	if s.base == nil {
		return fmt.Errorf("render: sitemap: %w", ErrNoBase)
	}
	out := xmltext.NewWriter(w)
	out.Markup(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	out.Markup(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	n := 0
	for v, err := range views {
		if err != nil {
			return fmt.Errorf("render: sitemap: %w", err)
		}
		address := s.ArticleURL(v.Teaser)
		if address == "" {
			continue
		}
		if n++; n > MaxSitemap {
			return fmt.Errorf("render: sitemap: %w", ErrTooMany)
		}
		out.Markup("<url>\n")
		out.Element("loc", address)
		out.Element("lastmod", v.Modified.UTC().Format(time.RFC3339))
		out.Markup("</url>\n")
		if err := out.Err(); err != nil {
			return fmt.Errorf("render: sitemap: %w", err)
		}
	}
	out.Markup("</urlset>\n")
	if err := out.Close(); err != nil {
		return fmt.Errorf("render: sitemap: %w", err)
	}
	return nil
}
