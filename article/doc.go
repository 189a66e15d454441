// Package article models a news story from its first draft to its withdrawal: the
// words an editor writes, the revision that readers see, and when they see it.
//
// [Content] is what an editor writes. A [Revision] is a Content kept for ever, with
// who, when and why. An [Article] is the story itself: a value with an identity, a
// name for its URL, a state, a window of visibility, the working Content and the
// live Revision. Editing never changes what readers see; publishing does. A [View]
// is what a reader may see at an instant, and holds nothing internal; a [Teaser]
// is a View less its body.
//
// [Content.Check] finds what no store may keep, [Content.Validate] what breaks the
// rules of a house; [Byline.Format] prints who made an article in its language.
//
// [Article.Schedule] and [Article.SetEmbargo] say when readers see it, [LocalTime]
// what instant an editor's wall clock means, and [Article.Explain] tells in a
// sentence why it is visible or not. [Article.Correct] publishes a correction with
// a notice to readers; [Diff] compares two contents, and [SuggestKind] says how
// grave the change is.
//
// Start with [New], then [Article.Publish], then [Article.View]. A [Store] keeps
// articles; [Memory] is one. Actions and Save return an article: the next one, or
// on error the one they were given, unchanged.
//
// The package never reads the clock, the network or a file: whatever depends on
// time takes it as an argument. Instants are kept in UTC to the microsecond.
// Faults are found with errors.Is and placed by [FieldError]. Values may be read by
// many goroutines while none writes them; stores are safe for concurrent use.
package article
