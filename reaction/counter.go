package reaction

import "context"

// A Counter is the reactions of one site: what a [Set] offers and a [Store]
// keeps. It is safe for concurrent use, holds nothing itself, and may be made
// anew for each set, over one store.
type Counter struct {
	set   Set
	store Store
}

// A Result is what a write did, and the counts after it.
type Result struct {
	Before Kind  // what the reader held; "" is nothing
	After  Kind  // what the reader holds; equal to Before where nothing changed
	Tally  Tally // read after the write: it holds the write, and maybe later ones of others
}

// NewCounter returns the counter of set over store, which must not be nil.
func NewCounter(set Set, store Store) *Counter { return &Counter{set: set, store: store} }

// Set returns the set that the counter offers.
func (c *Counter) Set() Set { return c.set }

// React makes k the one reaction that r holds to subject. Repeating it changes
// nothing; another kind replaces it. A kind that the set does not list is refused
// with [ErrUnknownKind], one that it has retired with [ErrRetiredKind], other bad
// input as [Check] says.
//
// When the write is done and reading the counts fails, the error comes with a
// Result whose After is k; on any other error the Result is zero.
func (c *Counter) React(ctx context.Context, subject string, r Reader, k Kind) (Result, error) {
	if err := c.set.check(k); err != nil {
		return Result{}, err
	}
	return c.write(ctx, subject, r, k)
}

// Undo takes back what r holds to subject, also when the set has retired it or
// lists it no longer. Undoing nothing changes nothing. Errors are those of [Counter.React].
func (c *Counter) Undo(ctx context.Context, subject string, r Reader) (Result, error) {
	return c.write(ctx, subject, r, "")
}

// Press does what a pressed [Button] asks: value is the one that the form posted.
// [UndoValue] undoes, a kind reacts, and anything else, such as the value of a
// field that was not posted, is refused as by [Counter.React].
func (c *Counter) Press(ctx context.Context, subject string, r Reader, value string) (Result, error) {
	if value == UndoValue {
		return c.Undo(ctx, subject, r)
	}
	return c.React(ctx, subject, r, Kind(value))
}

func (c *Counter) write(ctx context.Context, subject string, r Reader, k Kind) (Result, error) {
	before, err := c.store.Set(ctx, subject, r, k)
	if err != nil {
		return Result{}, err
	}
	t, err := c.Tally(ctx, subject)
	return Result{Before: before, After: k, Tally: t}, err
}

// Mine returns what r holds to each subject, in the order asked; "" is none. A
// kind that the set does not list is given as the store holds it.
func (c *Counter) Mine(ctx context.Context, r Reader, subjects ...string) ([]Kind, error) {
	return c.store.Mine(ctx, r, subjects...)
}

// Tally returns the counts of subject. One that nobody reacted to has zeros.
func (c *Counter) Tally(ctx context.Context, subject string) (Tally, error) {
	tallies, err := c.Tallies(ctx, subject)
	if err != nil {
		return Tally{}, err
	}
	return tallies[0], nil
}

// Tallies returns the counts of each subject, in the order asked, in one call of
// the store. At most [MaxSubjects] may be named.
func (c *Counter) Tallies(ctx context.Context, subjects ...string) ([]Tally, error) {
	return c.TalliesInto(ctx, nil, subjects...)
}

// TalliesInto is [Counter.Tallies] for a caller who asks again and again: it makes its
// answer in the memory of the last one, which must no longer be used, nor any tally
// that was taken from it. Over a [Memory] it then allocates nothing.
func (c *Counter) TalliesInto(ctx context.Context, last []Tally, subjects ...string) ([]Tally, error) {
	if m, ok := c.store.(*Memory); ok {
		return m.talliesOf(ctx, c.set, last, subjects)
	}
	counts, err := c.store.Tallies(ctx, subjects...)
	if err != nil {
		return nil, err
	}
	tallies := c.set.zeros(last, len(counts))
	for i, n := range counts {
		c.set.fill(tallies[i].counts, n)
	}
	return tallies, nil
}

// Erase forgets everything that r holds, to every subject.
func (c *Counter) Erase(ctx context.Context, r Reader) error { return c.store.Erase(ctx, r) }

// Recount makes the counts of subject equal to the reactions held, and returns by
// how much they were off: 0, unless somebody else changed what the store keeps.
func (c *Counter) Recount(ctx context.Context, subject string) (drift int, err error) {
	return c.store.Recount(ctx, subject)
}

// Form reads what the bar under subject shows to r in language lang. The zero
// Reader is a guest without a cookie, for whom nothing is chosen. The caller adds
// the Action.
func (c *Counter) Form(ctx context.Context, subject string, r Reader, lang string) (Form, error) {
	t, err := c.Tally(ctx, subject)
	if err != nil {
		return Form{}, err
	}
	var mine Kind
	if !r.IsZero() {
		held, err := c.Mine(ctx, r, subject)
		if err != nil {
			return Form{}, err
		}
		mine = held[0]
	}
	return NewForm(subject, t, mine, lang), nil
}
