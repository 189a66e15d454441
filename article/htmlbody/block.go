package htmlbody

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/taxonomy/text"
)

// block makes blocks of one element.
func (b *builder) block(n *html.Node) error {
	switch n.DataAtom {
	case atom.P:
		return b.paragraph(children(n))
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return b.heading(n)
	case atom.Ul, atom.Ol:
		return b.list(n)
	case atom.Blockquote:
		return b.quote(n)
	case atom.Figure:
		return b.figure(n)
	case atom.Img:
		return b.image(n, inline.HTML{}, "")
	case atom.Pre:
		b.add(article.Code{Text: verbatim(n)})
		return nil
	case atom.Hr:
		b.add(article.Divider{})
		return nil
	case atom.Iframe:
		return b.frame(n)
	case atom.Aside:
		return b.aside(n)
	case atom.Table, atom.Dl, atom.Details, atom.Audio, atom.Video, atom.Picture:
		return b.raw(n)
	}
	return b.flow(children(n))
}

func (b *builder) heading(n *html.Node) error {
	title, err := b.inline(children(n))
	if err != nil {
		return err
	}
	level := int(n.Data[1] - '0')
	if level == 1 {
		b.report.Add(b.path(), loss.Approximated, "h1", "the headline is the only heading of level 1: it became level 2")
		level = 2
	}
	if !title.IsZero() {
		b.add(article.Heading{Level: level, Text: title})
	}
	return b.media(n)
}

// media makes blocks of the pictures, frames and players below an element whose
// text is already kept.
func (b *builder) media(n *html.Node) error {
	for m := range find(n, isMedia) {
		if err := b.block(m); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) list(n *html.Node) error {
	if l, ok, err := b.entries(n, 1); err != nil {
		return err
	} else if ok {
		if len(l.Items) > 0 {
			b.add(l)
		}
		return nil
	}
	return b.raw(n)
}

// entries makes a List of an ul or ol; ok is false where an entry holds what a list
// can't: a picture, a table, text after an inner list.
func (b *builder) entries(n *html.Node, depth int) (l article.List, ok bool, err error) {
	l.Ordered = n.DataAtom == atom.Ol
	if start, err := strconv.Atoi(attr(n, "start")); err == nil && l.Ordered && start != 1 {
		l.Start = start
	}
	if depth > article.MaxListDepth {
		return l, false, nil
	}
	for _, c := range children(n) {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" {
			continue
		}
		if c.DataAtom != atom.Li {
			return l, false, nil
		}
		item, ok, err := b.entry(c, depth)
		if err != nil || !ok {
			return l, false, err
		}
		l.Items = append(l.Items, item)
	}
	return l, true, nil
}

func (b *builder) entry(li *html.Node, depth int) (item article.ListItem, ok bool, err error) {
	if hasMedia(li) {
		return item, false, nil
	}
	var text []*html.Node
	for _, c := range children(li) {
		switch {
		case c.DataAtom == atom.Ul || c.DataAtom == atom.Ol:
			if item.Sub != nil {
				return item, false, nil
			}
			sub, ok, err := b.entries(c, depth+1)
			if err != nil || !ok {
				return item, false, err
			}
			item.Sub = &sub
		case item.Sub != nil && strings.TrimSpace(plain(c)) != "":
			return item, false, nil
		case c.DataAtom == atom.P:
			if strings.TrimSpace(plain(c)) == "" {
				continue
			}
			if len(text) > 0 {
				text = append(text, &html.Node{Type: html.ElementNode, Data: "br", DataAtom: atom.Br})
			}
			text = append(text, children(c)...)
		case isBlock(c):
			return item, false, nil
		case item.Sub == nil && (len(text) > 0 || strings.TrimSpace(c.Data) != ""):
			text = append(text, c)
		}
	}
	item.Text, err = b.inline(text)
	return item, true, err
}

func (b *builder) quote(n *html.Node) error {
	var q article.Quote
	var run []*html.Node
	flush := func() error {
		p, err := b.inline(run)
		if run = nil; err == nil && !p.IsZero() {
			q.Paragraphs = append(q.Paragraphs, p)
		}
		return err
	}
	nodes := children(n)
	if hasMedia(n) || slices.ContainsFunc(nodes, func(c *html.Node) bool {
		return isBlock(c) && c.DataAtom != atom.P && c.DataAtom != atom.Footer
	}) {
		return b.raw(n)
	}
	last := lastElement(nodes)
	for _, c := range nodes {
		if c == last && (c.DataAtom == atom.Cite || c.DataAtom == atom.Footer) {
			if err := flush(); err != nil {
				return err
			}
			var err error
			if q.Cite, err = b.inline(children(c)); err != nil {
				return err
			}
			continue
		}
		if isBlock(c) {
			if err := flush(); err != nil {
				return err
			}
			run = children(c)
			if err := flush(); err != nil {
				return err
			}
			continue
		}
		run = append(run, c)
	}
	if err := flush(); err != nil {
		return err
	}
	if len(q.Paragraphs) > 0 || !q.Cite.IsZero() {
		b.add(q)
	}
	return nil
}

// lastElement returns the last node that is not white space, or nil.
func lastElement(nodes []*html.Node) *html.Node {
	for _, n := range slices.Backward(nodes) {
		if n.Type != html.TextNode || strings.TrimSpace(n.Data) != "" {
			return n
		}
	}
	return nil
}

// figure makes a picture with its caption, an embed, a quote, or whatever stands in
// it. Small print at the end of a caption is the picture's credit. Several pictures are a picture each, followed by the caption that all share.
func (b *builder) figure(n *html.Node) error {
	var caption []*html.Node
	var inside []*html.Node
	for _, c := range children(n) {
		if c.DataAtom == atom.Figcaption {
			caption = append(caption, children(c)...)
		} else {
			inside = append(inside, c)
		}
	}
	if img := onlyImage(inside); img != nil {
		var credit string
		if last := lastElement(caption); last != nil && last.DataAtom == atom.Small {
			credit, caption = label(plain(last)), caption[:slices.Index(caption, last)]
		}
		text, err := b.inline(caption)
		if err != nil {
			return err
		}
		return b.image(img, text, credit)
	}
	if link := onlyLink(inside); link != nil && len(caption) == 0 {
		if url := attr(link, "href"); inline.CheckLink(url) == nil {
			b.add(article.Embed{URL: url, Title: label(plain(link))})
			return nil
		}
	}
	if err := b.flow(inside); err != nil {
		return err
	}
	return b.flow(caption)
}

// onlyImage returns the picture that is all there is in nodes, a link around it
// apart.
func onlyImage(nodes []*html.Node) *html.Node {
	return only(nodes, named(atom.Img))
}

func onlyLink(nodes []*html.Node) *html.Node {
	if link := only(nodes, named(atom.A)); link != nil && !hasMedia(link) {
		return link
	}
	return nil
}

func only(nodes []*html.Node, is func(*html.Node) bool) *html.Node {
	var found *html.Node
	for _, n := range nodes {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" {
			continue
		}
		inner := first(n, is)
		if inner == nil || found != nil || strings.TrimSpace(plain(n)) != strings.TrimSpace(plain(inner)) ||
			count(n, isMedia) > count(inner, isMedia) {
			return nil
		}
		found = inner
	}
	return found
}

func count(n *html.Node, is func(*html.Node) bool) int {
	i := 0
	for range find(n, is) {
		i++
	}
	return i
}

func (b *builder) image(n *html.Node, caption inline.HTML, credit string) error {
	i := article.Image{URL: attr(n, "src"), Alt: label(attr(n, "alt")), Caption: caption, Credit: credit}
	i.Width, _ = strconv.Atoi(attr(n, "width"))
	i.Height, _ = strconv.Atoi(attr(n, "height"))
	if inline.CheckLink(i.URL) != nil {
		b.report.Add(b.path(), loss.Dropped, "img", "it has no address that a page may load")
		if !caption.IsZero() {
			b.add(article.Paragraph{Text: caption})
		}
		return nil
	}
	b.add(article.Figure{Image: i})
	return nil
}

func (b *builder) frame(n *html.Node) error {
	url := attr(n, "src")
	if inline.CheckLink(url) != nil {
		b.report.Add(b.path(), loss.Dropped, "iframe", "it has no address that a page may link to")
		return nil
	}
	b.add(article.Embed{URL: url, Title: label(attr(n, "title"))})
	return nil
}

// aside makes a related link of an aside that names an article; any other is part
// of the text.
func (b *builder) aside(n *html.Node) error {
	id, err := article.ParseID(attr(n, "data-article"))
	link := first(n, named(atom.A))
	if err != nil || id.IsZero() || link == nil {
		return b.flow(children(n))
	}
	url := attr(link, "href")
	if inline.CheckLink(url) != nil {
		url = ""
	}
	b.add(article.Related{Article: id, URL: url, Title: label(plain(n))})
	return nil
}

func label(s string) string { return text.Clean(s) }

// verbatim returns the text of a node to the character.
func verbatim(n *html.Node) string {
	var s strings.Builder
	for t := range find(n, func(n *html.Node) bool { return n.Type == html.TextNode || n.DataAtom == atom.Br }) {
		if t.Type == html.TextNode {
			s.WriteString(t.Data)
		} else {
			s.WriteByte('\n')
		}
	}
	return s.String()
}
