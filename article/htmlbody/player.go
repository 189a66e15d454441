package htmlbody

import (
	"strconv"
	"strings"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/loss"
)

// player makes a Video or Audio of a player of one film or recording, with what is
// printed below it. One with subtitles or with a choice of files stays as it is.
func (b *builder) player(n *node, caption []*node) {
	address, ok := playerSource(n)
	if !ok {
		b.raw(n)
		return
	}
	for _, name := range []string{"loop", "muted"} {
		if hasAttr(n, name) {
			b.report.Add(b.path(), loss.Approximated, n.name, "a reader plays it: it does not "+name+" by itself")
		}
	}
	title, text, credit := b.captionParts(caption, true)
	if n.name == "audio" {
		b.add(article.Audio{URL: address, Title: title, Caption: text, Credit: credit})
		return
	}
	v := article.Video{URL: address, Title: title, Caption: text, Credit: credit}
	if poster := attr(n, "poster"); loadable(poster) {
		v.Poster = poster
	}
	v.Width, _ = strconv.Atoi(attr(n, "width"))
	v.Height, _ = strconv.Atoi(attr(n, "height"))
	b.add(v)
}

// playerSource returns where a player takes its film from: its own address, or that of
// its one source.
func playerSource(n *node) (address string, ok bool) {
	address = attr(n, "src")
	for _, c := range children(n) {
		if blank(c) {
			continue
		}
		if c.name != "source" || address != "" {
			return "", false
		}
		address = attr(c, "src")
	}
	return address, loadable(address)
}

// loadable reports whether a page can load something from an address.
func loadable(address string) bool {
	i := strings.IndexAny(address, ":/?#")
	return inline.CheckLink(address) == nil && (i < 0 || address[i] != ':' || strings.HasPrefix(address[i:], "://"))
}

// captionParts takes a caption apart: the title in a cite at its beginning, if it may
// have one, the text, and the credit in small print at its end.
func (b *builder) captionParts(caption []*node, titled bool) (title string, text inline.HTML, credit string) {
	if last := lastElement(caption); last != nil && last.name == "small" {
		credit = label(plain(last))
		for i, n := range caption {
			if n == last {
				caption = caption[:i]
			}
		}
	}
	for i, n := range caption {
		if blank(n) {
			continue
		}
		if titled && n.name == "cite" {
			title, caption = label(plain(n)), caption[i+1:]
		}
		break
	}
	return title, b.inline(caption), credit
}
