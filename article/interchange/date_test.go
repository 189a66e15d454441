package interchange_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article/interchange"
)

func TestDates(t *testing.T) {
	for source, want := range map[string]string{
		"Fri, 03 Jan 2020 17:05:16 +0100":  "2020-01-03T16:05:16Z",
		"3 Jan 2020 17:05:16 -0530":        "2020-01-03T22:35:16Z",
		"03 January 2020 17:05 GMT":        "2020-01-03T17:05:00Z",
		"03 Apr 02 1500 GMT":               "2002-04-03T15:00:00Z",
		"Sun, 06 Nov 94 08:49:37 UT":       "1994-11-06T08:49:37Z",
		"Sun, 06 Nov 1994 08:49:37 EST":    "1994-11-06T13:49:37Z",
		"Sun, 06 Nov 1994 08:49:37 pdt":    "1994-11-06T15:49:37Z",
		"Sun, 06 Nov 1994 08:49:37 EDT":    "1994-11-06T12:49:37Z",
		"Sun, 06 Nov 1994 08:49:37 CST":    "1994-11-06T14:49:37Z",
		"Sun, 06 Nov 1994 08:49:37 PST":    "1994-11-06T16:49:37Z",
		"Sun, 06 Nov 1994 08:49:37 +05:30": "1994-11-06T03:19:37Z",
		"2020-01-03T17:05:16+01:00":        "2020-01-03T16:05:16Z",
		"2020-01-03T17:05Z":                "2020-01-03T17:05:00Z",
		" 2020-01-03 17:05:16 -0200 ":      "2020-01-03T19:05:16Z",
		"1017846000":                       "2002-04-03T15:00:00Z",
	} {
		got, err := interchange.ParseDate(source)
		require.NoError(t, err, source)
		assert.Equal(t, want, got.Format(time.RFC3339), source)
		assert.Equal(t, time.UTC, got.Location())
	}
}

func TestAZoneIsNeverGuessed(t *testing.T) {
	for _, source := range []string{
		"Fri, 03 Jan 2020 17:05:16 IST", "Fri, 03 Jan 2020 17:05:16", "03 Jan 2020 17:05:16 A", "2020-01-03T17:05:16", "2020-01-03 17:05:16",
		"2020-01-03", "03 Jan 2020 17:05:16 +9900", "03 Jan 2020 17:05:16 +0060", "03 Jan 2020 17:05:16 +1", "03 Jan 2020 17:05:16 EST EDT",
	} {
		_, err := interchange.ParseDate(source)
		require.ErrorIs(t, err, interchange.ErrAmbiguousZone, source)
		var fault *interchange.DateError
		require.ErrorAs(t, err, &fault)
		assert.Equal(t, source, fault.Text)
	}
}

func TestWhatIsNoDateIsRefused(t *testing.T) {
	for _, source := range []string{
		"", "yesterday", "Mon, 30 Nov -0001 00:00:00 +0000", "0000-00-00 00:00:00", "31 Feb 2020 10:00:00 GMT", "1 Jan 2020", "12345",
		"1 X 2020 10:00:00 GMT", "1 Jan 020 10:00:00 GMT", "1 Jan 2020 25:00:00 GMT", "1 Jan 0000 00:00:00 +0100", "0000-01-01T00:00:00Z",
	} {
		_, err := interchange.ParseDate(source)
		assert.ErrorIs(t, err, interchange.ErrDate, source)
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("Fri, 03 Jan 2020 17:05:16 +0100")
	f.Add("03 Apr 02 1500 GMT")
	f.Add(",,1 Jan 2020 25:00:00")
	f.Fuzz(func(t *testing.T, source string) {
		at, err := interchange.ParseDate(source)
		var fault *interchange.DateError
		switch {
		case err != nil && !errors.As(err, &fault):
			t.Fatalf("ParseDate(%q) = %v", source, err)
		case err == nil:
			again, err := interchange.ParseDate(at.Format(time.RFC3339Nano))
			if err != nil || !again.Equal(at) {
				t.Fatalf("ParseDate(%q) = %v, and again %v, %v", source, at, again, err)
			}
		}
	})
}

func ExampleParseDate() {
	at, err := interchange.ParseDate("Sun, 06 Nov 1994 08:49:37 EST")
	fmt.Println(at.Format(time.RFC3339), err)
	_, err = interchange.ParseDate("Sun, 06 Nov 1994 08:49:37 IST")
	fmt.Println(err)
	// Output:
	// 1994-11-06T13:49:37Z <nil>
	// interchange: "Sun, 06 Nov 1994 08:49:37 IST": zone of a date is missing or ambiguous
}
