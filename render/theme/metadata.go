package theme

import "github.com/a-h/templ"

// links are the link elements of the head that the site has: languages, feeds, icon.
func (f *frame) links() templ.Component {
	return f.drawn(func(k ink) ink {
		for i := range f.head.Links {
			link := &f.head.Links[i]
			k = k.raw("<link").attribute("rel", link.Rel)
			k = k.given("type", link.Type).given("hreflang", link.Lang).given("title", link.Title)
			k = k.link("href", link.URL).raw(">")
		}
		return k
	})
}

// properties are the meta elements of the head that say what the page is about, and
// its JSON-LD, which is made to stand in a script element as it is.
func (f *frame) properties() templ.Component {
	return f.drawn(func(k ink) ink {
		for i := range f.head.Properties {
			p := &f.head.Properties[i]
			k = k.raw("<meta").attribute("property", p.Name).attribute("content", p.Content).raw(">")
		}
		for i := range f.head.Names {
			p := &f.head.Names[i]
			k = k.raw("<meta").attribute("name", p.Name).attribute("content", p.Content).raw(">")
		}
		if f.head.Data != "" {
			k = k.raw(`<script type="application/ld+json">`).raw(raw(f.head.Data)).raw("</script>")
		}
		return k
	})
}
