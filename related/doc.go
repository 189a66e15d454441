// Package related finds the stories that belong beside a story, and the stories
// that hold the words a reader looks for, and says why.
//
// An [Index] holds what is needed of each [Document], not its text. Feed it with
// [FromView] of every story, those to come included: an answer holds what readers
// see at the instant that the [Query] names, so a story appears and disappears in
// all answers by itself. [Index.Related] answers "You Might Also Like",
// [Index.Similar] the same for a draft, [Index.Search] the site's search box, and
// [Index.Duplicates] whether a story is there already; [Hit.Why] is the reason in a
// sentence and [Hit.Reasons] the same as data. A [Lineup] composes a page so that no
// story stands on it twice, a [Suggester] finds the known tags in a text.
//
// Two documents are alike by the words and the neighbouring words that they share. A
// word of weight w in a text of length l has the impact w/(w+k1(1-b+b·l/240)), and is
// worth idf^1.25 (BM25 with its fields folded into one weight, BM25F: Robertson and
// Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009). The
// likeness is made of both directions: six tenths the article's weights on the
// document's impacts, four tenths the document's on the article's, each divided by what
// the one that asks would score beside itself. Two neighbours are worth the mean of
// both words. The 64 most telling words find whom to compare, as far as Options.Postings
// reaches: of each word first the documents in which it is prominent, the rarest and
// weightiest before the others. The best of these, Options.Candidates at most, are
// compared in full. Words are found by the rules of Unicode (UAX 29), folded in case and
// accents, and stemmed by language (Snowball); an [Analyzer] of your own may replace
// that.
//
// Answers depend on the documents held and on the query, never on the order of
// writing, the clock, or the machine's locale; where scores are equal the newer
// story comes first, then the smaller id. Only where the words of an article that
// are rare enough to be read fill less than half of Options.Postings, of the next one
// those documents are read that were written last.
// Text is cut to the limits below, bytes that are not UTF-8 are read as U+FFFD, and
// nothing panics on what it is given. An Index is safe for concurrent use: readers
// never wait, and each of them sees a Put or a Remove wholly or not at all.
package related
