package article_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
)

// told is a content of paragraphs with ids, given as "id text".
func told(paragraphs ...string) article.Content {
	c := words("Storm")
	for _, p := range paragraphs {
		id, text, _ := strings.Cut(p, " ")
		b := paragraph(text)
		b.ID = article.BlockID(id)
		c.Body = append(c.Body, b)
	}
	return c
}

// marked writes runs as editors mark them: [-removed-]{+added+}.
func marked(runs []article.Run) string {
	var s strings.Builder
	for _, r := range runs {
		switch r.Op {
		case article.Kept:
			s.WriteString(r.Text)
		case article.Removed:
			s.WriteString("[-" + r.Text + "-]")
		case article.Added:
			s.WriteString("{+" + r.Text + "+}")
		}
	}
	return s.String()
}

// listed writes block changes as "id before>after text".
func listed(blocks []article.BlockChange) []string {
	var list []string
	for _, b := range blocks {
		s := fmt.Sprintf("%s %d>%d", b.ID, b.Before, b.After)
		if b.Moved {
			s += " moved"
		}
		if b.Words != nil {
			s += " " + marked(b.Words)
		}
		list = append(list, s)
	}
	return list
}

func TestDiffOfBodies(t *testing.T) {
	for _, tt := range []struct {
		name           string
		earlier, later []string
		want           []string
	}{
		{"the same", []string{"a One.", "b Two."}, []string{"a One.", "b Two."}, nil},
		{"a word", []string{"a The red fox."}, []string{"a The brown fox."}, []string{"a 0>0 The [-red-]{+brown+} fox."}},
		{"two words in a row", []string{"a The red wine here."}, []string{"a The white beer here."}, []string{"a 0>0 The [-red wine-]{+white beer+} here."}},
		{"a word more", []string{"a The fox."}, []string{"a The red fox."}, []string{"a 0>0 The {+red +}fox."}},
		{"a word less", []string{"a The red fox."}, []string{"a The fox."}, []string{"a 0>0 The [-red -]fox."}},
		{"a comma", []string{"a Yes sir."}, []string{"a Yes, sir."}, []string{"a 0>0 Yes{+,+} sir."}},
		{"a letter with an accent stays whole", []string{"a Cafe\u0301 noir"}, []string{"a Cafe noir"}, []string{"a 0>0 [-Cafe\u0301-]{+Cafe+} noir"}},
		{"Japanese goes by characters", []string{"a 東京で雨"}, []string{"a 大阪で雨"}, []string{"a 0>0 [-東京-]{+大阪+}で雨"}},
		{"a block more", []string{"a One."}, []string{"n New.", "a One."}, []string{"n -1>0 {+New.+}"}},
		{"a block less", []string{"a One.", "b Two.", "c Three."}, []string{"a One.", "c Three."}, []string{"b 1>-1 [-Two.-]"}},
		{"the last block less", []string{"a One.", "b Two."}, []string{"a One."}, []string{"b 1>-1 [-Two.-]"}},
		{"another id is another block", []string{"a One."}, []string{"b One."}, []string{"a 0>-1 [-One.-]", "b -1>0 {+One.+}"}},
		{"a block in another's place", []string{"a One.", "b Two.", "c Three."}, []string{"a One.", "n New.", "c Three."}, []string{"b 1>-1 [-Two.-]", "n -1>1 {+New.+}"}},
		{"a block less between two that changed places", []string{"a One.", "b Two.", "c Three.", "d Four."}, []string{"d Four.", "a One.", "c Three."}, []string{"d 3>0 moved", "b 1>-1 [-Two.-]"}},
		{"a block that moved", []string{"a One.", "b Two.", "c Three."}, []string{"c Three.", "a One.", "b Two."}, []string{"c 2>0 moved"}},
		{"a block that moved and changed", []string{"a One.", "b Two.", "c Three."}, []string{"c Four.", "a One.", "b Two."}, []string{"c 2>0 moved [-Three-]{+Four+}."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := article.Diff(told(tt.earlier...), told(tt.later...))
			assert.Equal(t, tt.want, listed(d.Blocks))
			assert.Empty(t, d.Fields)
			assert.Equal(t, tt.want == nil, d.IsZero())
		})
	}
	t.Run("blocks without an id are known by their text", func(t *testing.T) {
		earlier, later := words("Storm"), words("Storm")
		earlier.Body = article.Body{paragraph("One."), paragraph("Same."), paragraph("Same."), {}}
		later.Body = article.Body{paragraph("Same."), paragraph("One."), paragraph("Same."), {}}
		assert.Equal(t, []string{" 1>0 moved"}, listed(article.Diff(earlier, later).Blocks))
	})
	t.Run("what is no text is told without words", func(t *testing.T) {
		earlier, later := told("a One."), told("a One.")
		later.Body[0].Content = article.Heading{Level: 2, Text: inline.Text("One.")}
		assert.Equal(t, []string{"a 0>0"}, listed(article.Diff(earlier, later).Blocks))
	})
	t.Run("operations have names", func(t *testing.T) {
		assert.Equal(t, "kept removed added", fmt.Sprint(article.Kept, " ", article.Removed, " ", article.Added))
	})
}

func TestDiffTellsEveryField(t *testing.T) {
	typ := reflect.TypeFor[article.Content]()
	for i := range typ.NumField() {
		name := typ.Field(i).Name
		t.Run(name, func(t *testing.T) {
			later := whole()
			reflect.ValueOf(&later).Elem().Field(i).SetZero()
			d := article.Diff(whole(), later)
			if name == "Body" {
				assert.NotEmpty(t, d.Blocks)
				return
			}
			if reflect.ValueOf(whole()).Field(i).IsZero() {
				reflect.ValueOf(&later).Elem().Field(i).Set(some(typ.Field(i).Type))
				d = article.Diff(whole(), later)
			}
			require.NotEmpty(t, d.Fields)
			for _, f := range d.Fields {
				assert.True(t, f.Path == name || strings.HasPrefix(f.Path, name+"["), f.Path)
			}
			assert.Empty(t, d.Blocks)
		})
	}
}

// some returns a value of a type that is not its zero.
func some(typ reflect.Type) reflect.Value {
	v := reflect.New(typ).Elem()
	switch typ.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Slice:
		v.Set(reflect.MakeSlice(typ, 1, 1))
	case reflect.Pointer:
		v.Set(reflect.New(typ.Elem()))
	case reflect.Struct:
		v.Field(0).Set(some(typ.Field(0).Type))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(1)
	}
	return v
}

func TestDiffOfTextsGoesByRole(t *testing.T) {
	earlier, later := words("Storm nears"), words("Storm passes")
	earlier.Headlines = append(earlier.Headlines, article.Text{Role: article.Short, Value: "Storm"})
	later.Headlines = append(later.Headlines, article.Text{Role: article.Social, Value: "Over"})
	d := article.Diff(earlier, later)
	var got []string
	for _, f := range d.Fields {
		got = append(got, f.Path+" "+marked(f.Words))
	}
	assert.Equal(t, []string{"Headlines Storm [-nears-]{+passes+}", "Headlines[short] [-Storm-]", "Headlines[social] {+Over+}"}, got)
}

func TestRunsMakeUpBothTexts(t *testing.T) {
	text := rapid.Custom(func(t *rapid.T) string {
		n := rapid.SampledFrom([]int{0, 3, 30, 300}).Draw(t, "words")
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(strings.Fields("a b c d e f , . 東 é x1 \u00a0 long-word")), 0, n).Draw(t, "text"),
			rapid.SampledFrom([]string{" ", "", "\n"}).Draw(t, "space"))
	})
	rapid.Check(t, func(t *rapid.T) { holdRuns(t, text.Draw(t, "earlier"), text.Draw(t, "later")) })
}

func holdRuns(t require.TestingT, earlier, later string) {
	x, y := words("x"), words("x")
	x.Kicker, y.Kicker = earlier, later
	d := article.Diff(x, y)
	if earlier == later {
		require.True(t, d.IsZero())
		return
	}
	require.Len(t, d.Fields, 1)
	var before, after strings.Builder
	last := article.Run{Op: 99}
	for _, r := range d.Fields[0].Words {
		require.NotEmpty(t, r.Text)
		require.NotEqual(t, last.Op, r.Op, "runs of one operation are one")
		require.False(t, last.Op == article.Added && r.Op == article.Removed, "what was removed comes first")
		if last = r; r.Op != article.Added {
			before.WriteString(r.Text)
		}
		if r.Op != article.Removed {
			after.WriteString(r.Text)
		}
	}
	require.Equal(t, earlier, before.String())
	require.Equal(t, later, after.String())
}

func TestRunsOfLongTexts(t *testing.T) {
	text := func(c article.Content) string { return inOne(c).Body.Text() }
	one, unique := long(2_000, 1), make([]string, 500)
	for i := range unique {
		unique[i] = fmt.Sprint("u", i)
	}
	rising := strings.Join(unique, " ")
	slices.Reverse(unique)
	for name, tt := range map[string][2]string{
		"mended":                 {text(one), text(mended(one, 3))},
		"rewritten":              {text(one), text(long(2_000, 2))},
		"backwards":              {rising, strings.Join(unique, " ")},
		"nothing common":         {rising, strings.Repeat("x y ", 500)},
		"nothing that is unique": {strings.Repeat("a b c ", 300), strings.Repeat("c b a ", 300)},
		"moved":                  {rising + " " + text(one), text(one) + " " + rising},
	} {
		t.Run(name, func(t *testing.T) { holdRuns(t, tt[0], tt[1]) })
	}
	t.Run("a mended word is all that changes", func(t *testing.T) {
		d := article.Diff(inOne(one), inOne(mended(one, 10)))
		changed := 0
		for _, r := range d.Blocks[0].Words {
			if r.Op == article.Removed {
				changed++
				assert.Regexp(t, `^word\d+$`, r.Text)
			}
		}
		assert.Equal(t, 4, changed, "2,000 words are 40 paragraphs")
	})
}

func FuzzDiff(f *testing.F) {
	f.Add("The red fox.", "The brown fox.")
	f.Add("a b", "b a")
	f.Add("\xff\xfe", "e\u0301\u0301")
	f.Add(strings.Repeat("a b ", 200), strings.Repeat("b a ", 190))
	f.Fuzz(func(t *testing.T, earlier, later string) { holdRuns(t, earlier, later) })
}

// long is a story of n words in paragraphs of 50, out of a seed.
func long(n int, seed uint64) article.Content {
	random := rand.New(rand.NewPCG(seed, 1))
	c := words("Long")
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "word%d ", random.IntN(800))
		if i%50 == 49 || i == n-1 {
			p := paragraph(strings.TrimSpace(b.String()))
			p.ID = article.BlockID(fmt.Sprint("b", len(c.Body)))
			c.Body = append(c.Body, p)
			b.Reset()
		}
	}
	return c
}

// mended is c with every nth paragraph's 7th word replaced.
func mended(c article.Content, nth int) article.Content {
	c = c.Clone()
	for i := 0; i < len(c.Body); i += nth {
		text := strings.Fields(article.Body{c.Body[i]}.Text())
		text[min(7, len(text)-1)] = "mended"
		c.Body[i].Content = article.Paragraph{Text: inline.Text(strings.Join(text, " "))}
	}
	return c
}

// inOne is c with all its text in one block.
func inOne(c article.Content) article.Content {
	p := paragraph(strings.ReplaceAll(c.Body.Text(), "\n\n", " "))
	p.ID = "b0"
	c.Body = article.Body{p}
	return c
}

func BenchmarkDiff(b *testing.B) {
	one, other := long(5_000, 1), long(5_000, 2)
	for _, bm := range []struct {
		name           string
		earlier, later article.Content
	}{
		{"5000 words, every tenth paragraph mended", one, mended(one, 10)},
		{"5000 words, every paragraph rewritten", one, other},
		{"5000 words in one block, mended", inOne(one), inOne(mended(one, 10))},
		{"5000 words in one block, rewritten", inOne(one), inOne(other)},
		{"10000 words in one block, rewritten", inOne(long(10_000, 1)), inOne(long(10_000, 2))},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				article.Diff(bm.earlier, bm.later)
			}
		})
	}
}

func TestSuggestKind(t *testing.T) {
	for _, tt := range []struct {
		name, earlier, later string
		want                 article.CorrectionKind
	}{
		{"nothing", "The fox ran.", "The fox ran.", 0},
		{"a comma", "Yes sir.", "Yes, sir.", article.KindTypo},
		{"a comma less", "Yes, sir.", "Yes sir.", article.KindTypo},
		{"a capital", "the fox ran.", "The fox ran.", article.KindTypo},
		{"two letters swapped", "Teh fox ran.", "The fox ran.", article.KindTypo},
		{"a letter in a long word", "The goverment fell.", "The government fell.", article.KindTypo},
		{"two letters in a very long word", "An accomodaton here.", "An accommodation here.", article.KindTypo},
		{"a letter in a word of six", "A littel fox.", "A little fox.", article.KindTypo},
		{"two words in a row, one of them by its capital", "It was Teh Fox here.", "It was the fox here.", article.KindTypo},
		{"spaces", "The  fox", "The fox", article.KindTypo},
		{"a short word for another", "It is now legal.", "It is not legal.", article.KindClarification},
		{"a long word for another", "It was dangerous here.", "It was beautiful here.", article.KindClarification},
		{"words put into a sentence", "He was charged.", "He was never charged.", article.KindClarification},
		{"a sentence more", "He ran.", "He ran. She stayed.", article.KindUpdate},
		{"a sentence before", "He ran.", "She stayed. He ran.", article.KindUpdate},
		{"a number", "It killed 12 people.", "It killed 21 people.", article.KindCorrection},
		{"a number in words that are alike", "Route66", "Route67", article.KindCorrection},
		{"a name", "It was said by Anna Holt.", "It was said by Maria Berg.", article.KindCorrection},
		{"words taken away", "He stole and ran.", "He ran.", article.KindCorrection},
		{"the gravest counts", "Teh storm killed 12.", "The storm killed 13, yes.", article.KindCorrection},
		{"no text is left", "He ran.", "", article.KindRetraction},
		{"a text that has been a word of a hundred letters", strings.Repeat("ab", 50), strings.Repeat("ba", 50), article.KindClarification},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, article.SuggestKind(article.Diff(told("a "+tt.earlier), told("a "+tt.later))))
		})
	}
	for _, tt := range []struct {
		name   string
		change func(*article.Content)
		want   article.CorrectionKind
	}{
		{"a note from editor to editor", func(c *article.Content) { c.Note = "check" }, 0},
		{"what programs keep", func(c *article.Content) { c.Extensions = []article.Extension{{Namespace: "x", Data: "y"}} }, 0},
		{"an internal block", func(c *article.Content) { c.Body[1].Content = article.Paragraph{Text: inline.Text("Other")} }, 0},
		{"an internal block less", func(c *article.Content) { c.Body = c.Body[:1] }, 0},
		{"where it is filed", func(c *article.Content) { c.Filing.Series.Name = "Storms" }, article.KindTypo},
		{"another picture above", func(c *article.Content) { c.Lead = &article.Image{URL: "/b.jpg"} }, article.KindUpdate},
		{"another genre", func(c *article.Content) { c.Genre = "opinion" }, article.KindClarification},
		{"another byline", func(c *article.Content) { c.Byline = article.Byline{{Name: "Ana"}} }, article.KindCorrection},
		{"another headline", func(c *article.Content) { c.Headlines[0].Value = "Calm" }, article.KindCorrection},
		{"a deck", func(c *article.Content) { c.Decks = article.Texts{{Value: "It is coming."}} }, article.KindUpdate},
		{"a block that is public from now on", func(c *article.Content) { c.Body[1].Internal = false }, article.KindUpdate},
		{"a divider more", func(c *article.Content) {
			c.Body = append(c.Body, article.Block{ID: "d", Content: article.Divider{}})
		}, article.KindUpdate},
	} {
		t.Run(tt.name, func(t *testing.T) {
			earlier := told("a He ran.", "b Secret.")
			earlier.Body[1].Internal = true
			later := earlier.Clone()
			tt.change(&later)
			assert.Equal(t, tt.want, article.SuggestKind(article.Diff(earlier, later)))
		})
	}
	t.Run("a divider less", func(t *testing.T) {
		earlier := told("a He ran.")
		earlier.Body = append(earlier.Body, article.Block{ID: "d", Content: article.Divider{}})
		assert.Equal(t, article.KindCorrection, article.SuggestKind(article.Diff(earlier, told("a He ran."))))
	})
}
