package articlesql

import (
	"context"
	"errors"
	"iter"
	"strconv"

	"github.com/newsjunction/news/taxonomy"
)

// Load implements [taxonomy.Store]. Terms that don't make a sound tree are a
// [DamageError].
func (s terms) Load(ctx context.Context) (tree *taxonomy.Tree, err error) {
	err = s.read(ctx, func(t *transaction) error {
		tree, err = t.tree()
		return err
	})
	if err != nil {
		return nil, failed("loading terms", err)
	}
	s.newest.Store(tree)
	return tree, nil
}

// Commit implements [taxonomy.Store].
func (s terms) Commit(ctx context.Context, change taxonomy.Change) error {
	if err := ctx.Err(); err != nil || change.IsZero() {
		return err
	}
	err := s.write(ctx, func(t *transaction) error {
		held, err := t.treeVersion()
		if err != nil {
			return err
		}
		if held != change.Base {
			return taxonomy.ErrVersionConflict
		}
		tree, err := s.follow(t, held)
		if err != nil {
			return err
		}
		next, err := tree.With(change)
		if err != nil {
			return err
		}
		if err := t.putTerms(change); err != nil {
			return err
		}
		if err := (renaming{t, tree, next, change}).do(); err != nil {
			return err
		}
		return t.treeChanged(change)
	})
	return failed("committing terms", err)
}

// follow returns the tree of the version that is held. It goes on from the newest that
// was met, by what came since, so that a commit costs what it changes.
func (s terms) follow(t *transaction, held taxonomy.Version) (*taxonomy.Tree, error) {
	tree, err := t.treeSince(s.newest.Load(), held)
	if errors.Is(err, taxonomy.ErrForgotten) || errors.Is(err, taxonomy.ErrVersionConflict) {
		tree, err = t.tree() // the database is another one, such as an older copy
	}
	if err == nil {
		s.newest.Store(tree)
	}
	return tree, err
}

// treeSince returns the tree that the changes since one have led to.
func (t *transaction) treeSince(tree *taxonomy.Tree, held taxonomy.Version) (*taxonomy.Tree, error) {
	for tree.Version() != held {
		page, err := termChanges(t.each, tree.Version())
		if err == nil && len(page) == 0 {
			err = taxonomy.ErrForgotten
		}
		for _, change := range page {
			if err == nil {
				tree, err = tree.With(change)
			}
		}
		if err != nil {
			return nil, err
		}
	}
	return tree, nil
}

// Changes implements [taxonomy.Store]. All changes are kept.
func (s terms) Changes(ctx context.Context, since taxonomy.Version) iter.Seq2[taxonomy.Change, error] {
	return func(yield func(taxonomy.Change, error) bool) {
		for {
			page, err := s.changes(ctx, since)
			if err != nil {
				yield(taxonomy.Change{}, failed("changes of terms", err))
				return
			}
			for _, change := range page {
				if !yield(change, nil) {
					return
				}
				since++
			}
			if len(page) == 0 {
				return
			}
		}
	}
}

// changes returns some of the changes after a version; none where it is the newest.
func (s terms) changes(ctx context.Context, since taxonomy.Version) ([]taxonomy.Change, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	version, err := treeVersion(s.reading(ctx))
	if err != nil || since >= version {
		return nil, err
	}
	page, err := termChanges(s.reading(ctx), since)
	if err == nil && len(page) == 0 {
		err = taxonomy.ErrForgotten
	}
	return page, err
}

// termChangePage is how many changes are read at a time: one may be that of all terms.
const termChangePage = 16

// termChanges reads changes that follow on a version, one on the other.
func termChanges(each reading, since taxonomy.Version) (page []taxonomy.Change, err error) {
	err = each("SELECT version, record FROM term_change WHERE version > ? ORDER BY version LIMIT ?",
		[]any{int64(since), termChangePage}, func(scan scanner) error {
			var version, record string
			if err := scan(&version, &record); err != nil {
				return damage("term_change", version, err)
			}
			var c taxonomy.Change
			if err := decode(record, &c); err != nil {
				return damage("term_change", version, err)
			}
			if c.Base != since+taxonomy.Version(len(page)) {
				return taxonomy.ErrForgotten
			}
			page = append(page, c)
			return nil
		})
	return page, err
}

// treeChanged adds a change to those that are kept.
func (t *transaction) treeChanged(change taxonomy.Change) error {
	change.Next = change.Base + 1
	record, err := encode(change)
	if err != nil {
		return err
	}
	version := strconv.FormatUint(uint64(change.Next), 10)
	if err := t.insert("term_change (version, record)", [][]any{{version, record}}); err != nil {
		return err
	}
	return t.exec("UPDATE article_meta SET value = ? WHERE name = 'terms'", version)
}

// putTerms writes the terms that a change leads to.
func (t *transaction) putTerms(change taxonomy.Change) error {
	if err := putTerms(t, "category", change.Categories, func(c taxonomy.Category) taxonomy.ID { return c.ID }); err != nil {
		return err
	}
	return putTerms(t, "tag", change.Tags, func(tag taxonomy.Tag) taxonomy.ID { return tag.ID })
}

func putTerms[T any](t *transaction, table string, steps []taxonomy.Step[T], id func(T) taxonomy.ID) error {
	var added [][]any
	for _, step := range steps {
		if step.After == nil {
			if err := t.exec("DELETE FROM "+table+" WHERE id = ?", id(*step.Before)); err != nil {
				return err
			}
			continue
		}
		record, err := encode(*step.After)
		if err != nil {
			return err
		}
		if step.Before == nil {
			added = append(added, []any{id(*step.After), record})
		} else if err := t.exec("UPDATE "+table+" SET record = ? WHERE id = ?", record, id(*step.After)); err != nil {
			return err
		}
	}
	return t.insert(table+" (id, record)", added)
}

func (t *transaction) treeVersion() (taxonomy.Version, error) { return treeVersion(t.each) }

func treeVersion(each reading) (version taxonomy.Version, err error) {
	err = each("SELECT value FROM article_meta WHERE name = 'terms'", nil, func(scan scanner) error {
		held := ""
		if err := scan(&held); err != nil {
			return damage("article_meta", "terms", err)
		}
		n, err := strconv.ParseUint(held, 10, 64)
		version = taxonomy.Version(n)
		return damage("article_meta", "terms", err)
	})
	return version, err
}

// tree reads all terms.
func (t *transaction) tree() (*taxonomy.Tree, error) {
	version, err := t.treeVersion()
	if err != nil {
		return nil, err
	}
	categories, err := records[taxonomy.Category](t, "category")
	if err != nil {
		return nil, err
	}
	tags, err := records[taxonomy.Tag](t, "tag")
	if err != nil {
		return nil, err
	}
	tree, repairs := taxonomy.Load(categories, tags, taxonomy.Options{Version: version})
	if len(repairs) > 0 {
		return nil, &DamageError{"category or tag", repairs[0].Term.String(), errors.New(repairs[0].Why)}
	}
	return tree, nil
}

// records reads the terms of a table.
func records[T any](t *transaction, table string) (list []T, err error) {
	err = t.each("SELECT id, record FROM "+table+" ORDER BY id", nil, func(scan scanner) error {
		var id, record string
		if err := scan(&id, &record); err != nil {
			return damage(table, id, err)
		}
		var v T
		err := decode(record, &v)
		list = append(list, v)
		return damage(table, id, err)
	})
	return list, err
}
