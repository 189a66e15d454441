package htmlbody

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
)

// A Medium says who reads the HTML of a body.
type Medium uint8

const (
	Archive Medium = iota // [Parse], which makes the same blocks of it
	Feed                  // a feed reader: nothing but what [sanitize.Feed] keeps
	Mail                  // a mail program, which knows no figure and no player: what [sanitize.Newsletter] keeps
)

// Options of [Write] and [Append]. The zero value is ready to use.
type Options struct {
	Medium Medium

	// Article returns the address of an article that a related link leads to;
	// "" or a nil func leave the link its own, or, without one, only its title.
	Article func(article.ID) string

	// Address appends the address that stands for one of the body's, such as the
	// absolute one; nothing where there is none: the link is then its words alone, the
	// picture its caption. A link in running text that is absolute is not asked for. A
	// nil func keeps those that [inline.CheckLink] accepts.
	Address func(dst []byte, address string) []byte

	// Raw cleans the HTML of a raw block; nil means the profile of the medium, of an
	// archive [sanitize.Article]. What it returns is balanced HTML of valid UTF-8 that
	// writes every > of its text as a reference.
	Raw func(html string) (string, error)

	Lang string         // of the words for a picture, where they are there in several
	Zone *time.Location // of the hour of a live entry; nil means that of its instant
}

// Write writes the blocks of a body as HTML, internal ones too: a View has none. Raw
// blocks are sanitised again, and blocks of unknown types left out. The errors are
// those of w, and of sanitising a raw block.
func Write(w io.Writer, body article.Body, o Options) error {
	const usual, enough = 8 << 10, 32 << 10 // bytes: of most bodies; that are worth a call
	out := writer{Options: o, b: make([]byte, 0, usual)}
	for i := range body {
		err := out.block(body[i].Content)
		if err == nil && (len(out.b) >= enough || i == len(body)-1) {
			_, err = w.Write(out.b)
			out.b = out.b[:0]
		}
		if err != nil {
			return fmt.Errorf("htmlbody: writing: %w", err)
		}
	}
	return nil
}

// Append appends what [Write] writes; its errors are those of sanitising a raw block. It
// appends valid UTF-8, whatever the body holds, in which every > ends a tag and the only
// control characters are tab and line feed: it can stand in a CDATA section as it is.
func Append(dst []byte, body article.Body, o Options) ([]byte, error) {
	out := writer{b: dst, Options: o}
	for i := range body {
		if err := out.block(body[i].Content); err != nil {
			return out.b, fmt.Errorf("htmlbody: writing: %w", err)
		}
	}
	return out.b, nil
}

// writer is where the HTML of a body is put together. Attributes stand in the order of
// the alphabet, as the sanitiser leaves them.
type writer struct {
	Options
	b []byte
}

func (w *writer) block(content article.BlockContent) error {
	switch c := content.(type) {
	case article.Paragraph:
		w.inside("<p>", c.Text, "</p>")
	case article.Heading:
		w.heading(min(c.Level, 6), c.Text)
	case article.List:
		w.list(&c)
	case article.Quote:
		w.quote(c.Paragraphs, c.Cite)
	case article.PullQuote:
		w.either("<figure>", "<div>")
		w.quote([]inline.HTML{c.Text}, c.Cite)
		w.either("</figure>", "</div>")
	case article.Figure:
		w.figure(&c.Image)
	case article.Gallery:
		w.gallery(&c)
	case article.Video:
		w.video(&c)
	case article.Audio:
		w.audio(&c)
	case article.Table:
		w.table(&c)
	case article.LiveEntry:
		return w.live(&c)
	case article.Code:
		w.put("<pre><code>")
		w.text(c.Text)
		w.put("</code></pre>")
	case article.Divider:
		w.put("<hr/>")
	case article.Embed:
		w.either("<figure>", "<p>")
		w.link(c.URL, c.Title)
		w.either("</figure>", "</p>")
	case article.Related:
		w.related(&c)
	case article.Raw:
		return w.raw(c.HTML)
	default:
		return nil
	}
	w.put("\n")
	return nil
}

func (w *writer) heading(level int, text inline.HTML) {
	switch level {
	default:
		w.inside("<h2>", text, "</h2>")
	case 3:
		w.inside("<h3>", text, "</h3>")
	case 4:
		w.inside("<h4>", text, "</h4>")
	case 5:
		w.inside("<h5>", text, "</h5>")
	case 6:
		w.inside("<h6>", text, "</h6>")
	}
}

func (w *writer) list(l *article.List) {
	end := "</ul>"
	switch {
	case !l.Ordered:
		w.put("<ul>")
	case l.Start == 0:
		w.put("<ol>")
		end = "</ol>"
	default:
		w.put("<ol")
		w.number(` start="`, l.Start)
		w.put(">")
		end = "</ol>"
	}
	for i := range l.Items {
		w.put("<li>")
		w.markup(l.Items[i].Text)
		if sub := l.Items[i].Sub; sub != nil {
			w.list(sub)
		}
		w.put("</li>")
	}
	w.put(end)
}

func (w *writer) quote(paragraphs []inline.HTML, cite inline.HTML) {
	w.put("<blockquote>")
	for _, p := range paragraphs {
		w.inside("<p>", p, "</p>")
	}
	if !cite.IsZero() {
		w.inside("<cite>", cite, "</cite>")
	}
	w.put("</blockquote>")
}

func (w *writer) table(t *article.Table) {
	w.either("<figure>", "<div>")
	if w.Medium == Mail { // without a style sheet, the lines are the table's own
		w.put(`<table border="1" cellpadding="4" cellspacing="0">`)
	} else {
		w.put("<table>")
	}
	for i, row := range t.Rows {
		head := t.HeaderRow && i == 0
		if head {
			w.put("<thead>")
		} else if i == 0 || i == 1 && t.HeaderRow {
			w.put("<tbody>")
		}
		w.put("<tr>")
		for j, cell := range row {
			if head || t.HeaderColumn && j == 0 {
				w.inside("<th>", cell, "</th>")
			} else {
				w.inside("<td>", cell, "</td>")
			}
		}
		if w.put("</tr>"); head {
			w.put("</thead>")
		}
	}
	if len(t.Rows) > 1 || len(t.Rows) == 1 && !t.HeaderRow {
		w.put("</tbody>")
	}
	w.put("</table>")
	w.caption("", t.Caption, "")
	w.either("</figure>", "</div>")
}

// live writes a live entry as its time, its title and its blocks.
func (w *writer) live(e *article.LiveEntry) error {
	at := e.At
	if w.Zone != nil {
		at = at.In(w.Zone)
	}
	w.either("<section>", "<div>")
	w.put(`<p><time datetime="`)
	w.b = at.AppendFormat(w.b, time.RFC3339)
	w.put(`">`)
	w.b = at.AppendFormat(w.b, "15:04")
	w.put("</time></p>\n")
	if e.Title != "" {
		w.put("<h3>")
		w.text(e.Title)
		w.put("</h3>\n")
	}
	for i := range e.Body {
		if err := w.block(e.Body[i].Content); err != nil {
			return err
		}
	}
	w.either("</section>", "</div>")
	w.put("\n")
	return nil
}

func (w *writer) related(r *article.Related) {
	url := r.URL
	if w.Article != nil && !r.Article.IsZero() {
		if own := w.Article(r.Article); own != "" {
			url = own
		}
	}
	if w.Medium == Archive && !r.Article.IsZero() {
		w.put(`<aside data-article="`)
		w.put(r.Article.String())
		w.put(`">`)
	} else {
		w.either("<aside>", "<p>")
	}
	w.link(url, r.Title)
	w.either("</aside>", "</p>")
}

func (w *writer) raw(html string) error {
	clean, err := w.clean(html)
	if clean = strings.TrimSpace(clean); err != nil || clean == "" {
		return err
	}
	start := len(w.b)
	w.put(clean)
	w.brackets(start)
	w.put("\n")
	return nil
}

func (w *writer) clean(html string) (string, error) {
	if w.Raw != nil {
		return w.Raw(html)
	}
	clean, _, err := w.Medium.profile().HTML(html)
	return clean, err
}

// profile returns what readers of the medium are given at most.
func (m Medium) profile() sanitize.Profile {
	switch m {
	case Feed:
		return sanitize.Feed()
	case Mail:
		return sanitize.Newsletter()
	}
	return sanitize.Article()
}
