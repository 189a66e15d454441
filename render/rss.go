package render

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/sanitize"
	"github.com/newsjunction/news/render/internal/xmltext"
)

// RSS writes views to w as an RSS 2.0 feed with full text, in the order given: give
// it the newest first, and no more than a reader wants to poll. Pages are no news
// and are left out. Every address in it is absolute. Of an article that is not for
// everybody, a feed, which everybody reads, holds the summary alone.
//
// The errors are [ErrNoBase] for the zero Site, before the first byte, and those of
// views and of w; what was written before one is not a whole document.
func RSS(w io.Writer, s Site, views iter.Seq2[article.View, error]) error {
	if s.base == nil {
		return fmt.Errorf("render: rss: %w", ErrNoBase)
	}
	clean, err := sanitize.Article().With(sanitize.Options{Base: s.Home()})
	if err != nil {
		return fmt.Errorf("render: rss: %w", err)
	}
	f := feed{Writer: xmltext.NewWriter(w), site: s, clean: clean}
	f.open()
	for v, err := range views {
		if err != nil {
			return fmt.Errorf("render: rss: %w", err)
		}
		if v.Kind == article.Page {
			continue
		}
		if err := f.story(v); err != nil {
			return fmt.Errorf("render: rss: story %s: %w", v.ID, err)
		}
	}
	f.Markup("</channel>\n</rss>\n")
	if err := f.Close(); err != nil {
		return fmt.Errorf("render: rss: %w", err)
	}
	return nil
}

// feed is an RSS document that is being written.
type feed struct {
	*xmltext.Writer
	site  Site
	clean sanitize.Profile
	body  bytes.Buffer // of the story at hand
}

func (f *feed) open() {
	c := f.site.config
	f.Markup(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	f.Markup(`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"` +
		` xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">` + "\n<channel>\n")
	f.Element("title", c.Name)
	f.Element("link", f.site.Home())
	f.Markup("<description>") // required, even where there is none
	f.Text(c.Description)
	f.Markup("</description>\n")
	f.Element("language", c.Lang)
	f.Empty("atom:link", "href", f.site.URL(c.Feed), "rel", "self", "type", "application/rss+xml")
}

func (f *feed) story(v article.View) error {
	v = v.On(article.ChannelFeed)
	body, err := f.html(v)
	if err != nil {
		return err
	}
	f.Markup("<item>\n")
	f.Element("title", v.Headline(""))
	f.Element("link", f.site.ArticleURL(v.Teaser))
	f.Element("guid", "urn:uuid:"+v.ID.String(), "isPermaLink", "false")
	if !v.Published.IsZero() {
		f.Element("pubDate", v.Published.In(f.site.config.TimeZone).Format(time.RFC1123Z))
	}
	for _, author := range f.site.Byline(v.Teaser) {
		f.Element("dc:creator", author.Name)
	}
	f.terms(v)
	if v.Lang != f.site.config.Lang {
		f.Element("dc:language", v.Lang)
	}
	if v.Rights.Notice != "" {
		f.Element("dc:rights", v.Rights.Notice)
	}
	if v.Source != "" {
		f.Element("dc:source", v.Source)
	}
	f.Element("description", v.Summary(""))
	if body != "" {
		f.Markup("<content:encoded>")
		f.CDATA(body)
		f.Markup("</content:encoded>\n")
	}
	f.Markup("</item>\n")
	return f.Err()
}

// terms writes categories and tags; the domain of each is where it is listed.
func (f *feed) terms(v article.View) {
	for _, c := range f.site.Categories(v.Teaser) {
		f.category(c.Labels.In(v.Lang), f.site.config.Linker.CategoryURL(c))
	}
	for _, tag := range f.site.Tags(v.Teaser) {
		f.category(tag.Labels.In(v.Lang), f.site.config.Linker.TagURL(tag))
	}
}

func (f *feed) category(label, link string) {
	if domain := f.site.URL(link); domain != "" {
		f.Element("category", label, "domain", domain)
	} else {
		f.Element("category", label)
	}
}

// html returns the body of a story as HTML with absolute addresses; none where not
// everybody may read it. All of it is sanitised, so that nothing depends on what a
// block held.
func (f *feed) html(v article.View) (string, error) {
	if v.Access != article.Public {
		return "", nil
	}
	f.body.Reset()
	if err := htmlbody.Write(&f.body, v.Body, htmlbody.Options{}); err != nil {
		return "", err
	}
	html, _, err := f.clean.HTML(f.body.String())
	return strings.TrimSpace(html), err
}
