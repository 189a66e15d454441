package article_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/newsjunction/news/article"
)

// surroundings are bodies into which anything can be put, each of which makes the scanner go
// past it in another way.
var surroundings = [...]string{
	`[{"type":"divider","x":%s}]`,
	`[{"x":%s,"type":"divider"}]`,
	`[{"type":"hologram","x":[%s]}]`,
	`[{"type":"list","items":[{"text":"a","x":%s}]}]`,
	`[{"type":"image","focus":{"x":0.5,"y":1,"z":%s}}]`,
	`[{"type":"live","body":[{"x":{"y":%s},"type":"code"}]}]`,
	`[{"type":"divider","x":1}]%s`,
	`[{"type":"code","text":%s}]`,
	`[{"type":"image","focus":{"x":%s}}]`,
	`[{"type":"heading","level":%s}]`,
	`[{"type":"list","ordered":%s}]`,
	`[{"type":"list","items":%s}]`,
	`[{"type":%s}]`,
	`[{%s}]`,
	`[%s]`,
	`%s`,
}

// strangers is how many of those hold what nobody knows: any value will do there.
const strangers = 6

func FuzzTheGrammarIsThatOfEncodingJSON(f *testing.F) {
	for _, seed := range []string{
		`0`, `-0`, `01`, `-`, `-01`, `+1`, `.5`, `5.`, `5.e1`, `0.50`, `1e5`, `1E+05`, `1e-0`, `1e`, `1e+`, `1.e`, `1e1.5`, `0x1`, `1_0`, `- 1`, `1 1`, `NaN`, `Infinity`, `1e400`,
		`true`, `false`, `null`, `nul`, `nulL`, `True`, `truex`, `falsey`, `nullnull`, `t`, `n`,
		`""`, `"a`, `"`, `a"`, `'a'`, `"\"`, `"\\"`, `"\/\b\f\n\r\t\""`, `"\a"`, `"\v"`, `"\u12"`, `"\u123g"`, `"\uD83D\uDE00"`, `"\ud83d"`, `"\U0041"`, `"\`, `"\u`, "\"\t\"", "\"\n\"", "\"\x00\"",
		"\"\x7f\"", "\"\xff\xfe\"", "\"\u2028\"", "\xef\xbb\xbf1", "\u00a01", "\v1", "\f1", " \t\r\n1 ", "1\x00", "\x00",
		`[]`, `[1,2]`, `[1,]`, `[,1]`, `[,]`, `[1 2]`, `[`, `]`, `[]]`, `[1}`, `[[]`, `[1,[2,{}]]`, `[[[[[[[[]]]]]]]]`,
		`{}`, `{"a":1}`, `{"a":1,"a":2}`, `{"a":1,}`, `{,}`, `{"a"}`, `{"a":}`, `{"a" 1}`, `{a:1}`, `{1:1}`, `{"a":1 "b":2}`, `{"a"::1}`, `{"a":1]`, `{`, `}`, `{"":{}}`, `{"a":{"b":[{"c":null}]}}`, `{null:1}`,
		`1,"y":2`, `1},{"type":"divider"`, `1}]`, `"x":1`, `"type":"divider"`, `"type":"code","type":"divider"`, `{"type":"divider"}`, ``, ` `, `,`, `:`, `//`, `/* */ 1`, `#`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, value []byte) {
		if strings.Count(string(value), "[")+strings.Count(string(value), "{") > 50 {
			t.Skip("it may be too deep")
		}
		alone := json.Valid(value)
		for i, shape := range surroundings {
			data := []byte(strings.Replace(shape, "%s", string(value), 1))
			body, err := article.DecodeBody(data)
			syntax := new(json.SyntaxError)
			switch valid := json.Valid(data); {
			case !valid:
				require.Error(t, err, "%s", data)
			case errors.As(err, &syntax):
				require.NoError(t, err, "%s", data)
			case i < strangers && alone:
				require.NoError(t, err, "%s", data)
				require.Contains(t, encode(t, body), strings.TrimSpace(string(value)))
			}
		}
	})
}

func TestJSONThatIsNoneIsRefusedInTheWordsOfEncodingJSON(t *testing.T) {
	for _, give := range []string{`[{"type":"code","text":"x]`, `[{"type":"divider","a":01}]`, `[{"type":"divider" "a":1}]`, `[{"type":"divider"},]`, `[{"type":x}]`, `[{"a":tru}]`} {
		_, err := article.DecodeBody([]byte(give))
		want := json.Unmarshal([]byte(give), new(any))
		require.Error(t, want)
		assert.EqualError(t, err, "article: Body: "+want.Error())
	}
}

func TestATypeMayStandAnywhereInABlock(t *testing.T) {
	fields := map[string][]string{
		"live": {`"at":"2026-03-01T12:00:00Z"`, `"title":"a"`, `"z":1.0`, `"body":[{"id":"c","text":"x","type":"code"},{"a":[],"type":"hologram"}]`},
		"list": {`"id":"l"`, `"items":[{"text":"a","sub":{"items":[{"text":"b"}]}},{"text":"c","later":1e3}]`, `"channels":["web"]`, `"internal":true`},
		"code": {`"text":"a"`, `"items":[1]`, `"level":"two"`},
	}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"live", "list", "code"}).Draw(t, "type")
		in := fields[name]
		kind := `"type":"` + name + `"`
		want := decode(t, `[{`+kind+`,`+strings.Join(in, ",")+`}]`)
		at := rapid.IntRange(0, len(in)).Draw(t, "place")
		mixed := strings.Join(append(append(append([]string(nil), in[:at]...), kind), in[at:]...), ",")
		assert.Equal(t, want, decode(t, `[{`+mixed+`}]`))
		other := rapid.SampledFrom([]string{"live", "list", "code", "heading", "hologram"}).Draw(t, "other")
		assert.Equal(t, want, decode(t, `[{"type":"`+other+`",`+mixed+`}]`), "the last type counts, and nothing of the first is left")
	})
}

func TestAFaultIsWhereItIsWhereverTheTypeStands(t *testing.T) {
	for _, give := range []string{
		`[{"type":"live","body":[{"type":"divider"},{"type":"heading","level":"two"}]}]`,
		`[{"body":[{"type":"divider"},{"level":"two","type":"heading"}],"type":"live"}]`,
		`[{"type":"code","body":[{"type":"divider"},{"level":"two","type":"code","type":"heading"}],"type":"live"}]`,
	} {
		_, err := article.DecodeBody([]byte(give))
		assert.Equal(t, []string{"Body[0].Body[1]"}, paths(t, err))
	}
}

// Twice as deep is at most twice the work, and a block of the worst order a few times
// that of the best.
func TestTheWorkOfDecodingGrowsNoFasterThanDepth(t *testing.T) {
	work := func(data string) float64 {
		return testing.AllocsPerRun(10, func() {
			_, err := article.DecodeBody([]byte(data))
			require.NoError(t, err)
		})
	}
	for _, depth := range []int{2, 5, 10} {
		assert.LessOrEqual(t, work(deepList(2*depth)), 2*work(deepList(depth)), "lists")
		assert.LessOrEqual(t, work(deepUnknown(2*depth)), work(deepUnknown(depth)), "what is kept as it is")
	}
	list := deepList(8)
	inner := strings.TrimSuffix(strings.TrimPrefix(list, "[{"), "}]")
	best := `[{"type":"live","body":` + list + `}]`
	worst := `[{"type":"code","body":[{"type":"table",` + inner + `}],"type":"live"}]`
	assert.LessOrEqual(t, work(worst), 4*work(best))
}

// deepList is a body with a list that holds a list and so on.
func deepList(depth int) string {
	return `[{"type":"list",` + strings.Repeat(`"items":[{"text":"a","sub":{`, depth-1) + `"items":[]` + strings.Repeat(`}}]`, depth-1) + `}]`
}

func deepUnknown(depth int) string {
	return `[{"type":"x","a":` + strings.Repeat(`[`, depth) + strings.Repeat(`]`, depth) + `}]`
}

// Twice as deep takes about twice as long to read.
func BenchmarkBodyDecodeOfDeepLists(b *testing.B) {
	for _, depth := range []int{5, 10, 20} {
		data := []byte(deepList(depth))
		b.Run(fmt.Sprint(depth, " deep"), func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				_, _ = article.DecodeBody(data)
			}
		})
	}
}

// What a block costs whose type stands last beside one that begins with it.
func BenchmarkBodyDecodeByOrder(b *testing.B) {
	body, _ := measuredBody(b)
	first, err := article.Body{{Content: article.LiveEntry{At: noon, Body: body}}}.AppendJSON(nil)
	require.NoError(b, err)
	last := strings.Replace(string(first), `"type":"live",`, "", 1)
	for _, bm := range []struct{ name, give string }{
		{"type first", string(first)},
		{"type last", strings.TrimSuffix(last, "}]") + `,"type":"live"}]`},
	} {
		require.Equal(b, decode(b, string(first)), decode(b, bm.give))
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(bm.give)))
			for b.Loop() {
				_, _ = article.DecodeBody([]byte(bm.give))
			}
		})
	}
}
