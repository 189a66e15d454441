package article

import (
	"time"

	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/prose"
)

// Reading says what of a view counts, and how fast it is read. The zero value counts
// all that a reader sees below the headline, but gives pictures no time, and reads at the
// speed of the view's language.
type Reading struct {
	Omit    Omit
	Names   Names         // finds those in the note of contributors; nil: those that its credits hold
	Speed   prose.Speed   // an empty Lang is the view's
	Images  bool          // pictures take time too, that above the text among them (see [prose.Pictures])
	Profile prose.Profile // counts words and minutes as another system does; zero: none
}

// Omit names the parts of a view that do not count. The zero value omits nothing.
type Omit struct {
	Captions     bool // of pictures and tables, and what is printed with players and embeds
	Related      bool // titles of related links
	Contributors bool // the note that names who else had a part
	Code         bool // preformatted text
}

// PlainText returns what a reader of the view reads below the headline: the text of the
// body (see [Body.Text]), and the note of its contributors as its last paragraph.
func (v View) PlainText(r Reading) string {
	text := v.Body.less(r.Omit).appendText(make([]byte, 0, 8<<10))
	if r.Omit.Contributors {
		return string(text)
	}
	if note := v.Byline.Contributors(v.Lang, r.Names).String(); note != "" {
		if len(text) > 0 {
			text = append(text, "\n\n"...)
		}
		text = append(text, note...)
	}
	return string(text)
}

// Words returns how many words there are to read; in a script without spaces between
// words, how many characters (see [prose.Counts.Total]).
func (v View) Words(r Reading) int {
	words, _ := r.Profile.Measure(v.PlainText(r), 0)
	return words
}

// ReadingTime returns how long the view takes; [prose.Minutes] rounds it, and
// [prose.Range] says between what times most readers are.
func (v View) ReadingTime(r Reading) time.Duration {
	text, pictures := v.PlainText(r), 0
	if r.Images {
		pictures = v.pictures()
	}
	if r.Profile != (prose.Profile{}) {
		_, minutes := r.Profile.Measure(text, pictures)
		return time.Duration(minutes) * time.Minute
	}
	if r.Speed.Lang == "" {
		r.Speed.Lang = v.Lang
	}
	return r.Speed.Time(prose.Count(text)) + prose.Pictures(pictures)
}

// pictures counts the pictures that a reader sees.
func (v View) pictures() (n int) {
	if v.Lead != nil {
		n++
	}
	for content := range v.Body.contents() {
		switch c := content.(type) {
		case Figure:
			n++
		case Gallery:
			n += len(c.Images)
		}
	}
	return n
}

// less returns the body without the text of what is omitted.
func (b Body) less(omit Omit) Body {
	if omit.Contributors = false; omit == (Omit{}) {
		return b
	}
	out := make(Body, len(b))
	for i := range b {
		out[i] = Block{Content: omit.from(b[i].Content)}
	}
	return out
}

// from returns a content without the text of what is omitted.
func (o Omit) from(content BlockContent) BlockContent {
	switch c := content.(type) {
	case Related:
		if o.Related {
			return nil
		}
	case Code:
		if o.Code {
			return nil
		}
	case Figure, Gallery, Video, Audio, Embed:
		if o.Captions {
			return nil
		}
	case Table:
		if o.Captions {
			c.Caption = inline.HTML{}
		}
		return c
	case LiveEntry:
		c.Body = c.Body.less(o)
		return c
	}
	return content
}

// Excerpt returns the beginning of the view's running text, cut to a length, whose Lang
// is the view's where it is empty. Headings, lists, captions, code and the note of
// contributors are no part of it.
func (v View) Excerpt(length prose.Length) string {
	if length.Lang == "" {
		length.Lang = v.Lang
	}
	const enough = 2 << 10 // bytes, in which most excerpts end
	var text []byte
	next := enough
	for content := range v.Body.contents() {
		p, ok := content.(Paragraph)
		if !ok {
			continue
		}
		if text = append(p.appendText(text), '\n'); len(text) < next {
			continue
		}
		if excerpt, truncated := prose.Excerpt(string(text), length); truncated {
			return excerpt
		}
		next = 2 * len(text)
	}
	excerpt, _ := prose.Excerpt(string(text), length)
	return excerpt
}
