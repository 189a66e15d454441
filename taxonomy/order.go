package taxonomy

import (
	"cmp"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// ByLabel sorts terms by their labels in a language, as its readers do and without
// regard to case; equal ones by id.
func ByLabel[T Category | Tag](terms []T, lang string) {
	order := collate.New(language.Make(lang), collate.IgnoreCase)
	var buf collate.Buffer
	type keyed struct {
		term T
		key  []byte
		id   ID
	}
	list := make([]keyed, len(terms))
	for i, t := range terms {
		term := termOf(t)
		list[i] = keyed{t, order.KeyFromString(&buf, term.Labels.In(lang)), term.ID}
	}
	slices.SortFunc(list, func(a, b keyed) int {
		return cmp.Or(slices.Compare(a.key, b.key), a.id.Compare(b.id))
	})
	for i, k := range list {
		terms[i] = k.term
	}
}

// ByOrder sorts terms by their order, small first. Equal ones stay as they are: sort
// them by label before.
func ByOrder[T Category | Tag](terms []T) {
	slices.SortStableFunc(terms, func(a, b T) int { return cmp.Compare(termOf(a).Order, termOf(b).Order) })
}

// ByCount sorts terms by a count, such as that of their articles, great first. Equal
// ones stay as they are: sort them by label before. Count is asked once a term.
func ByCount[T Category | Tag](terms []T, count func(ID) int) {
	type counted struct {
		term T
		n    int
	}
	list := make([]counted, len(terms))
	for i, t := range terms {
		list[i] = counted{t, count(termOf(t).ID)}
	}
	slices.SortStableFunc(list, func(a, b counted) int { return cmp.Compare(b.n, a.n) })
	for i, c := range list {
		terms[i] = c.term
	}
}

func termOf[T Category | Tag](t T) Term {
	if c, ok := any(t).(Category); ok {
		return c.Term
	}
	return any(t).(Tag).Term
}
