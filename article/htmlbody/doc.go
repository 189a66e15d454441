// Package htmlbody turns HTML into the blocks of an article's body, and blocks into
// HTML.
//
// [Parse] takes HTML from anywhere: an editor's clipboard, another system's
// database, a feed. It sanitises first, so nothing that a profile refuses reaches a
// block; then paragraphs, headings, lists, quotes, pictures, galleries, players, tables,
// code, embeds and related links become blocks of their own, and what no block can hold
// (tables with merged cells, players with a choice of files) is kept as a raw block. The
// text that a reader sees stays, in its order; what is dropped or changed is in the
// report. [Write] is its inverse: parsing what it wrote gives the same blocks, but for
// live entries, which become the blocks that are in them.
//
// Input is bounded by the profile. Both are pure and may be called from many
// goroutines.
package htmlbody
