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
