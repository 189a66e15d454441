package inline_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article/inline"
)

func TestErrorSaysWhere(t *testing.T) {
	assert.EqualError(t, inline.Check("a<p>"), "inline: unsafe inline markup at byte 1: <p> is not in the grammar")
	assert.NoError(t, inline.Check("<b>a</b>"))
}
