package articlesql

import (
	"context"
	"errors"
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
	return tree, nil
}

// Commit implements [taxonomy.Store].
func (s terms) Commit(ctx context.Context, change taxonomy.Change) error {
	if err := ctx.Err(); err != nil || change.IsZero() {
		return err
	}
	err := s.write(ctx, func(t *transaction) error {
		version, err := t.treeVersion()
		if err != nil {
			return err
		}
		if version != change.Base {
			return taxonomy.ErrVersionConflict
		}
		tree, err := t.tree()
		if err != nil {
			return err
		}
		next, err := tree.With(change)
		if err != nil {
			return err
		}
		return t.putTerms(next, change)
	})
	return failed("committing terms", err)
}

// putTerms writes the terms that a change leads to, as they are in the next tree.
func (t *transaction) putTerms(next *taxonomy.Tree, change taxonomy.Change) error {
	for _, step := range change.Categories {
		if c, ok := next.Category(step.After.ID); ok {
			if err := t.putTerm("category", c.Term, c); err != nil {
				return err
			}
		}
	}
	for _, step := range change.Tags {
		if tag, ok := next.Tag(step.After.ID); ok {
			if err := t.putTerm("tag", tag.Term, tag); err != nil {
				return err
			}
		}
	}
	version := strconv.FormatUint(uint64(next.Version()), 10)
	return t.exec("UPDATE article_meta SET value = ? WHERE name = 'terms'", version)
}

func (t *transaction) putTerm(table string, term taxonomy.Term, v any) error {
	record, err := encode(v)
	if err != nil {
		return err
	}
	return t.insert(table+" (id, slug, record)", [][]any{{term.ID, term.Slug, record}})
}

func (t *transaction) treeVersion() (taxonomy.Version, error) {
	held, err := t.meta("terms")
	if err != nil {
		return 0, err
	}
	version, err := strconv.ParseUint(held, 10, 64)
	return taxonomy.Version(version), damage("article_meta", "terms", err)
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
