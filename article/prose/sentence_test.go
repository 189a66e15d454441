package prose_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article/prose"
)

func TestSentences(t *testing.T) {
	tests := []struct {
		name, give string
		want       []string
	}{
		{"nothing", " \n\n ", nil},
		{"stops", "One two. Three!  Four?", []string{"One two.", "Three!", "Four?"}},
		{"quotes stay with their sentence", "“It is done.” He left.", []string{"“It is done.”", "He left."}},
		{"a line end is an end", "A headline\nThe first sentence.", []string{"A headline", "The first sentence."}},
		{"numbers hold stops", "It cost 3.50 dollars. It is gone.", []string{"It cost 3.50 dollars.", "It is gone."}},
		{"titles go on", "Then Mr. Adams met Gen. Lee. Both left.", []string{"Then Mr. Adams met Gen. Lee.", "Both left."}},
		{"a title in brackets goes on", "He (Dr. Who) left. So did she.", []string{"He (Dr. Who) left.", "So did she."}},
		{"a title at a line end does not", "He is a Dr.\nShe is.", []string{"He is a Dr.", "She is."}},
		{"a title at the end does not", "He is a Dr. ", []string{"He is a Dr."}},
		{"initials go on", "J. K. Rowling wrote. Nobody read.", []string{"J. K. Rowling wrote.", "Nobody read."}},
		{"capitals with stops go on", "The U.S. Senate met. It left.", []string{"The U.S. Senate met.", "It left."}},
		{"numbers of things go on", "It was No. 1 there. She said No. Then she left.", []string{"It was No. 1 there.", "She said No.", "Then she left."}},
		{"words that look like titles end", "He sat at the mast. Then he left.", []string{"He sat at the mast.", "Then he left."}},
		{"Japanese", "可決した。反対は１人だった。", []string{"可決した。", "反対は１人だった。"}},
		{"a stop between Japanese sentences", "word.昨日", []string{"word.", "昨日"}},
		{"Thai abbreviations go on", "พ.ศ.นี้", []string{"พ.ศ.นี้"}},
		{"Hindi", "वह गया। वह आया।", []string{"वह गया।", "वह आया।"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, slices.Collect(prose.Sentences(tt.give)))
		})
	}
}

func TestSentencesCanBeLeft(t *testing.T) {
	for sentence := range prose.Sentences("One. Two. Three.") {
		assert.Equal(t, "One.", sentence)
		break
	}
}

func TestSentencesHoldTheWholeText(t *testing.T) {
	generator := text()
	rapid.Check(t, func(t *rapid.T) {
		s := generator.Draw(t, "text")
		var got strings.Builder
		for sentence := range prose.Sentences(s) {
			require.NotEmpty(t, sentence)
			require.Equal(t, strings.TrimSpace(sentence), sentence)
			got.WriteString(sentence)
		}
		require.Equal(t, strings.Join(strings.Fields(s), ""), strings.Join(strings.Fields(got.String()), ""))
	})
}

func TestLead(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"the first paragraph", "\n The harbour\tis closed.  It says so. \nMore.", "The harbour is closed. It says so."},
		{"of one paragraph, all", "The harbour is closed.", "The harbour is closed."},
		{"a separator of lines ends it", "One.\u2028Two.", "One."},
		{"of nothing, nothing", " \n ", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, prose.Lead(tt.give)) })
	}
}
