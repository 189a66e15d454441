package taxonomy_test

import (
	"context"
	"errors"
	"iter"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
)

// scripted is a store whose changes a test writes.
type scripted struct {
	taxonomy.Memory
	loads   int
	err     error
	changes func(since taxonomy.Version) iter.Seq2[taxonomy.Change, error]
}

func (s *scripted) Load(ctx context.Context) (*taxonomy.Tree, error) {
	if s.err != nil {
		return nil, s.err
	}
	s.loads++
	return s.Memory.Load(ctx)
}

func (s *scripted) Changes(ctx context.Context, since taxonomy.Version) iter.Seq2[taxonomy.Change, error] {
	if s.changes != nil {
		return s.changes(since)
	}
	return s.Memory.Changes(ctx, since)
}

func (s *scripted) commit(t *testing.T, word string) {
	tree, _ := s.Memory.Load(context.Background())
	_, change, err := tree.Apply(tree.Plan().AddTag(tag(word, word)))
	require.NoError(t, err)
	require.NoError(t, s.Commit(context.Background(), change))
}

func failing(err error) func(taxonomy.Version) iter.Seq2[taxonomy.Change, error] {
	return func(taxonomy.Version) iter.Seq2[taxonomy.Change, error] {
		return func(yield func(taxonomy.Change, error) bool) { yield(taxonomy.Change{}, err) }
	}
}

func TestLatestFollowsItsStore(t *testing.T) {
	ctx, s := context.Background(), new(scripted)
	s.commit(t, "a")
	latest, err := taxonomy.NewLatest(ctx, s)
	require.NoError(t, err)
	s.commit(t, "b")
	s.commit(t, "c")
	assert.Equal(t, taxonomy.Version(1), latest.Tree().Version())
	require.NoError(t, latest.Refresh(ctx))
	assert.Equal(t, taxonomy.Version(3), latest.Tree().Version())
	assert.Equal(t, 1, s.loads, "it takes only what changed")

	s.commit(t, "d")
	s.changes = failing(taxonomy.ErrForgotten)
	require.NoError(t, latest.Refresh(ctx))
	assert.Equal(t, taxonomy.Version(4), latest.Tree().Version(), "what is forgotten is loaded")
	assert.Equal(t, 2, s.loads)

	cause := errors.New("disk")
	s.changes = failing(cause)
	require.ErrorIs(t, latest.Refresh(ctx), cause)
	assert.Equal(t, taxonomy.Version(4), latest.Tree().Version(), "readers keep what they had")
	s.changes, s.err = failing(taxonomy.ErrVersionConflict), cause
	require.ErrorIs(t, latest.Refresh(ctx), cause)
	_, err = taxonomy.NewLatest(ctx, s)
	require.ErrorIs(t, err, cause)
}

func TestChangesOfAMemoryEndWithTheirContext(t *testing.T) {
	s := new(scripted)
	s.commit(t, "a")
	s.commit(t, "b")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var errs []error
	for _, err := range s.Changes(ctx, 0) {
		errs = append(errs, err)
		cancel()
	}
	require.Len(t, errs, 2)
	require.NoError(t, errs[0])
	require.ErrorIs(t, errs[1], context.Canceled)
	for _, err := range s.Changes(ctx, 2) {
		require.ErrorIs(t, err, context.Canceled)
	}
}
