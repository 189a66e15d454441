// Package related finds the stories that belong beside a story, and the stories
// that hold the words a reader looks for, and says why.
//
// An [Index] holds what is needed of each [Document], not its text. Feed it with
// [FromView] of every story, those to come included: an answer holds what readers
// see at the instant that the [Query] names, so a story appears and disappears in
// all answers by itself. [Index.Related] answers "You Might Also Like",
// [Index.Search] the site's search box; [Hit.Why] is the reason in a sentence and
// [Hit.Reasons] the same as data.
//
// Scores belong to the BM25 family (Robertson and Zaragoza, "The Probabilistic
// Relevance Framework: BM25 and Beyond", 2009), with all fields of a document
// folded into one weight a term (BM25F). Words are found by the rules of Unicode
// (UAX 29), folded in case and accents, and stemmed by language (Snowball); an
// [Analyzer] of your own may replace that.
//
// Answers depend on the documents held and on the query, never on the order of
// writing, the clock, or the machine's locale; where scores are equal the newer
// story comes first, then the smaller id. Text is cut to the limits below, bytes
// that are not UTF-8 are read as U+FFFD, and nothing panics on what it is given. An
// Index is safe for concurrent use: readers run side by side, and each of them sees
// a Put or a Remove wholly or not at all.
package related
