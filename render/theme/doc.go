// Package theme holds the pages of a news site, ready to serve: home, lists,
// article, static page, search, forms, notices. Each is a function of a typed value that
// returns a [templ.Component]; what it shows is in the value, and nothing else is.
//
//	page := theme.Article(theme.ArticlePage{Chrome: chrome, View: view, Reactions: form})
//	err := page.Render(ctx, w)
//
// Start with [Chrome], which is what all pages have in common, then [Article]. The
// pages refer to the files of [Assets], which the caller serves under addresses of its
// choice ([AssetsAt]). What a page shows of who reads it is a [Visitor]; all else is
// the same for everybody, and [Chrome.Keep] renders it once. [Parts] take the place of
// parts of the theme; a part that needs a server is there if [Actions] names its
// address.
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
// Same value, same bytes. Rendering reads no clock and keeps no state; components and
// values may be used from many goroutines while nobody writes them. The only errors
// are those of the writer and of the context.
//
// The components are written in templ; after a change to a .templ file, run
//
//	go run github.com/a-h/templ/cmd/templ@v0.3.977 generate -path ./render/theme
//
// and keep the generated file with it.
package theme
