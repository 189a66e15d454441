package reaction_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

var errStore = errors.New("the store fails")

// failing is a store whose reads fail, or one of them.
type failing struct {
	reaction.Memory
	tallies, mine bool
}

func (s *failing) Tallies(ctx context.Context, subjects ...string) ([]reaction.Counts, error) {
	if s.tallies {
		return nil, errStore
	}
	return s.Memory.Tallies(ctx, subjects...)
}

func (s *failing) Mine(ctx context.Context, r reaction.Reader, subjects ...string) ([]reaction.Kind, error) {
	if s.mine {
		return nil, errStore
	}
	return s.Memory.Mine(ctx, r, subjects...)
}

func TestReactRefusesWhatTheSetDoesNotOffer(t *testing.T) {
	store := new(reaction.Memory)
	bar := reaction.NewCounter(reaction.MustSet("love"), store)
	for _, k := range []reaction.Kind{"sad", "", "-", "LOVE", "love "} {
		res, err := bar.React(t.Context(), "a", readerOf(t, "account:1"), k)
		require.ErrorIs(t, err, reaction.ErrUnknownKind, k)
		assert.Zero(t, res)
	}
	for range store.Scan(t.Context()) {
		assert.Fail(t, "something is stored")
	}
}

func TestReactRefusesBadSubjectsAndReaders(t *testing.T) {
	bar := reaction.NewCounter(reaction.Default(), new(reaction.Memory))
	_, err := bar.React(t.Context(), "", readerOf(t, "account:1"), "love")
	assert.ErrorIs(t, err, reaction.ErrEmptySubject)
	_, err = bar.Undo(t.Context(), "a", reaction.Reader{})
	assert.ErrorIs(t, err, reaction.ErrNoReader)
	_, err = bar.Tally(t.Context(), "")
	assert.ErrorIs(t, err, reaction.ErrEmptySubject)
	_, err = bar.Form(t.Context(), "", reaction.Reader{}, "en")
	assert.ErrorIs(t, err, reaction.ErrEmptySubject)
}

func TestKindThatLeftTheSetIsUncountedAndCanBeUndone(t *testing.T) {
	store, r := new(reaction.Memory), readerOf(t, "account:1")
	_, err := reaction.NewCounter(reaction.MustSet("love", "sad"), store).React(t.Context(), "a", r, "sad")
	require.NoError(t, err)

	bar := reaction.NewCounter(reaction.MustSet("love"), store)
	tally, err := bar.Tally(t.Context(), "a")
	require.NoError(t, err)
	assert.Zero(t, tally.Total())
	res, err := bar.Undo(t.Context(), "a", r)
	require.NoError(t, err)
	assert.Equal(t, reaction.Kind("sad"), res.Before)
}

// A set grows, is reworded and retires a kind over one store: old reactions still
// count, new ones are refused, and nothing that is stored changes.
func TestSetChangesWithoutTouchingTheStore(t *testing.T) {
	store, one, two := new(reaction.Memory), readerOf(t, "account:1"), readerOf(t, "account:2")
	first := reaction.NewCounter(reaction.MustSet("love", "sad"), store)
	react(t, first, "a", one, "sad")
	before := written(t, scanned(t, store)...)

	set := retired(t, reaction.MustSet("wow", "love", "sad"), "sad")
	bar := reaction.NewCounter(set, store)
	tally, err := bar.Tally(t.Context(), "a")
	require.NoError(t, err)
	assert.Equal(t, 1, tally.Of("sad"))
	for _, r := range []reaction.Reader{one, two} {
		res, err := bar.React(t.Context(), "a", r, "sad")
		require.ErrorIs(t, err, reaction.ErrRetiredKind)
		assert.Zero(t, res)
	}
	assert.Equal(t, before, written(t, scanned(t, store)...))

	res, err := bar.React(t.Context(), "a", one, "wow")
	require.NoError(t, err)
	assert.Equal(t, reaction.Kind("sad"), res.Before)
	assert.Equal(t, 1, res.Tally.Of("wow"))
}

func scanned(t *testing.T, s reaction.Store) (rows []reaction.Row) {
	for row, err := range s.Scan(t.Context()) {
		require.NoError(t, err)
		rows = append(rows, row)
	}
	return rows
}

func TestFormShowsARetiredKindOnlyWhereSomebodyHoldsIt(t *testing.T) {
	store, one, two := new(reaction.Memory), readerOf(t, "account:1"), readerOf(t, "account:2")
	react(t, reaction.NewCounter(reaction.MustSet("love", "sad"), store), "a", one, "sad")
	bar := reaction.NewCounter(retired(t, reaction.MustSet("love", "sad"), "sad"), store)
	for _, tt := range []struct {
		subject string
		reader  reaction.Reader
		want    []reaction.Button
	}{
		{"a", one, []reaction.Button{{Kind: "love", Value: "love"}, {Kind: "sad", Value: "-", Count: 1, Chosen: true}}},
		{"a", two, []reaction.Button{{Kind: "love", Value: "love"}, {Kind: "sad", Value: "sad", Count: 1, Closed: true}}},
		{"b", one, []reaction.Button{{Kind: "love", Value: "love"}}},
	} {
		form, err := bar.Form(t.Context(), tt.subject, tt.reader, "en")
		require.NoError(t, err)
		for i := range form.Buttons {
			form.Buttons[i].Label, form.Buttons[i].Emoji = "", ""
		}
		assert.Equal(t, tt.want, form.Buttons)
	}
	res, err := bar.Press(t.Context(), "a", one, reaction.UndoValue)
	require.NoError(t, err)
	assert.Zero(t, res.Tally.Total())
}

func TestTalliesOfMemoryAreRefusedAsThoseOfAnyStore(t *testing.T) {
	for _, store := range []reaction.Store{new(reaction.Memory), new(failing)} {
		bar := reaction.NewCounter(reaction.Default(), store)
		_, err := bar.Tallies(t.Context(), "a", "")
		require.ErrorIs(t, err, reaction.ErrEmptySubject)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err = bar.Tallies(ctx, "a")
		require.ErrorIs(t, err, context.Canceled)
	}
}

func TestWriteThatIsDoneIsToldEvenWhenTheCountsCannotBeRead(t *testing.T) {
	store, r := &failing{tallies: true}, readerOf(t, "account:1")
	bar := reaction.NewCounter(reaction.Default(), store)
	res, err := bar.React(t.Context(), "a", r, "love")
	require.ErrorIs(t, err, errStore)
	assert.Equal(t, reaction.Kind("love"), res.After)
	held, err := bar.Mine(t.Context(), r, "a")
	require.NoError(t, err)
	assert.Equal(t, []reaction.Kind{"love"}, held)
}

func TestFormShowsTheReadersChoice(t *testing.T) {
	bar := reaction.NewCounter(reaction.Default(), new(reaction.Memory))
	r := readerOf(t, "account:1")
	res, err := bar.React(t.Context(), "a", r, "dead")
	require.NoError(t, err)

	form, err := bar.Form(t.Context(), "a", r, "ar")
	require.NoError(t, err)
	assert.Equal(t, reaction.NewForm("a", res.Tally, res.After, "ar"), form)
	assert.Equal(t, "a", form.Subject)
	assert.Equal(t, 1, form.Total)
	require.Len(t, form.Buttons, bar.Set().Len())
	for _, b := range form.Buttons {
		assert.Equal(t, b.Kind == "dead", b.Chosen, b.Kind)
		assert.Equal(t, b.Chosen, b.Value == reaction.UndoValue, b.Kind)
	}
	assert.Equal(t, reaction.Button{Kind: "dead", Value: "-", Label: "ميت", Emoji: "💀", Count: 1, Chosen: true}, form.Buttons[5])
}

func TestFormOfAGuestChoosesNothing(t *testing.T) {
	bar := reaction.NewCounter(reaction.Default(), new(reaction.Memory))
	form, err := bar.Form(t.Context(), "a", reaction.Reader{}, "en")
	require.NoError(t, err)
	for _, b := range form.Buttons {
		assert.False(t, b.Chosen)
	}
}

func TestFormFailsWithItsStore(t *testing.T) {
	for _, store := range []*failing{{tallies: true}, {mine: true}} {
		form, err := reaction.NewCounter(reaction.Default(), store).Form(t.Context(), "a", readerOf(t, "account:1"), "en")
		assert.ErrorIs(t, err, errStore)
		assert.Zero(t, form)
	}
}

func TestPressRefusesAFieldThatWasNotPosted(t *testing.T) {
	bar := reaction.NewCounter(reaction.Default(), new(reaction.Memory))
	for _, value := range []string{"", "undo", "--", "love\n"} {
		_, err := bar.Press(t.Context(), "a", readerOf(t, "account:1"), value)
		assert.ErrorIs(t, err, reaction.ErrUnknownKind, value)
	}
}

// Whichever buttons readers press, the chosen one is what they pressed last unless
// that undid it, and the total is that of readers with a choice.
func TestPressedButtonsShowWhatWasPressed(t *testing.T) {
	accounts := []string{"account:1", "account:2", "account:3"}
	rapid.Check(t, func(rt *rapid.T) {
		bar := reaction.NewCounter(reaction.Default(), new(reaction.Memory))
		chosen := make(map[string]reaction.Kind)
		rt.Repeat(map[string]func(*rapid.T){
			"press": func(rt *rapid.T) {
				account := rapid.SampledFrom(accounts).Draw(rt, "account")
				r := readerOf(t, account)
				form, err := bar.Form(t.Context(), "a", r, "en")
				require.NoError(rt, err)
				b := rapid.SampledFrom(form.Buttons).Draw(rt, "button")
				for range rapid.IntRange(1, 2).Draw(rt, "times") {
					_, err = bar.Press(t.Context(), form.Subject, r, b.Value)
					require.NoError(rt, err)
				}
				if chosen[account] = b.Kind; b.Chosen {
					delete(chosen, account)
				}
			},
			"": func(rt *rapid.T) {
				for _, account := range accounts {
					form, err := bar.Form(t.Context(), "a", readerOf(t, account), "en")
					require.NoError(rt, err)
					require.Equal(rt, len(chosen), form.Total)
					for _, b := range form.Buttons {
						require.Equal(rt, b.Kind == chosen[account], b.Chosen)
					}
				}
			},
		})
	})
}

func TestTalliesIntoIsTallies(t *testing.T) {
	ctx := t.Context()
	for name, store := range map[string]reaction.Store{"over a memory": new(reaction.Memory), "over another store": plain{new(reaction.Memory)}} {
		t.Run(name, func(t *testing.T) {
			bar := reaction.NewCounter(reaction.Default(), store)
			for i, subject := range []string{"a", "a", "b", "d"} {
				_, err := bar.React(ctx, subject, readerOf(t, fmt.Sprint(i)), "love")
				require.NoError(t, err)
			}
			var last []reaction.Tally
			for _, subjects := range [][]string{{"a", "b", "c"}, {"c", "a"}, {"a", "a", "a", "b", "d"}, {}, {"d"}} {
				want, err := bar.Tallies(ctx, subjects...)
				require.NoError(t, err)
				got, err := bar.TalliesInto(ctx, last, subjects...)
				require.NoError(t, err)
				assert.Equal(t, slices.Collect(texts(want)), slices.Collect(texts(got)), subjects)
				last = got
			}
			one, err := bar.Tally(ctx, "a")
			require.NoError(t, err)
			got, err := bar.TalliesInto(ctx, []reaction.Tally{one, one, one}, "a", "b", "c")
			require.NoError(t, err)
			assert.Equal(t, []int{2, 1, 0}, []int{got[0].Of("love"), got[1].Of("love"), got[2].Of("love")}, "copies of one tally are memory of one")
		})
	}
}

// plain is a store that shows nothing of what it is.
type plain struct{ reaction.Store }

func texts(tallies []reaction.Tally) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, tally := range tallies {
			text, _ := tally.MarshalJSON()
			if !yield(string(text)) {
				return
			}
		}
	}
}

func TestTalliesIntoAllocatesNothingOverAMemory(t *testing.T) {
	bar := reaction.NewCounter(reaction.Default(), new(reaction.Memory))
	_, err := bar.React(t.Context(), "a", readerOf(t, "one"), "love")
	require.NoError(t, err)
	ctx, page, last := t.Context(), []string{"a", "b", "c"}, []reaction.Tally(nil)
	assert.Zero(t, testing.AllocsPerRun(100, func() { last, err = bar.TalliesInto(ctx, last, page...) }))
	assert.NoError(t, err)
}
