// Convert reads an archive and writes it in another format, with an account of what
// was lost:
//
//	go run ./convert -from wxr -to wxr|rss|json|html [-report report.json] [-types review,…] IN OUT
//
// IN is an export of WordPress, packed with gzip or not, and OUT a file; "-" stands for
// standard input and output. Items of the types that -types names are articles, as posts
// and pages are. With -to html, OUT is a folder, and its index.html a
// page that a browser opens. Nothing is written to OUT unless all of IN can be read.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/newsjunction/news/article/interchange/wxr"
	"github.com/newsjunction/news/article/loss"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}, time.Now())
	stop()
	os.Exit(code)
}

// streams are the standard ones.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// settings are what the command line says.
type settings struct {
	from, to, report, in, out string
	types                     []string
}

// run is the program: 0 for a clean end, 1 for a failure told in one line, 2 for a
// command line that can't be read.
func run(ctx context.Context, args []string, std streams, now time.Time) int {
	var s settings
	flags := flag.NewFlagSet("convert", flag.ContinueOnError)
	flags.SetOutput(std.err)
	flags.StringVar(&s.from, "from", "wxr", "`format` of IN: wxr")
	flags.StringVar(&s.to, "to", "", "`format` of OUT: "+strings.Join(formats(), ", "))
	flags.StringVar(&s.report, "report", "", "`file` for the report, as JSON")
	flags.Func("types", "`types` of items that are articles beside post and page, with commas between them", func(list string) error {
		s.types = strings.Split(list, ",")
		return nil
	})
	flags.Usage = func() {
		fmt.Fprintln(std.err, "usage: convert -from wxr -to wxr|rss|json|html [-report FILE] [-types TYPES] IN OUT")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	switch {
	case flags.NArg() != 2:
		fmt.Fprintln(std.err, "convert: give IN and OUT, after the flags")
		return 2
	case s.from != "wxr":
		fmt.Fprintf(std.err, "convert: -from %q is none of: wxr\n", s.from)
		return 2
	case !slices.Contains(formats(), s.to):
		fmt.Fprintf(std.err, "convert: -to %q is none of: %s\n", s.to, strings.Join(formats(), ", "))
		return 2
	}
	s.in, s.out = flags.Arg(0), flags.Arg(1)
	if err := convert(ctx, s, std, now); err != nil {
		fmt.Fprintf(std.err, "convert: %s\n", strings.ReplaceAll(err.Error(), "\n", "; "))
		return 1
	}
	return 0
}

func formats() []string { return []string{"wxr", "rss", "json", "html"} }

// convert reads all of IN, then writes OUT, then the report.
func convert(ctx context.Context, s settings, std streams, now time.Time) error {
	held, err := read(ctx, s, std, now)
	if err != nil {
		return err
	}
	if err := held.write(ctx, s, std); err != nil {
		return err
	}
	if s.report == "" {
		return nil
	}
	return writeFile(s.report, func(w io.Writer) error { return writeReport(w, held.counts, held.losses) })
}

// writeReport writes what was read, and what was lost of it.
func writeReport(w io.Writer, read wxr.Counts, losses loss.Report) error {
	report := struct {
		Read   wxr.Counts  `json:"read"`
		Losses []loss.Loss `json:"losses"`
		More   int         `json:"more,omitempty"`
	}{Read: read, Losses: []loss.Loss{}, More: losses.More()}
	report.Losses = slices.AppendSeq(report.Losses, losses.All())
	text, err := json.MarshalIndent(report, "", "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}
