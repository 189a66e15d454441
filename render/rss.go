package render

import (
	"cmp"
	"io"
	"iter"
	"strconv"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render/internal/xmltext"
)

// RSS writes views to w as an RSS 2.0 feed, in the order given: give it the newest
// first, and no more than a reader wants to poll. Pages are no news and are left out.
// Every address in it is absolute, and its HTML is what [sanitize.Feed] keeps. Of an
// article that is not for everybody, a feed, which everybody reads, holds the summary
// alone. It holds one article in memory at a time.
//
// The errors are [ErrNoBase] for the zero Site, before the first byte, and those of
// views and of w; what was written before one is not a whole document.
func RSS(w io.Writer, s Site, views iter.Seq2[article.View, error]) error {
	return Feed{}.RSS(w, s, views)
}

// RSS writes an RSS 2.0 feed of what f says; else it is as the function [RSS].
func (f Feed) RSS(w io.Writer, s Site, views iter.Seq2[article.View, error]) error {
	return feed(w, s, f, "rss", s.config().Feeds.RSS, func(w io.Writer, st *stream) format {
		return &rss{Writer: xmltext.NewWriter(w), stream: st}
	}, views)
}

type rss struct {
	*xmltext.Writer
	*stream
}

func (r *rss) open() {
	c := r.site.config()
	r.Markup(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	r.Markup(`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"` +
		` xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:media="http://search.yahoo.com/mrss/">` + "\n<channel>\n")
	r.Element("title", r.Title)
	r.Element("link", r.Page)
	r.Element("description", cmp.Or(r.Description, r.Title)) // required
	r.Element("language", c.Lang)
	r.MailDate("lastBuildDate", r.Updated)
	r.Element("generator", generator)
	if r.Self != "" {
		r.Empty("atom:link", "href", r.Self, "rel", "self", "type", "application/rss+xml")
	}
	r.logo(c.Logo)
}

// logo writes the channel's picture, within the size that RSS 2.0 sets.
func (r *rss) logo(logo article.Image) {
	switch mediaType(logo.URL) {
	case "image/png", "image/jpeg", "image/gif": // the formats of RSS 2.0
	default:
		return
	}
	r.Markup("<image>\n")
	r.Element("url", r.site.URL(logo.URL))
	r.Element("title", r.Title)
	r.Element("link", r.Page)
	if w, h := logo.Width, logo.Height; w > 0 && h > 0 {
		scale := min(1, 144/float64(w), 400/float64(h))
		r.Element("width", strconv.Itoa(max(1, int(float64(w)*scale))))
		r.Element("height", strconv.Itoa(max(1, int(float64(h)*scale))))
	}
	r.Markup("</image>\n")
}

func (r *rss) spell(dst []byte, t termText) []byte {
	dst = append(dst, "<category"...)
	if t.url != "" {
		dst = append(xmltext.AppendText(append(dst, ` domain="`...), t.url), '"')
	}
	return append(xmltext.AppendText(append(dst, '>'), t.label), "</category>\n"...)
}

func (r *rss) story(v *article.View, address string) error {
	r.Markup("<item>\n")
	r.Element("title", title(v, address))
	r.Element("link", address)
	r.Markup(`<guid isPermaLink="false">`)
	r.Raw(r.urn(v.ID))
	r.Markup("</guid>\n")
	r.MailDate("pubDate", inZone(v.Published, r.zone))
	if v.Modified.After(v.Published) {
		r.Time("atom:updated", inZone(v.Modified, r.zone), time.RFC3339)
	}
	r.authors(v, func(name, _ string) { r.Element("dc:creator", name) })
	r.filed(r, v, func(t kept) { r.Raw(t.spelled) })
	if v.Lang != r.site.config().Lang {
		r.Element("dc:language", v.Lang)
	}
	r.Element("dc:rights", v.Rights.Notice)
	r.Element("dc:source", v.Source)
	r.Element("description", v.Summary(""))
	r.media(v)
	if r.full(v) {
		html := func(dst []byte) ([]byte, error) { return r.body.append(dst, v, address) }
		if err := r.CDATA("content:encoded", "", html); err != nil {
			return err
		}
	}
	r.Markup("</item>\n")
	return r.Step()
}

// media writes the picture: as media RSS, which tells its size and its words, and as
// the enclosure that RSS 2.0 itself has, whose length is 0 where nobody knows it.
func (r *rss) media(v *article.View) {
	p, ok := r.picture(v)
	if !ok {
		return
	}
	if p.kind != "" {
		r.Markup(`<enclosure url="`)
		r.TextBytes(p.address)
		r.Markup(`" length="`)
		r.Int(p.bytes)
		r.Markup(`" type="`)
		r.Markup(p.kind)
		r.Markup("\"/>\n")
	}
	r.Markup(`<media:content url="`)
	r.TextBytes(p.address)
	r.Markup(`"`)
	r.Attr("type", p.kind)
	r.Markup(` medium="image"`)
	r.Number("fileSize", int(p.bytes))
	r.Number("width", p.Width)
	r.Number("height", p.Height)
	r.Markup(">\n")
	r.Element("media:description", p.AltIn(v.Lang))
	r.Element("media:credit", p.Credit)
	r.Markup("</media:content>\n")
}

func (r *rss) end() error {
	r.Markup("</channel>\n</rss>\n")
	return r.Close()
}

// inZone is t.In for an instant that may not be given.
func inZone(t time.Time, zone *time.Location) time.Time {
	if t.IsZero() {
		return t
	}
	return t.In(zone)
}
