package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

// surgery is what the command line asks to be done to the terms: two names each, apart
// by a comma. A name that is there is a label or the slug in an address.
type surgery struct {
	mergeTags      string // FROM,INTO
	renameTag      string // OLD,NEW
	renameCategory string // OLD,NEW
	yes            bool   // do it; else it is only told what would be done
}

func (s surgery) asked() bool { return s.mergeTags+s.renameTag+s.renameCategory != "" }

// errNoTerm means that no term has a name.
var errNoTerm = errors.New("there is no such term")

// operate tells what a surgery would do, and does it where that is wanted. A site that
// is on the air follows at its next request.
func operate(ctx context.Context, file string, s surgery, stdout io.Writer) (err error) {
	if _, err := os.Stat(file); err != nil { // to open it would make it
		return err
	}
	db, err := openDatabase(ctx, file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tree, err := db.terms.Load(ctx)
	if err != nil {
		return err
	}
	preview, err := s.preview(ctx, db.articles, tree, stdout)
	if err != nil {
		return err
	}
	if !s.yes {
		_, err = fmt.Fprintln(stdout, "Nothing is changed yet: add -yes.")
		return err
	}
	if err := db.terms.Commit(ctx, preview.Change); err != nil {
		return err
	}
	_, err = fmt.Fprintln(stdout, "Done.")
	return err
}

// preview tells what the surgery would do, and returns it.
func (s surgery) preview(ctx context.Context, articles article.Store, tree *taxonomy.Tree, stdout io.Writer) (taxonomy.Preview, error) {
	plan, err := s.plan(tree)
	if err != nil {
		return taxonomy.Preview{}, err
	}
	preview, err := tree.Preview(plan)
	if err != nil {
		return taxonomy.Preview{}, err
	}
	next, err := tree.With(preview.Change)
	if err != nil {
		return taxonomy.Preview{}, err
	}
	return preview, tell(ctx, articles, stdout, tree, next, preview)
}

// plan is the surgery as a plan on a tree.
func (s surgery) plan(tree *taxonomy.Tree) (taxonomy.Plan, error) {
	var errs []error
	plan := tree.Plan()
	two := func(names string, do func(one, other string) error) {
		if names == "" {
			return
		}
		one, other, ok := strings.Cut(names, ",")
		if one, other = strings.TrimSpace(one), strings.TrimSpace(other); !ok || one == "" || other == "" {
			errs = append(errs, fmt.Errorf("%q are not two names, apart by a comma", names))
			return
		}
		errs = append(errs, do(one, other))
	}
	two(s.mergeTags, func(from, into string) error {
		a, err1 := findTag(tree, from)
		b, err2 := findTag(tree, into)
		plan = plan.Merge(a.ID, b.ID)
		return errors.Join(err1, err2)
	})
	two(s.renameTag, func(old, name string) error {
		t, err := findTag(tree, old)
		plan = renamed(plan, t.Term, name)
		return err
	})
	two(s.renameCategory, func(old, name string) error {
		c, err := findCategory(tree, old)
		plan = renamed(plan, c.Term, name)
		return err
	})
	return plan, errors.Join(errs...)
}

// renamed plans another label in the language in which the site shows the term, and a
// slug of it.
func renamed(plan taxonomy.Plan, t taxonomy.Term, name string) taxonomy.Plan {
	label := taxonomy.Label{Lang: "en", Text: name}
	for _, held := range t.Labels {
		if held.Text == t.Labels.In("en") {
			label.Lang = held.Lang
		}
	}
	return plan.Rename(t.ID, label, taxonomy.KeepSlug).Reslug(t.ID, slug.Make(name, slug.Options{Lang: label.Lang}))
}

func findTag(tree *taxonomy.Tree, name string) (taxonomy.Tag, error) {
	if t, ok := tree.FindTag(name); ok {
		return t, nil
	}
	if t, ok := tree.TagBySlug(name); ok {
		return t, nil
	}
	return taxonomy.Tag{}, fmt.Errorf("tag %.80q: %w", name, errNoTerm)
}

// findCategory finds a category by its path, or by a label that no other has.
func findCategory(tree *taxonomy.Tree, name string) (taxonomy.Category, error) {
	if c, ok := tree.CategoryByPath(name); ok {
		return c, nil
	}
	var found []taxonomy.Category
	for c := range tree.FindCategories(name) {
		found = append(found, c)
	}
	switch len(found) {
	case 0:
		return taxonomy.Category{}, fmt.Errorf("category %.80q: %w", name, errNoTerm)
	case 1:
		return found[0], nil
	}
	return taxonomy.Category{}, fmt.Errorf("category %.80q: there are %d of that name: give the path of its address", name, len(found))
}

// tell writes what a change does: to terms and to their stories, which nobody
// touches, and to addresses.
func tell(ctx context.Context, articles article.Store, out io.Writer, tree, next *taxonomy.Tree, p taxonomy.Preview) error {
	if p.Change.IsZero() {
		_, err := fmt.Fprintln(out, "It is so already.")
		return err
	}
	var lines strings.Builder
	for _, id := range changed(p.Change) {
		was, _ := tree.Term(id)
		now, _ := next.Term(id)
		before, err := stories(ctx, articles, tree.Reach(id))
		if err != nil {
			return err
		}
		after, err := stories(ctx, articles, next.Reach(id))
		if err != nil {
			return err
		}
		fmt.Fprintf(&lines, "%q (stories: %d) becomes %q (stories: %d)\n", was.Labels.In("en"), before, now.Labels.In("en"), after)
	}
	for _, r := range p.Redirects {
		at := map[string]string{taxonomy.CategoryScope: routes().Category, taxonomy.TagScope: routes().Tag}[r.Scope]
		fmt.Fprintf(&lines, "%s%s leads to %s%s\n", at, r.From, at, r.To)
	}
	_, err := io.WriteString(out, lines.String())
	return err
}

// changed returns the terms that a change takes elsewhere, those that stood for
// themselves.
func changed(change taxonomy.Change) (ids []taxonomy.ID) {
	for _, s := range change.Categories {
		if s.Before != nil && s.Before.Into.IsZero() {
			ids = append(ids, s.Before.ID)
		}
	}
	for _, s := range change.Tags {
		if s.Before != nil && s.Before.Into.IsZero() {
			ids = append(ids, s.Before.ID)
		}
	}
	return ids
}

// stories counts what readers see under terms.
func stories(ctx context.Context, articles article.Store, terms []taxonomy.ID) (int, error) {
	keys, err := article.Keys(articles.List(ctx, article.Query{At: time.Now(), Terms: terms}))
	return len(keys), err
}
