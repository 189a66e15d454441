package ident_test

import (
	"bytes"
	"database/sql"
	"database/sql/driver"
	"encoding"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/taxonomy/ident"
)

type (
	thing  struct{}
	other  struct{}
	ID     = ident.Of[thing]
	holder struct {
		Needed ID `json:"needed"`
		Spared ID `json:"spared,omitzero"`
	}
)

var (
	_ encoding.TextMarshaler   = ID{}
	_ encoding.TextUnmarshaler = (*ID)(nil)
	_ driver.Valuer            = ID{}
	_ sql.Scanner              = (*ID)(nil)
)

const sample = "018f3a5c-7c00-7abc-8def-0123456789ab"

func at(text string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		panic(err)
	}
	return t
}

func TestNewFrom(t *testing.T) {
	t.Run("the instant stands in front, to the millisecond", func(t *testing.T) {
		id, err := ident.NewFrom[thing](time.UnixMilli(0x0123456789ab).Add(999*time.Microsecond), zeros())
		require.NoError(t, err)
		assert.Equal(t, "01234567-89ab-7000-8000-000000000000", id.String())
	})
	t.Run("version and variant are those of RFC 9562", func(t *testing.T) {
		id, err := ident.NewFrom[thing](at("2026-03-01T00:00:00Z"), bytes.NewReader(bytes.Repeat([]byte{0xff}, 10)))
		require.NoError(t, err)
		assert.Equal(t, uuid.Version(7), id.Version())
		assert.Equal(t, uuid.RFC4122, id.Variant())
	})
	t.Run("it reads ten bytes an id", func(t *testing.T) {
		r := bytes.NewReader(make([]byte, 25))
		_, err := ident.NewFrom[thing](at("2026-03-01T00:00:00Z"), r)
		require.NoError(t, err)
		assert.Equal(t, 15, r.Len())
	})
	t.Run("a reader that ends early gives its error and no id", func(t *testing.T) {
		id, err := ident.NewFrom[thing](at("2026-03-01T00:00:00Z"), strings.NewReader("short"))
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
		assert.True(t, id.IsZero())
	})
	t.Run("a reader that fails gives its error", func(t *testing.T) {
		broken := errors.New("no entropy")
		_, err := ident.NewFrom[thing](at("2026-03-01T00:00:00Z"), iotest.ErrReader(broken))
		require.ErrorIs(t, err, broken)
	})
	for _, far := range []time.Time{
		at("1969-12-31T23:59:59.999Z"), time.UnixMilli(1 << 48), {},
	} {
		t.Run("an instant that version 7 cannot hold is refused: "+far.String(), func(t *testing.T) {
			id, err := ident.NewFrom[thing](far, zeros())
			require.ErrorIs(t, err, ident.ErrInstant)
			assert.True(t, id.IsZero())
		})
	}
}

func TestNew(t *testing.T) {
	t.Run("two ids of one instant differ", func(t *testing.T) {
		now := at("2026-03-01T12:00:00Z")
		assert.NotEqual(t, ident.New[thing](now), ident.New[thing](now))
	})
	t.Run("what is before 1970 is clamped to it", func(t *testing.T) {
		assert.True(t, strings.HasPrefix(ident.New[thing](time.Time{}).String(), "00000000-0000-7"))
	})
	t.Run("what is after 10889 is clamped to it", func(t *testing.T) {
		late := time.UnixMilli(1<<48 + 5)
		assert.True(t, strings.HasPrefix(ident.New[thing](late).String(), "ffffffff-ffff-7"))
	})
}

func TestIDsMadeLaterSortLater(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		instants := rapid.SliceOfDistinct(rapid.Int64Range(0, 1<<48-1), rapid.ID[int64]).Draw(t, "milliseconds")
		ids := make([]ID, len(instants))
		for i, ms := range instants {
			ids[i] = ident.New[thing](time.UnixMilli(ms))
		}
		slices.Sort(instants)
		slices.SortFunc(ids, ID.Compare)
		for i, ms := range instants {
			sec, nsec := uuid.UUID(ids[i].UUID).Time().UnixTime()
			if got := sec*1000 + nsec/1e6; got != ms {
				t.Fatalf("id %d was made at millisecond %d, want %d", i, got, ms)
			}
			if i > 0 && ids[i-1].String() >= ids[i].String() {
				t.Fatalf("texts sort otherwise than ids: %s, %s", ids[i-1], ids[i])
			}
		}
	})
}

func TestFrom(t *testing.T) {
	id := ident.From[thing]("article", "blog.example", "17")
	assert.Equal(t, id, ident.From[thing]("article", "blog.example", "17"), "the same names give the same id")
	assert.Equal(t, uuid.Version(5), id.Version())
	for name, strange := range map[string]ID{
		"kind":                ident.From[thing]("tag", "blog.example", "17"),
		"source":              ident.From[thing]("article", "log.example", "17"),
		"external id":         ident.From[thing]("article", "blog.example", "18"),
		"border of two parts": ident.From[thing]("articleb", "log.example", "17"),
		"border of the last":  ident.From[thing]("article", "blog.example1", "7"),
	} {
		assert.NotEqual(t, id, strange, "another %s gives another id", name)
	}
	assert.False(t, ident.From[thing]("", "", "").IsZero())
}

func TestFromKeepsPartsApart(t *testing.T) {
	part := rapid.StringMatching(`[0-9:ab]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		var a, b [3]string
		for i := range a {
			a[i], b[i] = part.Draw(t, "a"), part.Draw(t, "b")
		}
		same := ident.From[thing](a[0], a[1], a[2]) == ident.From[thing](b[0], b[1], b[2])
		if same != (a == b) {
			t.Fatalf("From(%q) == From(%q) is %v", a, b, same)
		}
	})
}

func TestFromIsTheSameForEver(t *testing.T) {
	// Stores hold these ids: another result would make every import a second one.
	got := ident.From[thing]("article", "https://blog.example/", "17")
	assert.Equal(t, "23e0893b-d87d-50f2-bbc3-7590abe4c023", got.String())
}

func TestParse(t *testing.T) {
	id, err := ident.Parse[thing](sample)
	require.NoError(t, err)
	assert.Equal(t, sample, id.String())
	for name, give := range map[string]string{
		"upper case":          strings.ToUpper(sample),
		"braces":              "{" + sample + "}",
		"urn":                 "urn:uuid:" + sample,
		"no hyphens":          strings.ReplaceAll(sample, "-", ""),
		"white space":         " " + sample,
		"line feed":           sample + "\n",
		"a digit short":       sample[1:],
		"no digit":            "g" + sample[1:],
		"a very long text":    strings.Repeat("x", 1<<20),
		"hyphens out of step": "018f3a5c7-c00-7abc-8def-0123456789ab",
	} {
		t.Run("not canonical: "+name, func(t *testing.T) {
			id, err := ident.Parse[thing](give)
			require.ErrorIs(t, err, ident.ErrSyntax)
			assert.True(t, id.IsZero())
			assert.Less(t, len(err.Error()), 400, "a message stays short whatever was given")
		})
	}
	t.Run("the empty text is nil", func(t *testing.T) {
		id, err := ident.Parse[thing]("")
		require.NoError(t, err)
		assert.True(t, id.IsZero())
	})
}

func TestUnmarshalText(t *testing.T) {
	id, err := ident.Parse[thing](sample)
	require.NoError(t, err)
	t.Run("a refused text leaves the id as it was", func(t *testing.T) {
		held := id
		require.ErrorIs(t, held.UnmarshalText([]byte("nonsense")), ident.ErrSyntax)
		assert.Equal(t, id, held)
	})
	t.Run("an empty text clears", func(t *testing.T) {
		held := id
		require.NoError(t, held.UnmarshalText(nil))
		assert.True(t, held.IsZero())
	})
}

func TestJSON(t *testing.T) {
	id, err := ident.Parse[thing](sample)
	require.NoError(t, err)
	t.Run("an id is its text", func(t *testing.T) {
		data, err := json.Marshal(holder{id, id})
		require.NoError(t, err)
		assert.JSONEq(t, `{"needed":"`+sample+`","spared":"`+sample+`"}`, string(data))
	})
	t.Run("nil is an empty text, and nothing where omitzero says so", func(t *testing.T) {
		data, err := json.Marshal(holder{})
		require.NoError(t, err)
		assert.Equal(t, `{"needed":""}`, string(data))
		back := holder{id, id}
		require.NoError(t, json.Unmarshal(data, &back))
		assert.Equal(t, holder{Spared: id}, back)
	})
	t.Run("an id is a key of a map", func(t *testing.T) {
		data, err := json.Marshal(map[ID]int{id: 1})
		require.NoError(t, err)
		var back map[ID]int
		require.NoError(t, json.Unmarshal(data, &back))
		assert.Equal(t, map[ID]int{id: 1}, back)
	})
}

func TestDatabase(t *testing.T) {
	id, err := ident.Parse[thing](sample)
	require.NoError(t, err)
	stored, err := id.Value()
	require.NoError(t, err)
	assert.Equal(t, sample, stored)
	none, err := ID{}.Value()
	require.NoError(t, err)
	assert.Nil(t, none, "nil is NULL")

	for name, tt := range map[string]struct {
		give any
		want ID
		err  error
	}{
		"text":                 {sample, id, nil},
		"bytes of a text":      {[]byte(sample), id, nil},
		"NULL clears":          {nil, ID{}, nil},
		"empty text clears":    {"", ID{}, nil},
		"sixteen raw bytes":    {id.UUID[:], ident.From[thing]("", "", ""), ident.ErrSyntax},
		"a number":             {int64(17), ident.From[thing]("", "", ""), ident.ErrSyntax},
		"text in another case": {strings.ToUpper(sample), ident.From[thing]("", "", ""), ident.ErrSyntax},
	} {
		t.Run("scanning "+name, func(t *testing.T) {
			got := ident.From[thing]("", "", "")
			require.ErrorIs(t, got.Scan(tt.give), tt.err)
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestIDsOfTwoTypesAreTwoTypes(t *testing.T) {
	var a, b any = ident.Of[thing]{}, ident.Of[other]{}
	assert.NotEqual(t, a, b)
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Add("")
	f.Add(strings.ToUpper(sample))
	f.Add("{" + sample + "}")
	f.Add("urn:uuid:" + sample)
	f.Add("00000000-0000-0000-0000-000000000000")
	f.Fuzz(func(t *testing.T, text string) {
		// Law: what is read is written again to the letter, and means the same; what is refused gives nil.
		id, err := ident.Parse[thing](text)
		if err != nil {
			require.ErrorIs(t, err, ident.ErrSyntax)
			require.True(t, id.IsZero())
			return
		}
		if text != "" {
			require.Equal(t, text, id.String())
		}
		back, err := id.MarshalText()
		require.NoError(t, err)
		again, err := ident.Parse[thing](string(back))
		require.NoError(t, err)
		require.Equal(t, id, again)
	})
}

func zeros() io.Reader { return bytes.NewReader(make([]byte, 16)) }

func BenchmarkNew(b *testing.B) {
	now := at("2026-03-01T12:00:00Z")
	b.ReportAllocs()
	for b.Loop() {
		ident.New[thing](now)
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_, _ = ident.Parse[thing](sample)
	}
}
