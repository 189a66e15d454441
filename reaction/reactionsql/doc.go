// Package reactionsql keeps reactions in a SQL database, over database/sql and
// without a driver: the caller brings one and opens the [sql.DB]. It speaks
// [SQLite] and [PostgreSQL].
//
// Start with [Open], which makes the tables where they are missing. The [Store]
// that it returns is a [reaction.Store] and passes the kit of package
// reactiontest.
//
// A reaction is a row of its subject and reader, with its kind and the kind before
// it. The counts are rows of their own, one per subject and kind, changed in the
// same transaction, after the reaction and in the order of kinds, so that no writer
// waits for one that waits for it. Reading a page of counts is one indexed query
// that counts nothing. [Store.Recount] compares the counts with the reactions and
// repairs them.
//
// # SQLite
//
// SQLite 3.35 or later is needed. Every write takes the lock for writing at its
// start (BEGIN IMMEDIATE, on a connection of its own), whatever the driver's
// data source name says, so a write never fails halfway because another one was
// faster. The writers of one Store queue up in the process; behind those of
// others, such as a second process, they wait as long as the connection's
// busy_timeout, which is the caller's to set (some seconds are usual; without one
// the write fails at once, changing nothing). Use WAL, so that readers never wait.
// A context ends the wait for a connection or for the lock; a write that has begun
// is seen through, so that it is never in doubt.
//
// # PostgreSQL
//
// PostgreSQL 9.5 or later is needed, with a database whose encoding is UTF8. Every
// write is one statement and so one round trip, also through a pooler that lends a
// connection for a statement. The isolation is to be READ COMMITTED, which is the
// default: under a stricter one a write may fail with a serialization error, having
// changed nothing. Tables that exist are used as they are, by a role that need not
// own them.
//
// A context ends the wait for a connection; a write that has begun is seen through,
// and waits for others as long as the server lets it (lock_timeout,
// statement_timeout). Where a connection is lost, the write under way is made whole
// or not at all, maybe a moment after its error; writing it again is safe.
//
// # Promises
//
// Security: a row holds a [reaction.Reader], which is a pseudonym; values are
// always bound, and the one text of the caller that enters a statement, the
// prefix of the tables, is checked. Erased rows may outlast in free pages: those of
// SQLite unless the caller sets PRAGMA secure_delete, those of PostgreSQL until
// they are vacuumed and written over.
//
// Durability: a write that has returned survives the process; it survives a power
// cut when the database is set to it (SQLite: PRAGMA synchronous=FULL; PostgreSQL:
// synchronous_commit, which is on by default).
//
// Limits: those of package reaction; [Store.Scan] holds some hundred rows at a time.
//
// Concurrency: a Store is safe for concurrent use, also by several processes. Reads
// belong on the server that is written to: a replica may lag behind.
package reactionsql
