// Package sanitize turns HTML of unknown origin into HTML that cannot hurt the
// page it is put into, and keeps the markup of real news.
//
// Start with a profile: [Article] for what editors, wires and importers bring,
// [Comment] for what readers write. [Profile.HTML] returns markup for a place that
// holds blocks, such as the body of an article; [Profile.Inline] returns the
// markup of one line as an [inline.HTML]. Both say in a [loss.Report] what they
// took away.
//
// # Security model
//
// The input is hostile; the page, its scripts and its style sheets are ours. For
// every input the output
//
//   - holds only elements and attributes of the profile's table, each value
//     checked for its type, and no script, event handler, style, class or id;
//   - refers only to http, https, mailto and tel addresses without user names, and
//     to paths of the same site; what is loaded is http, https or of the same site;
//   - parses, as the content of a div, to a tree that renders to the same bytes,
//     so it cannot leave or break the element around it;
//   - stays as it is when it is sanitised again.
//
// An address that is well formed is not vouched for: pictures tell their host who
// reads, and a link leads where it leads. Frames of the listed video hosts run
// their own scripts, in a sandbox, on their own origin.
//
// The output is meant for the content of block elements such as div, article, li
// or td; a p, an a, or an attribute is no place for it.
//
// # How it works
//
// One pass over the tokens of golang.org/x/net/html keeps a stack of its own and
// writes nothing but start tags out of the table, their end tags, and escaped
// text, in one canonical spelling. No tree is built, so no input is deep enough to
// be slow. bluemonday, with a strict policy that was written apart from the table,
// reads every output as an independent second opinion; where the two differ, what
// both let pass is served.
//
// # Limits
//
// Text past [MaxBytes] is refused with [ErrTooLarge] before any work. Elements
// nested deeper than [MaxDepth], tags past [MaxTags], attributes past [MaxAttrs]
// of a tag and candidates past [MaxCandidates] of a srcset are left out, their text
// kept, and reported. Input and output are held in memory; time is linear.
//
// A Profile is an immutable value and may be used by many goroutines.
package sanitize
