package articlesql

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
)

// Save implements [article.Store].
func (s articles) Save(ctx context.Context, a article.Article) (next article.Article, err error) {
	if err := errors.Join(ctx.Err(), a.Check()); err != nil {
		return a, err
	}
	err = s.write(ctx, func(t *transaction) error {
		next, err = t.save(a, s.naming)
		return err
	})
	if err != nil {
		return a, failed("saving article "+a.ID.String(), err)
	}
	return next, nil
}

// SaveAll saves articles in order, as Save does each, in one transaction: all are
// kept or none. It returns them as they are kept, or on error as they were given.
func (s articles) SaveAll(ctx context.Context, all []article.Article) ([]article.Article, error) {
	for _, a := range all {
		if err := a.Check(); err != nil {
			return all, err
		}
	}
	if err := ctx.Err(); err != nil || len(all) == 0 {
		return all, err
	}
	next := make([]article.Article, len(all))
	err := s.write(ctx, func(t *transaction) (err error) {
		for i, a := range all {
			if next[i], err = t.save(a, s.naming); err != nil {
				return fmt.Errorf("article %s: %w", a.ID, err)
			}
		}
		return nil
	})
	if err != nil {
		return all, failed("saving articles", err)
	}
	return next, nil
}

// save writes what a save of an article makes, and returns the article as it is kept.
func (t *transaction) save(a article.Article, naming article.Naming) (article.Article, error) {
	next := kept(a)
	held, err := t.held(a)
	if err != nil {
		return a, err
	}
	if next.Name, err = t.name(a, held, naming); err != nil {
		return a, err
	}
	r, err := newRow(next)
	if err != nil {
		return a, err
	}
	if err := t.put(r); err != nil {
		return a, err
	}
	if err := t.addRevisions(a); err != nil {
		return a, err
	}
	if err := t.file(next, r.keyUS); err != nil {
		return a, err
	}
	return next, t.changed(next)
}

// kept is the article that a save makes of a, less its name. Its instants are
// brought to the microsecond of the columns.
func kept(a article.Article) article.Article {
	a.Version++
	a.Pending = nil
	a.Corrections = append([]article.Correction(nil), a.Corrections...)
	instants := []*time.Time{
		&a.Created, &a.Window.From, &a.Window.Until, &a.Embargo.Until, &a.Modified, &a.Decided.At, &a.Edited.At,
	}
	for i := range a.Corrections {
		instants = append(instants, &a.Corrections[i].At)
	}
	for _, at := range instants {
		*at = instant(at.UnixMicro())
	}
	return a
}

// held returns what the store holds of an article's name, after comparing versions
// and revisions. The name is zero where the article is not there.
func (t *transaction) held(a article.Article) (account, error) {
	held := account{owner: a.ID.String()}
	version, revisions, state := 0, 0, ""
	_, err := t.one("SELECT version, revisions, state, scope, slug FROM article WHERE id = ?", []any{a.ID},
		&version, &revisions, &state, &held.name.Scope, &held.name.Slug)
	switch {
	case err != nil:
	case version != a.Version:
		err = fmt.Errorf("version %d, where %d is held: %w", a.Version, version, article.ErrVersionConflict)
	case revisions != a.Revisions-len(a.Pending):
		err = &article.FieldError{Path: "Revisions", Err: article.ErrUnknownValue}
	}
	held.retired = state == article.Withdrawn.String()
	return held, err
}

// put writes the article's row.
func (t *transaction) put(r row) error {
	values := []any{r.version, r.kind, r.scope, r.slug, r.state, r.fromUS, r.untilUS, r.createdUS, r.keyUS,
		r.lang, r.liveLang, r.revisions, r.life, r.working, r.live, r.id}
	if r.version == 1 {
		return t.insert(`article (version, kind, scope, slug, state, from_us, until_us, created_us, key_us,
			lang, live_lang, revisions, life, working, live, id)`, [][]any{values})
	}
	return t.exec(`UPDATE article SET version = ?, kind = ?, scope = ?, slug = ?, state = ?, from_us = ?, until_us = ?,
		created_us = ?, key_us = ?, lang = ?, live_lang = ?, revisions = ?,
		life = ?, working = ?, live = ? WHERE id = ?`, values...)
}

func (t *transaction) addRevisions(a article.Article) error {
	for _, r := range a.Pending {
		content, err := encode(r.Content)
		if err != nil {
			return err
		}
		values := []any{a.ID, r.Number, r.Stamp.At.UnixMicro(), r.Stamp.By, r.Stamp.Why, content}
		if err := t.insert("article_revision (article, number, at_us, account, reason, content)", [][]any{values}); err != nil {
			return err
		}
	}
	return nil
}

// file replaces the rows by which lists find the article: those of its working
// copy, and, while it is published, those of what readers see.
func (t *transaction) file(a article.Article, keyUS int64) error {
	var filing, byline [][]any
	add := func(live int, c article.Content) {
		for _, term := range c.Filing.Terms() {
			filing = append(filing, []any{live, term, a.Kind.String(), keyUS, a.ID})
		}
		if of := c.Origin.Translation.Of; !of.IsZero() {
			filing = append(filing, []any{live, original(of), a.Kind.String(), keyUS, a.ID})
		}
		seen := make(map[article.AuthorID]bool)
		for _, credit := range c.Byline {
			if !credit.Author.IsZero() && !seen[credit.Author] {
				seen[credit.Author] = true
				byline = append(byline, []any{live, credit.Author, a.Kind.String(), keyUS, a.ID})
			}
		}
	}
	add(0, a.Content)
	if a.State == article.Published {
		add(1, a.Live.Content)
	}
	for _, table := range []string{"article_filing", "article_byline"} {
		if err := t.exec("DELETE FROM "+table+" WHERE article = ?", a.ID); err != nil {
			return err
		}
	}
	if err := t.insert("article_filing (live, term, kind, key_us, article)", filing); err != nil {
		return err
	}
	return t.insert("article_byline (live, author, kind, key_us, article)", byline)
}

// original is what stands in the place of a term for what an article was translated
// from. It has another shape than the id of a term.
func original(id article.ID) string {
	return "of" + strings.ReplaceAll(id.String(), "-", "")
}
