package htmlbody

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

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
	b.source = clean
	if b.flow(grow(clean)); b.err != nil {
		return nil, b.report, fmt.Errorf("htmlbody: %w", b.err)
	}
	return b.body, b.report, nil
}

// read returns the HTML of r in the words of the profile.
func (b *builder) read(r io.Reader) (string, error) {
	limit := b.profile.MaxBytes()
	source, err := readAll(r, limit)
	if err != nil {
		return "", fmt.Errorf("reading: %w", err)
	}
	if len(source) > limit {
		return "", fmt.Errorf("more than %d bytes: %w", limit, sanitize.ErrTooLarge)
	}
	plain := translate(source, &b.report)
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

// readAll reads to the end, or one byte more than the limit.
func readAll(r io.Reader, limit int) (string, error) {
	var all strings.Builder
	if known, ok := r.(*strings.Reader); ok && known.Len() <= limit {
		all.Grow(known.Len())
		_, err := known.WriteTo(&all)
		return all.String(), err
	}
	_, err := io.Copy(&all, io.LimitReader(r, int64(limit)+1))
	return all.String(), err
}

// builder makes blocks of the nodes of sanitised HTML, whose depth is bounded.
type builder struct {
	profile sanitize.Profile
	source  string // what the profile returned
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
func (b *builder) flow(nodes []*node) {
	var run []*node
	for _, n := range nodes {
		if !isBlock(n) {
			if len(run) > 0 || !blank(n) {
				run = append(run, n)
			}
			continue
		}
		b.loose(run)
		run = run[:0]
		b.block(n)
	}
	b.loose(run)
}

// loose makes paragraphs of a run of text and inline elements.
func (b *builder) loose(run []*node) {
	parted := func(n *node) bool { return n.name == "" && strings.Count(n.outer, "\n") > 1 }
	if !slices.ContainsFunc(run, parted) {
		b.paragraph(run)
		return
	}
	var paragraph []*node
	for _, n := range run {
		if n.name != "" {
			paragraph = append(paragraph, n)
			continue
		}
		for i, part := range blankLines(n.outer) {
			if i > 0 {
				b.paragraph(paragraph)
				paragraph = nil
			}
			paragraph = append(paragraph, &node{kind: words, outer: part, at: -1})
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
func (b *builder) paragraph(nodes []*node) {
	b.words(b.inline(nodes))
	for _, n := range nodes {
		b.media(n)
	}
}

// line is paragraph for an element that is one.
func (b *builder) line(n *node) {
	// What is in the grammar as it stands has no media.
	if text, err := inline.Parse(strings.TrimSpace(n.inside())); err == nil {
		b.words(b.unlink(text))
		return
	}
	b.paragraph(children(n))
}

// words makes a paragraph of a line, or an embed of one that is an address.
func (b *builder) words(text inline.HTML) {
	if link := bareAddress(text); link != "" {
		b.add(embed(link, link))
	} else if !isBlank(text) {
		b.add(article.Paragraph{Text: text})
	}
}

// media makes blocks of the pictures, frames and players of a node whose text is
// kept already.
func (b *builder) media(n *node) {
	for m := range find(n, isMedia) {
		m.keep(func(c *node) bool { return c.name == "source" || c.name == "track" || c.name == "img" })
		b.block(m)
	}
}

// bareAddress returns the address that is all there is in a text: how WordPress
// stores an embed.
func bareAddress(text inline.HTML) string {
	if markup := text.String(); !strings.HasPrefix(markup, "http") || strings.Contains(markup, "<") {
		return ""
	}
	if s := text.Plain(); isBareURL(s) {
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
func (b *builder) inline(nodes []*node) inline.HTML {
	markup := strings.TrimSpace(b.markup(nodes))
	// Most lines are in the grammar as they stand, and then the profile changes nothing
	// in what it returned itself.
	text, err := inline.Parse(markup)
	if err != nil {
		text = b.narrow(markup)
	}
	if text = b.unlink(text); isBlank(text) {
		return inline.HTML{}
	}
	return text
}

// narrow brings a line into the grammar.
func (b *builder) narrow(markup string) inline.HTML {
	text, found, err := b.profile.Inline(markup)
	if trimmed := strings.TrimSpace(text.String()); err == nil && trimmed != text.String() {
		text, err = inline.Parse(trimmed)
	}
	b.err = cmp.Or(b.err, err)
	for l := range found.All() {
		// Pictures and frames are made blocks of their own.
		if kindOf()[l.Path] != inset {
			b.report.Add(b.path()+"."+l.Path, l.Action, l.What, l.Why)
		}
	}
	return text
}

// isBlank reports whether a line has no text but white space.
func isBlank(text inline.HTML) bool {
	rest := text.String()
	for {
		rest = strings.TrimSpace(rest)
		if !strings.HasPrefix(rest, "<") {
			return rest == "" // no reference stands for white space
		}
		rest = rest[strings.IndexByte(rest, '>')+1:]
	}
}

// raw keeps a node that no block can hold.
func (b *builder) raw(n *node) {
	text := strings.TrimSpace(plain(n))
	if text != "" || hasMedia(n) {
		b.add(article.Raw{HTML: n.outer, Text: text})
	}
}
