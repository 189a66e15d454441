package loss_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article/loss"
)

func TestSummaryLeavesPlacesOut(t *testing.T) {
	var r loss.Report
	r.Add("Body[1].p.class", loss.Dropped, "attribute", "not kept")
	r.Add("Body[2].p.class", loss.Dropped, "attribute", "not kept")
	r.Add("Body[2]", loss.Repaired, "text", "invalid UTF-8")
	assert.Equal(t, "dropped attribute: not kept (2 times)\nrepaired text: invalid UTF-8\n", r.Summary().String())
	assert.Equal(t, 3, r.Len(), "the report itself stays")
	assert.True(t, loss.Report{}.Summary().Empty())
}

func TestSummaryCountsWhatWasNotListed(t *testing.T) {
	var r loss.Report
	for i := range loss.MaxEntries + 7 {
		r.Add(fmt.Sprint(i), loss.Dropped, "x", "")
	}
	assert.Equal(t, 1, r.Summary().Len())
	assert.Equal(t, 7, r.Summary().More())
	assert.Equal(t, r.Total(), r.Summary().Total())
}
