package conformance

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/newsjunction/news/article/articlesql"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

// mergeTags stands in the README.
func mergeTags(ctx context.Context, w io.Writer, content *articlesql.DB, from, into string) error {
	tree, err := content.Terms().Load(ctx)
	if err != nil {
		return err
	}
	one, _ := tree.FindTag(from)
	other, _ := tree.FindTag(into)
	preview, err := tree.Preview(tree.Plan().Merge(one.ID, other.ID)) // the dry run
	if err != nil {
		return err
	}
	fmt.Fprint(w, preview) // tag/isis -> tag/islamic-state
	if err := content.Terms().Commit(ctx, preview.Change); err != nil {
		return err // taxonomy.ErrVersionConflict: somebody else was first
	}
	old, err := content.Names().Resolve(ctx, slug.Name{Scope: taxonomy.TagScope, Slug: one.Slug})
	if err == nil && old.Status == slug.Moved {
		fmt.Fprintln(w, "301", old.Name.Slug)
	}
	return err
}

// A merge with its redirects, in a content database.
func Example_merge() {
	ctx := context.Background()
	folder, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	db, err := sql.Open("sqlite", dsn(filepath.Join(folder, "news.db")))
	if err != nil {
		panic(err)
	}
	defer db.Close()
	content, err := articlesql.Open(ctx, db, articlesql.Options{})
	if err != nil {
		panic(err)
	}
	var tree *taxonomy.Tree
	_, change, err := tree.Apply(tree.Plan().
		AddTag(taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.TagID("blog", "1"), Labels: taxonomy.Labels{{Text: "ISIS"}}}}).
		AddTag(taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.TagID("blog", "2"), Labels: taxonomy.Labels{{Text: "Islamic State"}}}}))
	if err == nil {
		err = content.Terms().Commit(ctx, change)
	}
	if err == nil {
		err = mergeTags(ctx, os.Stdout, content, "isis", "Islamic State")
	}
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// tag/isis -> tag/islamic-state
	// 301 islamic-state
}
