package theme

import (
	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
)

// services are the links of the share row that lead to another site.
func (f *frame) services(t *article.Teaser) templ.Component {
	return f.drawn(func(k ink) ink {
		for _, service := range f.Site.Shares(*t) {
			label := service.Label
			if service.ID == render.Email {
				label = f.words.email
			}
			k = k.raw("<li><a").link("href", service.Address).attribute("rel", outward).raw(">")
			k = k.raw(glyph(service.ID)).raw("<span>").text(label).raw("</span></a></li>")
		}
		return k
	})
}

// steps are the links of a breadcrumb, from the home page down to the page at hand.
func (f *frame) steps(trail []taxonomy.Category, here string) templ.Component {
	return f.drawn(func(k ink) ink {
		k = step(k, f.Site.Path(), f.Site.Config().Name)
		if f.Blog != "" && here != f.words.blog {
			k = step(k, f.Blog, f.words.blog)
		}
		for i := range trail {
			k = step(k, f.categoryURL(trail[i]), f.label(trail[i].Term))
		}
		return k.raw(`<li aria-current="page">`).text(here).raw("</li>")
	})
}

func step(k ink, address, name string) ink {
	if address == "" {
		return k.raw("<li>").text(name).raw("</li>")
	}
	return k.raw("<li><a").link("href", address).raw(">").text(name).raw("</a></li>")
}

// tagged are the tags of a story.
func (f *frame) tagged(tags []taxonomy.Tag) templ.Component {
	return f.drawn(func(k ink) ink {
		for i := range tags {
			if address := f.tagURL(tags[i]); address != "" {
				k = k.raw(`<li><a rel="tag"`).link("href", address).raw(">").text(f.label(tags[i].Term)).raw("</a></li>")
			} else {
				k = k.raw("<li><span>").text(f.label(tags[i].Term)).raw("</span></li>")
			}
		}
		return k
	})
}

// neighbour is a link to the story before or after the page's, where there is one.
func (f *frame) neighbour(t *article.Teaser, rel, name string) templ.Component {
	return f.drawn(func(k ink) ink {
		if t == nil {
			return k
		}
		k = k.raw("<a").attribute("rel", rel).link("href", f.articleURL(t)).raw("><span>").text(name).raw("</span> <strong")
		return f.language(k, t.Lang).raw(">").text(f.headline(t)).raw("</strong></a> ")
	})
}
