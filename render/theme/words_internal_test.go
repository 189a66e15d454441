package theme

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
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
