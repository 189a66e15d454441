// Package htmlbody turns HTML into the blocks of an article's body, and blocks into
// HTML.
//
// [Parse] takes HTML from anywhere: an editor's clipboard, another system's
// database, a feed. It first writes in plain HTML what a sanitiser would lose: the
// block comments and shortcodes of WordPress ([caption], [embed], [gallery], [video],
// [audio]), AMP components, charts that a script draws. Then it sanitises, so nothing
// that a profile refuses reaches a block; then paragraphs, headings, lists, quotes,
// pictures, galleries, players, tables, code, embeds and related links become blocks of
// their own. Blank lines part paragraphs, an address on a line of its own is an embed,
// and so are the bookmark of Ghost and the quote that a script of X, Instagram or TikTok
// would replace. What no block can hold (tables with merged cells, players with a choice
// of files) is kept as a raw block. A link to a place within the page, which has no ids of
// the source's, is left its words. The text that a reader sees stays, in its order; what
// is dropped or changed is in the report.
//
// [Write] is its inverse: parsing what it wrote gives the same blocks with the same
// text, but for live entries, which become the blocks that are in them, and unknown
// blocks, which it leaves out, and links within the page, which become words.
//
// Input is bounded by the profile, and held in memory. Both are pure and may be called
// from many goroutines.
package htmlbody
