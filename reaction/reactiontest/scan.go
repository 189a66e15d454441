package reactiontest

import (
	"context"
	"fmt"
	"slices"

	"github.com/newsjunction/news/reaction"
)

// scanRows is more than a store is likely to read in one go.
const scanRows = 1100

// fill stores scanRows reactions, a reader at a time, and returns the rows.
func fill(b bench, s reaction.Store) []reaction.Row {
	subjects := []string{"10", "9", "A", "a", "a ", "a/b", "a0", "z", "\u00e4", "日"} // in byte order
	rs := readers(scanRows / len(subjects))
	for _, r := range rs {
		for i := range subjects {
			b.set(s, subjects[len(subjects)-1-i], r, "love")
		}
	}
	var rows []reaction.Row
	for _, subject := range subjects {
		for _, r := range rs {
			rows = append(rows, reaction.Row{Subject: subject, Reader: r, Kind: "love"})
		}
	}
	return rows
}

func scanOrder(b bench, s reaction.Store) {
	want := fill(b, s)
	got := b.rows(s)
	if len(got) != len(want) {
		b.Fatalf("Scan() yields %d rows, want %d", len(got), len(want))
	}
	for i := range want {
		if got[i] != want[i] {
			b.Fatalf("row %d of Scan() = %v, want %v", i, got[i], want[i])
		}
	}
}

func scanNamed(b bench, s reaction.Store) {
	held := fill(b, s)
	for _, subjects := range [][]string{{"a"}, {"z", "10", "a/b"}, {"a", "A", "a"}, {"nothing"}, {"b", "日", "b"}} {
		var want []reaction.Row
		for _, row := range held {
			if slices.Contains(subjects, row.Subject) {
				want = append(want, row)
			}
		}
		var got []reaction.Row
		for row, err := range s.Scan(context.Background(), subjects...) {
			if err != nil {
				b.Fatalf("Scan(%q) after %d rows = %v, want no error", subjects, len(got), err)
			}
			got = append(got, row)
		}
		if !slices.Equal(got, want) {
			b.Fatalf("Scan(%q) yields %d rows, want those %d in order", subjects, len(got), len(want))
		}
		for range s.Scan(context.Background(), subjects...) {
			break
		}
	}
}

func scanBreak(b bench, s reaction.Store) {
	for _, r := range readers(3) {
		b.set(s, "a", r, "love")
	}
	for range 20 { // a store that leaks what it read with would run dry
		n := 0
		for range s.Scan(context.Background()) {
			n++
			break
		}
		if n != 1 {
			b.Fatalf("Scan() broken off at once yields %d rows, want 1", n)
		}
	}
	b.set(s, "a", reader(0), "sad")
	if got := len(b.rows(s)); got != 3 {
		b.Fatalf("Scan() after breaks yields %d rows, want 3", got)
	}
}

func scanUse(b bench, s reaction.Store) {
	rs := readers(20)
	for _, r := range rs {
		b.set(s, "a", r, "love")
	}
	seen := 0
	for row, err := range s.Scan(context.Background()) {
		if err != nil {
			b.Fatalf("Scan() after %d rows = %v, want no error", seen, err)
		}
		seen++
		b.wantBefore(s, row.Subject, row.Reader, "sad", "love")
		b.wantCounts(s, fmt.Sprint("b", seen))
	}
	if seen != len(rs) {
		b.Fatalf("Scan() yields %d rows while they change, want %d", seen, len(rs))
	}
	b.wantCounts(s, "a", reaction.Count{Kind: "sad", N: len(rs)})
}
