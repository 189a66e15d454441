// Package taxonomy models the terms that news is filed under: categories, which
// form a tree, and tags, which are flat.
//
// A [Tree] is an immutable snapshot of all terms. Readers hold a pointer (see
// [Latest]) and ask it for a term by id, label, slug, path or reference, for a
// breadcrumb, for the reach of a term. An editor's surgery is a [Plan]: [Tree.Preview]
// shows what it would do, [Tree.Apply] turns it into the next tree and a [Change],
// which a [Store] commits, and from which its undo is made. [Load] takes data from
// anywhere, repairs what is broken in a fixed order and says what it repaired.
//
// Nothing that was public is lost. A term keeps its id when it is renamed or moved;
// the id, the names and the slugs of one that was merged or replaced lead to where it
// went, in one step, for ever, and a slug that a term had leads to the one it has. So
// no surgery has to write an article: only what is deleted leaves work, which
// [WorkList] names.
//
// Identity is folded, labels are kept: "ISIS" and "isis" are one tag, shown as it
// was first written; "C", "C++" and "C#" are three (see package text). The name of a
// tag is one tag's; two categories may share a label, and never a slug.
//
// Nothing here reads the clock, the network or a file, and the same terms give the
// same tree, the same repairs and the same snapshot, to the byte. A Tree may be read by
// many goroutines; the next one shares with it all that did not change, so that a
// change costs what it changes and not what there is. A term that a tree returns shares
// its lists with it: do not write to them. Every walk is bounded: no category stands
// more than 32 levels deep.
package taxonomy
