// Package prose measures and shortens plain text: how many words, how long to
// read, which first lines to show.
//
// Start with [Measure] and [Speed.Time] for a reading time, and with [Excerpt]
// for a summary. Both take text, not markup, in any script or mixture of scripts.
//
// Scripts that set spaces between words are counted in words, the others (Han,
// kana, Thai, Lao, Khmer, Burmese) in characters; a text of both is split into
// runs and each run is counted in its own way, so that a name in kanji does not
// turn a French page into characters.
//
// The functions are pure: same text, same figures. Cost grows linearly with
// the text, memory does not grow at all while measuring. They may be called from
// many goroutines.
package prose
