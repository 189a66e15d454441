package theme

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/sanitize"
)

// rawIDs returns what the ids of a raw block begin with: none of them is one of the page's
// own, or of another block, which may be the same HTML again.
func (f *frame) rawIDs(html string) string {
	sum := sha256.Sum256([]byte(html))
	name, again := "-"+hex.EncodeToString(sum[:3])+"-", ""
	if n := f.raws[name]; n > 0 {
		again = strconv.Itoa(n + 1)
	}
	if f.raws == nil {
		f.raws = make(map[string]int)
	}
	f.raws[name]++
	return "raw" + again + name
}

// raw returns the HTML of a raw block as a page may hold it: sanitised again, with
// links in the place of what would load from another host, and no heading beside
// the page's own on its level. What cannot be sanitised is shown as its text.
func (f *frame) raw(block article.Raw) string {
	profile, err := sanitize.Article().With(sanitize.Options{IDPrefix: f.rawIDs(block.HTML)})
	if err != nil {
		return html.EscapeString(block.Text)
	}
	clean, _, err := profile.HTML(block.HTML)
	if err != nil {
		return html.EscapeString(block.Text)
	}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(clean), body)
	if err != nil {
		return html.EscapeString(block.Text)
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	distinct(body)
	f.unload(body, false)
	var out strings.Builder
	for n := range body.ChildNodes() {
		if err := html.Render(&out, n); err != nil {
			return html.EscapeString(block.Text)
		}
	}
	return out.String()
}

// distinct takes the ids away that stand below n before.
func distinct(n *html.Node) {
	seen := make(map[string]bool)
	for d := range n.Descendants() {
		if id := attribute(d, "id"); id != "" && seen[id] {
			remove(d, "id")
		} else {
			seen[id] = true
		}
	}
}

// unload replaces what is below n and would be loaded from another host. A link
// does not stand in a link: there, the text of it does.
func (f *frame) unload(n *html.Node, inLink bool) {
	inLink = inLink || n.DataAtom == atom.A
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		switch child.DataAtom {
		case atom.H1:
			child.DataAtom, child.Data = atom.H2, "h2"
		case atom.Source, atom.Track:
			f.unloadSource(n, child)
		case atom.Img:
			f.unloadSet(child)
			if address := attribute(child, "src"); !f.Site.Shows(address) {
				replace(n, child, f.pictureText(attribute(child, "alt"), address), address, inLink)
			} else if !named(child) {
				child.Attr = append(child.Attr, html.Attribute{Key: "alt"})
			}
		case atom.Iframe, atom.Audio, atom.Video:
			if address := media(child); child.DataAtom == atom.Iframe || !f.Site.Own(address) {
				replace(n, child, f.words.embed+": "+host(address), address, inLink)
				break
			}
			if !f.Site.Own(attribute(child, "poster")) {
				remove(child, "poster")
			}
		}
		f.unload(child, inLink)
		child = next
	}
}

// unloadSource leaves out a source of a picture or a film that is another host's.
func (f *frame) unloadSource(parent, source *html.Node) {
	f.unloadSet(source)
	address := attribute(source, "src")
	if address != "" && !f.Site.Own(address) || address == "" && attribute(source, "srcset") == "" {
		parent.RemoveChild(source)
	}
}

// unloadSet drops a set of pictures if one of them is another host's.
func (f *frame) unloadSet(n *html.Node) {
	for candidate := range strings.SplitSeq(attribute(n, "srcset"), ",") {
		if address := strings.Fields(candidate); len(address) > 0 && !f.Site.Shows(address[0]) {
			remove(n, "srcset")
			return
		}
	}
}

// media returns where a player takes its film from: its own address, else that of
// its first source.
func media(n *html.Node) string {
	if address := attribute(n, "src"); address != "" {
		return address
	}
	for child := range n.ChildNodes() {
		if address := attribute(child, "src"); address != "" {
			return address
		}
	}
	return ""
}

// replace puts a link to an address in the place of a node.
func replace(parent, old *html.Node, text, address string, inLink bool) {
	fresh := &html.Node{Type: html.TextNode, Data: text}
	if address != "" && !inLink {
		link := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{
			{Key: "href", Val: address}, {Key: "rel", Val: outward},
		}}
		link.AppendChild(fresh)
		fresh = link
	}
	parent.InsertBefore(fresh, old)
	parent.RemoveChild(old)
	for old.FirstChild != nil {
		old.RemoveChild(old.FirstChild)
	}
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// named reports whether a picture says what it shows, if only that it is decoration.
func named(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "alt" })
}

func remove(n *html.Node, key string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}
