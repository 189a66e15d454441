package article_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy/text"
)

func TestFaultsOfAnAuthor(t *testing.T) {
	good := article.Author{ID: article.NewAuthorID(noon), Name: "B. Writer", Bio: "Writes."}
	require.NoError(t, good.Check())
	for _, tt := range []struct {
		name  string
		spoil func(*article.Author)
		path  string
		want  error
	}{
		{"no id", func(a *article.Author) { a.ID = article.AuthorID{} }, "Author.ID", article.ErrMissing},
		{"no name", func(a *article.Author) { a.Name = "" }, "Author.Name", article.ErrMissing},
		{"a blank name", func(a *article.Author) { a.Name = " " }, "Author.Name", article.ErrMissing},
		{"a name of two lines", func(a *article.Author) { a.Name = "A\nB" }, "Author.Name", text.ErrInvalidText},
		{"a name beyond the limit", func(a *article.Author) { a.Name = strings.Repeat("x", article.MaxText+1) }, "Author.Name", article.ErrTooLong},
		{"a life of two paragraphs", func(a *article.Author) { a.Bio = "A\n\nB" }, "Author.Bio", text.ErrInvalidText},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := good
			tt.spoil(&a)
			err := a.Check()
			require.ErrorIs(t, err, tt.want)
			assert.Equal(t, []string{tt.path}, paths(t, err))
		})
	}
	assert.Equal(t, []string{"Author.ID", "Author.Name", "Author.Bio"}, paths(t, article.Author{Bio: "\n"}.Check()), "all faults at once")
}

func TestAuthorIDs(t *testing.T) {
	assert.Equal(t, article.AuthorIDFor("blog", "7"), article.AuthorIDFor("blog", "7"), "a second import meets the first")
	assert.NotEqual(t, article.AuthorIDFor("blog", "7").UUID, article.IDFor("blog", "7").UUID, "an author and an article of one number differ")
}
