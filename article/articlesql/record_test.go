package articlesql

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
)

func TestPlaceholdersAreNumberedWhereTheEngineWantsIt(t *testing.T) {
	statement := "SELECT id FROM article WHERE kind = ? AND id IN (" + marks(2) + ")"
	assert.Equal(t, "SELECT id FROM article WHERE kind = ? AND id IN (?, ?)", sqlite().bind(statement))
	numbered := dialect{numbered: true}
	assert.Equal(t, "SELECT id FROM article WHERE kind = $1 AND id IN ($2, $3)", numbered.bind(statement))
	assert.Equal(t, "COMMIT", numbered.bind("COMMIT"))
	assert.Empty(t, marks(0))
}

func TestKeyBetweenTwoMicrosecondsIsBeforeTheNext(t *testing.T) {
	id := article.IDFor("test", "1")
	at := time.UnixMicro(-7)
	assert.Equal(t, place{-7, id.String()}, ceil(article.Key{Time: at, ID: id}))
	assert.Equal(t, place{-6, ""}, ceil(article.Key{Time: at.Add(1), ID: id}))
	assert.Equal(t, place{-6, ""}, ceil(article.Key{Time: at.Add(999), ID: id}))
}

func TestDamageIsNotWhatAContextDid(t *testing.T) {
	assert.NoError(t, damage("article", "1", nil))
	assert.NotErrorIs(t, damage("article", "1", t.Context().Err()), ErrDamaged)
	err := damage("article", "1", article.ErrMissing)
	assert.ErrorIs(t, err, ErrDamaged)
	assert.ErrorIs(t, err, article.ErrMissing)
	assert.EqualError(t, err, `article "1": row is damaged: value is missing`)
}

// A row is refused, or it is an article whose row reads as the same article.
func FuzzRow(f *testing.F) {
	content := `{"lang":"en","headlines":[{"value":"Storm"}],"body":[{"type":"paragraph","text":"a"}]}`
	revision := `{"number":1,"stamp":{"at":"2024-03-01T12:00:00Z"},"content":` + content + `}`
	life := `{"window":{"from":"2024-03-01T12:00:00Z"},"embargo":{"on":true},"access":"paid","comments":"off",` +
		`"corrections":[{"id":"c","kind":"typo","at":"2024-03-01T12:00:00Z","text":"a","revision":1}]}`
	f.Add("story", "published", "storm", int64(0), life, content, revision)
	f.Add("page", "draft", "about", time.Time{}.UnixMicro(), `{"access":"public","comments":"open"}`, content, "")
	f.Add("story", "published", "storm", int64(0), life, content, "")
	f.Add("story", "gone", "Storm", int64(-1), life+life, `{"later":1}`, "null")
	f.Add("story", "draft", "storm", int64(0), `{"access":"all"}`, content+content, `{"number":"1"}`)
	f.Add("story", "draft", "storm", int64(0), `{"decided":{"at":"0001-01-01T00:00:00+23:59"}}`, `{"body":[{"type":"poll","n":1.0,"n":"<"}]}`, `{"stamp":{"at":"0001-01-01T00:00:00+23:59"}}`)
	f.Fuzz(func(t *testing.T, kind, state, slug string, created int64, life, working, live string) {
		r := row{id: article.IDFor("fuzz", "1"), version: 1, kind: kind, state: state, scope: "article", slug: slug,
			createdUS: created, revisions: 1, life: life, working: &working}
		if live != "" {
			r.live = &live
		}
		a, err := r.article()
		if err != nil {
			require.ErrorIs(t, err, ErrDamaged)
			require.Zero(t, a)
			return
		}
		again, err := newRow(a)
		if err != nil {
			return // such as an instant that JSON can't hold
		}
		b, err := again.article()
		require.NoError(t, err)
		third, err := newRow(b)
		require.NoError(t, err)
		require.Equal(t, again, third)
	})
}
