package htmlbody

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"strconv"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
)

// Options of [Write]. The zero value is ready to use.
type Options struct {
	// Article returns the address of an article that a related link leads to;
	// "" or a nil func leave the link its own, or, without one, only its title.
	Article func(article.ID) string
}

// Write writes the blocks of a body as HTML, internal ones too: a View has none. Raw
// blocks are sanitised again, and blocks of unknown types left out. The errors are
// those of w, and of sanitising a raw block.
func Write(w io.Writer, body article.Body, o Options) error {
	out := &writer{Writer: bufio.NewWriter(w), options: o}
	for _, block := range body {
		if err := out.block(block.Content); err != nil {
			return fmt.Errorf("htmlbody: writing: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("htmlbody: writing: %w", err)
	}
	return nil
}

// writer is the sink of one body. A failed write is kept by the bufio.Writer, which
// returns it from Flush.
type writer struct {
	*bufio.Writer
	options Options
}

// put writes markup that this package spells.
func (w *writer) put(markup ...string) {
	for _, m := range markup {
		_, _ = w.WriteString(m)
	}
}

// text writes a text, or the value of an attribute.
func (w *writer) text(s string) { w.put(quoteShortcodes(html.EscapeString(s))) }

// markup writes inline markup.
func (w *writer) markup(m inline.HTML) { w.put(quoteShortcodes(m.String())) }

func (w *writer) attr(name, value string) {
	w.put(" ", name, `="`)
	w.text(value)
	w.put(`"`)
}

func (w *writer) inside(name string, markup inline.HTML) {
	w.put("<", name, ">")
	w.markup(markup)
	w.put("</", name, ">")
}

func (w *writer) block(content article.BlockContent) error {
	switch c := content.(type) {
	case article.Paragraph:
		w.inside("p", c.Text)
	case article.Heading:
		w.inside("h"+strconv.Itoa(min(max(c.Level, 2), 6)), c.Text)
	case article.List:
		w.list(c)
	case article.Quote:
		w.quote(c)
	case article.PullQuote:
		w.put("<figure>")
		w.quote(article.Quote{Paragraphs: []inline.HTML{c.Text}, Cite: c.Cite})
		w.put("</figure>")
	case article.Figure:
		w.figure(c)
	case article.Gallery:
		w.gallery(c)
	case article.Video:
		w.video(c)
	case article.Audio:
		w.audio(c)
	case article.Table:
		w.table(c)
	case article.LiveEntry:
		return w.live(c)
	case article.Code:
		w.put("<pre><code>")
		w.text(c.Text)
		w.put("</code></pre>")
	case article.Divider:
		w.put("<hr/>")
	case article.Embed:
		w.put("<figure>")
		w.link(c.URL, c.Title)
		w.put("</figure>")
	case article.Related:
		w.related(c)
	case article.Raw:
		return w.raw(c)
	default:
		return nil
	}
	w.put("\n")
	return w.err()
}

// live writes a live entry as its time, its title and its blocks.
func (w *writer) live(e article.LiveEntry) error {
	w.put("<section><p><time")
	w.attr("datetime", e.At.Format(time.RFC3339))
	w.put(">", e.At.Format("15:04"), "</time></p>\n")
	if e.Title != "" {
		w.put("<h3>")
		w.text(e.Title)
		w.put("</h3>\n")
	}
	for _, block := range e.Body {
		if err := w.block(block.Content); err != nil {
			return err
		}
	}
	w.put("</section>\n")
	return w.err()
}

// err returns the error of an earlier write, so that a long body stops early.
func (w *writer) err() error {
	_, err := w.Writer.Write(nil)
	return err
}

func (w *writer) list(l article.List) {
	name := "ul"
	if l.Ordered {
		name = "ol"
	}
	w.put("<", name)
	if l.Ordered && l.Start != 0 {
		w.attr("start", strconv.Itoa(l.Start))
	}
	w.put(">")
	for _, item := range l.Items {
		w.put("<li>")
		w.markup(item.Text)
		if item.Sub != nil {
			w.list(*item.Sub)
		}
		w.put("</li>")
	}
	w.put("</", name, ">")
}

func (w *writer) quote(q article.Quote) {
	w.put("<blockquote>")
	for _, p := range q.Paragraphs {
		w.inside("p", p)
	}
	if !q.Cite.IsZero() {
		w.inside("cite", q.Cite)
	}
	w.put("</blockquote>")
}

func (w *writer) pixels(name string, n int) {
	if n > 0 {
		w.attr(name, strconv.Itoa(n))
	}
}

func (w *writer) link(url, title string) {
	if title == "" {
		title = url
	}
	if inline.CheckLink(url) != nil {
		w.text(title)
		return
	}
	w.put("<a")
	w.attr("href", url)
	w.put(">")
	w.text(title)
	w.put("</a>")
}

func (w *writer) related(r article.Related) {
	url := r.URL
	if w.options.Article != nil && !r.Article.IsZero() {
		if own := w.options.Article(r.Article); own != "" {
			url = own
		}
	}
	w.put("<aside")
	if !r.Article.IsZero() {
		w.attr("data-article", r.Article.String())
	}
	w.put(">")
	w.link(url, r.Title)
	w.put("</aside>")
}

func (w *writer) raw(r article.Raw) error {
	clean, _, err := sanitize.Article().HTML(r.HTML)
	if err != nil {
		return err
	}
	w.put(quoteShortcodes(clean), "\n")
	return w.err()
}
