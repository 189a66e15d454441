package main

import (
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
)

// open is the expression that a panel or a dialog is open.
func open(id string) string {
	return fmt.Sprintf("!!document.getElementById(%q)?.matches(':popover-open,dialog[open]')", id)
}

// focused is the expression that an element has the focus.
func focused(css string) string {
	return fmt.Sprintf("document.activeElement === document.querySelector(%q)", css)
}

func (b *browser) click(css string) {
	b.t.Helper()
	b.do(chromedp.Click(chromedp.CSS(css)))
}

// key puts the focus on an element and presses keys there.
func (b *browser) key(css, keys string) {
	b.t.Helper()
	b.do(chromedp.Focus(chromedp.CSS(css)), chromedp.KeyEvent(keys))
}

func (b *browser) withoutScript() {
	b.t.Helper()
	call(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// Each part that a reader works is worked by mouse, by keys alone, and with JavaScript
// off.
func TestThePartsOfAPageInARealBrowser(t *testing.T) {
	chromium(t)
	s := start(t)
	path := "/news/" + story(t, s).Name.Slug
	for _, step := range []struct {
		name string
		run  func(b *browser, path string)
	}{
		{"panels open, close and give the focus back", (*browser).panels},
		{"panels open without a script", (*browser).panelsWithoutScript},
		{"text grows and the page is dark, and stays so", (*browser).settings},
		{"settings are forms without a script", (*browser).settingsWithoutScript},
		{"the sign-in dialog keeps the focus", (*browser).dialog},
		{"the sign-in page stands in for the dialog", (*browser).dialogWithoutScript},
		{"a link is copied and a page printed", (*browser).copies},
		{"nothing dead is shown without a script", (*browser).nothingDead},
		{"the reading bar follows the reader", (*browser).readingBar},
		{"the notice is answered once", (*browser).notice},
		{"a suggestion says why", (*browser).why},
	} {
		t.Run(step.name, func(t *testing.T) {
			within := *s
			within.t = t
			b := browse(t, &within)
			step.run(b, path)
			b.mu.Lock()
			defer b.mu.Unlock()
			assert.Empty(t, b.problems)
		})
	}
}

func (b *browser) panels(path string) {
	b.open(path)
	for _, id := range []string{"menu-0", "notifications", "menu"} {
		opener := fmt.Sprintf("[popovertarget=%q]", id)
		b.click(opener)
		b.eventually(open(id))
		b.do(chromedp.KeyEvent(kb.Escape))
		b.eventually("!" + open(id))
		b.key(opener, kb.Enter)
		b.eventually(open(id))
		b.do(chromedp.KeyEvent(kb.Tab))
		b.eventually(fmt.Sprintf("document.getElementById(%q).contains(document.activeElement)", id))
		b.do(chromedp.KeyEvent(kb.Escape))
		b.eventually("!" + open(id))
		b.eventually(focused(opener))
	}
}

func (b *browser) panelsWithoutScript(path string) {
	b.withoutScript()
	b.open(path)
	for _, id := range []string{"menu-0", "notifications", "menu"} {
		b.click(fmt.Sprintf("[popovertarget=%q]", id))
		b.do(chromedp.WaitVisible(chromedp.CSS("#"+id+" a")), chromedp.KeyEvent(kb.Escape))
	}
}

const (
	sizeOf = "parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize)"
	isDark = "getComputedStyle(document.documentElement).colorScheme === 'dark'"
)

func (b *browser) settings(path string) {
	b.open(path)
	usual := eval[float64](b, sizeOf)
	b.click(".settings [name=size]")
	b.eventually(fmt.Sprintf("%s > %f", sizeOf, usual))
	larger := eval[float64](b, sizeOf)
	b.key(".settings [name=size]", kb.Enter)
	b.eventually(fmt.Sprintf("%s > %f", sizeOf, larger))
	b.click(".settings [name=scheme]")
	b.eventually(isDark)
	b.do(chromedp.Reload())
	b.eventually(isDark + fmt.Sprintf(" && %s > %f", sizeOf, larger))
	b.key(".settings [name=scheme]", " ")
	b.eventually("!(" + isDark + ")")
	b.click(".settings [name=size]")
	b.eventually(fmt.Sprintf("%s === %f", sizeOf, usual))
}

func (b *browser) settingsWithoutScript(path string) {
	b.withoutScript()
	b.open(path)
	b.click(".settings [name=size]")
	b.do(chromedp.WaitVisible(chromedp.CSS("html[data-size=larger] h1")))
	b.key(".settings [name=scheme]", kb.Enter)
	b.do(chromedp.WaitVisible(chromedp.CSS("html[data-size=larger][data-scheme=dark] h1")))
}

func (b *browser) dialog(path string) {
	const opener = ".tools a[data-dialog]"
	b.open(path)
	b.eventually("document.documentElement.classList.contains('scripting')")
	b.click(opener)
	b.eventually(open("sign-in"))
	b.click("#sign-in form[method=dialog] button")
	b.eventually("!" + open("sign-in"))
	b.key(opener, kb.Enter)
	b.eventually(open("sign-in") + " && document.querySelector('#sign-in').contains(document.activeElement)")
	for range 12 {
		b.do(chromedp.KeyEvent(kb.Tab))
		b.eventually("document.activeElement === document.body || document.querySelector('#sign-in').contains(document.activeElement)")
	}
	b.do(chromedp.KeyEvent(kb.Escape))
	b.eventually("!" + open("sign-in") + " && " + focused(opener))
}

func (b *browser) dialogWithoutScript(path string) {
	b.withoutScript()
	b.open(path)
	b.click(".tools a[data-dialog]")
	b.do(chromedp.WaitVisible(chromedp.CSS("main input[autocomplete=current-password]")))
}

func (b *browser) copies(path string) {
	b.open(path)
	b.eventually("document.documentElement.classList.contains('scripting')")
	eval[bool](b, "Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = text } } }), true")
	b.click("[data-copy]")
	b.eventually("window.copied === document.querySelector('link[rel=canonical]').href")
	b.eventually("document.querySelector('.share [role=status]').textContent === 'Link copied.'")
	eval[bool](b, "window.print = () => { window.printed = (window.printed ?? 0) + 1 }, true")
	b.click("[data-print]")
	b.key("[data-print]", kb.Enter)
	b.eventually("window.printed === 2")
}

func (b *browser) nothingDead(path string) {
	b.withoutScript()
	b.open(path)
	b.do(chromedp.WaitVisible(chromedp.CSS(`.share a[href="#comments"]`)))
	b.eventually("[...document.querySelectorAll('.scripted')].every(e => !e.checkVisibility({ visibilityProperty: true }))")
}

func (b *browser) readingBar(path string) {
	const top = "document.querySelector('.reading').getBoundingClientRect().bottom"
	b.open(path)
	b.eventually(top + " <= 0")
	b.do(chromedp.KeyEvent(kb.End))
	b.eventually(top + " > 0 && parseFloat(getComputedStyle(document.querySelector('.progress')).scale) > 0.95")
}

func (b *browser) notice(path string) {
	b.withoutScript()
	b.open(path)
	b.key(".consent [value=reject]", kb.Enter)
	b.do(chromedp.WaitNotPresent(chromedp.CSS(".consent")))
	b.open("/")
	b.do(chromedp.WaitNotPresent(chromedp.CSS(".consent")))
}

func (b *browser) why(path string) {
	b.withoutScript()
	b.open(path)
	b.click(".why summary")
	b.do(chromedp.WaitVisible(chromedp.CSS(".why[open] p")))
}
