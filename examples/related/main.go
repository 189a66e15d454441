// Command related finds the related articles of a corpus, with the reason why.
//
//	related -corpus docs.jsonl [-queries ids.txt] [-k 10] [-lang en]
//	related -corpus docs.jsonl -eval judgements.jsonl
//
// The corpus is JSON Lines {"id","title","body","tags":[],"categories":[],"published"},
// optionally with "lang", "section", "series", "url" and "lead". For each query, one id
// a line, or for every article, it writes a line
// {"id","hits":[{"id","score","why"}]}. With -eval it asks what judgements, JSON Lines
// {"query","rel":{id:grade}}, name, and prints nDCG@5 with the grade as gain, MAP@10
// and recall@4 of what has a grade of 0.4 or more, and how long an answer took.
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
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
	"github.com/newsjunction/news/taxonomy"
)

// longestLine bounds a line, in bytes.
const longestLine = 64 << 20

func main() {
	switch err := run(os.Args[1:], os.Stdout, os.Stderr); {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "related:", err)
		os.Exit(1)
	}
}

// run is the command.
func run(args []string, out, messages io.Writer) error {
	flags := flag.NewFlagSet("related", flag.ContinueOnError)
	flags.SetOutput(messages)
	path := flags.String("corpus", "", "articles, as JSON Lines in a `file`")
	queries := flags.String("queries", "", "ids to ask for, one a line in a `file`")
	judgements := flags.String("eval", "", "judgements to be measured by, as JSON Lines in a `file`")
	k := flags.Int("k", 10, "at most so many `hits`")
	lang := flags.String("lang", "en", "`language` of articles that name none (BCP 47)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *path == "" {
		return errors.New("a corpus is needed: -corpus docs.jsonl")
	}
	c, err := readCorpus(*path, *lang, messages)
	if err != nil {
		return err
	}
	if *judgements != "" {
		return c.evaluate(*judgements, out)
	}
	asked := c.names
	if *queries != "" {
		if asked, err = readQueries(*queries); err != nil {
			return err
		}
	}
	return c.answer(asked, *k, out, messages)
}

// corpus is an index of articles that go by other ids outside.
type corpus struct {
	index *related.Index
	names []string // in the order of the file
	name  map[article.ID]string
}

// document is an article as the corpus has it.
type document struct {
	ID         string    `json:"id"`
	Lang       string    `json:"lang"`
	Title      string    `json:"title"`
	Lead       string    `json:"lead"`
	Body       string    `json:"body"`
	Tags       []string  `json:"tags"`
	Categories []string  `json:"categories"`
	Section    string    `json:"section"`
	Series     string    `json:"series"`
	URL        string    `json:"url"`
	Published  time.Time `json:"published"`
}

func idOf(name string) article.ID { return article.IDFor("corpus", name) }

func readCorpus(path, lang string, messages io.Writer) (*corpus, error) {
	c := &corpus{index: related.NewIndex(related.Options{}), name: make(map[article.ID]string)}
	err := readLines(path, func(line []byte) error {
		d := document{Lang: lang}
		if err := json.Unmarshal(line, &d); err != nil {
			return err
		}
		if d.ID == "" {
			return errors.New("an article without an id")
		}
		given := related.Document{
			ID: idOf(d.ID), Lang: d.Lang, Title: d.Title, Lead: d.Lead, Body: d.Body, Tags: d.Tags,
			Categories: d.Categories, Published: d.Published, Series: d.Series, URL: d.URL,
		}
		if d.Section != "" {
			given.Section = taxonomy.CategoryID("corpus", d.Section)
		}
		if err := c.index.Put(given); errors.Is(err, related.ErrEmpty) {
			fmt.Fprintf(messages, "related: %s has no words\n", d.ID)
		} else if err != nil {
			return err
		}
		if _, again := c.name[given.ID]; !again {
			c.names = append(c.names, d.ID)
		}
		c.name[given.ID] = d.ID
		return nil
	})
	return c, err
}

func readQueries(path string) ([]string, error) {
	var names []string
	err := readLines(path, func(line []byte) error {
		if name := strings.TrimSpace(string(line)); name != "" {
			names = append(names, name)
		}
		return nil
	})
	return names, err
}

// readLines gives each line of a file that is not blank to read, and tells in which
// one an error is.
func readLines(path string, read func([]byte) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	scanner := bufio.NewScanner(f)
	scanner.Buffer(nil, longestLine)
	n := 0
	for scanner.Scan() {
		n++
		if len(strings.TrimSpace(scanner.Text())) == 0 {
			continue
		}
		if err := read(scanner.Bytes()); err != nil {
			return fmt.Errorf("%s, line %d: %w", path, n, err)
		}
	}
	if err := scanner.Err(); err != nil {
		return fmt.Errorf("%s, line %d: %w", path, n+1, err)
	}
	return nil
}

// late is an instant at which readers see every article: a corpus names no windows.
func late() time.Time { return time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC) }

// answer writes the related articles of those asked for.
func (c *corpus) answer(asked []string, k int, out, messages io.Writer) error {
	type hit struct {
		ID    string  `json:"id"`
		Score float64 `json:"score"`
		Why   string  `json:"why"`
	}
	w := bufio.NewWriter(out)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for _, name := range asked {
		hits, err := c.index.Related(idOf(name), related.Query{K: k, At: late()})
		if errors.Is(err, related.ErrUnknownID) {
			fmt.Fprintf(messages, "related: %s is not in the corpus, or has no words\n", name)
		} else if err != nil {
			return errors.Join(err, w.Flush())
		}
		listed := make([]hit, 0, len(hits))
		for _, h := range hits {
			listed = append(listed, hit{c.name[h.ID], h.Score, h.Why()})
		}
		if err := encoder.Encode(struct {
			ID   string `json:"id"`
			Hits []hit  `json:"hits"`
		}{name, listed}); err != nil {
			return err
		}
	}
	return w.Flush()
}
