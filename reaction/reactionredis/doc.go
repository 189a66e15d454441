// Package reactionredis keeps reactions in Redis, or in what speaks its protocol,
// without a client: the caller brings one and wraps it into a [Pipe], a func of a
// few lines. It needs Redis 5 or later: one server, or a Cluster.
//
// Start with [New]. The [Store] that it returns is a [reaction.Store] and passes the
// kit of package reactiontest, through go-redis and through redigo.
//
// A write is one script, so it is atomic; it is sent by its digest, and in full
// where the server does not know it. A page of counts is one pipeline of one command
// for each subject.
//
// # Keys
//
// Subjects are spread over 256 buckets by the last byte of their CRC-32, which never
// changes. The number of a bucket is the hash tag of all its keys, so that they share
// a slot:
//
//	reactions:{3f}r:<subject>   hash: reader (16 bytes) to kind
//	reactions:{3f}n:<subject>   hash: kind to the number of readers
//	reactions:{3f}m:<reader>    hash: the subjects of the bucket that the reader reacted to, with nothing
//	reactions:{3f}s             sorted set: the subjects of the bucket, for Scan
//
// The script keeps all four in step. No instant and no crash leaves a reaction that
// [Store.Erase] would not find: it asks each bucket for the reader's subjects, in a
// pipeline, and undoes what is held to them in others, each at an instant of its own.
//
// # Promises
//
// Security: a key holds a [reaction.Reader], which is a pseudonym. Values are
// arguments of a constant script, never part of its text.
//
// Durability: that of the server. A write that has returned survives a crash where
// the server writes its log at once (appendonly yes, appendfsync always), and the
// loss of a server where replicas have the write when one of them takes over. Never
// let the server evict these keys (maxmemory-policy noeviction, or one of the
// volatile policies: no key of the store expires).
//
// Limits: those of package reaction. [Store.Scan] holds the reactions to some
// subjects at a time, [Store.Erase] the names of the reader's subjects.
// [Store.Recount] reads all reactions to a subject inside the server, which answers
// nobody else meanwhile.
//
// Concurrency: a Store is safe for concurrent use when its Pipe is. Reads belong on
// the servers that are written to: a replica may lag behind. Where a context ends, or
// a connection is lost, the write under way is made whole or not at all, maybe a
// moment after its error; writing it again is safe. A client that repeats commands by
// itself when a connection is lost (go-redis, unless MaxRetries is -1) keeps reactions
// and counts exact, but the kind held before is then that of the repeated command.
package reactionredis
