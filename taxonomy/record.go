package taxonomy

import (
	"encoding/json"
	"slices"

	"github.com/newsjunction/news/taxonomy/text"
)

// A record is a term as a tree holds it: what most terms have, and more where they
// have it. It is not written once a tree has it.
type record struct {
	id       ID
	labels   Labels
	slug     string
	order    int
	parent   ID // of a category
	more     *more
	sort     sort
	internal bool
	retired  bool
}

// more is what few terms have.
type more struct {
	descriptions Labels
	former       []string
	aliases      []string
	references   []Reference
	extra        json.RawMessage
	into         ID
}

// A sort is what keeps categories and tags apart.
type sort uint8

const (
	categories sort = iota
	tags
	sorts
)

// newRecord copies what it takes in. What is empty is nil, so that equal terms have
// equal records.
func newRecord(t Term, parent ID, of sort) *record {
	r := &record{
		id: t.ID, labels: copied(t.Labels).sorted(), slug: t.Slug, order: t.Order, parent: parent,
		sort: of, internal: t.Internal, retired: t.Retired,
	}
	m := more{copied(t.Descriptions).sorted(), copied(t.Former), copied(t.Aliases), copied(t.References), copied(t.Extra), t.Into}
	slices.Sort(m.former)
	m.former = slices.Compact(m.former)
	if m.descriptions != nil || m.former != nil || m.aliases != nil || m.references != nil || m.extra != nil || !m.into.IsZero() {
		r.more = &m
	}
	return r
}

func copied[S ~[]E, E any](s S) S {
	if len(s) == 0 {
		return nil
	}
	return append(make(S, 0, len(s)), s...)
}

// term returns the term of a record. It shares what it has with the record.
func (r *record) term() Term {
	t := Term{
		ID: r.id, Labels: r.labels, Slug: r.slug, Order: r.order,
		Internal: r.internal, Retired: r.retired,
	}
	if m := r.more; m != nil {
		t.Descriptions, t.Former, t.Aliases, t.References = m.descriptions, m.former, m.aliases, m.references
		t.Extra, t.Into = m.extra, m.into
	}
	return t
}

func (r *record) category() Category { return Category{r.term(), r.parent} }

func (r *record) tag() Tag { return Tag{r.term()} }

func (r *record) into() ID {
	if r.more == nil {
		return ID{}
	}
	return r.more.into
}

// standing reports whether a record is that of a term that stands for itself.
func (r *record) standing() bool { return r.into().IsZero() }

// slugs returns the slug of a record, and those it had.
func (r *record) slugs() []string {
	if r.more == nil {
		return []string{r.slug}
	}
	names := append([]string{r.slug}, r.more.former...)
	slices.Sort(names)
	return slices.Compact(names)
}

// keys returns the folded labels and aliases of a record, each once.
func (r *record) keys() []string {
	var keys []string
	add := func(s string) {
		if key := text.Fold(s); key != "" && !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	for _, label := range r.labels {
		add(label.Text)
	}
	if r.more != nil {
		for _, alias := range r.more.aliases {
			add(alias)
		}
	}
	return keys
}
