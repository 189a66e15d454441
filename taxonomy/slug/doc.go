// Package slug makes names for URLs out of headlines and labels, and keeps the
// book of who holds which name.
//
// Start with [Make]: it turns any text into a name that is never empty and never
// unsafe. A name lives in a scope ([Name]), such as a language or a section; a
// [Ledger] gives each name to one owner, adds a suffix where it is taken, and
// remembers what was renamed, so that an old link is answered with 301, in one
// hop, and the link of something withdrawn with 410. [Ledger.Redirect] takes the
// URLs of an old site too, folded by [Path] or [PathOf]. [Memory] is a ledger; package
// slugtest holds any other to the same promises. Who keeps few names, and needs none
// of this, finds a free one by [Free].
//
// Letters are transliterated by github.com/gosimple/unidecode, on which
// github.com/gosimple/slug stands, after a written table of what single languages
// read otherwise. On every letter outside the table the result is that of gosimple's
// MakeLang. Its package variables are not read.
//
// What this promises: a slug of bounded length whatever the text holds, invalid
// UTF-8, controls and markup included, at a cost that grows linearly with the text
// and with no more than one allocation for text of the usual scripts; the same slug
// for the same text and options, on every machine. Functions are pure and [Memory]
// is linearizable; both may be used by many goroutines. The table of letters, of
// about 300 KB, is made when the first text with a letter beyond ASCII comes.
package slug
