// Package htmlbody turns HTML into the blocks of an article's body, and blocks into
// HTML.
//
// [Parse] takes HTML from anywhere: an editor's clipboard, another system's
// database, a feed. It sanitises first, so nothing that a profile refuses reaches a
// block; then paragraphs, headings, lists, quotes, pictures, code, embeds and
// related links become blocks of their own, and what no block can hold (tables,
// players) is kept as a raw block. The text that a reader sees stays, in its order;
// what is dropped or changed is in the report. [Write] is its inverse: parsing what
// it wrote gives the same blocks.
//
// Input is bounded by the profile. Both are pure and may be called from many
// goroutines.
package htmlbody
