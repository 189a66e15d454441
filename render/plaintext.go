package render

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
)

// Text writes a view to w as plain text, for people who read text: headline, deck,
// byline, date, the body in lines of at most width characters (0 means 72), and the
// addresses of its links listed at the end, each once, under the numbers that stand in
// the text. Words, addresses and lines of code longer than that are not broken.
//
// The errors are [ErrNoBase] for the zero Site, before the first byte, and those of w.
func Text(w io.Writer, s Site, v article.View, width int) error {
	if s.made == nil {
		return fmt.Errorf("render: text: %w", ErrNoBase)
	}
	out := bufio.NewWriter(w)
	t := text72{out: out, site: s, width: width, numbers: make(map[string]int)}
	if width <= 0 {
		t.width = 72
	}
	t.story(v)
	t.list()
	if err := out.Flush(); err != nil {
		return fmt.Errorf("render: text: %w", err)
	}
	return nil
}

// text72 is a text that is being written. A failed write is kept by the bufio.Writer,
// which returns it from Flush.
type text72 struct {
	out     *bufio.Writer
	site    Site
	width   int
	lang    string
	indent  string // of the block at hand
	links   []string
	numbers map[string]int // of links, from 1
	some    bool           // a block stands above
}

func (t *text72) story(v article.View) {
	t.lang = v.Lang
	t.block(v.Headline(""))
	deck := v.Decks.For("")
	t.block(deck)
	byline := v.Byline.Format(v.Lang, t.site.Author)
	if v.SignedAs != "" {
		byline = v.SignedAs
	}
	t.block(byline)
	if !v.Published.IsZero() {
		t.block(v.Published.In(t.site.config().TimeZone).Format("2006-01-02 15:04 -0700"))
	}
	if v.Access != article.Public {
		t.block(v.Summary(""))
	} else {
		t.body(v.Body)
		t.block(v.Byline.Contributors(v.Lang, t.site.Author).String())
		for _, c := range v.Corrections {
			t.block(c.At.In(t.site.config().TimeZone).Format(time.DateOnly) + ": " + c.Text)
		}
	}
	t.block(v.Rights.Notice)
	t.block(t.site.ArticleURL(v.Teaser))
}

// body writes blocks; of pictures and players, their words and where they stand.
func (t *text72) body(blocks article.Body) {
	for i := range blocks {
		switch c := blocks[i].Content.(type) {
		case article.Paragraph:
			t.block(t.plain(c.Text))
		case article.Heading:
			t.block(t.plain(c.Text))
		case article.List:
			t.gap()
			t.items(c, "")
		case article.Quote:
			t.quote(c.Paragraphs, c.Cite)
		case article.PullQuote:
			t.quote([]inline.HTML{c.Text}, c.Cite)
		case article.Figure:
			t.picture(c.Image)
		case article.Gallery:
			for _, slide := range c.Images {
				t.picture(slide.Image)
			}
			t.block(t.plain(c.Caption))
		case article.Code:
			t.gap()
			for line := range strings.Lines(c.Text) {
				t.write("    ", strings.TrimRight(line, "\r\n"), "\n")
			}
		case article.Divider:
			t.block("* * *")
		case article.LiveEntry:
			t.block(strings.TrimSpace(c.At.In(t.site.config().TimeZone).Format("15:04") + " " + c.Title))
			t.body(c.Body)
		default:
			t.other(c)
		}
	}
}

func (t *text72) other(content article.BlockContent) {
	switch c := content.(type) {
	case article.Video:
		t.titled(c.Title, c.URL)
		t.block(t.plain(c.Caption))
	case article.Audio:
		t.titled(c.Title, c.URL)
		t.block(t.plain(c.Caption))
	case article.Embed:
		t.titled(c.Title, c.URL)
	case article.Related:
		t.titled(c.Title, c.URL)
	case article.Table:
		t.gap()
		for _, row := range c.Rows {
			var cells []string
			for _, cell := range row {
				cells = append(cells, t.plain(cell))
			}
			t.write(strings.Join(cells, " | "), "\n")
		}
		t.block(t.plain(c.Caption))
	case article.Raw:
		t.block(c.Text)
	}
}

func (t *text72) quote(paragraphs []inline.HTML, cite inline.HTML) {
	t.indent = "> "
	for _, p := range paragraphs {
		t.block(t.plain(p))
	}
	if !cite.IsZero() {
		t.block("-- " + t.plain(cite))
	}
	t.indent = ""
}

func (t *text72) items(l article.List, indent string) {
	for i, item := range l.Items {
		mark := "- "
		if l.Ordered {
			mark = strconv.Itoa(max(l.Start, 1)+i) + ". "
		}
		t.wrap(t.plain(item.Text), indent+mark, indent+strings.Repeat(" ", len(mark)))
		if item.Sub != nil {
			t.items(*item.Sub, indent+strings.Repeat(" ", len(mark)))
		}
	}
}

func (t *text72) picture(i article.Image) {
	caption := t.plain(i.Caption)
	if caption == "" {
		caption = i.AltIn(t.lang)
	}
	if i.Credit != "" {
		caption = strings.TrimSpace(caption + " (" + i.Credit + ")")
	}
	t.titled(caption, i.URL)
}

// titled writes a title with the number of its link.
func (t *text72) titled(title, link string) { t.block(strings.TrimSpace(title + t.number(link))) }

// number returns the number of a link, as it stands in the text; "" for what is no
// link, or one within the text.
func (t *text72) number(link string) string {
	address := t.site.URL(link)
	if address == "" || strings.HasPrefix(link, "#") {
		return ""
	}
	n, ok := t.numbers[address]
	if !ok {
		t.links = append(t.links, address)
		n = len(t.links)
		t.numbers[address] = n
	}
	return " [" + strconv.Itoa(n) + "]"
}

// plain returns the text of inline markup, with the numbers of its links.
func (t *text72) plain(markup inline.HTML) string {
	source := markup.String()
	if !strings.Contains(source, "<a ") {
		return markup.Plain()
	}
	var b strings.Builder
	link := ""
	tokens := html.NewTokenizer(strings.NewReader(source))
	for tokens.Next() != html.ErrorToken {
		switch token := tokens.Token(); {
		case token.Type == html.TextToken:
			b.WriteString(token.Data)
		case token.Data == "br":
			b.WriteByte('\n')
		case token.Data == "a" && token.Type == html.StartTagToken:
			for _, a := range token.Attr {
				if a.Key == "href" {
					link = a.Val
				}
			}
		case token.Data == "a" && token.Type == html.EndTagToken:
			b.WriteString(t.number(link))
		}
	}
	return b.String()
}

func (t *text72) write(parts ...string) {
	for _, p := range parts {
		_, _ = t.out.WriteString(p)
	}
}

// gap leaves a line between two blocks.
func (t *text72) gap() {
	if t.some {
		t.write(strings.TrimRight(t.indent, " "), "\n")
	}
	t.some = true
}

// block writes a paragraph; nothing for none.
func (t *text72) block(s string) {
	if strings.TrimSpace(s) == "" {
		return
	}
	indent := t.indent
	t.indent = ""
	t.gap()
	t.indent = indent
	t.wrap(s, indent, indent)
}

// wrap writes text in lines, each line of its own kept apart.
func (t *text72) wrap(s, first, rest string) {
	indent := first
	for line := range strings.SplitSeq(s, "\n") {
		column := 0
		for word := range strings.FieldsSeq(line) {
			n := utf8.RuneCountInString(word)
			switch {
			case column == 0:
				t.write(indent, word)
				column = utf8.RuneCountInString(indent) + n
			case column+1+n > t.width:
				t.write("\n", rest, word)
				column = utf8.RuneCountInString(rest) + n
			default:
				t.write(" ", word)
				column += 1 + n
			}
			indent = rest
		}
		if column > 0 {
			t.write("\n")
		}
	}
}

// list writes the addresses of the links.
func (t *text72) list() {
	if len(t.links) > 0 {
		t.gap()
	}
	for i, link := range t.links {
		t.write("[", strconv.Itoa(i+1), "] ", link, "\n")
	}
}
