package reaction

import (
	"context"
	"io"
)

// A Transfer says what became of the reactions that [Counter.Merge] or
// [Counter.Import] carried over. Where the same reader held another kind already,
// that one stays.
type Transfer struct {
	Made int // reactions that nothing stood against
	Same int // held already, in the same kind
	Kept int // dropped: another kind is held, and was kept
}

// Merge carries the reactions to subject over to into, reader by reader, and
// leaves none at subject. The reaction of a reader to into wins over theirs to
// subject. Merging a subject into itself does nothing.
//
// Readers may react meanwhile: what they do to into is never overwritten, and what
// they do to subject is carried over or stays for the next Merge, so lead readers
// away from subject first. A Merge that fails has carried over some; another one
// carries on.
func (c *Counter) Merge(ctx context.Context, subject, into string) (Transfer, error) {
	var t Transfer
	if err := CheckSubjects(subject, into); err != nil || subject == into {
		return t, err
	}
	for row, err := range c.store.Scan(ctx, subject) {
		if err != nil {
			return t, err
		}
		if err := t.carry(ctx, c.store, into, row); err != nil {
			return t, err
		}
		if _, err := c.store.Swap(ctx, subject, row.Reader, row.Kind, ""); err != nil {
			return t, err
		}
	}
	return t, nil
}

// Export writes every reaction of the store to w, as [Write] does, and returns how
// many. It also writes kinds that the set does not list.
func (c *Counter) Export(ctx context.Context, w io.Writer) (int, error) {
	return Write(w, c.store.Scan(ctx))
}

// Import makes the reactions that r holds, in the format of [Write], where the
// reader holds none to the subject; what is held stays. It takes kinds that the set
// does not list. Errors are those of [Read] and of the store; what came before one
// is in the store, and another Import of the same changes nothing there.
func (c *Counter) Import(ctx context.Context, r io.Reader, limits Limits) (Transfer, error) {
	var t Transfer
	for row, err := range Read(r, limits) {
		if err != nil {
			return t, err
		}
		if err := t.carry(ctx, c.store, row.Subject, row); err != nil {
			return t, err
		}
	}
	return t, nil
}

// carry makes the reaction of row one to subject, unless another is there.
func (t *Transfer) carry(ctx context.Context, s Store, subject string, row Row) error {
	before, err := s.Swap(ctx, subject, row.Reader, "", row.Kind)
	switch {
	case err != nil:
		return err
	case before == "":
		t.Made++
	case before == row.Kind:
		t.Same++
	default:
		t.Kept++
	}
	return nil
}
