package article_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
)

func TestDatesOfWhichLittleIsKnown(t *testing.T) {
	for s, want := range map[string]article.Date{
		"2026": {Year: 2026}, "2026-03": {Year: 2026, Month: 3}, "2024-02-29": {Year: 2024, Month: 2, Day: 29}, "0001-01-01": {Year: 1, Month: 1, Day: 1},
	} {
		got, err := article.ParseDate(s)
		require.NoError(t, err, s)
		assert.Equal(t, want, got)
		assert.Equal(t, s, got.String())
		assert.NoError(t, got.Check())
	}
	for _, s := range []string{"", "26", "02026", "2026-3", "2026-13", "2026-00", "2025-02-29", "2026-03-01T12:00:00Z", "0000", "-001", "March 2026", "2026-03-01 "} {
		_, err := article.ParseDate(s)
		assert.ErrorIs(t, err, article.ErrUnknownValue, s)
	}
	for _, d := range []article.Date{{Month: 3}, {Day: 1}, {Year: -1}, {Year: 10_000}, {Year: 2026, Month: 13}, {Year: 2026, Month: 4, Day: 31}} {
		assert.ErrorIs(t, d.Check(), article.ErrUnknownValue, "%#v", d)
	}
	assert.NoError(t, article.Date{}.Check())
	assert.True(t, article.Date{}.IsZero())
	assert.Empty(t, article.Date{}.String())
}

func TestParsingAPrintedDateGivesItBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := article.Date{Year: rapid.IntRange(-1, 10_001).Draw(t, "year"), Month: rapid.IntRange(0, 13).Draw(t, "month"), Day: rapid.IntRange(0, 32).Draw(t, "day")}
		if d.IsZero() || d.Check() != nil {
			t.Skip()
		}
		got, err := article.ParseDate(d.String())
		require.NoError(t, err)
		require.Equal(t, d, got)
	})
}

func TestADateInJSON(t *testing.T) {
	type holder struct{ D article.Date }
	for _, d := range []article.Date{{}, {Year: 2026}, {Year: 2026, Month: 3, Day: 1}} {
		encoded, err := json.Marshal(holder{d})
		require.NoError(t, err)
		got := holder{article.Date{Year: 1}}
		require.NoError(t, json.Unmarshal(encoded, &got))
		assert.Equal(t, d, got.D)
	}
	kept := holder{article.Date{Year: 1}}
	require.ErrorIs(t, json.Unmarshal([]byte(`{"D":"soon"}`), &kept), article.ErrUnknownValue)
	assert.Equal(t, article.Date{Year: 1}, kept.D, "a date that is none changes nothing")
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026", "2026-03", "2026-03-01", "0000", "9999-12-31", "2026-2-1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := article.ParseDate(s)
		if err != nil {
			return
		}
		if d.String() != s || d.Check() != nil {
			t.Fatalf("ParseDate(%q) = %#v, which prints %q", s, d, d.String())
		}
	})
}
