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
)

// frame is the page at hand: its chrome, and what follows from its language.
type frame struct {
	Chrome
	head  render.Head
	lang  string // of the document
	words *words
	who   Visitor
	home  bool // the site's name is the page's heading
	alone bool // the page is a form of its own: the header's dialog is left out
	text  bool // the page has the text of a story, above which the late style stands
}

func newFrame(c Chrome, who Visitor, lang string, head render.Head) *frame {
	return &frame{Chrome: c, who: who, head: head, lang: lang, words: wordsFor(lang)}
}

// storyFrame is the frame of the page of an article, in its language and section.
func storyFrame(c Chrome, who Visitor, v article.View) *frame {
	if trail := c.Site.Breadcrumb(v.Teaser); len(trail) > 0 && c.Current.IsZero() {
		c.Current = trail[0].ID
	}
	f := newFrame(c, who, cmp.Or(v.Lang, c.lang()), c.Site.ArticleHead(v))
	f.text = true
	return f
}

// in returns the attributes of an element in a language: none where it is the
// page's.
func (f *frame) in(lang string) templ.OrderedAttributes {
	if lang == "" || strings.EqualFold(lang, f.lang) {
		return nil
	}
	return templ.OrderedAttributes{{Key: "lang", Value: lang}, {Key: "dir", Value: render.Direction(lang)}}
}

// backFrom returns the attributes of an element in the page's language within one of
// another.
func (f *frame) backFrom(lang string) templ.OrderedAttributes {
	if f.in(lang) == nil {
		return nil
	}
	return templ.OrderedAttributes{{Key: "lang", Value: f.lang}, {Key: "dir", Value: render.Direction(f.lang)}}
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

// place returns where a part of the menus is kept.
func (f *frame) place(part string) place {
	at := place{part: part, home: f.home, section: f.Current}
	for _, c := range f.Sections {
		at.page = at.page || c.ID == f.Current && f.isPage(c)
	}
	return at
}

// isPage reports whether the page is that of a section.
func (f *frame) isPage(section taxonomy.Category) bool {
	return f.head.Canonical != "" && f.head.Canonical == f.Site.URL(f.categoryURL(section))
}

// current says how a section of the menu is marked: it is the page, or the page is
// in it, or neither.
func (f *frame) current(section taxonomy.Category) templ.OrderedAttributes {
	switch {
	case section.ID != f.Current:
		return nil
	case f.isPage(section):
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
func (f *frame) menu(sections []taxonomy.Category) []taxonomy.Category {
	return slices.DeleteFunc(slices.Clone(sections), func(c taxonomy.Category) bool { return f.categoryURL(c) == "" })
}

// others returns the stories of a list but for one, as many as are wanted.
func others(list []article.Teaser, but article.ID, want int) []article.Teaser {
	list = slices.DeleteFunc(slices.Clone(list), func(t article.Teaser) bool { return t.ID == but })
	return list[:min(want, len(list))]
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
	taxonomy.ByLabel(tags, f.lang)
	return tags
}

// hashtags returns the hashtag line of an article.
func (f *frame) hashtags(t article.Teaser) string {
	return strings.Join(taxonomy.Hashtags(t.Headline(""), f.lang, f.Site.Tags(t)), " ")
}

// host returns where an absolute address leads, for the reader to see.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
