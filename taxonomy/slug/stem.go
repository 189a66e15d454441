package slug

import "slices"

// A scope holds the names of one scope by their stems.
type scope map[string]*stem

// A stem is a slug with the numbers that were put behind it: storm of storm, storm-2
// and storm-3. It knows the next number without asking for one after the other, and
// spares each numbered name an entry of its own.
type stem struct {
	holder *account // of the slug itself; nil where it is free
	runs   []run    // by the digits of the number, from one digit on
}

// A run holds the numbers of a stem that have as many digits, one after the other
// from 2, 10, 100 and so on. Numbers of more digits may be put behind a shorter stem,
// to keep the cap, and so begin anew. A number that the run does not reach yet is a
// stem of its own, if it is held at all.
type run struct {
	holders []*account
	freed   []int // indexes of those that are free, but for reserved words, in order
}

// A spot is where the holder of a slug stands.
type spot struct {
	slug string
	stem *stem // of the slug itself; nil where there is none, or in a run
	run  *run  // nil where the slug is a stem of its own
	i    int   // in the run; its length where the run is to grow
}

func (p spot) holder() *account {
	switch {
	case p.run != nil && p.i < len(p.run.holders):
		return p.run.holders[p.i]
	case p.stem != nil:
		return p.stem.holder
	}
	return nil
}

// spot returns the spot of a slug.
func (s scope) spot(slug string) spot {
	if head, digits, i := split(slug); digits > 0 {
		if st := s[head]; st != nil && digits <= len(st.runs) {
			if r := &st.runs[digits-1]; i < len(r.holders) {
				return spot{slug: slug, run: r, i: i}
			}
		}
	}
	return spot{slug: slug, stem: s[slug]}
}

// split is [Number] with the number told by its digits, 0 where there is none, and by
// its place among those of as many.
func split(slug string) (head string, digits, i int) {
	head, n := Number(slug)
	if n == 0 {
		return "", 0, 0
	}
	digits = len(slug) - len(head) - len("-")
	return head, digits, n - FirstNumber(digits)
}

// hold makes the spot one of a.
func (s scope) hold(p spot, a *account) {
	switch {
	case p.run != nil && p.i == len(p.run.holders):
		p.run.holders = append(p.run.holders, a)
	case p.run != nil:
		p.run.holders[p.i] = a
		if at, ok := slices.BinarySearch(p.run.freed, p.i); ok {
			p.run.freed = slices.Delete(p.run.freed, at, at+1)
		}
	case p.stem != nil:
		p.stem.holder = a
	default:
		s[p.slug] = &stem{holder: a}
	}
}

// drop makes a slug that is held free.
func (s scope) drop(slug string) {
	p := s.spot(slug)
	if p.run != nil {
		p.run.drop(p.i)
		head, _, _ := split(slug)
		s.tidy(head, s[head])
		return
	}
	p.stem.holder = nil
	s.tidy(slug, p.stem)
}

// tidy forgets a stem that nobody holds a name of.
func (s scope) tidy(slug string, st *stem) {
	if st.holder == nil && !slices.ContainsFunc(st.runs, func(r run) bool { return len(r.holders) > 0 }) {
		delete(s, slug)
	}
}

// drop makes a number free. A run ends with one that is held.
func (r *run) drop(i int) {
	r.holders[i] = nil
	at, _ := slices.BinarySearch(r.freed, i)
	r.freed = slices.Insert(r.freed, at, i)
	for n := len(r.holders) - 1; n >= 0 && r.holders[n] == nil; n-- {
		r.holders = r.holders[:n]
		if last := len(r.freed) - 1; last >= 0 && r.freed[last] == n {
			r.freed = r.freed[:last]
		}
	}
}

// free returns the spot of the first free suffix of a slug that is taken.
//
// All numbers that a run reaches are held or in its list of freed ones, so that only
// the next is looked up beside the slug itself.
func (s scope) free(want string, o Options) spot {
	last, st := want, s[want]
	for digits := 1; ; digits++ {
		head := head(want, digits, o)
		if head != last {
			last, st = head, s[head]
		}
		if st == nil { // nobody holds the word that is reserved, or what is left of a long one
			st = new(stem)
			s[head] = st
		}
		if p, ok := s.next(st, head, digits, o); ok {
			return p
		}
	}
}

// next returns the spot of the first free number of as many digits behind a head,
// whose stem is st.
func (s scope) next(st *stem, head string, digits int, o Options) (p spot, ok bool) {
	for len(st.runs) < digits {
		st.runs = append(st.runs, run{})
	}
	r := &st.runs[digits-1]
	from, past := FirstNumber(digits), FirstNumber(digits+1)
	for len(r.freed) > 0 {
		i := r.freed[0]
		if slug := numbered(head, from+i); !slices.Contains(o.Reserved, slug) {
			return spot{slug: slug, run: r, i: i}, true
		}
		r.freed = r.freed[1:]
	}
	for from+len(r.holders) < past {
		slug := numbered(head, from+len(r.holders))
		own := s[slug]
		switch {
		case own != nil && own.holder != nil:
			r.holders = append(r.holders, own.holder)
			own.holder = nil
			s.tidy(slug, own)
		case slices.Contains(o.Reserved, slug):
			r.holders = append(r.holders, nil)
		default:
			return spot{slug: slug, run: r, i: len(r.holders)}, true
		}
	}
	return spot{}, false
}
