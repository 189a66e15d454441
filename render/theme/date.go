package theme

import (
	"strconv"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
)

// day prints the day of an instant, such as "August 1, 2023".
func (w *words) day(t time.Time) string {
	return w.known(article.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()})
}

// known prints what is known of a date: its day, its month or its year.
func (w *words) known(d article.Date) string {
	order := w.date
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		order = "Y"
	case d.Day == 0:
		order = w.month
	}
	return strings.NewReplacer(
		"MONTH", w.months[max(d.Month-1, 0)],
		"D", strconv.Itoa(d.Day),
		"Y", strconv.Itoa(d.Year),
	).Replace(order)
}

// updated prints when an article was changed: with the clock, where it is on the
// day that it was published.
func (f *frame) updated(published, modified time.Time) string {
	day := f.words.day(f.local(modified))
	if day == f.words.day(f.local(published)) {
		return day + ", " + f.local(modified).Format("15:04")
	}
	return day
}

// machine prints an instant for the datetime attribute, with its zone.
func (f *frame) machine(t time.Time) string { return f.local(t).Format(time.RFC3339) }

// local brings an instant into the site's time zone.
func (f *frame) local(t time.Time) time.Time {
	if zone := f.Site.Config().TimeZone; zone != nil {
		return t.In(zone)
	}
	return t.UTC()
}
