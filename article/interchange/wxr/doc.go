// Package wxr reads WordPress eXtended RSS, the export files of WordPress.
//
// [Read] takes a file of version 1.0, 1.1 or 1.2 and yields its posts and pages in
// file order, holding one in memory at a time. Anything else is refused with the
// line and the reason ([Error]): another version, broken XML, a DOCTYPE, an item
// that is too large or nests too deep.
//
// What an article can't hold is in the losses of the entry: comments, custom
// fields, taxonomies of plugins (filed as tags), passwords (such a post becomes a
// draft). Attachments, menus and other records that are no articles are counted in
// the losses of the entry that follows.
//
// The format is what the exporter of WordPress writes; its documentation is the
// comment at the head of each file.
package wxr
