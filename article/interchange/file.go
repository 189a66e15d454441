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
	Articles article.Store   // required; one that is a Batcher too is given many at a time
	Authors  article.Authors // required
	Terms    taxonomy.Store  // required
	Names    slug.Ledger     // in which Articles has its names, and a Redirector too, where it can; nil: old addresses lead nowhere
	Scope    string          // of old addresses in Names; "" means "article"
	Stamp    article.Stamp   // who imports, and when; required
	Progress func(Outcome)   // called after each entry that is an article, in order; may be nil
}

// A Batcher is a store of articles that can save many in one step. SaveAll returns
// them as kept, in order; on error nothing has changed.
type Batcher interface {
	SaveAll(ctx context.Context, articles []article.Article) ([]article.Article, error)
}

// A Redirector is a ledger that can make many redirects in one step, each of a pair from
// the first name to the second. It returns what refused each that it did not make; on an
// error of its own nothing has changed.
type Redirector interface {
	RedirectAll(ctx context.Context, pairs [][2]slug.Name) (refused []error, err error)
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
	Menus                     []MenuLink  // the first 500 lines; no store holds them, and the losses say so
	Losses                    loss.Report // summed up: only repairs and menus have places
}

// ErrIncomplete means that an Into lacks a store or an instant.
var ErrIncomplete = errors.New("interchange: a store or an instant is missing")

// A batch is filed as a whole: so many entries, or fewer where they hold so many blocks.
const (
	batchEntries = 64
	batchBlocks  = 4096
)

// File puts entries into stores, each article with its terms and authors, and makes
// the addresses and names that it had at its source lead to it. It ends at the first
// error, of the sequence or of a store, with the result so far: what was put in stays,
// and running it again goes on from there. Whatever ends a run, an article is in the
// store as a whole, after its terms and authors, or not at all; running it again
// leaves the same as one run that nothing ended.
func File(ctx context.Context, entries iter.Seq2[Entry, error], into Into) (Result, error) {
	f := &filing{Into: into, people: make(map[article.AuthorID]bool)}
	if into.Articles == nil || into.Authors == nil || into.Terms == nil || into.Stamp.At.IsZero() {
		return f.result, ErrIncomplete
	}
	if f.Scope == "" {
		f.Scope = "article"
	}
	if err := f.terms.load(ctx, into.Terms); err != nil {
		return f.result, err
	}
	var failed error
	for e, err := range entries {
		if failed = err; failed == nil {
			failed = f.add(ctx, e)
		}
		if failed != nil {
			break
		}
	}
	return f.result, errors.Join(f.flush(ctx), failed)
}

// filing is one run of File.
type filing struct {
	Into
	result Result
	terms  terms
	people map[article.AuthorID]bool // known to be in the store
	batch  []Entry
	blocks int
	ids    map[article.ID]bool // of the batch
}

// add puts an entry into the batch, and files the batch where it is full.
func (f *filing) add(ctx context.Context, e Entry) error {
	id := e.id()
	if f.ids[id] && e.ExternalID != "" || len(f.batch) >= batchEntries || f.blocks > batchBlocks {
		if err := f.flush(ctx); err != nil {
			return err
		}
	}
	if f.ids == nil {
		f.ids = make(map[article.ID]bool)
	}
	f.ids[id] = true
	f.batch = append(f.batch, e)
	f.blocks += len(e.Content.Body)
	return nil
}

// termsError is an error of the terms of a batch.
type termsError struct{ error }

func (e *termsError) Unwrap() error { return e.error }

func (e Entry) id() article.ID { return article.IDFor(e.Source, e.ExternalID) }

// flush files the batch. What stands before an entry that can't be filed is filed.
func (f *filing) flush(ctx context.Context) error {
	batch := f.batch
	f.batch, f.blocks, f.ids = nil, 0, nil
	if len(batch) == 0 {
		return nil
	}
	err := f.file(ctx, batch)
	var terms *termsError
	if !errors.As(err, &terms) || len(batch) == 1 {
		return err
	}
	if err := f.terms.load(ctx, f.Terms); err != nil {
		return err
	}
	for i := range batch { // a batch has one plan; what is wrong may be wrong with one entry
		if err := f.file(ctx, batch[i:i+1]); err != nil {
			return err
		}
	}
	return nil
}

func (f *filing) file(ctx context.Context, batch []Entry) error {
	filed, err := f.terms.file(ctx, f.Terms, batch)
	if err != nil {
		return fmt.Errorf("interchange: entry %.80q: %w", batch[0].ExternalID, &termsError{err})
	}
	var done []Outcome
	var failed error
	for i, e := range batch {
		outcome, err := f.prepare(ctx, e, filed[i])
		if err != nil {
			failed = fmt.Errorf("interchange: entry %.80q: %w", e.ExternalID, err)
			break
		}
		done = append(done, outcome)
	}
	if err := f.save(ctx, done); err != nil {
		return err
	}
	return failed
}

// prepare makes the article of an entry, and keeps its authors.
func (f *filing) prepare(ctx context.Context, e Entry, filing article.Filing) (Outcome, error) {
	done := Outcome{Entry: e}
	byline, err := f.authors(ctx, e)
	if err != nil || e.ExternalID == "" {
		return done, err
	}
	digest, err := e.digest()
	if err != nil {
		return done, err
	}
	held, err := f.Articles.Get(ctx, e.id())
	known := err == nil
	if err != nil && !errors.Is(err, article.ErrNotFound) {
		return done, err
	}
	if known && held.Content.Origin.Digest == digest {
		done.Article = held
		return done, nil
	}
	c := e.Content
	c.Origin.System, c.Origin.ExternalID, c.Origin.URL, c.Origin.Digest = e.Source, e.ExternalID, e.URL, digest
	c.Byline = append(byline, c.Byline...)
	c.Filing.Category, c.Filing.Categories, c.Filing.Tags = filing.Category, filing.Categories, filing.Tags
	done.Article, done.Change, err = f.next(held, known, c, e)
	return done, err
}

// next makes the article that an entry asks for: a new one, or the held one edited.
// What was taken offline here stays so, whatever its source says.
func (f *filing) next(held article.Article, known bool, c article.Content, e Entry) (article.Article, ChangeKind, error) {
	stamp := f.Stamp
	if !e.Modified.IsZero() {
		stamp.At = e.Modified
	} else if !e.Window.From.IsZero() && e.Window.From.Before(stamp.At) {
		stamp.At = e.Window.From
	}
	if known {
		a, err := held.Edit(c, stamp)
		offline := held.State == article.Unpublished || held.State == article.Withdrawn
		if err == nil && !e.Draft && !offline {
			a, err = a.Schedule(e.Window, stamp)
		}
		return a, Updated, err
	}
	a, err := article.New(e.id(), c, stamp)
	if err != nil {
		return a, Added, err
	}
	a.Kind, a.Comments = e.Kind, e.Commenting
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
			_, err = f.Authors.SaveAuthor(ctx, article.Author{ID: id, Name: text.Clean(who.Name), Slug: authorSlug(who)})
		}
		if err != nil {
			return nil, fmt.Errorf("author %.80q: %w", who.Key, err)
		}
		f.people[id] = true
	}
	return byline, nil
}

func authorSlug(who Author) string {
	if who.Slug == "" {
		return ""
	}
	return slug.Make(who.Slug, slug.Options{})
}

// save saves what was prepared, in one step where the store can, and counts it.
func (f *filing) save(ctx context.Context, done []Outcome) error {
	store, batches := f.Articles.(Batcher)
	if batches {
		if err := saveAll(ctx, store, done); err != nil {
			return err
		}
	}
	ledger, leads := f.Names.(Redirector)
	if leads = leads && batches; leads {
		if err := f.leadAll(ctx, ledger, done); err != nil {
			return err
		}
	}
	for _, o := range done {
		var err error
		if o.Change != Unchanged && !batches {
			o.Article, err = f.Articles.Save(ctx, o.Article)
		}
		if err == nil && !leads {
			err = f.lead(ctx, o.Entry, o.Article)
		}
		if err != nil {
			return fmt.Errorf("interchange: entry %.80q: %w", o.Entry.ExternalID, err)
		}
		f.count(o)
	}
	return nil
}

func saveAll(ctx context.Context, store Batcher, done []Outcome) error {
	var changed []article.Article
	for _, o := range done {
		if o.Change != Unchanged {
			changed = append(changed, o.Article)
		}
	}
	if len(changed) == 0 {
		return nil
	}
	kept, err := store.SaveAll(ctx, changed)
	if err != nil {
		return fmt.Errorf("interchange: %d entries: %w", len(changed), err)
	}
	for i := range done {
		if done[i].Change != Unchanged {
			done[i].Article, kept = kept[0], kept[1:]
		}
	}
	return nil
}

func (f *filing) count(o Outcome) {
	for l := range o.Entry.Losses.All() {
		path := l.Path
		if l.Action != loss.Repaired {
			path = ""
		}
		for range l.Count {
			f.result.Losses.Add(path, l.Action, l.What, l.Why)
		}
	}
	if o.Entry.Menu != nil {
		f.result.menu(*o.Entry.Menu)
	}
	if o.Entry.ExternalID == "" {
		return
	}
	switch o.Change {
	case Added:
		f.result.Added++
	case Updated:
		f.result.Updated++
	default:
		f.result.Unchanged++
	}
	if f.Progress != nil {
		f.Progress(o)
	}
}
