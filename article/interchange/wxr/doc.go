// Package wxr reads and writes WordPress eXtended RSS, the export files of WordPress.
//
// [Read] takes a file of any version, packed with gzip or not, and yields its posts and
// pages in file order, holding one in memory at a time, with the pictures, the primary
// category, the languages and the co-authors that plugins keep in it. [Write] writes a
// file that [Read] and WordPress's own importer take.
//
// Real exports are not always XML. What is certain is mended, and the losses say where,
// by line and byte: an & that begins no reference, a ]]> of the author's within a CDATA
// section, control characters, markup that was never escaped, the encoding of an old blog
// that the file names. Anything else is refused with its place ([Error]): what is no
// export, a file that breaks off, a DOCTYPE, text in no encoding that is known, a record
// that is too large. The entries before it are good.
//
// What an article can't hold is in the losses of its entry: comments (given on request),
// sticky marks and custom fields (kept in an extension, with what PHP serialised read
// as data), taxonomies of plugins (filed as tags). What is not certain to have been
// public becomes a draft: private posts, those that ask for a password, those of an
// unknown status. The lines of menus are entries of their own, as data; attachments and
// other items that are no articles are counted, unless [Options] name their type.
//
// The format is what the exporter of WordPress writes (wp-admin/includes/export.php);
// its documentation is the comment at the head of each file.
package wxr
