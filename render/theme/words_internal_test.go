package theme

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article"
)

func TestEveryLanguageHasEveryWord(t *testing.T) {
	for _, w := range wordTables {
		table := reflect.ValueOf(*w)
		for i := range table.NumField() {
			assert.False(t, table.Field(i).IsZero(), "%s: %s", w.lang, table.Type().Field(i).Name)
		}
		for i, month := range w.months {
			assert.NotEmpty(t, month, "%s: month %d", w.lang, i+1)
		}
	}
}

func TestEveryLanguageNamesEveryValue(t *testing.T) {
	for _, w := range wordTables {
		for _, g := range article.Genres() {
			assert.Equal(t, g != article.GenreReport, w.genres[g] != "", "%s: %s", w.lang, g)
		}
		for _, c := range []counted{w.minutes, w.commented, w.fresh, w.found} {
			for n := range 120 {
				assert.NotEmpty(t, c.of(w, n), "%s: %d", w.lang, n)
			}
		}
		assert.Len(t, w.digital, len(english.digital), w.lang)
		assert.Len(t, w.warnings, len(english.warnings), w.lang)
		for k := article.KindTypo; k <= article.KindRetraction; k++ {
			assert.NotEmpty(t, w.kinds[k], "%s: %s", w.lang, k)
		}
	}
}

func TestDatesOfWhichLittleIsKnown(t *testing.T) {
	for want, d := range map[string]article.Date{
		"": {}, "2023": {Year: 2023}, "agosto de 2023": {Year: 2023, Month: 8}, "1 de agosto de 2023": {Year: 2023, Month: 8, Day: 1},
	} {
		assert.Equal(t, want, spanish.known(d))
	}
}

func TestNumbersTakeThePluralFormsOfTheirLanguage(t *testing.T) {
	for n, want := range map[int]string{1: "تعليق واحد", 2: "تعليقان", 3: "3 تعليقات", 11: "11 تعليقًا", 100: "100 تعليق", 0: "علّق"} {
		assert.Equal(t, want, arabic.commented.of(&arabic, n))
	}
	for n, want := range map[int]string{0: "Comment", 1: "1 Comment", 2: "2 Comments", 21: "21 Comments"} {
		assert.Equal(t, want, english.commented.of(&english, n))
	}
}
