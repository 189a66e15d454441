package render

import (
	"cmp"
	"io"
	"iter"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render/internal/xmltext"
)

// Atom writes views to w as an Atom feed (RFC 4287). What [RSS] says of content,
// order and errors holds here.
func Atom(w io.Writer, s Site, views iter.Seq2[article.View, error]) error {
	return Feed{}.Atom(w, s, views)
}

// Atom writes an Atom feed of what f says; else it is as the function [Atom].
func (f Feed) Atom(w io.Writer, s Site, views iter.Seq2[article.View, error]) error {
	return feed(w, s, f, "atom", s.config().Feeds.Atom, func(w io.Writer, st *stream) format {
		return &atom{Writer: xmltext.NewWriter(w), stream: st}
	}, views)
}

type atom struct {
	*xmltext.Writer
	*stream
}

// dawnOfTime is the instant of what has none, where a format asks for one.
func dawnOfTime() time.Time { return time.Unix(0, 0).UTC() }

func (a *atom) open() {
	c := a.site.config()
	a.Markup(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	a.Open("feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", c.Lang)
	a.Markup(">\n")
	a.Element("id", cmp.Or(a.Self, a.Page))
	a.Element("title", a.Title)
	a.Element("subtitle", a.Description)
	if a.Updated.IsZero() {
		a.Updated = dawnOfTime()
	}
	a.Time("updated", a.Updated, time.RFC3339)
	a.Empty("link", "rel", "alternate", "type", "text/html", "href", a.Page)
	if a.Self != "" {
		a.Empty("link", "rel", "self", "type", "application/atom+xml", "href", a.Self)
	}
	a.person("author", c.Publisher, a.site.Home())
	a.Element("icon", a.site.URL(c.Icon))
	a.Element("logo", a.site.URL(c.Logo.URL))
	a.Element("generator", generator)
}

func (a *atom) person(element, name, url string) {
	a.Open(element)
	a.Markup(">\n")
	a.Element("name", name)
	a.Element("uri", url)
	a.Markup("</")
	a.Markup(element)
	a.Markup(">\n")
}

func (a *atom) spell(dst []byte, t termText) []byte {
	dst = xmltext.AppendText(append(dst, `<category term="`...), cmp.Or(t.slug, t.label))
	if t.url != "" {
		dst = xmltext.AppendText(append(dst, `" scheme="`...), t.url)
	}
	return append(xmltext.AppendText(append(dst, `" label="`...), t.label), "\"/>\n"...)
}

func (a *atom) story(v *article.View, address string) error {
	a.Open("entry")
	if v.Lang != a.site.config().Lang {
		a.Attr("xml:lang", v.Lang)
	}
	a.Markup(">\n<id>")
	a.Raw(a.urn(v.ID))
	a.Markup("</id>\n")
	a.Element("title", title(v, address))
	a.Time("published", inZone(v.Published, a.zone), time.RFC3339)
	a.Time("updated", cmp.Or(modified(&v.Teaser), dawnOfTime()).In(a.zone), time.RFC3339)
	// Without full content, an entry must have the link (RFC 4287, 4.1.2).
	a.Empty("link", "rel", "alternate", "type", "text/html", "href", cmp.Or(address, a.Page))
	a.authors(v, func(name, url string) { a.person("author", name, url) })
	a.filed(a, v, func(t kept) { a.Raw(t.spelled) })
	a.Element("rights", v.Rights.Notice)
	if p, ok := a.picture(v); ok {
		a.Open("link", "rel", "enclosure")
		a.Attr("type", p.kind)
		a.Number("length", int(p.bytes))
		a.AttrBytes("href", p.address)
		a.Attr("title", p.AltIn(v.Lang))
		a.Markup("/>\n")
	}
	a.Markup("<summary>") // required where there is no content
	a.Text(v.Summary(""))
	a.Markup("</summary>\n")
	if a.full(v) {
		html := func(dst []byte) ([]byte, error) { return a.body.append(dst, v, address) }
		if err := a.CDATA("content", ` type="html"`, html); err != nil {
			return err
		}
	}
	a.Markup("</entry>\n")
	return a.Step()
}

func (a *atom) end() error {
	a.Markup("</feed>\n")
	return a.Close()
}
