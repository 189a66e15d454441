package reaction_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/newsjunction/news/reaction"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCheckReportsEveryReasonAtOnce(t *testing.T) {
	err := reaction.Check("", reaction.Reader{}, "NO")
	assert.ErrorIs(t, err, reaction.ErrEmptySubject)
	assert.ErrorIs(t, err, reaction.ErrNoReader)
	assert.ErrorIs(t, err, reaction.ErrUnknownKind)
	assert.NoError(t, reaction.Check("a", readerOf(t, "account:1"), "love"))
	assert.NoError(t, reaction.Check("a", readerOf(t, "account:1"), ""))
}

func TestSubjectsHaveLimits(t *testing.T) {
	tests := []struct {
		name, give string
		want       error
		limit      int
	}{
		{"one byte", "a", nil, 0},
		{"512 bytes", strings.Repeat("é", 256), nil, 0},
		{"empty", "", reaction.ErrEmptySubject, 0},
		{"513 bytes", strings.Repeat("a", 513), reaction.ErrSubjectTooLong, 512},
		{"not UTF-8", "\xc3", reaction.ErrInvalidSubject, 0},
		{"NUL", "a\x00", reaction.ErrInvalidSubject, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := reaction.CheckSubject(tt.give)
			require.ErrorIs(t, err, tt.want)
			if tt.want == nil {
				return
			}
			var fault *reaction.Error
			require.ErrorAs(t, reaction.CheckSubjects("a", tt.give), &fault)
			assert.Equal(t, "Subjects[1]", fault.Path)
			assert.Equal(t, tt.limit, fault.Limit)
			assert.LessOrEqual(t, len(fault.Value), 64)
		})
	}
}

func TestSubjectsHaveALimitOfNumber(t *testing.T) {
	subjects := make([]string, reaction.MaxSubjects+1)
	for i := range subjects {
		subjects[i] = fmt.Sprint(i)
	}
	err := reaction.CheckSubjects(subjects...)
	require.ErrorIs(t, err, reaction.ErrTooManySubjects)
	assert.EqualError(t, err, "reaction: Subjects: too many subjects (limit 1000)")
	assert.NoError(t, reaction.CheckSubjects(subjects[1:]...))
	assert.NoError(t, reaction.CheckSubjects())
}

// A subject that passes is 1 to 512 bytes of UTF-8 without NUL, and such a one
// passes.
func FuzzCheckSubject(f *testing.F) {
	f.Add("")
	f.Add("a\x00")
	f.Add("\xff")
	f.Add(strings.Repeat("é", 257))
	f.Fuzz(func(t *testing.T, s string) {
		good := s != "" && len(s) <= 512 && utf8.ValidString(s) && !strings.Contains(s, "\x00")
		assert.Equal(t, good, reaction.CheckSubject(s) == nil)
	})
}

// A kind that passes is a set by itself.
func FuzzCheckKind(f *testing.F) {
	f.Add("love")
	f.Add("-")
	f.Add("Love")
	f.Fuzz(func(t *testing.T, k string) {
		if k == "" {
			return
		}
		_, err := reaction.NewSet(reaction.Choice{Kind: reaction.Kind(k)})
		assert.Equal(t, err == nil, reaction.Check("a", readerOf(t, "account:1"), reaction.Kind(k)) == nil)
	})
}
