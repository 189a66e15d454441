package articlesql

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/slug"
)

// ErrKept means that the names of a scope are another face's to give: those of
// articles, authors and terms are given where these are saved, and by nobody else.
var ErrKept = errors.New("names of the scope are kept by another face")

// Who gives the names of a scope: the keeper column of name_scope.
const (
	byArticles = "articles"
	byAuthors  = "authors"
	byTerms    = "terms"
	byLedger   = "names" // whoever uses [DB.Names]
)

// What became of a name: the status column of name. Each owner has one name that has
// not moved, and that one says of all of them whether they are gone.
const (
	current = "current"
	gone    = "gone"
	moved   = "moved"
)

// An account is what the book of names holds of an owner that has a name.
type account struct {
	owner   string // the id of an article, author or term; in other scopes, any text
	name    slug.Name
	retired bool
}

// The book of names is kept by the methods from here to plan, each in the transaction
// of the write that changes what the names are for: the article, the author or the
// tree of terms. A name is given in three steps. First [transaction.claim] its scope
// for the face; those of authors ("author") and terms ("category", "tag") are claimed
// in every database. Then look up the [transaction.account] of the owner, unless the
// caller knows it. Then reserve where it is zero, else rename. Who can do with no
// other name than the one wanted compares, and returns [slug.ErrTaken] where another
// was given: the transaction takes it back. The other methods do what a [slug.Ledger]
// promises by those names; restore brings back what was retired.

// claim makes a scope that of a keeper. [ErrKept] where it is another's.
func (t *transaction) claim(scope, keeper string) error {
	held, err := t.keeper(scope)
	switch {
	case err != nil:
		return err
	case held == "":
		return t.insert("name_scope (scope, keeper)", [][]any{{scope, keeper}})
	case held != keeper:
		return fmt.Errorf("scope %.80q: %w", scope, ErrKept)
	}
	return nil
}

// keeper returns who gives the names of a scope, or "".
func (t *transaction) keeper(scope string) (keeper string, err error) {
	_, err = t.one("SELECT keeper FROM name_scope WHERE scope = ?", []any{scope}, &keeper)
	return keeper, err
}

// account returns the account of an owner. It is the zero account where the owner
// has no name.
func (t *transaction) account(owner string) (a account, err error) {
	status := ""
	found, err := t.one("SELECT scope, slug, status FROM name WHERE owner = ? AND status <> 'moved'", []any{owner},
		&a.name.Scope, &a.name.Slug, &status)
	if err != nil || !found {
		return account{}, err
	}
	a.owner, a.retired = owner, status == gone
	return a, nil
}

// accountOf returns the account of an owner whose current name is name, or
// [slug.ErrNotOwner].
func (t *transaction) accountOf(name slug.Name, owner string) (account, error) {
	a, err := t.account(owner)
	if err == nil && (a.name.IsZero() || a.name != name) {
		err = fmt.Errorf("name %.80q: %w", name.String(), slug.ErrNotOwner)
	}
	return a, err
}

// reserve gives an owner that has no name the one it wants, or the first free one
// with a suffix.
func (t *transaction) reserve(want slug.Name, owner string, o slug.Options) (slug.Name, error) {
	c, err := t.find(want, account{owner: owner}, o)
	if err != nil {
		return slug.Name{}, err
	}
	return c.name, t.hold(c, owner)
}

// rename gives an owner another name, found as by reserve, to which the one it has
// redirects from then on. What was retired is no longer gone.
func (t *transaction) rename(a account, to slug.Name, o slug.Options) (slug.Name, error) {
	c, err := t.find(to, a, o)
	if err != nil {
		return slug.Name{}, err
	}
	if c.name == a.name {
		return c.name, t.restore(a)
	}
	if err := t.exec("UPDATE name SET status = ? WHERE owner = ? AND status <> 'moved'", moved, a.owner); err != nil {
		return slug.Name{}, err
	}
	if err := t.exec("DELETE FROM name WHERE scope = ? AND slug = ?", c.name.Scope, c.name.Slug); err != nil {
		return slug.Name{}, err
	}
	return c.name, t.hold(c, a.owner)
}

// retire marks all names of an owner as gone, and restore brings them back.
func (t *transaction) retire(a account) error  { return t.mark(a, gone) }
func (t *transaction) restore(a account) error { return t.mark(a, current) }

func (t *transaction) mark(a account, status string) error {
	if a.retired == (status == gone) {
		return nil
	}
	return t.exec("UPDATE name SET status = ? WHERE owner = ? AND status <> 'moved'", status, a.owner)
}

// redirect makes a name or a path redirect to the owner of a name.
func (t *transaction) redirect(from, to slug.Name) error {
	target, err := t.entry(to)
	if err == nil && target.owner == "" {
		err = fmt.Errorf("name %.80q: %w", to.String(), slug.ErrUnknownName)
	}
	if err != nil {
		return err
	}
	want := entry{target.owner, moved, target.owner}
	switch held, err := t.entry(from); {
	case err != nil:
		return err
	case held.owner == "":
		return t.putName(from, want)
	case held.owner != want.owner || held.status != moved:
		return fmt.Errorf("name %.80q: %w", from.String(), slug.ErrTaken)
	}
	return nil // it leads there, or is one that the owner had
}

// An entry is what the book of names holds of one name; zero where nobody has it.
type entry struct{ owner, status, given string }

func (t *transaction) entry(name slug.Name) (e entry, err error) {
	_, err = t.one("SELECT owner, status, given FROM name WHERE scope = ? AND slug = ?", []any{name.Scope, name.Slug},
		&e.owner, &e.status, &e.given)
	return e, err
}

// setName changes the entry of a name that somebody has.
func (t *transaction) setName(name slug.Name, e entry) error {
	return t.exec("UPDATE name SET owner = ?, status = ?, given = ? WHERE scope = ? AND slug = ?",
		e.owner, e.status, e.given, name.Scope, name.Slug)
}

// release makes a name free: one that redirects by itself, the current one with all
// that redirect to it. [slug.ErrNotOwner] where the owner does not hold it.
func (t *transaction) release(name slug.Name, owner string) error {
	held, err := t.entry(name)
	if err == nil && (held.owner == "" || held.owner != owner) {
		err = fmt.Errorf("name %.80q: %w", name.String(), slug.ErrNotOwner)
	}
	if err != nil {
		return err
	}
	names := []slug.Name{name}
	if held.status != moved {
		if names, err = t.names(owner); err != nil {
			return err
		}
	}
	for _, n := range names {
		if err := t.dropName(n); err != nil {
			return err
		}
	}
	return nil
}

// names returns all that an owner holds, in order.
func (t *transaction) names(owner string) (names []slug.Name, err error) {
	err = t.each("SELECT scope, slug FROM name WHERE owner = ?", []any{owner}, func(scan scanner) error {
		var n slug.Name
		err := scan(&n.Scope, &n.Slug)
		names = append(names, n)
		return err
	})
	slices.SortFunc(names, slug.Name.Compare)
	return names, err
}

// plan returns what rename would do.
func (t *transaction) plan(a account, to slug.Name, o slug.Options) (slug.Renaming, error) {
	c, err := t.find(to, a, o)
	if err != nil {
		return slug.Renaming{}, err
	}
	names, err := t.names(a.owner)
	names = slices.DeleteFunc(names, func(n slug.Name) bool { return n == c.name })
	return slug.Renaming{To: c.name, Redirects: names}, err
}

// resolve says what a name is and who keeps the scope of its owner's current name.
func resolve(each reading, name slug.Name) (res slug.Resolution, keeper string, err error) {
	found := false
	var now [4]*string
	err = each(`SELECT n.owner, c.scope, c.slug, c.status, s.keeper FROM name n
		LEFT JOIN name c ON c.owner = n.owner AND c.status <> 'moved'
		LEFT JOIN name_scope s ON s.scope = c.scope
		WHERE n.scope = ? AND n.slug = ?`, []any{name.Scope, name.Slug}, func(scan scanner) error {
		found = true
		return damage("name", name.String(), scan(&res.Owner, &now[0], &now[1], &now[2], &now[3]))
	})
	switch {
	case err != nil:
		return res, "", err
	case !found:
		return res, "", slug.ErrUnknownName
	case slices.Contains(now[:], nil) || *now[2] != current && *now[2] != gone:
		return res, "", &DamageError{"name", name.String(), article.ErrUnknownValue}
	}
	res.Name = slug.Name{Scope: *now[0], Slug: *now[1]}
	switch {
	case *now[2] == gone:
		res.Status, res.Name = slug.Gone, name
	case res.Name != name:
		res.Status = slug.Moved
	}
	return res, *now[3], nil
}

// name keeps the book of names as the article wants it, and returns the name that
// the article is given.
func (t *transaction) name(a article.Article, held account, naming article.Naming) (slug.Name, error) {
	if held.name.IsZero() || !a.Name.IsZero() && a.Name != held.name {
		want := naming.Want(a)
		if err := want.Check(); err != nil {
			return slug.Name{}, err
		}
		if err := t.claim(want.Scope, byArticles); err != nil {
			return slug.Name{}, err
		}
		var err error
		if held.name.IsZero() {
			held.name, err = t.reserve(want, held.owner, naming.Slug)
		} else {
			held.name, err = t.rename(held, want, naming.Slug)
		}
		if err != nil {
			return slug.Name{}, err
		}
		held.retired = false
	}
	if a.State == article.Withdrawn {
		return held.name, t.retire(held)
	}
	return held.name, t.restore(held)
}

// Find implements [article.Store].
func (s articles) Find(ctx context.Context, name slug.Name) (f article.Found, err error) {
	res, keeper, err := resolve(s.reading(ctx), name)
	if errors.Is(err, slug.ErrUnknownName) || err == nil && keeper != byArticles {
		err = article.ErrNotFound
	}
	if err == nil {
		f = article.Found{Status: res.Status, Name: res.Name}
		f.ID, err = article.ParseID(res.Owner)
		err = damage("name", name.String(), err)
	}
	if err != nil {
		return article.Found{}, failed(fmt.Sprintf("name %.80q", name.String()), err)
	}
	return f, nil
}
