package article_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
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
		{"a name in no language", func(a *article.Author) { a.Names = taxonomy.Labels{{Lang: "9", Text: "x"}} }, "Author.Names[9]", article.ErrUnknownValue},
		{"a name of two lines in a language", func(a *article.Author) { a.Names = taxonomy.Labels{{Lang: "de", Text: "a\nb"}} }, "Author.Names[de]", text.ErrInvalidText},
		{"a portrait at no address", func(a *article.Author) { a.Picture = &article.Image{} }, "Author.Picture.URL", article.ErrMissing},
		{"a link that is none", func(a *article.Author) { a.Links = []string{"https://a.example", ""} }, "Author.Links[1]", article.ErrMissing},
		{"a link to a script", func(a *article.Author) { a.Links = []string{"javascript:x"} }, "Author.Links[0]", article.ErrUnsafeURL},
		{"a link too many", func(a *article.Author) { a.Links = make([]string, article.MaxLinks+1) }, "Author.Links", article.ErrTooLong},
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

func TestTheNameOfAnAuthorInALanguage(t *testing.T) {
	a := article.Author{Name: "Dmitri Shostakovich", Names: taxonomy.Labels{{Lang: "de", Text: "Dmitri Schostakowitsch"}, {Lang: "ru", Text: "Дмитрий Шостакович"}}}
	assert.Equal(t, "Дмитрий Шостакович", a.In("ru-RU"))
	assert.Equal(t, "Dmitri Shostakovich", a.In("fr"))
	assert.Equal(t, "B. Writer", article.Author{Name: "B. Writer"}.In("ru"))
	assert.Len(t, a.Names, 2, "asking changes nothing")
}

func TestAnAuthorThatIsClonedSharesNothing(t *testing.T) {
	author := func() article.Author {
		return article.Author{
			Name: "x", Names: taxonomy.Labels{{Lang: "de", Text: "y"}}, Links: []string{"https://a.example"},
			Picture: &article.Image{URL: "/p.svg", Focus: &article.Focus{X: 1}},
		}
	}
	a := author()
	b := a.Clone()
	a.Names[0].Text, a.Links[0], a.Picture.Focus.X = "scribbled", "scribbled", 0
	assert.Equal(t, author(), b)
	assert.Equal(t, article.Author{}, article.Author{}.Clone())
}
