package taxonomy

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// ErrTooLarge means that a snapshot has more bytes or terms than its reader allows.
var ErrTooLarge = errors.New("snapshot is too large")

// Limits bound what [ReadJSON] reads. The zero value holds a million terms.
type Limits struct {
	Bytes int64 // of the snapshot; 0 means 512 MiB
	Terms int   // categories and tags, those that were merged among them; 0 means 1,000,000
}

const (
	maxSnapshot = 512 << 20
	maxTerms    = 1_000_000
	maxExtra    = 64 << 10 // bytes of the unknown fields of a term, or of a snapshot
)

// WriteJSON writes the tree as a JSON object, a term a line, sorted by id: the same
// tree gives the same bytes, and a change of one term the change of few lines. The
// errors are those of w.
func (t *Tree) WriteJSON(w io.Writer) error {
	b := bufio.NewWriterSize(w, 64<<10)
	buf := append([]byte(`{"version":`), strconv.FormatUint(uint64(t.Version()), 10)...)
	for of, name := range []string{"categories", "tags"} {
		buf = append(append(append(buf, ",\n\""...), name...), `":[`...)
		for i, r := range t.held(sort(of)) {
			if i > 0 {
				buf = append(buf, ',')
			}
			buf = appendTerm(append(buf, '\n'), r.term(), r.parent)
			if _, err := b.Write(buf); err != nil {
				return err
			}
			buf = buf[:0]
		}
		buf = append(buf, ']')
	}
	if t != nil && len(t.extra) > 0 {
		buf = append(append(buf, ",\n"...), t.extra...)
	}
	b.Write(append(buf, "}\n"...)) // Flush returns the error
	return b.Flush()
}

// held returns all records of a sort, by id.
func (t *Tree) held(of sort) (list []*record) {
	if t == nil {
		return nil
	}
	t.records.all(func(_ ID, r *record) {
		if r.sort == of {
			list = append(list, r)
		}
	})
	slices.SortFunc(list, func(a, b *record) int { return a.id.Compare(b.id) })
	return list
}

// ReadJSON reads what [Tree.WriteJSON] writes, and what others write by hand: terms
// go through [Load], and what that repairs is returned. Fields that are not known, of
// the snapshot and of each term, are written again as they stand. The errors are those
// of r, [ErrTooLarge], and a [SnapshotError].
func ReadJSON(r io.Reader, limits Limits) (*Tree, []Repair, error) {
	if limits.Bytes == 0 {
		limits.Bytes = maxSnapshot
	}
	if limits.Terms == 0 {
		limits.Terms = maxTerms
	}
	data, err := io.ReadAll(io.LimitReader(r, limits.Bytes+1))
	if err != nil {
		return nil, nil, fmt.Errorf("taxonomy: snapshot: %w", err)
	}
	if int64(len(data)) > limits.Bytes {
		return nil, nil, fmt.Errorf("taxonomy: snapshot of more than %d bytes: %w", limits.Bytes, ErrTooLarge)
	}
	if !json.Valid(data) {
		return nil, nil, &SnapshotError{0, "valid JSON"}
	}
	s := snapshot{cursor: cursor{data: data}, left: limits.Terms, terms: loader{all: make(map[ID]*record)}}
	if s.read(); s.err != nil {
		return nil, nil, s.err
	}
	tree := s.terms.load(s.version)
	tree.extra = s.unknown
	return tree, s.terms.repairs, nil
}

// A snapshot is one that is read.
type snapshot struct {
	cursor
	left    int // terms that may come
	terms   loader
	version Version
	unknown json.RawMessage
}

func (s *snapshot) read() {
	for key := range s.members() {
		switch key {
		case "version":
			n := s.integer()
			if s.version = Version(n); n < 0 {
				s.fail("a version")
			}
		case "categories":
			for range s.elements() {
				var c Category
				s.term(&c.Term, &c.Parent)
				s.accept(c.Term, c.Parent, categories)
			}
		case "tags":
			for range s.elements() {
				var t Term
				s.term(&t, nil)
				s.accept(t, ID{}, tags)
			}
		default:
			if s.unknown = s.extra(s.unknown); len(s.unknown) > maxExtra {
				s.fail("few unknown fields")
			}
		}
	}
}

// accept takes a term, where it is not one too many.
func (s *snapshot) accept(t Term, parent ID, of sort) {
	switch s.left--; {
	case s.err != nil:
	case s.left < 0:
		s.fail("fewer terms")
		s.err = fmt.Errorf("taxonomy: snapshot: %w", ErrTooLarge)
	default:
		s.terms.accept(t, parent, of)
	}
}
