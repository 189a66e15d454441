package related_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
)

const ashText = "Ash of the volcano fell on the harbour all night, and the ships in it were grey by the morning, the mayor said, who asked everyone to stay at home until the wind turns."

func TestDuplicates(t *testing.T) {
	docs := []related.Document{
		{ID: id("probe"), Lang: "en", Title: "Ash falls", Body: ashText, URL: "https://example.com/ash"},
		{ID: id("again"), Lang: "en", Title: "Ash fell", Body: ashText},
		{ID: id("hidden"), Lang: "de", Title: "Other", Body: ashText},
		{ID: id("wire"), Lang: "en", Title: "Grey ships", Body: ashText[:110] + " The port is closed for today."},
		{ID: id("update"), Lang: "en", Title: "ASH FALLS", Body: ashText[:118] + " But the wind has turned, and all went to work."},
		{ID: id("moved"), Lang: "en", Title: "All clear", Body: "Nobody was hurt.", URL: "https://example.com/ash"},
		{ID: id("namesake"), Lang: "en", Title: "Ash falls", Body: "The tree in front of the town hall was felled this week."},
		{ID: id("other"), Lang: "en", Title: "Volcano", Body: "A harbour under ash: what the ships saw that night when the volcano woke."},
	}
	docs[2].Window.Until = now.AddDate(-1, 0, 0)
	ix := indexOf(t, docs...)
	found, err := ix.Duplicates(id("probe"))
	require.NoError(t, err)
	got := make(map[article.ID]string)
	for i, d := range found {
		got[d.ID] = d.Kind.String()
		assert.True(t, i == 0 || d.Resemblance <= found[i-1].Resemblance, "the nearest first")
	}
	assert.Equal(t, map[article.ID]string{
		id("again"): "republished", id("hidden"): "republished", id("wire"): "near copy", id("update"): "updated", id("moved"): "updated",
	}, got)

	found, err = ix.Duplicates(id("moved"))
	require.NoError(t, err)
	require.Len(t, found, 1)
	assert.Equal(t, id("probe"), found[0].ID)

	_, err = ix.Duplicates(id("nobody"))
	require.ErrorIs(t, err, related.ErrUnknownID)
	assert.Equal(t, "none", related.Kind(0).String())
}

// edited replaces a part of a text's words and puts more of another behind it.
func edited(text, other string, replaced, added float64, r *rand.Rand) string {
	words, others := strings.Fields(text), strings.Fields(other)
	n := len(words)
	for i := range words {
		if r.Float64() < replaced {
			words[i] = others[r.IntN(len(others))]
		}
	}
	for i := range int(added * float64(n)) {
		words = append(words, others[i%len(others)])
	}
	return strings.Join(words, " ")
}

func TestEditedCopiesAreFound(t *testing.T) {
	tests := []struct {
		name            string
		replaced, added float64
	}{
		{"a tenth of the words replaced", .1, 0},
		{"a third of other text added", 0, .3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			j := collection(t, "dgov")
			ix, r := j.index(t), rand.New(rand.NewPCG(3, 4))
			found, asked := 0, 0
			for i, d := range j.docs {
				if i%5 > 0 || len(strings.Fields(d.Body)) < 100 {
					continue
				}
				asked++
				body := edited(d.Body, j.docs[(i+7)%len(j.docs)].Body, tt.replaced, tt.added, r)
				require.NoError(t, ix.Put(related.Document{ID: id("copy"), Lang: "en", Title: "Another headline", Body: body}))
				duplicates, err := ix.Duplicates(id("copy"))
				require.NoError(t, err)
				for _, duplicate := range duplicates {
					if duplicate.ID == d.ID {
						found++
					}
				}
			}
			recall := float64(found) / float64(asked)
			t.Logf("recall = %.4f of %d", recall, asked)
			require.GreaterOrEqual(t, recall, .95)
		})
	}
}

// taken returns which part of the runs of three words in the shorter of two texts stands
// in the other, word for word.
func taken(a, b string) float64 {
	runs := func(text string) map[string]bool {
		set, words := make(map[string]bool), strings.Fields(strings.ToLower(text))
		for i := range max(0, len(words)-2) {
			set[strings.Join(words[i:i+3], " ")] = true
		}
		return set
	}
	x, y, both := runs(a), runs(b), 0
	for run := range x {
		if y[run] {
			both++
		}
	}
	return float64(both) / float64(max(1, min(len(x), len(y))))
}

// The collections say which reports tell the same story, not who wrote them, and some
// are the report of an agency under two mastheads. By different writers are here those
// pairs in which less than two fifths of the shorter text stand in the other, counted
// from the texts themselves and not from fingerprints: texts of equal length then share
// less than a quarter of their runs, and those found above that are, to the eye, copies
// with a new beginning.
func TestReportsByDifferentWritersAreNoDuplicates(t *testing.T) {
	const sameStory, copied = .4, .4
	pairs, flagged, copies := 0, 0, 0
	for _, name := range []string{"events", "ecb", "lee"} {
		j := collection(t, name)
		ix := j.index(t)
		body := make(map[article.ID]string)
		for _, d := range j.docs {
			body[d.ID] = d.Body
		}
		for i, query := range j.queries {
			duplicates, err := ix.Duplicates(query)
			require.NoError(t, err)
			for other, grade := range j.judgements[i] {
				if grade < sameStory || other == query {
					continue
				}
				if taken(body[query], body[other]) >= copied {
					copies++
					continue
				}
				pairs++
				if slices.ContainsFunc(duplicates, func(d related.Duplicate) bool { return d.ID == other }) {
					flagged++
				}
			}
		}
	}
	rate := float64(flagged) / float64(pairs)
	t.Logf("false positives = %.5f of %d, beside %d copies", rate, pairs, copies)
	require.Greater(t, pairs, 4_000)
	require.LessOrEqual(t, rate, .001)
}
