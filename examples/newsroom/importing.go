package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/interchange/wxr"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/examples/internal/meter"
)

// importFile reads a WordPress export into the stores, shows its progress on a
// terminal, and tells what it did and what was lost.
func importFile(ctx context.Context, db *database, file string, now time.Time, stdout, stderr io.Writer) (err error) {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	if info.IsDir() {
		return fmt.Errorf("importing %s: it is a folder", file)
	}
	bar := meter.Bar(stderr, 2*info.Size(), "Importing") // it is read twice, first for the pictures
	result, err := interchange.File(ctx, wxr.Read(meter.File{File: in, Bar: bar}, wxr.Options{}), interchange.Into{
		Articles: db.articles,
		Authors:  db.authors,
		Terms:    db.terms,
		Names:    db.names,
		Stamp:    article.Stamp{At: now, By: "newsroom", Why: "imported from " + file},
	})
	if err != nil {
		return errors.Join(fmt.Errorf("importing %s: %w", file, err), bar.Exit())
	}
	if err := bar.Finish(); err != nil {
		return err
	}
	return summarise(stdout, file, result)
}

// summarise tells what an import did, the most frequent losses first.
func summarise(stdout io.Writer, file string, r interchange.Result) error {
	out := bufio.NewWriter(stdout)
	fmt.Fprintf(out, "Imported %s: %d added, %d updated, %d unchanged\n", file, r.Added, r.Updated, r.Unchanged)
	losses := slices.SortedStableFunc(r.Losses.All(), func(a, b loss.Loss) int { return cmp.Compare(b.Count, a.Count) })
	if len(losses) > 0 {
		fmt.Fprintln(out, "What an article can't hold:")
	}
	for _, l := range losses {
		fmt.Fprintf(out, "%8d  %s %s: %s", l.Count, l.What, l.Action, l.Why)
		if l.Path != "" {
			fmt.Fprintf(out, " (%s)", l.Path)
		}
		fmt.Fprintln(out)
	}
	if more := r.Losses.More(); more > 0 {
		fmt.Fprintf(out, "%8d  more\n", more)
	}
	return out.Flush()
}
