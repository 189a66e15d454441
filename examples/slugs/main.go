// Command slugs makes slugs: it reads lines of text on standard input and writes
// one slug a line.
//
//	slugs [-lang de] [-max 96] [-unicode] [-json] < headlines.txt
//
// With -json it reads JSON Lines {"text","lang","max"} and writes {"text","slug"};
// lang and max of a line stand before those of the flags.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/newsjunction/news/taxonomy/slug"
)

// longestLine bounds a line, in bytes.
const longestLine = 1 << 20

func main() {
	switch err := run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr); {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "slugs:", err)
		os.Exit(1)
	}
}

// run is the command. It stops at the first line that is too long or no JSON; the
// slugs of the lines before it are written.
func run(args []string, in io.Reader, out, messages io.Writer) error {
	flags := flag.NewFlagSet("slugs", flag.ContinueOnError)
	flags.SetOutput(messages)
	var o slug.Options
	flags.StringVar(&o.Lang, "lang", "", "`language` of the text (BCP 47)")
	flags.IntVar(&o.MaxBytes, "max", slug.DefaultMaxBytes, "cap of a slug in `bytes`")
	flags.BoolVar(&o.Unicode, "unicode", false, "keep letters of all scripts")
	asJSON := flags.Bool("json", false, `read {"text","lang","max"} and write {"text","slug"}`)
	if err := flags.Parse(args); err != nil {
		return err
	}
	write := plain
	if *asJSON {
		write = jsonLine
	}
	return lines(in, out, func(w *bufio.Writer, line string) error { return write(w, line, o) })
}

// lines gives each line of in to write, and tells in which one an error is.
func lines(in io.Reader, out io.Writer, write func(w *bufio.Writer, line string) error) error {
	scanner := bufio.NewScanner(in)
	scanner.Buffer(nil, longestLine)
	w := bufio.NewWriter(out)
	n := 0
	for scanner.Scan() {
		n++
		if err := write(w, scanner.Text()); err != nil {
			return errors.Join(fmt.Errorf("line %d: %w", n, err), w.Flush())
		}
	}
	if err := scanner.Err(); err != nil {
		return errors.Join(fmt.Errorf("line %d: %w", n+1, err), w.Flush())
	}
	return w.Flush()
}

func plain(w *bufio.Writer, line string, o slug.Options) error {
	_, err := w.WriteString(slug.Make(line, o) + "\n")
	return err
}

func jsonLine(w *bufio.Writer, line string, o slug.Options) error {
	if strings.TrimSpace(line) == "" {
		return nil
	}
	var in struct {
		Text string `json:"text"`
		Lang string `json:"lang"`
		Max  int    `json:"max"`
	}
	if err := json.Unmarshal([]byte(line), &in); err != nil {
		return err
	}
	if in.Lang != "" {
		o.Lang = in.Lang
	}
	if in.Max != 0 {
		o.MaxBytes = in.Max
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(struct {
		Text string `json:"text"`
		Slug string `json:"slug"`
	}{in.Text, slug.Make(in.Text, o)})
}
