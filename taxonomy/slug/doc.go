// Package slug makes names for URLs out of headlines and labels, and keeps the
// book of who holds which name.
//
// Start with [Make]: it turns any text into a name that is never empty and never
// unsafe. A name lives in a scope ([Name]); a [Ledger] gives each name to one
// owner, adds a suffix where it is taken, and remembers what was renamed, so that
// an old link is answered with 301 and the link of something withdrawn with 410.
//
// Letters are transliterated by github.com/gosimple/slug, whose package variables
// a program should leave at their defaults: names stay safe whatever they are set
// to, but change with them. All functions are pure; [Memory] is safe for
// concurrent use.
package slug
