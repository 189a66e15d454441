package articlesql

import (
	"slices"
	"strconv"

	"github.com/newsjunction/news/taxonomy/slug"
)

// A number is one that may be put behind a stem to make a name: a row of name_number.
// For each stem and count of digits one row, which is not freed, holds the number that
// comes next: all below it of as many digits are held, reserved, or in freed rows.
// Where it lacks, the first of as many digits comes next. A freed row holds a number
// that nobody holds.
type number struct {
	stem   string
	digits int
	n      int
	freed  bool
}

func (r number) slug() string { return r.stem + "-" + strconv.Itoa(r.n) }

// numberOf returns the number at the end of a slug. Its n is 0 where there is none.
func numberOf(s string) number {
	stem, n := slug.Number(s)
	return number{stem: stem, digits: len(s) - len(stem) - len("-"), n: n}
}

// numberFor returns the first number of as many digits behind a name that is wanted,
// the stem of which depends on them where it meets the cap.
func numberFor(want string, digits int, o slug.Options) number {
	return numberOf(slug.Suffix(want, slug.FirstNumber(digits), o))
}

// A candidate is a name that is free for an owner.
type candidate struct {
	name   slug.Name
	passed []number // what comes next by each count that finding it went on with
}

// find returns the name that an account may have: want, or the first with a suffix
// that is free or its own. However many want one name, it asks for the number that
// comes next, and whether want and that number are free.
func (t *transaction) find(want slug.Name, a account, o slug.Options) (candidate, error) {
	counts, err := t.counts(want, o)
	if err != nil {
		return candidate{}, err
	}
	var passed []number
	asked := []string{want.Slug}
	for digits := 1; ; digits++ {
		began := counts.next(numberFor(want.Slug, digits, o))
		next := began
		for next.n < slug.FirstNumber(digits+1) {
			asked = append(asked, next.slug())
			free, err := t.free(want.Scope, a.owner, asked, o)
			if err != nil {
				return candidate{}, err
			}
			if free == next.slug() && !next.freed {
				passed = append(passed, next.after())
			}
			if free != "" {
				return t.orOwn(candidate{slug.Name{Scope: want.Scope, Slug: free}, passed}, want, a, o)
			}
			asked = nil
			if next, err = t.after(want.Scope, next, counts); err != nil {
				return candidate{}, err
			}
		}
		if next != began {
			passed = append(passed, next)
		}
	}
}

// free returns the first of some slugs that is no reserved word, and that nobody
// holds but perhaps owner; "" where there is none.
func (t *transaction) free(scope, owner string, slugs []string, o slug.Options) (string, error) {
	taken := slices.Clone(o.Reserved)
	args := []any{scope, owner}
	for _, s := range slugs {
		args = append(args, s)
	}
	statement := "SELECT slug FROM name WHERE scope = ? AND owner <> ? AND slug IN (" + marks(len(slugs)) + ")"
	err := t.each(statement, args, func(scan scanner) error {
		var s string
		err := scan(&s)
		taken = append(taken, s)
		return err
	})
	if err != nil {
		return "", err
	}
	for _, s := range slugs {
		if !slices.Contains(taken, s) {
			return s, nil
		}
	}
	return "", nil
}

// orOwn returns the candidate, or the name of the account's own that comes before it
// where a suffix is wanted.
func (t *transaction) orOwn(c candidate, want slug.Name, a account, o slug.Options) (candidate, error) {
	if a.name.IsZero() || c.name == want {
		return c, nil
	}
	names, err := t.names(a.owner)
	best := numberOf(c.name.Slug).n
	for _, name := range names {
		n := numberOf(name.Slug).n
		if name.Scope == want.Scope && n > 0 && n < best && slug.Suffix(want.Slug, n, o) == name.Slug &&
			!slices.Contains(o.Reserved, name.Slug) {
			c, best = candidate{name: name}, n
		}
	}
	return c, err
}

// counts are the rows of name_number that say what comes next behind a name: of each
// stem and count of digits the row that is not freed, and the lowest freed one.
type counts []number

func (t *transaction) counts(want slug.Name, o slug.Options) (rows counts, err error) {
	const digits = 9 // as many as slug.Number reads
	args := []any{want.Scope}
	for n := 1; n <= digits; n++ {
		if stem := numberFor(want.Slug, n, o).stem; args[len(args)-1] != stem {
			args = append(args, stem)
		}
	}
	statement := "SELECT stem, digits, freed, min(number) FROM name_number WHERE scope = ? AND stem IN (" +
		marks(len(args)-1) + ") GROUP BY stem, digits, freed"
	err = t.each(statement, args, func(scan scanner) error {
		var r number
		err := scan(&r.stem, &r.digits, &r.freed, &r.n)
		rows = append(rows, r)
		return damage("name_number", want.String(), err)
	})
	return rows, err
}

// next returns the number that comes first where base would if there were no rows.
func (rows counts) next(base number) number {
	if i := slices.IndexFunc(rows, func(r number) bool { return r.freed && r.isBehind(base) }); i >= 0 {
		return rows[i]
	}
	return rows.count(base)
}

// count is next without what was freed.
func (rows counts) count(base number) number {
	if i := slices.IndexFunc(rows, func(r number) bool { return !r.freed && r.isBehind(base) }); i >= 0 {
		return rows[i]
	}
	return base
}

func (r number) isBehind(base number) bool { return r.stem == base.stem && r.digits == base.digits }

// after returns the number that comes after one that is not free.
func (t *transaction) after(scope string, r number, rows counts) (number, error) {
	if !r.freed { // somebody wanted this very name, or it is a reserved word
		return r.after(), nil
	}
	base := number{stem: r.stem, digits: r.digits, n: slug.FirstNumber(r.digits)}
	next, err := t.numberRow(scope, r, true, " AND number > ? ORDER BY number LIMIT 1", r.n)
	if err != nil || next.n == 0 {
		return rows.count(base), err
	}
	return next, nil
}

// numberRow reads the row of a number's stem and digits that is freed or is not. Its n
// is 0 where there is none.
func (t *transaction) numberRow(scope string, r number, freed bool, more string, args ...any) (number, error) {
	r.n, r.freed = 0, freed
	statement := "SELECT number FROM name_number WHERE scope = ? AND stem = ? AND digits = ? AND freed = ?" + more
	err := t.each(statement, append([]any{scope, r.stem, r.digits, flag(freed)}, args...), func(scan scanner) error {
		return damage("name_number", scope+":"+r.stem, scan(&r.n))
	})
	return r, err
}

func (r number) after() number {
	r.n++
	return r
}

// hold makes a candidate the current name of an owner.
func (t *transaction) hold(c candidate, owner string) error {
	for _, r := range c.passed {
		if err := t.exec("DELETE FROM name_number WHERE scope = ? AND stem = ? AND digits = ? AND freed = 0",
			c.name.Scope, r.stem, r.digits); err != nil {
			return err
		}
		if err := t.putNumber(c.name.Scope, r); err != nil {
			return err
		}
	}
	return t.putName(c.name, entry{owner: owner, status: current})
}

// putName writes a name that nobody holds.
func (t *transaction) putName(name slug.Name, e entry) error {
	if r := numberOf(name.Slug); r.n > 0 {
		if err := t.exec("DELETE FROM name_number WHERE scope = ? AND stem = ? AND digits = ? AND freed = 1 AND number = ?",
			name.Scope, r.stem, r.digits, r.n); err != nil {
			return err
		}
	}
	return t.insert("name (scope, slug, owner, status, given)", [][]any{{name.Scope, name.Slug, e.owner, e.status, e.given}})
}

// dropName deletes a name, the number of which comes next where it was counted.
func (t *transaction) dropName(name slug.Name) error {
	if err := t.exec("DELETE FROM name WHERE scope = ? AND slug = ?", name.Scope, name.Slug); err != nil {
		return err
	}
	r := numberOf(name.Slug)
	if r.n == 0 {
		return nil
	}
	next, err := t.numberRow(name.Scope, r, false, "")
	if err != nil || next.n <= r.n {
		return err
	}
	r.freed = true
	return t.putNumber(name.Scope, r)
}

func (t *transaction) putNumber(scope string, r number) error {
	return t.insert("name_number (scope, stem, digits, freed, number)", [][]any{{scope, r.stem, r.digits, flag(r.freed), r.n}})
}

// flag is a truth in a column of numbers.
func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}
