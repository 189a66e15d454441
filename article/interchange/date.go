package interchange

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

var (
	// ErrDate means that a text is no date in one of the spellings that are read.
	ErrDate = errors.New("not a date")
	// ErrAmbiguousZone means that a date names no zone, or one that means several
	// things in the world, such as IST. What instant it is nobody can say.
	ErrAmbiguousZone = errors.New("zone of a date is missing or ambiguous")
)

// A DateError says which text is no date.
type DateError struct {
	Text string
	Err  error // ErrDate or ErrAmbiguousZone
}

// Error names the text and the fault.
func (e *DateError) Error() string { return fmt.Sprintf("interchange: %.60q: %v", e.Text, e.Err) }

// Unwrap returns the kind of fault.
func (e *DateError) Unwrap() error { return e.Err }

// ParseDate reads a date of an archive or a feed: that of RFC 822 and its successors
// (Fri, 03 Jan 2020 17:05:16 +0100), with a year of two digits and a time without
// seconds or colons too, that of RFC 3339, and Unix seconds. The instant is in UTC.
//
// Zone names are those of RFC 822: EST is five hours behind UTC. Package time reads
// names that it does not know as UTC; here they are [ErrAmbiguousZone]. The errors are
// a [DateError].
func ParseDate(s string) (time.Time, error) {
	text := strings.TrimSpace(s)
	for _, layout := range [...]string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700"} {
		if at, err := time.Parse(layout, text); err == nil {
			return plausible(s, at)
		}
	}
	for _, layout := range [...]string{"2006-01-02T15:04:05", time.DateTime, time.DateOnly} {
		if _, err := time.Parse(layout, text); err == nil {
			return time.Time{}, &DateError{s, ErrAmbiguousZone}
		}
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && len(text) >= 9 && len(text) <= 11 {
		return plausible(s, time.Unix(n, 0))
	}
	return mailDate(s)
}

func plausible(s string, at time.Time) (time.Time, error) {
	if at = at.UTC(); at.Year() < 1 || at.Year() > 9999 {
		return time.Time{}, &DateError{s, ErrDate}
	}
	return at, nil
}

// mailDate reads a date of RFC 822: day, month, year, time, zone.
func mailDate(s string) (time.Time, error) {
	if _, after, ok := strings.Cut(s, ","); ok {
		s, after = after, s
		at, err := mailDate(s)
		var fault *DateError
		if errors.As(err, &fault) {
			fault.Text = after
		}
		return at, err
	}
	fields := strings.Fields(s)
	if len(fields) < 4 {
		return time.Time{}, &DateError{s, ErrDate}
	}
	year, err := fullYear(fields[2])
	clock := fields[3]
	if !strings.Contains(clock, ":") && len(clock) == 4 {
		clock = clock[:2] + ":" + clock[2:]
	}
	if strings.Count(clock, ":") == 1 {
		clock += ":00"
	}
	month := fields[1][:min(3, len(fields[1]))]
	at, parseErr := time.Parse("2 Jan 2006 15:04:05", fmt.Sprintf("%s %s %04d %s", fields[0], month, year, clock))
	if err != nil || parseErr != nil {
		return time.Time{}, &DateError{s, ErrDate}
	}
	if len(fields) != 5 {
		return time.Time{}, &DateError{s, ErrAmbiguousZone}
	}
	offset, ok := zone(fields[4])
	if !ok {
		return time.Time{}, &DateError{s, ErrAmbiguousZone}
	}
	return plausible(s, at.Add(-offset))
}

// fullYear reads a year; of two digits those below 50 are of this century (RFC 2822,
// 4.3).
func fullYear(s string) (int, error) {
	year, err := strconv.ParseUint(s, 10, 16)
	switch {
	case err != nil || len(s) != 2 && len(s) != 4:
		return 0, ErrDate
	case len(s) == 4:
		return int(year), nil
	case year < 50:
		return 2000 + int(year), nil
	}
	return 1900 + int(year), nil
}

// zone returns how far a zone is ahead of UTC: an offset, or a name of RFC 822, 5.1.
// Its letters for military zones are left out: it defined them the wrong way round.
func zone(name string) (time.Duration, bool) {
	switch strings.ToUpper(name) {
	case "UT", "UTC", "GMT", "Z":
		return 0, true
	case "EDT":
		return -4 * time.Hour, true
	case "EST", "CDT":
		return -5 * time.Hour, true
	case "CST", "MDT":
		return -6 * time.Hour, true
	case "MST", "PDT":
		return -7 * time.Hour, true
	case "PST":
		return -8 * time.Hour, true
	}
	digits := strings.Replace(name, ":", "", 1)
	if len(digits) != 5 || digits[0] != '+' && digits[0] != '-' {
		return 0, false
	}
	n, err := strconv.ParseUint(digits[1:], 10, 16)
	ahead := time.Duration(n/100)*time.Hour + time.Duration(n%100)*time.Minute
	if err != nil || n%100 > 59 || n/100 > 23 {
		return 0, false
	}
	if digits[0] == '-' {
		ahead = -ahead
	}
	return ahead, true
}
