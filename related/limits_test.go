package related_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
)

func TestPrefixAmongManyWords(t *testing.T) {
	ix := related.NewIndex(related.Options{})
	for i := range 60 {
		var words []string
		for n := range 60 {
			words = append(words, fmt.Sprintf("word%dx", i*60+n))
		}
		require.NoError(t, ix.Put(doc(fmt.Sprint(i), strings.Join(words, " "))))
	}
	want := make(map[article.ID]bool)
	for n := range 3600 {
		if strings.HasPrefix(fmt.Sprintf("word%dx", n), "word17") {
			want[id(fmt.Sprint(n/60))] = true
		}
	}
	got := search(t, ix, "word17", related.Query{})
	assert.Len(t, got, len(want))
	for _, a := range got {
		assert.True(t, want[a])
	}
	assert.Equal(t, []article.ID{id("59")}, search(t, ix, "word3599x", related.Query{}))
}

// hugeText has more distinct words than are compared.
func hugeText() string {
	var b strings.Builder
	for i := range 2_400 {
		b.WriteRune(rune(0x4E00 + (i*i*7+i*13)%8000))
	}
	return b.String()
}

func TestTextsWithMoreWordsThanAreCompared(t *testing.T) {
	text := hugeText()
	ix := indexOf(t, doc("a", text), doc("b", text[:len(text)/2]), doc("c", "volcano"))
	assert.Equal(t, []article.ID{id("b")}, relatedTo(t, ix, "a", related.Query{}))
	assert.Equal(t, []article.ID{id("a")}, relatedTo(t, ix, "b", related.Query{}))
	var words []string
	for i := range 5_000 {
		words = append(words, fmt.Sprint("name", i))
	}
	require.NoError(t, ix.Put(related.Document{ID: id("d"), Lang: "zh", Title: strings.Join(words, " "), Tags: words[:900], Body: text}))
	hits, err := ix.Related(id("d"), related.Query{At: now, AnyLang: true})
	require.NoError(t, err)
	for _, h := range hits {
		requireAddUp(t, h)
	}
	assert.Empty(t, search(t, ix, "name4999", related.Query{}), "of a title only the first words are read")
}

// odd is an analyzer with words as no other has them.
type odd struct{}

func (odd) Words(text, _ string) iter.Seq[related.Word] {
	return func(yield func(related.Word) bool) {
		for w := range strings.FieldsSeq(text) {
			for _, word := range []related.Word{{}, {Text: "\x00"}, {Text: w, Stem: strings.ToUpper(w)}, {Text: w + w, Stem: strings.Repeat("x", 999)}} {
				if !yield(word) {
					return
				}
			}
		}
	}
}

func TestAnalyzerMayYieldOddWords(t *testing.T) {
	ix := related.NewIndex(related.Options{Analyzer: odd{}})
	require.NoError(t, ix.Put(doc("a", "volcano ash")))
	require.NoError(t, ix.Put(doc("b", "volcano ash")))
	assert.Len(t, search(t, ix, "volcano", related.Query{}), 2)
	assert.Equal(t, []article.ID{id("b")}, relatedTo(t, ix, "a", related.Query{}))
	whole := snapshot(t, ix)
	again, err := related.ReadIndex(strings.NewReader(string(whole)), related.Options{Analyzer: odd{}})
	require.NoError(t, err)
	assert.Equal(t, []article.ID{id("b")}, relatedTo(t, again, "a", related.Query{}))
}

func TestManyChangesKeepTheIndexWhole(t *testing.T) {
	ix, fresh := related.NewIndex(related.Options{}), related.NewIndex(related.Options{})
	model, r := make(map[article.ID]related.Document), rand.New(rand.NewPCG(5, 6))
	for i := range 3_000 {
		d := doc(fmt.Sprint(r.IntN(80)), fmt.Sprintf("volcano ash%d harbour%d story%d", r.IntN(9), r.IntN(30), i))
		if r.IntN(4) == 0 {
			ix.Remove(d.ID)
			delete(model, d.ID)
			continue
		}
		require.NoError(t, ix.Put(d))
		model[d.ID] = d
	}
	for _, d := range model {
		require.NoError(t, fresh.Put(d))
	}
	requireSameAnswers(t, fresh, ix, model)
}

func TestHitWithoutAnAnswer(t *testing.T) {
	assert.Empty(t, related.Hit{}.Reasons())
	assert.Empty(t, related.Hit{}.Why())
}
