package article_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy/slug"
)

// A life is what a story does, told again in the slowest way: hours instead of instants,
// a word for a state, and every hour looked at.
type life struct {
	a         article.Article
	state     string // draft, out, off, gone
	texts     []string
	live      int // the text that readers see, from 0; -1: none
	from      int // hour; -1: open
	until     int // hour; -1: never
	embargo   int // hour in which it ends; -1: none
	corrected int // corrections that readers see
	modified  int // hour of the last edit that readers see; -1: none
	edited    int // hour of the newest text
	hour      int // of the last stamp; from 10, so that what lies before has a number too
}

const never = 1_000_000 // an hour that does not come, however long the walk

func at(hour int) time.Time {
	if hour == never || hour < 0 {
		return time.Time{}
	}
	return by(hour).At
}

func (l *life) stamp(t *rapid.T) article.Stamp {
	l.hour += rapid.IntRange(0, 2).Draw(t, "hours later")
	return article.Stamp{At: at(l.hour), By: "editor"}
}

// acted takes what an action gave; allowed is what the model thinks of it.
func (l *life) acted(t *rapid.T, next article.Article, err error, allowed bool) bool {
	if !allowed {
		require.ErrorIs(t, err, article.ErrNotAllowed)
		require.Equal(t, l.a, next)
		return false
	}
	require.NoError(t, err)
	require.NoError(t, next.Check())
	l.a = next
	return true
}

func (l *life) revise(t *rapid.T, kind article.CorrectionKind) {
	s := l.stamp(t)
	text := fmt.Sprint("Text ", len(l.texts))
	var next article.Article
	var err error
	allowed := true
	switch kind {
	case 0:
		next, err = l.a.Edit(words(text), s)
	default:
		allowed = l.state == "out"
		next, err = l.a.Correct(article.Correction{Kind: kind, Text: "Sorry."}, words(text), s)
	}
	if !l.acted(t, next, err, allowed) {
		return
	}
	l.texts, l.edited = append(l.texts, text), l.hour
	if kind != 0 {
		l.corrected++
		l.show(kind == article.KindTypo)
	}
}

func (l *life) show(typo bool) {
	if l.live != len(l.texts)-1 && !typo && l.edited >= l.from {
		l.modified = l.edited
	}
	l.state, l.live = "out", len(l.texts)-1
}

func (l *life) publish(t *rapid.T) {
	s := l.stamp(t)
	from, until := l.from, l.until
	var next article.Article
	var err error
	if rapid.Bool().Draw(t, "in a window") {
		from, until = l.hour+rapid.IntRange(-2, 6).Draw(t, "from"), -1
		if rapid.Bool().Draw(t, "ends") {
			until = from + rapid.IntRange(1, 8).Draw(t, "length")
		}
		next, err = l.a.Schedule(article.Window{From: by(from).At, Until: at(until)}, s)
	} else {
		next, err = l.a.Publish(s)
		if from < 0 {
			from = l.hour
		}
	}
	if l.acted(t, next, err, true) {
		typo := false
		if n := len(l.a.Corrections); n > 0 {
			last := l.a.Corrections[n-1]
			typo = last.Revision == len(l.texts) && last.Kind == article.KindTypo
		}
		l.from, l.until = from, until
		l.show(typo)
	}
}

func (l *life) take(t *rapid.T) {
	s := l.stamp(t)
	if rapid.IntRange(0, 3).Draw(t, "kill") == 0 {
		next, err := l.a.Withdraw(s)
		if l.acted(t, next, err, l.state != "gone") {
			l.state, l.live = "gone", -1
		}
		return
	}
	next, err := l.a.Unpublish(s)
	if l.acted(t, next, err, l.state == "out") {
		l.state, l.live = "off", -1
		if l.hour < l.from {
			l.from, l.until = -1, -1
		}
	}
}

func (l *life) hold(t *rapid.T) {
	s := l.stamp(t)
	end := never
	if rapid.Bool().Draw(t, "ends") {
		end = l.hour + rapid.IntRange(1, 8).Draw(t, "hours")
	}
	next, err := l.a.SetEmbargo(at(end), "", s)
	if l.acted(t, next, err, true) {
		l.embargo = end
	}
}

func (l *life) lift(t *rapid.T) {
	if l.embargo < 0 {
		t.Skip("there is no embargo")
	}
	s := l.stamp(t)
	next, err := l.a.LiftEmbargo(s)
	if l.acted(t, next, err, true) {
		begins := min(l.embargo, l.hour)
		if l.state == "out" && l.from < begins && (l.until < 0 || begins < l.until) {
			l.from = begins
		}
		l.embargo = -1
	}
}

func (l *life) restore(t *rapid.T) {
	n := rapid.IntRange(0, len(l.texts)-1).Draw(t, "revision")
	next, err := l.a.Restore(article.Revision{Number: n + 1, Content: words(l.texts[n])}, l.stamp(t))
	if l.acted(t, next, err, true) {
		l.texts, l.edited = append(l.texts, l.texts[n]), l.hour
	}
}

// shown reports whether readers see the story in an hour.
func (l *life) shown(hour int) bool {
	return l.state == "out" && hour >= l.from && (l.until < 0 || hour < l.until) && hour >= l.embargo
}

// same holds the story to its life in every hour that matters.
func (l *life) same(t *rapid.T) {
	for hour := l.hour - 8; hour < l.hour+16; hour++ {
		v, ok := l.a.View(at(hour))
		require.Equal(t, l.shown(hour), ok, "hour %d", hour)
		require.Equal(t, ok, l.a.StateAt(at(hour)) == article.Published)
		next := -1
		for h := hour + 1; h < l.hour+40 && next < 0; h++ {
			if l.shown(h) != l.shown(hour) {
				next = h
			}
		}
		change, changes := l.a.NextChange(at(hour))
		require.Equal(t, next >= 0, changes, "hour %d", hour)
		require.Equal(t, at(next), change)
		first, comes := l.a.First(at(hour))
		require.Equal(t, ok || changes, comes)
		if !ok {
			continue
		}
		require.Equal(t, v, first)
		require.Equal(t, l.texts[l.live], v.Headline(""))
		require.Equal(t, at(max(l.from, l.embargo)), v.Published)
		require.Equal(t, at(max(l.from, l.embargo, l.modified)), v.Modified)
		require.Len(t, v.Corrections, l.corrected)
	}
	require.Len(t, l.texts, l.a.Revisions)
	require.Equal(t, l.texts[len(l.texts)-1], l.a.Content.Headlines.For(""))
}

func TestALifeAgainstANaiveOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := &life{a: draft(t, words("Text 0")), state: "draft", texts: []string{"Text 0"}, live: -1, from: -1, until: -1, embargo: -1, modified: -1, hour: 10}
		t.Repeat(map[string]func(*rapid.T){
			"":        l.same,
			"edit":    func(t *rapid.T) { l.revise(t, 0) },
			"correct": func(t *rapid.T) { l.revise(t, article.CorrectionKind(rapid.IntRange(1, 5).Draw(t, "kind"))) },
			"restore": l.restore,
			"publish": l.publish,
			"take":    l.take,
			"embargo": l.hold,
			"lift":    l.lift,
		})
	})
}

// TestAViewHoldsNothingInternal writes "secret" into every place that is the newsroom's
// of random stories, and looks for it in every string of what readers see.
func TestAViewHoldsNothingInternal(t *testing.T) {
	const secret = "secret"
	stamp := func(hour int) article.Stamp { return article.Stamp{At: at(hour), By: secret, Why: secret} }
	rapid.Check(t, func(t *rapid.T) {
		content := func(text string) article.Content {
			c := words(text)
			c.Note, c.Extensions = secret, []article.Extension{{Namespace: secret, Data: secret}}
			c.Origin = article.Origin{Source: "Agency", System: secret, ExternalID: secret, URL: "https://secret.example", Digest: secret}
			for i, internal := range rapid.SliceOfN(rapid.Bool(), 1, 6).Draw(t, "internal") {
				b := paragraph(text)
				if b.ID = article.BlockID(fmt.Sprint("b", i)); internal {
					b.ID = article.BlockID(fmt.Sprint(secret, i))
					b.Internal, b.Content = true, article.Paragraph{Text: inline.Text(secret)}
				}
				c.Body = append(c.Body, b)
			}
			return c
		}
		did := must(t)
		a := did(article.New(article.IDFor("test", "1"), content("public"), stamp(0)))
		a = did(a.Rename(slug.Name{Scope: "article", Slug: "public"}, stamp(0)))
		a = did(did(a.SetEmbargo(by(2).At, secret, stamp(1))).Publish(stamp(1)))
		for i := range rapid.IntRange(0, 3).Draw(t, "corrections") {
			c := content("public")
			fix := article.Correction{ID: fmt.Sprint("public", i), Kind: article.KindUpdate, Text: "public", Before: secret, Block: c.Body[0].ID}
			if rapid.Bool().Draw(t, "hidden") {
				fix.ID, fix.Text, fix.Internal = fmt.Sprint(secret, i), secret, true
			}
			a = did(a.Correct(fix, c, stamp(3)))
		}
		a = did(a.Edit(content(secret), stamp(4)))
		v, ok := a.View(by(5).At)
		require.True(t, ok)
		found := 0
		strs(reflect.ValueOf(v), func(s string) {
			require.NotContains(t, s, secret)
			if strings.Contains(s, "public") {
				found++
			}
		})
		require.Positive(t, found, "what is public is there, or nobody looked")
	})
}

// strs calls do with every string that can be reached from v.
func strs(v reflect.Value, do func(string)) {
	switch v.Kind() {
	case reflect.String:
		do(v.String())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*time.Location]() {
			strs(v.Elem(), do)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			strs(v.Field(i), do)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			strs(v.Index(i), do)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			strs(key, do)
			strs(v.MapIndex(key), do)
		}
	}
}
