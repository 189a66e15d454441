package htmlbody

import (
	"html"
	"regexp"
	"strings"

	"github.com/newsjunction/news/article/loss"
)

// captionState is how far the translator is in a [caption].
type captionState uint8

const (
	noCaption      captionState = iota
	beforePicture               // [caption] is read
	behindPicture               // the picture is read
	captionWritten              // the text behind it has begun
)

// shortcodes are those that WordPress itself knows (Shortcode API, wp-includes/media.php).
// One in double brackets is quoted.
var (
	shortcode     = regexp.MustCompile(`\[\[?(/?)(caption|wp_caption|gallery|embed|video|audio|playlist)(\s[^\[\]]*)?\]\]?`)
	shortcodeAttr = regexp.MustCompile(`([a-z0-9_]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))`)
)

// text writes text with its shortcodes as HTML.
func (t *translator) text(s string) {
	for s != "" {
		m := shortcode.FindStringSubmatchIndex(s)
		if m == nil {
			t.words(s)
			return
		}
		t.words(s[:m[0]])
		code, rest := s[m[0]:m[1]], s[m[1]:]
		if strings.HasPrefix(code, "[[") || strings.HasSuffix(code, "]]") {
			t.words(code)
			s = rest
			continue
		}
		attrs := ""
		if m[6] >= 0 {
			attrs = s[m[6]:m[7]]
		}
		s = t.shortcode(s[m[4]:m[5]], m[2] < m[3], readShortcode(attrs), code, rest)
	}
}

// words writes text. Behind the picture of a caption it is the caption.
func (t *translator) words(s string) {
	if t.caption == behindPicture && strings.TrimSpace(s) != "" {
		t.caption = captionWritten
		t.put("<figcaption>")
	}
	t.put(s)
}

// enterCaption keeps up with a start tag in a caption.
func (t *translator) enterCaption(name string) {
	switch {
	case name == "img" && t.caption == beforePicture:
		t.caption = behindPicture
	case name != "img" && t.caption == behindPicture:
		t.caption = captionWritten
		t.put("<figcaption>")
	}
}

func readShortcode(s string) map[string]string {
	attrs := map[string]string{}
	for _, m := range shortcodeAttr.FindAllStringSubmatch(s, maxAttrs) {
		attrs[m[1]] = html.UnescapeString(m[2] + m[3] + m[4])
	}
	return attrs
}

// shortcode writes one in HTML and returns what is left of the text behind it.
func (t *translator) shortcode(name string, isEnd bool, attrs map[string]string, code, rest string) string {
	switch name {
	case "caption", "wp_caption":
		t.captionCode(isEnd, attrs, code)
	case "embed":
		address, after, _ := strings.Cut(rest, "[")
		after, ended := strings.CutPrefix(after, "/embed]")
		if address = html.UnescapeString(strings.TrimSpace(address)); isEnd || !ended || !isBareURL(address) {
			t.words(code)
			return rest
		}
		t.link(address, address)
		return after
	case "video":
		t.film("video", isEnd, attrs, "src", "mp4", "m4v", "webm", "ogv", "flv")
	case "audio":
		t.film("audio", isEnd, attrs, "src", "mp3", "m4a", "ogg", "wav")
	default:
		if !isEnd {
			t.report.Add("Body", loss.Dropped, "["+name+"]", "it names its parts by numbers of the system that stored it")
		}
	}
	return rest
}

func (t *translator) captionCode(isEnd bool, attrs map[string]string, code string) {
	switch {
	case !isEnd && t.captions && t.caption == noCaption:
		t.put("<figure>")
		t.caption = beforePicture
		if text := attrs["caption"]; text != "" {
			// WordPress before 3.4 had the caption in the shortcode.
			t.put("<figcaption>", html.EscapeString(text), "</figcaption>")
		}
	case isEnd && t.caption != noCaption:
		if t.caption == captionWritten {
			t.put("</figcaption>")
		}
		t.put("</figure>")
		t.caption = noCaption
	default:
		t.words(code)
	}
}

// film writes a player of the first of the addresses that a shortcode names.
func (t *translator) film(name string, isEnd bool, attrs map[string]string, keys ...string) {
	if isEnd {
		return
	}
	for _, key := range keys {
		if attrs[key] != "" {
			attrs["src"] = attrs[key]
			t.put("<figure>")
			t.tag(name, with(attrs, "controls"), "src", "poster", "width", "height", "controls")
			t.put("</", name, "></figure>")
			return
		}
	}
	t.report.Add("Body", loss.Dropped, "["+name+"]", "it names no address")
}

// quoteShortcodes writes the brackets of markup as references where a reader would take
// what is between them for a shortcode.
func quoteShortcodes(markup string) string {
	if !shortcode.MatchString(markup) {
		return markup
	}
	return strings.ReplaceAll(markup, "[", "&#91;")
}
