package wxr

import (
	"html"
	"strings"

	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/article/sanitize"
)

// shortcodes puts pictures in the place of galleries that name them by their numbers, and
// embeds in that of the shortcodes of WordPress.com that name an address. Shortcodes of plugins stay as they are written, and are reported: nobody but the
// plugin knows what they show, and many a text has brackets of its own.
type shortcodes struct {
	*bodyReader
	rest     string
	out      strings.Builder
	pictured int // pictures written
}

// maxPictured bounds the pictures of all galleries of a body.
const maxPictured = 1000

func (s *shortcodes) html() string {
	s.out.Grow(len(s.rest))
	for {
		at := strings.IndexByte(s.rest, '[')
		if at < 0 {
			break
		}
		s.keep(at)
		name, attrs, length := shortcodeAt(s.rest)
		address, embedded := embedAt(s.rest)
		switch {
		case strings.HasPrefix(s.rest, "[["): // one that its author shows
			s.keep(2)
		case embedded > 0:
			address = html.EscapeString(address)
			s.out.WriteString(`<figure><a href="` + address + `">` + address + "</a></figure>")
			s.rest = s.rest[embedded:]
		case name == "gallery" && attrs["ids"]+attrs["include"] != "":
			s.gallery(orElse(attrs["ids"], attrs["include"]))
			s.rest = s.rest[length:]
		default:
			if !isCore(name) && (len(attrs) > 0 || strings.Contains(name, "_")) {
				s.entry.Losses.Add("Content.Body", loss.Approximated, "shortcode "+name, "a plugin's: it stays as it is written")
			}
			s.keep(1)
		}
	}
	s.out.WriteString(s.rest)
	return s.out.String()
}

func (s *shortcodes) keep(n int) {
	s.out.WriteString(s.rest[:n])
	s.rest = s.rest[n:]
}

// isCore reports whether a shortcode is one of WordPress itself (Shortcode API,
// wp-includes/media.php).
func isCore(name string) bool {
	switch strings.TrimPrefix(name, "/") {
	case "caption", "wp_caption", "gallery", "embed", "video", "audio", "playlist":
		return true
	}
	return false
}

// gallery writes the pictures of a gallery.
func (s *shortcodes) gallery(numbers string) {
	s.out.WriteString("<figure>")
	for _, id := range strings.FieldsFunc(numbers, func(r rune) bool { return r == ',' || r == ' ' }) {
		image, why, ok := s.pictures.image(number64(id), s.options.Profile)
		if s.pictured++; s.pictured > maxPictured {
			why, ok = "the galleries of an article have no more than so many", false
		}
		if !ok {
			s.entry.Losses.Add("Content.Body", loss.Dropped, "picture of a gallery", why)
			continue
		}
		s.out.WriteString(`<figure><img src="` + html.EscapeString(image.URL) + `" alt="` + html.EscapeString(image.Alt) + `"/>`)
		if !image.Caption.IsZero() {
			s.out.WriteString("<figcaption>" + image.Caption.String() + "</figcaption>")
		}
		s.out.WriteString("</figure>")
	}
	s.out.WriteString("</figure>")
}

// maxShortcode bounds the search for the end of a shortcode.
const maxShortcode = 1 << 10

// shortcodeAt reads the shortcode at the beginning of a text; an empty name means that
// there is none.
func shortcodeAt(s string) (name string, attrs map[string]string, length int) {
	end := strings.IndexByte(s[:min(len(s), maxShortcode)], ']')
	if end < 0 {
		return "", nil, 0
	}
	inside := s[1:end]
	i := 0
	for i < len(inside) && (inside[i] == '_' || inside[i] == '-' || inside[i] == '/' && i == 0 || isAlphanumeric(inside[i])) {
		i++
	}
	name = strings.ToLower(inside[:i])
	if i == 0 || i < len(inside) && !isSpace(inside[i]) && inside[i] != '/' {
		return "", nil, 0
	}
	return name, shortcodeAttrs(inside[i:]), end + 1
}

// embedAt reads a shortcode that names an address to embed, such as
// [youtube=https://…] or [soundcloud url="https://…"] (wordpress.com, list of shortcodes).
// The length is 0 where there is none.
func embedAt(s string) (address string, length int) {
	end := strings.IndexByte(s[:min(len(s), maxShortcode)], ']')
	at := strings.IndexAny(s[:max(end, 0)], "= ")
	if at < 0 {
		return "", 0
	}
	switch strings.ToLower(s[1:at]) {
	case "youtube", "vimeo", "dailymotion", "ted", "soundcloud", "spotify", "tweet", "instagram", "tiktok":
	default:
		return "", 0
	}
	from := strings.Index(s[at:end], "http")
	if from < 0 {
		return "", 0
	}
	address = s[at+from : end]
	if stop := strings.IndexAny(address, " \t\n\"'"); stop >= 0 {
		address = address[:stop]
	}
	link, err := sanitize.ParseLink(html.UnescapeString(address))
	if err != nil {
		return "", 0
	}
	return link.String(), end + 1
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// shortcodeAttrs reads name="value", name='value' and name=value; nil where there is
// none.
func shortcodeAttrs(s string) (attrs map[string]string) {
	for {
		before, rest, ok := strings.Cut(s, "=")
		fields := strings.Fields(before)
		if !ok || len(fields) == 0 {
			return attrs
		}
		name := strings.ToLower(fields[len(fields)-1])
		rest = strings.TrimLeft(rest, " ")
		var value string
		if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
			if value, s, ok = strings.Cut(rest[1:], rest[:1]); !ok {
				return attrs
			}
		} else {
			value, s, _ = strings.Cut(rest, " ")
		}
		if attrs == nil {
			attrs = make(map[string]string)
		}
		attrs[name] = html.UnescapeString(value)
	}
}
