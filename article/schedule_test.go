package article_test

import (
	"archive/zip"
	"fmt"
	"go/build"
	"io"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // for the example, where the machine has no zones

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
)

// zones reads every zone of the IANA database that comes with Go, by name.
func zones(t *testing.T) map[string]*time.Location {
	all, err := zip.OpenReader(filepath.Join(build.Default.GOROOT, "lib", "time", "zoneinfo.zip"))
	if err != nil && os.Getenv("CI") == "" {
		t.Skip("the zone database of Go is not here: ", err)
	}
	require.NoError(t, err)
	defer func() { require.NoError(t, all.Close()) }()
	zones := make(map[string]*time.Location)
	for _, file := range all.File {
		if strings.HasSuffix(file.Name, "/") {
			continue
		}
		r, err := file.Open()
		require.NoError(t, err)
		data, err := io.ReadAll(r)
		require.NoError(t, err)
		require.NoError(t, r.Close())
		zones[file.Name], err = time.LoadLocationFromTZData(file.Name, data)
		require.NoError(t, err)
	}
	return zones
}

func zone(t *testing.T, name string) *time.Location {
	z, ok := zones(t)[name]
	require.True(t, ok, name)
	return z
}

// shown is what the clocks show at an instant, as if they were in UTC.
func shown(at time.Time) time.Time {
	_, offset := at.Zone()
	return at.Add(time.Duration(offset) * time.Second).UTC()
}

func TestLocalTime(t *testing.T) {
	for _, tt := range []struct {
		name, zone, wall, want string
		how                    article.Adjustment
	}{
		{"an ordinary time", "Europe/Berlin", "2026-07-01 12:00", "2026-07-01T12:00:00+02:00", article.AsTyped},
		{"the last minute before the clocks go forward", "Europe/Berlin", "2026-03-29 01:59", "2026-03-29T01:59:00+01:00", article.AsTyped},
		{"the first minute that is skipped", "Europe/Berlin", "2026-03-29 02:00", "2026-03-29T03:00:00+02:00", article.MovedLater},
		{"half past two on the night of spring", "Europe/Berlin", "2026-03-29 02:30", "2026-03-29T03:30:00+02:00", article.MovedLater},
		{"the first minute that is there again", "Europe/Berlin", "2026-03-29 03:00", "2026-03-29T03:00:00+02:00", article.AsTyped},
		{"half past two on the night of autumn", "Europe/Berlin", "2026-10-25 02:30", "2026-10-25T02:30:00+02:00", article.TookFirst},
		{"the first minute that comes twice", "Europe/Berlin", "2026-10-25 02:00", "2026-10-25T02:00:00+02:00", article.TookFirst},
		{"the first minute after the hour that comes twice", "Europe/Berlin", "2026-10-25 03:00", "2026-10-25T03:00:00+01:00", article.AsTyped},
		{"half an hour is skipped", "Australia/Lord_Howe", "2026-10-04 02:15", "2026-10-04T02:45:00+11:00", article.MovedLater},
		{"a whole day is skipped", "Pacific/Apia", "2011-12-30 12:00", "2011-12-31T12:00:00+14:00", article.MovedLater},
		{"midnight does not exist", "America/Sao_Paulo", "2018-11-04 00:00", "2018-11-04T01:00:00-02:00", article.MovedLater},
		{"a zone without summer time", "Asia/Karachi", "2026-03-29 02:30", "2026-03-29T02:30:00+05:00", article.AsTyped},
		{"far beyond the tables", "Europe/Berlin", "2426-07-01 12:00", "2426-07-01T12:00:00+02:00", article.AsTyped},
		{"UTC", "UTC", "2026-03-29 02:30", "2026-03-29T02:30:00Z", article.AsTyped},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wall, err := time.Parse("2006-01-02 15:04", tt.wall)
			require.NoError(t, err)
			got, how := article.LocalTime(zone(t, tt.zone), wall)
			assert.Equal(t, tt.want, got.Format(time.RFC3339))
			assert.Equal(t, tt.how, how)
		})
	}
	t.Run("the zone of what was typed does not matter", func(t *testing.T) {
		berlin := zone(t, "Europe/Berlin")
		got, _ := article.LocalTime(berlin, time.Date(2026, 7, 1, 12, 0, 0, 5, time.FixedZone("", -3600)))
		assert.True(t, got.Equal(time.Date(2026, 7, 1, 10, 0, 0, 5, time.UTC)), got)
	})
	t.Run("no zone is UTC", func(t *testing.T) {
		got, how := article.LocalTime(nil, noon)
		assert.Equal(t, noon, got)
		assert.Equal(t, article.AsTyped, how)
	})
	t.Run("adjustments have names", func(t *testing.T) {
		assert.Equal(t, "as typed, moved later, took first, unknown 9",
			fmt.Sprintf("%s, %s, %s, %s", article.AsTyped, article.MovedLater, article.TookFirst, article.Adjustment(9)))
	})
}

func TestLocalTimeAroundEveryChangeOfEveryZone(t *testing.T) {
	all, changes := zones(t), 0
	held := make(map[string]bool) // by what their clocks did: many zones did the same
	for name, z := range all {
		at := changesOf(z)
		history := fmt.Sprint(at)
		if held[history] {
			continue
		}
		held[history] = true
		for _, change := range at {
			changes++
			for _, wall := range around(change) {
				holdLocalTime(t, z, wall)
			}
		}
		require.False(t, t.Failed(), name)
	}
	t.Logf("%d names, %d histories, %d changes", len(all), len(held), changes)
	require.Greater(t, len(all), 400)
	require.Greater(t, changes, 5_000)
}

// changesOf lists when the clocks of a zone were put forward or back from 1990 to 2037.
func changesOf(z *time.Location) []time.Time {
	var list []time.Time
	at, until := time.Date(1990, 1, 1, 0, 0, 0, 0, z), time.Date(2038, 1, 1, 0, 0, 0, 0, z)
	for at.Before(until) {
		next := at.Add(24 * time.Hour)
		_, here := at.Zone()
		if _, there := next.Zone(); here != there {
			seconds := sort.Search(24*60*60, func(s int) bool {
				_, o := at.Add(time.Duration(s) * time.Second).Zone()
				return o != here
			})
			list = append(list, at.Add(time.Duration(seconds)*time.Second))
		}
		at = next
	}
	return list
}

// around lists what the clocks show before, at and after a change, and what they skip
// or show twice.
func around(change time.Time) []time.Time {
	before, after := shown(change.Add(-1)).Add(1), shown(change)
	half := before.Add(after.Sub(before) / 2)
	var walls []time.Time
	for _, wall := range []time.Time{before, half, after} {
		walls = append(walls, wall.Add(-time.Minute), wall.Add(-1), wall, wall.Add(time.Minute))
	}
	return append(walls, before.Add(-25*time.Hour), after.Add(25*time.Hour))
}

// holdLocalTime holds LocalTime to the slow truth: look at the clocks every quarter of
// an hour, for offsets have been multiples of that since 1972, and less than 15 hours.
func holdLocalTime(t *testing.T, z *time.Location, wall time.Time) {
	var want []time.Time
	for quarter := -15 * 4; quarter <= 15*4; quarter++ {
		if at := wall.Add(time.Duration(quarter) * 15 * time.Minute).In(z); shown(at).Equal(wall) {
			want = append(want, at)
		}
	}
	got, how := article.LocalTime(z, wall)
	switch {
	case shown(got).Before(wall):
		t.Errorf("%s: LocalTime(%s) = %s, before what was typed", z, wall, got)
	case len(want) == 0 && (how != article.MovedLater || shown(got).Sub(wall) > 24*time.Hour):
		t.Errorf("%s: LocalTime(%s) = %s %s, want it moved later", z, wall, got, how)
	case len(want) == 1 && (how != article.AsTyped || !got.Equal(want[0])):
		t.Errorf("%s: LocalTime(%s) = %s %s, want %s", z, wall, got, how, want[0])
	case len(want) > 1 && (how != article.TookFirst || !got.Equal(want[0])):
		t.Errorf("%s: LocalTime(%s) = %s %s, want the first of %s", z, wall, got, how, want)
	}
}
