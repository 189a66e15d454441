package theme

import (
	"strings"
	"time"

	"github.com/newsjunction/news/article"
)

// day prints the day of an instant, such as "August 1, 2023".
func (w *words) day(t time.Time) string { return string(w.appendDay(nil, t)) }

func (w *words) appendDay(k ink, t time.Time) ink {
	year, month, day := t.Date()
	return w.appendDate(k, w.date, article.Date{Year: year, Month: int(month), Day: day})
}

// known prints what is known of a date: its day, its month or its year.
func (w *words) known(d article.Date) string {
	switch {
	case d.IsZero():
		return ""
	case d.Month == 0:
		return string(w.appendDate(nil, "Y", d))
	case d.Day == 0:
		return string(w.appendDate(nil, w.month, d))
	}
	return string(w.appendDate(nil, w.date, d))
}

// appendDate adds a date in an order of D, MONTH and Y.
func (w *words) appendDate(k ink, order string, d article.Date) ink {
	for order != "" {
		if rest, ok := strings.CutPrefix(order, "MONTH"); ok {
			k, order = k.text(w.months[max(d.Month-1, 0)]), rest
			continue
		}
		switch order[0] {
		case 'D':
			k = k.number(d.Day)
		case 'Y':
			k = k.number(d.Year)
		default:
			k = append(k, order[0])
		}
		order = order[1:]
	}
	return k
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

// day adds the day of a story, in the language of the story.
func (f *frame) day(k ink, t *article.Teaser) ink {
	if t.Published.IsZero() {
		return k
	}
	at := f.local(t.Published)
	k = at.AppendFormat(k.raw(`<p class="day"><time datetime="`), time.RFC3339)
	return f.wordsOf(t).appendDay(k.raw(`">`), at).raw("</time></p>")
}

// dayOnly adds the day of a story in a list of many, without the clock: it is short.
func (f *frame) dayOnly(k ink, t *article.Teaser) ink {
	if t.Published.IsZero() {
		return k
	}
	at := f.local(t.Published)
	year, month, day := at.Date()
	k = k.raw(`<time class="day" datetime="`).digits(year, 4).raw("-").digits(int(month), 2).raw("-").digits(day, 2).raw(`">`)
	return f.wordsOf(t).appendDate(k, f.wordsOf(t).date, article.Date{Year: year, Month: int(month), Day: day}).raw("</time>")
}

// machine prints an instant for the datetime attribute, with its zone.
func (f *frame) machine(t time.Time) string { return f.local(t).Format(time.RFC3339) }

// local brings an instant into the site's time zone.
func (f *frame) local(t time.Time) time.Time {
	if f.zone != nil {
		return t.In(f.zone)
	}
	return t.UTC()
}
