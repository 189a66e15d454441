// Package reactionfile keeps reactions in a folder of the disk: durable, in the
// process, without a server.
//
// Start with [Open]. The [Store] that it returns is a [reaction.Store] and passes
// the kit of package reactiontest. Everything is held in memory and answered from
// there; what changes is appended to a log, and is on the disk when the call
// returns. Writers who come together share one sync of the disk.
//
// # The folder
//
// One folder is one store, and one process has it open; a second one gets
// [ErrLocked]. Its files have a generation for a name:
//
//	reactions-00000007.snapshot   all that was held, as reaction.Write writes it
//	reactions-00000007.log        what changed since then
//	reactions.lock                locked while the store is open
//
// A log that outgrows [Options] and the snapshot before it makes the store take
// another one, beside the readers and writers: the log of the next generation is
// begun, all that is held is written to a temporary file, which is synced, renamed
// and found again in the synced folder, and only then the files of the generations
// before go. [Store.Snapshot] does so at once. A snapshot is an export, so a copy
// of one is a backup that any store can import.
//
// # Damage
//
// What a crash can leave is put right at [Open]: the last, unfinished record of the
// log is cut off. Nobody was told that it was written. Anything else, such as a bad
// record that good ones follow, or a file that is missing, is refused with an
// [*Error] that names the file and the byte, and no file is changed. Whoever cuts
// the last log off at that byte gives up what follows and can open the rest.
//
// # Promises
//
// Security: a file holds a [reaction.Reader], which is a pseudonym, and only the
// owner may read it. The files keep the key of a reader who holds nothing any more,
// or was erased, until the next snapshot: after [Store.Erase], call
// [Store.Snapshot] where the law wants the trace gone now. What a disk keeps of
// removed files is beyond the reach of a program.
//
// Durability: a write that has returned nil survives the process and, as far as
// the disk's own sync can be trusted, a power cut. Readers never see a write that
// the disk may yet lose. A write that the disk refuses, as a full one does, fails
// and changes nothing; the next may succeed. After a sync that failed, nobody can
// tell what is on the disk: the store then refuses every write with [ErrBroken],
// until it is opened again, and goes on reading.
//
// Limits: those of package reaction, and memory; a log is read with 1 MiB of it at
// a time, and some 350 KiB of tables and 64 KiB of buffer serve what is appended.
//
// Concurrency: a Store is safe for concurrent use, and linearizable. A context
// ends no write that has begun, so that none is in doubt. The store starts a
// goroutine for a snapshot that it takes by itself, and [Store.Close] waits for it.
//
// Elsewhere than on Linux, macOS and the BSDs there is no lock: see to it that one
// process opens the folder. On Windows a folder cannot be synced, and a power cut
// may undo the last snapshot, which loses nothing that was in a log.
package reactionfile
