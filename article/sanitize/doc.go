// Package sanitize turns HTML of unknown origin into HTML that cannot hurt the
// page it is put into, and keeps the markup of real news.
//
// Start with a profile: [Article] for what editors, wires and importers bring,
// [Comment] for what readers write, [Feed] and [Newsletter] for what leaves the site,
// [Plain] for text alone; each states its table. [Profile.With] derives another from
// one. [Profile.HTML] returns markup for a place that holds blocks, such as the body of
// an article; [Profile.Inline] returns the markup of one line as an [inline.HTML]. Both
// say in a [loss.Report] what they took away. [ParseLink] judges a single address.
//
// # Security model
//
// Trusted are the page, its scripts and its style sheets, the options of a profile with
// their functions, and the hosts of frames that a profile lists, as far as a sandbox goes.
// The input is hostile. For every input the output
//
//   - holds only elements and attributes of the profile's table, each value
//     checked for its type, and no script, event handler, style or form;
//   - refers only to http, https, mailto and tel addresses without user names, and
//     to paths of the same site; what is loaded is http, https or of the same site;
//     in [Feed] and [Newsletter] every address is absolute;
//   - parses, as the content of a div, to a tree that renders to the same bytes,
//     so it cannot leave or break the element around it;
//   - stays as it is when it is sanitised again;
//   - holds the text that a reader sees, but for that of elements that go with their
//     content: script, style, svg, math, template, title, textarea, select, noembed,
//     noframes, xmp, plaintext, and iframe.
//
// Not guaranteed is what an address leads to: pictures tell their host who reads, and
// a link may deceive; see [ImagePolicy] and [LinkPolicy]. The classes that [Article] keeps
// can borrow any look that the site's style sheets give, and its scripts can take an
// element for their own: name those that may stay in [Options]. An id never hides a
// variable of the page's scripts behind a plain word, but it can stand twice on a page
// unless texts get a prefix each. Frames of the listed hosts run their own scripts, in a
// sandbox, on their own origin. A rewriting function that changes what it made is
// applied anew each time.
//
// The output is meant for the content of block elements such as div, article, li
// or td; a p, an a, or an attribute is no place for it.
//
// # How it works
//
// Text without markup is only escaped. Else one pass over tokens, as
// golang.org/x/net/html reads them, keeps a stack of its own and writes nothing but start
// tags out of the table, their end tags, and escaped text, in one canonical spelling. No
// tree is built, so no input is deep enough to be slow. Every start tag with an address or
// free text is also shown to bluemonday, with what carries it and with a strict policy that
// was written apart from the table; where it comes back changed, bluemonday reads the whole
// output, and what both let pass is served.
//
// # Limits
//
// Input past [MaxBytes] is refused with [ErrTooLarge] before any work. Elements
// nested deeper than [MaxDepth], tags past [MaxTags], attributes past [MaxAttrs]
// of a tag and candidates past [MaxCandidates] of a srcset are left out, their text
// kept, and reported; [Options] set other limits. NUL, other control characters, invalid
// UTF-8 and overrides of direction are removed and reported. Input and output are held in memory; time is linear.
//
// A Profile is an immutable value and may be used by many goroutines.
package sanitize
