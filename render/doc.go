// Package render turns views of articles into what readers' programs ask for: a
// feed, the metadata of a page's head, links to share a story by. It writes no HTML
// page; package theme does, and asks here for all that pages and feeds have in
// common.
//
// Start with [NewSite], which checks a [Config] once; then [RSS], [Site.ArticleHead]
// and [Services]. A [Site] is a value: [Site.With] gives a request its copy with
// the newest terms and people. Routes belong to the program: render asks its
// [Linker] and never builds a path itself.
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
