package prose_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article/prose"
)

func TestProfileCountsAsTheSystemDoes(t *testing.T) {
	wordPress, ghost, hugo, hugoCJK := prose.WordPress(0), prose.Ghost(), prose.Hugo(false), prose.Hugo(true)
	tests := []struct {
		name     string
		profile  prose.Profile
		give     string
		pictures int
		words    int
		minutes  int
	}{
		{"WordPress counts fields", wordPress, "One – two\tthree,four\r\nfive", 0, 5, 1},
		{"WordPress knows four kinds of white space", wordPress, "a\u00a0b c\vd", 0, 2, 1},
		{"WordPress rounds up", wordPress, strings.Repeat("word ", 201), 9, 201, 2},
		{"WordPress of nothing", wordPress, " ", 0, 0, 0},
		{"WordPress has a rate for those below one", prose.WordPress(-1), strings.Repeat("word ", 200), 0, 200, 1},

		{"no profile counts by the rules of this package", prose.Profile{}, strings.Repeat("word – ", 238), 1, 238, 2},
		{"no profile counts characters", prose.Profile{}, "Tesla在上海", 0, 4, 1},

		{"Ghost counts words", ghost, "Some words here", 0, 3, 1},
		{"Ghost leaves tags out", ghost, "<p>This is a text example! Count me in ;)</p>", 0, 8, 1},
		{"Ghost parts words at tags", ghost, `a<b class="x>y">c`, 0, 2, 1},
		{"Ghost takes an open tag for text", ghost, `a <b "c`, 0, 3, 1},
		{"Ghost knows Latin-1", ghost, "I love Döner. Especially number 875.", 0, 6, 1},
		{"Ghost knows no other Latin letters", ghost, "Łódź żółć zażółć", 0, 4, 1},
		{"Ghost parts at apostrophes", ghost, "don't stop", 0, 3, 1},
		{"Ghost parts at commas", ghost, "1,000,000 dollars", 0, 4, 1},
		{"Ghost counts entities", ghost, "a &amp; b", 0, 3, 1},
		{"Ghost counts French", ghost, "c'est l'été déjà", 0, 5, 1},
		{"Ghost counts Chinese characters", ghost, "我今天在家吃了好多好多好吃的，现在的我非常开心非常满足", 0, 26, 1},
		{"Ghost counts hiragana for a word", ghost, "これはひらがなのぶんしょうです", 0, 1, 1},
		{"Ghost counts a run by its first character", ghost, "東京です です東京", 0, 5, 1},
		{"Ghost counts no katakana", ghost, "アメリカ", 0, 0, 1},
		{"Ghost counts no Thai and no Hindi", ghost, "สวัสดี नमस्ते", 0, 0, 1},
		{"Ghost counts Arabic alone", ghost, "انا هذا رائع جدا يا صاح", 0, 6, 1},
		{"Ghost counts no Arabic beside Latin", ghost, "مرحبا بالعالم iPhone", 0, 1, 1},
		{"Ghost counts Hebrew alone", ghost, "מנסה לגרום לזה לעבוד", 0, 4, 1},
		{"Ghost parts Arabic from Hebrew", ghost, "مرحباשלום", 0, 2, 1},
		{"Ghost rounds down", ghost, strings.Repeat("word ", 275+137), 0, 412, 1},
		{"Ghost rounds up", ghost, strings.Repeat("word ", 275+138), 0, 413, 2},
		{"Ghost counts pictures", ghost, strings.Repeat("word ", 275) + "<img src=a> <img\nsrc=b>", 1, 275, 2},
		{"Ghost sees no picture across a carriage return", ghost, strings.Repeat("word ", 275) + "<img\rsrc=a><img", 2, 276, 1},
		{"Ghost of nothing", ghost, "", 0, 0, 0},

		{"Hugo counts fields", hugo, "One – two\u00a0three", 0, 4, 1},
		{"Hugo counts fields of Japanese", hugo, "昨日の午後 市議会は", 0, 2, 1},
		{"Hugo holds 212 words for a minute", hugo, strings.Repeat("word ", 212), 0, 212, 1},
		{"Hugo rounds up", hugo, strings.Repeat("word ", 213), 9, 213, 2},
		{"Hugo counts fields of a site with CJK", hugoCJK, "café déjà vu", 0, 3, 1},
		{"Hugo counts a page by letters for a single kanji", hugoCJK, "café déjà vu 東", 0, 4 + 4 + 1 + 1, 1},
		{"Hugo holds 500 characters for a minute", hugoCJK, strings.Repeat("東", 500), 0, 500, 1},
		{"Hugo rounds characters up", hugoCJK, strings.Repeat("東", 501), 0, 501, 2},
		{"Hugo of nothing", hugoCJK, "", 0, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			words, minutes := tt.profile.Measure(tt.give, tt.pictures)
			assert.Equal(t, tt.words, words, "words")
			assert.Equal(t, tt.minutes, minutes, "minutes")
		})
	}
}

func TestProfilesOfPlainTextSeeWhiteSpaceAlone(t *testing.T) {
	generator := text()
	rapid.Check(t, func(t *rapid.T) {
		s := generator.Draw(t, "text")
		words, minutes := prose.Hugo(false).Measure(s, 0)
		require.Equal(t, len(strings.Fields(s)), words)
		require.Equal(t, (words+211)/212, minutes)
	})
}
