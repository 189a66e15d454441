package related_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/related"
	"github.com/newsjunction/news/taxonomy"
)

func tagOf(name string, aliases ...string) taxonomy.Tag {
	return taxonomy.Tag{Term: taxonomy.Term{ID: taxonomy.TagID("test", name), Slug: strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(name, "+", "p"), " ", "-")),
		Labels: taxonomy.Labels{{Text: name}}, Aliases: aliases}}
}

func suggester(tb testing.TB) *related.Suggester {
	tb.Helper()
	merged, retired := tagOf("Daesh"), tagOf("Old Thing")
	merged.Into = taxonomy.TagID("test", "ISIS")
	retired.Retired = true
	china := tagOf("China")
	china.Labels = append(china.Labels, taxonomy.Label{Lang: "zh", Text: "中国"})
	tree, repairs := taxonomy.Load(nil, []taxonomy.Tag{tagOf("Korea"), tagOf("South Korea", "Republic of Korea"), tagOf("ISIS", "Islamic State"), merged, retired,
		tagOf("Cpp", "C++"), tagOf("Zürich"), china}, taxonomy.Options{})
	require.Empty(tb, repairs)
	return related.NewSuggester(tree)
}

func TestSuggest(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"nothing", "", ""},
		{"no tag", "A quiet day", ""},
		{"a label", "News from korea", "Korea=korea@10x1"},
		{"the longest name", "South Korea, not korea; South Korea!", "South Korea=South Korea@0x2 Korea=korea@17x1"},
		{"an alias", "the Republic of Korea", "South Korea=Republic of Korea@4x1"},
		{"the beginning of a longer name", "the Republic of Letters and Korea", "Korea=Korea@28x1"},
		{"what was merged into it", "DAESH", "ISIS=DAESH@0x1"},
		{"a name that is retired", "old thing", ""},
		{"a part of a word", "Koreans", ""},
		{"the owner of a thing", "Korea's and ISIS’s", "Korea=Korea@0x1 ISIS=ISIS@12x1"},
		{"signs", "C# or C++ or C", "Cpp=C++@6x1"},
		{"accents", "zurich", "Zürich=zurich@0x1"},
		{"Han within a text", "我在中国。", "China=中国@6x1"},
		{"bytes that are no text", "\xffKorea\xff 中\xe5", "Korea=Korea@1x1"},
	}
	s := suggester(t)
	names := make(map[taxonomy.ID]string)
	for _, name := range []string{"Korea", "South Korea", "ISIS", "Cpp", "Zürich", "China"} {
		names[taxonomy.TagID("test", name)] = name
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range s.Suggest(tt.give) {
				got = append(got, fmt.Sprintf("%s=%s@%dx%d", names[s.Tag], s.Text, s.At, s.Count))
			}
			assert.Equal(t, tt.want, strings.Join(got, " "))
		})
	}
}

func FuzzSuggest(f *testing.F) {
	f.Add("South Korea's C++")
	f.Add("中国\xe5")
	s := suggester(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, found := range s.Suggest(text) {
			if text[found.At:found.At+len(found.Text)] != found.Text || found.Count < 1 {
				t.Fatalf("%q is not at %d", found.Text, found.At)
			}
		}
	})
}

func BenchmarkSuggest(b *testing.B) {
	var tags []taxonomy.Tag
	for i := range 100_000 {
		tags = append(tags, tagOf(fmt.Sprintf("Name%d of%d", i, i%100)))
	}
	tree, _ := taxonomy.Load(nil, tags, taxonomy.Options{})
	s := related.NewSuggester(tree)
	text := strings.Repeat("Name5 of5 met name99 of99 and spoke of many other things. ", 90)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s.Suggest(text)
	}
}
