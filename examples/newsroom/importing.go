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

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/interchange/wxr"
	"github.com/newsjunction/news/article/loss"
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
	bar := progress(stderr, info.Size())
	result, err := interchange.File(ctx, wxr.Read(io.TeeReader(in, bar), wxr.Options{}), interchange.Into{
		Articles: db.articles,
		Authors:  db.authors,
		Terms:    db.terms,
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

// progress is a bar on a terminal, and nothing in a pipe.
func progress(stderr io.Writer, size int64) *progressbar.ProgressBar {
	f, ok := stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return progressbar.DefaultBytesSilent(size)
	}
	return progressbar.NewOptions64(size,
		progressbar.OptionSetWriter(stderr),
		progressbar.OptionSetDescription("Importing"),
		progressbar.OptionShowBytes(true),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionClearOnFinish(),
	)
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
		fmt.Fprintf(out, "%8d  %s %s: %s\n", l.Count, l.What, l.Action, l.Why)
	}
	if more := r.Losses.More(); more > 0 {
		fmt.Fprintf(out, "%8d  more\n", more)
	}
	return out.Flush()
}
