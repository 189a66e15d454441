package theme

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
)

// frame is the page at hand: its chrome, and what follows from its language.
type frame struct {
	Chrome
	Slots
	head   render.Head
	lang   string // of the document
	words  *words
	linker render.Linker
	zone   *time.Location
	hosted bool                  // the site has a host: it is not the zero Site
	menu   []linkedSection       // the sections that have a page
	second []linkedSection       // those of the short menu
	filing map[taxonomy.ID]filed // what cards say of sections, as far as they were asked for
	raws   map[string]int        // how many raw blocks there were of a name
	sheet  ink                   // what drawings are drawn on
	press  *press                // nil where a page is rendered for one request
	home   bool                  // the site's name is the page's heading
	alone  bool                  // the page is a form of its own: the header's dialog is left out
	text   bool                  // the page has the text of a story, above which the late style stands
}

func newFrame(c Chrome, lang string, head render.Head) *frame {
	config := c.Site.Config()
	f := &frame{
		Chrome: c, head: head, lang: lang, words: wordsFor(lang),
		linker: config.Linker, zone: config.TimeZone, hosted: c.Site.URL("/") != "",
	}
	f.menu, f.second = f.reachable(c.Sections), f.reachable(c.Short)
	return f
}

// unindexed is the frame of a page that search engines do not keep, and what it is
// called in its language.
func unindexed(c Chrome, title func(*words) string) *frame {
	head := c.Site.Head(title(wordsFor(c.lang())), "", "")
	head.NoIndex = true
	return newFrame(c, c.lang(), head)
}

// storyFrame is the frame of the page of an article, in its language and section.
func storyFrame(c Chrome, v article.View) *frame {
	if trail := c.Site.Breadcrumb(v.Teaser); len(trail) > 0 && c.Current.IsZero() {
		c.Current = trail[0].ID
	}
	f := newFrame(c, cmp.Or(v.Lang, c.lang()), c.Site.ArticleHead(v))
	f.text = true
	return f
}

// in returns the attributes of an element in a language: none where it is the
// page's.
func (f *frame) in(lang string) templ.OrderedAttributes {
	if !f.foreign(lang) {
		return nil
	}
	return templ.OrderedAttributes{{Key: "lang", Value: lang}, {Key: "dir", Value: render.Direction(lang)}}
}

// language adds the same attributes to a start tag.
func (f *frame) language(k ink, lang string) ink {
	if !f.foreign(lang) {
		return k
	}
	return k.attribute("lang", lang).attribute("dir", render.Direction(lang))
}

// foreign reports whether a language is there and not the page's.
func (f *frame) foreign(lang string) bool {
	return lang != "" && lang != f.lang && !strings.EqualFold(lang, f.lang)
}

// wordsOf returns the words in the language of a story.
func (f *frame) wordsOf(t *article.Teaser) *words {
	if t.Lang == f.lang {
		return f.words
	}
	return wordsFor(t.Lang)
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
	for i := range f.Sections {
		if f.Sections[i].ID == section {
			return strconv.Itoa((i + 1) % 9)
		}
	}
	return "0"
}

// trailTone is the tone of the first of the sections from the top down.
func (f *frame) trailTone(trail []taxonomy.Category) string {
	if len(trail) == 0 {
		return "0"
	}
	return f.tone(trail[0].ID)
}

// filed is what cards say of the section of a story.
type filed struct {
	tone  string
	known bool
	taxonomy.Labels
}

// filed looks the section of a story up, once for a page.
func (f *frame) filed(t *article.Teaser) filed {
	found, ok := f.filing[t.Filing.Category]
	if !ok {
		section, known := f.Site.Section(*t)
		found = filed{"0", known, section.Labels}
		if known && section.Parent.IsZero() {
			found.tone = f.tone(section.ID)
		} else if known {
			found.tone = f.trailTone(f.Site.Breadcrumb(*t))
		}
		if f.filing == nil {
			f.filing = make(map[taxonomy.ID]filed)
		}
		f.filing[t.Filing.Category] = found
	}
	return found
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
// in it, or, "", neither.
func (f *frame) current(section *taxonomy.Category) string {
	switch {
	case section.ID != f.Current:
		return ""
	case f.isPage(*section):
		return "page"
	}
	return "true"
}

// articleURL returns where an article's page stands; "" where it has none. The same
// holds for the others.
func (f *frame) articleURL(t *article.Teaser) string {
	if f.linker == nil {
		return ""
	}
	return f.linker.ArticleURL(*t)
}

func (f *frame) categoryURL(c taxonomy.Category) string {
	if f.linker == nil {
		return ""
	}
	return f.linker.CategoryURL(c)
}

func (f *frame) tagURL(t taxonomy.Tag) string {
	if f.linker == nil {
		return ""
	}
	return f.linker.TagURL(t)
}

// others returns the stories of a list but for one, as many as are wanted.
func others(list []article.Teaser, but article.ID, want int) []article.Teaser {
	list = slices.DeleteFunc(slices.Clone(list), func(t article.Teaser) bool { return t.ID == but })
	return list[:min(want, len(list))]
}

// pages returns the pages that can be reached.
func (f *frame) pages() []article.Teaser {
	return slices.DeleteFunc(slices.Clone(f.Pages), func(t article.Teaser) bool { return f.articleURL(&t) == "" })
}

// reached returns t, or nil if it has no page.
func (f *frame) reached(t *article.Teaser) *article.Teaser {
	if t == nil || f.articleURL(t) == "" {
		return nil
	}
	return t
}

// headline returns what pages call an article.
func (f *frame) headline(t *article.Teaser) string {
	return cmp.Or(t.Headlines.For(""), f.words.untitled)
}

// sorted brings tags into the order in which they are listed: by label, case ignored.
func (f *frame) sorted(tags []taxonomy.Tag) []taxonomy.Tag {
	taxonomy.ByLabel(tags, f.lang)
	return tags
}

// hashtags returns the hashtag line of an article.
func (f *frame) hashtags(t *article.Teaser, tags []taxonomy.Tag) string {
	return strings.Join(taxonomy.Hashtags(t.Headlines.For(""), f.lang, tags), " ")
}

// host returns where an absolute address leads, for the reader to see.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
