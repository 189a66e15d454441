package render_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/render"
)

func TestATagChangesWithAllThatChangesADocument(t *testing.T) {
	site := newSite(t, "Gazette")
	st := render.State{Changed: dawn, Cursor: 7, Terms: 3, Next: dawn.Add(time.Hour)}
	tags := map[string]bool{site.ETag("feed", st): true}
	assert.Equal(t, site.ETag("feed", st), newSite(t, "Gazette").ETag("feed", st), "the same for another process")
	saved, renamed, appeared, other := st, st, st, st
	saved.Cursor++
	renamed.Terms++
	appeared.Next = time.Time{}
	other.Next = st.Next.Add(time.Microsecond)
	for _, changed := range []render.State{saved, renamed, appeared, other} {
		tags[site.ETag("feed", changed)] = true
	}
	tags[site.ETag("atom", st)] = true
	tags[newSite(t, "Herald").ETag("feed", st)] = true
	assert.Len(t, tags, 7)
	assert.Regexp(t, `^W/"[0-9a-f]{32}"$`, site.ETag("feed", st))
}

func TestAStateHoldsUntilSomethingChangesByItself(t *testing.T) {
	st := render.State{Changed: dawn, Next: dawn.Add(time.Hour)}
	got, ok := st.At(dawn.Add(time.Hour - 1))
	assert.True(t, ok)
	assert.Equal(t, st, got)
	got, ok = st.At(dawn.Add(2 * time.Hour))
	assert.False(t, ok)
	assert.Equal(t, dawn.Add(time.Hour), got.Changed, "when it changed, not when it was asked")
	_, ok = render.State{}.At(dawn)
	assert.True(t, ok)
}
