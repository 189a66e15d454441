package article_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/text"
)

// noon is when most of these stories happen.
var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// by is a stamp so many hours after noon.
func by(hours int) article.Stamp {
	return article.Stamp{At: noon.Add(time.Duration(hours) * time.Hour), By: "editor", Why: "because"}
}

// words is the smallest content that may be kept.
func words(headline string) article.Content {
	return article.Content{Lang: "en", Headlines: article.Texts{{Value: headline}}}
}

// paragraph is a block without an id.
func paragraph(text string) article.Block {
	return article.Block{Content: article.Paragraph{Text: inline.Text(text)}}
}

// draft is a story that was begun at noon.
func draft(t require.TestingT, c article.Content) article.Article {
	a, err := article.New(article.IDFor("test", c.Headlines.For("")), c, by(0))
	require.NoError(t, err)
	return a
}

// published is a story that readers see from an hour after noon.
func published(t require.TestingT, c article.Content) article.Article {
	a, err := draft(t, c).Publish(by(1))
	require.NoError(t, err)
	return a
}

// paths lists the places of all faults that err joins, and fails for one without a place.
func paths(t require.TestingT, err error) []string {
	var out []string
	for _, e := range flat(err) {
		var f *article.FieldError
		require.True(t, errors.As(e, &f), "%v has no place", e)
		out = append(out, f.Path)
	}
	return out
}

func flat(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		if err == nil {
			return nil
		}
		return []error{err}
	}
	var out []error
	for _, e := range joined.Unwrap() {
		out = append(out, flat(e)...)
	}
	return out
}

func TestIDs(t *testing.T) {
	assert.Equal(t, article.IDFor("blog", "7"), article.IDFor("blog", "7"), "a second import meets the first")
	assert.NotEqual(t, article.IDFor("blog", "7"), article.IDFor("blog", "8"))
	id, err := article.NewIDFrom(noon, bytes.NewReader(make([]byte, 10)))
	require.NoError(t, err)
	same, err := article.NewIDFrom(noon, bytes.NewReader(make([]byte, 10)))
	require.NoError(t, err)
	assert.Equal(t, id, same)
	back, err := article.ParseID(id.String())
	require.NoError(t, err)
	assert.Equal(t, id, back)
	assert.Equal(t, id.String()[:13], article.NewID(noon).String()[:13], "ids of one instant begin alike")
}

func TestNamesOfKindsAndStates(t *testing.T) {
	for k, want := range map[article.Kind]string{article.Story: "story", article.Page: "page", 9: "unknown 9"} {
		assert.Equal(t, want, k.String())
	}
	for s, want := range map[article.State]string{
		article.Draft: "draft", article.Scheduled: "scheduled", article.Published: "published",
		article.Unpublished: "unpublished", article.Withdrawn: "withdrawn", 255: "unknown 255",
	} {
		assert.Equal(t, want, s.String())
	}
	type both struct {
		Kind  article.Kind
		State article.State
	}
	for s := article.Draft; s <= article.Withdrawn; s++ {
		data, err := json.Marshal(both{article.Page, s})
		require.NoError(t, err)
		var back both
		require.NoError(t, json.Unmarshal(data, &back))
		assert.Equal(t, both{article.Page, s}, back)
	}
	for _, strange := range []string{`{"Kind":"podcast"}`, `{"State":"dead"}`, `{"State":"Draft"}`, `{"State":""}`} {
		held := both{article.Page, article.Withdrawn}
		require.ErrorIs(t, json.Unmarshal([]byte(strange), &held), article.ErrUnknownValue, strange)
		assert.Equal(t, both{article.Page, article.Withdrawn}, held, "a refused name leaves the value")
	}
}

func TestNamesOfAccessAndComments(t *testing.T) {
	type both struct {
		Access   article.Access
		Comments article.Comments
	}
	for _, tt := range []struct {
		give both
		want string
	}{
		{both{article.Public, article.CommentsOpen}, `{"Access":"public","Comments":"open"}`},
		{both{article.Members, article.CommentsClosed}, `{"Access":"members","Comments":"closed"}`},
		{both{article.Paid, article.CommentsOff}, `{"Access":"paid","Comments":"off"}`},
	} {
		data, err := json.Marshal(tt.give)
		require.NoError(t, err)
		assert.Equal(t, tt.want, string(data))
		var back both
		require.NoError(t, json.Unmarshal(data, &back))
		assert.Equal(t, tt.give, back)
	}
	assert.Equal(t, "unknown 9", article.Access(9).String())
	assert.Equal(t, "unknown 9", article.Comments(9).String())
	for _, strange := range []string{`{"Access":"all"}`, `{"Comments":"shut"}`} {
		require.ErrorIs(t, json.Unmarshal([]byte(strange), new(both)), article.ErrUnknownValue, strange)
	}
}

func TestNew(t *testing.T) {
	id := article.NewID(noon)
	t.Run("it is a draft with one revision that is not saved", func(t *testing.T) {
		a, err := article.New(id, words("Storm"), by(0))
		require.NoError(t, err)
		assert.Equal(t, id, a.ID)
		assert.Equal(t, article.Draft, a.State)
		assert.Equal(t, noon, a.Created)
		assert.Zero(t, a.Version)
		assert.Nil(t, a.Live)
		assert.Equal(t, 1, a.Revisions)
		assert.Equal(t, []article.Revision{{Number: 1, Stamp: by(0), Content: words("Storm")}}, a.Pending)
		assert.NoError(t, a.Check())
	})
	t.Run("instants are kept in UTC to the microsecond", func(t *testing.T) {
		local := noon.In(time.FixedZone("CET", 3600)).Add(1234 * time.Nanosecond)
		a, err := article.New(id, words("Storm"), article.Stamp{At: local})
		require.NoError(t, err)
		assert.Equal(t, noon.Add(time.Microsecond), a.Created)
		assert.Equal(t, a.Created, a.Pending[0].Stamp.At)
	})
	for _, tt := range []struct {
		name    string
		id      article.ID
		content article.Content
		stamp   article.Stamp
		path    string
		want    error
	}{
		{"no id", article.ID{}, words("x"), by(0), "ID", article.ErrMissing},
		{"no instant", id, words("x"), article.Stamp{By: "me"}, "Stamp.At", article.ErrMissing},
		{"no headline", id, article.Content{Lang: "en"}, by(0), "Content.Headlines", article.ErrMissing},
	} {
		t.Run(tt.name+" is refused", func(t *testing.T) {
			a, err := article.New(tt.id, tt.content, tt.stamp)
			require.ErrorIs(t, err, tt.want)
			assert.Equal(t, []string{tt.path}, paths(t, err))
			assert.Equal(t, article.Article{}, a)
		})
	}
}

func TestCheckOfAnArticle(t *testing.T) {
	good := published(t, words("Storm"))
	require.NoError(t, good.Check())
	for _, tt := range []struct {
		name  string
		spoil func(*article.Article)
		path  string
		want  error
	}{
		{"no id", func(a *article.Article) { a.ID = article.ID{} }, "ID", article.ErrMissing},
		{"a name without a scope", func(a *article.Article) { a.Name = slug.Name{Slug: "storm"} }, "Name", slug.ErrInvalidName},
		{"a name that is no slug", func(a *article.Article) { a.Name = slug.Name{Scope: "article", Slug: "A B"} }, "Name", slug.ErrInvalidName},
		{"a kind nobody knows", func(a *article.Article) { a.Kind = 2 }, "Kind", article.ErrUnknownValue},
		{"a state nobody knows", func(a *article.Article) { a.State = 5 }, "State", article.ErrUnknownValue},
		{"scheduled, which is only told", func(a *article.Article) { a.State = article.Scheduled }, "State", article.ErrUnknownValue},
		{"published with nothing to show", func(a *article.Article) { a.Live = nil }, "Live", article.ErrMissing},
		{"published without a date", func(a *article.Article) { a.Window.From = time.Time{} }, "Window.From", article.ErrMissing},
		{"a window without time", func(a *article.Article) { a.Window.Until = a.Window.From }, "Window", article.ErrWindow},
		{"no revision", func(a *article.Article) { a.Revisions, a.Pending = 0, nil }, "Revisions", article.ErrMissing},
		{"more to save than there is", func(a *article.Article) { a.Pending = make([]article.Revision, 2) }, "Revisions", article.ErrMissing},
		{"fewer than no revisions", func(a *article.Article) { a.Revisions, a.Pending = math.MinInt, nil }, "Revisions", article.ErrMissing},
		{"an access nobody knows", func(a *article.Article) { a.Access = 3 }, "Access", article.ErrUnknownValue},
		{"comments nobody knows", func(a *article.Article) { a.Comments = 3 }, "Comments", article.ErrUnknownValue},
		{"a live revision that is not there", func(a *article.Article) { a.Live = revision(2, a) }, "Live.Number", article.ErrUnknownValue},
		{"a live revision of no number", func(a *article.Article) { a.Live = revision(0, a) }, "Live.Number", article.ErrUnknownValue},
		{"a live revision of no instant", func(a *article.Article) { a.Live = revision(1, a); a.Live.Stamp.At = time.Time{} }, "Live.Stamp.At", article.ErrMissing},
		{"a live content that may not be kept", func(a *article.Article) { a.Live = revision(1, a); a.Live.Content.Lang = "" }, "Live.Content.Lang", article.ErrMissing},
		{"a pending revision out of turn", func(a *article.Article) { a.Pending = []article.Revision{*revision(2, a)} }, "Pending[0].Number", article.ErrUnknownValue},
		{"a reason that no page may show", func(a *article.Article) {
			a.Pending = []article.Revision{*revision(1, a)}
			a.Pending[0].Stamp.Why = "\x00"
		}, "Pending[0].Stamp.Why", text.ErrInvalidText},
		{"content that may not be kept", func(a *article.Article) { a.Content.Lang = "" }, "Content.Lang", article.ErrMissing},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := good
			tt.spoil(&a)
			err := a.Check()
			require.ErrorIs(t, err, tt.want)
			assert.Equal(t, []string{tt.path}, paths(t, err))
			assert.True(t, strings.HasPrefix(err.Error(), "article: "+tt.path+": "), err.Error())
		})
	}
	t.Run("all faults at once, in a stable order", func(t *testing.T) {
		for range 5 {
			err := article.Article{State: 9, Kind: 9, Window: article.Window{From: noon, Until: noon}}.Check()
			assert.Equal(t, []string{"ID", "Kind", "State", "Window", "Revisions", "Content.Lang", "Content.Headlines"}, paths(t, err))
		}
	})
}

// revision is the live one of an article with another number.
func revision(number int, a *article.Article) *article.Revision {
	return &article.Revision{Number: number, Stamp: a.Live.Stamp, Content: a.Live.Content}
}

func TestKey(t *testing.T) {
	a := draft(t, words("Storm"))
	assert.Equal(t, article.Key{Time: noon, ID: a.ID}, a.Key(), "a draft stands where it was created")
	a, err := a.Publish(by(5))
	require.NoError(t, err)
	assert.Equal(t, article.Key{Time: noon.Add(5 * time.Hour), ID: a.ID}, a.Key(), "a story stands where readers first saw it")
	v, ok := a.View(noon.Add(6 * time.Hour))
	require.True(t, ok)
	assert.Equal(t, a.Key(), v.Key(), "a view has the key of its article")

	early, late := article.Key{Time: noon, ID: a.ID}, article.Key{Time: noon.Add(1), ID: article.ID{}}
	assert.Negative(t, early.Compare(late), "time decides")
	assert.Positive(t, early.Compare(article.Key{Time: noon}), "ties go by id")
	assert.Zero(t, early.Compare(article.Key{Time: noon.In(time.FixedZone("", 3600)), ID: a.ID}), "zones do not matter")
	assert.True(t, article.Key{}.IsZero())
	assert.False(t, early.IsZero())
	assert.False(t, article.Key{Time: noon}.IsZero())
}

func TestErrorTexts(t *testing.T) {
	_, err := draft(t, words("Storm")).Unpublish(by(1))
	assert.EqualError(t, err, "article: unpublish is not allowed in state draft (allowed: [edit restore rename publish withdraw embargo lift])")
	assert.EqualError(t, words("").Check(), "article: Content.Headlines: value is missing")
}
