package reactionredis_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionredis"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestOptionsAreChecked(t *testing.T) {
	tests := []struct {
		name, give string
		want       error
	}{
		{"none is the usual one", "", nil},
		{"letters, digits and signs", "site_2-a:", nil},
		{"32 bytes", strings.Repeat("a", 32), nil},
		{"33 bytes", strings.Repeat("a", 33), reactionredis.ErrInvalidPrefix},
		{"a brace that would be the hash tag", "a{b", reactionredis.ErrInvalidPrefix},
		{"upper case", "Site:", reactionredis.ErrInvalidPrefix},
		{"a digit first", "2:", reactionredis.ErrInvalidPrefix},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := reactionredis.New(new(fake).pipe, reactionredis.Options{Prefix: tt.give})
			require.ErrorIs(t, err, tt.want)
			assert.Equal(t, tt.want == nil, s != nil)
		})
	}
	_, err := reactionredis.New(nil, reactionredis.Options{})
	assert.ErrorIs(t, err, reactionredis.ErrNoPipe)
}

// operations are one call of each method.
func operations(r reaction.Reader) map[string]func(context.Context, *reactionredis.Store) error {
	return map[string]func(context.Context, *reactionredis.Store) error{
		"set": func(ctx context.Context, s *reactionredis.Store) error {
			_, err := s.Set(ctx, "a", r, "love")
			return err
		},
		"swap": func(ctx context.Context, s *reactionredis.Store) error {
			_, err := s.Swap(ctx, "a", r, "", "love")
			return err
		},
		"mine":    func(ctx context.Context, s *reactionredis.Store) error { _, err := s.Mine(ctx, r, "a"); return err },
		"tallies": func(ctx context.Context, s *reactionredis.Store) error { _, err := s.Tallies(ctx, "a"); return err },
		"erase":   func(ctx context.Context, s *reactionredis.Store) error { return s.Erase(ctx, r) },
		"recount": func(ctx context.Context, s *reactionredis.Store) error { _, err := s.Recount(ctx, "a"); return err },
		"scan":    func(ctx context.Context, s *reactionredis.Store) error { _, err := rows(s.Scan(ctx)); return err },
	}
}

func rows(scan func(func(reaction.Row, error) bool)) (rows []reaction.Row, err error) {
	for row, err := range scan {
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func TestEachFailureComesBackWithItsOperation(t *testing.T) {
	for op, do := range operations(someone(t)) {
		for name, plant := range map[string]struct {
			fault func(*fake)
			want  error
		}{
			"the pipe fails": {func(f *fake) { f.fails = true }, errPipe},
			"the server refuses": {func(f *fake) {
				for _, command := range []string{"EVALSHA", "HGET", "HGETALL", "HKEYS", "ZRANGEBYLEX"} {
					f.answers[command] = always(errServer)
				}
			}, errServer},
			"a reply is missing": {func(f *fake) { f.short = true }, reactionredis.ErrCorrupt},
			"a reply of another type": {func(f *fake) {
				for _, command := range []string{"EVALSHA", "HGET", "HGETALL", "HKEYS", "ZRANGEBYLEX"} {
					f.answers[command] = always(1.5)
				}
			}, reactionredis.ErrCorrupt},
		} {
			t.Run(op+"/"+name, func(t *testing.T) {
				s, f := openFake(t)
				plant.fault(f)
				err := do(t.Context(), s)
				require.ErrorIs(t, err, plant.want)
				var fault *reactionredis.Error
				require.ErrorAs(t, err, &fault)
				assert.Equal(t, op, fault.Op)
				assert.EqualError(t, err, "reactionredis: "+op+": "+fault.Err.Error())
			})
		}
	}
}

func TestScriptThatAServerDoesNotKnowIsSentInFull(t *testing.T) {
	s, f := openFake(t)
	f.answers["EVALSHA"] = always(errScript)
	f.answers["EVAL"] = always([]byte("sad"))
	before, err := s.Set(t.Context(), "a", someone(t), "love")
	require.NoError(t, err)
	assert.Equal(t, reaction.Kind("sad"), before)
	require.Len(t, f.trips, 2)
	digest, text := f.trips[0][0], f.trips[1][0]
	assert.Equal(t, digest.Args[1:], text.Args[1:])
	assert.Contains(t, text.Args[0], "redis.call")

	f.answers["EVAL"] = always(errServer)
	_, err = s.Set(t.Context(), "a", someone(t), "love")
	assert.ErrorIs(t, err, errServer)
}

// All keys of a command have one hash tag, and those of a subject have it in common,
// whatever braces the subject has.
func TestKeysOfASubjectShareAHashTag(t *testing.T) {
	for _, subject := range []string{"a", "{a}", "}", "}{", "{}", "a}b{c", "{", "ä"} {
		t.Run(subject, func(t *testing.T) {
			s, f := openFake(t)
			_, err := s.Set(t.Context(), subject, someone(t), "love")
			require.NoError(t, err)
			f.answers["EVALSHA"] = always(int64(0))
			_, err = s.Recount(t.Context(), subject)
			require.NoError(t, err)
			_, err = s.Tallies(t.Context(), subject)
			require.NoError(t, err)
			_, err = s.Mine(t.Context(), someone(t), subject)
			require.NoError(t, err)
			var tags []string
			for _, args := range [][]any{f.trips[0][0].Args[2:6], f.trips[1][0].Args[2:4], f.trips[2][0].Args[:1], f.trips[3][0].Args[:1]} {
				for _, key := range args {
					tags = append(tags, hashTag(t, key.(string)))
				}
			}
			require.Len(t, tags, 8)
			assert.Len(t, slices.Compact(tags), 1)
		})
	}
}

// hashTag is what a Cluster hashes of a key: what stands between its first brace and
// the next closing one.
func hashTag(t *testing.T, key string) string {
	t.Helper()
	_, rest, ok := strings.Cut(key, "{")
	require.True(t, ok)
	tag, _, ok := strings.Cut(rest, "}")
	require.True(t, ok)
	require.NotEmpty(t, tag)
	return tag
}

func TestKeysAreWhereTheyHaveAlwaysBeen(t *testing.T) {
	s, f := openFake(t)
	_, err := s.Swap(t.Context(), "article-1", someone(t), "love", "sad")
	require.NoError(t, err)
	assert.Equal(t, []any{"4", "reactions:{36}r:article-1", "reactions:{36}n:article-1", "reactions:{36}m:" + bytesOfSomeone, "reactions:{36}s",
		bytesOfSomeone, "article-1", "sad", "love"}, f.trips[0][0].Args[1:])
}

func TestSubjectsAreSpreadOverAllBuckets(t *testing.T) {
	s, f := openFake(t)
	for first := range 26 {
		page := make([]string, 1000)
		for i := range page {
			page[i] = fmt.Sprint("article-", 1000*first+i)
		}
		_, err := s.Tallies(t.Context(), page...)
		require.NoError(t, err)
	}
	subjects := make(map[string]int)
	for _, trip := range f.trips {
		for _, c := range trip {
			subjects[hashTag(t, c.Args[0].(string))]++
		}
	}
	require.Len(t, subjects, 256)
	for tag, n := range subjects {
		assert.InDelta(t, 26_000/256, n, 50, tag)
	}
}

func TestAPageIsOneTrip(t *testing.T) {
	s, f := openFake(t)
	page := make([]string, 50)
	for i := range page {
		page[i] = fmt.Sprint("subject ", i)
	}
	_, err := s.Tallies(t.Context(), page...)
	require.NoError(t, err)
	_, err = s.Mine(t.Context(), someone(t), page...)
	require.NoError(t, err)
	require.Len(t, f.trips, 2)
	assert.Len(t, f.trips[0], 50)
	assert.Len(t, f.trips[1], 50)
}

// The second version of the protocol sends fields and values as a list, the third as
// a map; clients make strings or bytes of them.
func TestCountersAreReadInEachFormOfTheProtocol(t *testing.T) {
	for name, reply := range map[string]any{
		"list of strings": []any{"sad", "1", "love", "2", "dead", "0", "minus", "-1"},
		"list of bytes":   []any{[]byte("sad"), []byte("1"), []byte("love"), []byte("2")},
		"map":             map[any]any{"sad": "1", "love": "2", "dead": "0"},
		"numbers":         []any{"sad", int64(1), "love", int64(2)},
	} {
		t.Run(name, func(t *testing.T) {
			s, f := openFake(t)
			f.answers["HGETALL"] = always(reply)
			tallies, err := s.Tallies(t.Context(), "a")
			require.NoError(t, err)
			assert.Equal(t, []reaction.Counts{{{Kind: "love", N: 2}, {Kind: "sad", N: 1}}}, tallies)
		})
	}
}

func TestDamagedRepliesAreErrors(t *testing.T) {
	tests := []struct {
		op, name, command string
		reply             any
	}{
		{"tallies", "an odd list", "HGETALL", []any{"love"}},
		{"tallies", "a counter without digits", "HGETALL", []any{"love", "many"}},
		{"tallies", "a counter of another type", "HGETALL", []any{"love", 1.5}},
		{"tallies", "a kind of another type", "HGETALL", []any{int64(1), "1"}},
		{"erase", "a subject of another bucket", "HKEYS", []any{"a"}},
		{"erase", "a subject of another type", "HKEYS", []any{int64(1)}},
		{"scan", "a subject of another type", "ZRANGEBYLEX", []any{int64(1)}},
		{"scan", "no page", "HSCAN", "0"},
		{"scan", "half a page", "HSCAN", []any{"0"}},
		{"scan", "a cursor of another type", "HSCAN", []any{1.5, []any{}}},
		{"scan", "rows of another type", "HSCAN", []any{"0", "rows"}},
		{"scan", "a short reader", "HSCAN", []any{"0", []any{"1", "love"}}},
		{"scan", "a reader of another type", "HSCAN", []any{"0", []any{int64(1), "love"}}},
		{"scan", "nobody", "HSCAN", []any{"0", []any{strings.Repeat("\x00", 16), "love"}}},
		{"scan", "a malformed kind", "HSCAN", []any{"0", []any{bytesOfSomeone, "NO"}}},
		{"scan", "no kind", "HSCAN", []any{"0", []any{bytesOfSomeone, ""}}},
		{"scan", "a kind of another type", "HSCAN", []any{"0", []any{bytesOfSomeone, 1.5}}},
	}
	for _, tt := range tests {
		t.Run(tt.op+"/"+tt.name, func(t *testing.T) {
			s, f := openFake(t)
			f.answers["ZRANGEBYLEX"] = inBucket("00", "a")
			f.answers[tt.command] = always(tt.reply)
			require.ErrorIs(t, operations(someone(t))[tt.op](t.Context(), s), reactionredis.ErrCorrupt)
		})
	}
}

// inBucket answers the first question of one bucket for its subjects.
func inBucket(at string, subjects ...any) func(reactionredis.Command) any {
	return func(c reactionredis.Command) any {
		if strings.Contains(c.Args[0].(string), "{"+at+"}") && c.Args[1] == "-" {
			return subjects
		}
		return []any{}
	}
}

func TestScanMergesBucketsAndTurnsPages(t *testing.T) {
	s, f := openFake(t)
	var subjects []string
	for i := range 300 {
		subjects = append(subjects, fmt.Sprintf("subject %03d", i))
	}
	f.answers["ZRANGEBYLEX"] = func(c reactionredis.Command) any {
		after := strings.TrimPrefix(c.Args[1].(string), "(")
		var page []any
		for i, subject := range subjects {
			// Bucket 00 has every third subject, 01 the others.
			mine := map[bool]string{true: "{00}", false: "{01}"}[i%3 == 0]
			if strings.Contains(c.Args[0].(string), mine) && (after == "-" || subject > after) && fmt.Sprint(len(page)) != c.Args[5] {
				page = append(page, subject)
			}
		}
		return append([]any{}, page...)
	}
	f.answers["HSCAN"] = func(c reactionredis.Command) any {
		if c.Args[1] == "0" { // the first reader comes again on the second page
			return []any{"7", []any{"0123456789abcdef", "sad"}}
		}
		return []any{"0", map[any]any{"0123456789abcdef": "sad", bytesOfSomeone: "love"}}
	}
	got, err := rows(s.Scan(t.Context()))
	require.NoError(t, err)
	require.Len(t, got, 600)
	for i, row := range got {
		assert.Equal(t, subjects[i/2], row.Subject)
		assert.Equal(t, []reaction.Kind{"love", "sad"}[i%2], row.Kind)
	}
	for row, err := range s.Scan(t.Context(), "b", "a", "b") {
		require.NoError(t, err)
		assert.Equal(t, "a", row.Subject)
		break
	}
}

func TestBadInputAndAContextThatIsOverNeverReachTheServer(t *testing.T) {
	s, f := openFake(t)
	ctx, r, nobody := t.Context(), someone(t), reaction.Reader{}
	_, err := s.Set(ctx, "", r, "love")
	assert.ErrorIs(t, err, reaction.ErrEmptySubject)
	_, err = s.Swap(ctx, "a", r, "NO", "love")
	assert.ErrorIs(t, err, reaction.ErrUnknownKind)
	_, err = s.Mine(ctx, nobody, "a")
	assert.ErrorIs(t, err, reaction.ErrNoReader)
	_, err = s.Mine(ctx, r, "")
	assert.ErrorIs(t, err, reaction.ErrEmptySubject)
	_, err = s.Tallies(ctx, "a\x00")
	assert.ErrorIs(t, err, reaction.ErrInvalidSubject)
	_, err = s.Recount(ctx, strings.Repeat("a", 513))
	assert.ErrorIs(t, err, reaction.ErrSubjectTooLong)
	_, err = rows(s.Scan(ctx, ""))
	assert.ErrorIs(t, err, reaction.ErrEmptySubject)
	assert.ErrorIs(t, s.Erase(ctx, nobody), reaction.ErrNoReader)

	ctx, cancel := context.WithCancel(ctx)
	cancel()
	for op, do := range operations(r) {
		assert.ErrorIs(t, do(ctx, s), context.Canceled, op)
	}
	assert.Empty(t, f.trips)
}

func TestEraseUndoesInEachBucketWhatTheReaderHolds(t *testing.T) {
	s, f := openFake(t)
	// The last bytes of CRC-32, as another program has them.
	held := map[string]string{"article-1": "{36}", "article-2": "{8c}"}
	f.answers["HKEYS"] = func(c reactionredis.Command) any {
		for subject, tag := range held {
			if strings.Contains(c.Args[0].(string), tag) {
				return []any{[]byte(subject)}
			}
		}
		return []any{}
	}
	require.NoError(t, s.Erase(t.Context(), someone(t)))
	require.Len(t, f.trips, 2)
	assert.Len(t, f.trips[0], 256)
	var undone []string
	for _, c := range f.trips[1] {
		assert.Equal(t, "", c.Args[8], "the kind to set")
		assert.Len(t, c.Args, 9)
		undone = append(undone, c.Args[7].(string))
	}
	assert.ElementsMatch(t, []string{"article-1", "article-2"}, undone)

	f.answers["EVALSHA"] = always(errServer)
	assert.True(t, errors.Is(s.Erase(t.Context(), someone(t)), errServer))
}
