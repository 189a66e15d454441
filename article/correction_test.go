package article_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/text"
)

func TestCorrect(t *testing.T) {
	did := must(t)
	a := published(t, told("a It killed 21.", "b He ran."))
	c := article.Correction{Kind: article.KindCorrection, Text: "It was 12.", Block: "a", Before: "21", After: "12", By: "nobody", Revision: 77}
	next := did(a.Correct(c, told("a It killed 12.", "b He ran."), by(3)))

	want := c
	want.ID, want.At, want.By, want.Revision = "c1", by(3).At, "editor", 2
	assert.Equal(t, []article.Correction{want}, next.Corrections)
	assert.Equal(t, 2, next.Live.Number)
	assert.Equal(t, by(3), next.Live.Stamp)
	assert.Equal(t, by(3), next.Decided)
	assert.Len(t, next.Pending, 2)
	assert.Empty(t, a.Corrections, "the article that was corrected is what it was")
	require.NoError(t, next.Check())

	v, ok := next.View(by(3).At)
	require.True(t, ok)
	assert.Equal(t, "It killed 12.\n\nHe ran.", v.Body.Text(), "at once")
	assert.Equal(t, []article.Notice{{ID: "c1", Kind: article.KindCorrection, At: by(3).At, Text: "It was 12.", Block: "a"}}, v.Corrections)

	t.Run("what is for the newsroom only, no view holds", func(t *testing.T) {
		hidden := did(next.Correct(article.Correction{Kind: article.KindTypo, Internal: true}, told("a It killed 12."), by(4)))
		v, ok := hidden.View(by(4).At)
		require.True(t, ok)
		assert.Len(t, hidden.Corrections, 2)
		assert.Len(t, v.Corrections, 1)
	})
	t.Run("a block that readers no longer see is not named", func(t *testing.T) {
		content := told("b He ran.", "a It killed 12.")
		content.Body[1].Internal = true
		v, ok := did(did(next.Edit(content, by(4))).Publish(by(4))).View(by(4).At)
		require.True(t, ok)
		assert.Empty(t, v.Corrections[0].Block)
	})
	t.Run("two editors' next articles share no correction", func(t *testing.T) {
		left := did(next.Correct(article.Correction{Kind: article.KindUpdate, Text: "Left."}, words("L"), by(4)))
		right := did(next.Correct(article.Correction{Kind: article.KindUpdate, Text: "Right."}, words("R"), by(4)))
		assert.Equal(t, "Left.", left.Corrections[1].Text)
		assert.Equal(t, "Right.", right.Corrections[1].Text)
		assert.Equal(t, "c2", left.Corrections[1].ID)
	})
	t.Run("an id that is taken is not given", func(t *testing.T) {
		a := did(a.Correct(article.Correction{ID: "c2", Kind: article.KindUpdate, Text: "x"}, words("x"), by(4)))
		a = did(a.Correct(article.Correction{Kind: article.KindUpdate, Text: "x"}, words("x"), by(4)))
		assert.Equal(t, "c3", a.Corrections[1].ID)
	})
}

func TestCorrectRefuses(t *testing.T) {
	a := must(t)(published(t, words("x")).Correct(article.Correction{ID: "taken", Kind: article.KindUpdate, Text: "x"}, words("x"), by(2)))
	for _, tt := range []struct {
		name  string
		spoil func(*article.Correction)
		want  error
		path  string
	}{
		{"no kind", func(c *article.Correction) { c.Kind = 0 }, article.ErrUnknownValue, "Kind"},
		{"a kind nobody knows", func(c *article.Correction) { c.Kind = 6 }, article.ErrUnknownValue, "Kind"},
		{"nothing that readers are told", func(c *article.Correction) { c.Text = " " }, article.ErrMissing, "Text"},
		{"a text of two lines", func(c *article.Correction) { c.Text = "a\nb" }, text.ErrInvalidText, "Text"},
		{"a text beyond the limit", func(c *article.Correction) { c.Text = strings.Repeat("x", article.MaxText+1) }, article.ErrTooLong, "Text"},
		{"an id that is taken", func(c *article.Correction) { c.ID = "taken" }, article.ErrDuplicate, "ID"},
		{"an id with a control", func(c *article.Correction) { c.ID = "\x00" }, text.ErrInvalidText, "ID"},
		{"a block that is not there", func(c *article.Correction) { c.Block, c.After = "z", "" }, article.ErrOrphaned, "Block"},
		{"words that are not in the block", func(c *article.Correction) { c.After = "13" }, article.ErrOrphaned, "Block"},
		{"a quote that reads backwards", func(c *article.Correction) { c.Before = "\u202e" }, text.ErrInvalidText, "Before"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := article.Correction{Kind: article.KindCorrection, Text: "It was 12.", Block: "a", Before: "21", After: "12"}
			tt.spoil(&c)
			same, err := a.Correct(c, told("a It killed 12."), by(3))
			require.ErrorIs(t, err, tt.want)
			assert.Equal(t, []string{"Corrections[1]." + tt.path}, paths(t, err))
			assert.Equal(t, a, same)
		})
	}
	t.Run("content that may not be kept", func(t *testing.T) {
		same, err := a.Correct(article.Correction{Kind: article.KindUpdate, Text: "x"}, words(""), by(3))
		require.ErrorIs(t, err, article.ErrMissing)
		assert.Equal(t, a, same)
	})
	t.Run("one too many", func(t *testing.T) {
		a := a
		a.Corrections = make([]article.Correction, article.MaxCorrections)
		_, err := a.Correct(article.Correction{ID: "x", Kind: article.KindUpdate, Text: "x"}, words("x"), by(3))
		require.ErrorIs(t, err, article.ErrTooLong)
		a.Corrections = append(a.Corrections, article.Correction{})
		assert.Equal(t, []string{"Corrections"}, paths(t, a.Check()))
	})
	t.Run("corrections that no action made may not be kept", func(t *testing.T) {
		a := a
		a.Corrections = []article.Correction{{Revision: 9}}
		assert.Equal(t, []string{"Corrections[0].ID", "Corrections[0].Kind", "Corrections[0].At", "Corrections[0].Text", "Corrections[0].Revision"}, paths(t, a.Check()))
	})
}

func TestAnchor(t *testing.T) {
	whole := article.Correction{Text: "Retold."}
	quoted := article.Correction{Block: "b", Before: "21", After: "12 people"}
	taken := article.Correction{Block: "b", Before: "stole"}
	for _, tt := range []struct {
		name string
		c    article.Correction
		body []string
		at   int
		ok   bool
	}{
		{"the article as a whole stands anywhere", whole, nil, -1, true},
		{"the block says the words", quoted, []string{"a He ran.", "b It killed 12 people."}, 1, true},
		{"the block was edited around them", quoted, []string{"b At noon 12 people died."}, 0, true},
		{"the block moved", quoted, []string{"b It killed 12 people.", "a He ran."}, 0, true},
		{"the words moved to another block", quoted, []string{"a He ran: 12 people.", "b It killed."}, 0, true},
		{"another block says them too", quoted, []string{"a So 12 people.", "b It killed 12 people."}, 1, true},
		{"the block is gone, and its words live on in one", quoted, []string{"a So 12 people.", "c So."}, 0, true},
		{"several others say the words", quoted, []string{"a So 12 people.", "c Yes, 12 people.", "d And 12 people."}, -1, false},
		{"the words are gone", quoted, []string{"a He ran.", "b It killed many."}, -1, false},
		{"the block is gone", quoted, []string{"a He ran."}, -1, false},
		{"words were taken away, and the block stands", taken, []string{"a He.", "b He ran."}, 1, true},
		{"words were taken away, and now the block", taken, []string{"a He."}, -1, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			body := told(tt.body...).Body
			at, ok := tt.c.Anchor(body)
			assert.Equal(t, tt.ok, ok)
			assert.Equal(t, tt.at, at)
			assert.Equal(t, !tt.ok, tt.c.Orphaned(body))
		})
	}
	t.Run("a block of nothing says nothing", func(t *testing.T) {
		assert.True(t, quoted.Orphaned(article.Body{{ID: "b"}}))
	})
}

func TestNamesOfCorrectionKinds(t *testing.T) {
	for k, want := range map[article.CorrectionKind]string{
		article.KindTypo: "typo", article.KindUpdate: "update", article.KindClarification: "clarification",
		article.KindCorrection: "correction", article.KindRetraction: "retraction", 6: "unknown 6",
	} {
		assert.Equal(t, want, k.String())
	}
	for k := article.KindTypo; k <= article.KindRetraction; k++ {
		data, err := json.Marshal(article.Correction{Kind: k})
		require.NoError(t, err)
		var back article.Correction
		require.NoError(t, json.Unmarshal(data, &back))
		assert.Equal(t, k, back.Kind)
	}
	assert.ErrorIs(t, new(article.CorrectionKind).UnmarshalText([]byte("oops")), article.ErrUnknownValue)
	assert.Less(t, article.KindTypo, article.KindRetraction, "one scale, graver upwards")
}

func TestRestore(t *testing.T) {
	did := must(t)
	a := published(t, told("a First."))
	first := a.Pending[0]
	a = did(did(a.Edit(told("a Second."), by(2))).Publish(by(2)))
	next := did(a.Restore(first, article.Stamp{At: by(3).At, By: "ana"}))
	assert.Equal(t, 3, next.Revisions, "the history grows")
	assert.Equal(t, first.Content, next.Content)
	assert.Equal(t, "restores revision 1", next.Pending[2].Stamp.Why)
	v, ok := next.View(by(4).At)
	require.True(t, ok)
	assert.Equal(t, "Second.", v.Body.Text(), "readers go on seeing the live one")
	assert.Equal(t, "because", did(a.Restore(first, by(3))).Edited.Why, "a reason that is given is kept")

	for _, number := range []int{-1, 0, 3} {
		t.Run(fmt.Sprint("revision ", number, " is none"), func(t *testing.T) {
			same, err := a.Restore(article.Revision{Number: number, Content: words("x")}, by(3))
			require.ErrorIs(t, err, article.ErrUnknownValue)
			assert.Equal(t, []string{"Revision.Number"}, paths(t, err))
			assert.Equal(t, a, same)
		})
	}
	t.Run("content that may not be kept is refused", func(t *testing.T) {
		same, err := a.Restore(article.Revision{Number: 1}, by(3))
		require.ErrorIs(t, err, article.ErrMissing)
		assert.Equal(t, a, same)
	})
}
