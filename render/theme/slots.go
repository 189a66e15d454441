package theme

import (
	"github.com/a-h/templ"

	"github.com/newsjunction/news/render"
)

// The slots of a page. Where nothing is known of who reads, what fills one is the same
// for all, and kept.

// root is the head of the document: its type and its start tag.
func (f *frame) root() templ.Component {
	return f.drawn(func(k ink) ink {
		k = k.raw("<!doctype html><html").attribute("lang", f.lang).attribute("dir", render.Direction(f.lang))
		if f.Visitor.Scheme != "" {
			k = k.attribute("data-scheme", string(f.Visitor.Scheme))
		}
		if f.Visitor.Size != "" {
			k = k.attribute("data-size", string(f.Visitor.Size))
		}
		return k.raw(">")
	})
}

func (f *frame) consent() templ.Component {
	if f.Actions.Settings == "" || f.Visitor.Answered {
		return templ.NopComponent
	}
	return f.kept(place{part: "consent"}, f.notice())
}

func (f *frame) tools() templ.Component {
	if f.Visitor.known() {
		return f.toolbar()
	}
	return f.kept(place{part: "tools", alone: f.alone}, f.toolbar())
}

func (f *frame) dialog() templ.Component {
	if f.Actions.SignIn == "" || f.Visitor.Name != "" || f.alone {
		return templ.NopComponent
	}
	return f.kept(place{part: "dialog"}, f.signInDialog())
}

func (f *frame) bar() templ.Component {
	if f.Reactions.Action == "" {
		return templ.NopComponent
	}
	return f.reactions(f.Reactions)
}

func (f *frame) banner() templ.Component { return f.ad(f.Parts.Banner) }

func (f *frame) storyAd() templ.Component { return f.ad(f.Parts.Story) }

func (f *frame) asideAd() templ.Component { return f.ad(f.Parts.Aside) }
