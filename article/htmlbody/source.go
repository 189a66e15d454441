package htmlbody

import (
	"html"
	"strings"

	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/article/sanitize/lexer"
)

// translate writes in plain HTML what publishing systems write in languages of their
// own, which a sanitiser would lose: block comments, shortcodes, AMP components, charts
// that a script draws. It reads tokens and builds no tree; everything else it leaves
// to the byte.
func translate(source string, report *loss.Report) string {
	if !isForeign(source) {
		return source
	}
	t := &translator{source: source, report: report, z: lexer.New(source)}
	t.captions = strings.Contains(source, "[/caption]")
	t.out.Grow(len(source) + len(source)/8)
	for t.next() {
	}
	return t.out.String()
}

func isForeign(source string) bool {
	for _, sign := range []string{"<!--", "[", "<amp-", "<AMP-", "flourish-embed"} {
		if strings.Contains(source, sign) {
			return true
		}
	}
	return false
}

type translator struct {
	source   string
	read     int // bytes of source
	z        *lexer.Lexer
	out      strings.Builder
	report   *loss.Report
	raw      bool            // the last token is a start tag behind which there is text alone
	code     int             // open pre and code elements, in which shortcodes are quoted
	captions bool            // somewhere a caption ends
	caption  captionState    // of the shortcode that is open
	unended  map[string]bool // AMP components of which no end tag is left
}

func (t *translator) put(markup ...string) {
	for _, m := range markup {
		t.out.WriteString(m)
	}
}

func (t *translator) next() bool {
	kind := t.z.Next()
	raw := t.z.Raw()
	t.read += len(raw)
	wasRaw := t.raw
	t.raw = false
	switch kind {
	case lexer.End:
		return false
	case lexer.Comment:
		t.comment(strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(raw, "<!--"), "-->")), raw)
	case lexer.Text:
		if wasRaw || t.code > 0 || !strings.Contains(raw, "[") && t.caption != behindPicture {
			t.put(raw)
		} else {
			t.text(raw)
		}
	case lexer.StartTag, lexer.SelfClosing:
		t.startTag(raw)
	case lexer.EndTag:
		t.endTag(raw)
	default:
		t.put(raw)
	}
	return true
}

// comment leaves out the signs between which WordPress and Ghost store their blocks,
// and names those blocks that are made only when a page is.
func (t *translator) comment(text, raw string) {
	name, _, _ := strings.Cut(text, " ")
	switch {
	case strings.HasPrefix(name, "wp:") && strings.HasSuffix(text, "/"):
		t.report.Add("Body", loss.Dropped, "block "+name, "the system that stored it makes it anew for each page")
	case strings.HasPrefix(name, "wp:"), strings.HasPrefix(name, "/wp:"), strings.HasPrefix(name, "kg-card-"):
	default:
		t.put(raw)
	}
}

func (t *translator) startTag(raw string) {
	name := t.z.Name()
	var attrs map[string]string
	if strings.HasPrefix(name, "amp-") || name == "div" {
		attrs = t.attributes()
	}
	switch name {
	case "pre", "code":
		t.code++
	case "script", "style", "textarea", "title", "iframe", "noembed", "noframes", "noscript", "xmp", "plaintext":
		t.raw = true
	}
	t.enterCaption(name)
	switch {
	case strings.HasPrefix(name, "amp-"):
		t.component(name, attrs, raw)
	case strings.Contains(" "+attrs["class"]+" ", " flourish-embed ") && isChart(attrs["data-src"]):
		t.link("https://public.flourish.studio/"+attrs["data-src"]+"/", "Flourish")
		t.put(raw)
	default:
		t.put(raw)
	}
}

func (t *translator) attributes() map[string]string {
	attrs := map[string]string{}
	for key, val, ok := t.z.Attr(); ok && len(attrs) < maxAttrs; key, val, ok = t.z.Attr() {
		attrs[key] = val
	}
	return attrs
}

// maxAttrs is how many attributes of a tag are looked at.
const maxAttrs = 32

func (t *translator) endTag(raw string) {
	switch name := t.z.Name(); name {
	case "pre", "code":
		t.code = max(t.code-1, 0)
		t.put(raw)
	case "amp-carousel":
		t.put("</figure>")
	case "amp-video", "amp-audio":
		t.put("</", strings.TrimPrefix(name, "amp-"), "></figure>")
	default:
		t.put(raw)
	}
}

// isChart reports whether a path names a chart of Flourish.
func isChart(path string) bool {
	kind, number, _ := strings.Cut(path, "/")
	return (kind == "visualisation" || kind == "story") && number != "" && len(number) < 16 && strings.Trim(number, "0123456789") == ""
}

// link writes a figure with a link, which is how an embed stands in HTML.
func (t *translator) link(address, title string) {
	t.put(`<figure><a href="`, html.EscapeString(address), `">`, html.EscapeString(title), "</a></figure>")
}

// tag writes a start tag with those of the attributes that are there.
func (t *translator) tag(name string, attrs map[string]string, keys ...string) {
	t.put("<", name)
	for _, key := range keys {
		if value, ok := attrs[key]; ok {
			t.put(" ", key, `="`, html.EscapeString(value), `"`)
		}
	}
	t.put(">")
}
