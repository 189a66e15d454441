package main

import (
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A way is how a reader works a page: use presses what a selector finds.
type way struct {
	name   string
	script bool
	use    func(b *browser, css string)
}

func ways() []way {
	byMouse := (*browser).click
	byKeys := func(b *browser, css string) { b.key(css, kb.Enter) }
	return []way{
		{"by mouse", true, byMouse},
		{"by keys", true, byKeys},
		{"by mouse without a script", false, byMouse},
		{"by keys without a script", false, byKeys},
	}
}

// Whatever a reader sends, opens or answers can be sent, opened and answered in each way.
func TestEveryPartIsWorkedInEveryWay(t *testing.T) {
	chromium(t)
	for _, w := range ways() {
		t.Run(w.name, func(t *testing.T) {
			s := start(t)
			path := "/news/" + story(t, s).Name.Slug
			within := *s
			b := browse(t, &within)
			if !w.script {
				b.withoutScript()
			}
			for _, part := range []struct {
				name string
				run  func(b *browser, w way, path string)
			}{
				{"the skip link leads to the story", (*browser).skips},
				{"panels open and close", (*browser).opensPanels},
				{"text grows and the page turns dark", (*browser).sets},
				{"the search finds", (*browser).finds},
				{"the reading bar follows", (*browser).followed},
				{"the notice is answered", (*browser).answers},
				{"a reaction is counted once and taken back", (*browser).presses},
				{"the newsletter is ordered and confirmed", (*browser).subscribes},
				{"a member joins, forgets the password and signs in", (*browser).belongs},
			} {
				t.Run(part.name, func(t *testing.T) {
					within.t = t
					call(b, network.ClearBrowserCookies, cdp.Empty{})
					part.run(b, w, path)
					b.mu.Lock()
					defer b.mu.Unlock()
					assert.Empty(t, b.problems)
				})
			}
		})
	}
}

// ready opens a page and waits until its script, if it runs one, has taken over.
func (b *browser) ready(w way, path string) {
	b.t.Helper()
	b.open(path)
	if w.script {
		b.eventually("document.readyState === 'complete' && document.documentElement.classList.contains('scripting')")
	}
}

// The skip link is out of a mouse's sight: it is there for keys.
func (b *browser) skips(w way, path string) {
	b.ready(w, path)
	b.do(chromedp.KeyEvent(kb.Tab))
	b.eventually(focused(".skip"))
	b.eventually("document.activeElement.getBoundingClientRect().top >= 0")
	b.do(chromedp.KeyEvent(kb.Enter))
	b.eventually("location.hash === '#main'")
	b.do(chromedp.KeyEvent(kb.Tab))
	b.eventually("!!document.activeElement.closest('main')")
}

func (b *browser) opensPanels(w way, path string) {
	b.ready(w, path)
	for _, id := range []string{"menu-0", "notifications", "menu"} {
		opener := `[popovertarget="` + id + `"]`
		w.use(b, opener)
		b.eventually(open(id))
		b.do(chromedp.WaitVisible(chromedp.CSS("#"+id+" a")), chromedp.KeyEvent(kb.Escape))
		b.eventually("!" + open(id))
	}
}

func (b *browser) sets(w way, path string) {
	b.ready(w, path)
	w.use(b, ".settings [name=size]")
	b.do(chromedp.WaitVisible(chromedp.CSS("html[data-size=larger] h1")))
	b.ready(w, path)
	w.use(b, ".settings [name=scheme]")
	b.do(chromedp.WaitVisible(chromedp.CSS("html[data-size=larger][data-scheme=dark] h1")))
}

func (b *browser) finds(w way, path string) {
	b.ready(w, path)
	b.fill(".masthead [type=search]", "velmar")
	w.use(b, ".masthead [role=search] button")
	b.eventually(`location.search === '?q=velmar' && !!document.querySelector('main .card a[href^="/news/"]')`)
}

func (b *browser) followed(w way, path string) {
	const bottom = "document.querySelector('.reading').getBoundingClientRect().bottom"
	b.ready(w, path)
	b.eventually(bottom + " <= 0")
	b.do(chromedp.KeyEvent(kb.End))
	b.eventually(bottom + " > 0")
}

func (b *browser) answers(w way, path string) {
	b.ready(w, path)
	w.use(b, ".consent [value=accept]")
	b.do(chromedp.WaitNotPresent(chromedp.CSS(".consent")))
	b.open(path)
	b.eventually("document.readyState === 'complete' && !document.querySelector('.consent')")
}

func (b *browser) presses(w way, path string) {
	const button = `button[data-kind="love"]`
	for _, want := range []struct {
		count  int
		chosen bool
	}{{1, true}, {0, false}} {
		b.ready(w, path)
		w.use(b, button)
		b.eventually(shows("love", want.count, want.chosen))
		b.eventually("document.readyState === 'complete'")
	}
}

func (b *browser) subscribes(w way, path string) {
	const address = "reader@example.org"
	b.ready(w, path)
	b.fill(`.footer [type=email]`, address)
	w.use(b, `.footer form[action="/newsletter"] button`)
	b.eventually("location.pathname === '/newsletter' && !!document.querySelector('main [role=status]')")
	mails := b.mails(address)
	require.Len(b.t, mails, 1)
	b.open(b.link(mails[0]))
	b.do(chromedp.WaitVisible(chromedp.CSS("main [role=status]")))
}

func (b *browser) belongs(w way, path string) {
	const address = "nadia@example.org"
	send := func(css string) { w.use(b, css+" button:not([value])") }
	enter := func() { // the page of the form, or the dialog in its place
		b.ready(w, path)
		w.use(b, ".tools a[data-dialog]")
		b.do(chromedp.WaitVisible(chromedp.CSS(`form[action="/sign-in"] [type=password]`)))
	}
	enter()
	w.use(b, `.also a[href="/join"]`)
	b.fill(`form[action="/join"] [name=email]`, address)
	b.fill(`form[action="/join"] [name=name]`, "Nadia")
	b.fill(`form[action="/join"] [name=password]`, "long enough")
	send(`form[action="/join"]`)
	b.do(chromedp.WaitVisible(chromedp.CSS("main [role=status]")))

	enter()
	w.use(b, `.also a[href="/lost-password"]`)
	b.fill(`form[action="/lost-password"] [name=email]`, address)
	send(`form[action="/lost-password"]`)
	b.do(chromedp.WaitVisible(chromedp.CSS("main [role=status]")))
	mails := b.mails(address)
	require.NotEmpty(b.t, mails)
	b.open(b.link(mails[len(mails)-1]))
	b.fill(`form[action="/new-password"] [name=password]`, "another one")
	send(`form[action="/new-password"]`)
	b.do(chromedp.WaitVisible(chromedp.CSS("main [role=status]")))

	enter()
	b.fill(`form[action="/sign-in"] [name=email]`, address)
	b.fill(`form[action="/sign-in"] [name=password]`, "another one")
	send(`form[action="/sign-in"]`)
	b.do(chromedp.WaitVisible(chromedp.CSS(".tools .member")))
	w.use(b, `form[action="/sign-out"] button`)
	b.do(chromedp.WaitVisible(chromedp.CSS(".tools a[data-dialog]")))
}

// fill writes into a field.
func (b *browser) fill(css, text string) {
	b.t.Helper()
	b.do(chromedp.SendKeys(chromedp.CSS(css), text))
}

func TestAReactionThatIsRefusedIsToldAndTheBarStays(t *testing.T) {
	chromium(t)
	s := start(t)
	b := browse(t, s)
	b.open("/news/" + story(t, s).Name.Slug)
	b.eventually("document.documentElement.classList.contains('scripting')")
	const subject = "document.querySelector('.reactions [name=subject]')"
	whose := eval[string](b, subject+".value")
	eval[string](b, subject+".value = 'nothing'")
	b.do(press("sad"))
	b.eventually("document.querySelector('.reactions [role=status]').textContent === document.querySelector('.reactions form').dataset.failed")
	b.eventually(shows("sad", 0, false))
	eval[string](b, subject+".value = '"+whose+"'")
	b.do(press("sad"))
	b.eventually(shows("sad", 1, true))
}
