package theme

import (
	"github.com/a-h/templ"

	"github.com/newsjunction/news/reaction"
)

// reactions is the bar below a story: one form, a button a kind. What the script
// says when it takes the form over stands in its data attributes.
func (f *frame) reactions(form reaction.Form) templ.Component {
	w := f.words
	return f.drawn(func(k ink) ink {
		k = k.raw(`<section class="reactions" id="reactions" aria-labelledby="reactions-title"><h2 id="reactions-title">`).text(w.think).raw("</h2>")
		k = k.raw(`<form method="post"`).link("action", form.Action).attribute("data-undo", reaction.UndoValue)
		k = k.attribute("data-saved", w.saved).attribute("data-undone", w.undone).attribute("data-failed", w.failed)
		k = k.raw(`><input type="hidden"`).attribute("name", form.SubjectField).attribute("value", form.Subject).raw("><ul>")
		for i := range form.Buttons {
			k = kind(k, form.ValueField, &form.Buttons[i])
		}
		return k.raw(`</ul><p role="status"></p></form></section>`)
	})
}

// kind is the button of a kind of reaction.
func kind(k ink, field string, b *reaction.Button) ink {
	k = k.raw(`<li><button type="submit"`).attribute("name", field).attribute("value", b.Value).attribute("data-kind", string(b.Kind))
	if b.Chosen {
		k = k.raw(` aria-pressed="true"`)
	} else {
		k = k.raw(` aria-pressed="false"`)
	}
	if b.Closed {
		k = k.raw(" disabled")
	}
	k = k.raw(">")
	if b.Emoji != "" {
		k = k.raw(`<span class="face" aria-hidden="true">`).text(b.Emoji).raw("</span> ")
	}
	return k.raw("<span>").text(b.Label).raw(`</span> <span class="count">`).number(b.Count).raw("</span></button></li>")
}
