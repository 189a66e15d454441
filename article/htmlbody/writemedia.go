package htmlbody

import (
	"bytes"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
)

// figure writes a picture; one that no page can load is its caption.
func (w *writer) figure(i *article.Image) {
	w.either("<figure>", "<div>")
	start := len(w.b)
	w.put(`<img alt="`)
	w.text(i.AltIn(w.Lang))
	w.put(`"`)
	w.pixels(` height="`, i.Height)
	w.put(` src="`)
	loads := w.file(i.URL)
	w.put(`"`)
	w.pixels(` width="`, i.Width)
	w.put("/>")
	if !loads {
		w.b = w.b[:start]
	}
	w.caption("", i.Caption, i.Credit)
	w.either("</figure>", "</div>")
}

func (w *writer) gallery(g *article.Gallery) {
	w.either("<figure>", "<div>")
	for i := range g.Images {
		w.figure(&g.Images[i].Image)
	}
	w.caption("", g.Caption, "")
	w.either("</figure>", "</div>")
}

func (w *writer) video(v *article.Video) {
	w.either("<figure>", "<div>")
	start := len(w.b)
	w.put(`<video controls=""`)
	w.pixels(` height="`, v.Height)
	poster := len(w.b)
	if w.put(` poster="`); w.file(v.Poster) {
		w.put(`"`)
	} else {
		w.b = w.b[:poster]
	}
	w.put(` src="`)
	plays := w.file(v.URL)
	w.put(`"`)
	w.pixels(` width="`, v.Width)
	w.put("></video>")
	w.played(start, plays, v.URL, v.Title, v.Caption, v.Credit)
}

func (w *writer) audio(a *article.Audio) {
	w.either("<figure>", "<div>")
	start := len(w.b)
	w.put(`<audio controls="" src="`)
	plays := w.file(a.URL)
	w.put(`"></audio>`)
	w.played(start, plays, a.URL, a.Title, a.Caption, a.Credit)
}

// played ends a figure whose player begins at start. Where nothing plays it, a link
// stands in its place.
func (w *writer) played(start int, plays bool, url, title string, caption inline.HTML, credit string) {
	if !plays || w.Medium == Mail {
		w.b = w.b[:start]
		w.link(url, title)
		title = ""
	}
	w.caption(title, caption, credit)
	w.either("</figure>", "</div>")
}

// caption writes what is printed below a picture, player or table.
func (w *writer) caption(title string, text inline.HTML, credit string) {
	if title == "" && text.IsZero() && credit == "" {
		return
	}
	w.either("<figcaption>", "<p>")
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
	w.either("</figcaption>", "</p>")
}

// file writes the address of what a page loads, and reports whether there is one.
func (w *writer) file(address string) bool {
	start := len(w.b)
	if !w.address(address) {
		return false
	}
	if !loads(w.b[start:]) {
		w.b = w.b[:start]
		return false
	}
	return true
}

// loads reports whether something is loaded from an address: it is none of mail or of a
// telephone.
func loads(address []byte) bool {
	for i, c := range address {
		switch c {
		case ':':
			return bytes.HasPrefix(address[i:], []byte("://"))
		case '/', '?', '#':
			return true
		}
	}
	return true
}

// maxPixels is the largest side of a picture that package sanitize keeps.
const maxPixels = 99999

func (w *writer) pixels(attr string, n int) {
	if n > 0 && n <= maxPixels {
		w.number(attr, n)
	}
}
