package htmlbody

import (
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/loss"
)

// figure makes a picture, a gallery, a player, a table, a quote or an embed of a figure
// that holds one and its caption, and blocks of whatever stands in any other.
func (b *builder) figure(n *html.Node) {
	var caption, inside []*html.Node
	for _, c := range children(n) {
		if c.DataAtom == atom.Figcaption {
			caption = append(caption, children(c)...)
		} else {
			inside = append(inside, c)
		}
	}
	if img := onlyImage(inside); img != nil {
		b.picture(img, caption)
		return
	}
	if slides := pictures(inside); len(slides) > 1 && captionIsLast(n) {
		b.gallery(slides, caption)
		return
	}
	if single := lastElement(inside); single != nil && single == firstElement(inside) && captionIsLast(n) {
		switch single.DataAtom {
		case atom.Video, atom.Audio:
			if _, ok := playerSource(single); ok {
				b.player(single, caption)
				return
			}
		case atom.Table:
			b.table(single, caption)
			return
		case atom.Blockquote:
			b.setOff(single, caption)
			return
		}
	}
	if b.bookmark(inside, caption) {
		return
	}
	if link := onlyLink(inside); link != nil && len(caption) == 0 {
		if address := attr(link, "href"); inline.CheckLink(address) == nil {
			b.add(embed(address, plain(link)))
			return
		}
	}
	b.flow(inside)
	b.flow(caption)
}

// bookmark makes an embed of a card of Ghost: a link around the title and description
// of a page elsewhere, with its icon and a picture.
func (b *builder) bookmark(inside, caption []*html.Node) bool {
	link := only(inside, named(atom.A))
	if link == nil || !hasClass(link, "kg-bookmark-container") || inline.CheckLink(attr(link, "href")) != nil {
		return false
	}
	if hasMedia(link) {
		b.report.Add(b.path(), loss.Dropped, "img", "the pictures of a bookmark are those of the page that it leads to")
	}
	b.add(embed(attr(link, "href"), plain(link)))
	b.flow(caption)
	return true
}

// captionIsLast reports whether nothing but white space follows the caption of a figure.
func captionIsLast(n *html.Node) bool {
	last := lastElement(children(n))
	for _, c := range children(n) {
		if c.DataAtom == atom.Figcaption && c != last {
			return false
		}
	}
	return true
}

// picture makes a picture with its caption. Small print at the end of that is its credit.
func (b *builder) picture(img *html.Node, caption []*html.Node) {
	_, text, credit := b.captionParts(caption, false)
	b.image(img, text, credit)
}

func (b *builder) image(n *html.Node, caption inline.HTML, credit string) {
	i := readImage(n)
	i.Caption, i.Credit = caption, credit
	if !loadable(i.URL) {
		b.report.Add(b.path(), loss.Dropped, "img", "it has no address that a page may load")
		if !caption.IsZero() {
			b.add(article.Paragraph{Text: caption})
		}
		return
	}
	b.add(article.Figure{Image: i})
}

func readImage(n *html.Node) article.Image {
	i := article.Image{URL: attr(n, "src"), Alt: label(attr(n, "alt"))}
	i.Width, _ = strconv.Atoi(attr(n, "width"))
	i.Height, _ = strconv.Atoi(attr(n, "height"))
	return i
}

// A slide is a picture of a gallery and its own caption.
type slide struct {
	img     *html.Node
	caption []*html.Node
}

// pictures returns the pictures that are all there is in nodes: each alone, in a figure
// with its caption, or an entry of a list of them; nil where there is something else.
func pictures(nodes []*html.Node) []slide {
	var slides []slide
	for _, n := range nodes {
		switch {
		case blank(n):
		case n.DataAtom == atom.Ul || n.DataAtom == atom.Li || n.DataAtom == atom.Div:
			inner := pictures(children(n))
			if inner == nil {
				return nil
			}
			slides = append(slides, inner...)
		default:
			s := slide{img: onlyImage([]*html.Node{n})}
			if n.DataAtom == atom.Figure {
				s = captioned(n)
			}
			if s.img == nil || !loadable(attr(s.img, "src")) {
				return nil
			}
			slides = append(slides, s)
		}
	}
	return slides
}

// captioned returns the picture of a figure that holds one and then its caption.
func captioned(figure *html.Node) slide {
	var s slide
	var inside []*html.Node
	for _, c := range children(figure) {
		if c.DataAtom == atom.Figcaption {
			s.caption = append(s.caption, children(c)...)
		} else {
			inside = append(inside, c)
		}
	}
	if captionIsLast(figure) {
		s.img = onlyImage(inside)
	}
	return s
}

func (b *builder) gallery(slides []slide, caption []*html.Node) {
	var g article.Gallery
	for _, s := range slides {
		i := readImage(s.img)
		_, i.Caption, i.Credit = b.captionParts(s.caption, false)
		g.Images = append(g.Images, article.Slide{Image: i})
	}
	g.Caption = b.inline(caption)
	b.add(g)
}

// setOff makes a block of a figure that holds a quote: with a caption, that is its
// source; without one, it is a sentence of the story set large, as WordPress stores it.
func (b *builder) setOff(n *html.Node, caption []*html.Node) {
	q, ok := b.readQuote(n)
	cite := b.inline(caption)
	switch {
	case !ok || !cite.IsZero() && !q.Cite.IsZero():
		b.quote(n)
		b.flow(caption)
	case !cite.IsZero():
		q.Cite = cite
		b.add(q)
	case len(q.Paragraphs) == 1:
		b.add(article.PullQuote{Text: q.Paragraphs[0], Cite: q.Cite})
	default:
		b.quote(n)
	}
}

func (w *writer) figure(f article.Figure) {
	w.put("<figure>")
	w.image(f.Image)
	w.caption("", f.Caption, f.Credit)
	w.put("</figure>")
}

func (w *writer) image(i article.Image) {
	w.put("<img")
	w.attr("src", i.URL)
	w.attr("alt", i.Alt)
	w.pixels("width", i.Width)
	w.pixels("height", i.Height)
	w.put("/>")
}

// caption writes what is printed below a picture, player or table.
func (w *writer) caption(title string, text inline.HTML, credit string) {
	if title == "" && text.IsZero() && credit == "" {
		return
	}
	w.put("<figcaption>")
	if title != "" {
		w.put("<cite>")
		w.text(title)
		w.put("</cite> ")
	}
	w.markup(text)
	if credit != "" {
		w.put(" <small>")
		w.text(credit)
		w.put("</small>")
	}
	w.put("</figcaption>")
}

func (w *writer) gallery(g article.Gallery) {
	w.put("<figure>")
	for _, s := range g.Images {
		w.figure(article.Figure(s))
	}
	w.caption("", g.Caption, "")
	w.put("</figure>")
}
