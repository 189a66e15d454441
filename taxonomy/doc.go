// Package taxonomy models the terms that news is filed under: categories, which
// form a tree, and tags, which are flat.
//
// A [Tree] is an immutable snapshot of all terms. Readers hold a pointer and ask
// it for a term by id, label or slug, for a breadcrumb, for the reach of a term
// (itself and all below it). An editor's change is a [Plan]; [Tree.Apply] turns it
// into the next tree and a [Change], which a [Store] commits. [Load] takes data
// from anywhere, repairs what is broken in a fixed order and says what it repaired.
//
// Identity is folded, labels are kept: "ISIS" and "isis" are one tag, shown as it
// was first written; "C", "C++" and "C#" are three (see package text).
//
// Nothing here reads the clock, the network or a file, and the same terms give the
// same tree and the same repairs. A Tree may be read by many goroutines. A term that
// it returns shares its labels with it: do not write to that map.
package taxonomy
