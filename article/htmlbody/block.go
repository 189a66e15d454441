package htmlbody

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/taxonomy/text"
)

// block makes blocks of one element.
func (b *builder) block(n *node) {
	switch n.name {
	case "p":
		b.line(n)
	case "h1", "h2", "h3", "h4", "h5", "h6":
		b.heading(n)
	case "ul", "ol":
		if l, ok := b.list(n, 1); !ok {
			b.raw(n)
		} else if len(l.Items) > 0 {
			b.add(l)
		}
	case "blockquote":
		b.quote(n)
	case "figure":
		b.figure(n)
	case "img":
		b.image(n, inline.HTML{}, "")
	case "pre":
		b.add(article.Code{Text: verbatim(n)})
	case "hr":
		b.add(article.Divider{})
	case "iframe":
		b.frame(n)
	case "aside":
		b.aside(n)
	case "table":
		b.table(n, nil)
	case "audio", "video":
		b.player(n, nil)
	case "dl", "details", "picture":
		b.raw(n)
	default:
		b.flow(children(n))
	}
}

func (b *builder) heading(n *node) {
	title, err := inline.Parse(strings.TrimSpace(n.inside()))
	if err == nil {
		title = b.unlink(title)
	} else {
		title = b.inline(children(n))
	}
	level := int(n.name[1] - '0')
	if level == 1 {
		b.report.Add(b.path(), loss.Approximated, "h1", "the headline is the only heading of level 1: it became level 2")
		level = 2
	}
	if !isBlank(title) {
		b.add(article.Heading{Level: level, Text: title})
	}
	if err != nil {
		b.media(n) // a line that is in the grammar holds none
	}
}

// list makes a List of an ul or ol; ok is false where an entry holds what a list
// can't: a picture, a table, text after an inner list.
func (b *builder) list(n *node, depth int) (l article.List, ok bool) {
	l.Ordered = n.name == "ol"
	if start, err := strconv.Atoi(attr(n, "start")); err == nil && l.Ordered && start != 1 {
		l.Start = start
	}
	if depth > article.MaxListDepth {
		return l, false
	}
	for _, c := range children(n) {
		if blank(c) {
			continue
		}
		item, ok := b.entry(c, depth)
		if c.name != "li" || !ok {
			return l, false
		}
		l.Items = append(l.Items, item)
	}
	return l, true
}

func (b *builder) entry(li *node, depth int) (item article.ListItem, ok bool) {
	if hasMedia(li) {
		return item, false
	}
	var text []*node
	for _, c := range children(li) {
		switch {
		case item.Sub != nil:
			if strings.TrimSpace(plain(c)) != "" {
				return item, false
			}
		case c.name == "ul" || c.name == "ol":
			sub, ok := b.list(c, depth+1)
			if !ok {
				return item, false
			}
			item.Sub = &sub
		case c.name == "p":
			if len(text) > 0 {
				text = append(text, &node{name: "br", kind: words, outer: "<br/>", at: -1})
			}
			text = append(text, children(c)...)
		case isBlock(c):
			return item, false
		case len(text) > 0 || !blank(c):
			text = append(text, c)
		}
	}
	item.Text = b.inline(text)
	return item, true
}

func (b *builder) quote(n *node) {
	if b.scriptQuote(n) {
		return
	}
	q, ok := b.readQuote(n)
	switch {
	case !ok:
		b.raw(n)
	case len(q.Paragraphs) > 0 || !q.Cite.IsZero():
		b.add(q)
	}
}

// scriptQuote makes an embed of a quote that a script of X, Instagram, TikTok, Facebook,
// Bluesky or Mastodon would replace by the thing it quotes. Its last link leads there.
func (b *builder) scriptQuote(n *node) bool {
	if !hasClass(n, "twitter-tweet", "twitter-video", "instagram-media", "tiktok-embed", "fb-xfbml-parse-ignore", "bluesky-embed", "mastodon-embed") || hasMedia(n) {
		return false
	}
	address := cmp.Or(attr(n, "data-instgrm-permalink"), attr(n, "cite"))
	for link := range find(n, named("a")) {
		if address == "" || !hasClass(n, "tiktok-embed", "instagram-media", "fb-xfbml-parse-ignore") {
			address = attr(link, "href")
		}
	}
	title := label(plain(n))
	if !leadsOut(address) || !loadable(address) || title == "" || len(title) > article.MaxText {
		return false
	}
	b.add(embed(address, title))
	return true
}

// readQuote reads a quote of paragraphs and, at its end, its source; ok is false where
// there is something else in it.
func (b *builder) readQuote(n *node) (q article.Quote, ok bool) {
	nodes := children(n)
	other := func(c *node) bool {
		return isBlock(c) && c.name != "p" && c.name != "footer"
	}
	if hasMedia(n) || slices.ContainsFunc(nodes, other) {
		return q, false
	}
	var run []*node
	flush := func() {
		if p := b.inline(run); !p.IsZero() {
			q.Paragraphs = append(q.Paragraphs, p)
		}
		run = nil
	}
	last := lastElement(nodes)
	for _, c := range nodes {
		switch {
		case c == last && (c.name == "cite" || c.name == "footer"):
			flush()
			q.Cite = b.inline(children(c))
		case isBlock(c):
			flush()
			run = children(c)
			flush()
		default:
			run = append(run, c)
		}
	}
	flush()
	return q, true
}

// blank reports whether a node is white space.
func blank(n *node) bool {
	return n.name == "" && strings.TrimSpace(n.outer) == ""
}

// firstElement returns the first node that is not white space, or nil.
func firstElement(nodes []*node) *node {
	for _, n := range nodes {
		if !blank(n) {
			return n
		}
	}
	return nil
}

// lastElement returns the last node that is not white space, or nil.
func lastElement(nodes []*node) *node {
	for _, n := range slices.Backward(nodes) {
		if !blank(n) {
			return n
		}
	}
	return nil
}

// onlyImage returns the picture that is all there is in nodes, a link around it
// apart.
func onlyImage(nodes []*node) *node {
	return only(nodes, named("img"))
}

func onlyLink(nodes []*node) *node {
	if link := only(nodes, named("a")); link != nil && !hasMedia(link) {
		return link
	}
	return nil
}

func only(nodes []*node, is func(*node) bool) *node {
	var found *node
	for _, n := range nodes {
		if blank(n) {
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

func count(n *node, is func(*node) bool) int {
	i := 0
	for range find(n, is) {
		i++
	}
	return i
}

func (b *builder) frame(n *node) {
	address := attr(n, "src")
	if inline.CheckLink(address) != nil {
		b.report.Add(b.path(), loss.Dropped, "iframe", "it has no address that a page may link to")
		return
	}
	b.report.Add(b.path(), loss.Approximated, "iframe", "pages load nothing from other hosts: it became a link")
	b.add(embed(address, attr(n, "title")))
}

// embed names what has no title by its host. Those who are known to watch their
// visitors want their consent.
func embed(address, title string) article.Embed {
	e := article.Embed{URL: address, Title: label(title), Provider: provider(address)}
	e.Consent = e.Provider != ""
	if u, err := url.Parse(address); err == nil && e.Title == "" {
		e.Title = cmp.Or(u.Host, address)
	}
	return e
}

// aside makes a related link of an aside that names an article; any other is part
// of the text.
func (b *builder) aside(n *node) {
	id, err := article.ParseID(attr(n, "data-article"))
	link := first(n, named("a"))
	if err != nil || id.IsZero() || link == nil {
		b.flow(children(n))
		return
	}
	address := attr(link, "href")
	if inline.CheckLink(address) != nil {
		address = ""
	}
	b.add(article.Related{Article: id, URL: address, Title: label(plain(n))})
}

func label(s string) string { return text.Clean(s) }

// verbatim returns the text of a node to the character.
func verbatim(n *node) string {
	var s strings.Builder
	for t := range find(n, func(n *node) bool { return n.name == "" || n.name == "br" }) {
		if t.name == "" {
			s.WriteString(t.text())
		} else {
			s.WriteByte('\n')
		}
	}
	return s.String()
}
