package interchange

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/text"
)

// Into says where [File] puts entries.
type Into struct {
	Articles article.Store   // required
	Authors  article.Authors // required
	Terms    taxonomy.Store  // required
	Stamp    article.Stamp   // who imports, and when; required
	Done     func(Outcome)   // called after each entry that is an article; may be nil
}

// An Outcome is what became of one entry.
type Outcome struct {
	Entry   Entry
	Article article.Article // as the store holds it
	Change  ChangeKind
}

// ChangeKind says what an entry changed.
type ChangeKind uint8

const (
	Unchanged ChangeKind = iota // the record is as it was at the last import
	Added                       // the article is new
	Updated                     // the record has changed at its source: a new revision
)

// String returns "unchanged", "added" or "updated".
func (c ChangeKind) String() string {
	return [...]string{"unchanged", "added", "updated"}[min(c, Updated)]
}

// A Result counts what [File] did.
type Result struct {
	Added, Updated, Unchanged int
	Losses                    loss.Report // summed up, without places
}

// ErrIncomplete means that an Into lacks a store or an instant.
var ErrIncomplete = errors.New("interchange: a store or an instant is missing")

// File puts entries into stores, each article with its terms and authors, one after
// the other. It ends at the first error, of the sequence or of a store, with the
// result so far: what was put in stays, and running it again goes on from there.
func File(ctx context.Context, entries iter.Seq2[Entry, error], into Into) (Result, error) {
	var result Result
	if into.Articles == nil || into.Authors == nil || into.Terms == nil || into.Stamp.At.IsZero() {
		return result, ErrIncomplete
	}
	f := &filing{Into: into, people: make(map[article.AuthorID]bool)}
	var err error
	if f.tree, err = into.Terms.Load(ctx); err != nil {
		return result, fmt.Errorf("interchange: terms: %w", err)
	}
	for e, err := range entries {
		if err != nil {
			return result, err
		}
		if e.ExternalID != "" {
			done, err := f.file(ctx, e)
			if err != nil {
				return result, fmt.Errorf("interchange: entry %.80q: %w", e.ExternalID, err)
			}
			result.count(done.Change)
			if into.Done != nil {
				into.Done(done)
			}
		}
		result.Losses.Merge("", e.Losses.Summary())
	}
	return result, nil
}

func (r *Result) count(c ChangeKind) {
	switch c {
	case Added:
		r.Added++
	case Updated:
		r.Updated++
	default:
		r.Unchanged++
	}
}

// filing is one run of File.
type filing struct {
	Into
	tree   *taxonomy.Tree
	people map[article.AuthorID]bool // known to be in the store
}

func (f *filing) file(ctx context.Context, e Entry) (Outcome, error) {
	done := Outcome{Entry: e}
	digest, err := e.digest()
	if err != nil {
		return done, err
	}
	id := article.IDFor(e.Source, e.ExternalID)
	held, err := f.Articles.Get(ctx, id)
	known := err == nil
	if err != nil && !errors.Is(err, article.ErrNotFound) {
		return done, err
	}
	if known && held.Content.Origin.Digest == digest {
		done.Article = held
		return done, nil
	}
	c := e.Content
	c.Origin = article.Origin{System: e.Source, ExternalID: e.ExternalID, URL: e.URL, Digest: digest}
	if c.Filing, err = f.terms(ctx, e); err != nil {
		return done, err
	}
	if c.Byline, err = f.authors(ctx, e); err != nil {
		return done, err
	}
	next, change, err := f.next(held, known, id, c, e)
	if err != nil {
		return done, err
	}
	done.Change = change
	done.Article, err = f.Articles.Save(ctx, next)
	return done, err
}

// next makes the article that an entry asks for: a new one, or the held one edited.
// What was taken offline here stays so, whatever its source says.
func (f *filing) next(held article.Article, known bool, id article.ID, c article.Content, e Entry) (article.Article, ChangeKind, error) {
	stamp := f.Stamp
	if !e.Modified.IsZero() {
		stamp.At = e.Modified
	} else if !e.Window.From.IsZero() && e.Window.From.Before(stamp.At) {
		stamp.At = e.Window.From
	}
	if known {
		a, err := held.Edit(c, stamp)
		offline := held.State == article.Unpublished || held.State == article.Withdrawn
		if err != nil || e.Draft || offline {
			return a, Updated, err
		}
		a, err = a.Schedule(e.Window, stamp)
		return a, Updated, err
	}
	a, err := article.New(id, c, stamp)
	if err != nil {
		return a, Added, err
	}
	a.Kind = e.Kind
	if e.Slug != "" {
		want := article.Naming{}.Want(a)
		want.Slug = slug.Make(e.Slug, slug.Options{Lang: c.Lang})
		a.Name = want
	}
	if !e.Draft {
		a, err = a.Schedule(e.Window, stamp)
	}
	return a, Added, err
}

func (f *filing) authors(ctx context.Context, e Entry) ([]article.Credit, error) {
	var byline []article.Credit
	for _, who := range e.Authors {
		id := article.AuthorIDFor(e.Source, who.Key)
		byline = append(byline, article.Credit{Author: id})
		if f.people[id] {
			continue
		}
		held, err := f.Authors.Authors(ctx, id)
		if err == nil && len(held) == 0 {
			_, err = f.Authors.SaveAuthor(ctx, article.Author{ID: id, Name: text.Clean(who.Name)})
		}
		if err != nil {
			return nil, fmt.Errorf("author %.80q: %w", who.Key, err)
		}
		f.people[id] = true
	}
	return byline, nil
}

// terms finds or adds the entry's terms.
func (f *filing) terms(ctx context.Context, e Entry) (article.Filing, error) {
	var filing article.Filing
	p := planning{tree: f.tree, plan: f.tree.Plan(), source: e.Source}
	for _, t := range e.Terms {
		id := p.find(t, 0)
		switch {
		case t.Kind == Tag:
			filing.Tags = append(filing.Tags, article.Tagging{Term: id})
		case filing.Category.IsZero():
			filing.Category = id
		default:
			filing.Categories = append(filing.Categories, id)
		}
	}
	next, change, err := f.tree.Apply(p.plan)
	if err != nil {
		return filing, err
	}
	if err := f.Terms.Commit(ctx, change); err != nil {
		return filing, err
	}
	f.tree = next
	return filing, nil
}

// planning finds the terms of one entry and plans those that are missing.
type planning struct {
	tree    *taxonomy.Tree
	plan    taxonomy.Plan
	source  string
	planned map[taxonomy.ID]bool
	labels  map[string]taxonomy.ID // folded labels of planned tags
}

// maxParents bounds the way up from a category.
const maxParents = 31

// find returns the id of a term, which it plans where the tree has none of its key
// or, beside the same parent, of its label.
func (p *planning) find(t Term, above int) taxonomy.ID {
	label := text.Clean(t.Label)
	if t.Kind == Tag {
		return p.tag(t, label)
	}
	id := taxonomy.CategoryID(p.source, t.Key)
	if _, ok := p.tree.Category(id); ok || p.planned[id] {
		return id
	}
	c := taxonomy.Category{Term: taxonomy.Term{ID: id, Labels: taxonomy.Labels{"": label}, Slug: t.Slug}}
	if t.Parent != nil && above < maxParents {
		c.Parent = p.find(*t.Parent, above+1)
	}
	for held := range p.tree.Sections(c.Parent) {
		for _, name := range held.Labels {
			if text.Fold(name) == text.Fold(label) {
				return held.ID
			}
		}
	}
	p.plan = p.plan.AddCategory(c)
	p.note(id)
	return id
}

// tag finds a tag by its label, whoever made it: a label is one tag.
func (p *planning) tag(t Term, label string) taxonomy.ID {
	id := taxonomy.TagID(p.source, t.Key)
	if _, ok := p.tree.Tag(id); ok || p.planned[id] {
		return id
	}
	if held, ok := p.tree.FindTag(label); ok {
		return held.ID
	}
	fold := text.Fold(label)
	if held, ok := p.labels[fold]; ok {
		return held
	}
	p.plan = p.plan.AddTag(taxonomy.Tag{Term: taxonomy.Term{ID: id, Labels: taxonomy.Labels{"": label}, Slug: t.Slug}})
	p.note(id)
	if p.labels == nil {
		p.labels = make(map[string]taxonomy.ID)
	}
	p.labels[fold] = id
	return id
}

func (p *planning) note(id taxonomy.ID) {
	if p.planned == nil {
		p.planned = make(map[taxonomy.ID]bool)
	}
	p.planned[id] = true
}
