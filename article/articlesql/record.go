package articlesql

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
)

// ErrDamaged means that a row does not hold what this package wrote. The error is a
// [DamageError].
var ErrDamaged = errors.New("row is damaged")

// A DamageError says which row can't be read. It is [ErrDamaged].
type DamageError struct {
	Table string // such as "article"
	ID    string // of the article, author or term, as text; empty where that is not known
	Err   error  // what is wrong with it
}

// Error names the table, the id and the fault. The package is named by the error
// that it comes in.
func (e *DamageError) Error() string {
	return fmt.Sprintf("%s %.40q: %v: %v", e.Table, e.ID, ErrDamaged, e.Err)
}

// Unwrap returns [ErrDamaged] and the cause.
func (e *DamageError) Unwrap() []error { return []error{ErrDamaged, e.Err} }

// damage says that err means damage to a row; that a context has ended does not.
func damage(table, id string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &DamageError{table, id, err}
}

// encode writes a value as JSON, without the escapes that only HTML needs.
func encode(v any) (*string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	text := strings.TrimSuffix(b.String(), "\n")
	return &text, nil
}

// decode reads what encode wrote. A field that is not known, or anything after the
// value, is an error: it would be lost at the next save.
func decode(data string, to any) error {
	dec := json.NewDecoder(strings.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(to); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("data go on after the value")
	}
	return nil
}

// forEver is the from_us of what nothing will show, and the until_us of a window
// without an end.
const forEver = math.MaxInt64

// A row is an article as its table holds it.
type row struct {
	id                       article.ID
	version                  int
	kind, scope, slug, state string
	fromUS, untilUS          int64 // when readers see it, as long as it is published
	createdUS, keyUS         int64
	lang, liveLang           string
	revisions                int
	life                     string  // a life as JSON
	working                  *string // nil where it was not read
	live                     *string // nil where readers see nothing
}

// A life is what no list asks for: it is kept in one column.
type life struct {
	Window      article.Window       `json:"window,omitzero"`
	Embargo     article.Embargo      `json:"embargo,omitzero"`
	Access      article.Access       `json:"access"`
	Comments    article.Comments     `json:"comments"`
	Modified    time.Time            `json:"modified,omitzero"`
	Decided     article.Stamp        `json:"decided,omitzero"`
	Edited      article.Stamp        `json:"edited,omitzero"`
	Corrections []article.Correction `json:"corrections,omitempty"`
}

const rowColumns = "id, version, kind, scope, slug, state, created_us, revisions, life, working, live"

// scan reads rowColumns.
func (r *row) scan(scan scanner) error {
	err := scan(&r.id, &r.version, &r.kind, &r.scope, &r.slug, &r.state, &r.createdUS, &r.revisions, &r.life, &r.working, &r.live)
	return damage("article", r.id.String(), err)
}

// newRow brings an article into the form of its table.
func newRow(a article.Article) (row, error) {
	r := row{
		id: a.ID, version: a.Version, kind: a.Kind.String(), scope: a.Name.Scope, slug: a.Name.Slug, state: a.State.String(),
		createdUS: a.Created.UnixMicro(), keyUS: a.Key().Time.UnixMicro(),
		lang: a.Content.Lang, revisions: a.Revisions,
	}
	r.fromUS, r.untilUS = shown(a)
	record, err := encode(life{a.Window, a.Embargo, a.Access, a.Comments, a.Modified, a.Decided, a.Edited, a.Corrections})
	if err != nil {
		return r, err
	}
	r.life = *record
	if err := new(article.Kind).UnmarshalText([]byte(r.kind)); err != nil {
		return r, err
	}
	if r.working, err = encode(a.Content); err != nil || a.Live == nil {
		return r, err
	}
	r.liveLang = a.Live.Content.Lang
	r.live, err = encode(a.Live)
	return r, err
}

// shown returns when readers see an article that is published: in its window, but
// not before its embargo ends.
func shown(a article.Article) (fromUS, untilUS int64) {
	fromUS, untilUS = a.Window.From.UnixMicro(), forEver
	switch {
	case a.Embargo.On && a.Embargo.Until.IsZero():
		fromUS = forEver
	case a.Embargo.On:
		fromUS = max(fromUS, a.Embargo.Until.UnixMicro())
	}
	if !a.Window.Until.IsZero() {
		untilUS = a.Window.Until.UnixMicro()
	}
	return fromUS, untilUS
}

// article reads the row back; the errors are [DamageError]s.
func (r row) article() (article.Article, error) {
	a, err := r.decode()
	if err != nil {
		return article.Article{}, &DamageError{"article", r.id.String(), err}
	}
	return a, nil
}

func (r row) decode() (article.Article, error) {
	a := article.Article{ID: r.id, Version: r.version, Created: instant(r.createdUS), Revisions: r.revisions}
	a.Name.Scope, a.Name.Slug = r.scope, r.slug
	var l life
	err := errors.Join(a.Kind.UnmarshalText([]byte(r.kind)), a.State.UnmarshalText([]byte(r.state)), a.Name.Check(), decode(r.life, &l))
	a.Window, a.Embargo, a.Access, a.Comments = l.Window, l.Embargo, l.Access, l.Comments
	a.Modified, a.Decided, a.Edited, a.Corrections = l.Modified, l.Decided, l.Edited, l.Corrections
	if r.working != nil {
		err = errors.Join(err, decode(*r.working, &a.Content))
	}
	if r.live != nil {
		a.Live = new(article.Revision)
		err = errors.Join(err, decode(*r.live, a.Live))
	}
	if a.State == article.Published && a.Live == nil {
		err = errors.Join(err, article.ErrMissing)
	}
	return a, err
}

// instant is the time of a number of microseconds; the zero time comes back as it is.
func instant(us int64) time.Time { return time.UnixMicro(us).UTC() }
