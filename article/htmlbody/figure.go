package htmlbody

import (
	"strconv"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/loss"
)

// figure makes a picture, a gallery, a player, a table, a quote or an embed of a figure
// that holds one and its caption, and blocks of whatever stands in any other.
func (b *builder) figure(n *node) {
	var caption, inside []*node
	for _, c := range children(n) {
		if c.name == "figcaption" {
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
		switch single.name {
		case "video", "audio":
			if _, ok := playerSource(single); ok {
				b.player(single, caption)
				return
			}
		case "table":
			b.table(single, caption)
			return
		case "blockquote":
			b.setOff(single, caption)
			return
		}
	}
	if b.bookmark(inside, caption) {
		return
	}
	if link := onlyLink(inside); link != nil && len(caption) == 0 {
		if address := attr(link, "href"); leadsOut(address) {
			b.add(embed(address, plain(link)))
			return
		}
	}
	b.flow(inside)
	b.flow(caption)
}

// bookmark makes an embed of a card of Ghost: a link around the title and description
// of a page elsewhere, with its icon and a picture.
func (b *builder) bookmark(inside, caption []*node) bool {
	link := only(inside, named("a"))
	if link == nil || !hasClass(link, "kg-bookmark-container") || !leadsOut(attr(link, "href")) {
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
func captionIsLast(n *node) bool {
	last := lastElement(children(n))
	for _, c := range children(n) {
		if c.name == "figcaption" && c != last {
			return false
		}
	}
	return true
}

// picture makes a picture with its caption. Small print at the end of that is its credit.
func (b *builder) picture(img *node, caption []*node) {
	_, text, credit := b.captionParts(caption, false)
	b.image(img, text, credit)
}

func (b *builder) image(n *node, caption inline.HTML, credit string) {
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

func readImage(n *node) article.Image {
	i := article.Image{URL: attr(n, "src"), Alt: label(attr(n, "alt"))}
	i.Width, _ = strconv.Atoi(attr(n, "width"))
	i.Height, _ = strconv.Atoi(attr(n, "height"))
	return i
}

// A slide is a picture of a gallery and its own caption.
type slide struct {
	img     *node
	caption []*node
}

// pictures returns the pictures that are all there is in nodes: each alone, in a figure
// with its caption, or an entry of a list of them; nil where there is something else.
func pictures(nodes []*node) []slide {
	var slides []slide
	for _, n := range nodes {
		switch {
		case blank(n):
		case n.name == "ul" || n.name == "li" || n.name == "div":
			inner := pictures(children(n))
			if inner == nil {
				return nil
			}
			slides = append(slides, inner...)
		default:
			s := slide{img: onlyImage([]*node{n})}
			if n.name == "figure" {
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
func captioned(figure *node) slide {
	var s slide
	var inside []*node
	for _, c := range children(figure) {
		if c.name == "figcaption" {
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

func (b *builder) gallery(slides []slide, caption []*node) {
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
func (b *builder) setOff(n *node, caption []*node) {
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
