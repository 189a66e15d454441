// Package inline holds the markup inside a line: emphasis, links, small
// pieces of code, annotations. It is a closed grammar, and [HTML] is the type
// of the texts that keep to it.
//
// Start with [Parse] for markup and [Text] for plain text; an HTML goes back out
// with [HTML.String], which is safe to put into a page as it is, and with
// [HTML.Plain] for readers of text. Foreign HTML, which may hold anything, is
// first brought into the grammar by package sanitize. [Grammar] is the one table
// of elements and attributes, and [CheckLink] the one judge of addresses.
//
// # The grammar
//
// Text, and the elements of [Grammar], properly nested and closed, with double-
// or single-quoted attributes of the table and no others. A link does not stand
// inside a link, and rt and rp stand directly inside ruby. Comments, processing
// instructions and unknown names are refused with [ErrUnsafeInline], and so are
// invalid UTF-8, control characters other than tab and line ends, and the
// characters that override the direction of text (U+202A to U+202E, U+2066 to
// U+2069), written out or as a character reference.
//
// # One spelling
//
// What Parse accepts is kept in one canonical spelling: names in lower case,
// attributes sorted by name and double-quoted, <br/> and <wbr/> for the elements
// without content, the characters & ' < > " as references, line ends as a single
// line feed. Two texts of the same markup are therefore equal, an HTML can be
// compared with ==, and Parse(h.String()) is h.
//
// # Promises
//
// No value of type HTML can run a script, load anything, or leave the element it
// is put into. Its size is at most [MaxBytes] and its depth at most [MaxDepth];
// cost grows linearly. The package keeps no state; everything in it is safe for
// concurrent use.
package inline
