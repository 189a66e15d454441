// Package articlesql keeps articles, their authors, the terms they are filed under,
// and the book of names in one SQL database, over database/sql. The caller brings the
// driver; SQLite is the engine that is spoken.
//
// [Open] makes the tables in an empty database, or checks those it finds. The [DB]
// has a face for each contract: [DB.Articles] is an article.Store, [DB.Authors] an
// article.Authors, [DB.Terms] a taxonomy.Store, [DB.Names] a slug.Ledger. Each write
// is one transaction that takes the database's write lock at its start, whatever the
// connection string says of transactions, so that no write fails halfway for want of
// it. How long to wait for the lock is the caller's to say (busy_timeout), and so is
// all else about connections; one connection is enough, since none is held while a
// caller is in the body of a loop.
//
// There is one book of names. Saving an article or an author gives it its name there,
// in the same transaction, and so a renamed article leaves redirects and a withdrawn
// one is gone; committing a change of terms does the same for every term that it
// renames, merges or retires. [DB.Names] shows the book: it takes redirects of old
// URLs to articles and terms, and names of the caller's own in other scopes. A name
// is found by two queries, however many want it.
//
// A crash leaves the state before a write or the state after it: never an article
// without its revision, nor a name without its article or term. What a write that has
// returned survives is SQLite's synchronous setting: with FULL, the loss of power;
// with NORMAL and a write-ahead log, the death of the process, while the loss of
// power may take back the last writes; with OFF, a loss of power may damage the
// file. A context that ends before the commit undoes the write.
//
// Lists, histories and the feed of changes are read a page at a time. A list under
// way may miss what is saved meanwhile, and meets an article twice only where a save
// gave it another place in the order; the feed misses nothing, since the write lock
// numbers the saves in the order of their commits. What can't be decoded is a
// [DamageError], and nothing of the damaged row is returned.
//
// The package reads no clock. A DB is safe for concurrent use, by other processes
// on the same file too.
package articlesql
