package theme

import (
	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// opened is the n-th item of the main menu: a section, with a panel of its latest
// stories, which a button beside its link opens.
func (f *frame) opened(n int) templ.Component {
	return f.drawn(func(k ink) ink {
		section := &f.menu[n]
		k = item(k, section, f.current(section.Category))
		if newest := f.newest(section.ID); len(newest) > 0 {
			k = f.panel(k.raw(" "), n, section, newest)
		}
		return k.raw("</li>")
	})
}

// sections are the items of a menu.
func (f *frame) sections(list []linkedSection) templ.Component {
	return f.drawn(func(k ink) ink {
		for i := range list {
			k = item(k, &list[i], "").raw("</li>")
		}
		return k
	})
}

// plainSections are the items of a list of sections without their colours.
func (f *frame) plainSections() templ.Component {
	return f.drawn(func(k ink) ink {
		for i := range f.menu {
			k = f.menu[i].link(k.raw("<li><a"), "").raw("</li>")
		}
		return k
	})
}

// A linkedSection is a section that has a page, and what menus say of it.
type linkedSection struct {
	*taxonomy.Category
	url, label, tone string
}

// reachable returns the sections that have a page.
func (f *frame) reachable(sections []taxonomy.Category) []linkedSection {
	found := make([]linkedSection, 0, len(sections))
	for i := range sections {
		c := &sections[i]
		if address := f.categoryURL(*c); address != "" {
			found = append(found, linkedSection{c, address, f.label(c.Term), f.tone(c.ID)})
		}
	}
	return found
}

// item begins the item of a section of a menu, which may be the current one.
func item(k ink, section *linkedSection, current string) ink {
	return section.link(k.raw(`<li data-tone="`).text(section.tone).raw(`"><a`), current)
}

func (s *linkedSection) link(k ink, current string) ink {
	return k.link("href", s.url).given("aria-current", current).raw(">").text(s.label).raw("</a>")
}

func (f *frame) panel(k ink, n int, section *linkedSection, newest []article.Teaser) ink {
	label, w := section.label, f.words
	k = k.raw(`<button type="button" popovertarget="menu-`).number(n).raw(`">`).raw(signOpen)
	k = k.raw(`<span class="hush">`).text(w.latestIn.before).text(label).text(w.latestIn.after).raw("</span></button>")
	k = k.raw(`<div popover id="menu-`).number(n).raw(`" class="mega"><p class="panel-title"><span>`).text(label).raw("</span> <a")
	k = k.link("href", section.url).raw(` aria-label="`).text(w.showMoreIn.before).text(label).text(w.showMoreIn.after)
	k = k.raw(`">`).text(w.showMore).raw("</a></p><ul>")
	return f.entries(k, newest, true).raw("</ul></div>")
}

// notifications are the latest stories of the site, in brief.
func (f *frame) notifications() templ.Component {
	return f.drawn(func(k ink) ink { return f.entries(k.raw("<ol>"), f.Latest, false).raw("</ol>") })
}

// entries are the stories of a panel, each with its picture where that is wanted.
func (f *frame) entries(k ink, stories []article.Teaser, pictured bool) ink {
	for i := range stories {
		t := &stories[i]
		k = f.language(k.raw("<li"), t.Lang).raw(">")
		if pictured {
			k = f.miniature(k, t)
		}
		k = f.headlineLink(k, t)
		k = f.dayOnly(k, t).raw("</li>")
	}
	return k
}
