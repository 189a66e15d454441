package htmlbody

import (
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

// MaxBytes is how much Parse reads before the profile's own limit is asked.
const MaxBytes = 16 << 20

// Parse reads HTML to its end and returns its blocks, with a report of what was
// dropped or changed below the path "Body". The errors are those of r and of the
// profile: sanitize.ErrTooLarge where there is too much of it.
func Parse(r io.Reader, profile sanitize.Profile) (article.Body, loss.Report, error) {
	source, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, loss.Report{}, fmt.Errorf("htmlbody: reading: %w", err)
	}
	if len(source) > MaxBytes {
		return nil, loss.Report{}, fmt.Errorf("htmlbody: %w", sanitize.ErrTooLarge)
	}
	clean, found, err := profile.HTML(string(source))
	if err != nil {
		return nil, found, fmt.Errorf("htmlbody: %w", err)
	}
	b := &builder{profile: profile}
	b.report.Merge("Body", found)
	context := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(clean), context)
	if err != nil {
		return nil, b.report, fmt.Errorf("htmlbody: %w", err)
	}
	if err := b.flow(nodes); err != nil {
		return nil, b.report, fmt.Errorf("htmlbody: %w", err)
	}
	return b.body, b.report, nil
}

// builder makes blocks of the nodes of sanitised HTML, whose depth is bounded.
type builder struct {
	profile sanitize.Profile
	body    article.Body
	report  loss.Report
}

func (b *builder) add(content article.BlockContent) {
	b.body = append(b.body, article.Block{Content: content})
}

// path names the block that is being made.
func (b *builder) path() string { return fmt.Sprintf("Body[%d]", len(b.body)) }

// flow makes blocks of nodes that stand below each other. Text and inline elements
// between two blocks are paragraphs, apart where a blank line stands between them,
// as in the bodies that WordPress stores.
func (b *builder) flow(nodes []*html.Node) error {
	var run []*html.Node
	flush := func() error {
		err := b.loose(run)
		run = nil
		return err
	}
	for _, n := range nodes {
		if !isBlock(n) {
			run = append(run, n)
			continue
		}
		if err := flush(); err != nil {
			return err
		}
		if err := b.block(n); err != nil {
			return err
		}
	}
	return flush()
}

// loose makes paragraphs of a run of text and inline elements.
func (b *builder) loose(run []*html.Node) error {
	var paragraph []*html.Node
	for _, n := range run {
		if n.Type != html.TextNode || !strings.Contains(n.Data, "\n") {
			paragraph = append(paragraph, n)
			continue
		}
		parts := blankLines(n.Data)
		for i, part := range parts {
			if i > 0 {
				if err := b.paragraph(paragraph); err != nil {
					return err
				}
				paragraph = nil
			}
			paragraph = append(paragraph, &html.Node{Type: html.TextNode, Data: part})
		}
	}
	return b.paragraph(paragraph)
}

// blankLines splits text where only white space stands between two line feeds.
func blankLines(s string) []string {
	parts := []string{""}
	for i, line := range strings.Split(s, "\n") {
		last := len(parts) - 1
		switch {
		case i == 0:
			parts[last] = line
		case strings.TrimSpace(line) == "" && strings.Contains(parts[last], "\n"):
			parts[last] = strings.TrimRight(parts[last], "\n")
			parts = append(parts, "")
		case strings.TrimSpace(line) == "":
			parts[last] += "\n"
		default:
			parts[last] += "\n" + line
		}
	}
	return parts
}

// paragraph makes one of inline nodes. A picture or a frame among them becomes a
// block after it.
func (b *builder) paragraph(nodes []*html.Node) error {
	text, err := b.inline(nodes)
	if err != nil {
		return err
	}
	if link := bareAddress(text); link != "" {
		b.add(article.Embed{URL: link, Title: link})
	} else if !text.IsZero() {
		b.add(article.Paragraph{Text: text})
	}
	for _, n := range nodes {
		for media := range find(n, isMedia) {
			if err := b.block(media); err != nil {
				return err
			}
		}
	}
	return nil
}

// bareAddress returns the address that is all there is in a text: how WordPress
// stores an embed.
func bareAddress(text inline.HTML) string {
	s := text.Plain()
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") ||
		strings.ContainsAny(s, " \n\t") || strings.Contains(text.String(), "<") || inline.CheckLink(s) != nil {
		return ""
	}
	return s
}

// inline makes inline markup of nodes, without the white space around it.
func (b *builder) inline(nodes []*html.Node) (inline.HTML, error) {
	source, err := render(nodes)
	if err != nil {
		return inline.HTML{}, err
	}
	text, found, err := b.profile.Inline(source)
	if err != nil {
		return text, err
	}
	if text, err = inline.Parse(strings.TrimSpace(text.String())); err != nil {
		return text, err
	}
	for l := range found.All() {
		// Pictures and frames are made blocks of their own.
		if !mediaNames[l.Path] {
			b.report.Add(b.path()+"."+l.Path, l.Action, l.What, l.Why)
		}
	}
	if strings.TrimSpace(text.Plain()) == "" {
		return inline.HTML{}, nil
	}
	return text, nil
}

// raw keeps a node that no block can hold.
func (b *builder) raw(n *html.Node) error {
	source, err := render([]*html.Node{n})
	if err != nil {
		return err
	}
	text := strings.TrimSpace(plain(n))
	if text != "" || hasMedia(n) {
		b.add(article.Raw{HTML: source, Text: text})
	}
	return nil
}

func render(nodes []*html.Node) (string, error) {
	var s strings.Builder
	for _, n := range nodes {
		if err := html.Render(&s, n); err != nil {
			return "", err
		}
	}
	return s.String(), nil
}
