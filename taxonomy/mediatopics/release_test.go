package mediatopics_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/mediatopics"
)

// file is a release with the concepts given, each the inside of a JSON object.
func file(concepts ...string) string {
	for i, c := range concepts {
		concepts[i] = "{" + c + "}"
	}
	return `{"prefSchemeAlias":"medtop","conceptSet":[` + strings.Join(concepts, ",\n") + `]}`
}

// topic is the inside of a concept in use.
func topic(code, label string, more ...string) string {
	return strings.Join(append([]string{fmt.Sprintf(`"qcode":"medtop:%s","prefLabel":{"en-GB":%q}`, code, label)}, more...), ",")
}

func under(code string) string {
	return `"broader":["http://cv.iptc.org/newscodes/mediatopic/` + code + `"]`
}

// many repeats a member, numbered, more often than a concept may have it.
func many(format string) string {
	var members []string
	for i := range 501 {
		members = append(members, fmt.Sprintf(format, i))
	}
	return strings.Join(members, ",")
}

func read(t testing.TB, text string) *mediatopics.Release {
	t.Helper()
	r, err := mediatopics.Read(strings.NewReader(text), mediatopics.Limits{})
	require.NoError(t, err)
	return r
}

func TestReadWholeRelease(t *testing.T) {
	r := release(t, old)
	assert.Equal(t, time.Date(2019, 4, 6, 20, 0, 0, 0, time.UTC), r.Date)
	assert.False(t, r.Partial)
	assert.Contains(t, r.Copyright, "IPTC")
	assert.Contains(t, r.Licence, "creativecommons.org")
	assert.Contains(t, r.Extra, "hasTopConcept", "what the head says besides is kept")
	require.Equal(t, 1228, len(r.Concepts), "%v", r.Repairs)

	retired, levels, places := 0, map[int]int{}, map[mediatopics.Code]mediatopics.Concept{}
	for _, c := range r.Concepts {
		places[c.Code] = c
	}
	for _, c := range r.Concepts {
		if c.IsRetired() {
			retired++
		}
		level := 1
		for up := c; up.Parent != ""; level++ {
			up = places[up.Parent]
			require.NotEmpty(t, up.Code)
		}
		levels[level]++
	}
	assert.Equal(t, 134, retired)
	assert.Equal(t, map[int]int{1: 17, 2: 104, 3: 458, 4: 570, 5: 79}, levels)
	assert.Equal(t, []mediatopics.Repair{
		{Path: "conceptSet[1151].definition.en-GB", Why: "characters that no label may hold were taken out"},
	}, r.Repairs, "the DEL in the definition of skating")

	education, ok := r.Concept("05000000")
	require.True(t, ok)
	assert.Equal(t, []string{"Q8434"}, education.Wikidata)
	assert.Equal(t, []string{"05000000"}, education.Subjects)
	assert.Contains(t, education.Extra, "modified", "fields that no term has are kept")
}

func TestReadPart(t *testing.T) {
	r := release(t, part)
	assert.True(t, r.Partial)
	assert.Empty(t, r.Repairs)
	require.Equal(t, 33, len(r.Concepts))
	labour, _ := r.Concept("09000000")
	for lang, want := range map[string]string{
		"en-GB": "labour", "en-US": "labor", "sv": "Arbete", "da": "arbejde", "ar": "عمل", "se": "", "dk": "",
	} {
		assert.Equal(t, want, labour.Labels.Of(lang), lang)
	}
	moved, _ := r.Concept("20000172")
	assert.Equal(t, mediatopics.Code("20001365"), moved.Parent, "a parent may be absent from a part")
}

func byLang(labels taxonomy.Labels) map[string]string {
	out := make(map[string]string)
	for _, label := range labels {
		out[label.Lang] = label.Text
	}
	return out
}

func TestReadRepairs(t *testing.T) {
	for _, tt := range []struct {
		name string
		give string
		why  []string // beginnings
		want func(t *testing.T, r *mediatopics.Release)
	}{
		{"Swedish, Danish and the Norwegians get their own tags", file(`"qcode":"medtop:1","prefLabel":{"se":"a","dk":"b","no-NB":"c","no-NN":"d","zh-Hans":"e","pt-pt":"f"}`), nil,
			func(t *testing.T, r *mediatopics.Release) {
				assert.Equal(t, map[string]string{"da": "b", "nb": "c", "nn": "d", "pt-PT": "f", "sv": "a", "zh-Hans": "e"}, byLang(r.Concepts[0].Labels))
			}},
		{"a language that is said twice is taken once", file(`"qcode":"medtop:1","prefLabel":{"se":"a","sv":"b"}`), []string{"left out: sv was met before"},
			func(t *testing.T, r *mediatopics.Release) {
				assert.Equal(t, "a", r.Concepts[0].Labels.Of("sv"))
			}},
		{"what is no language is left out", file(`"qcode":"medtop:1","prefLabel":{"en-GB":"a","?":"b","":"c"}`), []string{"left out: no language", "left out: no language"}, nil},
		{"an empty label is none", file(`"qcode":"medtop:1","prefLabel":{"en-GB":"a","fr":" "}`), []string{"left out: empty"}, nil},
		{"a label that is too long for a term is left out", file(topic("1", "a", `"definition":{"en-GB":"`+strings.Repeat("x", 300)+`"}`), topic("2", strings.Repeat("x", 257))),
			[]string{"left out: longer than 256 bytes", "left out: medtop:2 has no label"},
			func(t *testing.T, r *mediatopics.Release) {
				assert.Len(t, r.Concepts[0].Definitions.Of("en-GB"), 300, "a definition may be longer")
			}},
		{"controls and overrides are taken out", file(topic("1", "a\u202eb")), []string{"characters that no label may hold"},
			func(t *testing.T, r *mediatopics.Release) { assert.Equal(t, "ab", r.Concepts[0].Label()) }},
		{"a concept without a code is left out", file(`"qcode":"genre:Analysis","prefLabel":{"en-GB":"a"}`), []string{"left out: no code"}, nil},
		{"a code is read from the URI", file(`"uri":"http://cv.iptc.org/newscodes/mediatopic/1","prefLabel":{"en-GB":"a"}`), nil,
			func(t *testing.T, r *mediatopics.Release) { assert.Equal(t, mediatopics.Code("1"), r.Concepts[0].Code) }},
		{"the second of a code is left out", file(topic("1", "a"), topic("1", "b")), []string{"left out: medtop:1 was met before"},
			func(t *testing.T, r *mediatopics.Release) { assert.Equal(t, "a", r.Concepts[0].Label()) }},
		{"the first of two parents is taken", file(topic("1", "a"), topic("2", "b"), topic("3", "c", `"broader":["x:1","medtop:2","medtop:1"]`)),
			[]string{"left out: no code", "left out: a category has one parent"},
			func(t *testing.T, r *mediatopics.Release) {
				assert.Equal(t, mediatopics.Code("2"), r.Concepts[2].Parent)
			}},
		{"a child that names no parent is hung where it is listed", file(topic("1", "a", `"narrower":["medtop:2","medtop:9","medtop:x"]`), topic("2", "b")),
			[]string{"left out: no code", "medtop:2 names no broader concept"},
			func(t *testing.T, r *mediatopics.Release) {
				assert.Equal(t, mediatopics.Code("1"), r.Concepts[1].Parent)
			}},
		{"a child's own word is stronger than its listing", file(topic("1", "a", `"narrower":["medtop:2"]`), topic("2", "b", under("3")), topic("3", "c")),
			[]string{"medtop:2 hangs elsewhere"},
			func(t *testing.T, r *mediatopics.Release) {
				assert.Equal(t, mediatopics.Code("3"), r.Concepts[1].Parent)
			}},
		{"a circle opens at its first concept", file(topic("1", "a", under("2")), topic("2", "b", under("1"))), []string{"medtop:2 leads in a circle"},
			func(t *testing.T, r *mediatopics.Release) {
				assert.Empty(t, r.Concepts[0].Parent)
				assert.Equal(t, mediatopics.Code("1"), r.Concepts[1].Parent)
			}},
		{"a concept may not be its own parent", file(topic("1", "a", under("1"))), []string{"medtop:1 leads in a circle"}, nil},
		{"an item of Wikidata that is named twice, by either scheme, is one", file(topic("1", "a", `"exactMatch":["https://www.wikidata.org/entity/Q1","http://www.wikidata.org/entity/Q1","http://www.wikidata.org/entity/Q2"]`)), nil,
			func(t *testing.T, r *mediatopics.Release) {
				assert.Equal(t, []string{"Q1", "Q2"}, r.Concepts[0].Wikidata)
			}},
		{"another vocabulary is left out of the matches", file(topic("1", "a", `"exactMatch":["http://example.org/1","Q1"]`)), []string{"left out: unknown vocabulary", "left out: unknown vocabulary"}, nil},
		{"null is nothing", file(topic("1", "a", `"retired":null,"note":null,"broader":null,"definition":null`)), nil,
			func(t *testing.T, r *mediatopics.Release) { assert.False(t, r.Concepts[0].IsRetired()) }},
		{"a note in another language is prose too", file(topic("1", "a", `"note":{"fr":"Retiré."},"changeNote":{"en-GB":"x","fr":"y"}`)), nil,
			func(t *testing.T, r *mediatopics.Release) {
				assert.Equal(t, []string{"Retiré.", "x"}, r.Concepts[0].Notes)
			}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, tt.give)
			require.Len(t, r.Repairs, len(tt.why), "%v", r.Repairs)
			for i, repair := range r.Repairs {
				assert.True(t, strings.HasPrefix(repair.Why, tt.why[i]), "%q begins with %q", repair.Why, tt.why[i])
				assert.NotEmpty(t, repair.Path)
			}
			if tt.want != nil {
				tt.want(t, r)
			}
		})
	}
}

func TestReadTooDeepATreeIsCut(t *testing.T) {
	concepts := []string{topic("100", "top")}
	for i := 101; i < 140; i++ {
		concepts = append(concepts, topic(fmt.Sprint(i), "x", under(fmt.Sprint(i-1))))
	}
	r := read(t, file(concepts...))
	require.NotEmpty(t, r.Repairs)
	tree, _, err := r.Tree()
	require.NoError(t, err)
	deepest := 0
	for c := range tree.Categories() {
		deepest = max(deepest, len(tree.Breadcrumb(c.ID)))
	}
	assert.Equal(t, 16, deepest)
}

func TestReadRefuses(t *testing.T) {
	one := topic("1", "a")
	for _, tt := range []struct {
		name   string
		give   string
		limits mediatopics.Limits
		want   error
		path   string
	}{
		{"nothing", "", mediatopics.Limits{}, mediatopics.ErrSyntax, ""},
		{"a list", "[]", mediatopics.Limits{}, mediatopics.ErrField, ""},
		{"no list of concepts", `{"prefSchemeAlias":"medtop"}`, mediatopics.Limits{}, mediatopics.ErrNotMediaTopics, ""},
		{"another vocabulary", `{"prefSchemeAlias":"genre","conceptSet":[]}`, mediatopics.Limits{}, mediatopics.ErrNotMediaTopics, ""},
		{"no vocabulary", `{"conceptSet":[]}`, mediatopics.Limits{}, mediatopics.ErrNotMediaTopics, ""},
		{"a second value", file(one) + "{}", mediatopics.Limits{}, mediatopics.ErrSyntax, ""},
		{"rubbish behind", file(one) + "?", mediatopics.Limits{}, mediatopics.ErrSyntax, ""},
		{"an end in a name", `{"pref`, mediatopics.Limits{}, mediatopics.ErrSyntax, ""},
		{"an end in the head", `{"partial":`, mediatopics.Limits{}, mediatopics.ErrSyntax, "partial"},
		{"an end in the list", file(one)[:len(file(one))-2], mediatopics.Limits{}, mediatopics.ErrSyntax, "conceptSet"},
		{"an end behind the list", file(one)[:len(file(one))-1], mediatopics.Limits{}, mediatopics.ErrSyntax, ""},
		{"an end in a concept", file(one)[:60], mediatopics.Limits{}, mediatopics.ErrSyntax, "conceptSet[0]"},
		{"a list that is none", `{"conceptSet":{}}`, mediatopics.Limits{}, mediatopics.ErrField, "conceptSet"},
		{"a date that is none", `{"dateReleased":"yesterday"}`, mediatopics.Limits{}, mediatopics.ErrField, "dateReleased"},
		{"a flag that is none", `{"partial":"yes"}`, mediatopics.Limits{}, mediatopics.ErrField, "partial"},
		{"a name twice in the head", `{"x":1,"x":1}`, mediatopics.Limits{}, mediatopics.ErrField, ""},
		{"a concept that is a text", `{"conceptSet":["x"]}`, mediatopics.Limits{}, mediatopics.ErrField, "conceptSet[0]"},
		{"a name twice in a concept", file(one + `,"qcode":"medtop:1"`), mediatopics.Limits{}, mediatopics.ErrField, "conceptSet[0]"},
		{"a language twice", file(`"prefLabel":{"fr":"a","fr":"b"}`), mediatopics.Limits{}, mediatopics.ErrField, "conceptSet[0].prefLabel"},
		{"two codes in a concept", file(one, `"qcode":"medtop:1","uri":"http://cv.iptc.org/newscodes/mediatopic/2"`), mediatopics.Limits{}, mediatopics.ErrField, "conceptSet[1].uri"},
		{"a code that is a number", file(`"qcode":1`), mediatopics.Limits{}, mediatopics.ErrField, "conceptSet[0].qcode"},
		{"a retirement at no time", file(one + `,"retired":true`), mediatopics.Limits{}, mediatopics.ErrField, "conceptSet[0].retired"},
		{"a retirement at no date", file(one + `,"retired":"2019"`), mediatopics.Limits{}, mediatopics.ErrField, "conceptSet[0].retired"},
		{"labels without languages", file(`"prefLabel":"a"`), mediatopics.Limits{}, mediatopics.ErrField, "conceptSet[0].prefLabel"},
		{"a label that is a list", file(`"prefLabel":{"fr":["a"]}`), mediatopics.Limits{}, mediatopics.ErrField, "conceptSet[0].prefLabel.fr"},
		{"a note that is a number", file(`"note":1`), mediatopics.Limits{}, mediatopics.ErrField, "conceptSet[0].note"},
		{"a parent that is no list", file(`"broader":"x"`), mediatopics.Limits{}, mediatopics.ErrField, "conceptSet[0].broader"},
		{"children that are no list", file(`"narrower":{}`), mediatopics.Limits{}, mediatopics.ErrField, "conceptSet[0].narrower"},
		{"matches that are no list", file(`"exactMatch":{}`), mediatopics.Limits{}, mediatopics.ErrField, "conceptSet[0].exactMatch"},
		{"bytes that are not UTF-8", file(one + ",\"x\":\"\xff\""), mediatopics.Limits{}, mediatopics.ErrSyntax, "conceptSet[0]"},
		{"a value that nests too deep", file(one + `,"x":` + strings.Repeat("[", 20) + `"\"["` + strings.Repeat("]", 20)), mediatopics.Limits{}, mediatopics.ErrTooDeep, "conceptSet[0]"},
		{"a value that nests without end", `{"x":` + strings.Repeat("[", 20_000), mediatopics.Limits{}, mediatopics.ErrSyntax, "x"},
		{"a file over its limit", file(one, topic("2", "b")), mediatopics.Limits{Bytes: 60}, mediatopics.ErrTooLarge, ""},
		{"a concept over its limit", file(one + `,"x":"` + strings.Repeat("x", 100) + `"`), mediatopics.Limits{Concept: 100}, mediatopics.ErrTooLarge, "conceptSet[0]"},
		{"too many languages", file(`"prefLabel":{` + many(`"x-%d":"a"`) + `}`), mediatopics.Limits{}, mediatopics.ErrTooLarge, "conceptSet[0].prefLabel"},
		{"too many matches", file(`"exactMatch":[` + many(`"%d"`) + `]`), mediatopics.Limits{}, mediatopics.ErrTooLarge, "conceptSet[0].exactMatch"},
		{"a long name twice", file(one + `,"` + strings.Repeat("x", 63) + `é":1,"` + strings.Repeat("x", 63) + `é":1`), mediatopics.Limits{}, mediatopics.ErrField, "conceptSet[0]"},
		{"a concept too many", file(one, topic("2", "b")), mediatopics.Limits{Concepts: 1}, mediatopics.ErrTooLarge, "conceptSet[1]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, err := mediatopics.Read(strings.NewReader(tt.give), tt.limits)
			assert.Nil(t, r)
			require.ErrorIs(t, err, tt.want)
			var placed *mediatopics.Error
			require.ErrorAs(t, err, &placed)
			assert.Equal(t, tt.path, placed.Path)
			assert.LessOrEqual(t, placed.Offset, int64(len(tt.give)))
			assert.True(t, strings.HasPrefix(err.Error(), "mediatopics: byte "), err.Error())
			assert.Contains(t, err.Error(), tt.path)
			assert.True(t, utf8.ValidString(err.Error()))
		})
	}
}

func TestReadOfTheExactLimitIsNoFault(t *testing.T) {
	text := file(topic("1", "a"))
	_, err := mediatopics.Read(strings.NewReader(text), mediatopics.Limits{Bytes: int64(len(text))})
	assert.NoError(t, err)
	_, err = mediatopics.Read(strings.NewReader(text), mediatopics.Limits{Bytes: int64(len(text)) - 1})
	assert.ErrorIs(t, err, mediatopics.ErrTooLarge)
}

func TestReadKeepsTheCauseOfAReader(t *testing.T) {
	text := file(topic("1", "a", `"note":{"en-GB":"x"}`), topic("2", "b"))
	broken := errors.New("disk is gone")
	for n := range len(text) {
		in := io.MultiReader(strings.NewReader(text[:n]), iotest.ErrReader(broken))
		_, err := mediatopics.Read(in, mediatopics.Limits{})
		require.ErrorIs(t, err, broken, "at byte %d", n)
	}
	whole, err := mediatopics.Read(iotest.OneByteReader(strings.NewReader(text)), mediatopics.Limits{})
	require.NoError(t, err)
	assert.Len(t, whole.Concepts, 2)
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(file(topic("1", "a", `"narrower":["medtop:2"]`), topic("2", "b", under("1"), retired, `"changeNote":{"en-GB":"Retired. Use medtop:1 a instead"}`))))
	f.Add([]byte(file(topic("1", "a", under("2"), retired), topic("2", "b", under("1"), retired))))
	f.Add([]byte(file(`"qcode":"medtop:1","prefLabel":{"se":"a","sv":"b","":"\u202e"}`)))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := mediatopics.Read(bytes.NewReader(text), mediatopics.Limits{Bytes: 1 << 16})
		if err != nil {
			var placed *mediatopics.Error
			if !errors.As(err, &placed) || r != nil {
				t.Fatalf("Read = %v, %v", r, err)
			}
			return
		}
		tree, _, err := r.Tree()
		if err != nil {
			t.Fatalf("what Read accepts is a tree: %v", err)
		}
		for _, c := range r.Concepts {
			if _, ok := tree.Record(c.Code.ID()); !ok {
				t.Errorf("%s is not in the tree", c.Code)
			}
		}
		if again := r.Update(tree, mediatopics.Options{From: r}); again.Plan.Len() != 0 {
			t.Errorf("a second load changes %v", again.Differences)
		}
	})
}

const retired = `"retired":"2020-01-01T12:00:00+00:00"`
