package reactiontest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"

	"github.com/newsjunction/news/reaction"
)

func unknownSubject(b bench, s reaction.Store) {
	r := reader(0)
	b.wantCounts(s, "a")
	b.wantMine(s, r, "a", "")
	b.wantBefore(s, "a", r, "", "")
	b.wantDrift(s, "a", 0)
	b.wantRows(s)
}

func heldAndCounted(b bench, s reaction.Store) {
	rs := readers(2)
	b.wantBefore(s, "a", rs[0], "love", "")
	b.wantMine(s, rs[0], "a", "love")
	b.wantMine(s, rs[1], "a", "")
	b.wantCounts(s, "a", reaction.Count{Kind: "love", N: 1})
	b.wantBefore(s, "a", rs[1], "love", "")
	b.wantCounts(s, "a", reaction.Count{Kind: "love", N: 2})
}

func repeating(b bench, s reaction.Store) {
	r := reader(0)
	b.set(s, "a", r, "love")
	for range 3 {
		b.wantBefore(s, "a", r, "love", "love")
		b.wantCounts(s, "a", reaction.Count{Kind: "love", N: 1})
	}
	b.wantMine(s, r, "a", "love")
	b.wantDrift(s, "a", 0)
}

func replacing(b bench, s reaction.Store) {
	r := reader(0)
	b.set(s, "a", r, "love")
	b.wantBefore(s, "a", r, "sad", "love")
	b.wantCounts(s, "a", reaction.Count{Kind: "sad", N: 1})
	b.wantBefore(s, "a", r, "love", "sad")
	b.wantCounts(s, "a", reaction.Count{Kind: "love", N: 1})
	b.wantMine(s, r, "a", "love")
}

func undoing(b bench, s reaction.Store) {
	rs := readers(2)
	b.set(s, "a", rs[0], "love")
	b.set(s, "a", rs[1], "love")
	b.wantBefore(s, "a", rs[0], "", "love")
	b.wantBefore(s, "a", rs[0], "", "")
	b.wantMine(s, rs[0], "a", "")
	b.wantCounts(s, "a", reaction.Count{Kind: "love", N: 1})
	b.wantBefore(s, "a", rs[1], "", "love")
	b.wantCounts(s, "a")
	b.wantRows(s)
}

func swapping(b bench, s reaction.Store) {
	rs := readers(2)
	b.set(s, "a", rs[1], "sad")
	for _, step := range []struct{ from, to, before, after reaction.Kind }{
		{"love", "", "", ""},        // nothing to take back
		{"love", "sad", "", ""},     // nothing to replace
		{"", "", "", ""},            // nothing for nothing
		{"", "love", "", "love"},    // made
		{"", "sad", "love", "love"}, // there is one
		{"sad", "wink", "love", "love"},
		{"sad", "", "love", "love"},
		{"sad", "love", "love", "love"},
		{"love", "love", "love", "love"},
		{"love", "wink", "love", "wink"}, // replaced
		{"wink", "", "wink", ""},         // undone
		{"wink", "", "", ""},
	} {
		b.wantSwap(s, "a", rs[0], step.from, step.to, step.before)
		b.wantMine(s, rs[0], "a", step.after)
		want := []reaction.Count{{Kind: "sad", N: 1}}
		switch {
		case step.after == "wink":
			want = append(want, reaction.Count{Kind: step.after, N: 1})
		case step.after != "":
			want = append([]reaction.Count{{Kind: step.after, N: 1}}, want...)
		}
		b.wantCounts(s, "a", want...)
	}
	b.wantDrift(s, "a", 0)
	b.wantRows(s, reaction.Row{Subject: "a", Reader: rs[1], Kind: "sad"})
}

func keptApart(b bench, s reaction.Store) {
	subjects := []string{
		"a", "A", "a ", " a", "a%", "a_", "a'", `a"`, `a\`, "a\n", "ä", "a\u0308", "á", "1", "01", "1.0", "null",
		"\u202ea", "日本", "😀", "$1", "?", ":a", "[*]", "{a}", strings.Repeat("a", reaction.MaxSubjectBytes),
		strings.Repeat("a", reaction.MaxSubjectBytes-1), strings.Repeat("é", reaction.MaxSubjectBytes/2),
	}
	rs := readers(len(subjects))
	for i, subject := range subjects {
		for _, r := range rs[:i+1] {
			b.wantBefore(s, subject, r, "love", "")
		}
	}
	for i, subject := range subjects {
		b.wantCounts(s, subject, reaction.Count{Kind: "love", N: i + 1})
	}
}

func orderAsked(b bench, s reaction.Store) {
	ctx, r := context.Background(), reader(0)
	b.set(s, "a", r, "love")
	b.set(s, "c", r, "sad")
	asked := []string{"c", "b", "a", "c"}

	mine, err := s.Mine(ctx, r, asked...)
	if want := []reaction.Kind{"sad", "", "love", "sad"}; err != nil || !slices.Equal(mine, want) {
		b.Errorf("Mine(%q) = %q, %v, want %q", asked, mine, err, want)
	}
	love, sad := reaction.Counts{{Kind: "love", N: 1}}, reaction.Counts{{Kind: "sad", N: 1}}
	counts, err := s.Tallies(ctx, asked...)
	if want := []reaction.Counts{sad, nil, love, sad}; err != nil || !slices.EqualFunc(counts, want, sameCounts) {
		b.Errorf("Tallies(%q) = %v, %v, want %v", asked, counts, err, want)
	}
	if mine, err := s.Mine(ctx, r); err != nil || len(mine) != 0 {
		b.Errorf("Mine() of no subject = %q, %v, want none", mine, err)
	}
	if counts, err := s.Tallies(ctx); err != nil || len(counts) != 0 {
		b.Errorf("Tallies() of no subject = %v, %v, want none", counts, err)
	}
}

func manySubjects(b bench, s reaction.Store) {
	ctx, r := context.Background(), reader(0)
	subjects := make([]string, reaction.MaxSubjects)
	for i := range subjects {
		subjects[i] = fmt.Sprint("subject ", i)
	}
	last := len(subjects) - 1
	b.set(s, subjects[last], r, "love")

	mine, err := s.Mine(ctx, r, subjects...)
	if err != nil || len(mine) != len(subjects) || mine[0] != "" || mine[last] != "love" {
		b.Errorf("Mine of %d subjects = %d kinds, %v, want the last one to be love", len(subjects), len(mine), err)
	}
	counts, err := s.Tallies(ctx, subjects...)
	if err != nil || len(counts) != len(subjects) || len(counts[0]) != 0 || counts[last].Of("love") != 1 {
		b.Errorf("Tallies of %d subjects = %d counts, %v, want love in the last one", len(subjects), len(counts), err)
	}
}

func kindOrder(b bench, s reaction.Store) {
	kinds := []reaction.Kind{"sad", "a-b", "z", "a_b", "ab", "a0", "love", reaction.Kind(strings.Repeat("k", 32))}
	for i, k := range kinds {
		b.set(s, "a", reader(i), k)
	}
	b.set(s, "a", reader(2), "")
	kinds = slices.DeleteFunc(kinds, func(k reaction.Kind) bool { return k == "z" })
	slices.Sort(kinds)
	var want reaction.Counts
	for _, k := range kinds {
		want = append(want, reaction.Count{Kind: k, N: 1})
	}
	b.wantCounts(s, "a", want...)
}

func ownAnswers(b bench, s reaction.Store) {
	ctx, r := context.Background(), reader(0)
	b.set(s, "a", r, "love")
	if mine, err := s.Mine(ctx, r, "a"); err == nil && len(mine) == 1 {
		mine[0] = "sad"
	}
	if counts, err := s.Tallies(ctx, "a"); err == nil && len(counts) == 1 && len(counts[0]) == 1 {
		counts[0][0] = reaction.Count{Kind: "sad", N: 7}
	}
	b.wantMine(s, r, "a", "love")
	b.wantCounts(s, "a", reaction.Count{Kind: "love", N: 1})
}

func erasing(b bench, s reaction.Store) {
	rs := readers(2)
	for _, subject := range []string{"a", "b", "c"} {
		b.set(s, subject, rs[0], "love")
	}
	b.set(s, "d", rs[0], "sad")
	b.set(s, "b", rs[1], "love")
	b.set(s, "c", rs[1], "sad")
	b.erase(s, rs[0])
	for _, subject := range []string{"a", "b", "c", "d"} {
		b.wantMine(s, rs[0], subject, "")
		b.wantDrift(s, subject, 0)
	}
	b.wantCounts(s, "a")
	b.wantCounts(s, "b", reaction.Count{Kind: "love", N: 1})
	b.wantCounts(s, "c", reaction.Count{Kind: "sad", N: 1})
	b.wantCounts(s, "d")
	b.wantRows(s, reaction.Row{Subject: "b", Reader: rs[1], Kind: "love"}, reaction.Row{Subject: "c", Reader: rs[1], Kind: "sad"})
	b.wantBefore(s, "a", rs[0], "love", "")
}

func erasingNobody(b bench, s reaction.Store) {
	rs := readers(2)
	b.erase(s, rs[0])
	b.set(s, "a", rs[0], "love")
	b.erase(s, rs[1])
	b.wantCounts(s, "a", reaction.Count{Kind: "love", N: 1})
	b.erase(s, rs[0])
	b.erase(s, rs[0])
	b.wantRows(s)
}

func recounting(b bench, s reaction.Store) {
	for i, r := range readers(5) {
		b.set(s, "a", r, "love")
		if i%2 == 0 {
			b.set(s, "a", r, "sad")
		}
	}
	b.set(s, "a", reader(0), "")
	for range 2 {
		b.wantDrift(s, "a", 0)
		b.wantCounts(s, "a", reaction.Count{Kind: "love", N: 2}, reaction.Count{Kind: "sad", N: 2})
	}
}

func badInput(b bench, s reaction.Store) {
	ctx, r := context.Background(), reader(0)
	long := strings.Repeat("a", reaction.MaxSubjectBytes+1)
	tests := []struct {
		name    string
		subject string
		reader  reaction.Reader
		kind    reaction.Kind
		want    error
	}{
		{"no subject", "", r, "love", reaction.ErrEmptySubject},
		{"a long subject", long, r, "love", reaction.ErrSubjectTooLong},
		{"a subject that is not UTF-8", "a\xff", r, "love", reaction.ErrInvalidSubject},
		{"a subject with NUL", "a\x00b", r, "love", reaction.ErrInvalidSubject},
		{"no reader", "a", reaction.Reader{}, "love", reaction.ErrNoReader},
		{"a malformed kind", "a", r, "Love!", reaction.ErrUnknownKind},
		{"a long kind", "a", r, reaction.Kind(strings.Repeat("k", 33)), reaction.ErrUnknownKind},
		{"no reader to undo", "a", reaction.Reader{}, "", reaction.ErrNoReader},
	}
	for _, tt := range tests {
		if _, err := s.Set(ctx, tt.subject, tt.reader, tt.kind); !errors.Is(err, tt.want) {
			b.Errorf("Set with %s = %v, want %v", tt.name, err, tt.want)
		}
	}
	for _, tt := range tests {
		if _, err := s.Swap(ctx, tt.subject, tt.reader, "", tt.kind); !errors.Is(err, tt.want) {
			b.Errorf("Swap with %s = %v, want %v", tt.name, err, tt.want)
		}
	}
	if _, err := s.Swap(ctx, "a", r, "Love!", "love"); !errors.Is(err, reaction.ErrUnknownKind) {
		b.Errorf("Swap of a malformed kind = %v, want %v", err, reaction.ErrUnknownKind)
	}
	many := slices.Repeat([]string{"a"}, reaction.MaxSubjects+1)
	refused := func(call string, err, want error) {
		if !errors.Is(err, want) {
			b.Errorf("%s = %v, want %v", call, err, want)
		}
	}
	_, err := s.Mine(ctx, reaction.Reader{}, "a")
	refused("Mine of no reader", err, reaction.ErrNoReader)
	_, err = s.Mine(ctx, r, "a", "")
	refused("Mine of no subject", err, reaction.ErrEmptySubject)
	_, err = s.Mine(ctx, r, many...)
	refused("Mine of many subjects", err, reaction.ErrTooManySubjects)
	_, err = s.Tallies(ctx, "a", long)
	refused("Tallies of a long subject", err, reaction.ErrSubjectTooLong)
	_, err = s.Tallies(ctx, many...)
	refused("Tallies of many subjects", err, reaction.ErrTooManySubjects)
	refused("Scan of no subject", scanError(s.Scan(ctx, "a", "")), reaction.ErrEmptySubject)
	refused("Scan of many subjects", scanError(s.Scan(ctx, many...)), reaction.ErrTooManySubjects)
	_, err = s.Recount(ctx, "")
	refused("Recount of no subject", err, reaction.ErrEmptySubject)
	refused("Erase of no reader", s.Erase(ctx, reaction.Reader{}), reaction.ErrNoReader)
	b.wantRows(s)
}

// scanError returns the error that a scan ends with.
func scanError(rows iter.Seq2[reaction.Row, error]) (last error) {
	for _, err := range rows {
		last = err
	}
	return last
}

func contextOver(b bench, s reaction.Store) {
	r := reader(0)
	b.set(s, "a", r, "love")
	held := b.rows(s)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()

	refused := func(call string, err error) {
		if !errors.Is(err, context.Canceled) {
			b.Errorf("%s with a cancelled context = %v, want %v", call, err, context.Canceled)
		}
	}
	_, err := s.Set(ctx, "a", r, "sad")
	refused("Set", err)
	_, err = s.Set(ctx, "b", r, "")
	refused("Set to none", err)
	_, err = s.Swap(ctx, "a", r, "love", "sad")
	refused("Swap", err)
	_, err = s.Mine(ctx, r, "a")
	refused("Mine", err)
	_, err = s.Tallies(ctx, "a")
	refused("Tallies", err)
	_, err = s.Recount(ctx, "a")
	refused("Recount", err)
	refused("Erase", s.Erase(ctx, r))
	for row, err := range s.Scan(ctx) {
		if err == nil || row != (reaction.Row{}) {
			b.Errorf("Scan with a cancelled context yields %v, %v, want the zero Row and an error", row, err)
		}
	}
	refused("Scan", scanError(s.Scan(ctx)))
	refused("Scan of a subject", scanError(s.Scan(ctx, "a")))
	if got := b.rows(s); !reflect.DeepEqual(got, held) {
		b.Errorf("rows after calls with a cancelled context = %v, want %v", got, held)
	}
	b.wantCounts(s, "a", reaction.Count{Kind: "love", N: 1})
}
