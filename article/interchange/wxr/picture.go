package wxr

import (
	"strconv"
	"strings"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
	"github.com/newsjunction/news/taxonomy/text"
)

// pictures are the attachments of an export, by number. Each is kept as one string, for
// there may be very many.
type pictures struct {
	of    map[uint64]string // the fields of a picture, NUL between them, which no text holds
	size  int               // bytes of what is kept
	whole bool              // all of the file was looked at
	full  bool              // some found no room
}

// picture is what is kept of an attachment.
type picture struct{ url, alt, caption, width, height string }

func (p picture) pack() string {
	return strings.Join([]string{p.url, p.alt, p.caption, p.width, p.height}, "\x00")
}

func unpack(s string) picture {
	f := strings.Split(s, "\x00")
	return picture{f[0], f[1], f[2], f[3], f[4]}
}

// maxPictures bounds the memory that attachments take, in bytes: room for some 100,000
// of the usual kind.
const maxPictures = 16 << 20

// maxCaption bounds what a caption may say, in bytes: many posts may show it.
const maxCaption = 8 << 10

func newPictures() *pictures { return &pictures{of: make(map[uint64]string)} }

// add keeps an attachment. Its caption is its excerpt, as in the media library of
// WordPress; where that is empty, its description.
func (p *pictures) add(item *post) {
	id := number64(item.id)
	if _, ok := p.of[id]; ok || id == 0 || item.attachment == "" {
		return
	}
	found := picture{
		url:     item.attachment,
		alt:     text.Clean(item.metaValue("_wp_attachment_image_alt")),
		caption: cutBytes(strings.TrimSpace(orElse(item.excerpt, item.content)), maxCaption),
	}
	if sizes, err := ParsePHP(item.metaValue("_wp_attachment_metadata")); err == nil {
		found.width, found.height = strconv.Itoa(sizes.Int("width")), strconv.Itoa(sizes.Int("height"))
	}
	const overhead = 64 // of an entry of the map
	packed := found.pack()
	if p.size+len(packed)+overhead > maxPictures {
		p.full = true
		return
	}
	p.size += len(packed) + overhead
	p.of[id] = packed
}

// image makes a picture of an article. Why says what it lacks; ok is false where there
// is none.
func (p *pictures) image(id uint64, profile sanitize.Profile) (image article.Image, why string, ok bool) {
	packed, ok := p.of[id]
	if !ok {
		switch {
		case p.full:
			why = "the archive holds more pictures than are kept in mind"
		case p.whole:
			why = "it is not in the file"
		default:
			why = "it is not in the file, or stands behind its article"
		}
		return image, why, false
	}
	found := unpack(packed)
	if inline.CheckLink(found.url) != nil || !strings.HasPrefix(found.url, "http") && !strings.HasPrefix(found.url, "/") {
		return image, "its address is not safe", false
	}
	image = article.Image{URL: found.url, Alt: cut(found.alt), Width: pixels(found.width), Height: pixels(found.height)}
	if caption, _, err := profile.Inline(found.caption); err == nil && strings.TrimSpace(caption.Plain()) != "" {
		image.Caption = caption
	}
	return image, "", true
}

// pixels reads a size; 0 where it is not known.
func pixels(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return max(0, n)
}

// cut shortens a text to what a label may hold.
func cut(label string) string {
	if runes := []rune(label); len(runes) > article.MaxText {
		return string(runes[:article.MaxText])
	}
	return label
}
