package article

import "github.com/newsjunction/news/article/inline"

// A Video is a film that stands at an address.
type Video struct {
	URL     string      `json:"url"`              // http, https, or a path on the site; required
	Poster  string      `json:"poster,omitempty"` // the picture shown before it plays
	Title   string      `json:"title,omitempty"`
	Caption inline.HTML `json:"caption,omitzero"`
	Credit  string      `json:"credit,omitempty"` // who made it, as printed
	Width   int         `json:"width,omitempty"`  // pixels; 0: unknown
	Height  int         `json:"height,omitempty"` // pixels; 0: unknown
}

// An Audio is a recording that stands at an address.
type Audio struct {
	URL     string      `json:"url"` // http, https, or a path on the site; required
	Title   string      `json:"title,omitempty"`
	Caption inline.HTML `json:"caption,omitzero"`
	Credit  string      `json:"credit,omitempty"` // who made it, as printed
}

// Type implements [BlockContent].
func (Video) Type() string { return "video" }

// Type implements [BlockContent].
func (Audio) Type() string { return "audio" }

func (v Video) appendText(dst []byte) []byte {
	return appendPlayer(dst, v.Title, v.Caption, v.Credit)
}

func (a Audio) appendText(dst []byte) []byte {
	return appendPlayer(dst, a.Title, a.Caption, a.Credit)
}

func appendPlayer(dst []byte, title string, caption inline.HTML, credit string) []byte {
	dst = append(dst, title...)
	return appendCaption(line(dst, title != "" && (!caption.IsZero() || credit != "")), caption, credit)
}

func (v Video) check(k *checker, path string) {
	k.loaded(path+".URL", v.URL)
	if v.Poster != "" {
		k.loaded(path+".Poster", v.Poster)
	}
	k.label(path+".Title", v.Title)
	k.label(path+".Credit", v.Credit)
	k.atLeast(path+".Width", v.Width, 0)
	k.atLeast(path+".Height", v.Height, 0)
}

func (a Audio) check(k *checker, path string) {
	k.loaded(path+".URL", a.URL)
	k.label(path+".Title", a.Title)
	k.label(path+".Credit", a.Credit)
}

func (v *Video) members(m *members) {
	m.text("url", &v.URL, true)
	m.text("poster", &v.Poster, false)
	m.text("title", &v.Title, false)
	m.markup("caption", &v.Caption, false)
	m.text("credit", &v.Credit, false)
	m.number("width", &v.Width, false)
	m.number("height", &v.Height, false)
}

func (a *Audio) members(m *members) {
	m.text("url", &a.URL, true)
	m.text("title", &a.Title, false)
	m.markup("caption", &a.Caption, false)
	m.text("credit", &a.Credit, false)
}
