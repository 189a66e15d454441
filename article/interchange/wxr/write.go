package wxr

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/taxonomy"
)

// Blog says what an export is of.
type Blog struct {
	Title       string
	URL         string // of the site: what a later import calls the source of the articles
	Description string
	Lang        string           // BCP 47; articles of another language say so as Polylang does
	At          time.Time        // of the export: what is shown later is scheduled
	Terms       *taxonomy.Tree   // all terms
	Authors     []article.Author // all authors

	// Address returns where an article stands; nil: where it stood at its source, or
	// what WordPress calls it by its number.
	Address func(article.Article) string
}

// Write writes articles as an export of version 1.2, which WordPress's importer and
// [Read] take, in the order given. Of a published article it writes what readers see,
// of any other the working copy. What is not for all readers never becomes public:
// what is embargoed, withdrawn or taken offline is a draft, what is for members is
// private. The report says what WordPress can't hold; what it merely does not show
// goes along in custom fields.
//
// The errors are those of articles and of w; what was written before one is not a
// whole file. It holds one article in memory.
func Write(w io.Writer, blog Blog, articles iter.Seq2[article.Article, error]) (loss.Report, error) {
	out := &writer{Writer: bufio.NewWriter(w), blog: blog, numbers: make(map[taxonomy.ID]int), logins: make(map[article.AuthorID]string)}
	out.channel()
	for a, err := range articles {
		if err != nil {
			return out.losses, err
		}
		if err := out.article(a); err != nil {
			return out.losses, fmt.Errorf("wxr: writing article %s: %w", a.ID, err)
		}
	}
	out.put("</channel>\n</rss>\n")
	if err := out.Flush(); err != nil {
		return out.losses, fmt.Errorf("wxr: writing: %w", err)
	}
	return out.losses, nil
}

// writer is the sink of one export. A failed write is kept by the bufio.Writer.
type writer struct {
	*bufio.Writer
	blog    Blog
	losses  loss.Report
	numbers map[taxonomy.ID]int         // of terms, as written
	logins  map[article.AuthorID]string // of authors, as written
	native  int                         // articles without a number of their own so far
	media   int                         // pictures so far
}

// put writes markup that this package spells.
func (w *writer) put(markup ...string) {
	for _, m := range markup {
		_, _ = w.WriteString(m)
	}
}

// element writes an element with a text.
func (w *writer) element(name, text string) {
	w.put("<", name, ">")
	if text != "" {
		w.cdata(text)
	}
	w.put("</", name, ">\n")
}

// cdata writes text as CDATA sections. Characters that XML has not are left out.
func (w *writer) cdata(text string) {
	legal := strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, text)
	if legal != strings.ReplaceAll(text, "\r", "") {
		w.losses.Add("", loss.Dropped, "control character", "XML has none")
	}
	w.put(openCDATA, strings.ReplaceAll(legal, closeCDATA, "]]]]><![CDATA[>"), closeCDATA)
}

// attr writes an attribute.
func (w *writer) attr(name, value string) {
	w.put(" ", name, `="`)
	_ = xml.EscapeText(w, []byte(value)) // a failed write is kept
	w.put(`"`)
}

func (w *writer) channel() {
	w.put(xml.Header, `<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
`)
	w.element("title", w.blog.Title)
	w.element("link", w.blog.URL)
	w.element("description", w.blog.Description)
	if !w.blog.At.IsZero() {
		w.element("pubDate", w.blog.At.UTC().Format(time.RFC1123Z))
	}
	w.element("language", w.blog.Lang)
	w.put("<wp:wxr_version>1.2</wp:wxr_version>\n")
	w.element("wp:base_site_url", w.blog.URL)
	w.element("wp:base_blog_url", w.blog.URL)
	for i, a := range w.blog.Authors {
		w.author(i+1, a)
	}
	for c := range w.blog.Terms.Categories() {
		w.term(c.Term, "category")
	}
	for t := range w.blog.Terms.Tags() {
		w.term(t.Term, "post_tag")
	}
}

func (w *writer) author(number int, a article.Author) {
	login := a.Slug
	w.logins[a.ID] = login
	w.put("<wp:author>\n")
	w.element("wp:author_id", strconv.Itoa(number))
	w.element("wp:author_login", login)
	w.element("wp:author_email", "")
	w.element("wp:author_display_name", a.Name)
	w.put("</wp:author>\n")
	if a.Bio != "" || a.Picture != nil || len(a.Links) > 0 || len(a.Names) > 0 {
		w.losses.Add("", loss.Dropped, "biography, picture, links or other names of an author", "an export has none")
	}
}

// place is where a term stands in WordPress: its taxonomy and its name there.
func (w *writer) place(t taxonomy.Term, domain string) (taxonomy, nicename string) {
	for _, r := range t.References {
		if r.Source != w.blog.URL {
			continue
		}
		if of, name, ok := strings.Cut(r.ID, ":"); ok && domain == "post_tag" {
			return of, name
		}
		return domain, r.ID
	}
	return domain, t.Slug
}

func (w *writer) term(t taxonomy.Term, domain string) {
	number := len(w.numbers) + 1
	w.numbers[t.ID] = number
	for m := range w.blog.Terms.Merged(t.ID) {
		w.numbers[m.ID] = number
	}
	if len(t.Labels) > 1 || len(t.Aliases) > 0 || len(t.Descriptions) > 1 {
		w.losses.Add("", loss.Dropped, "other label of a term", "a term of WordPress has one")
	}
	in, nicename := w.place(t, domain)
	label, about := escapeTerm(t.Labels.In("")), escapeTerm(t.Descriptions.In(""))
	var parent string
	if c, ok := w.blog.Terms.Category(t.ID); ok && !c.Parent.IsZero() {
		if above, ok := w.blog.Terms.Category(c.Parent); ok {
			_, parent = w.place(above.Term, "category")
		}
	}
	names := [...]string{"wp:category", "wp:category_nicename", "wp:category_parent", "wp:cat_name", "wp:category_description"}
	switch {
	case in == "post_tag":
		names = [...]string{"wp:tag", "wp:tag_slug", "", "wp:tag_name", "wp:tag_description"}
	case in != "category":
		names = [...]string{"wp:term", "wp:term_slug", "wp:term_parent", "wp:term_name", "wp:term_description"}
	}
	w.put("<", names[0], ">\n")
	w.element("wp:term_id", strconv.Itoa(number))
	if names[0] == "wp:term" {
		w.element("wp:term_taxonomy", in)
	}
	for i, value := range [...]string{nicename, parent, label, about} {
		if name := names[i+1]; name != "" && (value != "" || i != 3) {
			w.element(name, value)
		}
	}
	w.put("</", names[0], ">\n")
}

// escapeTerm writes a text as WordPress keeps those of terms.
func escapeTerm(s string) string { return escape.Replace(s) }

// escape is never written.
var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
