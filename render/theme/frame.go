package theme

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/text"
)

// frame is the page at hand: its chrome, and what follows from its language.
type frame struct {
	Chrome
	head  render.Head
	lang  string // of the document
	words *words
	home  bool // the site's name is the page's heading
}

func newFrame(c Chrome, lang string, head render.Head) *frame {
	return &frame{Chrome: c, head: head, lang: lang, words: wordsFor(lang)}
}

// storyFrame is the frame of the page of an article, in its language and section.
func storyFrame(c Chrome, v article.View) *frame {
	if trail := c.Site.Breadcrumb(v.Teaser); len(trail) > 0 && c.Current.IsZero() {
		c.Current = trail[0].ID
	}
	return newFrame(c, cmp.Or(v.Lang, c.lang()), c.Site.ArticleHead(v))
}

// in returns the attributes of an element in a language: none where it is the
// page's.
func (f *frame) in(lang string) templ.OrderedAttributes {
	if lang == "" || strings.EqualFold(lang, f.lang) {
		return nil
	}
	return templ.OrderedAttributes{{Key: "lang", Value: lang}, {Key: "dir", Value: render.Direction(lang)}}
}

// interfaceLang returns the language of the interface's words where it is not the
// page's.
func (f *frame) interfaceLang() string {
	base, _, _ := strings.Cut(strings.ToLower(f.lang), "-")
	if base == f.words.lang {
		return ""
	}
	return f.words.lang
}

// label returns the name of a term in the page's language.
func (f *frame) label(t taxonomy.Term) string { return t.Labels.In(f.lang) }

// tone numbers the colour of a section, by its place in the menu; "0" is the site's.
func (f *frame) tone(section taxonomy.ID) string {
	i := slices.IndexFunc(f.Sections, func(c taxonomy.Category) bool { return c.ID == section })
	return strconv.Itoa((i + 1) % 9)
}

// trailTone is the tone of the first of the sections from the top down.
func (f *frame) trailTone(trail []taxonomy.Category) string {
	if len(trail) == 0 {
		return "0"
	}
	return f.tone(trail[0].ID)
}

// current says how a section of the menu is marked: it is the page, or the page is
// in it, or neither.
func (f *frame) current(section taxonomy.Category) templ.OrderedAttributes {
	switch {
	case section.ID != f.Current:
		return nil
	case f.head.Canonical != "" && f.head.Canonical == f.Site.URL(f.categoryURL(section)):
		return templ.OrderedAttributes{{Key: "aria-current", Value: "page"}}
	}
	return templ.OrderedAttributes{{Key: "aria-current", Value: "true"}}
}

func (f *frame) articleURL(t article.Teaser) string {
	return f.link(func(l render.Linker) string { return l.ArticleURL(t) })
}

func (f *frame) categoryURL(c taxonomy.Category) string {
	return f.link(func(l render.Linker) string { return l.CategoryURL(c) })
}

func (f *frame) tagURL(t taxonomy.Tag) string {
	return f.link(func(l render.Linker) string { return l.TagURL(t) })
}

// link asks the site's linker; "" where there is none, or no such page.
func (f *frame) link(ask func(render.Linker) string) string {
	if linker := f.Site.Config().Linker; linker != nil {
		return ask(linker)
	}
	return ""
}

// menu returns the sections that have a page.
func (f *frame) menu() []taxonomy.Category {
	return slices.DeleteFunc(slices.Clone(f.Sections), func(c taxonomy.Category) bool { return f.categoryURL(c) == "" })
}

// pages returns the pages that can be reached.
func (f *frame) pages() []article.Teaser {
	return slices.DeleteFunc(slices.Clone(f.Pages), func(t article.Teaser) bool { return f.articleURL(t) == "" })
}

// reached returns t, or nil if it has no page.
func (f *frame) reached(t *article.Teaser) *article.Teaser {
	if t == nil || f.articleURL(*t) == "" {
		return nil
	}
	return t
}

// headline returns what pages call an article.
func (f *frame) headline(t article.Teaser) string {
	return cmp.Or(t.Headline(""), f.words.untitled)
}

// tags returns the tags of an article as they are listed: by label, case ignored.
func (f *frame) tags(t article.Teaser) []taxonomy.Tag {
	tags := f.Site.Tags(t)
	slices.SortStableFunc(tags, func(a, b taxonomy.Tag) int {
		return cmp.Compare(text.Fold(f.label(a.Term)), text.Fold(f.label(b.Term)))
	})
	return tags
}

// host returns where an absolute address leads, for the reader to see.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
