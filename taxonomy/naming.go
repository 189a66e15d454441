package taxonomy

import "github.com/newsjunction/news/taxonomy/slug"

// wants returns the slug that a term asks for, or one of its label.
func (t Term) wants() string {
	switch {
	case t.Slug == "":
		return slug.Make(t.Labels.In(""), slug.Options{})
	case isSlug(t.Slug):
		return t.Slug
	}
	return slug.Make(t.Slug, slug.Options{})
}

// suffixes are the next suffixes of slugs that were wanted in vain.
type suffixes map[string]int

// free returns a slug that is not taken: the one that is wanted, or one with a
// suffix. It counts on from the last one, as a book of names does: [slug.Free] would
// begin at 2 each time, and a thousand sections of one label would take a million
// steps.
func (s *suffixes) free(want string, taken func(string) bool) string {
	if !taken(want) {
		return want
	}
	if *s == nil {
		*s = make(suffixes)
	}
	for n := max((*s)[want], 2); ; n++ {
		if free := slug.Suffix(want, n, slug.Options{}); !taken(free) {
			(*s)[want] = n + 1
			return free
		}
	}
}
