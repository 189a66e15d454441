package slug_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy/slug"
)

// An anchor is one case of the test suite of another library.
type anchor struct {
	Source  string
	Options map[string]any
	Input   string
	Want    string
}

// foreign are the options that we do not have, with the rule that speaks for it.
var foreign = map[string]string{
	"lowercase":                 "a slug is in small letters",
	"separator":                 "words are parted by a hyphen",
	"replace":                   "no words are replaced: the caller does that",
	"replace_list":              "no words are replaced: the caller does that",
	"preserve":                  "no sign is kept",
	"preserveLeadingUnderscore": "no sign is kept",
	"preserveTrailingDash":      "no sign is kept",
	"regex_pattern":             "no sign is kept",
	"stopwords":                 "no word is dropped",
	"decamelize":                "a word is not parted at capitals",
	"word_prefix":               "words keep their order",
	"entities":                  "character references are always read",
	"decimal":                   "character references are always read",
	"hexadecimal":               "character references are always read",
	"strip_tags":                "tags are always dropped",
	"non_latin":                 "every script is read",
	"counter":                   "a ledger counts, from 2",
	"sequence":                  "a ledger counts, from 2",
	"suffix":                    "a ledger counts, from 2",
}

// overruled are the cases, by the beginning of their input, that a rule of ours
// decides otherwise.
var overruled = map[string][]string{
	"an underscore parts words":         {"hello_world", "underscore_in-value", "__strip__underscore", "test_slug", "Allow_Under_Scores"},
	"a slug is never empty":             {"·/,:;`˜'\"", "𐀀", "🦄🦄🦄"},
	"& and @ are words":                 {"spam & eggs", "foo &amp; bar", "One &amp; Two", "One &&amp; Two;", "!@#Leading bad"},
	"a word of a sign stands alone":     {"°¹²³⁴⁵⁶⁷⁸⁹@"},
	"currency beside a number is read":  {"fooBar 123 $#%"},
	"an apostrophe does not part words": {"C'est déjà l'été."},
	"a comma parts, also in numbers":    {"1,000 reasons", "۱,۰۰۰ reasons"},
	"tags are dropped":                  {"<p>file</p><!-- foo"},
	"emoji part words and say nothing":  {"foo🦄", "Emojis on slug"},
	"a word is not parted at capitals":  {"foo360BAR", "FOO360", "FOOBar"},
	"umlauts and rings are read as their language has them, and plainly where none is said": {
		"Mórë thån wørds", "Übergrößenträger", "für", "ä ö ü Ä Ö Ü ß", "Ä Ð Ø",
	},
	"letters are read as gosimple does": {
		"活动日起", "Блоґ їжачка", "Ύπαρξη", "هذه هي", "مرحبا", "နှစ်", "ერთი", "יאַן", "Japanese: 日本語", "ٹ ڈ ھ", "ګ ړ څ",
		"ĀāĂăĄąĆć", "Ե ր և ա ն", "თ პ ღ", "Є Ґ ї",
	},
	"a slug has a cap": {"hi🇦🇹hi🇦🇹"},
}

// cocurRules are the languages of cocur's rule sets.
var cocurRules = map[string]string{
	"azerbaijani": "az", "croatian": "hr", "serbian": "sr", "slovak": "sk", "lithuanian": "lt", "estonian": "et",
	"hungarian": "hu", "chinese": "zh", "turkish": "tr",
}

func anchors(t *testing.T) []anchor {
	dir := shared(t, "slug")
	files, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	require.NoError(t, err)
	var all []anchor
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		for line := range strings.Lines(string(data)) {
			var a anchor
			require.NoError(t, json.Unmarshal([]byte(line), &a))
			all = append(all, a)
		}
	}
	return all
}

// options returns ours for a case, whether they are the default but for the
// language, and the rule by which we have none such.
func (a anchor) options(t *testing.T) (o slug.Options, plain bool, rule string) {
	o, plain = slug.Options{MaxBytes: 512}, true
	for key, value := range a.Options {
		switch key {
		case "fn", "context":
			continue
		case "lang":
			o.Lang = value.(string)
			if code, ok := cocurRules[o.Lang]; ok {
				o.Lang = code
			}
			continue
		case "unicode":
			o.Unicode = value == true
		case "max":
			o.MaxBytes = int(value.(float64))
			if o.MaxBytes < 16 {
				rule = "a cap is 16 bytes at least"
			}
		case "word":
			if value == false {
				rule = "a slug is cut at a word"
			}
		default:
			require.Contains(t, foreign, key)
			rule = foreign[key]
		}
		plain = false
	}
	return o, plain, rule
}

func (a anchor) overruled() (rule string) {
	for rule, inputs := range overruled {
		for _, begin := range inputs {
			if strings.HasPrefix(a.Input, begin) {
				return rule
			}
		}
	}
	return ""
}

func TestAnchors(t *testing.T) {
	type score struct{ plain, agreed, options, optionsAgreed, ruledOut int }
	scores := map[string]*score{}
	var total score
	used := map[string]bool{}
	for _, a := range anchors(t) {
		s := scores[a.Source]
		if s == nil {
			s = new(score)
			scores[a.Source] = s
		}
		o, plain, rule := a.options(t)
		if rule != "" {
			s.ruledOut++
			continue
		}
		got := slug.Make(a.Input, o)
		agreed := 0
		if got == a.Want {
			agreed = 1
		} else if rule := a.overruled(); rule != "" {
			used[rule] = true
		} else {
			t.Errorf("%s %v: Make(%.60q) = %.60q, want %.60q, and no rule says why", a.Source, a.Options, a.Input, got, a.Want)
		}
		if plain {
			s.plain, s.agreed = s.plain+1, s.agreed+agreed
			total.plain, total.agreed = total.plain+1, total.agreed+agreed
		} else {
			s.options, s.optionsAgreed = s.options+1, s.optionsAgreed+agreed
		}
	}
	for source, s := range scores {
		t.Logf("%s: %d of %d default cases, %d of %d with options, %d with options that we do not have",
			source, s.agreed, s.plain, s.optionsAgreed, s.options, s.ruledOut)
	}
	t.Logf("default cases: %d of %d", total.agreed, total.plain)
	assert.Greater(t, float64(total.agreed), 0.77*float64(total.plain), "gosimple agrees with 77 %%")
	assert.Len(t, used, len(overruled), "every rule overrules something")
}

// shared returns a folder of the real data, or skips the test.
func shared(t *testing.T, folder string) string {
	dir := filepath.Join("..", "..", "..", "shared", "data", folder)
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("the real data are absent: ", dir)
		}
		t.Skip("the real data are absent: ", dir)
	}
	return dir
}
