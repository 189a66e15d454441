// Package reaction counts what readers think: one reader holds at most one
// reaction to a subject, may change or undo it, and the counts are exact.
//
// Start with a [Counter]: it joins a [Set], the kinds of reaction a site offers
// in their order, to a [Store], where reactions are kept. [Memory] is the store
// that lives and dies with the process; package reactionfile keeps reactions in a
// folder, reactionsql in SQLite or PostgreSQL, reactionredis in Redis, and package
// reactiontest is the kit that every store passes. [Counter.Form] describes the bar
// under an article as a value that a theme draws and [Counter.Press] takes back;
// package reactionhttp serves it.
//
// The package knows nothing of articles. A subject is an opaque string of the
// caller's choice, such as an article's id. A reader is a [Reader], a keyed hash
// that only [ReaderKeys] make from an account or a guest cookie, so no store ever holds
// who it was; [Counter.Erase] forgets a reader everywhere.
//
// [Counter.Merge] joins the reactions of two subjects, [Counter.Export] and
// [Counter.Import] move them from one store to another, and a [Trend] ranks the
// subjects that readers react to lately.
//
// # Promises
//
// Security: nothing is trusted but the choice, and that only when the set offers
// it. Readers are HMAC-SHA-256 under the site's secret; without the secret neither
// an account nor an IP address can be found by trying them all.
//
// Limits: a subject is 1 to [MaxSubjectBytes] bytes of UTF-8 without NUL, a kind
// matches ^[a-z][a-z0-9_-]{0,31}$, a set has 1 to [MaxKinds] kinds, and a call
// names at most [MaxSubjects] subjects. Anything else is refused with an [*Error]
// before something is stored. An export is read within [Limits], and a [Trend]
// holds as many subjects as [TrendOptions] say.
//
// Concurrency: values ([Set], [Reader], [ReaderKeys], [Tally], [Form]) may be shared
// freely; a [Counter], a [Trend] and every [Store] are safe for concurrent use,
// and a store is linearizable for each subject.
//
// Determinism: counts come in a fixed order, and a [Store] scans in the order of
// subject and reader, so equal stores export equal bytes. The package reads no
// clock, no network and no file.
package reaction
