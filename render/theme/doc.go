// Package theme holds the pages of a news site, ready to serve: home, lists,
// article, static page, search, forms, notices. Each is a function of a typed value that
// returns a [templ.Component]; what it shows is in the value, and nothing else is.
//
//	page := theme.Article(theme.ArticlePage{Chrome: chrome, View: view, Reactions: form})
//	err := page.Render(ctx, w)
//
// Start with [Chrome], which is what all pages have in common, then [Article]. The
// pages refer to the files of [Assets], which the caller serves under addresses of its
// choice ([AssetsAt]). [Parts] take the place of parts of the theme; a part that needs a
// server is there if [Actions] names its address.
//
// What a page shows of who reads it, and of what readers do to it, are its [Slots]; all
// else is the same for everybody. A chrome that is kept ([Chrome.Keep]) renders its parts
// once, and holds whole pages as bytes: [Page.Cast] makes a [Plate] of one, and
// [Plate.Fill] puts a reader's slots into it.
//
// # What a page promises
//
// It is complete without JavaScript: menus and panels are popovers, settings and
// reactions are forms. The script makes those quicker, and adds what only a script can
// do: copying the link, and printing. It holds no inline script, style or handler, and
// loads nothing from another host, so it works under the policy "default-src 'self'"; a picture
// of another host is a link unless the site says otherwise (render.Config). Text is
// escaped where it stands, addresses are checked, raw HTML in a body is sanitised
// again. Pages are in the language of the article, from right to left where that is
// how it is read; the words of the interface are a table, in English, Arabic, German and
// Spanish, with the plural forms of each.
//
// Same value, same bytes. Rendering reads no clock, and keeps nothing but in a kept
// chrome; components and values may be used from many goroutines while nobody writes
// them. The only errors are those of the writer, of the context and of [Parts].
//
// The components are written in templ; what stands on a page by the hundred, such as
// cards, is drawn in Go, which is several times faster. After a change to a .templ file, run
//
//	go run github.com/a-h/templ/cmd/templ@v0.3.977 generate -path ./render/theme
//
// and keep the generated file with it.
package theme
