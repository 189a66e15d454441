// Command sanitize makes untrusted HTML safe: it reads JSON Lines
// {"id","profile","html"} on standard input and writes {"id","html","error"}, one a
// line and in the same order.
//
//	sanitize < untrusted.jsonl > safe.jsonl
//
// The profile is Comment, Article, Feed, Newsletter or Plain. A line whose profile is
// unknown or whose HTML is too large gets an error and no HTML, and the next one is
// read; a line that is no JSON ends the run.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/newsjunction/news/article/sanitize"
)

// longestLine bounds a line, in bytes: the largest HTML that profiles read, each byte
// of it written as \u00XX.
const longestLine = 6*sanitize.MaxBytes + 1<<16

func main() {
	switch err := run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr); {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "sanitize:", err)
		os.Exit(1)
	}
}

// request is a line of the input. An id of any kind comes back as it is spelled.
type request struct {
	ID      json.RawMessage `json:"id"`
	Profile string          `json:"profile"`
	HTML    string          `json:"html"`
}

// response is a line of the output.
type response struct {
	ID    json.RawMessage `json:"id"`
	HTML  string          `json:"html"`
	Error string          `json:"error,omitempty"`
}

// run is the command. It stops at the first line that is too long or no JSON; the
// answers to the lines before it are written.
func run(args []string, in io.Reader, out, messages io.Writer) error {
	flags := flag.NewFlagSet("sanitize", flag.ContinueOnError)
	flags.SetOutput(messages)
	if err := flags.Parse(args); err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestLine)
	answers := json.NewEncoder(out)
	answers.SetEscapeHTML(false)
	n := 0
	for lines.Scan() {
		if n++; len(lines.Bytes()) == 0 {
			continue
		}
		var q request
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		if err := answers.Encode(answer(q)); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n+1, err)
	}
	return nil
}

func answer(q request) response {
	profile, ok := profileOf(q.Profile)
	if !ok {
		return response{ID: q.ID, Error: fmt.Sprintf("unknown profile %.40q", q.Profile)}
	}
	safe, _, err := profile.HTML(q.HTML)
	if err != nil {
		return response{ID: q.ID, Error: err.Error()}
	}
	return response{ID: q.ID, HTML: safe}
}

func profileOf(name string) (sanitize.Profile, bool) {
	switch name {
	case "Comment":
		return sanitize.Comment(), true
	case "Article":
		return sanitize.Article(), true
	case "Feed":
		return sanitize.Feed(), true
	case "Newsletter":
		return sanitize.Newsletter(), true
	case "Plain":
		return sanitize.Plain(), true
	}
	return sanitize.Profile{}, false
}
