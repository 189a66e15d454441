package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/interchange/wxr"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/examples/internal/meter"
	"github.com/newsjunction/news/render"
	"github.com/newsjunction/news/taxonomy"
)

// archive is what was read.
type archive struct {
	articles article.Memory
	terms    taxonomy.Memory
	tree     *taxonomy.Tree
	ids      []article.ID       // in the order of the file
	people   []article.AuthorID // in the order of the file
	source   string             // what the file calls its site
	counts   wxr.Counts
	losses   loss.Report
	now      time.Time
}

// read reads IN into stores of its own.
func read(ctx context.Context, s settings, std streams, now time.Time) (*archive, error) {
	in, err := open(s.in, std.in)
	if err != nil {
		return nil, err
	}
	defer in.close()
	bar := meter.Bar(std.err, 2*in.size, "Reading") // it is read twice, first for the pictures
	a := &archive{now: now}
	entries := wxr.Read(meter.File{File: in.File, Bar: bar}, wxr.Options{Counts: &a.counts, Types: s.types})
	result, err := interchange.File(ctx, a.watch(entries), interchange.Into{
		Articles: &a.articles,
		Authors:  &a.articles,
		Terms:    &a.terms,
		Stamp:    article.Stamp{At: now, By: "convert"},
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("reading %s: %w", s.in, err), bar.Exit())
	}
	a.losses = result.Losses
	if a.tree, err = a.terms.Load(ctx); err != nil {
		return nil, err
	}
	return a, bar.Finish()
}

// watch notes what entries speak of, in their order.
func (a *archive) watch(entries iter.Seq2[interchange.Entry, error]) iter.Seq2[interchange.Entry, error] {
	return func(yield func(interchange.Entry, error) bool) {
		articles, people := make(map[article.ID]bool), make(map[article.AuthorID]bool)
		for e, err := range entries {
			a.source = cmp.Or(a.source, e.Source)
			if id := article.IDFor(e.Source, e.ExternalID); e.ExternalID != "" && !articles[id] {
				articles[id] = true
				a.ids = append(a.ids, id)
			}
			for _, who := range e.Authors {
				if id := article.AuthorIDFor(e.Source, who.Key); !people[id] {
					people[id] = true
					a.people = append(a.people, id)
				}
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// all yields the articles in the order of the file.
func (a *archive) all(ctx context.Context) iter.Seq2[article.Article, error] {
	return func(yield func(article.Article, error) bool) {
		for _, id := range a.ids {
			if !yield(a.articles.Get(ctx, id)) {
				return
			}
		}
	}
}

// write writes OUT.
func (a *archive) write(ctx context.Context, s settings, std streams) error {
	if s.to == "html" {
		if s.out == "-" {
			return errors.New("-to html writes a folder, and has no use for standard output")
		}
		return a.writePages(ctx, s.out)
	}
	write := map[string]func(context.Context, io.Writer) error{"wxr": a.writeWXR, "rss": a.writeRSS, "json": a.writeJSON}[s.to]
	if s.out == "-" {
		return write(ctx, std.out)
	}
	return writeFile(s.out, func(w io.Writer) error { return write(ctx, w) })
}

func (a *archive) writeWXR(ctx context.Context, w io.Writer) error {
	people, err := a.articles.Authors(ctx, a.people...)
	if err != nil {
		return err
	}
	lost, err := wxr.Write(w, wxr.Blog{
		Title: deref(a.counts.Title), URL: a.source, Lang: a.lang(), At: a.now, Terms: a.tree, Authors: people,
	}, a.all(ctx))
	a.losses.Merge("", lost.Summary())
	return err
}

func (a *archive) writeRSS(ctx context.Context, w io.Writer) error {
	site, err := a.site(render.Paths{Article: "/", Category: "/category/", Tag: "/tag/", Author: "/author/"}, a.home())
	if err != nil {
		return err
	}
	if err := a.unseen(ctx, true); err != nil {
		return err
	}
	return render.RSS(w, site, article.Views(ctx, &a.articles, article.Query{At: a.now}))
}

// unseen notes the articles that an output for readers leaves out.
func (a *archive) unseen(ctx context.Context, pages bool) error {
	for one, err := range a.all(ctx) {
		if err != nil {
			return err
		}
		if _, ok := one.View(a.now); !ok {
			a.losses.Add("", loss.Dropped, one.StateAt(a.now).String()+" article", "readers do not see it")
		} else if pages && one.Kind == article.Page {
			a.losses.Add("", loss.Dropped, "page", "a feed holds stories")
		}
	}
	return nil
}

// record is an article in JSON.
type record struct {
	ID       article.ID      `json:"id"`
	Kind     article.Kind    `json:"kind"`
	State    article.State   `json:"state"`
	Name     string          `json:"name"`
	Window   article.Window  `json:"window,omitzero"`
	Modified time.Time       `json:"modified,omitzero"`
	Comments string          `json:"comments"`
	Content  article.Content `json:"content"`
}

// writeJSON writes an array of articles, one a line.
func (a *archive) writeJSON(ctx context.Context, w io.Writer) error {
	separator := "[\n"
	for one, err := range a.all(ctx) {
		if err != nil {
			return err
		}
		line, err := json.Marshal(record{
			one.ID, one.Kind, one.State, one.Name.Slug, one.Window, one.Modified, one.Comments.String(), one.Content,
		})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(w, separator+string(line)); err != nil {
			return err
		}
		separator = ",\n"
	}
	if len(a.ids) == 0 {
		_, err := io.WriteString(w, "[]\n")
		return err
	}
	_, err := io.WriteString(w, "\n]\n")
	return err
}

// site is a site of what was read, under an address.
func (a *archive) site(routes render.Linker, base string) (render.Site, error) {
	people, err := a.articles.Authors(context.Background(), a.people...)
	if err != nil {
		return render.Site{}, err
	}
	known := make(authors)
	for _, one := range people {
		known[one.ID] = one
	}
	site, err := render.NewSite(render.Config{
		Name: cmp.Or(deref(a.counts.Title), "Archive"), BaseURL: base, Lang: a.lang(), Linker: routes, RemoteImages: true,
	})
	return site.With(a.tree, known), err
}

// authors are the people whom bylines name.
type authors map[article.AuthorID]article.Author

func (a authors) Author(id article.AuthorID) (article.Author, bool) {
	found, ok := a[id]
	return found, ok
}

// home returns the address of the site, or one that nobody has.
func (a *archive) home() string {
	if u, err := url.Parse(a.source); err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String()
	}
	return "https://archive.invalid"
}

// lang is the language of the site, as the articles have it.
func (a *archive) lang() string {
	var none loss.Report
	return wxr.Language(deref(a.counts.Language), &none)
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// input is IN: a file that can be read twice.
type input struct {
	*os.File
	size  int64
	close func()
}

// open opens IN. What comes by standard input is kept in a file while it is read.
func open(name string, stdin io.Reader) (in input, err error) {
	if name != "-" {
		if in.File, err = os.Open(name); err != nil {
			return in, err
		}
		in.close = func() { _ = in.Close() }
	} else {
		if in.File, err = os.CreateTemp("", "convert-*.xml"); err != nil {
			return in, err
		}
		file := in.File
		in.close = func() { _ = errors.Join(file.Close(), os.Remove(file.Name())) }
		_, err = io.Copy(in.File, stdin)
		if err == nil {
			_, err = in.Seek(0, io.SeekStart)
		}
	}
	info, statErr := in.Stat()
	if err = errors.Join(err, statErr); err == nil && info.IsDir() {
		err = fmt.Errorf("reading %s: it is a folder", name)
	}
	if err != nil {
		in.close()
		return in, err
	}
	in.size = info.Size()
	return in, nil
}

// writeFile writes a file whole, or leaves what was there.
func writeFile(name string, write func(io.Writer) error) (err error) {
	out, err := os.CreateTemp(filepath.Dir(name), ".convert-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(out.Name()))
		}
	}()
	if err := errors.Join(write(out), out.Chmod(0o644), out.Close()); err != nil {
		return err
	}
	return os.Rename(out.Name(), name)
}
