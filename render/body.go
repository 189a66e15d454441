package render

import (
	"bytes"
	"html"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
	"github.com/newsjunction/news/taxonomy/text"
)

// A body is where the HTML of one article at a time is put together, for feeds or
// for mail: every address absolute, nothing but what its profile keeps, in the
// profile's own spelling. Blocks are written in that spelling to begin with, for
// their texts are safe by their types; what is foreign, raw blocks, passes the
// profile.
type body struct {
	site   Site
	clean  sanitize.Profile
	mail   bool // what mail programs know: no figure, no player
	linked func(article.ID) (article.Teaser, bool)
	names  article.Names
	b      []byte
	lang   string   // of the article at hand
	at     string   // where it stands
	base   *url.URL // the same, once it is needed
}

func newBody(s Site, profile sanitize.Profile, mail bool, linked func(article.ID) (article.Teaser, bool)) (*body, error) {
	clean, err := profile.With(sanitize.Options{Base: s.Home()})
	if err != nil {
		return nil, err
	}
	return &body{site: s, clean: clean, mail: mail, linked: linked, names: s.Author}, nil
}

// html returns the body of an article, with the notes that readers are owed: who else
// had a part in it, and what was corrected. The bytes are good until the next call.
func (m *body) html(v article.View, address string) ([]byte, error) {
	m.b, m.lang, m.at, m.base = m.b[:0], v.Lang, address, nil
	if err := m.blocks(v.Body); err != nil {
		return nil, err
	}
	if note := v.Byline.Contributors(v.Lang, m.names).String(); note != "" {
		m.put("<p><em>")
		m.text(note)
		m.put("</em></p>\n")
	}
	for _, c := range v.Corrections {
		m.put("<p><em>")
		m.time(c.At, time.DateOnly)
		m.put(": ")
		m.text(c.Text)
		m.put("</em></p>\n")
	}
	return bytes.TrimSpace(m.b), nil
}

func (m *body) blocks(blocks article.Body) error {
	for i := range blocks {
		if err := m.block(blocks[i].Content); err != nil {
			return err
		}
	}
	return nil
}

func (m *body) block(content article.BlockContent) error {
	switch c := content.(type) {
	case article.Paragraph:
		m.inside("p", c.Text)
	case article.Heading:
		m.inside([]string{"h2", "h3", "h4", "h5", "h6"}[min(max(c.Level, 2), 6)-2], c.Text)
	case article.List:
		m.list(c)
	case article.Quote:
		m.quote(c.Paragraphs, c.Cite)
	case article.PullQuote:
		m.quote([]inline.HTML{c.Text}, c.Cite)
	case article.Figure:
		m.figure(c.Image)
	case article.Gallery:
		for _, slide := range c.Images {
			m.figure(slide.Image)
		}
		m.caption("p", "", c.Caption, "")
	case article.Video:
		m.video(c)
	case article.Audio:
		m.audio(c)
	case article.Table:
		m.table(c)
	case article.Code:
		m.put("<pre><code>")
		m.text(c.Text)
		m.put("</code></pre>")
	case article.Divider:
		m.put("<hr/>")
	case article.Embed:
		m.link(c.URL, c.Title)
	case article.Related:
		m.related(c)
	case article.LiveEntry:
		return m.live(c)
	case article.Raw:
		return m.raw(c)
	default:
		return nil
	}
	m.put("\n")
	return nil
}

// put appends markup that this file spells.
func (m *body) put(constant string) { m.b = append(m.b, constant...) }

func (m *body) text(s string) { m.b = appendHTML(m.b, s) }

func (m *body) inside(name string, markup inline.HTML) {
	m.put("<")
	m.put(name)
	m.put(">")
	m.inline(markup)
	m.put("</")
	m.put(name)
	m.put(">")
}

// inline appends inline markup with its addresses made absolute. A quotation mark of
// its text is always a reference, so that one stands at an attribute alone; and an
// address that is absolute was found to be safe when the markup was made.
func (m *body) inline(markup inline.HTML) {
	rest := markup.String()
	for {
		open := strings.IndexByte(rest, '"')
		if open < 0 {
			m.put(rest)
			return
		}
		before, value := rest[:open+1], rest[open+1:]
		end := strings.IndexByte(value, '"')
		if end < 0 {
			m.put(rest)
			return
		}
		m.put(before)
		value, rest = value[:end], value[end:]
		if isLink(before) && !strings.HasPrefix(value, "https://") && !strings.HasPrefix(value, "http://") {
			m.address(html.UnescapeString(value))
		} else {
			m.put(value)
		}
		m.put(`"`)
		rest = rest[1:]
	}
}

func isLink(before string) bool {
	return strings.HasSuffix(before, ` href="`) || strings.HasSuffix(before, ` cite="`)
}

// address appends an absolute address as the value of an attribute; nothing for what
// is no link.
func (m *body) address(link string) {
	origin, rest := m.absolute(link)
	m.text(origin)
	m.text(rest)
}

// absolute makes a link absolute, in two pieces, so that the usual ones are not put
// together first; the second is "" for what is no link.
func (m *body) absolute(link string) (origin, rest string) {
	switch form(link) {
	case absolute:
		return "", link
	case ofHost:
		return m.site.made.origin, link
	}
	return "", m.resolve(link)
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

func (m *body) attr(name, value string) {
	m.put(" ")
	m.put(name)
	m.put(`="`)
	m.text(value)
	m.put(`"`)
}

func (m *body) pixels(name string, n int) {
	if n > 0 && n <= 99999 {
		m.put(" ")
		m.put(name)
		m.put(`="`)
		m.b = strconv.AppendInt(m.b, int64(n), 10)
		m.put(`"`)
	}
}

func (m *body) time(at time.Time, layout string) {
	at = at.In(m.site.config().TimeZone)
	m.attr0("<time datetime=", at.Format(time.RFC3339))
	m.text(at.Format(layout))
	m.put("</time>")
}

// attr0 appends a start tag with one attribute.
func (m *body) attr0(tag, value string) {
	m.put(tag)
	m.put(`"`)
	m.text(value)
	m.put(`">`)
}

func (m *body) list(l article.List) {
	name := "ul"
	if l.Ordered {
		name = "ol"
	}
	m.put("<")
	m.put(name)
	if l.Ordered && l.Start != 0 {
		m.attr("start", strconv.Itoa(l.Start))
	}
	m.put(">")
	for _, item := range l.Items {
		m.put("<li>")
		m.inline(item.Text)
		if item.Sub != nil {
			m.list(*item.Sub)
		}
		m.put("</li>")
	}
	m.put("</")
	m.put(name)
	m.put(">")
}

func (m *body) quote(paragraphs []inline.HTML, cite inline.HTML) {
	m.put("<blockquote>")
	for _, p := range paragraphs {
		m.inside("p", p)
	}
	if !cite.IsZero() {
		m.put("<p>")
		m.inside("cite", cite)
		m.put("</p>")
	}
	m.put("</blockquote>")
}

// figure appends a picture; one without an address is its caption.
func (m *body) figure(i article.Image) {
	m.enter()
	if origin, rest := m.absolute(i.URL); rest != "" {
		m.put("<img")
		m.attr("alt", i.AltIn(m.lang))
		m.pixels("height", i.Height)
		m.put(` src="`)
		m.text(origin)
		m.text(rest)
		m.put(`"`)
		m.pixels("width", i.Width)
		m.put("/>")
	}
	m.leave("", i.Caption, i.Credit)
}

// enter begins a figure, leave ends it with its caption.
func (m *body) enter() {
	if m.mail {
		m.put("<div>")
	} else {
		m.put("<figure>")
	}
}

func (m *body) leave(title string, caption inline.HTML, credit string) {
	if m.mail {
		m.caption("p", title, caption, credit)
		m.put("</div>")
		return
	}
	m.caption("figcaption", title, caption, credit)
	m.put("</figure>")
}

func (m *body) caption(name, title string, caption inline.HTML, credit string) {
	if title == "" && caption.IsZero() && credit == "" {
		return
	}
	m.put("<")
	m.put(name)
	m.put(">")
	if title != "" {
		m.put("<cite>")
		m.text(title)
		m.put("</cite> ")
	}
	m.inline(caption)
	if credit != "" {
		m.put(" <small>")
		m.text(credit)
		m.put("</small>")
	}
	m.put("</")
	m.put(name)
	m.put(">")
}

func (m *body) video(v article.Video) {
	address := m.resolve(v.URL)
	if m.mail || address == "" {
		m.link(v.URL, v.Title)
		m.caption("p", "", v.Caption, v.Credit)
		return
	}
	m.put(`<figure><video controls=""`)
	m.pixels("height", v.Height)
	if poster := m.resolve(v.Poster); poster != "" {
		m.attr("poster", poster)
	}
	m.attr("src", address)
	m.pixels("width", v.Width)
	m.put("></video>")
	m.leave(v.Title, v.Caption, v.Credit)
}

func (m *body) audio(a article.Audio) {
	address := m.resolve(a.URL)
	if m.mail || address == "" {
		m.link(a.URL, a.Title)
		m.caption("p", "", a.Caption, a.Credit)
		return
	}
	m.put(`<figure><audio controls=""`)
	m.attr("src", address)
	m.put("></audio>")
	m.leave(a.Title, a.Caption, a.Credit)
}

func (m *body) table(t article.Table) {
	if m.mail { // without a style sheet, the lines are the table's own
		m.put(`<table border="1" cellpadding="4" cellspacing="0">`)
	} else {
		m.put("<table>")
	}
	for i, row := range t.Rows {
		head := t.HeaderRow && i == 0
		if head {
			m.put("<thead>")
		} else if i == 0 || i == 1 && t.HeaderRow {
			m.put("<tbody>")
		}
		m.put("<tr>")
		for j, cell := range row {
			if head || t.HeaderColumn && j == 0 {
				m.inside("th", cell)
			} else {
				m.inside("td", cell)
			}
		}
		if m.put("</tr>"); head {
			m.put("</thead>")
		}
	}
	if len(t.Rows) > 1 || len(t.Rows) == 1 && !t.HeaderRow {
		m.put("</tbody>")
	}
	m.put("</table>")
	m.caption("p", "", t.Caption, "")
}

// link appends a paragraph that is a link, or its title alone where it leads nowhere.
func (m *body) link(link, title string) {
	address := m.resolve(link)
	if title == "" {
		title = link
	}
	m.put("<p>")
	if address != "" {
		m.attr0("<a href=", address)
	}
	m.text(title)
	if address != "" {
		m.put("</a>")
	}
	m.put("</p>")
}

func (m *body) related(r article.Related) {
	if m.linked != nil && !r.Article.IsZero() {
		if t, ok := m.linked(r.Article); ok {
			m.link(m.site.ArticleURL(t), r.Title)
			return
		}
	}
	m.link(r.URL, r.Title)
}

func (m *body) live(e article.LiveEntry) error {
	m.put("<div><p>")
	m.time(e.At, "15:04")
	m.put("</p>\n")
	if e.Title != "" {
		m.put("<h3>")
		m.text(e.Title)
		m.put("</h3>\n")
	}
	err := m.blocks(e.Body)
	m.put("</div>\n")
	return err
}

func (m *body) raw(r article.Raw) error {
	clean := m.clean
	if m.at != "" {
		var err error
		if clean, err = clean.With(sanitize.Options{Base: m.at}); err != nil {
			return err
		}
	}
	html, _, err := clean.HTML(r.HTML)
	m.put(strings.TrimSpace(html))
	m.put("\n")
	return err
}

// appendHTML appends text, in content or as an attribute's value, as package sanitize
// spells it: without the characters that no text may hold.
func appendHTML(dst []byte, s string) []byte {
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf && c >= ' ' && c != '&' && c != '\'' && c != '<' && c != '>' && c != '"' && c != 0x7F {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if with, change := htmlReference(r, size); change {
			dst = append(append(dst, s[start:i]...), with...)
			start = i + size
		}
		i += size
	}
	return append(dst, s[start:]...)
}

func htmlReference(r rune, size int) (string, bool) {
	switch r {
	case '&':
		return "&amp;", true
	case '\'':
		return "&#39;", true
	case '<':
		return "&lt;", true
	case '>':
		return "&gt;", true
	case '"':
		return "&#34;", true
	case '\n', '\t':
		return "", false
	case utf8.RuneError:
		return "\uFFFD", size == 1
	}
	return "", text.Forbidden(r)
}
