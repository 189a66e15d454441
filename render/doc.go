// Package render turns views of articles into what readers' programs, crawlers and
// networks ask for: feeds, sitemaps, the metadata of a page's head, structured data,
// links to share a story by, plain text, a newsletter. It writes no HTML page; package
// theme does, and asks here for all that pages and feeds have in common.
//
// Start with [NewSite], which checks a [Config] once; then [RSS], [Atom], [JSONFeed],
// [Sitemap], [NewsSitemap], [Robots], [Site.ArticleHead], [JSONLD], [Site.Shares],
// [Text] and [Newsletter]. A [Site] is a value: [Site.With] gives a request its copy
// with the newest terms and people. Routes belong to the program: render asks its
// [Linker] and never builds a path itself. [Site.ETag] names a document in a [State],
// so that a server need not write what a reader holds.
//
// Text is data: a headline such as "$105K in Play" or "]]>" reads the same after
// decoding, whatever document it stood in. Outside markup in a body is sanitised
// again before it is written. Same input, same bytes: the package reads no clock,
// no locale, no environment, and keeps no state. Output is streamed; what is held in
// memory is one article at a time.
//
// A Site and all functions may be used from many goroutines, as long as the Linker,
// the Terms and the People they were given may.
package render
