package htmlbody

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/article/sanitize"
)

// Parse reads HTML to its end and returns its blocks, with a report of what was
// dropped or changed below the path "Body". The errors are those of r and of the
// profile: sanitize.ErrTooLarge where there is more than the profile reads.
func Parse(r io.Reader, profile sanitize.Profile) (article.Body, loss.Report, error) {
	b := &builder{profile: profile}
	clean, err := b.read(r)
	if err != nil {
		return nil, b.report, fmt.Errorf("htmlbody: %w", err)
	}
	context := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(clean), context)
	if err != nil {
		return nil, b.report, fmt.Errorf("htmlbody: %w", err)
	}
	if b.flow(nodes); b.err != nil {
		return nil, b.report, fmt.Errorf("htmlbody: %w", b.err)
	}
	return b.body, b.report, nil
}

// read returns the HTML of r in the words of the profile.
func (b *builder) read(r io.Reader) (string, error) {
	limit := b.profile.MaxBytes()
	source, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	if err != nil {
		return "", fmt.Errorf("reading: %w", err)
	}
	if len(source) > limit {
		return "", fmt.Errorf("more than %d bytes: %w", limit, sanitize.ErrTooLarge)
	}
	plain := translate(string(source), &b.report)
	profile := b.profile
	if len(plain) > limit {
		// What was read is within the limit, and a translation is a few times as long at most.
		if profile, err = profile.With(sanitize.Options{MaxBytes: len(plain)}); err != nil {
			return "", err
		}
	}
	clean, found, err := profile.HTML(plain)
	b.report.Merge("Body", found)
	return clean, err
}

// builder makes blocks of the nodes of sanitised HTML, whose depth is bounded.
type builder struct {
	profile sanitize.Profile
	body    article.Body
	report  loss.Report
	err     error // the first: a line that is longer than inline markup may be
}

func (b *builder) add(content article.BlockContent) {
	b.body = append(b.body, article.Block{Content: content})
}

// path names the block that is being made.
func (b *builder) path() string { return fmt.Sprintf("Body[%d]", len(b.body)) }

// flow makes blocks of nodes that stand below each other. Text and inline elements
// between two blocks are paragraphs, apart where a blank line stands between them,
// as in the bodies that WordPress stores.
func (b *builder) flow(nodes []*html.Node) {
	var run []*html.Node
	for _, n := range nodes {
		if !isBlock(n) {
			run = append(run, n)
			continue
		}
		b.loose(run)
		run = nil
		b.block(n)
	}
	b.loose(run)
}

// loose makes paragraphs of a run of text and inline elements.
func (b *builder) loose(run []*html.Node) {
	var paragraph []*html.Node
	for _, n := range run {
		if n.Type != html.TextNode {
			paragraph = append(paragraph, n)
			continue
		}
		for i, part := range blankLines(n.Data) {
			if i > 0 {
				b.paragraph(paragraph)
				paragraph = nil
			}
			paragraph = append(paragraph, &html.Node{Type: html.TextNode, Data: part})
		}
	}
	b.paragraph(paragraph)
}

// blankLines splits text where only white space stands between two line feeds.
func blankLines(s string) []string {
	lines := strings.Split(s, "\n")
	var parts []string
	start := 0
	for i := 1; i < len(lines)-1; i++ {
		if strings.TrimSpace(lines[i]) == "" {
			parts = append(parts, strings.Join(lines[start:i], "\n"))
			start = i + 1
		}
	}
	return append(parts, strings.Join(lines[start:], "\n"))
}

// paragraph makes one of inline nodes. A picture or a frame among them becomes a
// block after it.
func (b *builder) paragraph(nodes []*html.Node) {
	text := b.inline(nodes)
	if link := bareAddress(text); link != "" {
		b.add(embed(link, link))
	} else if !text.IsZero() {
		b.add(article.Paragraph{Text: text})
	}
	for _, n := range nodes {
		b.media(n)
	}
}

// media makes blocks of the pictures, frames and players of a node whose text is
// kept already.
func (b *builder) media(n *html.Node) {
	for m := range find(n, isMedia) {
		for _, c := range children(m) {
			if c.DataAtom != atom.Source && c.DataAtom != atom.Track && c.DataAtom != atom.Img {
				m.RemoveChild(c)
			}
		}
		b.block(m)
	}
}

// bareAddress returns the address that is all there is in a text: how WordPress
// stores an embed.
func bareAddress(text inline.HTML) string {
	if s := text.Plain(); isBareURL(s) && !strings.Contains(text.String(), "<") {
		return s
	}
	return ""
}

// isBareURL reports whether a text is an address on the web. One that a link would have
// to spell in another way is text.
func isBareURL(s string) bool {
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") || strings.ContainsAny(s, "'\"<>[]") {
		return false
	}
	u, err := sanitize.ParseLink(s)
	return err == nil && u.String() == s
}

// inline makes inline markup of nodes, without the white space around it.
func (b *builder) inline(nodes []*html.Node) inline.HTML {
	text, found, err := b.profile.Inline(render(nodes))
	if trimmed := strings.TrimSpace(text.String()); err == nil && trimmed != text.String() {
		text, err = inline.Parse(trimmed)
	}
	b.err = cmp.Or(b.err, err)
	for l := range found.All() {
		// Pictures and frames are made blocks of their own.
		if !mediaNames[l.Path] {
			b.report.Add(b.path()+"."+l.Path, l.Action, l.What, l.Why)
		}
	}
	if strings.TrimSpace(text.Plain()) == "" {
		return inline.HTML{}
	}
	return text
}

// raw keeps a node that no block can hold.
func (b *builder) raw(n *html.Node) {
	text := strings.TrimSpace(plain(n))
	if text != "" || hasMedia(n) {
		b.add(article.Raw{HTML: render([]*html.Node{n}), Text: text})
	}
}

// render writes nodes back. Neither a strings.Builder nor a tree of parsed nodes
// gives html.Render an error.
func render(nodes []*html.Node) string {
	var s strings.Builder
	for _, n := range nodes {
		_ = html.Render(&s, n)
	}
	return s.String()
}
