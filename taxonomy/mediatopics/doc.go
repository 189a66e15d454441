// Package mediatopics reads the IPTC Media Topics, the subject vocabulary of the
// news trade, into a tree of categories, and keeps the tree up with later releases.
//
// [Read] takes a release as IPTC publishes it in JSON and refuses what is none, with
// the place ([Error]). [Release.Tree] makes a tree of it. A site that has a tree
// already asks [Release.Update] for a plan: what is added, renamed, translated,
// moved, retired. The id of a topic is made of its code ([Code.ID]), which never
// changes, so that every release, and every import, meets the same category.
//
// Three things of a topic come into the tree: its words by language (the keys that
// IPTC spells in its own way become BCP 47: "se" is Swedish there), its parent, and
// what it is elsewhere, as references: "medtop" (its code), "wikidata" and "subj"
// (the older subject codes). Several topics may refer to one item of Wikidata. Other
// fields stay in [Concept], as read.
//
// IPTC retires topics and deletes none, and what to use instead stands in prose only.
// [Release.Advice] reads it. Where a note names one topic in use, that one replaces
// the retired topic; where it leaves a choice, or can't be read, the topic is retired
// without a replacement, and a [Task] says what a person has to decide.
//
// Media Topics are (c) IPTC, https://iptc.org, licence CC BY 4.0: a site that shows
// them gives the credit that [Release] carries.
package mediatopics
