package article

import (
	"fmt"
	"strconv"
	"time"
)

// A Date is a day, a month or a year: what is known of when something happened. The
// zero Date is unknown. Its text is that of ISO 8601, cut where knowledge ends:
// "2026", "2026-03" or "2026-03-01" (ninjs calls it a truncated date).
type Date struct {
	Year  int // 1 to 9999; 0: unknown
	Month int // 1 to 12; 0: unknown
	Day   int // 1 to 31; 0: unknown
}

// ParseDate reads the text of a date. [ErrUnknownValue] where it is none.
func ParseDate(s string) (Date, error) {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		at, err := time.Parse(layout, s)
		if err != nil || at.Year() == 0 {
			continue
		}
		d := Date{Year: at.Year()}
		if len(layout) > 4 {
			d.Month = int(at.Month())
		}
		if len(layout) > 7 {
			d.Day = at.Day()
		}
		return d, nil
	}
	return Date{}, fmt.Errorf("article: date %.20q: %w", s, ErrUnknownValue)
}

// String returns the text of the date; "" for the zero Date.
func (d Date) String() string {
	switch {
	case d.Year == 0:
		return ""
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// IsZero reports whether nothing is known.
func (d Date) IsZero() bool { return d == Date{} }

// Check returns [ErrUnknownValue] for a date that no calendar has, or one that knows
// a day without its month.
func (d Date) Check() error {
	if d.IsZero() {
		return nil
	}
	if got, err := ParseDate(d.String()); err != nil || got != d {
		return fmt.Errorf("article: date %s: %w", strconv.Quote(d.String()), ErrUnknownValue)
	}
	return nil
}

// MarshalText writes String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes; an empty text is the zero Date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	got, err := ParseDate(string(b))
	if err == nil {
		*d = got
	}
	return err
}
