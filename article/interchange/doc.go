// Package interchange carries articles between this library and other systems.
//
// Each format has a folder of its own below this one (such as wxr, the export of
// WordPress) whose Read yields one [Entry] a record. [File] puts entries into stores.
// Ids are made of the source's own, so a second import meets the first: a record
// that has not changed at its source changes nothing here, even if the article was
// edited here since. An import that was ended anywhere, and is run again, leaves the
// same as one that was not.
//
// Nothing is dropped silently: an entry carries a loss.Report of what its format
// could say and an article can't. [ParseDate] reads the dates of all formats, and
// never guesses a zone.
package interchange
