package inline_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article/inline"
)

func TestGrammarIsSortedAndItsOwnCopy(t *testing.T) {
	last := ""
	for e := range inline.Grammar() {
		assert.Less(t, last, e.Name)
		last = e.Name
		for i := range e.Attrs {
			if i > 0 {
				assert.Less(t, e.Attrs[i-1].Name, e.Attrs[i].Name)
			}
		}
		if e.Name == "a" {
			e.Attrs[0].Name = "onclick"
		}
	}
	for e := range inline.Grammar() {
		a, ok := e.Attr("href")
		assert.True(t, ok && a.Required && a.Kind == inline.Link)
		break
	}
	assert.NoError(t, inline.FreeText.Check("anything"))
}
