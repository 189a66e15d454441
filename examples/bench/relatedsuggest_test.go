package bench

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/related"
	"github.com/newsjunction/news/taxonomy"
)

// BenchmarkSuggest looks for the names of 100,000 tags, of one to three words that
// stories have, in the text of a story.
func BenchmarkSuggest(b *testing.B) {
	const count = 100_000
	story := mixed(b, count)
	s := related.NewSuggester(tagTree(b, count, story))
	texts := make([]string, 200)
	bytes, found := 0, 0
	for i := range texts {
		texts[i] = story(i).Body
		bytes += len(texts[i])
		found += len(s.Suggest(texts[i]))
	}
	b.SetBytes(int64(bytes / len(texts)))
	b.ReportAllocs()
	n := 0
	cost := timed(func() {
		for ; b.Loop(); n++ {
			s.Suggest(texts[n%len(texts)])
		}
	})
	b.ReportMetric(float64(cost.Microseconds())/float64(n), "cpu-µs/story")
	b.ReportMetric(float64(found)/float64(len(texts)), "tags/story")
}

// tagTree returns so many tags, named by the words that stand side by side in stories.
func tagTree(tb testing.TB, count int, story func(int) story) *taxonomy.Tree {
	tags := make([]taxonomy.Tag, 0, count)
	named := make(map[string]bool, count)
	for i := 0; len(tags) < count; i++ {
		words := strings.FieldsFunc(strings.ToLower(story(i).Body), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		for at := range words {
			name := strings.Join(words[at:min(len(words), at+1+(i+at)%3)], " ")
			if named[name] || len(tags) == count {
				continue
			}
			named[name] = true
			tags = append(tags, taxonomy.Tag{Term: taxonomy.Term{
				ID: taxonomy.TagID("bench", name), Slug: fmt.Sprint("tag-", len(tags)), Labels: taxonomy.Labels{{Text: name}},
			}})
		}
	}
	tree, repairs := taxonomy.Load(nil, tags, taxonomy.Options{})
	require.Empty(tb, repairs)
	return tree
}
