package sanitize_test

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"

	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
)

// check returns the first law of the package that the profile breaks over s.
func check(p sanitize.Profile, s string) error {
	out, _, err := p.HTML(s)
	if err != nil {
		return err
	}
	if err := harmless(out); err != nil {
		return fmt.Errorf("%w in %q", err, out)
	}
	if second := p.SecondOpinion(out); second != out {
		return fmt.Errorf("refused by the second opinion: %q is %q", out, second)
	}
	again, report, err := p.HTML(out)
	if err != nil {
		return err
	}
	if again != out {
		return fmt.Errorf("not idempotent:\n%q\n%q", out, again)
	}
	if !report.Empty() {
		return fmt.Errorf("lost on the second pass: %s from %q", report, out)
	}
	line, _, err := p.Inline(s)
	if err != nil {
		return err
	}
	if err := harmless(line.String()); err != nil {
		return fmt.Errorf("inline: %w in %q", err, line)
	}
	if again, _, _ := p.Inline(line.String()); again != line {
		return fmt.Errorf("inline not idempotent:\n%q\n%q", line, again)
	}
	return nil
}

// harmless returns why out could hurt a page. It judges the tree that a parser
// makes of it, by rules of its own.
func harmless(out string) error {
	root, err := parseInDiv(out)
	if err != nil {
		return err
	}
	var b strings.Builder
	for n := range root.ChildNodes() {
		if err := xhtml.Render(&b, n); err != nil {
			return err
		}
	}
	if b.String() != out {
		return fmt.Errorf("renders as %q", b.String())
	}
	around, err := xhtml.Parse(strings.NewReader(`<body><div id="a">` + out + `</div><p id="b">z</p></body>`))
	if err != nil {
		return err
	}
	body := around.LastChild.LastChild
	if body.FirstChild == nil || body.FirstChild.NextSibling != body.LastChild || textOf(body.LastChild) != "z" {
		return errors.New("leaves its container")
	}
	for n := range root.Descendants() {
		if err := harmlessNode(n); err != nil {
			return err
		}
	}
	return nil
}

var executable = regexp.MustCompile(`^(script|style|link|meta|base|object|embed|applet|svg|math|form|input|button|select|textarea|template|frame|frameset|noscript)$`)

func harmlessNode(n *xhtml.Node) error {
	if n.Type == xhtml.CommentNode || n.Type == xhtml.DoctypeNode {
		return errors.New("comment or document type")
	}
	if n.Type != xhtml.ElementNode {
		return nil
	}
	if n.Namespace != "" || executable.MatchString(n.Data) {
		return fmt.Errorf("element %s", n.Data)
	}
	if n.Data == "iframe" && (n.FirstChild != nil || !slices.Contains(n.Attr, xhtml.Attribute{Key: "sandbox",
		Val: "allow-popups allow-presentation allow-same-origin allow-scripts"})) {
		return errors.New("frame out of its sandbox")
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "href", "src", "cite", "poster":
			if err := inline.CheckLink(a.Val); err != nil {
				return err
			}
		case "srcset":
			for candidate := range strings.SplitSeq(a.Val, ", ") {
				if err := inline.CheckLink(strings.Fields(candidate)[0]); err != nil {
					return err
				}
			}
		case "id":
			if !strings.Contains(a.Val, "-") && !regexp.MustCompile(`^_?[a-z]*n[a-z_]*[:.]?[0-9]+$`).MatchString(a.Val) {
				return fmt.Errorf("id %s is a name that scripts use", a.Val)
			}
		case "style", "name", "srcdoc", "action", "formaction", "ping", "background", "autoplay":
			return fmt.Errorf("attribute %s", a.Key)
		}
		if strings.HasPrefix(a.Key, "on") || a.Namespace != "" {
			return fmt.Errorf("attribute %s", a.Key)
		}
	}
	return nil
}

// addresses yields every address in the tree of out.
func addresses(out string) []string {
	root, err := parseInDiv(out)
	if err != nil {
		return nil
	}
	var all []string
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "href", "src", "cite", "poster", "data-href":
				all = append(all, a.Val)
			case "srcset":
				for candidate := range strings.SplitSeq(a.Val, ", ") {
					all = append(all, strings.Fields(candidate)[0])
				}
			}
		}
	}
	return all
}

// checkAll returns the first law that a profile breaks over s, and its name.
func checkAll(s string) error {
	for name, p := range profiles() {
		if err := check(p, s); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	for _, p := range []sanitize.Profile{sanitize.Feed(), sanitize.Newsletter()} {
		out, _, _ := p.HTML(s)
		for _, address := range addresses(out) {
			if i := strings.IndexAny(address, ":/?#"); i < 0 || address[i] != ':' {
				return fmt.Errorf("relative address %q", address)
			}
		}
	}
	return nil
}
