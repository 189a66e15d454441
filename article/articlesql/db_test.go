package articlesql_test

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/articlesql"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

var noon = time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)

func draft(t *testing.T) article.Article {
	t.Helper()
	c := article.Content{Lang: "en", Headlines: article.Texts{{Value: "Storm"}}}
	a, err := article.New(article.IDFor("test", "1"), c, article.Stamp{At: noon})
	require.NoError(t, err)
	return a
}

func open(t *testing.T, s *stub, o articlesql.Options) *articlesql.DB {
	t.Helper()
	d, err := articlesql.Open(t.Context(), s.open(t), o)
	require.NoError(t, err)
	s.log = nil
	return d
}

func TestOpenMakesTheTablesInOneTransaction(t *testing.T) {
	s := new(stub)
	_, err := articlesql.Open(t.Context(), s.open(t), articlesql.Options{})
	require.NoError(t, err)
	told := s.told()
	require.Equal(t, []string{"BEGIN", "SELECT name FROM", "COMMIT", "BEGIN IMMEDIATE", "SELECT name FROM", "CREATE TABLE article_meta"}, told[:6])
	require.Equal(t, "COMMIT", told[len(told)-1])
	require.NotContains(t, told[4:len(told)-1], "COMMIT")
}

func TestOpenRefusesTablesOfOthers(t *testing.T) {
	tests := []struct {
		name    string
		tables  []string
		version [][]driver.Value
	}{
		{"a table of the same name", []string{"tag"}, nil},
		{"no version", []string{"article_meta", "tag"}, nil},
		{"a newer version", []string{"article_meta", "tag"}, [][]driver.Value{{"2"}}},
		{"tables that are missing", []string{"article_meta", "tag"}, [][]driver.Value{{"1"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := &stub{answers: map[string][][]driver.Value{"SELECT value FROM article_meta": tt.version}}
			for _, name := range tt.tables {
				s.answers["SELECT name FROM"] = append(s.answers["SELECT name FROM"], []driver.Value{name})
			}
			_, err := articlesql.Open(t.Context(), s.open(t), articlesql.Options{})
			require.ErrorIs(t, err, articlesql.ErrSchema)
			require.NotContains(t, s.told(), "CREATE TABLE article_meta")
		})
	}
}

func TestWriteThatFailsIsRolledBack(t *testing.T) {
	tests := []struct{ name, fail string }{
		{"at its beginning", "BEGIN IMMEDIATE"},
		{"when versions are compared", "SELECT version"},
		{"when a name is looked for", "SELECT slug"},
		{"when a name is taken", "INSERT INTO name ("},
		{"at the article", "INSERT INTO article ("},
		{"at a revision", "INSERT INTO article_revision"},
		{"at the filing", "DELETE FROM article_filing"},
		{"at its end", "COMMIT"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := new(stub)
			d := open(t, s, articlesql.Options{})
			s.fail = map[string]bool{tt.fail: true}
			a := draft(t)
			got, err := d.Articles().Save(t.Context(), a)
			require.ErrorIs(t, err, errEngine)
			require.ErrorContains(t, err, "articlesql: saving article "+a.ID.String()+": ")
			require.Equal(t, a, got)
			told := s.told()
			require.Equal(t, "ROLLBACK", told[len(told)-1])
			require.Zero(t, s.closed, "connections closed")
			s.fail = nil
			got, err = d.Articles().Save(t.Context(), a)
			require.NoError(t, err)
			require.Equal(t, slug.Name{Scope: "article", Slug: "storm"}, got.Name)
		})
	}
}

func TestConnectionThatCannotRollBackIsNotUsedAgain(t *testing.T) {
	s := new(stub)
	d := open(t, s, articlesql.Options{})
	s.fail = map[string]bool{"INSERT": true, "ROLLBACK": true}
	_, err := d.Articles().Save(t.Context(), draft(t))
	require.ErrorIs(t, err, errEngine)
	require.Equal(t, 1, s.closed)
}

func TestWhatCannotBeEncodedIsNotWritten(t *testing.T) {
	broken := article.Body{{Content: article.Unknown{Name: "poll", JSON: json.RawMessage(`{"type":`)}}}
	far := time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC) // RFC 3339 ends before
	tests := []struct {
		name  string
		spoil func(a *article.Article)
	}{
		{"kind", func(a *article.Article) { a.Kind = 9 }},
		{"revision", func(a *article.Article) { a.Pending[0].Content.Body = broken }},
		{"live revision", func(a *article.Article) { a.Live = &article.Revision{Stamp: article.Stamp{At: far}} }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := new(stub)
			d := open(t, s, articlesql.Options{})
			a := draft(t)
			tt.spoil(&a)
			got, err := d.Articles().Save(t.Context(), a)
			require.Error(t, err)
			require.Equal(t, a, got)
			require.NotContains(t, s.told(), "COMMIT")
		})
	}
}

func TestSaveKeepsInstantsToTheMicrosecond(t *testing.T) {
	a := draft(t)
	a.Created = noon.Add(1999).In(time.FixedZone("", 3600))
	a.Window.Until = noon.Add(time.Hour + 1)
	a.Corrections = []article.Correction{{ID: "1", Kind: article.KindTypo, At: noon.Add(1), Text: "A typo.", Revision: 1}}
	got, err := open(t, new(stub), articlesql.Options{}).Articles().Save(t.Context(), a)
	require.NoError(t, err)
	assert.Equal(t, noon.Add(1000), got.Created)
	assert.Equal(t, article.Window{Until: noon.Add(time.Hour)}, got.Window)
	assert.Equal(t, noon, got.Corrections[0].At)
	assert.Equal(t, noon.Add(1), a.Corrections[0].At, "what was given")
}

func TestNamingSaysHowArticlesAreNamed(t *testing.T) {
	naming := article.Naming{
		Slug:  slug.Options{Reserved: []string{"storm", "storm-2"}},
		Scope: func(a article.Article) string { return "news/" + a.Content.Lang },
	}
	a, err := open(t, new(stub), articlesql.Options{Naming: naming}).Articles().Save(t.Context(), draft(t))
	require.NoError(t, err)
	require.Equal(t, "news/en", a.Name.Scope)
	require.NotContains(t, naming.Slug.Reserved, a.Name.Slug)

	naming.Scope = func(article.Article) string { return "" }
	_, err = open(t, new(stub), articlesql.Options{Naming: naming}).Articles().Save(t.Context(), draft(t))
	require.ErrorIs(t, err, slug.ErrInvalidName)
}

func TestVersionsThatDifferAreAConflict(t *testing.T) {
	s := &stub{}
	d := open(t, s, articlesql.Options{})
	s.answers = map[string][][]driver.Value{
		"SELECT version":                 {{int64(3), int64(1), "draft", "article", "storm"}},
		"SELECT value FROM article_meta": {{"7"}},
	}
	_, err := d.Articles().Save(t.Context(), draft(t))
	require.ErrorIs(t, err, article.ErrVersionConflict)
	tag := taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.TagID("test", "1"), Labels: taxonomy.Labels{{Text: "Storm"}}}}
	var empty *taxonomy.Tree
	_, change, err := empty.Apply(empty.Plan().AddTag(tag))
	require.NoError(t, err)
	require.ErrorIs(t, d.Terms().Commit(t.Context(), change), taxonomy.ErrVersionConflict)
	require.NotContains(t, s.told(), "COMMIT")
}

func TestAllIsOverWithItsContext(t *testing.T) {
	s := new(stub)
	d := open(t, s, articlesql.Options{})
	over, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := d.Articles().Save(over, draft(t))
	assert.ErrorIs(t, err, context.Canceled)
	_, err = d.Authors().SaveAuthor(over, article.Author{ID: article.AuthorIDFor("test", "1"), Name: "Ann"})
	assert.ErrorIs(t, err, context.Canceled)
	_, err = d.Terms().Load(over)
	assert.ErrorIs(t, err, context.Canceled)
	assert.Empty(t, s.told())
}

func TestRedirectsThatAreMadeTogetherAreMadeOrNot(t *testing.T) {
	old, to := slug.Name{Scope: "article", Slug: "/old"}, slug.Name{Scope: "article", Slug: "storm"}
	all := func(ctx context.Context, d *articlesql.DB, pairs ...[2]slug.Name) ([]error, error) {
		return d.Names().(interface {
			RedirectAll(context.Context, [][2]slug.Name) ([]error, error)
		}).RedirectAll(ctx, pairs)
	}
	owned := map[string][][]driver.Value{"SELECT owner": {{"somebody", "moved", "somebody"}}}
	t.Run("in one transaction", func(t *testing.T) {
		s := &stub{answers: owned}
		d := open(t, s, articlesql.Options{})
		s.told()
		refused, err := all(t.Context(), d, [2]slug.Name{old, to}, [2]slug.Name{{Scope: "article", Slug: "Bad Name"}, to}, [2]slug.Name{old, to})
		require.NoError(t, err)
		require.NoError(t, refused[0])
		require.ErrorIs(t, refused[1], slug.ErrInvalidName)
		require.NoError(t, refused[2])
		told := s.told()
		require.Equal(t, "COMMIT", told[len(told)-1])
		require.Len(t, slices.DeleteFunc(told, func(s string) bool { return !strings.HasPrefix(s, "BEGIN") }), 1)
	})
	t.Run("to a name that nobody has they are refused", func(t *testing.T) {
		refused, err := all(t.Context(), open(t, new(stub), articlesql.Options{}), [2]slug.Name{old, to})
		require.NoError(t, err)
		require.ErrorIs(t, refused[0], slug.ErrUnknownName)
	})
	t.Run("an engine that fails undoes all", func(t *testing.T) {
		s := &stub{answers: owned}
		d := open(t, s, articlesql.Options{})
		s.fail = map[string]bool{"SELECT owner": true}
		_, err := all(t.Context(), d, [2]slug.Name{old, to})
		require.ErrorIs(t, err, errEngine)
		told := s.told()
		require.Equal(t, "ROLLBACK", told[len(told)-1])
	})
	t.Run("of none nothing is told", func(t *testing.T) {
		s := new(stub)
		d := open(t, s, articlesql.Options{})
		s.told()
		refused, err := all(t.Context(), d)
		require.NoError(t, err)
		require.Empty(t, refused)
		ended, end := context.WithCancel(t.Context())
		end()
		_, err = all(ended, d, [2]slug.Name{old, to})
		require.ErrorIs(t, err, context.Canceled)
		require.Empty(t, s.told())
	})
}
